"""Finance, HR, administration and legal: work with figures, people matters, papers and rules."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

FINANCE = Family(
    key="finance",
    department="Finance",
    titles="account(?:ant|ing|s (?:payable|receivable|assistant|clerk))|bookkeep|financ|controller|auditor|payroll|"
    "tax\\b|treasury|credit (?:analyst|controller)|buchhalt|bilanzbuchhalt|comptable|contable|steuerfach|actuar|"
    "underwriter|"
    "bank teller|loan officer",
    words="ledger|reconcil|month.end|invoice|gaap|ifrs|audit|balance sheet|budget|vat|accruals|sap\\b|quickbooks|"
    "xero|cpa\\b|acca",
    noun="finance",
    asks=(
        Ask(
            "Closing the books",
            "Walk me through a month-end close you were responsible for. Where did it get tight, and what did you do?",
            "Lists tasks. No dates, no problem, no own part.",
            "Names days and steps, own accounts, the bottleneck, what they changed, and how the close got shorter or "
            "safer.",
            "month.end|clos|ledger|journal|accru|reconcil|report|balance sheet|financial statement|year.end|gaap|ifrs",
            "day, reconciliation, accruals, variance, deadline, shorter",
            weight=8,
        ),
        Ask(
            "Numbers that do not match",
            "Tell me about a difference you could not explain at first. How did you find it?",
            "Booked it away.",
            "Splits the difference, compares sources, finds the cause, corrects it openly, and closes the gap for "
            "good.",
            "reconcil|accura|detail|error|discrep|audit|control|invoice|payable|receivable|bank|variance|payment",
            "compared, source, cause, corrected, control",
            weight=8,
        ),
        Ask(
            "Explaining figures",
            "Tell me about a time you explained a financial result to somebody outside finance. What did they do "
            "with it?",
            "Sent the spreadsheet.",
            "One message in plain words, the driver behind it, options, and the decision that followed.",
            "present|stakeholder|communicat|business partner|advis|report|manage|client|forecast|budget|explain|"
            "insight",
            "driver, plain words, forecast, options, decided",
            weight=6,
        ),
        Ask(
            "Holding the line",
            "A manager asks you to book something in the wrong month. What do you do?",
            "Does it, or only says no.",
            "Asks for the reason, explains the rule and the risk, offers a correct way, and escalates if pushed.",
            "complian|integrity|control|polic|regulat|tax|audit|confiden|ethic|legislation|standards|sox",
            "rule, explained, alternative, documented, escalated",
            weight=7,
        ),
        Ask(
            "Better ways of working",
            "Tell me about something in a finance process that you made faster or safer.",
            "Works as it was always done.",
            "Names the waste, what they changed, tool or control, and hours or errors saved.",
            "improv|process|automat|excel|system|efficien|sap|erp|implement|streamline|model|analy",
            "hours, errors, template, system, control",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Finance work",
            "Work in accounting or finance by area, size of company and systems.",
            "No such work.",
            "Several years in this area, with duties and size named.",
            "experience|account|financ|years|close|ledger|payable|payroll",
            "accounting, close, reconciliation, reporting, payable, receivable",
            weight=8,
        ),
        Look(
            "Qualification",
            "Degree, professional exams and membership.",
            "None named.",
            "The qualification this role asks for, finished or with exams passed.",
            "cpa|acca|cima|aat|degree|qualif|bachelor|certif|chartered",
            "CPA, ACCA, CIMA, AAT, degree",
            weight=6,
        ),
    ),
)

HR = Family(
    key="hr",
    department="People",
    titles="human resources|\\bhr\\b|recruit|talent|people (?:partner|operations|manager|advisor|generalist|team)|"
    "personal(?:referent|sachbearbeit)|ressources humaines|recursos humanos|learning and development|compensation",
    words="employee|onboarding|hris|payroll|policy|grievance|hiring|candidate|benefits administration|er cases|labor "
    "law|workday|cipd",
    noun="people work",
    asks=(
        Ask(
            "A difficult case",
            "Without names: tell me about a difficult employee matter you handled. What did you do, and how did it "
            "end?",
            "Names people, or passed it on to legal.",
            "Separates facts from claims, hears both sides, follows policy and law, documents, and ends it fairly.",
            "employee relations|grievance|conflict|disciplin|investigat|mediat|case|complain|performance|er\\b|"
            "relations",
            "facts, both sides, policy, documented, outcome",
            weight=8,
        ),
        Ask(
            "Hiring well",
            "Tell me about a position that was hard to fill. What did you change?",
            "Posted it again.",
            "Looked at the funnel, changed requirements, channel or process with the manager, and gives the time to "
            "fill.",
            "recruit|hir|sourc|candidate|talent|interview|staffing|attract|full.cycle|requisition",
            "funnel, requirements, sourced, manager, days, offer",
            weight=7,
        ),
        Ask(
            "Advising managers",
            "A manager wants to let somebody go this week. What do you ask, and what do you advise?",
            "Prepares the letter.",
            "Asks for facts, talks held and records, explains the risk and the steps, and offers a fair way.",
            "advis|partner|coach|manager|stakeholder|business|consult|guid|support|relationship|leader",
            "facts, records, process, risk, options",
            weight=7,
        ),
        Ask(
            "Law and confidence",
            "Tell me about a time you had to say no because of law, policy or confidentiality.",
            "Gave in, or hid behind the rule.",
            "Names the rule, explains it, offers what is possible, and kept the relationship.",
            "confiden|complian|law|legislation|polic|regulat|discret|gdpr|hipaa|employment|labor",
            "policy, explained, alternative, confidential",
            weight=6,
        ),
        Ask(
            "Making it easier",
            "Tell me about a people process you improved. How did employees notice?",
            "A new form.",
            "Saw where people waited or gave up, changed it with them, and gives time, errors or satisfaction.",
            "onboard|process|improv|hris|system|payroll|implement|project|engag|training|data|report|benefit",
            "onboarding, survey, days, errors, adopted",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "People work",
            "HR or recruiting by area, number of employees or hires.",
            "No such work.",
            "Several years in these areas with numbers.",
            "experience|hr\\b|human resources|recruit|years|generalist",
            "employees, hires, onboarding, relations, policy, HRIS",
            weight=8,
        ),
    ),
)

ADMIN = Family(
    key="admin",
    department="Administration",
    titles="administrat(?:or|ive assistant|ive)|office (?:manager|assistant)|executive assistant|personal assistant|"
    "receptionist|secretary|data entry|clerk|sekretär|bürokauf|sachbearbeit|assistante? (?:administrati|de direction)|"
    "secrétaire|administrativ[oa]|coordinator|team assistant",
    words="calendar|diary|filing|office|phone|correspondence|minutes|travel arrangement|microsoft office|scheduling|"
    "records|visitors",
    noun="office work",
    asks=(
        Ask(
            "Keeping order for others",
            "Two people you support need the same hour of your afternoon, and the phone rings. What do you do?",
            "Does what is asked loudest.",
            "Finds out what cannot wait, agrees times with both, notes the call, and says what will be done when.",
            "organi[sz]|priorit|calendar|diary|schedul|multi-?task|deadline|coordinat|busy|manage|support|arrang",
            "urgent, agree, note, time, call back",
            weight=8,
        ),
        Ask(
            "Exact work",
            "Tell me about a list, a file or a booking where a small mistake would have mattered. How did you get it "
            "right?",
            "Says they are careful.",
            "Names the risk, the check they did, what they found, and how they do it since.",
            "accura|detail|data entry|record|filing|document|database|invoice|proofread|order|minutes|process",
            "checked, list, found, corrected, twice",
            weight=7,
        ),
        Ask(
            "First contact",
            "Somebody at the desk or on the phone is angry about a thing you cannot decide. What do you say?",
            "That is not my job.",
            "Listens, says what they can do, finds the right person, gives a time, and passes on the story.",
            "visitor|phone|call|reception|greet|front desk|communicat|customer|client|inquir|welcom|friendly|email",
            "listen, right person, time, message, follow up",
            weight=6,
        ),
        Ask(
            "Confidential matters",
            "A colleague asks you casually about something in your manager's mail. What do you answer?",
            "Tells a little.",
            "Declines kindly and clearly, sends them to the right person, and keeps papers and screens closed.",
            "confiden|discret|sensitive|trust|privacy|executive|personnel",
            "decline, kind, right person, locked",
            weight=5,
        ),
        Ask(
            "Finding a better way",
            "Tell me about something in an office that took too long, and what you did about it.",
            "It was always like that.",
            "Names the waste, what they changed with which tool, and the time saved.",
            "improv|process|initiative|excel|microsoft|system|efficien|software|office|proactiv|suppl",
            "template, Excel, minutes, saved, since then",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Office work",
            "Office work with whom and what was supported.",
            "No such work.",
            "Two or more years with duties like these.",
            "experience|office|admin|support|years|reception|assistant",
            "calendar, travel, office, records, reception, support",
            weight=7,
        ),
        Look(
            "Programs",
            "Office programs and systems, with what was done in them.",
            "None named.",
            "Those this role needs, with tasks.",
            "microsoft|excel|office|outlook|software|system|google|sap|word",
            "Excel, Outlook, Word, Google Workspace, SAP",
            weight=5,
        ),
    ),
)

LEGAL = Family(
    key="legal",
    department="Legal",
    titles="lawyer|attorney|counsel\\b|solicitor|paralegal|legal|compliance (?:officer|manager|analyst)|barrister|"
    "rechtsanwalt|jurist|avocat|abogad|contract manager|conveyanc",
    words="contract|litigation|clause|draft|bar\\b|court|regulat|statute|negotiat|gdpr|due diligence|counsel|filing|"
    "clients",
    noun="legal work",
    asks=(
        Ask(
            "Advice that can be used",
            "Tell me about legal advice you gave that changed what a client or the business did.",
            "Explains the law. No decision follows.",
            "Asks for the aim, names the risk in plain words and size, gives options with a recommendation, tells "
            "the outcome.",
            "advis|business|client|counsel|risk|commercial|stakeholder|pragmatic|support|guidance|partner",
            "aim, risk, options, recommended, decided",
            weight=8,
        ),
        Ask(
            "Drafting and negotiating",
            "Take a contract you negotiated. Which clause was hardest, and how was it settled?",
            "Used the template.",
            "Names the interest behind each side's wording, their proposal, what they gave and got, and the final "
            "text in short.",
            "contract|draft|negotiat|clause|agreement|review|transaction|document|lease",
            "clause, liability, interest, fallback, signed",
            weight=8,
        ),
        Ask(
            "Research and accuracy",
            "Tell me about a question where the law was not clear. How did you come to a view?",
            "Looked it up once.",
            "Names sources, how they weighed them, how sure they were, and how they said so.",
            "research|analy|litigat|case|detail|accura|regulat|legislation|court|discovery|statut|filing|prepar",
            "sources, case, argument, uncertain, memo",
            weight=7,
        ),
        Ask(
            "Deadlines and many matters",
            "How do you make sure that no date is missed when you have many matters open?",
            "Has a good memory.",
            "Two independent records, early warnings, weekly review, and an example where it mattered.",
            "deadline|caseload|manage|organi[sz]|priorit|matter|docket|file|multiple|workload|calendar",
            "calendar, reminder, review, docket, handed over",
            weight=5,
        ),
        Ask(
            "Independence",
            "Tell me about a time you had to tell somebody important that they could not do what they wanted.",
            "Found a way to say yes.",
            "Said it early and in private, with reason and risk, offered a lawful way, and recorded it.",
            "ethic|integrity|complian|confiden|independ|privacy|gdpr|polic|govern|senior",
            "told, risk, alternative, recorded",
            weight=6,
        ),
    ),
    looks=(
        Look(
            "Legal work",
            "Legal work by area, kind of client and own part.",
            "No area named.",
            "Several years in this area with matters described.",
            "experience|law|legal|years|pqe|contract|litigation|practice",
            "contracts, litigation, compliance, advised, drafted, negotiated",
            weight=8,
        ),
        Look(
            "Admission and training",
            "Admission, law degree or paralegal training.",
            "None named.",
            "Admitted or trained as this role asks, in this jurisdiction.",
            "admit|bar|qualif|degree|licen|juris|llb|jd|certif",
            "admitted, bar, solicitor, JD, LLB, paralegal",
            weight=7,
        ),
    ),
    forms=(FormAsk("In which jurisdictions are you admitted or trained?", "short"),),
)

FAMILIES = (FINANCE, HR, ADMIN, LEGAL)
