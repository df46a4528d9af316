"""Word lists for reading job descriptions in English, and their requirement lines in German, French and Spanish. "
"Data only."""

from __future__ import annotations

import re

HEADINGS: tuple[tuple[str, str], ...] = (
    (
        "legal",
        r"equal|eeo\b|eoe\b|divers|inclusi|accommodation|privacy|legal notice|datenschutz|disclaimer|e-verify|"
        r"our commitment",
    ),
    ("duties", r"about the (?:role|job|position|opportunity)|the (?:role|job|position|opportunity)\b"),
    ("must", r"about you\b|about the candidate|who you are|you are\b|the person\b"),
    (
        "benefits",
        r"benefit|perks|what we offer|we offer|what(?:'s| is) in it|why (?:join|work|us|you)|what you(?:'ll|"
        r" will)? get|"
        r"compensation|salary|pay\b|reward|package|wir bieten|was wir|unser angebot|(?:ihre|deine) vorteile|das bieten|"
        r"nous (?:vous )?offrons|avantages|ce que nous|nous vous proposons|ofrecemos|que ofrecemos|se ofrece|"
        r"beneficios|in return",
    ),
    (
        "apply",
        r"how to apply|to apply|appl(?:y|ication|ying)|next steps|(?:hiring|interview|selection|recruitment) process|"
        r"contact|"
        r"bewerb|kontakt|so bewerben|postul|candidature|como solicitar|interesad|inscri",
    ),
    (
        "nice",
        r"nice|preferred|prefer|desir|bonus|pluses|ideal(?:ly)?|would be|good to|also great|wunsch|von vorteil|"
        r"das ware|"
        r"un plus|les plus|apprecie|deseable|valorable|se valora|extra points|even better|helpful|what would help",
    ),
    (
        "must",
        r"(?:\w+ ){0,2}(?:requirement|qualification|competenc|criteria)|must|what you(?:'ll| will)? (?:need|bring)|"
        r"you (?:must|should|will) (?:have|bring|need)|you(?:'ll| will)? need|you(?:'ll)? (?:have|bring|need)|"
        r"essential|skills|"
        r"(?:your )?(?:experience|background|profile)|(?:ideal )?candidate|profil|person spec|what we(?:'re| are)|"
        r"(?:who )?we(?:'re| are) looking|looking for|minimum|knowledge|education|(?:ihr|dein) profil|anforderung|"
        r"das bring|was sie|"
        r"votre profil|vous etes|exigence|requisito|requerimos|perfil|que buscamos|eligib|licen[cs]",
    ),
    (
        "duties",
        r"(?:\w+ ){0,2}(?:responsib|duties|accountabilit|tasks)|what you(?:'ll| will)? (?:do|be)|what the job|"
        r"your (?:role|job|mission|day|work)|the successful candidate will|role|job (?:desc|summ|purp)|day.to.day|"
        r"a (?:typical )?day|the work|"
        r"you(?:'ll| will)\b|main purpose|purpose|position|(?:ihre|deine) aufgaben|aufgaben|das erwartet|vos missions|"
        r"(?:vos |les )?missions|funciones|responsabilidades|tareas|overview|summary",
    ),
    (
        "about",
        r"about\b|who we are|our (?:story|mission|values|culture|team)|company|the (?:company|team)|uber uns|wir sind|"
        r"qui sommes|a propos|sobre nosotros|quienes somos|l'entreprise|la empresa|unternehmen",
    ),
)
HEADING_PATTERNS = tuple((section, re.compile(rf"^(?:\d+[.)] )?(?:{words})")) for section, words in HEADINGS)

BOILERPLATE = re.compile(
    r"equal opportunit|equal.employment|without regard|regardless of|protected (?:veteran|class|charact|status)|"
    r"reasonable accommodation|reasonable adjustment|e-verify|at.will|privacy (?:policy|notice)|(?:recruitment|"
    r"staffing) agenc|"
    r"all qualified applicants|we celebrate|we welcome applications|drug (?:test|screen)|apply (?:now|here|online|by|"
    r"via|today)|"
    r"to apply|send (?:us )?(?:your|a) (?:cv|r[eé]sum[eé])|401\(?k|health insurance|dental (?:and|,|ins|plan)|\bpto\b|"
    r"paid (?:time off|holiday|vacation|leave|training)|pension|employee discount|staff discount|founded in|"
    r"^we are (?:a|an|the) |^we're (?:a|an|the) |\bis (?:a|an|the|one of the) (?:leading|global|fast|family|largest|"
    r"award|growing)|"
    r"our (?:mission|values|vision|benefits) |benefits (?:include|package)|cookie|copyright|©|^posted|job id|"
    r"requisition|"
    r"reference (?:number|no)|#li-|not (?:intended to be )?(?:an? )?(?:all.inclusive|exhaustive)|other duties|"
    r"duties as assigned|"
    r"gleichstellung|schwerbehind|chancengleich|unabhängig von|égalité des chances|situation de handicap|"
    r"igualdad de oportunidades|genetic information|sexual orientation|national origin|disability confident|"
    r"committed to (?:safeguarding|diversity|equal|an inclus|creating|building)|"
    r"background check|\bdbs check|pre-employment|closing date|bewerben sie sich|postulez|envía tu|mutuelle|"
    r"tickets restaurant|"
    r"bonus scheme|cycle to work|free parking|gym membership|stock options|equity package|company car",
    re.IGNORECASE,
)
MUST_WORDS = re.compile(
    r"\b(?:must|required?|requires|requirement|essential|mandatory|minimum|at least|necessary|need to|needs to|"
    r"have to|you(?:'ll| will)? need|"
    r"zwingend|erforderlich|voraussetzung|mindestens|notwendig|obligatoire|indispensable|exigé|minimum|au moins|"
    r"impératif|"
    r"imprescindible|obligatorio|necesario|mínimo|requerid[oa]|vorausgesetzt|abgeschlossene)\b",
    re.IGNORECASE,
)
NICE_WORDS = re.compile(
    r"\b(?:preferred|preferably|nice to have|a plus|bonus|desirable|desired|ideally|an? advantage|not (?:essential|"
    r"required|"
    r"necessary|a must)|helpful|beneficial|welcome but|would be (?:great|good|nice)|wünschenswert|von vorteil|"
    r"idealerweise|"
    r"un plus|apprécié|souhaité|idéalement|valorable|deseable|se valorará|no imprescindible|optional)",
    re.IGNORECASE,
)
NO_RESUME = re.compile(
    r"\b(?:no (?:resume|résumé|resumé|cv)\b|(?:resume|cv) (?:is )?not (?:needed|required|necessary)|"
    r"without a (?:resume|cv)\b|"
    r"kein lebenslauf|sans cv|sin (?:cv|currículum))",
    re.IGNORECASE,
)
LICENSES: tuple[tuple[str, str], ...] = (
    (
        r"\brns?\b(?! ?%)(?=.{0,60}(?:licen|registr|require|must|current))|registered nurse.{0,25}licen|nursing licen",
        "a current RN license",
    ),
    (r"\bnmc\b", "a current NMC registration"),
    (r"\blpn\b.{0,25}licen|licensed practical nurse", "a current LPN license"),
    (r"\bcna\b|certified nursing assistant", "a current CNA certificate"),
    (r"\bbls\b|basic life support", "a current BLS certificate"),
    (r"\bacls\b", "a current ACLS certificate"),
    (r"\bpals\b", "a current PALS certificate"),
    (r"\bcpr\b", "a current CPR certificate"),
    (r"first.aid", "a first aid certificate"),
    (r"\bcpa\b", "a CPA license"),
    (r"\bacca\b", "the ACCA qualification"),
    (r"\bcima\b", "the CIMA qualification"),
    (r"\baat\b", "the AAT qualification"),
    (r"\bpmp\b", "the PMP certificate"),
    (r"prince2", "the PRINCE2 certificate"),
    (r"\bcissp\b", "the CISSP certificate"),
    (r"comptia", "a CompTIA certificate"),
    (r"\bccna\b", "the CCNA certificate"),
    (
        r"forklift (?:licen|certif|ticket|operator certif)|staplerschein|\bcaces\b|carné de carretillero|"
        r"carnet de carretill",
        "a forklift certificate",
    ),
    (r"\bsia\b.{0,25}(?:licen|door|badge)|guard card|security licen", "a current security license"),
    (r"\bqts\b|qualified teacher status", "qualified teacher status"),
    (r"teach(?:ing|er).{0,20}(?:licen|credential|certificat)", "a current teaching license"),
    (r"\bpgce\b", "a PGCE"),
    (r"\btefl\b|\bcelta\b", "a TEFL or CELTA certificate"),
    (r"admitted to .{0,30}bar\b|bar admission|member of .{0,25}\bbar\b|state bar", "admission to the bar"),
    (r"qualified solicitor|solicitor .{0,20}(?:pqe|qualified)|\bpqe\b", "a qualification as a solicitor"),
    (r"\bcscs\b", "a CSCS card"),
    (r"18th edition", "the 18th Edition wiring certificate"),
    (r"gas safe", "a Gas Safe registration"),
    (r"journeyman|electrical licen|electrician'?s? licen", "a journeyman license"),
    (r"plumb\w+ licen", "a plumbing license"),
    (r"epa.{0,12}608", "the EPA 608 certificate"),
    (r"osha.?(?:10|30)", "an OSHA 10 or 30 card"),
    (r"food (?:handler|hygiene|safety).{0,25}(?:card|certif|permit|level)|servsafe", "a food safety certificate"),
    (r"personal licen[cs]e", "a personal license for alcohol"),
    (r"\bcipd\b", "a CIPD qualification"),
    (r"shrm|\bphr\b", "an SHRM or PHR certificate"),
    (r"series 7", "the Series 7 license"),
    (r"\bcdl\b(?:.{0,4}class a|.a\b)|class a cdl", "a Class A CDL"),
    (r"\bcdl\b", "a CDL"),
    (r"\bcpc\b", "a current Driver CPC"),
    (
        r"hgv (?:class )?[12].{0,12}licen|(?:class [12]|c\+e|cat(?:egory)? c).{0,15}licen|lgv.{0,15}licen",
        "an HGV license",
    ),
    (r"nvq(?: level \d)?|care certificate", "the NVQ or certificate named in the description"),
    (r"pflegefach\w+ .{0,40}|examinierte", "the nursing qualification named in the description"),
    (r"diplôme d'état|d\.e\.", "the state diploma named in the description"),
)
ANY_LICENSE = re.compile("|".join(pattern for pattern, _ in LICENSES), re.IGNORECASE)
LICENSE_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in LICENSES)
TONGUES: dict[str, str] = {
    "english": "English", "englisch": "English", "anglais": "English", "inglés": "English",
    "spanish": "Spanish", "spanisch": "Spanish", "espagnol": "Spanish", "español": "Spanish",
    "french": "French", "französisch": "French", "français": "French", "francés": "French",
    "german": "German", "deutsch": "German", "allemand": "German", "alemán": "German",
    "italian": "Italian", "portuguese": "Portuguese", "dutch": "Dutch", "polish": "Polish", "mandarin": "Mandarin",
    "cantonese": "Cantonese", "arabic": "Arabic", "japanese": "Japanese", "korean": "Korean", "russian": "Russian",
    "vietnamese": "Vietnamese", "welsh": "Welsh", "catalán": "Catalan", "punjabi": "Punjabi", "hindi": "Hindi",
    "tagalog": "Tagalog", "american sign language": "American Sign Language", "ukrainian": "Ukrainian",
    "turkish": "Turkish",
}  # fmt: skip
SKILLS: tuple[str, ...] = (
    "Python", "Java", "JavaScript", "TypeScript", "React", "Angular", "Vue", "Node.js", "Go", "Rust", "C++", "C#",
    ".NET",
    "Ruby on Rails", "Ruby", "PHP", "Kotlin", "Swift", "Scala", "Django", "FastAPI", "Spring Boot", "PostgreSQL",
    "MySQL",
    "MongoDB", "Redis", "Kafka", "GraphQL", "Docker", "Kubernetes", "Terraform", "AWS", "Azure", "Google Cloud",
    "GCP", "Linux",
    "Git", "Jenkins", "SQL", "R", "Spark", "Airflow", "dbt", "Snowflake", "BigQuery", "Tableau", "Power BI",
    "Looker", "Excel",
    "pandas", "scikit-learn", "PyTorch", "TensorFlow", "Active Directory", "Microsoft 365", "Office 365",
    "Windows Server",
    "VMware", "Cisco", "Splunk", "ServiceNow", "Jira", "Confluence", "PowerShell", "Intune", "Figma", "Sketch",
    "Photoshop",
    "Illustrator", "InDesign", "After Effects", "Premiere Pro", "Adobe Creative Suite", "AutoCAD", "SolidWorks",
    "Revit",
    "MATLAB", "Salesforce", "HubSpot", "Zendesk", "Intercom", "Freshdesk", "Outreach", "LinkedIn Sales Navigator",
    "Gong",
    "Google Analytics", "Google Ads", "SEMrush", "Ahrefs", "WordPress", "Mailchimp", "Marketo", "QuickBooks",
    "Xero", "Sage",
    "NetSuite", "SAP", "Oracle", "DATEV", "Workday", "BambooHR", "ADP", "Greenhouse", "Epic", "Cerner", "Word",
    "Outlook",
    "PowerPoint", "Google Workspace", "Slack", "Procore", "MS Project", "Microsoft Project", "RF scanner", "WMS",
    "Toast",
    "OpenTable", "Opera PMS", "Westlaw", "LexisNexis", "Shopify", "Canva", "Notion", "Asana", "HRIS", "PLC",
    "Microsoft Office",
)  # fmt: skip
SKILL_PATTERN = re.compile(
    "(?<![\\w.+#])(?:" + "|".join(re.escape(s) for s in sorted(SKILLS, key=len, reverse=True)) + ")(?![\\w+#]|-to)"
)
STOP: dict[str, frozenset[str]] = {
    "en": frozenset(["the", "and", "to", "of", "for", "with", "you", "will", "our", "we", "is", "are", "your",
    "in", "as", "a", "be", "on"]),
    "de": frozenset(["der", "die", "das", "und", "mit", "für", "sie", "wir", "im", "ein", "eine", "sind", "ihre",
    "oder", "von", "zu", "den", "auf", "bei", "als"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "vous", "nous", "pour", "dans", "une", "est", "votre", "avec",
    "sur", "au", "du", "en", "un", "notre", "de"]),
    "es": frozenset(["el", "la", "los", "las", "y", "de", "para", "con", "en", "una", "un", "del", "se", "que",
    "por", "al", "tu", "te", "nuestra", "como"]),
    "it": frozenset(["il", "lo", "gli", "di", "per", "con", "una", "un", "del", "nel", "che", "sono", "della",
    "dei", "le", "è", "la", "al", "siamo"]),
    "pt": frozenset(["o", "os", "as", "e", "de", "para", "com", "em", "uma", "um", "do", "da", "que", "por", "no",
    "na", "você", "nossa", "dos", "seu"]),
    "nl": frozenset(["de", "het", "een", "en", "van", "voor", "met", "je", "wij", "zijn", "op", "bij", "als",
    "naar", "ons", "jouw", "te", "in", "om"]),
}  # fmt: skip
TONGUE_NAMES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch"}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
    "ein": 1, "zwei": 2, "drei": 3, "fünf": 5, "deux": 2, "trois": 3, "cinq": 5, "dos": 2, "tres": 3, "cinco": 5,
}  # fmt: skip
