"""Parts of answers by theme: how a story begins, what was done, what came of it, and what a follow-up adds.

Braces are filled in when an answer is made: {who} a person served, {place}, {thing}, {mate} a colleague, {tool},
{n} a small number, {m} minutes, {big} a larger number, {pc} a percentage, {when} a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Theme:
    """One theme; `cues` are beginnings of words in a criterion or question that call for it."""

    cues: str
    begins: tuple[str, ...]
    acts: tuple[str, ...]
    ends: tuple[str, ...]
    details: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The cues as a pattern."""
        return re.compile(rf"\b(?:{self.cues})", re.IGNORECASE)


THEMES: tuple[Theme, ...] = (
    Theme(
        "calm|upset|complaint|angry|conflict|difficult customer|at the door|turning a|putting things right"
        "|handling a no|crisis",
        (
            "{when} {who} came to me furious because {thing} had gone wrong for the second time.",
            "{when} {who} had waited {m} minutes and started shouting at {mate}.",
            "{when} {who} told me that we had promised {thing} and that nothing had come.",
            "On a full Saturday {who} refused to leave until somebody sorted out {thing}.",
        ),
        (
            "First I listened without interrupting for about two minutes and noted the order number.",
            "I apologized for the wait and asked what would help most right now.",
            "Then I checked {tool} and saw that our own note was wrong since {n} days.",
            "I offered a refund or a replacement within {n} days and explained both in plain words.",
            "I called my supervisor for the amount above my limit and stayed with {who} until it was approved.",
            "Before {who} left I wrote down my name, so that they could reach me directly.",
        ),
        (
            "As a result {who} kept the order and thanked me; the complaint was closed the same day.",
            "It was resolved in {m} minutes and {who} came back {n} weeks later.",
            "We got a 5-star review out of it, and no complaint was filed.",
            "In the end they took the replacement, and since then we check that note every morning.",
        ),
        (
            "I knew it had worked because {who} lowered their voice after I repeated the problem in my own words.",
            "I would offer the replacement earlier next time; it took me {m} minutes to get there.",
            "My limit was 50 dollars, so I asked for approval for the rest and got it within {n} minutes.",
        ),
    ),
    Theme(
        "team|together|colleague|working with|pulling|crew|one team|front and back|trust",
        (
            "{when} two people were ill and {mate} had to run {place} alone.",
            "{when} {mate} was behind with {thing} and too proud to ask.",
            "We were {n} people on a shift that is planned for {big}.",
            "{when} our team and the one next door blamed each other for {thing}.",
        ),
        (
            "I asked {mate} which {n} jobs had to be finished before noon.",
            "Then I took over {thing} myself and moved my own break.",
            "I wrote a short list on the board, so that everybody could see what was covered.",
            "I called the other shift and arranged that two of them started an hour early.",
            "I showed {mate} how I use {tool} for it, which took {m} minutes.",
            "After the shift we sat together and agreed on who does what next time.",
        ),
        (
            "We finished {m} minutes early and nobody had to stay longer.",
            "That cut the backlog from {big} to {n} in one day.",
            "Since then the two teams share one list, and it has not happened again.",
            "{mate} covered for me in the same way {n} weeks later.",
        ),
        (
            "My own part was {thing}; the planning was {mate}'s idea, I only pushed it through.",
            "It was tense for the first {m} minutes, then everybody was busy with their own part.",
            "I noticed it because {mate} had skipped lunch twice that week.",
        ),
    ),
    Theme(
        "priorit|many at once|rush|busy|urgent|planning the|deadline|plan(?:ning)? a|order for others|keeping up"
        "|forecast",
        (
            "{when} I had {n} urgent things at ten in the morning and one pair of hands.",
            "{when} {thing}, a delivery and {big} open requests all came at the same time.",
            "Every month end {place} gets {pc}% more work for three days.",
            "{when} two managers each told me that theirs was first.",
        ),
        (
            "First I wrote down everything and marked what would cost money or hurt somebody if it waited.",
            "I did {thing} first, because {who} was waiting for it.",
            "Then I called the two others and told them a time that I could keep.",
            "I handed {n} small tasks to {mate} with a note of what done means.",
            "I checked the list again every hour and moved what had changed.",
            "I blocked {m} minutes without messages in {tool} and finished the hardest part.",
        ),
        (
            "Everything was done by four, {n} things were moved to the next day with a yes from everybody.",
            "We stayed on time for all {big} of them, and only one was {m} minutes late.",
            "The result was that I dropped nothing, and my manager still uses that list.",
            "That reduced the overtime of the team by {pc}%.",
        ),
        (
            "The rule is simple: people first, then money, then everything that can be repaired tomorrow.",
            "I told both managers in one message, so that they could object to the order. One did, and we swapped.",
            "I misjudged one of them by {m} minutes and said so before they had to ask.",
        ),
    ),
    Theme(
        "safe|hazard|emergenc|securing|checks before|infection|hygiene|code|ppe|lifting",
        (
            "{when} I saw that a pallet in {place} was stacked {n} layers too high and leaning.",
            "{when} {mate} wanted to skip the check because we were {m} minutes behind.",
            "{when} there was water on the floor of {place}, right where everybody walks.",
            "In my second month I noticed that {thing} was stored in front of the emergency exit.",
        ),
        (
            "I stopped the line at once and put out a cone and tape.",
            "Then I told {mate} why and asked for help to move {n} boxes by hand.",
            "I reported it in {tool} with a photo, and called the supervisor.",
            "I checked the other {n} places where the same could happen.",
            "Before we went on I inspected my own equipment again and wore gloves and shoes as required.",
            "The next morning I showed the team the photo in the briefing.",
        ),
        (
            "It took {m} minutes and nobody was injured.",
            "Since then the exit is marked on the floor and has not been blocked again.",
            "We have had no incidents in that corner for {n} months.",
            "The near misses fell from {big} to {n} in that quarter.",
        ),
        (
            "My supervisor was not happy about the stop at first; after seeing the photo he thanked me.",
            "I check three things before every start: floor, load, exit. It takes {n} minutes.",
            "If somebody goes on anyway I stop the machine and call the supervisor. I did that once.",
        ),
    ),
    Theme(
        "accura|detail|exact|numbers that|count|trusting the data|records|documentation|closing the|handling cash"
        "|quality|errors",
        (
            "{when} the figures in {tool} and on the shelf differed by {big}.",
            "{when} I checked an invoice for {thing} and one line was there twice.",
            "Every Friday I compare the records of {place} with what is really there.",
            "{when} a number looked too good, so I did not believe it.",
        ),
        (
            "First I counted again, then I asked {mate} to count without telling them my number.",
            "I compared {big} entries line by line and found {n} that had been booked twice.",
            "I traced it to a scanner that repeated the last code when the battery was low.",
            "Then I corrected the records, wrote down why and sent it to my manager.",
            "I added a check to {tool} that flags the same number twice.",
            "I showed the others what to look for, which took {m} minutes.",
        ),
        (
            "The difference fell from {pc}% to under 1% within {n} weeks.",
            "It saved {big} dollars that month, and the supplier returned the money.",
            "No errors of that kind came again since then.",
            "The audit in spring passed the first time, without a single remark.",
        ),
        (
            "I noticed it because the total ended in the same two digits as the day before.",
            "It would have cost about {big} dollars a month if it had gone on.",
            "I keep a short checklist of {n} points and tick it every time, also when I am tired.",
        ),
    ),
    Theme(
        "finding|fault|bug|tracing|real problem|root|troubleshoot|solving|hard|hunt|diagnos|research",
        (
            "{when} {thing} failed every day at about the same time and nobody knew why.",
            "{when} {big} people reported the same problem within an hour.",
            "{when} {who} said it never worked, and on my side it always did.",
            "We had a fault in {place} that came back three times after it was called solved.",
        ),
        (
            "First I reproduced it with the same steps and wrote them down.",
            "I compared a day when it failed with a day when it did not, and found {n} differences.",
            "Then I changed one thing at a time and tested after each change.",
            "I read the logs in {tool} from the minute before it broke.",
            "I asked {mate} to look over my notes, because I had stopped seeing it.",
            "When the cause was clear I fixed it, and added a test that fails if it comes back.",
        ),
        (
            "It took {n} hours; since then it has not happened once.",
            "The number of reports dropped from {big} to {n} a week.",
            "That reduced the time to solve such cases by {pc}%.",
            "In the end it was one wrong setting, and the fix was a single line.",
        ),
        (
            "I was wrong with my first guess, a network problem; the log showed that the request arrived.",
            "The other option was to restart it every night. It was faster, but it would have hidden the cause.",
            "I knew that it was fixed after {n} days without an entry in the log.",
        ),
    ),
    Theme(
        "design|trade|architect|release|lasts|running system|pipeline|building|craft|need to|from question|method",
        (
            "{when} we had to replace {thing} while {big} people were using it.",
            "{when} a page of ours took {n} seconds to open and people gave up.",
            "{when} operations asked for a report, and it was not clear what they would do with it.",
            "We had one table of {big} million rows that every service read from.",
        ),
        (
            "First I talked with {n} people who used it and wrote down what they needed, not what they asked for.",
            "I compared two designs on one page: cost, risk, and how to go back.",
            "I chose the simpler one, because we were {n} people and had {m} days.",
            "Then I built it in steps that could be released on their own, each behind a switch.",
            "I measured before and after with {tool} and set an alert.",
            "I reviewed it with {mate}, who found a case that I had missed.",
        ),
        (
            "The response time went down from {n} seconds to 300 milliseconds.",
            "We released it in {n} weeks without any downtime.",
            "It reduced the cost by {pc}% and is still in use.",
            "Errors fell by {pc}%, and on-call got {n} calls fewer a week.",
        ),
        (
            "What I gave up was flexibility: adding a new kind needs a migration. We accepted that on purpose.",
            "Today I would measure earlier; I spent {n} days on a part that made {pc}% of the time.",
            "If it had failed we could have switched back within {n} minutes. We tested that twice.",
        ),
    ),
    Theme(
        "explain|writing|clear|handover|parents|patients and families|communicat|in writing|present"
        "|explaining|first contact|helping people",
        (
            "{when} I had to explain {thing} to {who}, who had never heard of it.",
            "{when} a handover went wrong because an important line was in the middle of a long note.",
            "{when} {who} called for the third time about the same letter.",
            "Every evening I hand over {big} cases to people whom I do not see.",
        ),
        (
            "First I asked what they knew already, so that I did not begin too early or too late.",
            "I used an example from their own day instead of our words.",
            "Then I wrote {n} short steps and sent them while we were still talking.",
            "I asked them to tell me in their own words what happens next.",
            "I moved the one thing that matters to the top of the note and the rest below.",
            "Next day I called back and checked that it had worked.",
        ),
        (
            "They did not have to call again, and the note is now a template in {tool}.",
            "Questions about it dropped by {pc}% in {n} weeks.",
            "The next shift started {m} minutes earlier, since nobody had to search.",
            "{who} thanked me and said that it was the first time somebody had explained it.",
        ),
        (
            "I saw that they had understood when they asked a question that I had not expected.",
            "My first version had two pages. The one that worked had {n} lines.",
            "For urgent things I also call, since a note can be read too late.",
        ),
    ),
    Theme(
        "sell|deal|opening|account|customer needs|what a customer|understanding the|suggest|negotiat|growing"
        "|audience|campaign",
        (
            "{when} {who} asked for our cheapest offer and was about to leave.",
            "{when} I took over {n} accounts that nobody had called for half a year.",
            "{when} a prospect told me on the phone that they had just signed with somebody else.",
            "In my last quarter I was at {pc}% of my target with {n} weeks to go.",
        ),
        (
            "I asked {n} questions about how they work today and wrote down their words.",
            "Then I showed only the one thing that saved them time, with their own numbers.",
            "I called every Tuesday at the same time and noted each answer in {tool}.",
            "When they said it was too expensive, I asked compared with what.",
            "I offered a trial of {n} weeks with a clear goal that we both signed.",
            "I involved {mate} from the technical side before they had to ask.",
        ),
        (
            "They signed in {n} weeks for {big} thousand dollars a year and renewed since.",
            "I finished the quarter at 1{pc}% of my target.",
            "As a result {n} of the {big} accounts bought again within three months.",
            "They bought the middle one, and came back with a colleague.",
        ),
        (
            "What decided it was the trial: they measured {m} minutes saved per day themselves.",
            "I lost {n} deals before that because I talked about features too early.",
            "If it is not a fit I say so. I sent {n} prospects elsewhere last year.",
        ),
    ),
    Theme(
        "dignity|patient|care|winning trust|medication|getting worse|safeguard|resident"
        "|clinical|confiden|discret|in others",
        (
            "{when} a resident who is usually talkative did not finish breakfast and answered in single words.",
            "{when} a resident refused to be washed, for the third day.",
            "On a night shift with {n} of us for {big} people one lady became restless at two.",
            "{when} a neighbor asked me on the phone how a resident was doing.",
        ),
        (
            "I sat down next to her, spoke slowly and asked what was different today.",
            "Then I checked pulse, temperature and skin and compared them with the values of the day before.",
            "I told the nurse in charge at once, with the values and the time, and wrote it into {tool}.",
            "I closed the door, explained each step and let her decide what to do herself.",
            "I asked for her consent first and stopped when she said stop.",
            "I stayed until the doctor had called back, {m} minutes later, and informed the family.",
        ),
        (
            "It was an infection; she was treated the same day and recovered within {n} days.",
            "Since then she washes her face and hands herself, and the shouting has stopped.",
            "The family thanked us because they were told early and honestly.",
            "There were no errors with her medication in the {n} months after that.",
        ),
        (
            "I noticed it because I had written down how much she usually drinks, about {n} glasses before noon.",
            "I said that I could not speak about anybody here, and offered to pass on a message.",
            "I wrote down what I saw and heard, not what I thought of it.",
        ),
    ),
    Theme(
        "lead|coach|advis|moving people|managers|motivat|hiring|supervis|answering for|whole team|speaking up",
        (
            "{when} one of my best people came late {n} times in two weeks.",
            "{when} I took over a team of {n} in which two did not speak with each other.",
            "{when} {mate} was new and afraid of the phone.",
            "We lost {n} people in one spring, and the rest were tired.",
        ),
        (
            "I spoke with each of them alone for {m} minutes and mostly listened.",
            "Then I said what I had seen, with dates, and asked what was going on.",
            "We agreed on two goals for {n} weeks and met every Monday.",
            "I showed it once, did it together with them, and then watched.",
            "I changed the rota, so that nobody had more than {n} late shifts in a row.",
            "I told the team openly what would change and what would not.",
        ),
        (
            "After {n} weeks it was solved, and one of them was promoted since then.",
            "Sick days fell by {pc}%, and nobody left that year.",
            "The new colleague handled {big} calls a day after a month.",
            "Our score in the survey went up from {n}.1 to {n}.9.",
        ),
        (
            "The reason was the school bus of his children. We swapped {n} shifts and that was all.",
            "I should have spoken with them a week earlier; I had hoped that it would pass.",
            "I measured it by how often people asked me. It went down from ten times a day to two.",
        ),
    ),
    Theme(
        "learn|change|better|improv|initiative|easier|ways|adapt|technology|security",
        (
            "{when} we moved from paper to {tool} with {n} days of notice.",
            "{when} I saw that we typed the same {big} numbers twice every day.",
            "{when} nobody in {place} knew how {thing} worked, after the only expert had left.",
            "In my first month I asked why we printed a list that nobody read.",
        ),
        (
            "I tried it on a small part first, {n} orders on a quiet Tuesday.",
            "Then I measured both ways for a week and wrote down the minutes.",
            "I read the manual in the evening, and asked {mate} from the other site for an hour.",
            "I suggested it to my manager with the figures and one photo.",
            "I wrote a guide of one page and trained {n} colleagues.",
            "I kept the old way open for {n} weeks, so that nobody was stuck.",
        ),
        (
            "It saved {m} minutes a day for each of us and is still in use.",
            "Errors dropped by {pc}% within {n} weeks.",
            "The other {n} sites use the same list since then.",
            "After two weeks I was the person whom others asked.",
        ),
        (
            "The hard part was that {mate} had made the old list, so I asked for advice before I changed anything.",
            "It did not work on the first day: I had forgotten the late shift. We fixed it the next day.",
            "I know that it saves {m} minutes because we timed it on {n} days.",
        ),
    ),
)

GENERAL = Theme(
    ".",
    (
        "{when} we were short of people and {thing} still had to be ready for {who}.",
        "In my last job I was responsible for {thing} in {place}, with {n} colleagues.",
        "{when} something small went wrong with {thing} and could have become big.",
        "The work that is closest to this role was my last one, {n} years in {place}.",
    ),
    (
        "First I asked what exactly was needed and by when.",
        "I split the work into {n} parts and started with the one that others were waiting for.",
        "Then I checked each part myself before I handed it over.",
        "I told {mate} early that one part would be {m} minutes late.",
        "I wrote down what I had done in {tool}, so that anybody could go on.",
        "At the end I compared the result with what had been asked.",
    ),
    (
        "It was ready on time, and {who} thanked us.",
        "We finished {n} hours early and without a single complaint.",
        "Since then we do it this way every week.",
        "That reduced the time it takes by {pc}%.",
    ),
    (
        "My own part was about half of it; {mate} did the rest.",
        "The hardest was to say no to a third request that day.",
        "I would begin an hour earlier next time.",
    ),
)
