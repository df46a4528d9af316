"""The roles of the demo: a job description each, and the sites that it is advertised for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A job. `family` chooses the words of answers and resumes; the rates are what its people tend to do (0 to 1)."""

    title: str
    department: str
    family: str
    sites: tuple[str, ...]
    description: str
    start_rate: float
    finish_rate: float
    skill: float
    """How good its applicants are on average: 0 (weak) to 1 (strong)."""
    pull: float = 1.0
    """How many apply, compared with other roles."""


ROLES: tuple[Role, ...] = (
    Role(
        "Store Associate",
        "Retail",
        "retail",
        ("Portland", "Austin", "Leeds", "Halifax"),
        """Store Associate

Acme sells kitchenware and small furniture in 60 stores. As a store associate you look after customers on the floor and at the till.

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
        0.66, 0.69, 0.52, 1.8,
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
        0.62, 0.66, 0.60, 0.7,
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
        0.59, 0.64, 0.58, 0.4,
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
        0.67, 0.71, 0.47, 1.1,
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
        0.69, 0.68, 0.56, 2.0,
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
        0.64, 0.65, 0.62, 0.8,
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
        0.60, 0.65, 0.64, 0.4,
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
        0.66, 0.71, 0.63, 0.9,
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
        0.68, 0.70, 0.55, 1.7,
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
        0.61, 0.66, 0.57, 0.5,
    ),
    Role(
        "Backend Engineer",
        "Engineering",
        "engineering",
        ("Berlin", "Remote EU", "Austin"),
        """Backend Engineer (Python)

Our ordering platform handles 4 million orders a day. You build and run the services behind it.

What you will do
- Design, build and operate services in Python and PostgreSQL
- Write tests and review the code of others
- Find the cause of production incidents and make sure that they do not come back
- Work with product and design to cut problems into small, useful steps
- Improve performance and reduce cost

What you bring
- 3+ years of experience with Python in production
- Good knowledge of SQL and relational databases
- Experience with Docker and a cloud platform such as AWS
- You explain technical decisions clearly, in writing too

$95,000 to $130,000, remote within four hours of Berlin time.""",
        0.55, 0.60, 0.66, 0.9,
    ),
    Role(
        "Frontend Engineer",
        "Engineering",
        "engineering",
        ("London", "Remote US"),
        """Frontend Engineer

Build the checkout that 12 million people use.

Responsibilities
- Build accessible, fast interfaces in TypeScript and React
- Measure and improve loading time and conversion
- Work closely with design and research
- Write tests and keep the component library healthy
- Debug problems that only happen on old phones

Requirements
- 3+ years of experience with JavaScript or TypeScript
- Experience with accessibility standards
- Attention to detail and good communication
- You must be authorized to work in the country of the office""",
        0.54, 0.59, 0.64, 0.7,
    ),
    Role(
        "Data Analyst",
        "Engineering",
        "engineering",
        ("Warsaw", "Chicago", "Singapore"),
        """Data Analyst

Turn orders, visits and tickets into decisions.

What you will do
- Answer questions of operations and marketing with SQL and Python
- Build dashboards that people really use
- Check data quality and find the cause of differences
- Explain results, and their limits, to people who are not analysts
- Design and evaluate A/B tests

What you bring
- 2+ years of experience as a data analyst
- Strong SQL, and Python or R
- Experience with a dashboard tool such as Looker or Tableau
- Attention to detail""",
        0.57, 0.62, 0.61, 0.7,
    ),
    Role(
        "IT Support Engineer",
        "Engineering",
        "support",
        ("Chicago", "Dublin"),
        """IT Support Engineer

Keep 900 colleagues working: laptops, accounts, networks and meeting rooms.

Duties
- Solve tickets on site and remotely within the service level
- Set up devices and accounts for about 30 new colleagues a month
- Document solutions so that others can use them
- Handle access rights with care and follow the security policy
- Improve what breaks often

Requirements
- 2+ years of experience in IT support
- Knowledge of Windows, macOS and networks
- Able to work on site four days a week
- Friendly communication with people who are under time pressure""",
        0.63, 0.65, 0.58, 0.6,
    ),
    Role(
        "Sales Development Representative",
        "Sales",
        "sales",
        ("New York", "London", "Remote US"),
        """Sales Development Representative

Open conversations with restaurants and shops that could sell more with Acme.

What you will do
- Research and contact 50 prospects a day by phone, e-mail and social media
- Find out needs, handle objections and book meetings for account executives
- Keep the CRM accurate
- Reach a monthly target of qualified meetings
- Learn from calls and share with the team what works

Requirements
- 1+ years of experience in sales or customer contact
- Experience with a CRM such as Salesforce or HubSpot
- Resilience and a friendly voice
- Fluent English

Base $45,000, on-target earnings $70,000.""",
        0.65, 0.65, 0.55, 1.1,
    ),
    Role(
        "Account Executive",
        "Sales",
        "sales",
        ("San Francisco", "Paris", "Sydney"),
        """Account Executive

You take qualified leads to a signed contract and own your number.

Responsibilities
- Run discovery calls and demonstrate the product
- Negotiate prices and terms within the guidelines
- Build a forecast that holds
- Work with legal, finance and onboarding to close on time
- Reach a quarterly quota of $240,000

Requirements
- 3+ years of experience in B2B software sales
- A record of reaching quota
- Experience with Salesforce
- Willing to travel up to 20%
- Strong negotiation and listening skills""",
        0.59, 0.63, 0.62, 0.7,
    ),
    Role(
        "Customer Success Manager",
        "Sales",
        "sales",
        ("Amsterdam", "Atlanta"),
        """Customer Success Manager

Make sure that our 80 largest customers get what they bought, and stay.

What you will do
- Plan and lead the onboarding of new customers
- Review usage every quarter and agree on goals
- Notice early when a customer is unhappy, and act
- Renew and extend contracts
- Bring the voice of the customer to product

What you bring
- 2+ years of experience in customer success or account management
- Clear communication with people at every level
- You set priorities across many accounts
- Comfortable with numbers""",
        0.60, 0.65, 0.63, 0.6,
    ),
    Role(
        "Warehouse Operative",
        "Operations",
        "warehouse",
        ("Rotterdam", "Dallas", "Birmingham", "Gdansk"),
        """Warehouse Operative

Join the team that ships 20,000 parcels a day.

Your work
- Pick, pack and scan orders accurately
- Load and unload trucks
- Work safely: lift properly, wear your PPE and report hazards
- Keep your area clean
- Help colleagues when their line is behind

Requirements
- You can lift up to 25 kg
- Available for early, late and night shifts
- 6 months of experience in a warehouse is welcome
- Reliable and punctual
- A forklift license is an advantage

$17.90 an hour plus a night premium.""",
        0.70, 0.72, 0.46, 2.0,
    ),
    Role(
        "Delivery Driver",
        "Operations",
        "warehouse",
        ("Atlanta", "Sheffield", "Valencia"),
        """Delivery Driver

Deliver around 90 parcels a day in your own area.

Duties
- Load your van in the order of the route
- Drive safely and keep to the time windows
- Solve problems at the door: nobody home, wrong address, damaged parcel
- Treat customers with respect
- Report damage and accidents at once

Requirements
- A valid driving license is required, held for at least 2 years
- You can lift up to 25 kg
- Available on Saturdays
- Reliable and well organized

$19.50 an hour. Van and fuel card provided.""",
        0.67, 0.71, 0.48, 1.3,
    ),
    Role(
        "Operations Supervisor",
        "Operations",
        "warehouse",
        ("Memphis", "Antwerp"),
        """Operations Supervisor

Lead a shift of 35 people in our distribution center.

Responsibilities
- Plan people and lines at the start of each shift and adjust during it
- Reach targets for safety, quality and parcels per hour
- Coach team leaders and handle conflicts fairly
- Find the cause of errors and remove it
- Hand over clearly to the next shift

Requirements
- 3+ years of experience in logistics, of which 1 year leading a team
- Experience with a warehouse management system
- Willing to work in rotating shifts
- You must be authorized to work at the site""",
        0.62, 0.67, 0.59, 0.6,
    ),
    Role(
        "Procurement Specialist",
        "Operations",
        "office",
        ("Munich", "Chicago"),
        """Procurement Specialist

Buy what 60 stores and 3 warehouses need, at the right price and on time.

What you will do
- Compare offers and negotiate with suppliers
- Place and follow up orders, and solve delivery problems
- Check invoices accurately
- Keep contracts and prices up to date in the system
- Find savings without losing quality

What you bring
- 2+ years of experience in purchasing or supply chain
- Good Excel skills and an ERP such as SAP
- Attention to detail and integrity
- English and German at a working level""",
        0.58, 0.65, 0.58, 0.4,
    ),
    Role(
        "Office Coordinator",
        "Operations",
        "office",
        ("Denver", "Vienna"),
        """Office Coordinator

You keep an office of 120 people running.

Duties
- Welcome visitors and answer the phone
- Organize travel, meetings and events within budget
- Order supplies and check invoices
- Handle confidential documents with care
- Support three managers with their calendars

Requirements
- 1+ years of experience in office administration
- Confident with Microsoft Office
- Organized, discreet and friendly
- Available full time on site""",
        0.64, 0.68, 0.55, 0.7,
    ),
)
