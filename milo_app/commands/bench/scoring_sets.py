"""Thirty questions of ten kinds of job, each with a good, a vague and a bad answer, for ranking evaluators.

Written for Milo by hand, after the rules of the built-in evaluator and without looking at its word lists. They show
whether specific answers rank above general ones; they do not show whether an evaluator knows the trade.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class RankingSet(NamedTuple):
    """A question with its criterion and keywords, and three answers of falling quality."""

    question: str
    criterion: str
    keywords: str
    good: str
    vague: str
    bad: str


SETS: Final = (
    RankingSet(
        "Tell me about a customer who was upset. What did you do?",
        "Handling upset customers",
        "apologise, refund, exchange, listen, receipt",
        "A lady came in with a kettle that had stopped after six days. She had no receipt and nine people were "
        "waiting behind her. I took her to the side till so she did not feel watched, found the sale by her card "
        "and swapped the kettle. I rang her on the Friday to check that it worked, and she still shops with us.",
        "When a customer is upset you have to see it from their side and make them feel that they matter. I am a "
        "calm kind of person, so customers usually end up happy when they speak to me, whatever has gone wrong "
        "with their purchase.",
        "I tell them to talk to the manager, that is not my business.",
    ),
    RankingSet(
        "How do you keep your till right when the shop is busy?",
        "Accuracy with cash",
        "count, float, till, change, receipt",
        "I count the float twice before I open, and I never leave the drawer open while I bag. Every two hours I "
        "take the big notes out and drop them in the safe with a slip. In fourteen months on Saturdays my till "
        "was out once, by 1.20.",
        "Being busy is part of the shop and I like it when it is lively. I keep an eye on the till and make sure "
        "that it is right, because money is a thing you have to take seriously in any shop.",
        "It is never right anyway.",
    ),
    RankingSet(
        "Describe a time you sold something a customer had not planned to buy.",
        "Selling and suggestions",
        "recommend, add-on, warranty, need, upgrade",
        "A man wanted a basic drill for one shelf. I asked what his walls were made of, and when he said brick I "
        "showed him the hammer drill and a set of masonry bits. He paid 38 pounds more, and two weeks later he "
        "came back for a sander and asked for me.",
        "I find that people buy from people, so I chat to customers and then they often leave with more than they"
        " planned. It is about being natural and knowing the range, which I always do.",
        "I don't like pushing stuff on people so no.",
    ),
    RankingSet(
        "Tell me about a mistake you made with a patient's care and what followed.",
        "Honesty about errors",
        "report, incident, medication, tell, doctor",
        "On a night shift I gave 500 mg of paracetamol 40 minutes early because I misread the chart. I told the "
        "nurse in charge at once, checked his temperature and pulse every half hour, and wrote the incident "
        "report before handover. We then put the next due time on the whiteboard by each bed, and in the "
        "following quarter our ward had no early doses.",
        "Everyone makes mistakes with patients at some point and the main thing is to own up. I am somebody who "
        "learns from what happens and I would make sure that care goes on in the right way afterwards.",
        "I have never made one.",
    ),
    RankingSet(
        "How do you calm an anxious patient before a procedure?",
        "Reassuring patients",
        "explain, breathe, question, hand, step",
        "Last month a man of 70 would not let go of the bed rail before his MRI. I sat down next to him, "
        "explained each of the five steps and let him press the stop button once to hear it. I asked what music "
        "he liked, put Sinatra on the headset, and he managed the full 25 minutes without stopping.",
        "Anxious patients need kindness and patience, and that comes easily to me. You let them feel that they "
        "are in safe hands before the procedure, and then they relax and everything goes more smoothly for all.",
        "Not sure, they usually just wait.",
    ),
    RankingSet(
        "Give an example of how you prioritised several patients at once.",
        "Prioritising care",
        "urgent, triage, vital signs, airway, escalate",
        "At seven in the evening I had four bays to myself when two bells rang and bed 3 was pulling at his "
        "oxygen. I put his mask back and raised the head of the bed first, saturation went from 84 to 93, then "
        "sent the healthcare assistant to the fall risk in bed 1. The third one wanted water, so I asked her to "
        "wait ten minutes and came back in eight.",
        "On a ward several things come at once and you need to keep a clear head. I look at what is most pressing"
        " and work through the patients from there, so nobody is forgotten and the team can rely on me.",
        "Whoever shouts first.",
    ),
    RankingSet(
        "Describe a bug in production that you tracked down.",
        "Debugging",
        "logs, reproduce, root cause, deploy, test",
        "Checkout failed for about 2% of users every Monday morning. I compared the logs of 30 failures, saw that"
        " all had a cart older than 72 hours, and reproduced it with an expired price token. I wrote a failing "
        "test first, refreshed the token on read, and deployed behind a flag; errors fell from 410 a week to 3.",
        "In production you get bugs from time to time and they can be stressful. I would look carefully at what "
        "is happening, talk with colleagues and keep going until the cause becomes clear, since persistence "
        "matters in our field.",
        "Our seniors do the production bugs.",
    ),
    RankingSet(
        "How have you made a slow page or query faster?",
        "Performance work",
        "profile, index, cache, query, latency",
        "Our order list took 4.8 seconds. I profiled it and found 212 queries, one per row, so I joined the "
        "customer table and added an index on (shop_id, created_at). It dropped to 190 ms at the 95th percentile,"
        " and I put a budget test into CI so it could not creep back.",
        "Speed has a large effect on how users feel, so I keep it in mind with every page that I write. There are"
        " a lot of techniques for queries and pages, and I pick whichever suits the situation we are in.",
        "Buy a larger server.",
    ),
    RankingSet(
        "Tell me about a code review where you disagreed.",
        "Working with reviewers",
        "review, comment, agree, test, compromise",
        "A colleague wanted to catch every exception in our import job. I wrote a small script that fed it 50 "
        "broken files and showed that 11 were swallowed without a log line. We met for 20 minutes, agreed on two "
        "named errors plus an alert, and I documented it in the guidelines. The job has paged us twice since, "
        "both times rightly.",
        "Reviews are a place where people can have other opinions, which is healthy. I listen with an open mind "
        "and share my own view in a respectful manner, and mostly we come out with something that everybody is "
        "fine with.",
        "I just approve, it is quicker.",
    ),
    RankingSet(
        "Tell me about a time stock did not match the system.",
        "Stock accuracy",
        "count, scan, location, variance, inventory",
        "Our system said 48 cartons of oil in aisle C, I counted 36. I scanned the neighbouring bays and found "
        "one pallet of twelve booked to C14 but standing in D14. I moved it, corrected the location on the "
        "handheld and told the night lead, because the same driver had mixed the rows three times. We painted the"
        " row letters on the floor and variance went under 0.5%.",
        "Stock and the system do not match all of the time, this is known. When it happens I look into it and get"
        " it sorted, and I let the right person know so that it can be put right in the system.",
        "I leave it, the office sees it at the year end.",
    ),
    RankingSet(
        "How do you load a mixed pallet safely?",
        "Safe loading",
        "heavy, wrap, weight, corner, label",
        "I check the base for broken boards, then put the heaviest boxes at the bottom, corners on corners, and "
        "keep it under 1.6 metres. Drums go in the middle with a sheet between layers. I wrap five turns at the "
        "foot, three up the sides, and push it by hand before I lift; since I started we have had one tipped "
        "pallet in two years.",
        "Safety comes before speed, that is how I see it with every pallet. I take the time that a mixed load "
        "needs and look that it is stable, and I keep to what we were shown in the training.",
        "Just put it on and go.",
    ),
    RankingSet(
        "Describe a shift where you were short of people.",
        "Working under pressure",
        "priority, overtime, break, swap, plan",
        "In December two of six pickers were off and we had 1,900 lines for the 16:00 truck. I asked the lead to "
        "hold the Monday orders, paired the new starter with me on heavy goods and moved both breaks by half an "
        "hour. We finished at 15:40 with four lines short, which went out on the next van.",
        "Being short of people happens a lot on a shift and then all have to put in more. I don't mind that, I "
        "keep my head down and get on with things until the day is over.",
        "We were late, what else.",
    ),
    RankingSet(
        "Tell me about a deal that you won against a competitor.",
        "Winning business",
        "discovery, objection, demo, decision maker, close",
        "A hospital group with 14 sites had already shortlisted our rival. I called the pharmacy lead, found out "
        "that month-end took them three days, and built a demo with their own export. The finance director asked "
        "about price, so I put the 22 hours saved next to it. We signed for 84,000 a year, and they renewed in "
        "March.",
        "There is a lot of competition in our market and I enjoy that. A deal is won on trust, so I build up the "
        "relationship over time and show that we are the partner who is at their side, more than the others are.",
        "They came to us, I only did the contract.",
    ),
    RankingSet(
        "How do you handle a prospect who goes quiet?",
        "Following up",
        "follow up, call, email, value, next step",
        "I wait five days, then send two lines with one new fact, never 'just checking in'. If nothing comes "
        "after the second mail I ring the person who uses the product, not the buyer. In spring I sent one quiet "
        "prospect a table of their own late invoices; she answered within an hour and we closed 11 seats that "
        "month.",
        "With prospects you need staying power, they have a lot on their desks too. I stay in touch in a friendly"
        " way and do not give up, and in my eyes that is what makes the difference in the long run.",
        "I drop them.",
    ),
    RankingSet(
        "Describe how you met or missed a sales target.",
        "Results against target",
        "quota, pipeline, forecast, conversion, target",
        "In Q2 my quota was 120,000 and by mid May I stood at 41,000. I went through the pipeline, dropped 19 "
        "dead leads and booked 30 calls with customers whose contracts ended in July. Conversion rose from 12 to "
        "21 percent and I finished at 117,000, so I missed it by three thousand but carried 60,000 into Q3.",
        "Targets keep me going and I take them personally. Some months are stronger and some are not so strong, "
        "but over the year I am someone who delivers, and my managers have been satisfied with it.",
        "Targets are set too high everywhere.",
    ),
    RankingSet(
        "Tell me about a conflict in your team that you helped settle.",
        "Leading people",
        "listen, meeting, agree, one-to-one, respect",
        "Two fitters would not share the van after an argument over tools. I met each of them alone for a quarter"
        " of an hour, then both over coffee, and had them list which tools each needed. We bought a second press "
        "for 240 euros and I put their names on the drawers. They have driven together for eight months now.",
        "Conflict in a team is never pleasant, yet it is a part of it. I get people to talk with each other and "
        "look ahead, and since I am neutral they come to me, so the mood gets better again after some time.",
        "They are adults, they sort it out.",
    ),
    RankingSet(
        "How have you trained somebody new?",
        "Training others",
        "show, checklist, shadow, feedback, plan",
        "I gave our last trainee a list of 24 tasks for the first three weeks. On day one she watched, on day two"
        " she did it and I watched, and each Friday we spent 30 minutes on what was still red. She ran the front "
        "desk alone after 12 days; before that it took people about a month.",
        "New people need time and somebody who takes them by the hand. I explain things in a way that everyone "
        "can follow, and they can come to me with any question, as I remember how it was to be new.",
        "They learn it by themselves sooner or later.",
    ),
    RankingSet(
        "Describe a decision that was not popular.",
        "Deciding",
        "decision, explain, data, feedback, change",
        "I ended the Friday late shift in our workshop although four people liked the bonus. Figures of 26 weeks "
        "showed two cars an evening on average. I told the team first, paid the bonus for another eight weeks, "
        "and moved one person to Saturday. We saved 1,100 a month, and nobody left.",
        "As a leader you cannot please all of them with every decision. I stand by what I decide and am open "
        "about it, and in the end people come to accept it, because they know that it is meant well.",
        "I rather let others decide.",
    ),
    RankingSet(
        "How did you deal with a child who would not join in?",
        "Including children",
        "observe, parent, small group, praise, routine",
        "A boy of four stood at the fence for his whole first week. I watched what he looked at, it was the "
        "diggers, so I set up the sand table with two of them and invited just one other child. After three days "
        "he talked, and in week four he held the line leader's sign. I wrote it down for his mother each evening.",
        "Every child is different and has its own pace, one should never force them. With patience and love they "
        "come out of their shell, and I have a good feel for that, since children take to me.",
        "Then he stays outside, his choice.",
    ),
    RankingSet(
        "Tell me about a lesson that went wrong.",
        "Reflecting on teaching",
        "plan, group, time, explain, change",
        "I planned 45 minutes on fractions with pizza circles, and after ten minutes half of the class cut hats "
        "out of them. I stopped, collected the scissors and drew six bars on the board instead. That evening I "
        "rewrote the sheet; the parallel class got 17 of 22 exit tickets right, the first one only eight.",
        "Not each lesson can go to plan and children have their days as well. I reflect on it afterwards and ask "
        "myself what could be different, so that the coming lessons are nicer for both them and me.",
        "It is the fault of the class then.",
    ),
    RankingSet(
        "How do you work with parents who disagree with you?",
        "Working with parents",
        "listen, evidence, meeting, agree, follow up",
        "A father wrote that his daughter's reading level was wrong. I invited him for Tuesday at four, played "
        "the two recordings of her reading and showed the list of 31 words. We agreed on ten minutes at home each"
        " day, I sent a note every second week, and in June she had moved up two levels.",
        "Parents only want what is right for their child, so I take them seriously. A respectful talk works "
        "wonders and mostly we find common ground, even if our views are not the same at the start.",
        "I send them to the head.",
    ),
    RankingSet(
        "How do you make sure that food leaves your kitchen safely?",
        "Food safety",
        "temperature, allergen, label, clean, probe",
        "I probe every tray of chicken at 75 degrees and write it on the sheet with the time. Raw sits on the "
        "bottom shelf, red boards only, and I change gloves between. When our fridge showed 9 degrees one morning"
        " I threw out 14 kilos, called the engineer, and had everything logged before the inspector came; we kept"
        " our five stars.",
        "In a kitchen hygiene is the first rule and I live by it. I keep my place tidy and pay attention to the "
        "food, so that guests can enjoy it without any worry, and so that the house has a good name.",
        "If it smells fine, it is fine.",
    ),
    RankingSet(
        "Tell me about your hardest service.",
        "Coping with a rush",
        "ticket, prep, call, station, communicate",
        "On Mother's Day we had 140 covers and the grill cook cut his hand at 12:30. I moved from garnish to "
        "grill, called the pot washer up to plate salads, and took two fish dishes off the board. For an hour "
        "tickets stood at 35 minutes, then we got down to 18, and only one table asked for money back.",
        "A hard service is when it does not stop and everyone is at the limit. In those moments I stay myself and"
        " push through, that is what the trade is about, and afterwards you are proud of the crew.",
        "Can't think of any.",
    ),
    RankingSet(
        "How have you cut waste in a kitchen?",
        "Reducing waste",
        "portion, stock, order, rotate, weigh",
        "I weighed the bins for two weeks: 31 kilos of bread and 12 of herbs. I halved the bread baskets, brought"
        " more on request, and stored herbs in damp paper with the date on. By the end of the month we threw out "
        "9 kilos a week, and the chef cut the bakery order by 140 euros.",
        "Waste is a pity and bad for the planet as well, so I always keep an eye on it. One should use what is "
        "there and be creative, and that is how I was brought up at home too.",
        "Bins are bins.",
    ),
    RankingSet(
        "Describe a repair that was harder than expected.",
        "Fault finding",
        "measure, test, part, safety, diagram",
        "A press stopped every 40 minutes, and they had already changed the motor. I locked it out, measured 380 "
        "volts on two phases and 340 on the third, and traced it back to a loose terminal in the cabinet. I "
        "tightened it, ran it for four hours with a clamp meter on, and it has not stopped since August.",
        "Repairs can surprise you and this is what I like in my trade. If it gets harder, I take my time, think "
        "about it from all angles and do not rest before the machine does its job again.",
        "I called the firm that makes it.",
    ),
    RankingSet(
        "How do you make sure that you work safely on site?",
        "Safety on site",
        "lockout, permit, harness, risk, check",
        "Before I go up I check the tag on the scaffold and clip on at both ends. In May the tag was nine days "
        "old, so I stayed down and rang the foreman; they found two missing pins. I keep my own lock and key, and"
        " I do a five minute walk round with the apprentice every morning.",
        "Safety on site is everybody's duty and I take mine seriously. I wear what I have to wear and look out "
        "for colleagues, as we all want to go home in one piece at night.",
        "I have been lucky so far.",
    ),
    RankingSet(
        "Tell me about a job that you had to explain to a customer.",
        "Explaining work",
        "explain, quote, option, cost, photo",
        "A widow thought that she needed a new boiler for 4,000. I showed her the split seal on my phone, drew "
        "the loop on a piece of paper and wrote down two prices: 180 for the seal, 310 with a flush. She took the"
        " second, I was done in two hours, and she has sent me three neighbours.",
        "Customers are not from the trade, one has to put things in simple words. I am patient with that and they"
        " thank me for it, as trust counts for more than anything in a job like mine.",
        "I just do it and send the bill.",
    ),
    RankingSet(
        "Describe a report or analysis that changed a decision.",
        "Analysis that matters",
        "data, sql, chart, recommend, assumption",
        "We were about to close the Leeds branch because revenue per head was the lowest. I pulled 18 months from"
        " SQL and saw that 40% of its orders were booked to York. I rebuilt the table by delivery address, sent "
        "the board one page with the assumption list, and they kept the branch; it ended the year third of nine.",
        "Data helps people to decide, and I see myself as a bridge between figures and the business. I prepare "
        "reports so that they speak for themselves, and managers have told me that they find this valuable.",
        "Management decides what it wants anyway.",
    ),
    RankingSet(
        "How do you check figures before you send them out?",
        "Checking figures",
        "reconcile, source, total, review, variance",
        "I tie the total to the ledger first, to the cent. Then I take ten rows at random back to the invoice, "
        "and compare each line with last month; whatever moves more than 15% gets a note. In February that caught"
        " 23,000 booked twice, an hour before the file went to the bank.",
        "Accuracy is second nature to me when it comes to figures. I go over them more than once before they are "
        "sent, because a wrong number reflects badly on everyone, and I could not live with that.",
        "Excel does the checking.",
    ),
    RankingSet(
        "Tell me about a deadline at month end that was at risk.",
        "Meeting deadlines",
        "plan, priority, communicate, overtime, close",
        "On day three of the close our bank feed broke with 600 lines missing. I asked the bank for the CSV by "
        "phone, wrote a macro that matched 540 of them and split the rest between two of us. We closed at nine in"
        " the evening on day four, as planned, and I set up a check at eight each morning so that we see it "
        "earlier.",
        "Month end is always a tense time and deadlines are deadlines. I plan ahead as far as I can and stay "
        "longer if it has to be, and up to now it has worked out each time in one way or another.",
        "We told them it comes later.",
    ),
)

FILLER: Final = (
    "In my view every role comes down to attitude, and attitude is something that nobody can teach you.",
    "I have always seen myself as somebody who goes the extra mile, and people who know me would say the same.",
    "Of course there are ups and downs, but one grows with them and looks forward.",
    "For me it matters that the atmosphere is right, because then the rest follows nearly by itself.",
    "You also have to be able to switch off and come back with fresh eyes, and I am able to do that.",
    "I would describe my way of doing things as structured but with a human touch.",
    "That is also what I would bring to your company, since I have heard many nice things about it.",
    "At the same time one should never stop learning, and I try to take something from each day.",
    "I believe that openness and trust are the ground on which everything else is built.",
    "It is hard to put into words, yet it is something that I feel strongly about.",
)
"""Sentences that say nothing, to make a vague answer longer than the good one."""
