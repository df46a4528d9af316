"""Skills of office, software, sales and teaching work, in the format of resume_skills."""

SOFTWARE = """
Python: Python3
Java
JavaScript: =JS, ECMAScript
TypeScript
C++: CPP
C#: C Sharp, CSharp
~C
~R: R programming, RStudio, R language
~Go: Golang
~Rust: Rust programming
Ruby on Rails: =RoR, Rails framework
~Ruby
PHP
~Swift: SwiftUI
Kotlin
=Scala
=Perl
MATLAB
Objective-C
~Dart
Flutter
=Elixir
Haskell
COBOL
Visual Basic: =VBA, VB.NET, Excel macros
SQL: T-SQL, TSQL, PL/SQL, SQL queries
PostgreSQL: Postgres
MySQL: MariaDB
SQLite
Oracle Database: Oracle DB, Oracle SQL
Microsoft SQL Server: MS SQL, SQL Server, MSSQL
MongoDB: Mongo DB
Redis
~Cassandra: Apache Cassandra, CassandraDB
Elasticsearch: Elastic Search, OpenSearch
DynamoDB
=Snowflake: Snowflake database
BigQuery
Amazon Redshift: Redshift
HTML: HTML5
CSS: CSS3, SCSS, Sass stylesheets
Tailwind CSS: TailwindCSS
=React: React.js, ReactJS
React Native
~Angular: AngularJS, Angular framework
Vue.js: VueJS, =Vue
Svelte
Next.js: NextJS
Node.js: NodeJS
Express.js: ExpressJS
Django
=Flask
FastAPI
Spring Boot: Spring Framework, Spring MVC
.NET: .NET Core, ASP.NET, dotnet
Laravel
WordPress
Shopify
GraphQL
REST APIs: RESTful, REST API, RESTful APIs, RESTful services
gRPC
Docker: Docker Compose, Dockerfile
Kubernetes: k8s, OpenShift
Terraform
Ansible
~Jenkins: Jenkins pipelines
GitHub Actions
GitLab CI: GitLab CI/CD
CI/CD: continuous integration, continuous delivery
Git: GitHub, GitLab, Bitbucket
Linux: Ubuntu, Red Hat Enterprise Linux, =RHEL, Debian
Bash: shell scripting, Bash scripting
PowerShell
AWS: Amazon Web Services, AWS Lambda, =EC2
Microsoft Azure: =Azure, Azure DevOps
Google Cloud: =GCP, Google Cloud Platform
Apache Kafka: Kafka
RabbitMQ
Apache Spark: PySpark, =Spark
Hadoop
Apache Airflow: Airflow
=dbt
Microservices: microservice architecture
Machine learning: =ML, scikit-learn, maschinelles Lernen, apprentissage automatique, aprendizaje automático
Deep learning: PyTorch, TensorFlow, Keras
Natural language processing: =NLP
Large language models: =LLM, =LLMs
Computer vision: OpenCV
Pandas: =NumPy
Data analysis: data analytics, Datenanalyse, analyse de données, análisis de datos
Data engineering: ETL, ELT pipelines, data pipelines
Data modeling: data modelling, Datenmodellierung
Data visualization: data visualisation
=Tableau
Power BI: PowerBI
=Looker: Looker Studio, Google Data Studio
Statistics: statistical analysis, Statistik, statistiques, estadística
SPSS: =SAS, Stata
Test automation: automated testing, Testautomatisierung
Selenium
Cypress: Cypress.io
Playwright
Unit testing: JUnit, pytest
Manual testing: manual QA
Cybersecurity: cyber security, information security, =InfoSec, IT-Sicherheit
Penetration testing: pentesting, pen testing
SIEM: =Splunk
Network administration: network engineering, Netzwerkadministration
Active Directory: Entra ID, Azure AD
VMware: vSphere
IT support: help desk, helpdesk, desktop support, technical support, IT-Support, service desk
ServiceNow
Jira: Atlassian Jira
Confluence
Agile: Scrum, Kanban, agile methods, agile methodology
iOS development: iOS apps
Android development: Android apps, Android SDK
Embedded systems: embedded software, firmware
Unity 3D: Unity3D, Unity engine
Unreal Engine
System design: software architecture, Softwarearchitektur
Blockchain: Solidity
"""

OFFICE = """
Microsoft Excel: MS Excel, ~Excel, Excel spreadsheets, advanced Excel
Microsoft Word: MS Word, ~Word
PowerPoint: Microsoft PowerPoint
Microsoft Outlook: MS Outlook, ~Outlook
Microsoft Access: MS Access
Microsoft Office: MS Office, Office 365, Microsoft 365, =MS-Office, Office suite
Microsoft Teams: MS Teams
Google Workspace: G Suite, Google Sheets, Google Docs
SharePoint
Microsoft Project: MS Project
Pivot tables: Pivottabellen, tableaux croisés dynamiques
Data entry: Dateneingabe, Datenerfassung, saisie de données, entrada de datos
Typing: touch typing, 10-finger typing, Zehnfingersystem
Calendar management: diary management, Terminplanung
Travel arrangements: travel booking, Reiseplanung
Office management: office administration, Büroorganisation, gestion de bureau
Filing: records management, document management
Minute taking: taking minutes, meeting minutes
^Reception: front desk, receptionist duties, Empfang, accueil
Switchboard: multi-line phone, Telefonzentrale
Executive support: executive assistance
Transcription
Translation: Übersetzung, traduction, traducción
Proofreading: copyediting, copy editing, Lektorat
=Notion
=Asana
Trello
=Slack
"""

FINANCE = """
Bookkeeping: Buchhaltung, Buchführung, tenue de livres, contabilidad
Accounts payable: =AP/AR, Kreditorenbuchhaltung, cuentas por pagar
Accounts receivable: Debitorenbuchhaltung, cuentas por cobrar
General ledger: Hauptbuch
Bank reconciliation: account reconciliation, reconciliations, rapprochement bancaire
Month-end close: month end closing, Monatsabschluss
Financial reporting: financial statements, Jahresabschluss
Financial analysis: Finanzanalyse, analyse financière, análisis financiero
Financial modeling: financial modelling
Budgeting: budget management, Budgetierung, Budgetplanung
Forecasting: financial forecasting
Cost accounting: Kostenrechnung
Payroll: payroll processing, Lohnbuchhaltung, Lohnabrechnung, gestion de la paie, nóminas
Tax preparation: tax returns, Steuererklärungen
Auditing: internal audit, external audit, Wirtschaftsprüfung
Invoicing: billing, Rechnungsstellung, facturation, facturación
^Collections: debt collection, Mahnwesen, recouvrement
Credit analysis: credit risk
Risk management: Risikomanagement, gestion des risques
Compliance: regulatory compliance
Anti-money laundering: =AML, =KYC, know your customer
GAAP: =US-GAAP
IFRS
=HGB
QuickBooks
=Xero
Sage accounting: Sage 50, Sage 100, Sage Intacct
DATEV
SAP: SAP FI, SAP CO, SAP S/4HANA, SAP MM, SAP SD, SAP R/3
NetSuite
Oracle Financials: Oracle EBS
=Workday
Bloomberg Terminal
Underwriting: loan underwriting
Claims handling: claims processing, claims adjusting, Schadenbearbeitung
Mortgage lending: mortgage origination
Investment analysis: portfolio management
"""

SALES = """
Cold calling: Kaltakquise, prospection téléphonique, llamadas en frío
Lead generation: lead gen, Leadgenerierung
Prospecting: sales prospecting
Account management: key account management, Key-Account-Management, Kundenbetreuung
Business development: Geschäftsentwicklung, développement commercial, desarrollo de negocio
B2B sales: =B2B, B2B-Vertrieb
B2C sales: =B2C
Inside sales: Innendienst
Field sales: outside sales, Außendienst
Negotiation: negotiating, Verhandlungsführung, négociation, negociación
Upselling: cross-selling, upsell
Sales forecasting: pipeline management
Contract negotiation: Vertragsverhandlungen
Salesforce: =SFDC, Salesforce.com
HubSpot
Zoho CRM
Pipedrive
CRM: customer relationship management
Retail sales: Einzelhandel, vente au détail, ventas minoristas
Merchandising: visual merchandising
Cash handling: cash register, till operation, Kassieren, Kassentätigkeit, encaissement, manejo de caja
POS systems: point of sale, =POS, Kassensysteme
Inventory management: inventory control, stock control, Bestandsverwaltung, gestion des stocks, control de inventario
Stocking: shelf stacking, replenishment, Regalpflege
Loss prevention
Customer service: customer support, customer care, Kundenservice, Kundendienst, service client, atención al cliente
Call center: call centre, contact center, contact centre, Callcenter, centre d'appels
Complaint handling: Beschwerdemanagement, complaint resolution, gestion des réclamations
Zendesk
Freshdesk
=Intercom
Live chat: chat support
De-escalation: deescalation, Deeskalation
Order processing: order entry, Auftragsabwicklung, Auftragsbearbeitung
"""

MARKETING = """
Digital marketing: online marketing, Onlinemarketing, marketing digital
SEO: search engine optimization, search engine optimisation, Suchmaschinenoptimierung
SEM: =PPC, paid search, Google Ads, Google AdWords
Social media marketing: social media management, Social-Media-Marketing
Content marketing: content strategy
Email marketing: E-Mail-Marketing, Mailchimp, Klaviyo
Marketing automation: Marketo, Pardot
Google Analytics: =GA4
Copywriting: Texten, rédaction web
Market research: Marktforschung, étude de marché, investigación de mercado
Brand management: Markenführung
Public relations: Öffentlichkeitsarbeit, Pressearbeit, relations publiques, relaciones públicas
Event planning: event management, Eventmanagement, Veranstaltungsorganisation, organización de eventos
Product marketing
Affiliate marketing
Graphic design: Grafikdesign, graphisme, diseño gráfico
Adobe Photoshop: Photoshop
Adobe Illustrator
Adobe InDesign: InDesign
Adobe Premiere Pro: Premiere Pro
Adobe After Effects: After Effects
Adobe Creative Suite: Adobe Creative Cloud
Figma
~Sketch: Sketch app
Canva
UX design: user experience, UX research, user research
UI design: user interface design
Wireframing: prototyping
Video editing: Videoschnitt, montage vidéo, edición de video
Photography: Fotografie, photographie, fotografía
3D modeling: 3D modelling, Blender 3D
"""

PEOPLE = """
Recruiting: recruitment, talent acquisition, Personalbeschaffung, recrutement, reclutamiento
Onboarding: Einarbeitung
Employee relations
Performance management: performance reviews
Compensation and benefits: benefits administration
Labor law: employment law, Arbeitsrecht, droit du travail, derecho laboral
Training and development: staff training, employee training, Mitarbeiterschulung, formation du personnel
Team leadership: team lead, led a team, leading teams, Teamleitung, Mitarbeiterführung, gestion d'équipe, liderazgo de equipos
People management: staff management, personnel management, Personalführung
Shift planning: shift scheduling, staff scheduling, rota planning, Schichtplanung, Dienstplanung
Coaching: mentoring
Project management: Projektmanagement, gestion de projet, gestión de proyectos
Product management: product owner, Produktmanagement
Change management
Process improvement: continuous improvement, Prozessoptimierung, amélioration continue, mejora continua
Business analysis: requirements analysis, Anforderungsanalyse
Stakeholder management
Strategic planning
Operations management: Betriebsleitung
Public speaking: presentation skills, Präsentation
Conflict resolution: Konfliktlösung, résolution de conflits
Report writing: Berichtswesen
Technical writing: technical documentation, technische Dokumentation
Grant writing
Fundraising: Spendenakquise
Volunteer coordination
Teaching: classroom teaching, Unterrichten, enseignement, enseñanza
Lesson planning: curriculum development, Unterrichtsplanung
Classroom management
Special education: special needs, Sonderpädagogik
Tutoring: Nachhilfe
Early childhood education: frühkindliche Bildung
Legal research: juristische Recherche
Contract drafting: contract review, Vertragsgestaltung
Litigation support: litigation
Social work: Sozialarbeit, travail social, trabajo social
Counseling: counselling
Property management: Immobilienverwaltung
Real estate sales: real estate brokerage
"""
