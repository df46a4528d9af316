"""Skills of logistics, trades, care and hospitality, and licenses, in the format of resume_skills."""

# ruff: noqa: E501 - one entry a line is the format of these tables

LOGISTICS = """
Forklift operation: forklift, fork lift, forklifts, Gabelstapler, Staplerfahren, chariot élévateur, montacargas, carretilla elevadora
Reach truck: Schubmaststapler
Pallet jack: pallet truck, Hubwagen, Ameise, transpalette, transpaleta
Order picking: pick and pack, picking and packing, Kommissionierung, Kommissionieren, préparation de commandes, preparación de pedidos
Packing: Verpackung, emballage, empaque
Shipping and receiving: goods receipt, Wareneingang, Warenausgang
Loading and unloading: Be- und Entladen, chargement et déchargement, carga y descarga
Cycle counting: cycle counts, stocktaking, Inventur
Warehouse management systems: =WMS, warehouse management system
RF scanners: RF scanner, handheld scanner, barcode scanner
Route planning: route optimization, Tourenplanung
Dispatching: truck dispatch, ^Disposition
Freight forwarding: Spedition, freight brokerage
Customs clearance: customs documentation, Zollabwicklung, dédouanement
Import and export: import/export
Supply chain management: supply chain, Lieferkette, chaîne logistique, cadena de suministro
Procurement: purchasing, strategic sourcing, Einkauf, approvisionnement, compras
Vendor management: supplier management, Lieferantenmanagement
Demand planning
Truck driving: commercial driving, LKW-Fahren, conduite poids lourd
Delivery driving: parcel delivery, Paketzustellung
Last-mile delivery: last mile
Fleet management: Fuhrparkmanagement
Dangerous goods: hazardous materials, Gefahrgut, matières dangereuses
Tachograph: digital tachograph
Electronic logging: =ELD
"""

TRADES = """
Welding: MIG welding, TIG welding, arc welding, Schweißen, soudure, soldadura
Electrical wiring: electrical installation, Elektroinstallation, installation électrique, instalación eléctrica
Conduit bending
Circuit troubleshooting: electrical troubleshooting
Plumbing: Klempnerarbeiten, plomberie, plomería, fontanería
Pipefitting: pipe fitting, Rohrleitungsbau
HVAC: heating and cooling, Heizung und Lüftung, Kältetechnik, climatisation
Refrigeration
Carpentry: Zimmererarbeiten, menuiserie, carpintería
Masonry: bricklaying, Mauern, maçonnerie, albañilería
Drywall: drywalling, Trockenbau, plâtrerie
Painting and decorating: house painting, Malerarbeiten
Roofing: Dachdecken
Flooring: tiling, Fliesenlegen, carrelage
Concrete work: concrete finishing, Betonarbeiten
Scaffolding: Gerüstbau
Blueprint reading: reading blueprints, technical drawings, technische Zeichnungen, lecture de plans, lectura de planos
Heavy equipment operation: excavator, backhoe, Baggerfahren
Crane operation: crane operator, Kranführen
Landscaping: Gartenbau, jardinage, jardinería
CNC machining: CNC programming, CNC operation, CNC-Fräsen, CNC-Drehen, usinage CNC
CNC milling
Lathe operation: turning and milling
Machine operation: machine operator, Maschinenbedienung, conduite de machines
^Assembly: ^Montage, ensamblaje, assembly line
Soldering: Löten
Preventive maintenance: preventative maintenance, vorbeugende Instandhaltung, maintenance préventive
Mechanical repair: mechanical maintenance, Instandhaltung
Automotive repair: auto repair, Kfz-Reparatur, mécanique automobile, mecánica automotriz
Brake repair: brake service
Vehicle diagnostics: automotive diagnostics, =OBD-II
Hydraulics: Hydraulik, hydraulique
Pneumatics: Pneumatik
PLC programming: =PLC, =SPS-Programmierung, Siemens S7, Allen-Bradley
AutoCAD
SolidWorks
CATIA
Revit: Autodesk Revit
Injection molding: injection moulding, Spritzguss
Quality control: quality inspection, Qualitätskontrolle, contrôle qualité, control de calidad
Quality assurance: Qualitätssicherung, assurance qualité
Calipers and micrometers: micrometers, Messschieber
Lean manufacturing: lean production, Kaizen
Six Sigma
=5S
GMP: good manufacturing practice, good manufacturing practices
Lockout/tagout: =LOTO, lock out tag out
Workplace safety: occupational safety, Arbeitssicherheit, sécurité au travail, seguridad laboral
Solar installation: photovoltaics, Photovoltaik
Building maintenance: facility maintenance, facilities maintenance, Haustechnik
"""

CARE = """
Patient care: Patientenpflege, soins aux patients, cuidado de pacientes
Vital signs: Vitalzeichen, signes vitaux, signos vitales
Medication administration: medication management, Medikamentengabe
Wound care: Wundversorgung, soins des plaies
Phlebotomy: blood draws, Blutabnahme, prise de sang
IV therapy: IV insertion, intravenous therapy
Catheterization: catheter care
^Triage
Intensive care: critical care, =ICU, Intensivpflege, soins intensifs
Emergency medicine: emergency care, Notaufnahme
Geriatric care: elder care, elderly care, Altenpflege, soins gériatriques, cuidado de ancianos
Dementia care: Alzheimer's care, Demenzbetreuung
Home health care: home care, häusliche Pflege, aide à domicile
Palliative care: hospice care, Palliativpflege
Pediatrics: pediatric care, Kinderkrankenpflege
Mental health care: psychiatric care
Infection control: infection prevention, Hygienemanagement
Electronic health records: =EHR, =EMR, Epic Systems, Cerner
Medical billing: medical claims
Medical coding: ICD-10, CPT coding
Medical terminology
HIPAA
Case management: Fallmanagement
Discharge planning: Entlassmanagement
Care planning: care plans, Pflegeplanung, Pflegedokumentation
Physical therapy: physiotherapy, Physiotherapie, kinésithérapie
Occupational therapy: Ergotherapie
Dental assisting: chairside assisting
Radiography: X-ray imaging
Laboratory techniques: lab techniques, =PCR, =ELISA
^Pharmacy: pharmacy dispensing
Childcare: child care, Kinderbetreuung, garde d'enfants, cuidado infantil
Personal care: activities of daily living, Grundpflege
"""

HOSPITALITY = """
Food preparation: food prep, Speisenzubereitung, préparation des aliments
Food safety: HACCP, Lebensmittelhygiene, hygiène alimentaire
Line cooking: line cook, grill station
Menu planning: menu development
Baking: pastry, Backen, pâtisserie, repostería
Butchery: meat cutting
Barista skills: espresso, latte art
Bartending: mixology, cocktails
Table service: waiting tables, food service, Servieren, service en salle, servicio de mesa
Fine dining
Catering: banqueting, banquets
Hotel front office: hotel reception, Hotelrezeption, night audit
Opera PMS: Opera property management
^Reservations: booking systems
Housekeeping: room cleaning, Zimmerreinigung
^Cleaning: commercial cleaning, janitorial, Gebäudereinigung, nettoyage, limpieza
Dishwashing: Spülen, plonge
Concierge services
Wine knowledge: sommelier
Security services: security guard, Objektschutz, agent de sécurité, guardia de seguridad
CCTV monitoring: video surveillance, =CCTV
Access control
Crowd control
"""

LICENSES = """
CDL Class A: Class A CDL, CDL-A, CDL A, Class A commercial driver's license, Class A driver's license
CDL Class B: Class B CDL, CDL-B, CDL B, Class B commercial driver's license
CDL: commercial driver's license, commercial drivers license
Driver's license: drivers license, driver license, driving licence, driving license, full UK driving licence, Führerschein, Fahrerlaubnis, permis de conduire, licencia de conducir, permiso de conducir, carnet de conducir
Driver's license B: Führerschein Klasse B, Führerscheinklasse B, Klasse B, Permis B, category B licence, category B license, carnet B
Driver's license C: Führerschein Klasse C, Klasse C, Permis C, category C licence
Driver's license CE: Führerschein Klasse CE, Klasse CE, Klasse C/CE, Permis CE, category C+E
Hazmat endorsement: HazMat endorsed
ADR certificate: ADR-Schein, ADR licence, ADR license
TWIC card: =TWIC
Driver CPC: Berufskraftfahrerqualifikation, =FIMO
Forklift license: forklift certification, forklift certified, certified forklift operator, forklift licence, Staplerschein, Gabelstaplerschein, =CACES, carnet de carretillero
Crane license: Kranschein, NCCCO
OSHA 10: OSHA-10, OSHA 10-hour
OSHA 30: OSHA-30, OSHA 30-hour
CSCS card: =CSCS
HAZWOPER
Electrician license: licensed electrician, journeyman electrician, master electrician, 18th Edition
Plumbing license: licensed plumber, journeyman plumber, master plumber, Gas Safe
EPA 608: EPA Section 608, EPA Universal
AWS welding certification: certified welder, Schweißerschein
ASE certification: ASE certified, ASE master technician
Contractor license: licensed contractor
Registered nurse license: registered nurse, RN license, =RN, licensed RN, examinierte Krankenschwester, examinierter Krankenpfleger, examinierte Pflegefachkraft, infirmière diplômée
Licensed practical nurse: LPN license, =LPN, =LVN
Certified nursing assistant: =CNA, Pflegehelfer, aide-soignante
NMC registration: NMC PIN, =NMC
=BLS: basic life support
ACLS: advanced cardiac life support
=PALS: pediatric advanced life support
=CPR: CPR certified, cardiopulmonary resuscitation
^First aid: first aid certified, first aid certificate, Ersthelfer, Erste Hilfe, secourisme, primeros auxilios
=EMT: emergency medical technician, Rettungssanitäter
Certified medical assistant: =CCMA
Pharmacy technician certification: =CPhT
Phlebotomy certification: certified phlebotomist
Medical license: board certified, Approbation
ServSafe: ServSafe certified
Food handler card: food handler permit, food handler's card, Gesundheitszeugnis
Alcohol server permit: TIPS certified, RBS certification, personal licence holder
Guard card: security guard license, SIA licence, SIA license
Security certificate 34a: Sachkundeprüfung 34a, Sachkunde 34a, Unterrichtung 34a, 34a-Schein
Lifeguard certification: certified lifeguard, Rettungsschwimmer
Cosmetology license: licensed cosmetologist
Teaching license: teaching credential, teaching certificate, certified teacher, =QTS, zweites Staatsexamen
TEFL: =TESOL, =CELTA
Notary public: commissioned notary
Bar admission: admitted to the bar
Real estate license: licensed real estate agent, licensed realtor
Insurance license: property and casualty license, life and health license
Series 7
Series 63
Series 65
Series 66
CPA: certified public accountant
=CFA: chartered financial analyst
ACCA
Certified management accountant
Enrolled agent
SHRM-CP: =SHRM-SCP
=PHR: =SPHR
PMP: project management professional
PRINCE2
CAPM
Certified Scrum Master: certified scrummaster
ITIL
Six Sigma Green Belt: Green Belt certified, Lean Green Belt
Six Sigma Black Belt: Black Belt certified, Lean Black Belt
CompTIA A+: =A+
CompTIA Network+: =Network+
CompTIA Security+: =Security+
CCNA
CCNP
CISSP
CISM
CISA
CEH: certified ethical hacker
AWS Certified: AWS Certified Solutions Architect, AWS certification
Azure certification: Azure Administrator Associate, Azure Fundamentals
Google Cloud certification: Google Cloud Certified
Salesforce certification: Salesforce Certified Administrator
Trainer qualification: Ausbildereignungsprüfung, AEVO, Ausbildereignung, AdA-Schein
Clean background check: enhanced DBS, DBS check, erweitertes Führungszeugnis
"""
