"""Nursing, care and teaching: work for people who depend on it."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

NURSING = Family(
    key="nursing",
    department="Clinical",
    titles="nurs|\\brn\\b|\\blpn\\b|midwi|clinical (?:lead|nurse|manager)|medical assistant|paramedic|physiotherap|"
    "radiograph|phlebotom|pflegefach|krankenpfleg|krankenschwester|infirmi|enfermer|therapist|pharmac|dental",
    words="patient|clinical|ward|medication|care plan|hospital|icu|unit|bedside|charting|ehr|epic\\b|triage|nmc|bls|"
    "acls|"
    "station|klinik|soins|hôpital|paciente",
    noun="clinical work",
    asks=(
        Ask(
            "Noticing a patient getting worse",
            "Tell me about a patient whose condition changed on your shift. What did you see, and what did you do?",
            "Called the doctor, with no observations of their own.",
            "Names the signs and values, what they did at once, how and to whom they escalated, and what came of it.",
            "assess|monitor|deteriorat|vital|observ|acute|critical|clinical judg|patient|triage|emergency|evaluat",
            "vital signs, escalated, SBAR, oxygen, doctor, documented",
            weight=9,
        ),
        Ask(
            "Safe medication",
            "Tell me about a medication order that did not look right to you. What did you do?",
            "Gave it because it was ordered.",
            "Held it, checked patient, chart and reference, spoke to the prescriber or pharmacist, and recorded it.",
            "medic|administ|dose|drug|prescri|pharmac|iv\\b|infusion|safety|treatment",
            "held, checked, pharmacist, prescriber, allergy, documented",
            weight=8,
        ),
        Ask(
            "Talking with patients and families",
            "Tell me about a time you had to explain something difficult to a patient or a relative.",
            "Left it to the doctor, or hid behind technical words.",
            "Found a quiet place, asked what they knew, used plain words, left room for feelings, and checked "
            "understanding.",
            "famil|communicat|educat|compassion|empath|dignity|support|relative|patient-cent|advocate|bedside",
            "plain words, listened, asked, understood, time, quiet",
            weight=7,
        ),
        Ask(
            "Handover and records",
            "What do you hand over at the end of a shift, and how do you make sure that nothing is lost?",
            "Tells what comes to mind.",
            "Uses a fixed order, at the bedside where possible, with open tasks and risks, and records on time.",
            "handover|document|record|chart|care plan|ehr|emr|report|accura|epic|cerner",
            "SBAR, bedside, open tasks, chart, risks, care plan",
            weight=6,
        ),
        Ask(
            "Working in a clinical team",
            "Tell me about a time you disagreed with a colleague about a patient's care. How was it settled?",
            "Gave in without a word, or went over everybody's head.",
            "Spoke up for the patient with facts, to the right person, in time, and says what was decided.",
            "team|multidisciplin|collaborat|physician|interdisciplin|colleague|delegat|supervis|preceptor|mentor|lead",
            "spoke up, facts, doctor, agreed, patient",
            weight=6,
        ),
        Ask(
            "Infection control",
            "You see a colleague skip hand hygiene between two patients. What do you do?",
            "Looks away.",
            "Reminds them at once and kindly, does it right themselves, and raises it if it goes on.",
            "infection|hygien|isolation|sterile|steril|safety|protocol|ppe|policies|procedure|standard|guideline",
            "hand hygiene, reminded, PPE, protocol, reported",
            weight=4,
        ),
    ),
    looks=(
        Look(
            "Clinical experience",
            "Clinical work by ward or setting, patient group and time.",
            "No clinical setting named.",
            "Two or more years in a setting like ours, with patient load and duties.",
            "experience|acute|ward|hospital|unit|clinical|years|setting",
            "ward, unit, hospital, patients, acute, ICU, clinic",
            weight=8,
        ),
        Look(
            "Registration and courses",
            "Registration or licence, life support and courses that this setting needs.",
            "No registration named.",
            "Current registration with BLS or ACLS and courses that fit the setting, with dates.",
            "licen|registr|nmc|bls|acls|certif|degree|qualif|pals",
            "RN, NMC, licence, BLS, ACLS, PALS, certificate",
            weight=7,
        ),
    ),
    forms=(FormAsk("In which clinical settings have you worked?", "short"),),
)

CARE = Family(
    key="care",
    department="Care",
    titles="care(?:giver| assistant| worker| home)|carer\\b|support worker|home health|personal care|hha\\b|\\bcna\\b|"
    "certified nursing assistant|social worker|"
    "nanny|nursery|childcare|case manager|youth worker|altenpfleg|pflegehelfer|auxiliaire de vie|aide.soignant|"
    "cuidador|residential|counsel",
    words="resident|service user|client|dignity|personal care|safeguard|mobility|companionship|meals|independence|"
    "care plan|dbs",
    is_hourly=True,
    noun="care work",
    asks=(
        Ask(
            "Dignity in daily care",
            "A person you look after refuses to wash for the third day. What do you do?",
            "Insists, or lets it be without telling anybody.",
            "Asks why, offers choices and another time or person, respects a no, records it and tells the team.",
            "dignity|personal care|respect|wash|dress|hygien|mobility|daily living|compassion|kind|independence|bath",
            "ask, choice, respect, another time, record, team",
            weight=9,
        ),
        Ask(
            "Safeguarding",
            "You notice bruises on a person you support, and they ask you to tell nobody. What do you do?",
            "Promises to keep it, or confronts the family.",
            "Listens, promises no secret, makes sure of safety now, reports the same day by the policy, writes down "
            "facts.",
            "safeguard|protect|abuse|vulnerab|report|risk|safe|welfare|dbs|concern",
            "report, same day, facts, policy, not promise, manager",
            weight=9,
        ),
        Ask(
            "Winning trust",
            "Tell me about somebody who was hard to reach at first. How did you win their trust?",
            "Waited until it got better.",
            "Found out what mattered to the person, kept small promises, gave it time, and says what changed.",
            "relationship|trust|patien|empath|listen|companion|engag|support|communicat|behavio|emotional",
            "listened, interests, routine, patient, promise, smiled",
            weight=7,
        ),
        Ask(
            "Records and handover",
            "What do you write down after a visit or shift, and why?",
            "That all was fine.",
            "Food, drink, medicine, mood, changes and what was agreed, in facts, on the same day, for the next person.",
            "record|document|care plan|log|handover|medication|report|notes|chart",
            "facts, medication, changes, signed, care plan, next shift",
            weight=5,
        ),
        Ask(
            "Keeping calm",
            "Tell me about a shift when a person became very distressed. What did you say and do?",
            "Got loud, or left it to others.",
            "Stayed calm, gave space, found the trigger, followed the plan, and talked it over afterwards.",
            "calm|challeng|distress|crisis|resilien|emergency|dementia|difficult|flexib|de-?escalat",
            "calm, space, trigger, plan, debrief, recorded",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Care experience",
            "Paid or private care work, with whom and in which setting.",
            "Nothing about care.",
            "A year or more with people like those here, with duties named.",
            "experience|care|support|client|resident|work with",
            "care, support, residents, personal care, dementia, disability",
            weight=7,
        ),
        Look(
            "Care training",
            "Care certificates, first aid, moving and handling, safeguarding.",
            "None named.",
            "Current certificates that this service needs, with dates.",
            "certif|nvq|cna|first aid|train|qualif|diploma|cpr",
            "NVQ, care certificate, CNA, first aid, CPR, safeguarding",
        ),
    ),
)

TEACHING = Family(
    key="teaching",
    department="Education",
    titles="teach|lecturer|tutor|instructor|professor|headteacher|principal\\b|lehrer|lehrkraft|enseignant|professeur|"
    "profesor|teaching assistant|paraeducator|educator|school counselor|trainer\\b|maestr",
    words="pupil|student|classroom|lesson|curriculum|school|key stage|assessment|parents|grade|learning|sen\\b|qts|"
    "safeguard",
    noun="teaching",
    asks=(
        Ask(
            "Reaching every learner",
            "Tell me about a lesson in which some had finished while others were lost. What did you do?",
            "Went on at one speed for all.",
            "Says how they noticed, what they gave to each group, how they checked learning, and what they changed "
            "next time.",
            "differentiat|needs|individual|inclusi|sen\\b|iep|learner|adapt|pupils|students|support|ability|diverse",
            "checked, groups, task, support, progress, changed",
            weight=8,
        ),
        Ask(
            "Planning a lesson",
            "Take a topic you teach often. How do you plan the lesson, from the aim to the check at the end?",
            "Follows the book.",
            "Names the aim, what learners know already, steps with activities, likely mistakes, and how they check it.",
            "plan|lesson|curricul|teach|scheme|deliver|content|subject|syllabus|instruct|prepare",
            "aim, prior knowledge, activity, misconception, check, questions",
            weight=8,
        ),
        Ask(
            "Order in the classroom",
            "Tell me about a class or a learner who disrupted lessons. What did you do over the following weeks?",
            "Punished or sent out. Nothing over time.",
            "Clear routines, private talk, causes looked for, praise for the right thing, home or team involved, "
            "result named.",
            "behavio|classroom management|discipline|environment|positive|routine|safe|engag|motivat",
            "routine, private, praise, parents, calm, weeks",
            weight=7,
        ),
        Ask(
            "Using assessment",
            "Tell me about a time that test results changed what you taught next.",
            "Gave grades and moved on.",
            "Names the data, the gap it showed, what they taught anew and how, and how results changed.",
            "assess|progress|data|mark|feedback|grade|report|monitor|track|exam|evaluat",
            "data, gap, retaught, feedback, progress, percent",
            weight=6,
        ),
        Ask(
            "Working with parents and colleagues",
            "Tell me about a difficult talk with a parent or guardian. How did you prepare, and how did it end?",
            "Defended themselves, or avoided it.",
            "Prepared facts and work samples, listened first, agreed on steps for both sides, and followed up.",
            "parent|famil|communicat|colleague|collaborat|team|communit|guardian|relationship",
            "listened, examples, agreed, followed up, together",
            weight=5,
        ),
        Ask(
            "Safeguarding",
            "A learner tells you something that worries you and asks you to keep it to yourself. What do you do?",
            "Keeps it, or asks many questions themselves.",
            "Listens, promises no secret, notes the words, tells the person in charge the same day.",
            "safeguard|welfare|child protection|pastoral|wellbeing|well-being|duty of care",
            "listen, not promise, record, designated lead, same day",
            weight=6,
        ),
    ),
    looks=(
        Look(
            "Teaching experience",
            "Teaching by subject, year or level, and kind of school or course.",
            "No teaching or training.",
            "Two or more years in this subject or level, with results or duties named.",
            "experience|teach|class|school|years|taught|grade|key stage",
            "taught, teacher, class, pupils, students, curriculum",
            weight=8,
        ),
        Look(
            "Qualification",
            "Teaching qualification or licence and the subject studied.",
            "None named.",
            "The qualification this post needs, in the subject, with date.",
            "qts|licen|certif|degree|pgce|qualif|credential|bachelor",
            "QTS, PGCE, licence, credential, degree",
            weight=7,
        ),
    ),
    forms=(FormAsk("Which subjects and levels have you taught?", "short"),),
)

FAMILIES = (NURSING, CARE, TEACHING)
