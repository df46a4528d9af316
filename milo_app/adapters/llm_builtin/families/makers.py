"""Software, data, IT operations and engineering: people who build and run systems."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

SOFTWARE = Family(
    key="software",
    department="Engineering",
    titles="software|developer|programmer|full.?stack|back.?end|front.?end|devops|site reliability|\\bsre\\b|ios "
    "engineer|"
    "android|web engineer|platform engineer|softwareentwickl|entwickler|développeu|desarrollador|qa engineer|"
    "test engineer|machine learning engineer|mobile engineer|engineering manager|tech lead",
    words="code|api|python|java\\b|javascript|typescript|react|kubernetes|microservice|git\\b|agile|cloud|aws|ci/cd|"
    "deploy|"
    "database|backend|frontend|architecture|software|test",
    noun="software development",
    asks=(
        Ask(
            "Design and trade-offs",
            "Tell me about a system or feature you designed. Which options did you weigh, and what would you change "
            "today?",
            "Describes the result or names tools. No option that was turned down.",
            "Gives the constraints, at least two options, why one won, what it cost later, and what they would change.",
            "design|architect|scal|system|build|microservice|distributed|api|develop|feature|platform|infrastructure",
            "constraint, option, trade-off, latency, chose, because",
            weight=9,
        ),
        Ask(
            "Finding a hard bug",
            "Tell me about a bug or an outage that was hard to explain. How did you find the cause, and what did you "
            "change?",
            "Restarted it, or somebody else found it.",
            "Narrows it down by evidence, names the cause, the fix, and what keeps it from coming back.",
            "debug|troubleshoot|incident|on.call|production|reliab|monitor|outage|observab|problem|performance|"
            "maintain",
            "logs, reproduced, cause, fix, test, monitoring",
            weight=8,
        ),
        Ask(
            "Quality of code",
            "How do you decide what to test, and what to leave untested? Take a real change of yours.",
            "Everything, or nothing. No example.",
            "Takes a change, names its risks, which tests at which level, what review found, and what they left out "
            "and why.",
            "test|quality|code review|clean|maintainab|best practice|ci/cd|refactor|standards|automation|unit",
            "risk, unit, integration, review, edge case, CI",
            weight=7,
        ),
        Ask(
            "From need to release",
            "Tell me about something you shipped from first idea to users. What did you cut, and how did you know it "
            "worked?",
            "Built what the ticket said. Does not know what came of it.",
            "Asked what the need was, cut scope on purpose, released in steps, and looked at use or figures.",
            "ship|deliver|product|user|agile|scrum|requirement|end.to.end|release|roadmap|customer|ownership|deploy",
            "need, scope, released, feedback, measured, users",
            weight=7,
        ),
        Ask(
            "Working with other engineers",
            "Tell me about a technical disagreement in your team. What was your view, and how was it decided?",
            "Won by rank or gave in without reasons.",
            "States both views fairly, what evidence or trial they used, the decision, and that they stood by it.",
            "team|collaborat|mentor|review|communicat|lead|pair|cross-functional|junior|stakeholder|coach",
            "evidence, prototype, decided, agreed, reviewed",
            weight=6,
        ),
        Ask(
            "Security and data",
            "Tell me about a time you found or prevented a security problem in code or in a set-up.",
            "That is the security team's work.",
            "Names the weakness, who could have used it, the fix, and how they looked for others like it.",
            "secur|privacy|auth|vulnerab|compliance|encrypt|owasp|data protection|payment",
            "vulnerability, input, secret, access, fix, checked",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Systems built and run",
            "Systems the person built or ran, with own part, size and technology.",
            "A list of technologies without work done in them.",
            "Several systems with own part, scale and effect, close to what this role needs.",
            "experience|build|develop|system|production|scale|years|software|engineer",
            "built, designed, production, users, requests, migrated",
            weight=8,
        ),
        Look(
            "Effect",
            "What changed because of the work: speed, cost, reliability, users.",
            "No effect named.",
            "Several effects with numbers.",
            "performance|improv|impact|deliver|result|reliab|optimi[sz]",
            "reduced, latency, cost, uptime, faster, percent",
            weight=6,
        ),
    ),
    forms=(FormAsk("If you like, add a link to code or work of yours.", "short"),),
)

DATA = Family(
    key="data",
    department="Data",
    titles="data (?:analyst|scientist|engineer|architect|manager)|business intelligence|\\bbi (?:analyst|developer)|"
    "analytics|machine learning|statistic|business analyst|datenanalyst|analista de datos|research scientist|"
    "quantitative",
    words="sql|dashboard|tableau|power bi|python|model|dataset|etl|warehouse|insight|metrics|pandas|dbt|statist|"
    "snowflake",
    noun="data work",
    asks=(
        Ask(
            "From question to answer",
            "Tell me about an analysis that changed a decision. What was the question, and how did you get to the "
            "answer?",
            "Built a dashboard. Does not know whether anybody used it.",
            "Sharpens the question, says which data and method and why, the answer with its uncertainty, and the "
            "decision.",
            "analy|insight|decision|business|question|report|dashboard|recommend|stakeholder|kpi|metric|trend",
            "question, data, method, result, decision, because",
            weight=9,
        ),
        Ask(
            "Trusting the data",
            "Tell me about data that turned out to be wrong. How did you notice, and what did you do?",
            "Takes data as it comes.",
            "Has checks, found the cause at the source, corrected what had been reported, and built a test against it.",
            "quality|clean|valid|accura|integrity|govern|pipeline|etl|source|reconcil|test|warehouse",
            "duplicate, checked, source, corrected, test, told",
            weight=8,
        ),
        Ask(
            "Method",
            "Which method did you choose in a recent project, what else did you consider, and how did you check it?",
            "Names a method because it is popular.",
            "Fits method to question and data, has a simple baseline, checks on held-out data, names limits.",
            "model|statist|machine learning|experiment|predict|a/b|regress|algorithm|python|forecast|hypothes",
            "baseline, validation, error, assumption, compared",
            weight=7,
        ),
        Ask(
            "Explaining numbers",
            "Tell me about a result you had to explain to people who do not work with numbers.",
            "Showed the slides.",
            "One message, one picture, plain words, honest about doubt, and says what they did with it.",
            "communicat|present|visuali[sz]|stakeholder|non-technical|story|tableau|power bi|explain|partner",
            "chart, plain words, message, asked, decided",
            weight=6,
        ),
        Ask(
            "Building what lasts",
            "Tell me about a query, pipeline or report of yours that others rely on. How do you keep it right?",
            "Runs it by hand.",
            "Version control, tests, alerts, documentation, and an example where it saved them.",
            "sql|pipeline|automat|etl|build|maintain|dbt|airflow|warehouse|data model|document|engineer",
            "version, test, alert, schedule, documented",
            weight=6,
        ),
    ),
    looks=(
        Look(
            "Analyses with consequences",
            "Analyses, models or pipelines with question, data and what came of it.",
            "Tools only.",
            "Several with a decision or an effect in numbers.",
            "analy|insight|model|experience|business|years|data",
            "analysis, model, dashboard, decision, increased, saved",
            weight=8,
        ),
        Look(
            "Tools in use",
            "SQL and the languages and tools of this role, used at work.",
            "A bare list.",
            "Each tool appears within a project.",
            "sql|python|tableau|power bi|excel|spark|\\br\\b|dbt|tool|snowflake",
            "SQL, Python, Tableau, Power BI, dbt, Spark",
            weight=6,
        ),
    ),
)

IT = Family(
    key="it",
    department="IT",
    titles="it (?:support|technician|administrator|manager|specialist|engineer)|system(?:s)? administrator|sysadmin|"
    "help ?desk|desktop support|network (?:engineer|administrator)|service desk|cyber|information security|"
    "systemadministrator|fachinformatiker|security (?:analyst|engineer)|soc analyst|cloud engineer|infrastructure "
    "engineer",
    words="active directory|windows|network|server|ticket|hardware|vpn|office 365|microsoft 365|cisco|firewall|linux|"
    "siem|itil",
    noun="IT",
    asks=(
        Ask(
            "Tracing a fault",
            "Tell me about a fault that came and went. How did you find out what it was?",
            "Restarted until it was gone.",
            "Collected facts, changed one thing at a time, found the cause, and wrote it down for others.",
            "troubleshoot|diagnos|resol|incident|issue|support|problem|hardware|network|technical|ticket|monitor",
            "logs, isolated, one change, cause, documented",
            weight=8,
        ),
        Ask(
            "Helping people with technology",
            "Somebody calls, cannot work, and has a meeting in ten minutes. What do you say and do?",
            "Asks for a ticket first, or talks in technical words.",
            "Gets them working first, by another way if needed, stays friendly, and looks for the cause after.",
            "user|customer|communicat|end.user|patien|service|explain|train|desk|non-technical",
            "workaround, asked, calm, remote, follow up",
            weight=7,
        ),
        Ask(
            "Changing a running system",
            "Tell me about a change to a live system that could have gone wrong. How did you prepare it?",
            "Did it in the evening and hoped.",
            "Tested it, had a way back, told people, chose a window, checked after, and knows what was affected.",
            "deploy|migrat|change|upgrade|maintain|server|infrastructure|administ|configur|backup|patch|cloud|install",
            "tested, rollback, backup, window, told, checked",
            weight=7,
        ),
        Ask(
            "Security in daily work",
            "You see a sign-in from a place where nobody of yours is. What do you do in the first hour?",
            "Resets the password and closes the ticket.",
            "Contains it, keeps evidence, looks for other accounts, informs by the plan, and removes the cause.",
            "secur|threat|incident|siem|firewall|vulnerab|access|compliance|mfa|phish|endpoint|active directory",
            "session, lock, logs, MFA, inform, scope",
            weight=7,
        ),
        Ask(
            "Writing it down",
            "Tell me about documentation or automation of yours that saved others time.",
            "Everything is in their head.",
            "Names the repeated work, what they wrote or scripted, who uses it, and the hours saved.",
            "document|automat|script|powershell|knowledge|process|procedure|improv|itil|inventory",
            "script, article, hours, used, repeated",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Systems looked after",
            "Systems, number of users or devices, and own part.",
            "Names of products only.",
            "Environments like ours, with size and tasks.",
            "experience|support|administ|network|system|years|environment|windows",
            "users, devices, servers, network, Active Directory, cloud",
            weight=8,
        ),
        Look(
            "Certificates",
            "Current certificates that fit the role.",
            "None named.",
            "Several current ones that fit, with dates.",
            "certif|comptia|ccna|itil|microsoft certified|cissp|aws",
            "CompTIA, CCNA, ITIL, Microsoft, CISSP, AWS",
            weight=4,
        ),
    ),
)

ENGINEERING = Family(
    key="engineering",
    department="Engineering",
    titles="mechanical engineer|electrical engineer|civil engineer|process engineer|design engineer|manufacturing "
    "engineer|"
    "structural engineer|chemical engineer|hardware engineer|project engineer|quality engineer|ingenieur|ingénieur|"
    "ingenier|maschinenbau|architect\\b|lab(?:oratory)? (?:technician|scientist)|scientist",
    words="cad|solidworks|autocad|tolerance|prototype|calculation|drawing|specification|fea|iso|lab|design review|"
    "materials|test",
    noun="engineering",
    asks=(
        Ask(
            "Designing under limits",
            "Tell me about a design of yours where cost, time and performance pulled in different directions. How "
            "did you decide?",
            "Followed the specification. No choice of their own.",
            "Gives the limits in numbers, options compared, calculation or test behind the choice, and the result.",
            "design|develop|concept|prototype|cad|product|specif|calculat|optimi[sz]|solidworks|model",
            "requirement, option, calculation, test, cost, margin",
            weight=9,
        ),
        Ask(
            "Proving that it works",
            "Tell me about a test that failed. What did you learn, and what did you change?",
            "Repeated it until it passed.",
            "Planned the test, kept the data, found the physical cause, changed one thing, and proved it.",
            "test|valid|verif|quality|fail|analy|root cause|inspect|fea|experiment|data|measure",
            "test plan, cause, data, redesign, verified",
            weight=8,
        ),
        Ask(
            "Rules and safety",
            "Tell me about a time a standard or a safety rule changed your design or your plan.",
            "Somebody else checks that.",
            "Names the rule, the risk behind it, what they changed, and how it was documented.",
            "standard|code|regulat|safe|iso|complian|risk|fmea|environment|permit",
            "standard, risk, FMEA, changed, documented",
            weight=6,
        ),
        Ask(
            "From drawing to production",
            "Tell me about a part or process that was harder to make than to draw. What did you do?",
            "Left it to the shop.",
            "Went to see it, listened to those who make it, changed the design or process, and gives the saving.",
            "manufactur|production|process|supplier|assembly|lean|site|build|contractor|technician|install|commission",
            "supplier, tolerance, operator, changed, saved",
            weight=6,
        ),
        Ask(
            "Keeping a project on track",
            "Tell me about an engineering project that was slipping. How did you notice, and what did you do?",
            "It was late and everybody knew.",
            "Noticed early by a figure, said so, cut or moved something, and gives the end date against plan.",
            "project|schedul|deadline|budget|coordinat|manage|stakeholder|client|cross-functional|report|lead|team",
            "milestone, early, told, scope, supplier, date",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Projects",
            "Engineering projects with own part, size and result.",
            "Course work only, or no own part.",
            "Several projects like ours with result in numbers.",
            "project|experience|design|develop|years|engineer",
            "designed, tested, project, reduced, prototype, production",
            weight=8,
        ),
        Look(
            "Methods and tools",
            "CAD, simulation, test and quality methods, used in projects.",
            "A bare list.",
            "Those this role needs, each in a project.",
            "cad|solidworks|autocad|fea|matlab|tool|software|simulation",
            "CAD, SolidWorks, AutoCAD, FEA, MATLAB, FMEA",
        ),
    ),
)

FAMILIES = (SOFTWARE, DATA, IT, ENGINEERING)
