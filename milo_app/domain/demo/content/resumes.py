"""Resumes as plain text, by family of jobs. Employers are made up."""

from __future__ import annotations

import random
from dataclasses import dataclass

from milo_app.domain.demo.content.people import Face


@dataclass(frozen=True)
class Track:
    """A working life: titles from first to latest, what is done in such jobs, skills and schools."""

    titles: tuple[str, ...]
    duties: tuple[str, ...]
    results: tuple[str, ...]
    skills: tuple[str, ...]
    schools: tuple[str, ...]


EMPLOYERS = (
    "Northwind Market", "Bluebell Home", "Harbor & Pine", "Kestrel Logistics", "Meadow House", "Lumen Stores",
    "Cobalt Systems", "Riverside Care", "Orchard Foods", "Atlas Parcel", "Juniper Health", "Copper Kettle",
    "Beacon Retail", "Tandem Software", "Willow Lodge", "Summit Supply", "Paperboat", "Greenfield Depot",
)  # fmt: skip

TRACKS: dict[str, Track] = {
    "retail": Track(
        ("Sales Assistant", "Store Associate", "Senior Associate", "Supervisor", "Assistant Store Manager"),
        (
            "Served customers on the floor and at the till, cash and card payments, returns and exchanges",
            "Restocked shelves, priced goods and unloaded two deliveries a week",
            "Handled complaints and refunds, and knew when to call the manager",
            "Trained new associates on the till and on product knowledge",
            "Planned rotas for a team of 12 and controlled labor cost",
            "Built window displays for seasonal collections",
        ),
        (
            "Increased add-on sales by 14% in one season",
            "Reduced stock loss from 2.1% to 0.9% through weekly counts",
            "Best mystery shopper score of 22 stores in 2024",
        ),
        ("POS systems", "Customer service", "Merchandising", "Cash handling", "Inventory", "Excel", "Spanish"),
        ("Diploma in Retail, City College", "High school diploma", "BA Business, State University"),
    ),
    "support": Track(
        (
            "Call Center Agent",
            "Customer Support Agent",
            "Senior Support Agent",
            "Technical Support Specialist",
            "Team Lead",
        ),
        (
            "Answered 60 contacts a day by chat, e-mail and phone",
            "Solved billing and delivery problems and documented each case in Zendesk",
            "Troubleshot integrations, browsers and networks, and reproduced bugs for engineering",
            "Wrote 40 help center articles in plain words",
            "Coached four new agents with call reviews every week",
            "Set up laptops, accounts and access rights for new colleagues",
        ),
        (
            "Raised CSAT from 4.1 to 4.6 within a year",
            "Reduced handling time by 18% with better templates",
            "Resolved 82% of tickets at the first contact",
        ),
        ("Zendesk", "SQL", "Jira", "Troubleshooting", "Windows", "macOS", "English", "French", "Excel"),
        ("BSc Information Technology, State University", "Diploma in Office Skills", "High school diploma"),
    ),
    "care": Track(
        ("Volunteer", "Care Assistant", "Senior Care Assistant", "Staff Nurse", "Registered Nurse"),
        (
            "Helped residents with washing, dressing, meals and mobility, with respect for their wishes",
            "Administered medication and documented it in the electronic chart",
            "Assessed residents, updated care plans and noticed changes early",
            "Gave handovers to the night shift and informed families",
            "Planned 120 home visits a week and found cover for illness",
            "Kept records confidential and followed safeguarding rules",
        ),
        (
            "Reduced falls on the floor by a third with a walking plan",
            "No medication errors in 26 months",
            "Passed the inspection of 2024 without a remark",
        ),
        (
            "Nursing registration",
            "Basic life support",
            "Medication administration",
            "Dementia care",
            "Driving license",
            "Care planning",
        ),
        ("BSc Nursing, State University", "Care certificate level 3", "Diploma in Health and Social Care"),
    ),
    "engineering": Track(
        ("Junior Developer", "Software Engineer", "Data Analyst", "Backend Engineer", "Senior Engineer"),
        (
            "Designed and operated services in Python and PostgreSQL on AWS",
            "Built interfaces in TypeScript and React and made them accessible",
            "Wrote tests, reviewed code and was on call one week in five",
            "Built dashboards in Looker and answered questions with SQL",
            "Introduced tracing and found the cause of production incidents",
            "Designed and evaluated A/B tests with product managers",
        ),
        (
            "Cut the response time of the order API from 900 to 140 milliseconds",
            "Reduced cloud cost by 28% within two quarters",
            "Moved 40 million rows to a new schema without downtime",
        ),
        ("Python", "SQL", "PostgreSQL", "Docker", "AWS", "TypeScript", "React", "Git", "Tableau", "Kubernetes"),
        ("BSc Computer Science, Technical University", "MSc Data Science, State University", "Coding school, 9 months"),
    ),
    "sales": Track(
        (
            "Sales Assistant",
            "Sales Development Representative",
            "Account Manager",
            "Account Executive",
            "Senior Account Executive",
        ),
        (
            "Called 50 prospects a day and booked qualified meetings",
            "Ran discovery calls, demonstrated the product and negotiated contracts",
            "Kept pipeline and forecast in Salesforce up to date",
            "Led the onboarding of new customers and reviewed usage every quarter",
            "Renewed and extended contracts with 60 accounts",
            "Worked with legal and finance to close on time",
        ),
        (
            "Reached 118% of quota in 2024 and 109% in 2023",
            "Won 31 new accounts worth $640,000 a year",
            "Reduced churn in my book from 14% to 6%",
        ),
        ("Salesforce", "HubSpot", "Negotiation", "B2B sales", "Cold calling", "Excel", "English", "German"),
        ("BA Communication, State University", "BSc Economics, City University", "High school diploma"),
    ),
    "warehouse": Track(
        ("Packer", "Warehouse Operative", "Forklift Driver", "Delivery Driver", "Shift Leader"),
        (
            "Picked, packed and scanned 120 orders an hour",
            "Loaded and unloaded trucks with pallet jack and forklift",
            "Delivered 90 parcels a day with van and handheld",
            "Counted stock every week and reported differences",
            "Led a shift of 14 people and planned the lines",
            "Wore PPE, reported hazards and held the safety briefing",
        ),
        (
            "Picking accuracy of 99.8% over a year",
            "No accident in four years of driving",
            "Reduced packing errors by 22% with a new check",
        ),
        ("Forklift license", "RF scanner", "SAP", "Driving license", "First aid", "Manual handling", "Route planning"),
        ("High school diploma", "Apprenticeship in logistics", "Forklift certificate"),
    ),
    "office": Track(
        ("Receptionist", "Office Assistant", "Office Coordinator", "Purchasing Assistant", "Procurement Specialist"),
        (
            "Organized travel, meetings and events for three managers",
            "Compared offers, negotiated with suppliers and followed up orders",
            "Checked about 200 invoices a month against orders",
            "Welcomed visitors, answered the phone and sorted the mail",
            "Kept contracts and prices up to date in SAP",
            "Handled personnel files in confidence",
        ),
        (
            "Saved 11% on office supplies with a new supplier",
            "Cut late invoices from 9% to 2%",
            "Organized a yearly event for 180 people within budget",
        ),
        ("Excel", "SAP", "Microsoft Office", "Negotiation", "English", "German", "Invoicing", "Calendar planning"),
        ("BA Business Administration, City University", "Diploma in Office Administration", "High school diploma"),
    ),
}


def resume(rng: random.Random, person: Face, family: str, skill: float, year: int) -> str:
    """Return a resume as text; `skill` (0 to 1) decides on how much there is to tell, `year` is the present one."""
    track = TRACKS.get(family, TRACKS["office"])
    jobs = 1 + (skill > 0.35) + (skill > 0.7 and rng.random() < 0.7)
    top = max(0, min(len(track.titles) - 1, round(skill * (len(track.titles) - 1) + rng.uniform(-0.8, 0.8))))
    end = year if rng.random() < 0.75 else year - rng.randint(1, 3)
    parts = [
        person.name,
        " | ".join(text for text in (person.email, person.phone, person.home) if text),
        "",
        "Experience",
    ]
    employers = rng.sample(EMPLOYERS, jobs)
    for step in range(jobs):
        length = rng.randint(1, 2 + round(3 * skill))
        start = end - length
        until = "present" if end == year else str(end)
        parts += ["", f"{track.titles[max(0, top - step)]}, {employers[step]}, {start} - {until}"]
        parts += [f"- {text}" for text in rng.sample(track.duties, rng.choice((1, 2)) + round(2 * skill))]
        if rng.random() < skill:
            parts.append(f"- {rng.choice(track.results)}")
        end = start - rng.choice((0, 0, 1))
    parts += ["", "Skills", ", ".join(rng.sample(track.skills, min(len(track.skills), 2 + round(4 * skill))))]
    parts += ["", "Education", f"{rng.choice(track.schools)}, {end - rng.randint(0, 3)}"]
    return "\n".join(parts) + "\n"
