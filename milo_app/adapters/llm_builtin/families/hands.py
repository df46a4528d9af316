"""Warehouse, driving, trades, manufacturing and construction: work with goods, vehicles and tools."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

WAREHOUSE = Family(
    key="warehouse",
    department="Operations",
    titles="warehouse|picker|packer|order selector|forklift|material handler|fulfil?lment|logistics (?:operative|"
    "assistant|"
    "associate)|lager|magasinier|préparateur de commandes|cariste|mozo de almacén|almacén|shipping (?:clerk|associate)|"
    "stock controller|receiving (?:clerk|associate)|goods.in",
    words="pick|pack|pallet|scan|forklift|inventory|dock|shipment|load|rf gun|order|goods|dispatch|stock|reach truck|"
    "wms",
    is_hourly=True,
    noun="warehouse",
    asks=(
        Ask(
            "Safe handling",
            "Tell me about a time you saw a dangerous way of working in a warehouse or workshop. What did you do?",
            "Ignored it, or did it that way as well because it was faster.",
            "Stopped it or made it safe, told the lead at once, and says what was changed.",
            "safe|ppe|hazard|lift|equipment|forklift|machin|protective|health",
            "stopped, told, lead, PPE, spill, lifting, report",
            weight=8,
        ),
        Ask(
            "Accuracy under targets",
            "How do you keep mistakes low when there is a pick rate to meet? Give me an example.",
            "Only speed counts, or only care counts. No method.",
            "Names a rate or volume, a check they do on each order, and what they do when one is wrong.",
            "accura|pick|pack|scan|rate|target|order|error|productiv|label|kpi|count|quality",
            "scan, check, rate, units per hour, error, recount",
            weight=8,
        ),
        Ask(
            "When the count is wrong",
            "The system says twelve boxes and you find nine on the shelf. What do you do?",
            "Takes the nine and goes on.",
            "Recounts, looks at nearby bins, reports or adjusts by the rule, and sees to the order that waits.",
            "inventory|stock|cycle count|discrep|wms|system|receiv|record|audit|dispatch|ship",
            "recount, location, supervisor, adjust, order",
            weight=6,
        ),
        Ask(
            "Pulling together",
            "The truck leaves in thirty minutes and your area is done, but the next one is not. What do you do?",
            "Takes a break because their own work is finished.",
            "Asks the lead or the neighbor, takes a clear part of the work, and keeps to the rules while in a hurry.",
            "team|help|support|flexib|cross-train|deadline|load|cut-?off|fast|pace|busy",
            "ask, help, lead, load, finish",
            weight=5,
        ),
        Ask(
            "Being there",
            "Tell me how you make sure that you are on time for early or late shifts.",
            "Says it has never been a problem.",
            "Has a plan for the way, a back-up, and calls early when something goes wrong. Gives an example.",
            "punctual|reliab|attendance|shift|on time|depend|early|night",
            "plan, early, call, back-up, ride",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Warehouse work",
            "Picking, packing, receiving, loading or stock control, with the kind of goods and volume.",
            "No such work named.",
            "A year or more, with duties, equipment and a rate or volume.",
            "warehouse|experience|pick|logistic|stock|distribution",
            "warehouse, picking, packing, receiving, inventory, shipping",
            weight=7,
        ),
        Look(
            "Equipment",
            "Forklift, reach truck, pallet jack, RF scanner, a warehouse system.",
            "None named.",
            "Several that are used here, with a certificate where one is needed.",
            "forklift|pallet|scanner|rf|wms|truck|equipment|certif|sap",
            "forklift, reach truck, pallet jack, RF scanner, WMS",
        ),
    ),
    forms=(
        FormAsk(
            "Which equipment have you used at work?",
            "multiple",
            ("Pallet jack", "Forklift", "Reach truck", "RF scanner", "None of these"),
        ),
    ),
)

DRIVING = Family(
    key="driving",
    department="Transport",
    titles="driver|driving|courier|chauffeur|trucker|hgv|lgv|delivery (?:driver|associate|rider)|cdl|fahrer|"
    "kraftfahrer|"
    "conducteur|conductrice|repartidor|conductor|bus operator|owner.operator",
    words="route|vehicle|deliver|truck|van\\b|tachograph|road|trailer|drop|haul|dispatch|mile|logbook|load|depot|fleet",
    is_hourly=True,
    noun="driving",
    asks=(
        Ask(
            "Safety before schedule",
            "Tell me about a time you were running late and decided against driving faster or longer. What did you do?",
            "Drove faster. Treats limits and breaks as advice.",
            "Says what made them late, whom they called, how the plan was changed, and that hours and limits were "
            "kept.",
            "safe|defensive|hours|tachograph|schedule|time|compliance|dot|speed|road|record|regulation",
            "called, dispatch, break, limit, hours, rerouted",
            weight=9,
        ),
        Ask(
            "Checks before the trip",
            "Walk me through your checks before you leave the yard. What would make you refuse to go?",
            "Looks at the fuel. Would go with a fault and report it later.",
            "Tires, lights, brakes, fluids, load and papers in a fixed order, writes defects down, names faults that "
            "stop the trip.",
            "inspect|check|pre-?trip|maint|vehicle|defect|clean|walkaround|equipment|fuel",
            "tires, lights, brakes, load, mirrors, defect report",
            weight=7,
        ),
        Ask(
            "Customers at the door",
            "Tell me about a delivery or a trip that did not go as the customer expected. What did you do?",
            "Left it at the door and drove on.",
            "Explained, found a way within the rules, took a note or a photo, and told the office.",
            "customer|deliver|courte|service|professional|passenger|represent|friendly|drop|sign",
            "explained, called, signature, photo, office, returned",
            weight=6,
        ),
        Ask(
            "Planning the route",
            "You have thirty stops and three of them must be before ten. How do you plan the day?",
            "Follows the screen, whatever happens.",
            "Fixes the timed stops first, groups the rest, loads in reverse order, leaves a margin, and adapts to "
            "traffic.",
            "route|plan|stops|navigat|deadline|gps|time|dispatch|organi[sz]|load|multi",
            "first, order, load, traffic, margin, call",
            weight=5,
        ),
        Ask(
            "Securing the load",
            "How do you make sure that nothing moves on the road, and who answers for it?",
            "The loaders do that.",
            "Says that the driver answers for it, how they strap and spread weight, and that they check again on the "
            "way.",
            "load|secur|cargo|freight|strap|weight|unload|tail.lift|trailer|lift|goods|pallet",
            "straps, weight, check, axle, stop, seal",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Driving experience",
            "Professional driving with kind of vehicle, goods or passengers, area and time.",
            "No professional driving.",
            "Two or more years with vehicles like ours, with routes and volume.",
            "driv|experience|truck|deliver|hgv|haul|vehicle",
            "driver, delivery, route, truck, van, CDL",
            weight=7,
        ),
        Look(
            "Licences and record",
            "Licence classes, driver card, certificates, and words about an accident-free record.",
            "No class named.",
            "The class this role needs, with certificates and a clean record stated.",
            "licen|cdl|class|cpc|record|hazmat|endorse|permit|certif",
            "CDL, Class A, licence, CPC, hazmat, accident free",
            weight=6,
        ),
    ),
)

TRADES = Family(
    key="trades",
    department="Field services",
    titles="electrician|plumb|hvac|carpenter|welder|mechanic\\b|technician|maintenance (?:engineer|technician|"
    "operative)|"
    "joiner|roofer|fitter|elektrik|klempner|installateur|schlosser|électricien|plombier|electricista|fontaner|"
    "mechaniker|"
    "handyman|gas engineer|field service|boiler",
    words="install|repair|wiring|tools|fault|circuit|pipe|blueprint|code|site|service call|maintenance|equipment|van "
    "stock",
    noun="the trade",
    asks=(
        Ask(
            "Finding the fault",
            "Tell me about a fault that was hard to find. How did you track it down?",
            "Changed parts until it worked.",
            "Says what the signs were, what they measured in which order, what the cause was, and how they proved "
            "the repair.",
            "troubleshoot|fault|diagnos|repair|problem|breakdown|test|maint|service",
            "measured, tested, isolated, cause, meter, verified",
            weight=9,
        ),
        Ask(
            "Working safely and to code",
            "What do you do before you touch a system that could be live or under pressure?",
            "Relies on somebody else having switched it off.",
            "Isolates, locks and tags, proves it dead with a tested tester, wears the right gear, knows which rule "
            "applies.",
            "safe|code|regulation|nec|bs 7671|osha|lockout|complian|standards|permit|ppe|legislation|hazard",
            "isolate, lock out, test, PPE, permit, regulation",
            weight=8,
        ),
        Ask(
            "Work that lasts",
            "Tell me about an installation or repair you are proud of. What did you do that others might have left "
            "out?",
            "It was finished and paid.",
            "Names details of method and material, a test or measure at the end, and how it held up.",
            "install|quality|workmanship|build|fabricat|weld|craft|finish|standard|blueprint|drawing|wiring|assembl|"
            "project",
            "level, drawing, tested, material, inspected, passed",
            weight=7,
        ),
        Ask(
            "On the customer's premises",
            "You find that the job needs twice the time and money you quoted. What do you tell the customer, and when?",
            "Finishes it and sends the bill.",
            "Stops, shows the cause, gives choices with prices, gets a yes in writing, and keeps the place clean.",
            "customer|client|tenant|explain|communicat|home|professional|quote|estimate|courte|resident",
            "explained, showed, quote, agreed, written, clean",
            weight=5,
        ),
        Ask(
            "Planning the day",
            "Three calls come in at once: a leak, a planned service and a customer who has waited for two days. What "
            "is your order?",
            "In the order they came in.",
            "Danger and damage first, tells the others at once with a time, uses what is on the way, asks for help "
            "if needed.",
            "schedul|priorit|call|emergency|on.call|plan|organi[sz]|independent|route|response",
            "danger, first, call, time, help",
            weight=4,
        ),
    ),
    looks=(
        Look(
            "Time in the trade",
            "Work in this trade, with kinds of installation, building or machine.",
            "No work in the trade.",
            "Several years with jobs like ours, named with size and kind.",
            "experience|trade|years|install|maint|repair|commercial|residential",
            "installed, repaired, maintained, commercial, residential, industrial",
            weight=8,
        ),
        Look(
            "Qualification",
            "Apprenticeship, licence or card of the trade, current certificates.",
            "None named.",
            "Finished apprenticeship or licence as this role asks, with current certificates.",
            "licen|certif|apprentic|journeyman|nvq|qualif|card|epa|city & guilds",
            "apprenticeship, licence, journeyman, NVQ, certificate, EPA 608",
            weight=6,
        ),
    ),
)

MANUFACTURING = Family(
    key="manufacturing",
    department="Production",
    titles="machine operator|production (?:operative|operator|worker|associate|supervisor)|assembler|cnc|machinist|"
    "manufacturing|line (?:lead|operator)|factory|produktionsmitarbeiter|opérateur|opératrice de production|operario|"
    "quality inspector|quality control",
    words="machine|production|line|assembly|shift|quality|tolerance|lean|5s|plant|batch|gmp|setup|calipers|scrap",
    is_hourly=True,
    noun="production",
    asks=(
        Ask(
            "Quality at the machine",
            "Tell me about a time you found parts that were out of tolerance. What did you do with the machine and "
            "the parts?",
            "Went on, or adjusted without telling anybody.",
            "Stopped or held the parts, measured back to the last good one, found the cause, recorded it and told "
            "the next shift.",
            "quality|tolerance|inspect|measur|defect|spec|check|gauge|caliper|scrap|gmp|standard",
            "stopped, measured, quarantined, cause, recorded, told",
            weight=8,
        ),
        Ask(
            "Safe at the machine",
            "A guard on your machine is loose and the shift is behind plan. What do you do?",
            "Runs on until the break.",
            "Stops, locks it out, reports it, and does not start before it is fixed, whatever the plan says.",
            "safe|guard|ppe|lockout|hazard|protect|health|machin",
            "stop, lock out, report, maintenance, guard",
            weight=8,
        ),
        Ask(
            "Setting up and running",
            "Walk me through a set-up or changeover you do well. Where do mistakes creep in?",
            "Names the machine only.",
            "Gives steps in order, first-piece check, settings they note, and the mistake they watch for.",
            "set.?up|operat|machine|cnc|program|changeover|adjust|tool|assembl|equipment|blueprint|drawing",
            "first piece, settings, tool, check, offset",
            weight=7,
        ),
        Ask(
            "Making it better",
            "Tell me about an improvement you suggested on the line. What came of it?",
            "Has none, or only complaints.",
            "Saw a concrete loss, tried a change with others, and gives the time, scrap or effort saved.",
            "improv|lean|5s|kaizen|efficien|waste|suggest|continuous|productiv",
            "scrap, minutes, 5S, tried, saved",
            weight=5,
        ),
        Ask(
            "Handover between shifts",
            "What do you tell the next shift, and how do you make sure that it arrives?",
            "Nothing unless asked.",
            "State of machine and order, quality problems, material, in writing and in person, and gives an example "
            "where it mattered.",
            "shift|handover|team|communicat|record|log|document|paperwork|report",
            "log, state, problem, material, in person",
            weight=4,
        ),
    ),
    looks=(
        Look(
            "Production work",
            "Work on machines or lines, with the kind of product and machine.",
            "No such work.",
            "Two or more years on machines like ours, with set-up or quality duties.",
            "experience|production|machine|manufactur|assembl|operator",
            "operator, production, assembly, CNC, line, set-up",
            weight=7,
        ),
    ),
)

CONSTRUCTION = Family(
    key="construction",
    department="Construction",
    titles="construction|site manager|foreman|labou?rer|bricklayer|scaffold|surveyor|superintendent|groundwork|"
    "bauleiter|"
    "maurer|chef de chantier|maçon|albañil|concrete|crane|excavator",
    words="site|contractor|subcontract|build|concrete|drawings|plant|scaffold|handover|snag|rfis?\\b|schedule|cscs|"
    "safety",
    noun="construction",
    asks=(
        Ask(
            "Safety on site",
            "Tell me about a time you stopped work on a site. What was the reason, and what happened then?",
            "Never had to. Leaves safety to others.",
            "Names the danger, how they stopped it, whom they told, and how work started again safely.",
            "safe|hazard|osha|cscs|ppe|toolbox|health|risk|rams|method statement",
            "stopped, scaffold, trench, permit, briefing, report",
            weight=9,
        ),
        Ask(
            "Keeping the program",
            "A delivery is two days late and three crews depend on it. What do you do?",
            "Waits, or sends everybody home.",
            "Re-sequences the work, calls supplier and crews at once, protects the critical path, and records the "
            "delay.",
            "schedul|program|plan|deadline|coordinat|subcontract|deliver|budget|sequence|progress|manage",
            "sequence, supplier, crews, critical path, record",
            weight=7,
        ),
        Ask(
            "Building to the drawing",
            "Tell me about a time the drawing and the site did not agree. How did you settle it?",
            "Built what seemed right.",
            "Checked the latest revision, measured, asked in writing, and waited or worked elsewhere until the "
            "answer came.",
            "drawing|blueprint|spec|quality|plan|survey|measure|read|snag|inspect|code|standard",
            "revision, measured, RFI, architect, recorded",
            weight=7,
        ),
        Ask(
            "Working with crews",
            "Tell me about a crew or subcontractor that did not do what was agreed. What did you do?",
            "Shouted, or did the work for them.",
            "Spoke early and on facts, agreed what, by when, checked it, and says how it ended.",
            "subcontract|team|supervis|lead|crew|manage|communicat|client|trade|coordinat",
            "agreed, deadline, checked, meeting, written",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Site experience",
            "Work on sites, with kind and value of project and own part in it.",
            "No site work.",
            "Several projects like ours, with size, role and outcome.",
            "experience|site|project|construct|build|years",
            "site, project, built, commercial, residential, subcontractors",
            weight=8,
        ),
    ),
)

FAMILIES = (WAREHOUSE, DRIVING, TRADES, MANUFACTURING, CONSTRUCTION)
