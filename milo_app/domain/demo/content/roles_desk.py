"""Job descriptions of the demo in Engineering, Sales and Operations."""

from __future__ import annotations

from milo_app.domain.demo.content.role import Role

ROLES: tuple[Role, ...] = (
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
        0.55,
        0.60,
        0.66,
        0.9,
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
        0.54,
        0.59,
        0.64,
        0.7,
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
        0.57,
        0.62,
        0.61,
        0.7,
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
        0.63,
        0.65,
        0.58,
        0.6,
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
        0.65,
        0.65,
        0.55,
        1.1,
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
        0.59,
        0.63,
        0.62,
        0.7,
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
        0.60,
        0.65,
        0.63,
        0.6,
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
        0.70,
        0.72,
        0.46,
        2.0,
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
        0.67,
        0.71,
        0.48,
        1.3,
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
        0.62,
        0.67,
        0.59,
        0.6,
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
        0.58,
        0.65,
        0.58,
        0.4,
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
        0.64,
        0.68,
        0.55,
        0.7,
    ),
)
