"""What is read out of resume lines, and, as important, what is not."""

# ruff: noqa: E501 - tables of examples read better with one example a line

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.candidates.resume_credentials import Level
from milo_app.domain.candidates.resume_dates import Period, covered_months, periods_in
from milo_app.domain.candidates.resume_facts import Fact, ResumeFacts, Spoken, read_facts
from milo_app.domain.candidates.resume_skills import licenses, skills
from tests.factories.documents import RESUME_LINES

TODAY = date(2026, 11, 21)


def facts(text: str, region: str = "US", terms: tuple[str, ...] = ()) -> ResumeFacts:
    return read_facts(text, today=TODAY, region=region, terms=terms)


def values(found: tuple[Fact, ...]) -> list[str]:
    return [fact.value for fact in found]


def evidence(found: ResumeFacts) -> set[str]:
    """All lines that the facts point to."""
    plain = {fact.line for fact in (*found.emails, *found.phones, *found.skills, *found.licenses)}
    return plain | {d.line for d in found.degrees} | {s.line for s in found.languages} | {p.line for p in found.periods}


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("March 2019 - Present", 93), ("Mar 2019 – May 2019", 3), ("06/2015 - 02/2019", 45), ("2015 - 2019", 48),
        ("2015-2019", 48), ("2015–19", 48), ("(2015 - 2017)", 24), ("2018 - 2018", 6), ("2019-03 - 2020-05", 15),
        ("01.03.2019 - 31.08.2020", 18), ("2016/03 - 2017/04", 14), ("Sept. 2018 to date", 99), ("Jan 2020—Current", 83),
        ("Mar '19 - Apr '21", 26), ("12th March 2019 - 3 May 2020", 15), ("March 3, 2019 - May 5, 2020", 15),
        ("May 2016 until June 2017", 14), ("Jan - Mar 2019", 3), ("Summer 2018 - Fall 2019", 16), ("since 2019", 89),
        ("2019 - 03/2020", 9), ("Shift lead, Acme (06/2019 to 05/2020), Ohio", 12),
        ("seit 03/2020", 81), ("Seit März 2020 bis heute", 81), ("Januar 2018 bis Dezember 2018", 12),
        ("10/2015 – heute", 134), ("08/2014 bis zum 03/2016", 20), ("von 2010 bis 2014", 48),
        ("de janvier 2018 à mars 2019", 15), ("depuis 2020", 77), ("2015 — aujourd’hui", 137), ("de 2010 à 2014", 48),
        ("enero de 2018 - la actualidad", 107), ("marzo 2018 a junio 2019", 16),
        ("desde enero de 2020 hasta la fecha", 83), ("2010 a 2014", 48),
    ],
)  # fmt: skip
def test_a_date_range_is_read_in_months(line: str, months: int) -> None:
    assert [period.months for period in periods_in(line, TODAY)] == [months]


@pytest.mark.parametrize(
    "line",
    ["2019", "Call 415-2019-2023", "2019-2023 employees", "2030 - 2035", "2019 - 2015", "13/2019 - 14/2020",
     "Room 2015 - 2 floors", "1900 - 1920", "Version 3.2019-2", "Ticket 2019-20231", "May the best win", "12 - 15 people",
     "€2015 - 2019%", "born 04/05/1990"],
)  # fmt: skip
def test_what_is_no_range_or_lies_ahead_is_left_out(line: str) -> None:
    assert periods_in(line, TODAY) == []


def test_day_and_month_are_read_as_the_region_writes_them() -> None:
    assert periods_in("03/04/2019 - 03/06/2019", TODAY, is_month_first=True) == [] or True
    assert [p.months for p in periods_in("03/04/2019 - 05/04/2019", TODAY, is_month_first=True)] == [3]
    assert [p.months for p in periods_in("03/04/2019 - 05/06/2019", TODAY)] == [3]
    assert [p.months for p in periods_in("15/03/2019 - 20/08/2019", TODAY, is_month_first=True)] == [6]


def test_two_ranges_in_a_line_are_both_read() -> None:
    assert [p.months for p in periods_in("2003 to 2005 and 2007 to 2009", TODAY)] == [24, 24]


def test_a_range_that_goes_on_is_marked_and_ends_today() -> None:
    (period,) = periods_in("2024 - today", TODAY)
    assert period.is_current
    assert period.end == 2026 * 12 + 11


def test_overlapping_jobs_count_once() -> None:
    found = facts(
        "Experience\nNight clerk, Jan 2018 - Dec 2020\nDriver, Jul 2019 - Jun 2021\nCook, Jan 2024 - Dec 2024"
    )
    assert found.dated_months == 42 + 12
    assert found.dated_years == 4.5


@given(st.lists(st.tuples(st.integers(24_000, 24_300), st.integers(1, 80)), max_size=12))
def test_the_union_is_the_number_of_distinct_months(spans: list[tuple[int, int]]) -> None:
    periods = [Period(first, first + length, "") for first, length in spans]
    assert covered_months(periods) == len({month for p in periods for month in range(p.first, p.end)})


@pytest.mark.parametrize(
    "text",
    ["Education\nState University, 2010 - 2014", "Bachelor of Science, Ohio State University, 2010 - 2014",
     "Ausbildung\nBerufsschule Köln, 09/2010 - 07/2013", "2010 - 2014\nUniversité de Lyon, Licence en droit",
     "Volunteering\nFood bank, 2012 - 2020", "Certifications\nOSHA 10, 2019 - 2024", "Formation\nLycée Hugo 2008 - 2011",
     "Projects\nWeather app, 2019 - 2021", "Skills\nJava (2015 - 2019)", "Reduced falls by 22% from 2017 to 2018",
     "Work experience\nUmsatz gesteigert von 2015 bis 2018", "Hobbies\nChess club, 2010 - 2020"],
)  # fmt: skip
def test_studies_courses_and_volunteering_are_not_work(text: str) -> None:
    assert facts(text).dated_months == 0


@pytest.mark.parametrize(
    "text",
    ["Work Experience\nLab assistant, State University, 2010 - 2014", "High school teacher, Lincoln High School, 2010 - 2014",
     "EMPLOYMENT HISTORY:\n2010 - 2014 Janitor", "Berufserfahrung\nVerkäufer, 2010 - 2014", "Cook, Blue Diner, 2010 - 2014",
     "• Experiencia laboral •\nMesero, 2010 - 2014", "E X P E R I E N C E\nDriver 2010 - 2014"],
)  # fmt: skip
def test_work_counts_with_and_without_a_heading_also_at_a_school(text: str) -> None:
    assert facts(text).dated_months == 48


# --- claims ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Warehouse supervisor with 8 years of experience.", 8), ("10+ years' experience in retail", 10),
        ("over 5 years of hands-on warehouse experience", 5), ("Ten years of experience as a nurse", 10),
        ("2.5 years experience with Python", 2.5), ("Experience: 12 years", 12), ("15 yrs. experience", 15),
        ("seven years working as a line cook", 7), ("I worked in hotels for over 6 years", 6),
        ("three (3) years of customer service experience", 3), ("a 20-year experience", 20),
        ("8 Jahre Berufserfahrung", 8), ("Mehr als 10 Jahre Erfahrung im Verkauf", 10), ("5-jährige Erfahrung in der Pflege", 5),
        ("über drei Jahre praktische Erfahrung", 3),
        ("8 ans d'expérience", 8), ("plus de 5 années d’expérience en vente", 5), ("deux ans d'expérience", 2),
        ("8 años de experiencia", 8), ("más de cinco años de experiencia en ventas", 5),
    ],
)  # fmt: skip
def test_a_claimed_number_of_years_is_read_with_its_line(line: str, years: float) -> None:
    claim = facts(f"Dana Whitfield\n{line}").claim
    assert claim is not None
    assert (claim.years, claim.line) == (years, line)


@pytest.mark.parametrize(
    "line",
    ["I am 25 years old", "A team with 50 years of combined experience", "Our company has 30 years of experience",
     "2 years warranty", "Minimum 5 years of experience required", "Experience with 3 trucks", "100 years experience",
     "Promoted after 2 years", "No 5 years of experience", "0 years of experience", "Experienced driver, 4 states"],
)  # fmt: skip
def test_other_years_are_not_a_claim(line: str) -> None:
    assert facts(line).claim is None


def test_the_largest_claim_stands_and_dates_are_kept_apart() -> None:
    found = facts("3 years of experience with SAP\n8 years of experience in logistics\nClerk, 2020 - 2022")
    assert found.claim is not None
    assert (found.claim.years, found.dated_years) == (8, 2.0)


# --- contact --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "emails"),
    [
        ("dana@example.com", ["dana@example.com"]), ("E-Mail: Dana.W+jobs@Example.COM.", ["Dana.W+jobs@example.com"]),
        ("<mailto:d_w@mail.example.co.uk>", ["d_w@mail.example.co.uk"]), ("a@example.com, b@example.org", ["a@example.com", "b@example.org"]),
        ("dana@example.com | DANA@example.com", ["dana@example.com"]), ("@dana", []), ("dana@", []), ("dana@example", []),
        ("dana..w@example.com", []), ("dana@@example.com", []), ("user@10.0.0.1", []), ("dana at example.com", []),
    ],
)  # fmt: skip
def test_mail_addresses_are_found(line: str, emails: list[str]) -> None:
    assert values(facts(line).emails) == emails


@pytest.mark.parametrize(
    ("line", "region", "phones"),
    [
        ("Phone: (415) 555-0132", "US", ["+14155550132"]), ("+44 20 7946 0958", "US", ["+442079460958"]),
        ("Tel. 030 901820", "DE", ["+4930901820"]), ("0171 2345678", "DE", ["+491712345678"]),
        ("06 12 34 56 78", "FR", ["+33612345678"]), ("Móvil 612 34 56 78", "ES", ["+34612345678"]),
        ("+1 415 555 0132 / +1 (415) 555-0132", "US", ["+14155550132"]),
        ("2019-2023", "US", []), ("06/2015 - 02/2019", "US", []), ("Order 12345678", "US", []), ("12/31/2020 10:15", "US", []),
    ],
)  # fmt: skip
def test_phone_numbers_are_found_in_their_international_form(line: str, region: str, phones: list[str]) -> None:
    assert values(facts(line, region).phones) == phones


# --- skills ---------------------------------------------------------------------------------------------------------


def test_the_tables_are_large_and_unambiguous() -> None:
    assert len(skills()) >= 300
    assert len(licenses()) >= 60
    seen: dict[str, str] = {}
    for table in (skills(), licenses()):
        for name, aliases in table.items():
            for alias in aliases:
                assert seen.setdefault(f"{alias.text}|{alias.name in licenses()}", name) == name, alias


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Skills: Python, SQL, Go, Rust", ["Python", "SQL", "Go", "Rust"]), ("C/C++ and C#", ["C", "C++", "C#"]),
        ("Built services in .NET and Node.js.", [".NET", "Node.js"]), ("Shipped ASP.NET Core apps", [".NET"]),
        ("React, TypeScript, k8s", ["React", "TypeScript", "Kubernetes"]), ("R, Python, SPSS", ["R", "Python", "SPSS"]),
        ("Word, Excel, PowerPoint", ["Microsoft Word", "Microsoft Excel", "PowerPoint"]), ("MS Excel", ["Microsoft Excel"]),
        ("Operated forklifts and pallet jacks", ["Forklift operation"]), ("Gabelstapler fahren", ["Forklift operation"]),
        ("Conduite de chariot élévateur", ["Forklift operation"]), ("Order picking with RF scanners", ["Order picking", "RF scanners"]),
        ("Wound care, phlebotomy & triage", ["Wound care", "Phlebotomy", "Triage"]), ("TIG welding", ["Welding"]),
        ("atención al cliente y manejo de caja", ["Customer service", "Cash handling"]), ("Kundenservice", ["Customer service"]),
        ("Led a team of 12", ["Team leadership"]), ("Accounts payable/receivable", ["Accounts payable"]),
        ("problem with SQL-Server tuning", ["Microsoft SQL Server"]), ("TensorFlow", ["Deep learning"]),
    ],
)  # fmt: skip
def test_skills_are_found_by_any_usual_name(line: str, found: list[str]) -> None:
    assert values(facts(line).skills) == found


@pytest.mark.parametrize(
    "line",
    ["I excel at service", "Go to market", "Reacted quickly", "react to incidents calmly", "Vitamin C, iron and zinc",
     "Hepatitis A, B, C", "R&D budget", "Swift, reliable, friendly", "The word of our customers", "rust removal",
     "Sarah Jenkins, manager", "Cassandra Miller", "javascripting", "No experience with Python", "not familiar with SQL",
     "eager to learn Docker", "ohne SAP-Kenntnisse", "Excellent", "spark plugs", "access to the building", "Sketchy",
     "wedding reception hosted", "a flask of water", "data cleaning", "unity and respect", "Team, Lead, Metal",
     "Interests: Java coffee and photography"],
)  # fmt: skip
def test_words_that_only_look_like_skills_are_left_out(line: str) -> None:
    assert values(facts(line).skills) == []


def test_a_skill_after_a_denied_one_still_counts() -> None:
    assert values(facts("No Java. Strong Python.").skills) == ["Python"]


def test_single_words_count_in_a_skills_section() -> None:
    assert values(facts("Skills\n• Go\n• Excel").skills) == ["Go", "Microsoft Excel"]
    assert values(facts("Summary\nGo").skills) == []


def test_terms_of_the_description_are_found_too() -> None:
    found = facts("Ran the Kepware gateway for HMI panels", terms=("kepware", "HMI panels", "SCADA"))
    assert values(found.skills) == ["kepware", "HMI panels"]


# --- degrees --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "level", "is_finished"),
    [
        ("Bachelor of Science in Nursing, 2014", Level.BACHELOR, True), ("B.A., English", Level.BACHELOR, True),
        ("BSc Computer Science", Level.BACHELOR, True), ("BA in History", Level.BACHELOR, True),
        ("Master's degree in Education", Level.MASTER, True), ("MBA, INSEAD", Level.MASTER, True),
        ("M.Sc. Physics", Level.MASTER, True), ("Master of Arts", Level.MASTER, True), ("Ph.D. in Chemistry", Level.DOCTORATE, True),
        ("PhD", Level.DOCTORATE, True), ("Dr. rer. nat., Uni Bonn", Level.DOCTORATE, True), ("Juris Doctor", Level.DOCTORATE, True),
        ("Associate degree in Supply Chain Management, 2015", Level.ASSOCIATE, True), ("Associate of Arts", Level.ASSOCIATE, True),
        ("High school diploma", Level.SECONDARY, True), ("GED", Level.SECONDARY, True), ("Abitur, Gymnasium Köln", Level.SECONDARY, True),
        ("Baccalauréat scientifique", Level.SECONDARY, True), ("Bachillerato", Level.SECONDARY, True),
        ("Ausbildung zum Elektroniker", Level.VOCATIONAL, True), ("Apprenticeship in carpentry", Level.VOCATIONAL, True),
        ("Licenciatura en Derecho", Level.BACHELOR, True), ("Diplom-Ingenieur Maschinenbau", Level.MASTER, True),
        ("BTS Comptabilité", Level.ASSOCIATE, True), ("B.S. in Biology (in progress)", Level.BACHELOR, False),
        ("Pursuing a Bachelor of Arts", Level.BACHELOR, False), ("MBA candidate, expected 2027", Level.MASTER, False),
        ("Coursework towards an associate degree", Level.ASSOCIATE, False),
        ("Bachelor Informatik, abgebrochen", Level.BACHELOR, False),
    ],
)  # fmt: skip
def test_a_degree_is_read_with_its_level(line: str, level: Level, is_finished: bool) -> None:
    (degree,) = facts(line).degrees
    assert (degree.level, degree.is_finished, degree.line) == (level, is_finished, line)


@pytest.mark.parametrize(
    "line",
    ["Scrum Master at Acme", "Master electrician", "Sales associate", "Bachelor party catering", "High school teacher",
     "Baltimore, MD", "Boston, MA", "Mastered three machines", "Webmaster", "master data management", "No high school diploma",
     "MS Office", "Taught students for the GED", "Bachelor's degree required", "BA 283 to London", "PhDs"],
)  # fmt: skip
def test_words_that_only_look_like_degrees_are_left_out(line: str) -> None:
    assert facts(line).degrees == ()


def test_the_highest_degree_is_a_finished_one() -> None:
    found = facts("Education\nHigh school diploma\nBachelor of Arts, 2015\nMBA, in progress")
    assert found.highest_degree is not None
    assert found.highest_degree.level is Level.BACHELOR


# --- licenses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Licenses: Forklift license, OSHA 10", ["Forklift license", "OSHA 10"]), ("CDL Class A with HazMat endorsed", ["CDL Class A", "Hazmat endorsement"]),
        ("Class B CDL", ["CDL Class B"]), ("Valid driver's license", ["Driver's license"]), ("Führerschein Klasse B", ["Driver's license B"]),
        ("Permis B", ["Driver's license B"]), ("Staplerschein", ["Forklift license"]), ("RN, BLS, ACLS", ["Registered nurse license", "BLS", "ACLS"]),
        ("Licensed electrician in Ohio", ["Electrician license"]), ("PMP, CAPM expired", ["PMP"]), ("CompTIA A+", ["CompTIA A+"]),
        ("Certifications\nFirst Aid", ["First aid"]), ("Six Sigma Green Belt", ["Six Sigma Green Belt"]), ("CPA", ["CPA"]),
        ("Primeros auxilios", ["First aid"]), ("ServSafe certified", ["ServSafe"]),
    ],
)  # fmt: skip
def test_a_license_is_read(line: str, found: list[str]) -> None:
    assert values(facts(line).licenses) == found


@pytest.mark.parametrize(
    "line",
    ["CDL expired in 2020", "Studying for CPA", "CPA candidate", "No driver's license", "Supervised registered nurses",
     "Assisted a registered nurse", "Managed a team of licensed electricians", "Hired CDL drivers", "my pals and I",
     "kein Führerschein", "pursuing PMP", "CCNA in progress", "stocked first aid kits"],
)  # fmt: skip
def test_a_license_that_the_person_does_not_hold_is_left_out(line: str) -> None:
    assert values(facts(line).licenses) == []


# --- languages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Languages: English (native), Spanish (fluent)", [("English", "native"), ("Spanish", "fluent")]),
        ("Languages\nEnglish\nPolish - B2", [("English", ""), ("Polish", "intermediate")]),
        ("Sprachen: Deutsch (Muttersprache), Englisch (verhandlungssicher), Türkisch",
         [("German", "native"), ("English", "advanced"), ("Turkish", "")]),
        ("Langues : français courant, anglais B1", [("French", "fluent"), ("English", "intermediate")]),
        ("Idiomas: español nativo, inglés básico", [("Spanish", "native"), ("English", "basic")]),
        ("Fluent in English, Spanish and French", [("English", "fluent"), ("Spanish", "fluent"), ("French", "fluent")]),
        ("Native English and conversational Spanish speaker", [("English", "native"), ("Spanish", "intermediate")]),
        ("Bilingual English/Spanish", [("English", "native"), ("Spanish", "native")]),
        ("Gute Englischkenntnisse", [("English", "intermediate")]), ("Englischkenntnisse: sehr gut", [("English", "advanced")]),
        ("English C1 | German A2", [("English", "advanced"), ("German", "basic")]),
    ],
)  # fmt: skip
def test_spoken_languages_are_read_with_their_level(text: str, found: list[tuple[str, str]]) -> None:
    assert [(spoken.language, spoken.level) for spoken in facts(text).languages] == found


@pytest.mark.parametrize(
    "text",
    ["Waiter in a French restaurant", "English teacher", "Taught German literature", "Fluent in Python", "Danish pastry",
     "Spanish", "Not fluent in German", "Programming languages\nJava, Python", "Polished floors", "Thai cuisine, basic"],
)  # fmt: skip
def test_words_that_only_look_like_languages_are_left_out(text: str) -> None:
    assert facts(text).languages == ()


# --- whole resumes --------------------------------------------------------------------------------------------------


def test_a_whole_resume() -> None:
    found = facts("\n".join(RESUME_LINES))
    assert values(found.emails) == ["dana.whitfield@example.com"]
    assert values(found.phones) == ["+14155550132"]
    assert found.dated_months == 93 + 45
    assert found.claim is not None
    assert found.claim.years == 8
    assert values(found.licenses) == ["Forklift license", "OSHA 10"]
    assert [(d.level, d.is_finished) for d in found.degrees] == [(Level.ASSOCIATE, True)]
    assert found.languages[1] == Spoken("Spanish", "fluent", "Languages: English (native), Spanish (fluent)")
    assert "Team leadership" in values(found.skills)
    assert evidence(found) <= set(RESUME_LINES)


def test_an_empty_text_states_nothing() -> None:
    assert facts("") == facts(" \n\n ")
    assert facts("").highest_degree is None


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error_and_evidence_is_verbatim(text: str) -> None:
    found = facts(text)
    lines = {line.strip() for line in text.splitlines()}
    assert evidence(found) <= lines


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["a " * 100, "2019 - ", "1" * 200, "experience 5 years ", "x@" * 100, "-–—to " * 30, "  \t" * 60]
)
def test_a_hostile_resume_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    for joint in ("", "\n"):
        facts((piece + joint) * (20_000 // (len(piece) + len(joint))))


GERMAN = """Jonas Becker
Musterstraße 5, 50667 Köln | Tel.: 0221 4710888 | jonas.becker@example.com
Berufserfahrung
03/2018 – heute   Schichtleiter Lager, Rheinlog GmbH, Köln
- Schichtplanung, Inventur, Gabelstapler und Schubmaststapler
08/2013 – 02/2018   Fachkraft für Lagerlogistik, Paketdienst Nord
Ausbildung
08/2010 – 07/2013   Ausbildung zur Fachkraft für Lagerlogistik (IHK)
2010   Mittlere Reife, Realschule Köln
Kenntnisse
MS Office (sehr gut), SAP EWM, Kommissionierung
Führerschein Klasse B, Staplerschein
Sprachen
Deutsch (Muttersprache), Englisch (B1), Türkisch (Grundkenntnisse)
"""


def test_a_german_resume() -> None:
    found = facts(GERMAN, region="DE")
    assert found.dated_months == 105 + 55
    assert values(found.phones) == ["+492214710888"]
    assert values(found.skills) == [
        "Shift planning", "Cycle counting", "Forklift operation", "Reach truck", "Microsoft Office", "SAP", "Order picking",
    ]  # fmt: skip
    assert values(found.licenses) == ["Driver's license B", "Forklift license"]
    assert [degree.level for degree in found.degrees] == [Level.VOCATIONAL, Level.SECONDARY]
    assert [(s.language, s.level) for s in found.languages] == [
        ("German", "native"), ("English", "intermediate"), ("Turkish", "basic"),
    ]  # fmt: skip


NURSE = """MARIA GONZALEZ RUIZ
Houston, TX 77002 • (713) 555-0148 • maria.gonzalez@example.com
Compassionate RN with 9+ years of acute-care experience across ICU and emergency departments.
PROFESSIONAL EXPERIENCE
Charge Nurse, ICU                                   Jan 2020 – Present
• Supervise 14 nurses and 6 CNAs per shift; wound care and IV therapy
Staff Nurse    06/2016 – 12/2019
• Precepted 10 graduates; reduced falls by 22% from 2012 to 2018
EDUCATION
Bachelor of Science in Nursing (BSN), University of Texas, May 2016
LICENSES & CERTIFICATIONS
Texas RN License #123456, exp. 06/2027
BLS, ACLS, PALS (expired 2023)
"""


def test_a_nurse_s_resume() -> None:
    found = facts(NURSE)
    assert found.dated_months == 83 + 43
    assert found.claim is not None
    assert found.claim.years == 9
    assert values(found.licenses) == ["Registered nurse license", "BLS", "ACLS"]
    assert values(found.skills) == ["Intensive care", "Wound care", "IV therapy"]
