"""Competencies that appear in descriptions of every kind; used where a family has nothing closer to a line."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, FormAsk, Look

SHARED_ASKS = (
    Ask(
        "Teamwork",
        "Tell me about a time you helped a teammate get something important done. What was your part?",
        "Speaks of the team in general, or claims all of it. No situation of their own.",
        "Names the situation, what the other person needed, what they themselves did, and what came of it.",
        "team|équipe|equipo|zusammenarbeit|collaborat|work closely|cross-functional|colleague|supportive|together",
        "helped, covered, shared, agreed, together, handed over",
    ),
    Ask(
        "Clear communication",
        "Tell me about a time you had to explain something complicated to a person who did not know the subject.",
        "Says they communicate well, without an example. Did not check that it was understood.",
        "Adapts words to the listener, uses an example or picture, checks understanding, and says what changed.",
        "communicat|verbal|written|interpersonal|explain|present|articulate|listen",
        "explained, plain words, example, asked, understood, wrote, showed",
    ),
    Ask(
        "Setting priorities",
        "Think of a day when you had more to do than time. How did you decide what came first?",
        "Worked harder or longer, with no sign of choosing. Things were dropped without telling anybody.",
        "Names the tasks, the rule they chose by, what they moved or handed on, whom they told, and the result.",
        "priorit|organi[sz]|deadline|multi-?task|fast.paced|time management|juggl|plan(?:s|ning)? (?:their|your|own)|"
        "busy",
        "deadline, urgent, first, list, told, moved, finished",
    ),
    Ask(
        "Solving problems",
        "Describe a problem at work that had no obvious answer. How did you get to the bottom of it?",
        "Passed the problem on, or guessed. No steps, no result.",
        "Says how they found the cause, what options they weighed, what they did, and how they knew it worked.",
        "problem.solv|solve|troubleshoot|analytic|resourceful|critical thinking|root cause",
        "cause, checked, tested, options, decided, fixed, result",
    ),
    Ask(
        "Attention to detail",
        "Tell me about a mistake that you caught before it did harm. How did you notice it?",
        "Says they are careful, without an example.",
        "Describes the check they do, the exact error, what it would have cost, and how they kept it from coming back.",
        "detail|accura|precis|thorough|meticulous|error|careful|quality",
        "checked, noticed, compared, error, corrected, before",
    ),
    Ask(
        "Coping with change",
        "Tell me about a change at work that you did not choose. What did you do in the first weeks?",
        "Complains about the change, or waited for others to sort it out.",
        "Says what was hard, what they tried, how they helped others with it, and where things stood afterwards.",
        "adapt|flexib|chang|ambigu|dynamic|resilien|evolv",
        "changed, learned, tried, asked, adjusted, settled",
    ),
    Ask(
        "Learning on the job",
        "What is the last thing you had to learn quickly for work, and how did you go about it?",
        "Was shown once and got by. Cannot say how they learned.",
        "Names the skill, the steps and sources they used, how long it took, and how they use it now.",
        "learn|curious|train|develop(?:ing)? (?:your|new)|growth mindset|eager|stay up",
        "practised, asked, read, course, weeks, now",
    ),
    Ask(
        "Taking initiative",
        "Tell me about something at work that you improved without being asked.",
        "An idea that was never tried, or something that was simply their job.",
        "Saw a concrete need, got agreement, did it, and can say what is better since then.",
        "initiative|proactiv|self.start|self.motivat|independent|improv|ownership|entrepreneur|drive change",
        "noticed, suggested, tried, saved, faster, since then",
    ),
    Ask(
        "Being reliable",
        "Tell me about a time when it was hard to keep a promise you had made at work. What did you do?",
        "Broke it and hoped nobody noticed, or says it never happens.",
        "Says what was promised, what got in the way, whom they told and when, and how it ended.",
        "reliab|punctual|dependab|responsib|attendance|work ethic|on time|trustworth",
        "told, early, arranged, covered, kept, on time",
    ),
    Ask(
        "Handling disagreement",
        "Tell me about a disagreement with somebody at work. What did you say, and how did it end?",
        "Blames the other person, or avoided the talk.",
        "Gives both views fairly, says what they said and asked, and what was agreed in the end.",
        "conflict|disagree|difficult conversation|diplomac|tact|stakeholder|relationship|negotiat|speaks? up",
        "listened, asked, said, agreed, compromise, afterwards",
    ),
    Ask(
        "Handling information with care",
        "Tell me about a time you had to keep something confidential at work. What made it hard?",
        "No sense of what is confidential, or tells the secret in the answer.",
        "Says what had to be kept, who wanted to know, what they answered, and which rule they followed.",
        "confiden|discret|sensitive|privacy|data protection|gdpr|hipaa|integrity|trust",
        "confidential, policy, need to know, declined, locked",
    ),
    Ask(
        "Working safely",
        "Tell me about a time you stopped, or asked others to stop, because something was not safe.",
        "Says safety matters, without an example. Went on working.",
        "Names the danger, what they did at once, whom they told, and what was changed afterwards.",
        "safe|sicherheit|sécurité|seguridad|higiene|ppe|hazard|risk assess|health and safety|osha|accident",
        "stopped, reported, hazard, PPE, rule, fixed",
    ),
    Ask(
        "Leading others",
        "Tell me about a person whose work got better because of you. What did you do?",
        "Speaks about leadership in general. The person did it alone.",
        "Names the gap, the talks and practice they arranged, how long it took, and what changed in the work.",
        "lead|supervis|mentor|coach|manag(?:e|ing) (?:a )?(?:team|people|staff|direct)|direct reports|delegat|motivat",
        "coached, feedback, goal, weekly, trusted, promoted",
    ),
    Ask(
        "Thinking of the customer",
        "Tell me about a time you did something for a customer that was not in your job description.",
        "Was polite, nothing more. Did not find out what was needed.",
        "Finds out what the customer needs, acts within the rules, and says how the customer reacted.",
        "customer|client|kunde|guest|service.orient|user",
        "asked, needed, arranged, called back, thanked, solved",
    ),
)

GENERAL_ASKS = (
    Ask(
        "Relevant experience",
        "Which work that you have done is closest to this role? What were you responsible for, and what did you "
        "achieve?",
        "Lists job titles. No duties, no result.",
        "Picks work that fits this role, says what was theirs, and gives a result that can be checked.",
        "experience|background|responsib|duties|role|support|manage|deliver|ensure|maintain|prepare",
        "responsible, team, years, achieved, result",
        weight=7,
    ),
    Ask(
        "Quality of own work",
        "Tell me about a piece of work you are proud of. How did you know that it was good?",
        "Calls it good because it was finished, or because nobody complained.",
        "Says what good meant there, how it was measured or judged, and what they would do better now.",
        "quality|standard|excellen|deliver|results|high level",
        "standard, measured, feedback, checked, improved",
    ),
)

SHARED_LOOKS = (
    Look(
        "Relevant experience",
        "Paid or voluntary work close to this role: the same duties, a similar setting.",
        "Nothing in the resume is close to the duties of this role.",
        "Several positions with the same duties, each described with what was done and what came of it.",
        "experience|background|track record|years|worked",
        "responsible for, worked as, experience, duties",
        weight=7,
    ),
    Look(
        "Results",
        "Results that can be checked: numbers, things built or improved, goals reached.",
        "Duties only. No result anywhere.",
        "Most positions name a result with a number or a clear before and after.",
        "result|target|goal|kpi|improv|achiev|deliver|grow|increase|reduc",
        "increased, reduced, improved, achieved, saved, delivered",
    ),
    Look(
        "Clear writing",
        "A resume that is easy to follow: what, where, when, in plain words.",
        "Dates or employers are missing and duties stay vague.",
        "Each entry says what was done, where and when, in short and exact sentences.",
        "communicat|written|detail|organi[sz]|accura|document",
        "prepared, wrote, documented, coordinated, organized",
        weight=3,
    ),
)

GENERAL_FORMS = (FormAsk("When could you start?", "date"),)
