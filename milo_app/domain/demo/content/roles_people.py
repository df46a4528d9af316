"""Job descriptions of the demo in which people are served: Retail, Support and Care."""

from __future__ import annotations

from milo_app.domain.demo.content.role import Role

ROLES: tuple[Role, ...] = (
    Role(
        "Store Associate",
        "Retail",
        "retail",
        ("Portland", "Austin", "Leeds", "Halifax"),
        """Store Associate

Acme sells kitchenware in 60 stores. As a store associate you look after customers on the floor and at the till.

What you will do
- Greet customers, find out what they need and help them choose
- Handle cash, card payments, returns and exchanges accurately
- Keep shelves full, priced and tidy, and unload deliveries twice a week
- Resolve complaints politely and know when to call a supervisor
- Work as a team to reach the weekly sales target

What you bring
- At least 1 year of experience in retail or hospitality
- You are available on weekends
- You can lift up to 15 kg
- You stay calm and friendly with upset customers
- Basic numeracy and attention to detail

We pay $17.50 to $20.00 an hour and give 25% staff discount.""",
        0.66,
        0.69,
        0.52,
        1.8,
    ),
    Role(
        "Store Manager",
        "Retail",
        "retail",
        ("Denver", "Bristol", "Chicago"),
        """Store Manager

You run one of our busiest stores with a team of 18. You own sales, people and stock.

Responsibilities
- Lead, coach and motivate a team of associates and two supervisors
- Plan rotas and control labor cost
- Reach sales and margin targets, and improve conversion
- Keep stock loss under 1% through regular audits
- Deal with escalated customer complaints
- Keep the store safe and presentable

Requirements
- 3+ years of experience as a supervisor or manager in retail
- You must be legally authorized to work in the country of the store
- Experience with rota planning and stock systems
- Willing to work some evenings and weekends

Salary $58,000 to $66,000 and a quarterly bonus.""",
        0.62,
        0.66,
        0.60,
        0.7,
    ),
    Role(
        "Visual Merchandiser",
        "Retail",
        "retail",
        ("New York", "Manchester"),
        """Visual Merchandiser

Turn our seasonal collections into windows and displays that make people stop.

What you will do
- Design and build window displays for 8 stores in the region
- Explain the guidelines to store teams and train them
- Measure the effect of a display on sales and adjust it
- Plan materials within a monthly budget

What you bring
- 2+ years of experience in visual merchandising or store design
- A driving license is required
- A good eye, attention to detail and a practical hand
- You organize your own week and keep deadlines

Full time, $46,000 to $52,000.""",
        0.59,
        0.64,
        0.58,
        0.4,
    ),
    Role(
        "Stock Room Assistant",
        "Retail",
        "warehouse",
        ("Glasgow", "Phoenix", "Lyon"),
        """Stock Room Assistant

Keep the stock room of our store in order so that nobody on the floor has to wait.

Duties
- Unload, check and book in deliveries
- Pick and pack online orders for collection
- Count stock every week and report differences
- Work safely with ladders and pallet trucks
- Help on the floor when it is busy

You
- Can lift up to 20 kg
- Are available for early shifts from 5 am
- Are reliable and punctual
- Have worked in a warehouse or stock room for 6 months or more

$16.20 an hour, 30 hours a week.""",
        0.67,
        0.71,
        0.47,
        1.1,
    ),
    Role(
        "Customer Support Agent",
        "Support",
        "support",
        ("Remote US", "Dublin", "Manila", "Lisbon"),
        """Customer Support Agent

Help our customers by chat, e-mail and phone when an order goes wrong or a product does not do what it should.

What you will do
- Answer around 60 contacts a day in chat and e-mail
- Find the cause of delivery and billing problems and solve them
- Calm upset customers and agree on a fair solution
- Write clear notes in the ticket so that the next person knows what happened
- Report recurring problems to the product team

Requirements
- 1+ years of experience in customer service or a call center
- Fluent written and spoken English
- You are able to work in shifts, including weekends
- Comfortable with a ticket system such as Zendesk
- Patience, empathy and clear communication

$18 to $22 an hour, fully remote with equipment provided.""",
        0.69,
        0.68,
        0.56,
        2.0,
    ),
    Role(
        "Technical Support Specialist",
        "Support",
        "support",
        ("Toronto", "Remote EU", "Bangalore"),
        """Technical Support Specialist

You are the second line for customers of our ordering software.

Your work
- Troubleshoot problems with integrations, networks and browsers
- Reproduce bugs, collect logs and hand them to engineering with clear steps
- Explain technical matters to people who are not technical
- Keep response times within the agreed service level
- Write and improve help center articles

You have
- At least 2 years of experience in technical support
- Basic knowledge of SQL and HTTP APIs
- Experience with a ticket system and remote tools
- The ability to set priorities when many tickets are urgent

$52,000 to $61,000. On-call one week in six.""",
        0.64,
        0.65,
        0.62,
        0.8,
    ),
    Role(
        "Support Team Lead",
        "Support",
        "support",
        ("Dublin", "Remote US"),
        """Support Team Lead

Lead a team of 12 agents who answer customers in three languages.

Responsibilities
- Coach agents every week with call reviews and feedback
- Plan shifts to keep waiting time under two minutes
- Take over escalated conversations
- Report quality, CSAT and contact reasons to the head of support
- Improve processes so that customers do not have to contact us twice

Requirements
- 4+ years in customer service, of which 1 year leading people
- Experience with quality monitoring and workforce planning
- You must be authorized to work in the EU or the US
- Strong communication and a calm way of handling conflict""",
        0.60,
        0.65,
        0.64,
        0.4,
    ),
    Role(
        "Registered Nurse",
        "Care",
        "care",
        ("Seattle", "Nottingham", "Cork", "Tampa"),
        """Registered Nurse, Elderly Care

Acme Care runs homes for 40 to 80 residents. You are responsible for the nursing care of one floor.

Duties
- Assess residents and keep care plans up to date
- Administer medication safely and document it
- Notice when somebody's condition changes and escalate at once
- Guide care assistants and hand over clearly at the end of the shift
- Talk with families honestly and with empathy

Requirements
- A valid nursing registration is required
- 2+ years of experience in elderly care or on a ward
- Willing to work nights and weekends
- Basic life support certificate

$36 to $43 an hour.""",
        0.66,
        0.71,
        0.63,
        0.9,
    ),
    Role(
        "Care Assistant",
        "Care",
        "care",
        ("Leicester", "Columbus", "Perth", "Cardiff"),
        """Care Assistant

Help residents with their day so that they can live the life they want to live.

What you will do
- Help with washing, dressing, meals and moving around
- Notice changes in mood, appetite or skin and report them
- Write short, factual notes after every visit
- Keep personal information confidential
- Work with nurses, families and colleagues as one team

What you bring
- Experience in care is welcome but not required, we train you
- You are available for early and late shifts
- Patience, respect and reliability
- A background check is required

$16.80 an hour, sleep-in shifts paid extra.""",
        0.68,
        0.70,
        0.55,
        1.7,
    ),
    Role(
        "Home Care Coordinator",
        "Care",
        "care",
        ("Leeds", "Boston"),
        """Home Care Coordinator

You make sure that every visit of our home care team happens, on time and with the right person.

Responsibilities
- Plan 300 visits a week for 24 carers
- React when somebody is ill or a visit overruns, and tell clients early
- Set priorities when there are more visits than hours
- Keep client records accurate and confidential
- Talk with families, hospitals and social services

Requirements
- 1+ years of experience in scheduling or care coordination
- Confident with Excel and planning software
- A driving license is required
- Clear communication on the phone""",
        0.61,
        0.66,
        0.57,
        0.5,
    ),
)
