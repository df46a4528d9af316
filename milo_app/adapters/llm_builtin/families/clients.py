"""Customer support, sales and marketing: work with people who may buy, or have bought."""

from __future__ import annotations

from milo_app.adapters.llm_builtin.families.shape import Ask, Family, FormAsk, Look

SUPPORT = Family(
    key="support",
    department="Customer Support",
    titles="customer (?:support|service|care|success|experience)|call cent|contact cent|support (?:agent|specialist|"
    "representative|advisor)|service desk agent|kundenservice|kundenbetreu|service client|télé-?conseill|"
    "atención al cliente|teleoperador|client support|claims handler|success manager|onboarding specialist",
    words="ticket|phone|chat|zendesk|csat|customer|call|inquir|resolve|queue|escalat|sla|first contact|live chat|"
    "intercom",
    is_hourly=False,
    noun="customer support",
    asks=(
        Ask(
            "Turning a complaint around",
            "Tell me about a customer who was about to leave or to complain in public. What did you do, step by step?",
            "Offered money at once, or passed the customer on.",
            "Heard the whole story, named the problem back, gave an honest next step with a time, and followed up.",
            "complain|upset|empath|patien|de-?escalat|difficult|calm|retention|churn|satisf|frustrat|care",
            "listened, repeated, next step, followed up, stayed, refund",
            weight=8,
        ),
        Ask(
            "Finding the real problem",
            "Describe a question from a customer that took real work to solve. How did you find the cause?",
            "Sent a standard answer or escalated at once.",
            "Asked the right questions, tried it themselves, looked in tools or with others, and wrote the solution "
            "down.",
            "troubleshoot|resol|technical|issue|problem|inquir|diagnos|ticket|product knowledge|investigat|questions",
            "asked, reproduced, log, cause, solved, documented",
            weight=8,
        ),
        Ask(
            "Clear answers in writing",
            "A customer asks for something the product cannot do. How do you write back?",
            "A flat no, or a promise that cannot be kept.",
            "Says plainly what is not possible, shows what is, gives a way around, and passes the wish on.",
            "written|write|email|chat|communicat|verbal|clear|articulate|tone|correspond|english",
            "plain, instead, alternative, feedback, friendly",
            weight=6,
        ),
        Ask(
            "Many at once",
            "There are forty tickets in the queue and two of them are angry. How do you work through the next hour?",
            "From top to bottom, whatever is in them.",
            "Sorts by harm and promise, answers quick ones in a batch, keeps the waiting ones informed, asks for "
            "help in time.",
            "queue|multi-?task|priorit|volume|fast|sla|target|kpi|response time|manage|pace|metric",
            "sort, urgent, batch, informed, SLA, help",
            weight=6,
        ),
        Ask(
            "Working with other teams",
            "Tell me about a problem that only another team could solve. How did you make sure that it was solved?",
            "Opened a ticket and forgot about it.",
            "Gave the other team all they needed, kept owning the customer, chased it, and told the customer the end.",
            "escalat|collaborat|team|cross-functional|engineer|product|feedback|liaise|internal|coordinate|sales",
            "handed over, details, chased, told, closed",
            weight=5,
        ),
        Ask(
            "Making it better for everybody",
            "Tell me about something that customers asked again and again. What did you do about it?",
            "Kept answering it.",
            "Counted it, wrote an article or asked for a fix, and says how many questions went away.",
            "improv|knowledge base|document|process|insight|proactiv|onboard|adopt|renew|upsell|success",
            "counted, article, macro, fewer, trend, suggested",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Support work",
            "Work with customers by phone, chat or mail, with volume and kind of product.",
            "No work with customers.",
            "A year or more with figures such as tickets a day, satisfaction or first-contact resolution.",
            "support|customer|service|experience|call|contact",
            "support, customers, tickets, calls, chat, CSAT",
            weight=8,
        ),
        Look(
            "Tools",
            "Help desk, telephone or CRM systems.",
            "None named.",
            "Systems like ours, with what was done in them.",
            "zendesk|crm|salesforce|intercom|freshdesk|tool|system|software|hubspot",
            "Zendesk, Intercom, Freshdesk, Salesforce, CRM",
            weight=4,
        ),
    ),
)

SALES = Family(
    key="sales",
    department="Sales",
    titles="account executive|sales (?:development|representative|manager|executive|director|engineer|consultant)|"
    "\\bsdr\\b|"
    "\\bbdr\\b|business development|account manager|vertrieb|außendienst|commercial(?:e)? terrain|"
    "technico-commercial|comercial|"
    "field sales|inside sales|estate agent|real estate agent|realtor|insurance agent|chargé d'affaires",
    words="quota|pipeline|prospect|crm|deal|close|territory|revenue|lead|salesforce|outbound|cold call|saas|commission",
    noun="sales",
    asks=(
        Ask(
            "Winning a deal",
            "Walk me through a deal you won that was in doubt. What did you do that made the difference?",
            "The product sold itself, or the price was cut.",
            "Names size and length, who decided and why, the doubt, their own moves, and the result.",
            "clos|deal|negotiat|sales cycle|quota|revenue|target|win|contract|full.cycle|achiev|exceed",
            "decision maker, objection, value, signed, quarter, percent",
            weight=9,
        ),
        Ask(
            "Opening doors",
            "How do you get a first meeting with somebody who does not know you? Take a real example.",
            "More calls, or the same mail to everybody.",
            "Researches the person, has a reason to call now, uses several channels, and knows their own conversion "
            "rate.",
            "prospect|outbound|cold|lead|pipeline|generat|new business|hunt|network|outreach|qualif",
            "research, reason, call, sequence, meetings, rate",
            weight=7,
        ),
        Ask(
            "Understanding the customer",
            "Tell me about a time a customer wanted one thing and needed another. How did you find out?",
            "Presents the product early.",
            "Asks open questions, finds cost and urgency of the problem, says it back, and changes the offer.",
            "discovery|consultat|needs|understand|listen|solution|relationship|customer|client|present|demo|advis",
            "asked, cost, problem, repeated, changed, stakeholder",
            weight=7,
        ),
        Ask(
            "Handling a no",
            "What is the objection you hear most, and what do you say to it?",
            "Argues, or gives a discount.",
            "Names the objection, asks what is behind it, answers with a proof, and knows when to walk away.",
            "objection|resilien|persisten|negotiat|persua|driven|confiden|tenac|competitive|reject",
            "ask, behind, proof, reference, walk away",
            weight=6,
        ),
        Ask(
            "Forecast and order",
            "How do you know on the tenth of a month whether you will make your number?",
            "By feeling.",
            "Coverage, stages with exit rules, own conversion rates, next steps dated in the CRM, and says how close "
            "they were.",
            "forecast|crm|salesforce|hubspot|pipeline|report|manage|organi[sz]|territory|plan|track",
            "coverage, stage, conversion, CRM, next step, commit",
            weight=5,
        ),
        Ask(
            "Growing an account",
            "Tell me about an existing customer who grew or stayed because of you.",
            "Renewed by itself.",
            "Knew the customer's goals and people, brought something useful, and names the growth in money or seats.",
            "account|upsell|cross-sell|renew|retain|grow|existing|relationship|portfolio|key account|expan",
            "goals, review, renewed, expanded, contacts",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Results against target",
            "Quota and how much of it was reached, ranking, deal size.",
            "No number anywhere.",
            "Quota and attainment for several periods, with deal size or growth.",
            "quota|target|revenue|track record|achiev|exceed|result",
            "quota, target, revenue, attainment, percent, deals",
            weight=9,
        ),
        Look(
            "Selling in a similar market",
            "Kind of customer, length of the sales cycle, price range and product.",
            "A different kind of sale altogether, without what carries over.",
            "Sold to similar customers at a similar price, and says how.",
            "b2b|saas|enterprise|industry|experience|market|field|sector|inside",
            "B2B, SaaS, enterprise, mid-market, territory, accounts",
            weight=6,
        ),
    ),
    forms=(FormAsk("What was your last yearly target, and how much of it did you reach?", "short"),),
)

MARKETING = Family(
    key="marketing",
    department="Marketing",
    titles="marketing|seo\\b|content (?:manager|strategist|marketer|writer|creator)|copywriter|social media|brand "
    "manager|"
    "communications|public relations|\\bpr (?:manager|officer)|growth|journalist|editor\\b|community manager|chargé "
    "de communication",
    words="campaign|brand|audience|content|seo|channel|analytics|social|conversion|newsletter|paid|editorial|"
    "engagement",
    noun="marketing",
    asks=(
        Ask(
            "A campaign and its effect",
            "Tell me about a campaign you ran. What was the goal, what did you do, and what came of it in numbers?",
            "Many activities, no goal and no figure.",
            "Names goal, audience, budget, own part, result against goal, and what they would do differently.",
            "campaign|launch|lead|demand|growth|convers|acquisition|paid|roi|performance|kpi|pipeline",
            "goal, audience, budget, conversion, result, percent",
            weight=9,
        ),
        Ask(
            "Knowing the audience",
            "How did you find out something about your audience that surprised you, and what did you change because "
            "of it?",
            "Relies on taste or on personas made up at a desk.",
            "Talked to people or read data, gives the insight, the change, and the effect.",
            "audience|customer|insight|research|segment|persona|market|understand|position|messag|brand",
            "interviews, data, insight, changed, message",
            weight=7,
        ),
        Ask(
            "Writing that works",
            "Tell me about a text or a post of yours that did well. Why did it work?",
            "It was shared a lot, with no idea why.",
            "Says for whom it was, what it should make them do, how it was built, what they cut, and the result.",
            "writ|content|copy|blog|social|editorial|story|newsletter|email|creativ|press|proofread|tone",
            "reader, headline, cut, clicks, shared, tested",
            weight=7,
        ),
        Ask(
            "Learning from numbers",
            "Tell me about a test or a figure that proved you wrong. What did you do then?",
            "Never wrong, or explained it away.",
            "Names the assumption, the test, the result with size, and the decision that followed.",
            "analy|data|test|measure|metric|report|seo|google analytics|a/b|optimi[sz]|insight|budget",
            "hypothesis, A/B test, result, stopped, learned",
            weight=6,
        ),
        Ask(
            "Bringing others along",
            "Tell me about a project where design, sales or product wanted something else than you. How did you "
            "settle it?",
            "Gave in, or went ahead alone.",
            "Put the goal and the facts on the table, offered a choice, agreed who decides, kept the date.",
            "stakeholder|collaborat|cross-functional|team|agency|sales|coordinate|manage|project|partner|deadline",
            "goal, facts, agreed, decided, deadline",
            weight=5,
        ),
    ),
    looks=(
        Look(
            "Campaigns with results",
            "Campaigns, channels or content with figures.",
            "Tasks only.",
            "Several campaigns with goal, channel and result in numbers.",
            "campaign|growth|result|lead|traffic|experience|channel|brand",
            "campaign, increased, leads, traffic, conversion, percent",
            weight=8,
        ),
        Look(
            "Channels and tools",
            "Channels and tools used in earnest: search, paid, mail, social, analytics.",
            "A bare list, or none.",
            "Channels that we use, each with what was done and reached.",
            "seo|google|analytics|hubspot|tool|cms|social|email|ads|adobe|canva",
            "SEO, Google Analytics, HubSpot, ads, CMS, newsletter",
        ),
    ),
    forms=(FormAsk("Please add a link to a piece of work you are proud of.", "short"),),
)

FAMILIES = (SUPPORT, SALES, MARKETING)
