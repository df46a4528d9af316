"""The report on paper: what stands on it, for whom, in which language, and the same on the page and in the PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from sqlmodel import col, select

from milo_app import bootstrap
from milo_app.adapters.llm_builtin.evaluator import BuiltinEvaluator
from milo_app.core.errors import Denied, NotFound
from milo_app.domain.candidates.models import Application, ApplicationState
from milo_app.domain.scoring import printing, service
from milo_app.domain.scoring.paper import Asked, Block, Chips, Note, Paper, PaperOptions, Point, Scored
from milo_app.domain.scoring.paper_html import page, policy
from milo_app.domain.scoring.paper_words import _WORDS, LANGUAGES, Words
from milo_app.domain.scoring.ports import ReportPrinter
from tests.databases import Installation
from tests.factories.attempts import Attempt, House, apply, house
from tests.factories.evaluators import FULL, GOOD, RESUME, works
from tests.factories.papers import MARKUP, a_paper, text_of

RIGHTS = ("application:read", "candidate:read", "candidate:read_contact", "candidate:export")


@pytest.fixture
def place(installation: Installation) -> House:
    """A workspace with the usual interview."""
    return house()


def scored(place: House, done: Attempt = FULL) -> str:
    """Write an attempt, have it scored, and return the application's public id."""
    number, public_id = apply(place, done)
    service.evaluate(works(place, BuiltinEvaluator(place.clock)), number, 1)
    return public_id


def on_paper(place: House, public_id: str, options: PaperOptions = PaperOptions(), *rights: str) -> Paper:
    """Return the paper as a person with these rights prints it."""
    with bootstrap.read(place.user(*(rights or RIGHTS)), place.clock) as w:
        return printing.paper(w, public_id, options)


def blocks(paper: Paper, kind: type[Block]) -> list[Block]:
    """Return the blocks of a kind."""
    return [block for block in paper.blocks if isinstance(block, kind)]


def words_of(html: str) -> str:
    """Return what a page says, with single spaces."""
    body = html.split("<body>")[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_it_says_who_for_what_how_well_and_who_judged(place: House) -> None:
    paper = on_paper(place, scored(place))
    assert (paper.company, paper.title, paper.subtitle) == ("Acme", "Ada Obi", "Retail Associate")
    assert paper.score is not None and paper.band in ("strong", "fair", "weak")
    assert paper.evaluator == "Scored by: Built-in evaluator (rules, no AI)"
    facts = dict(paper.facts)
    assert facts["E-mail"] == "ada@example.com"
    assert facts["Decision"] == "No decision yet"
    assert facts["Applied"] == "21 Nov 2026"
    assert facts["Interview finished"] == "21 Nov 2026, 14 min"
    assert paper.file_stem == "Ada Obi - Retail Associate"


def test_each_criterion_stands_with_its_weight_and_its_evidence(place: House) -> None:
    rows = blocks(on_paper(place, scored(place)), Scored)
    assert [row.name for row in rows] == ["Cash handling", "Handling upset customers", "Accuracy"]
    assert rows[1].aside == "weight 8 of 10, 67 % of this stage"
    for row in rows:
        assert row.score is not None
        assert row.quotes
        assert all(
            quote.text in GOOD or quote.text in str(FULL.replies) or quote.text in RESUME for quote in row.quotes
        )


def test_parts_are_left_out_when_asked(place: House) -> None:
    public_id = scored(place)
    whole = on_paper(place, public_id)
    assert blocks(whole, Asked) and blocks(whole, Point) and blocks(whole, Chips)
    bare = on_paper(place, public_id, PaperOptions(chips=False, highlights=False, lowlights=False, transcript=False))
    assert not blocks(bare, Asked) and not blocks(bare, Point) and not blocks(bare, Chips)
    assert blocks(bare, Scored)
    ups = on_paper(place, public_id, PaperOptions(lowlights=False))
    assert {point.label for point in blocks(ups, Point) if isinstance(point, Point)} == {"Highlight"}


def test_contact_details_need_their_right(place: House) -> None:
    paper = on_paper(place, scored(place), PaperOptions(), "application:read", "candidate:read", "candidate:export")
    assert "ada@example.com" not in str(paper)
    assert "442079460000" not in str(paper)


def test_it_needs_the_right_to_export_and_that_to_read(place: House) -> None:
    public_id = scored(place)
    for missing in ("candidate:export", "application:read"):
        with pytest.raises(Denied):
            on_paper(place, public_id, PaperOptions(), *(right for right in RIGHTS if right != missing))
    with pytest.raises(NotFound):
        on_paper(place, "0" * 32)


def test_its_own_words_are_in_the_language_asked_for_and_those_of_people_stay(place: House) -> None:
    paper = on_paper(place, scored(place), PaperOptions(language="de"))
    assert paper.kicker == "Bericht zur Bewerbung"
    assert paper.evaluator == "Bewertet von: Eingebaute Bewertung (Regeln, keine KI)"
    assert dict(paper.facts)["Stand"] == "Abgeschlossen"
    assert dict(paper.facts)["Beworben"] == "21. Nov. 2026"
    assert GOOD[:40] in str(paper)


def test_a_blind_reader_prints_no_name_and_no_score_before_the_own_view(place: House) -> None:
    public_id = scored(place)
    blind = replace(place.user(*RIGHTS, "note:write"), is_blind=True)
    with bootstrap.read(blind, place.clock) as w:
        paper = printing.paper(w, public_id, PaperOptions())
    assert paper.title == f"Candidate {public_id[-4:].upper()}" and paper.title in paper.file_stem
    everything = text_of(bootstrap.ports()[ReportPrinter].pdf(paper)) + page(paper)
    assert not any(word in everything for word in ("Ada", "Obi", "example.com", "2079 460000"))
    assert (paper.score, paper.band) == (None, "hidden until you have rated")
    assert {row.note for row in blocks(paper, Scored) if isinstance(row, Scored)} == {"hidden until you have rated"}
    with bootstrap.read(replace(blind, permissions=frozenset(RIGHTS)), place.clock) as w:
        assert printing.paper(w, public_id, PaperOptions()).score is not None


def test_every_word_is_there_in_every_language_with_the_same_places() -> None:
    for key, versions in _WORDS.items():
        assert len(versions) == len(LANGUAGES) and all(versions), key
        assert {tuple(sorted(re.findall(r"\{.\}", text))) for text in versions} == {
            tuple(sorted(re.findall(r"\{.\}", versions[0])))
        }, key
    assert Words("xx")("report") == "Candidate report"
    assert Words("de").known("No evidence found.") == "Kein Beleg gefunden"
    assert Words("de").known("I wrote that myself") == "I wrote that myself"


def test_options_come_from_an_address_and_nonsense_is_the_default() -> None:
    assert PaperOptions.from_parts({}) == PaperOptions()
    assert PaperOptions.from_parts({"chips": "perhaps", "language": "tlh"}) == PaperOptions()
    found = PaperOptions.from_parts({"chips": "0", "highlights": "off", "transcript": "False", "language": "fr"})
    assert found == PaperOptions(chips=False, highlights=False, transcript=False, language="fr")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_and_the_pdf_say_the_same(place: House, language: str) -> None:
    paper = on_paper(place, scored(place), PaperOptions(language=language))
    pdf = text_of(bootstrap.ports()[ReportPrinter].pdf(paper))
    on_page, in_pdf = (sorted(set(re.findall(r"\w+", text))) for text in (words_of(page(paper)), pdf))
    numbers_of_pages = {word for word in in_pdf if word.isdigit()} | set(re.findall(r"\w+", paper.page_of))
    assert [word for word in on_page if word not in pdf] == []
    assert [word for word in in_pdf if word not in words_of(page(paper)) and word not in numbers_of_pages] == []


def test_html_in_answers_stays_text_on_the_page() -> None:
    html = page(a_paper(MARKUP, title=MARKUP, company=MARKUP, footer=MARKUP, evaluator=MARKUP, file_stem=MARKUP))
    assert "<script" not in html and "<b>bold" not in html
    assert words_of(html).count("<script>alert(1)</script>") >= 6


def test_the_page_loads_nothing_and_its_policy_names_its_one_style() -> None:
    paper = a_paper()
    html = page(paper)
    assert not re.search(r"(src|href|url)\s*[=(]", html)
    assert " style=" not in html
    assert policy(paper) != policy(replace(paper, color="#000000"))
    assert "</style>" not in page(replace(paper, color="red}</style><script>")).split("<style>")[1].split("</style>")[0]
    assert "default-src 'none'" in policy(paper)


def test_a_report_that_was_not_begun_is_short_and_says_so(place: House) -> None:
    public_id = scored(place, Attempt({}))
    with place.open() as w:
        row = w.session.exec(select(Application).where(col(Application.public_id) == public_id)).one()
        row.state, row.score, row.completed_at, row.started_at = ApplicationState.PENDING, None, None, None
        w.session.add(row)
        row.attempt = 2
    paper = on_paper(place, public_id)
    assert dict(paper.facts)["Status"] == "Not started"
    assert paper.band == "not scored"
    assert not blocks(paper, Scored) and not blocks(paper, Asked)
    assert Note("Not started") in paper.blocks
