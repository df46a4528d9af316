"""Design, product, projects and executives: people who decide what is made, and bring others along."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

DESIGN = Family(
    key="design",
    department="Design",
    titles="(?:product|ux|ui|graphic|web|interior|visual|motion|fashion|service|interaction|brand|senior) design|"
    "designer|"
    "ux researcher|art director|creative director|illustrator|grafik|graphiste|diseñador|photographer|video editor|"
    "animator",
    words="figma|portfolio|wireframe|prototype|user research|usability|design system|adobe|typography|visual|brand|"
    "accessib|layout",
    noun="design",
    asks=(
        Ask(
            "From problem to design",
            "Take a project from your portfolio. What was the problem, what did you try, and why does it look as it "
            "does?",
            "Shows screens. Reasons are taste.",
            "Names who had which problem, what they tried and dropped, why, and how it did after release.",
            "design|concept|problem|user|product|end.to.end|process|wireframe|prototype|creat|visual|brand|idea",
            "problem, users, tried, dropped, because, result",
            weight=9,
        ),
        Ask(
            "Learning from people",
            "Tell me about something users or clients did that surprised you. What did you change?",
            "Has never watched anybody use it.",
            "Says how they looked or asked, with how many, what surprised them, the change, and its effect.",
            "research|usabil|test|user|interview|insight|feedback|client|customer|data|empath|persona",
            "watched, interviews, surprised, changed, tested",
            weight=8,
        ),
        Ask(
            "Taking critique",
            "Tell me about feedback on your work that you did not agree with. What did you do with it?",
            "Defended it, or did everything that was said.",
            "Asked for the concern behind it, tried it, kept or changed with a reason, and says who decided.",
            "feedback|critique|stakeholder|collaborat|communicat|present|iterat|team|cross-functional|brief",
            "concern, tried, reason, decided, better",
            weight=6,
        ),
        Ask(
            "Craft and consistency",
            "How do you keep many screens or pieces consistent, and usable for people who see or move differently?",
            "By eye.",
            "Names system, components, contrast, keyboard and text sizes, checks, and an exception they allowed.",
            "design system|accessib|consisten|component|standard|typograph|layout|detail|style|quality|pixel|"
            "guideline|figma",
            "components, contrast, keyboard, tokens, checked",
            weight=6,
        ),
        Ask(
            "Working with those who build",
            "Tell me about a design that could not be built as drawn. What happened?",
            "Insisted, or gave up on it.",
            "Involved builders early, found what mattered most, made a smaller version, and compared it with the aim.",
            "develop|engineer|handoff|deliver|deadline|production|print|implement|agile|launch|vendor|project",
            "early, constraint, simplified, shipped, aim",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Work shown",
            "Projects with problem, own part and what came of it; a portfolio.",
            "No projects, no link.",
            "Several projects like ours, own part clear, with effect, and a portfolio link.",
            "portfolio|experience|design|project|years|product",
            "portfolio, designed, shipped, product, brand, research",
            weight=8,
        ),
        Look(
            "Tools",
            "Tools of this role, used in projects.",
            "None named.",
            "Those this role needs.",
            "figma|adobe|sketch|tool|software|photoshop|illustrator|indesign|prototyp",
            "Figma, Adobe, Sketch, Illustrator, Photoshop",
            weight=4,
        ),
    ),
    forms=(FormAsk("Please add a link to your portfolio.", "short"),),
)

PRODUCT = Family(
    key="product",
    department="Product",
    titles="product (?:manager|owner|lead|director|management)|head of product|chief product|produktmanager|chef de "
    "produit",
    words="roadmap|backlog|discovery|user stor|prioriti|stakeholder|launch|metrics|a/b|market|feature|okr|agile",
    noun="product management",
    asks=(
        Ask(
            "Choosing what to build",
            "Tell me about something you decided not to build. Who wanted it, and how did you decide?",
            "Built what the loudest asked for.",
            "Names the goal, evidence for and against, how they told the person, and whether it was right.",
            "roadmap|priorit|backlog|strateg|vision|decision|trade.?off|okr|define|requirement",
            "goal, evidence, trade-off, said no, outcome",
            weight=9,
        ),
        Ask(
            "Learning from users",
            "Tell me about something you learned from users that changed your plan.",
            "Relies on requests and surveys.",
            "Talked to users themselves, says how many, the insight, the change of plan, and its effect.",
            "user|customer|research|discovery|interview|insight|feedback|need|problem|market",
            "interviews, insight, changed, problem, effect",
            weight=8,
        ),
        Ask(
            "Judging the effect",
            "Tell me about a launch that did not do what you hoped. How did you notice, and what then?",
            "All launches went well.",
            "Set a measure before, saw the miss, found why, and changed or stopped it.",
            "metric|data|analy|measure|kpi|launch|experiment|a/b|growth|impact|outcome|result",
            "metric, before, missed, why, stopped",
            weight=7,
        ),
        Ask(
            "Working with engineers and others",
            "Tell me about a conflict between a date and quality. What did you do?",
            "Pushed for the date.",
            "Made the risk visible, cut scope with the team, told stakeholders early, and says how it ended.",
            "engineer|design|cross-functional|stakeholder|agile|scrum|team|collaborat|deliver|communicat|lead|ship",
            "scope, risk, told, team, shipped",
            weight=6,
        ),
    ),
    looks=(
        Look(
            "Products moved",
            "Products with own part, users and effect.",
            "Features listed without effect.",
            "Several products with figures before and after.",
            "product|experience|launch|years|impact|metric",
            "product, launched, users, revenue, retention, percent",
            weight=8,
        ),
    ),
)

PROJECT = Family(
    key="project",
    department="Operations",
    titles="project (?:manager|coordinator|lead|director)|program(?:me)? manager|scrum master|delivery manager|"
    "projektleit|"
    "chef de projet|jefe de proyecto|operations (?:manager|director|coordinator|analyst)|event (?:manager|planner|"
    "coordinator)|"
    "supply chain|procurement|buyer|consultant|facilities manager|logistics manager",
    words="project|milestone|budget|stakeholder|risk|scope|pmp|prince2|timeline|vendor|deliverable|gantt|status|jira|"
    "kpi",
    noun="running projects",
    asks=(
        Ask(
            "Bringing a project home",
            "Tell me about a project you ran that mattered. What was the plan, what went wrong, and how did it end?",
            "It went well. No figures, no trouble.",
            "Names goal, size, own part, what slipped, what they did, and the end against date and budget.",
            "project|deliver|plan|milestone|budget|deadline|scope|manage|execut|timeline|operation|event|implement",
            "goal, date, budget, slipped, decided, finished",
            weight=9,
        ),
        Ask(
            "Seeing trouble early",
            "Tell me about a risk you saw before others did. What did you do with it?",
            "Was surprised as well.",
            "Saw it by a sign or figure, weighed it, told the right people, had a plan, and says what came.",
            "risk|issue|problem|monitor|mitigat|analy|quality|track|kpi|report|status|forecast|inventory",
            "sign, told, plan, owner, avoided",
            weight=7,
        ),
        Ask(
            "Moving people you do not command",
            "Tell me about a time you needed something from people who did not report to you and had other work.",
            "Escalated at once.",
            "Learned what they needed, made the ask small and clear, gave something back, and followed up.",
            "stakeholder|cross-functional|influenc|communicat|vendor|supplier|relationship|negotiat|client|team|"
            "coordinat|partner",
            "needed, clear ask, agreed, date, followed up",
            weight=7,
        ),
        Ask(
            "Money and suppliers",
            "Tell me about a supplier or a cost that got out of hand. What did you do?",
            "Paid it.",
            "Knew the contract and the figure, spoke early, found another way, and gives what was saved.",
            "budget|cost|vendor|supplier|procure|contract|saving|negotiat|financ|purchas|invoice|spend",
            "contract, figure, alternative, saved, agreed",
            weight=6,
        ),
        Ask(
            "Improving how work is done",
            "Tell me about a process that was slow or unsafe when you came, and what it looks like now.",
            "It is the same.",
            "Measured it, tried a change with those who do the work, and gives before and after.",
            "process|improv|efficien|lean|continuous|standard|automat|agile|optimi[sz]|workflow|sop",
            "measured, before, after, tried, since then",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Projects run",
            "Projects or operations with size, own part and result.",
            "No size and no result.",
            "Several like ours, with budget or team size and result.",
            "project|experience|manage|years|deliver|operation",
            "project, budget, team, delivered, on time, stakeholders",
            weight=8,
        ),
        Look(
            "Methods",
            "Methods and certificates of planning and improvement.",
            "None named.",
            "Those this role asks for, used in projects.",
            "pmp|prince2|agile|scrum|lean|six sigma|certif|method",
            "PMP, PRINCE2, Scrum, Lean, Six Sigma",
            weight=4,
        ),
    ),
)

EXECUTIVE = Family(
    key="executive",
    department="Leadership",
    titles="chief (?:executive|operating|financial|technology|marketing|people|information|revenue|commercial)|"
    "\\bceo\\b|\\bcfo\\b|"
    "\\bcoo\\b|\\bcto\\b|vice president|\\bvp\\b|managing director|general manager|executive director|head of|"
    "geschäftsführ|"
    "directeur général|director general|president\\b|director of",
    words="board|strategy|p&l|executive|vision|organi[sz]ation|investors|leadership team|transformation|growth|"
    "governance|shareholder",
    noun="leading an organization",
    asks=(
        Ask(
            "A decision that mattered",
            "Tell me about the hardest decision of your last position. What did you know, what did you not, and what "
            "came of it?",
            "Tells a success without doubt or cost.",
            "Names the stakes, options, what was uncertain, whom they heard, the decision, its cost and result.",
            "strateg|decision|vision|direction|board|growth|business|plan|judg|transform",
            "stakes, options, uncertain, decided, cost, result",
            weight=9,
        ),
        Ask(
            "Building a leadership team",
            "Tell me about a leader you hired, developed or let go. How did you decide, and what followed?",
            "Speaks about culture in general.",
            "Names what was missing, how they judged it, what they said and did, and the effect on the team.",
            "team|lead|talent|hire|develop|coach|culture|people|mentor|inspire|manage|build",
            "missing, feedback, hired, replaced, effect",
            weight=8,
        ),
        Ask(
            "Answering for results",
            "Tell me about a target you missed. When did you know, and what did you tell the board or your superior?",
            "Market or others were to blame.",
            "Knew early by which figure, said it openly, changed course, and gives the end in numbers.",
            "p&l|budget|financ|revenue|target|result|performance|profit|kpi|accountab|operational|cost",
            "figure, early, told, changed, percent",
            weight=8,
        ),
        Ask(
            "Leading change",
            "Tell me about a change that people in the organization did not want. How did you go about it?",
            "Announced it.",
            "Explains why, listened to those concerned, won some as allies, set steps, and says what held after a "
            "year.",
            "change|transform|scale|restructur|integrat|turnaround|implement|improv|innovat|drive|expansion",
            "why, listened, allies, steps, after a year",
            weight=7,
        ),
        Ask(
            "Outside partners",
            "Tell me about an investor, regulator, donor or customer relationship that you turned around.",
            "Good contacts.",
            "Names what was broken, what they did in person, and what it brought.",
            "investor|board|stakeholder|external|partner|regulat|donor|relationship|represent|community|fundrais|"
            "customer|media",
            "trust, met, agreed, renewed, brought",
            weight=6,
        ),
    ),
    looks=(
        Look(
            "Responsibility held",
            "Size of what was led: people, budget, results.",
            "Titles only.",
            "Comparable size with results over several years.",
            "experience|lead|years|p&l|budget|executive|senior|manage",
            "led, P&L, budget, employees, revenue, grew",
            weight=9,
        ),
        Look(
            "Change brought about",
            "What was different when the person left.",
            "Continuity only.",
            "Two or more changes with before and after in figures.",
            "transform|growth|strateg|change|scale|turnaround|result",
            "grew, transformed, launched, acquired, reduced",
            weight=7,
        ),
    ),
)

FAMILIES = (DESIGN, PRODUCT, PROJECT, EXECUTIVE)
