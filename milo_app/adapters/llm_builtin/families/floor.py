"""Retail, hospitality, cleaning and security: hourly work with the public or on its premises."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

RETAIL = Family(
    key="retail",
    department="Retail",
    titles="retail|cashier|sales associate|store (?:associate|assistant|manager|supervisor)|shop (?:assistant|floor)|"
    "stocker|merchandis|sales assistant|verkäufer|verkaufsberater|vendeu|dependient|einzelhandel|boutique|keyholder",
    words="store|shop|till|register|stock|shelf|shelves|fitting room|customer|floor|merchandise|pos\\b|kasse|magasin|"
    "tienda",
    is_hourly=True,
    noun="retail",
    asks=(
        Ask(
            "Calm with customers",
            "Tell me about an upset customer you helped. What did you do?",
            "Blames the customer, or speaks only in general. No clear action.",
            "Listens first, names the problem, fixes it or finds who can, and checks that the customer is content.",
            "calm|complain|upset|patien|de-?escalat|courte|friendly|problem|concern|return|refund|exchange|polite",
            "listened, apologized, asked, refund, exchange, solved, calm",
            weight=8,
        ),
        Ask(
            "Busy hours",
            "Eight people are waiting and one register is down. What do you do first?",
            "Panics, or works on without a word to the line or the team.",
            "Calls for help, tells the line what happens, keeps serving in a fair order, and gets the register "
            "looked at.",
            "busy|peak|line|queue|fast|rush|pace|pressure|quick|register|cash|till|checkout",
            "call for help, tell, line, order, manager, calm",
            weight=6,
        ),
        Ask(
            "Finding what a customer needs",
            "A customer says they need a present but do not know what. How do you help them choose?",
            "Points at a shelf, or pushes the most expensive thing.",
            "Asks who it is for, the occasion and the price, offers two or three fitting things, and says why.",
            "sell|sales|advis|recommend|product|conseil|accueil|berat|atender|upsell|add-on|welcom|greet|assist|"
            "approach|style|help customers|target",
            "ask, budget, occasion, offer, options, suggest",
            weight=6,
        ),
        Ask(
            "Care for the floor",
            "It is quiet in the store for an hour. What do you do, and in which order?",
            "Waits, or uses the phone.",
            "Tidies, refills, checks prices or the fitting rooms, learns a product, and stays in sight of customers.",
            "tidy|clean|stock|replenish|restock|shelv|display|visual|merchandis|floor|price|inventory|fold",
            "refill, tidy, labels, fitting room, stock room, display",
            weight=5,
        ),
        Ask(
            "Handling cash and losses",
            "At the end of the day your drawer is 20 short. What do you do?",
            "Hides it, or pays it from their own pocket.",
            "Counts again, looks at receipts, tells the supervisor at once, and notes what happened.",
            "cash|drawer|loss prevention|shrink|theft|reconcil|banking|honest|integrity",
            "count, receipt, tell, manager, record, policy",
            weight=5,
        ),
        Ask(
            "Speaking up kindly",
            "A teammate is often late and you cover for them. What do you say to them?",
            "Says nothing, or complains behind their back.",
            "Talks to them in private and early, says what it does to the team, asks what is behind it, agrees on a "
            "next step.",
            "team|speaks? up|colleague|support|together|kind",
            "private, ask, tell, agree, shift, manager",
            weight=4,
        ),
    ),
    looks=(
        Look(
            "Work with customers",
            "Positions with daily contact with customers: store, restaurant, hotel, call center.",
            "No position with customers.",
            "A year or more with daily customers, with what they sold, served or solved.",
            "customer|retail|hospitality|service|guest|sales",
            "customer, cashier, retail, sales, service, register",
            weight=7,
        ),
        Look(
            "Staying power",
            "How long positions lasted, and signs of trust such as keys, cash or training new people.",
            "Only very short positions without a word why, and no duties of trust.",
            "A position of a year or more, or growing duties: keys, cash office, training others.",
            "reliab|keyholder|cash|lead|supervis|open|clos|depend",
            "key holder, opening, closing, trained, shift lead",
        ),
    ),
    forms=(FormAsk("How many hours a week would you like to work?", "number", unit="hours"),),
)

HOSPITALITY = Family(
    key="hospitality",
    department="Hospitality",
    titles="server|waiter|waitress|waiting staff|barista|bartend|bar staff|host(?:ess)?\\b|chef|line cook|cook\\b|"
    "kitchen|sous|"
    "hotel|front desk|concierge|guest|restaurant|catering|crew member|food service|banquet|koch|kellner|serveu|"
    "cuisinier|camarer|cociner|recepcionista de hotel|hotelfach",
    words="guest|menu|table|dining|shift|food|kitchen|hygiene|beverage|bar\\b|reservation|check-in|brunch|covers|"
    "hotel|gast",
    is_hourly=True,
    noun="hospitality",
    asks=(
        Ask(
            "Putting things right for guests",
            "Tell me about a guest who was not happy. What did you do while they were still with you?",
            "Apologizes and moves on, or calls the manager for everything.",
            "Listens, says sorry for the right thing, offers a fix within their power at once, and checks back.",
            "guest|complain|service|recover|satisf|hospitab|welcom|customer",
            "listened, apologized, replaced, checked back, manager, happy",
            weight=8,
        ),
        Ask(
            "Keeping up in the rush",
            "Describe the busiest service you have worked. How did you keep your part under control?",
            "Ran faster and lost track. No order in what they did.",
            "Says how many covers or rooms, what they prepared ahead, how they called and grouped tasks, and the "
            "outcome.",
            "busy|fast|rush|pressure|peak|multi-?task|pace|high.volume|covers|service times",
            "covers, prepared, order, called, section, on time",
            weight=7,
        ),
        Ask(
            "Hygiene and allergies",
            "A guest tells you about a nut allergy after the order went in. What do you do?",
            "Hopes the dish is fine, or asks the guest to pick around it.",
            "Stops the dish, tells the kitchen in person, has it made anew with clean tools, and confirms with the "
            "guest.",
            "hygien|food safety|allerg|haccp|servsafe|clean|sanit|health|temperature|storage",
            "stop, kitchen, allergen, fresh, clean, confirm",
            weight=7,
        ),
        Ask(
            "Quality of what is served",
            "How do you make sure that the hundredth plate, drink or room of a shift is as good as the first?",
            "Says they always try their best.",
            "Names standards they check each time, what they send back, and how they prepare so that it holds.",
            "quality|standard|consisten|recipe|prep|present|coffee|dish|menu|cook|stations?|craft|portion|waste",
            "standard, recipe, check, taste, prep, send back",
            weight=6,
        ),
        Ask(
            "Suggesting and selling",
            "How do you recommend something to a guest without pushing?",
            "Reads out the specials to everybody.",
            "Reads the guest, asks a question, suggests one or two things they know well, and takes a no with good "
            "grace.",
            "upsell|recommend|suggest|knowledge|wine|sell|special|upgrade|loyalty",
            "ask, taste, suggest, pairing, know, preference",
            weight=4,
        ),
        Ask(
            "One team, front and back",
            "Tell me about a moment when kitchen and floor, or two shifts, did not work well together. What did you "
            "do?",
            "Blames the other side.",
            "Says what each side needed, what they said or changed, and how the next service went.",
            "team|colleague|support|kitchen|communicat|handover|together|shift",
            "talked, agreed, handover, helped, next shift",
            weight=4,
        ),
    ),
    looks=(
        Look(
            "Hospitality work",
            "Work in restaurants, bars, kitchens, hotels or events, with the kind and size of the place.",
            "No work with guests or food.",
            "Two or more positions in places like this one, with section, volume or role named.",
            "experience|hospitality|restaurant|hotel|kitchen|bar|service",
            "restaurant, hotel, bar, kitchen, covers, guests, service",
            weight=7,
        ),
        Look(
            "Training and certificates",
            "Food hygiene, alcohol service, first aid, brand or barista training.",
            "None named.",
            "Current certificates that this place needs, with the year.",
            "certif|hygien|food|handler|licen|train|safety",
            "food handler, hygiene, ServSafe, HACCP, first aid, barista",
            weight=4,
        ),
    ),
    forms=(
        FormAsk("Which shifts can you usually work?", "multiple", ("Mornings", "Afternoons", "Evenings", "Weekends")),
    ),
)

CLEANING = Family(
    key="cleaning",
    department="Facilities",
    titles="cleaner|cleaning|janitor|housekeep|custodian|room attendant|reinigung|nettoyage|agent d'entretien|limpieza|"
    "limpiador|laundry|sanitation|caretaker of building|porter\\b",
    words="clean|mop|vacuum|dust|chemical|linen|restroom|toilet|rooms|surfaces|floors|waste|disinfect|tidy|premises",
    is_hourly=True,
    noun="cleaning",
    asks=(
        Ask(
            "Order and thoroughness",
            "You have one hour for an office with ten desks, a kitchen and two bathrooms. How do you go about it?",
            "Starts anywhere. Nothing about what is most important or about checking.",
            "Gives an order and a reason for it, separate cloths for bathroom and kitchen, and a last look before "
            "leaving.",
            "clean|thorough|standard|detail|rooms|office|schedul|checklist|bathroom|restroom|floors|tidy|vacuum",
            "top to bottom, kitchen, bathroom, cloths, check, last",
            weight=8,
        ),
        Ask(
            "Using products safely",
            "How do you make sure that you use a cleaning product the right way and without danger?",
            "Uses a lot of it, or mixes products.",
            "Reads the label, measures, wears gloves, never mixes bleach and acids, airs the room, stores it locked.",
            "chemical|product|safe|coshh|ppe|equipment|machine|disinfect|hazard|sanit",
            "label, gloves, dilute, ventilate, never mix, store",
            weight=7,
        ),
        Ask(
            "Honesty in others' rooms",
            "While cleaning you find a wallet on the floor and nobody is there. What do you do?",
            "Leaves it, or keeps it until asked.",
            "Leaves it closed, hands it to the supervisor or desk at once, and has time and place noted.",
            "trust|honest|integrity|guest|discret|privacy|valuables|key|security|lost",
            "hand in, supervisor, note, time, not open",
            weight=6,
        ),
        Ask(
            "Working alone",
            "Tell me about a time you worked without anybody checking on you. How did you keep the standard up?",
            "Says nobody ever complained.",
            "Names their own checks, a list or photo, and what they did when something could not be finished.",
            "independent|alone|own initiative|unsupervis|reliab|self|minimal supervision|punctual|lone",
            "list, check, told, finished, own standard",
            weight=5,
        ),
        Ask(
            "Reporting what is broken",
            "Tell me about something broken or unsafe that you noticed while working. What happened then?",
            "Saw it and cleaned around it.",
            "Made it safe, reported it to the right person the same day, and looked whether it was fixed.",
            "report|repair|maintenance|damage|fault|suppl|stock|restock|inform",
            "noticed, reported, sign, supervisor, fixed",
            weight=4,
        ),
    ),
    looks=(
        Look(
            "Cleaning work",
            "Cleaning or housekeeping in homes, offices, hotels, hospitals or industry.",
            "No such work named.",
            "A year or more in places like this one, with what was cleaned and how much.",
            "clean|housekeep|experience|hotel|hospital|janitor|custod",
            "cleaning, housekeeping, rooms, offices, hospital, floor machine",
            weight=7,
        ),
    ),
    forms=(FormAsk("Which days of the week can you work?", "multiple", ("Monday to Friday", "Saturday", "Sunday")),),
)

SECURITY = Family(
    key="security",
    department="Security",
    titles="security (?:officer|guard|supervisor|manager)|door supervisor|bouncer|loss prevention|cctv operator|"
    "guard\\b|"
    "sicherheitsmitarbeiter|agent de sécurité|vigilante|patrol",
    words="patrol|cctv|incident|access control|alarm|intru|site|report|sia\\b|premises|visitor|badge|guard",
    is_hourly=True,
    noun="security work",
    asks=(
        Ask(
            "Calming a situation",
            "Tell me about a time somebody became aggressive in front of you. What did you say and do?",
            "Meets force with force, or walks off.",
            "Keeps distance and a calm voice, gives a way out, calls for help in time, and writes it down.",
            "de-?escalat|conflict|aggress|calm|confront|disturb|difficult|intervene|customer",
            "distance, calm voice, backup, police, report",
            weight=9,
        ),
        Ask(
            "Writing an incident report",
            "A visitor slips in the lobby. What goes in your report, and in which order?",
            "A sentence of opinion. No times, no names.",
            "Time, place, who, what was seen and heard, what was done, witnesses and pictures, no guesses.",
            "report|incident|log|record|document|written|writing",
            "time, witness, facts, first aid, camera, signed",
            weight=7,
        ),
        Ask(
            "Watching access",
            "A person in a suit says they forgot their badge and are late for the director. What do you do?",
            "Lets them in because they look right.",
            "Stays polite, checks identity and host, follows the rule for visitors, and notes it, whoever it is.",
            "access|badge|visitor|id check|entry|screen|gate|reception|welcome|credential|key",
            "identity, call host, visitor, policy, log, polite",
            weight=7,
        ),
        Ask(
            "Staying alert",
            "How do you stay alert in the last two hours of a quiet night shift?",
            "Coffee and the phone.",
            "Varies the route, checks by list, moves, talks to control at set times, and knows what is normal on the "
            "site.",
            "patrol|night|vigilan|monitor|cctv|alert|observ|alarm|surveil|rounds|shift",
            "route, checklist, radio, normal, camera",
            weight=5,
        ),
        Ask(
            "Emergencies",
            "The fire alarm goes off and people do not move. What do you do in the first three minutes?",
            "Waits to see whether it is a false alarm.",
            "Treats it as real, gives clear orders, opens the routes, informs control and services, helps who needs "
            "help.",
            "emergenc|fire|evacuat|first aid|alarm|respond|medical|safety",
            "evacuate, control, fire panel, assembly point, head count",
            weight=6,
        ),
    ),
    looks=(
        Look(
            "Security experience",
            "Guarding, door, event, store or control-room work, also from the services.",
            "No such work.",
            "Two or more years with the kind of site named, and incidents handled.",
            "security|experience|guard|patrol|military|police|law enforcement",
            "security, patrol, CCTV, access control, incident, guard",
            weight=7,
        ),
    ),
)

FAMILIES = (RETAIL, HOSPITALITY, CLEANING, SECURITY)
