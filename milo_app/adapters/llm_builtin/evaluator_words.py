"""The word lists of the built-in evaluator. English; each list says what it is counted for."""

from __future__ import annotations

import re
from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS: Final = _set(
    """a about above after again against all also although am an and another any anybody anyone anything are as at away
    back be became because been before being below between both but by came can cannot come could did do does
    doing done down during each either else enough even ever every everybody everyone everything few for from
    further get gets getting go goes going gone got had has have having he her here hers herself him himself his
    how however i if in into is it its itself just kind last later least less let like lot made make makes
    making many may me might mine more most much must my myself near need never no nobody none nor not nothing
    now of off often on once one only onto or other others our ours out over own perhaps quite rather really
    said same say says see she should since so some somebody someone something sometimes still such sure take
    than that the their theirs them themselves then there these they thing things this those though through thus
    to too took toward towards under until up upon us use used using very want wanted was way we well went were
    what when where whether which while who whom whose why will with within without would yes yet you your yours
    yourself i'm i've i'd i'll it's that's don't didn't doesn't isn't wasn't can't couldn't wouldn't won't we're
    we've they're there's"""
)
"""Words that carry no content of their own."""

VAGUE_WORDS: Final = _set(
    """able abilities ability always amazing approach aspect aspects attitude awesome background bad basically best
    better career challenge challenges challenging clear communicate communication company competent confident
    consider dedicated dedication deal dealing definitely detail diligent duties dynamic easily easy effective
    effectively efficient efficiently effort enjoy environment excellent experience experienced expert expertise
    fast flexible focus friendly general generally goal goals good great happy hard hardworking help helpful
    helping honest important improve interested interesting job key knowledge learn learning love manage
    management manner matter matters mindset motivated nice opportunity organized outcome passion passionate
    people perform person personality positive possible practice problem problems process professional
    professionalism proper properly quality quick quickly reliable responsibilities responsibility responsible
    result results role serious situation situations skill skilled skills smart solution solutions solve strong
    style succeed success successful successfully task tasks team teamwork think thinking time times tough
    trying type understand understanding usual usually value valuable values various whatever willing wonderful
    work worked working workplace works world"""
)
"""Words so general that they show nothing about what somebody did."""

ACTIONS: Final = _set(
    """accept accepted add added adjust adjusted agree agreed analyse analysed analyze analyzed answered apologise
    apologised apologize apologized apply applied approach approached arrange arranged ask asked assess assessed
    assign assigned audit audited automate automated balance balanced block blocked book booked bought break
    broke bring brought build built calculate calculated call called calm calmed cancel canceled cancelled
    change changed chase chased check checked choose chose clean cleaned clear cleared close closed coach
    coached collect collected combine combined compare compared complete completed confirm confirmed contact
    contacted cook cooked copy copied correct corrected count counted cover covered create created cut debug
    debugged decide decided deliver delivered deploy deployed design designed develop developed diagnose
    diagnosed discover discovered discuss discussed document documented draft drafted draw drew drive drove
    email emailed escalate escalated estimate estimated evacuate evacuated exchange exchanged explain explained
    extend extended feed fed file filed fill filled find found finish finished fit fitted fix fixed flag flagged
    follow followed gather gathered gave give greet greeted group grouped hand handed hire hired hold held
    identify identified implement implemented inspect inspected install installed interview interviewed
    introduce introduced invite invited isolate isolated join joined keep kept label labeled labelled launch
    launched lead led leave left lift lifted list listed listen listened load loaded lock locked log logged
    lower lowered map mapped mark marked match matched measure measured meet met mentor mentored merge merged
    message messaged migrate migrated mix mixed monitor monitored move moved negotiate negotiated note noted
    notice noticed observe observed offer offered open opened order ordered pack packed pair paired park parked
    pass passed patch patched pause paused pay paid phone phoned pick picked plan planned plot plotted post
    posted prepare prepared present presented prioritise prioritised prioritize prioritized promise promised
    propose proposed prove proved pull pulled push pushed put question questioned quote quoted ran rang raise
    raised reach reached read rebuild rebuilt recheck rechecked record recorded recover recovered redesign
    redesigned redo redid reduce reduced refer referred refund refunded refuse refused remind reminded remove
    removed reorder reordered repair repaired repeat repeated replace replaced reply replied report reported
    request requested reserve reserved reset resolve resolved respond responded restart restarted restock
    restocked restore restored return returned review reviewed rewrite rewrote ring roll rolled rota run scan
    scanned schedule scheduled secure secured select selected sell sold send sent separate separated serve
    served set share shared ship shipped show showed shut sign signed simplify simplified sit sat sort sorted
    speak spoke split start started stay stayed stop stopped store stored study studied suggest suggested
    supervise supervised support supported swap swapped switch switched tag tagged talk talked taught teach tell
    told test tested tidy tidied took trace traced track tracked train trained translate translated transfer
    transferred treat treated triage triaged turn turned type typed unload unloaded update updated upgrade
    upgraded upload uploaded verify verified visit visited walk walked warn warned wash washed watch watched
    weigh weighed weld welded wipe wiped wire wired withdrew withdraw wrap wrapped write wrote wound dressed
    dress administered administer bathed chart charted handle rotate rotated rewired rewire escorted escort"""
)
"""Things that a person does: counted after "I" or "we", and again after "and" or a comma in the same sentence."""

NOT_ACTIONS: Final = _set(
    """liked wanted loved needed tried believed cared interested supposed hoped enjoyed preferred tended seemed excited
    motivated dedicated experienced skilled used wished expected considered committed focused organized
    organised passionate pleased educated based detailed talented qualified determined tired bored worried
    allowed required"""
)
"""Past forms after "I" that describe a state or a wish, not a thing done."""

ADVERBS: Final = _set(
    """also always first then next finally later quickly immediately personally usually normally often once just only
    even still now actually calmly carefully politely quietly simply straightaway therefore already again myself
    would will have had could can did do then-and"""
)
"""What may stand between "I" and the verb."""

SEQUENCE: Final = re.compile(
    r"\b(first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after(?:wards?| that)?|before|finally|lastly|once|when"
    r"|while|until|later|meanwhile|"
    r"eventually|by the end|at the end|in the end|to start|straight away|immediately|the same (?:day|evening"
    r"|afternoon|morning|week)|"
    r"the next (?:day|morning|week|shift|month)|every (?:day|morning|evening|night|hour|week|month|shift|friday"
    r"|monday)|"
    r"step (?:one|two|three|\d)|last (?:year|month|week|summer|winter|spring|autumn|fall|quarter|december))\b",
    re.IGNORECASE,
)
"""Words that put steps in an order or at a time."""

RESULTS: Final = re.compile(
    r"\b(as a result|result(?:ed|ing) in|the result|which meant|that meant|so that|so the|so we|so they|so it"
    r"|led to|ended (?:up|with)|"
    r"in the end|reduc(?:ed|ing)|increas(?:ed|ing)|decreas(?:ed|ing)|improv(?:ed|ing)|rais(?:ed|ing)|lower(?:ed"
    r"|ing)|sav(?:ed|ing)|"
    r"cut (?:\w+ ){0,4}(?:by|from|to|in half)|halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing)|f[ae]ll (?:by|from"
    r"|to)|fell|dropp?ed|"
    r"dropp?ed (?:by|from|to)|went (?:up|down|from|back|live)|grew|rose|gained|won|avoided|prevented|resolved"
    r"|recovered|"
    r"on time|no (?:one|complaints?|errors?|incidents?|returns?|downtime|injur\w+|loss(?:es)?|more)|without (?:a"
    r"|any|one) \w+|"
    r"came back|came in (?:under|at)|still (?:comes|uses?|runs?|in use|works)|never (?:happened|came|again|was"
    r"|had)|thanked|"
    r"since then|has (?:not|never)|have (?:not|never)|from \d[\d.,%]*\w* (?:\w+ ){0,2}to \d|(?:by"
    r"|to) \d[\d.,]* ?(?:%|percent)|passed the|"
    r"stayed|renewed|finished (?:in|two|one|a|the|early|on)|delivered|within (?:a|an|one|two|three|the|\d))\b",
    re.IGNORECASE,
)
"""Words that say what came of it."""

NUMBER: Final = re.compile(
    r"(?<![\w.])[$€£]?\d[\d,.]*(?:\s?(?:%|percent|k|m|kg|hours?|minutes?|days?|weeks?|months?|years?))?(?![\w])|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|eighty|ninety|hundred|"
    r"thousand|half|twice|double|a dozen|a third|a quarter)\b",
    re.IGNORECASE,
)
"""Figures, in digits or in words."""

GENERIC: Final = re.compile(
    r"\b(team ?player|people person|hard[- ]?work(?:er|ing)|fast learner|quick learner|go[- ]getter"
    r"|self[- ]starter|think outside the box|"
    r"detail[- ]oriented|results?[- ](?:driven|oriented)|works? well (?:with|under|in)|communication skills"
    r"|people skills|soft skills|"
    r"good with people|best of my abilit\w+|give (?:it )?(?:my|100|110|one hundred) ?\w*|(?:do|try|doing"
    r"|give) my best|"
    r"i (?:always|usually|generally|normally) (?:try|aim|strive|make sure|believe|think|work hard|stay)"
    r"|i am (?:very |really |a very |quite |always )*"
    r"(?:good|great|passionate|motivated|dedicated|reliable|organi[sz]ed|flexible|committed|responsible"
    r"|professional|positive|confident|experienced)|"
    r"i'm (?:very |really |a very |quite |always )*(?:good|great|passionate|motivated|dedicated|reliable"
    r"|organi[sz]ed|flexible|committed)|"
    r"i (?:have|bring|possess) (?:\w+ ){0,3}(?:skills?|experience|background|knowledge|abilit\w+|attitude)|"
    r"(?:is|are) (?:very |really |so |extremely |always )*(?:important|essential|crucial|key|vital)(?: to me)?|"
    r"important to (?:me|always|be|have|stay|listen|keep)|at the end of the day|"
    r"i (?:really |truly |strongly |firmly )*(?:believe|love|enjoy|care|value|think|feel|understand)"
    r"|passionate about|"
    r"many (?:different )?(?:things|situations|times|ways|years|people)|all (?:kinds|sorts|types) of|various"
    r"|and so on|etc|things like that|"
    r"it depends|in general|as needed|whatever it takes|going forward|add value|positive attitude"
    r"|strong (?:background|skills|work ethic)|"
    r"work ethic|comfort zone|challenges?|stay (?:calm|positive|focused|organi[sz]ed|professional)|handle (?:it"
    r"|things|any|every\w*|pressure)|"
    r"best practices?|high standards?|excellent (?:service|results|communication)|every (?:situation|day is)"
    r"|both (?:sides|parties)|"
    r"treat (?:everyone|people|others)|proven track record|people trust me|no (?:problem|task) is too)\b",
    re.IGNORECASE,
)
"""Phrases that fit any answer to any question."""

EVASIVE: Final = re.compile(
    r"\b(i (?:really |honestly |just )?(?:do not|don't|dont|can't|cannot|could not|couldn't) (?:really "
    r"|quite )?(?:know|remember|recall|think of|say|"
    r"have (?:an?|any|one|that)|answer)|not (?:really )?sure|no idea|no (?:comment|answer|example|experience)\b"
    r"|nothing (?:comes|came) to mind|"
    r"(?:i (?:have |had )?)?never (?:really )?(?:had to|done (?:that|this|it)|did (?:that|this)|happened to me"
    r"|thought about)|n/?a|not applicable|"
    r"i(?: would|'d) have to think|can i skip|skip (?:this|it)|next question|pass on this|prefer not to"
    r"|rather not|whatever you (?:want|need)|"
    r"see (?:my )?(?:resume|cv)|as (?:i )?(?:said|mentioned)|idk|dunno|hard to say|don't like (?:this"
    r"|these) questions?|no clue|"
    r"i guess|i suppose|not much|not really)\b",
    re.IGNORECASE,
)
"""Words that turn the question away."""

SUFFIXES: Final = (
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ness",
    "ings",
    "ing",
    "edly",
    "ied",
    "ies",
    "ers",
    "ed",
    "er",
    "es",
    "ly",
    "s",
)
"""Endings taken off to compare words; the longest that leaves four letters goes."""
