"""A filter in an address, what it finds besides a page, and interviewers as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milo_app.core.csv_lines import csv_lines, safe
from milo_app.core.work import Work
from milo_app.domain.interviewers import composing, export, filters, listing, service
from milo_app.domain.interviewers.filters import from_parts, labels_from, labels_text, to_parts
from milo_app.domain.interviewers.listing import Counts, InterviewerFilter
from tests.domain.interviewers.test_listing import named, put_label
from tests.factories.house import House, make_house
from tests.factories.interviewers import make_interviewer, web_plan


def test_what_makes_no_sense_in_an_address_is_the_default() -> None:
    assert from_parts({"tab": "none", "sort": "x", "need": "y", "labels": "::,a,b:,:c"}) == InterviewerFilter()
    assert from_parts({}) == InterviewerFilter()


KEYS = st.text("abcxyz_", min_size=1, max_size=20)
VALUES = st.text("ab Z9,:%&=+~/?#äß", min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(KEYS, VALUES), max_size=8))
def test_labels_survive_the_address_whatever_they_hold(pairs: list[tuple[str, str]]) -> None:
    wanted = tuple(dict.fromkeys(pairs))
    flt = InterviewerFilter(tab="expired", q="nurse & co", sort="most", labels=wanted, need="budget")
    assert labels_from(labels_text(wanted)) == wanted
    assert from_parts(to_parts(flt)) == flt


def test_an_empty_tab_says_where_else_the_filter_finds_something(w: Work) -> None:
    rows = named(w, "Nurse", "Nurse at night", "Cook")
    service.archive(w, rows[0].public_id)
    composing.start_draft(w, "A nurse cares for people and is kind to them.", "Nurse draft")
    assert filters.counts_of(w, InterviewerFilter(tab="expired", q="nurse")) == Counts(active=1, archived=1, draft=1)


def test_everything_that_a_filter_finds_can_be_selected(w: Work) -> None:
    rows = named(w, "Nurse", "Cook", "Nurse at night")
    assert filters.ids_of(w, InterviewerFilter(q="nurse")) == [rows[2].public_id, rows[0].public_id]


def read(
    house: House, flt: InterviewerFilter, ids: tuple[str, ...] = (), actor: object = None
) -> list[dict[str, object]]:
    """Export and return a dict per line."""

    @contextmanager
    def opened() -> Iterator[Work]:
        with house.work(actor) as work:  # type: ignore[arg-type]
            yield work

    with opened() as w:
        names = export.header(w)
    return [dict(zip(map(str, names), row, strict=True)) for rows in export.batches(opened, flt, ids) for row in rows]


def test_a_file_has_a_column_for_every_label_and_numbers_as_numbers(house: House) -> None:
    with house.work() as w:
        first, second = named(w, "Nurse", "Cook")
        put_label(w, first, "team", "Care")
        put_label(w, second, "region", "East")
        service.set_budget(w, first.public_id, 1_500_000)
    cook, nurse = read(house, InterviewerFilter())
    assert (nurse["Interviewer"], nurse["Team"], nurse["Region"]) == ("Nurse", "Care", None)
    assert (cook["Team"], cook["Region"], cook["Budget"]) == (None, "East", None)
    assert (nurse["Candidates"], nurse["Budget"], nurse["Currency"]) == (0, 1.5, "USD")


def test_a_file_follows_the_filter_or_the_selection(house: House) -> None:
    with house.work() as w:
        rows = named(w, "Nurse", "Cook", "Nurse at night")
    assert [line["Interviewer"] for line in read(house, InterviewerFilter(q="nurse"))] == ["Nurse at night", "Nurse"]
    chosen = read(house, InterviewerFilter(q="nothing"), (rows[1].public_id,))
    assert [line["Interviewer"] for line in chosen] == ["Cook"]


def test_spend_stays_hidden_from_those_who_may_not_see_it(house: House) -> None:
    with house.work() as w:
        service.set_budget(w, make_interviewer(w).public_id, 7_000_000)
    (line,) = read(house, InterviewerFilter(), actor=house.viewer)
    assert not {"Spend", "Budget", "Currency"} & set(line)


def test_a_file_comes_whole_over_many_batches(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    with house.work() as w:
        named(w, *[f"Role {number}" for number in range(5)])
    assert [line["Interviewer"] for line in read(house, InterviewerFilter())] == [f"Role {n}" for n in (4, 3, 2, 1, 0)]


def test_another_workspace_exports_nothing_of_this_one(house: House) -> None:
    with house.work() as w:
        row = make_interviewer(w, web_plan(title="Secret role"))
    other = make_house(house.clock, "birch")
    assert read(other, InterviewerFilter(), (row.public_id,)) == []
    with other.work() as w:
        assert filters.ids_of(w, InterviewerFilter()) == []
        assert filters.counts_of(w, InterviewerFilter()) == Counts()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1", "\rx"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_a_line_quotes_what_needs_it_and_leaves_numbers_alone() -> None:
    assert csv_lines([["a,b", 'c"d', -3, None, "line\nbreak"]]) == '"a,b","c""d",-3,,"line\nbreak"\r\n'


def test_a_search_is_counted_and_paged_like_the_whole_list(house: House) -> None:
    with house.work() as w:
        for number in range(7):
            named(w, f"Searched {number}")
            named(w, f"Other {number}")
            house.clock.advance(minutes=1)
        for sort in ("recent", "oldest", "most", "least"):
            flt, seen, cursor = InterviewerFilter(q="searched", sort=sort), [], ""
            for words in ("1–3 of 7", "4–6 of 7", "7–7 of 7"):
                page = listing.page(w, flt, cursor, size=3)
                assert page.words == words
                seen += [row.title for row in page.rows]
                cursor = page.next
            assert len(set(seen)) == 7 and all(title.startswith("Searched") for title in seen) and not cursor
            before = listing.page(w, flt, page.prev, size=3)
            assert [row.title for row in before.rows] == seen[3:6] and before.words == "4–6 of 7"
        assert listing.page(w, InterviewerFilter(q="nobody")).total == 0
