"""The usual roles, each with a plan from the template bank: what an experienced recruiter would begin with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from milo_app.adapters.llm_builtin.composer import BuiltinComposer
from milo_app.domain.interviewers.plan import Plan
from milo_app.domain.interviewers.ports import Brief, Role


@dataclass(frozen=True)
class _Seed:
    """A role in a few words, from which its plan is made."""

    key: str
    title: str
    family: str
    icon: str
    text: str
    order: str = "resume, then form, then interview with 5 questions"


_HOURLY = "form, then interview with 4 questions"
_SEEDS = (
    _Seed(
        "retail-associate",
        "Retail associate",
        "Retail",
        "shopping-bag",
        "You welcome customers, keep the floor tidy and run a register.\nStays calm when the store is busy.\n"
        "Must have: weekends required.\nNice to have: a year in retail.",
        _HOURLY,
    ),
    _Seed(
        "store-manager",
        "Store manager",
        "Retail",
        "store",
        "You lead a store team, plan shifts, stock and sales targets, and coach associates.\n"
        "At least 3 years of retail experience and some of it leading people.",
    ),
    _Seed(
        "customer-support",
        "Customer support representative",
        "Customer support",
        "headphones",
        "You answer customers by chat, email and phone, solve their problems and write clear notes in the ticket.\n"
        "At least 1 year of customer support experience. Calm with upset customers.",
    ),
    _Seed(
        "call-center-agent",
        "Call center agent",
        "Customer support",
        "phone",
        "You take inbound calls, follow the script where it matters and solve what can be solved on the call.\n"
        "Must have: shifts and weekends required.",
        _HOURLY,
    ),
    _Seed(
        "account-executive",
        "Account executive",
        "Sales",
        "trending-up",
        "You run the whole sales cycle from discovery to negotiation and closing, and keep the CRM honest.\n"
        "At least 3 years of sales experience with a quota.",
    ),
    _Seed(
        "sales-development",
        "Sales development representative",
        "Sales",
        "megaphone",
        "You prospect by phone and email, qualify leads and book meetings for account executives.\n"
        "Handles rejection, learns quickly, keeps records in the CRM.",
    ),
    _Seed(
        "marketing-manager",
        "Marketing manager",
        "Marketing",
        "sparkles",
        "You plan campaigns, content and budget, measure what works and work with sales and design.\n"
        "At least 3 years of marketing experience.",
    ),
    _Seed(
        "registered-nurse",
        "Registered nurse",
        "Care",
        "stethoscope",
        "You assess patients, give medication safely, hand over and document, and talk with families.\n"
        "Must have: a nursing license. Shifts and weekends required. At least 1 year of clinical experience.",
    ),
    _Seed(
        "care-assistant",
        "Care assistant",
        "Care",
        "heart-handshake",
        "You help people wash, eat and move with dignity, notice changes and report them, in shifts.\n"
        "Patience and reliability matter more than experience. Weekends required.",
        _HOURLY,
    ),
    _Seed(
        "teacher",
        "Teacher",
        "Education",
        "graduation-cap",
        "You plan and teach lessons, keep a calm classroom, support every pupil and work with parents.\n"
        "Must have: a teaching license.",
    ),
    _Seed(
        "software-engineer",
        "Software engineer",
        "Engineering",
        "code-xml",
        "You design, build, test and run services, review code and handle incidents with the team.\n"
        "At least 3 years of software experience. Python or Java, SQL, cloud.",
    ),
    _Seed(
        "frontend-engineer",
        "Front-end engineer",
        "Engineering",
        "app-window",
        "You build accessible, fast user interfaces in TypeScript and React, with tests and code review.\n"
        "At least 2 years of front-end software experience.",
    ),
    _Seed(
        "data-analyst",
        "Data analyst",
        "Data",
        "chart-column",
        "You turn questions into SQL, dashboards and clear findings, and check that the data can carry them.\n"
        "At least 2 years of experience with SQL and a dashboard tool.",
    ),
    _Seed(
        "it-support",
        "IT support technician",
        "IT",
        "monitor-cog",
        "You solve tickets for laptops, accounts and networks, write down fixes and keep people informed.\n"
        "At least 1 year of IT support experience.",
    ),
    _Seed(
        "product-manager",
        "Product manager",
        "Product",
        "compass",
        "You talk with users, decide what to build and what not, write it down and measure the result.\n"
        "At least 3 years of product experience.",
    ),
    _Seed(
        "product-designer",
        "Product designer",
        "Design",
        "palette",
        "You research, sketch, prototype and test flows, and work with engineers until they ship.\n"
        "At least 2 years of product design experience and a portfolio.",
    ),
    _Seed(
        "project-manager",
        "Project manager",
        "Operations",
        "list-checks",
        "You plan scope, time and budget, keep risks in sight and stakeholders informed, and deliver.\n"
        "At least 3 years of project management experience.",
    ),
    _Seed(
        "accountant",
        "Accountant",
        "Finance",
        "receipt",
        "You close the month, reconcile accounts, prepare reports and answer the auditors.\n"
        "At least 2 years of accounting experience. Excel.",
    ),
    _Seed(
        "recruiter",
        "Recruiter",
        "People",
        "users",
        "You source, screen and interview candidates, advise hiring managers and close offers fairly.\n"
        "At least 2 years of recruiting experience.",
    ),
    _Seed(
        "office-manager",
        "Office manager",
        "Administration",
        "building-2",
        "You keep an office running: calendars, visitors, suppliers, invoices, travel.\n"
        "At least 2 years of office administration experience.",
    ),
    _Seed(
        "executive-assistant",
        "Executive assistant",
        "Administration",
        "calendar",
        "You manage a calendar, travel and documents of an executive, with discretion and foresight.\n"
        "At least 3 years of experience as an assistant.",
    ),
    _Seed(
        "paralegal",
        "Paralegal",
        "Legal",
        "scale",
        "You research, draft and file legal documents, keep deadlines and prepare cases for the lawyers.\n"
        "At least 2 years of paralegal experience.",
    ),
    _Seed(
        "warehouse-associate",
        "Warehouse associate",
        "Operations",
        "package",
        "You pick, pack and load orders, scan goods and keep the aisles safe and clean.\n"
        "Must have: able to lift 20 kg, shifts required.",
        "form, then interview with 3 questions",
    ),
    _Seed(
        "delivery-driver",
        "Delivery driver",
        "Transport",
        "truck",
        "You plan stops, drive safely, deliver on time and keep records.\n"
        "Must have: a valid driver's license, weekends required.",
        _HOURLY,
    ),
    _Seed(
        "electrician",
        "Electrician",
        "Field services",
        "wrench",
        "You install, test and repair electrical systems at customers, find faults and work by the safety rules.\n"
        "Must have: an electrician license. At least 2 years of experience.",
    ),
    _Seed(
        "machine-operator",
        "Machine operator",
        "Production",
        "factory",
        "You set up and run machines, check quality, log what happens and report faults at once.\n"
        "Must have: shifts required.",
        _HOURLY,
    ),
    _Seed(
        "construction-worker",
        "Construction worker",
        "Construction",
        "hard-hat",
        "You work on site with tools and materials, read simple plans and keep everybody safe.\n"
        "Must have: able to lift 25 kg.",
        _HOURLY,
    ),
    _Seed(
        "barista",
        "Barista",
        "Hospitality",
        "coffee",
        "You make coffee, serve guests quickly and kindly, and keep the bar clean.\nMust have: weekends required.",
        _HOURLY,
    ),
    _Seed(
        "cleaner",
        "Cleaner",
        "Facilities",
        "spray-can",
        "You clean rooms and surfaces to a standard, use products safely and report damage.\n"
        "Must have: evenings required.",
        "form, then interview with 3 questions",
    ),
    _Seed(
        "security-guard",
        "Security guard",
        "Security",
        "shield",
        "You watch entrances, do rounds, calm people down and write reports.\n"
        "Must have: nights and weekends required, a guard license.",
        _HOURLY,
    ),
)


@lru_cache(maxsize=1)
def _made() -> tuple[Role, ...]:
    composer = BuiltinComposer()
    return tuple(_role(composer, seed) for seed in _SEEDS)


def _role(composer: BuiltinComposer, seed: _Seed) -> Role:
    plan = composer.compose(Brief(f"{seed.title}\n\n{seed.text}", seed.title, seed.order)).plan
    return Role(seed.key, seed.title, seed.family, seed.icon, _without_sources(plan))


def _without_sources(plan: Plan) -> Plan:
    """The few lines above are nobody's description, so no question says that it came from one."""
    stages = [
        stage.model_copy(
            update={"questions": [each.model_copy(update={"source_line": ""}) for each in stage.questions]}
        )
        for stage in plan.stages
    ]
    return plan.model_copy(update={"stages": stages})


class BuiltinRoles:
    """The usual roles from the template bank (port `RoleBank`)."""

    def roles(self) -> tuple[Role, ...]:
        """Return them all; made once per process."""
        return _made()
