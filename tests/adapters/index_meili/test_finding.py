"""What the engine asks a server for, and what it makes of the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milo_app.adapters.index_meili import asking
from milo_app.adapters.index_meili.engine import MeiliEngine
from milo_app.adapters.index_meili.stored import digest
from milo_app.domain.search.ports import BOTH, Kind, Narrowing, Scope, SearchRequest
from tests.adapters.index_meili.conftest import ADA, ADAM, engine_on
from tests.factories.meili.fake import FakeMeili

PEOPLE = frozenset({Kind.CANDIDATE})


def ids(engine: MeiliEngine, text: str, scope: Scope | None = None, **more: object) -> list[int]:
    """Return which people are found."""
    page = engine.search(scope or Scope(1), SearchRequest(text, PEOPLE, **more))  # type: ignore[arg-type]
    return [hit.id for hit in page.hits[Kind.CANDIDATE]]


def queries(fake: FakeMeili) -> list[dict[str, object]]:
    """Return the queries of all multi-searches that were seen."""
    return [one for _, path, body in fake.seen if path == "/multi-search" for one in body["queries"]]


@pytest.mark.parametrize(
    "text",
    ["ada", "Åda", "obrien", "O'Brien", "brien ada", "forklift", "lodz", "Łódź", "node", "obrien@exam", "rien@ex",
     "ada.obrien@example.com", "0151 555", "+49 151 5550123", "0049151555", "50123"],
)  # fmt: skip
def test_somebody_is_found_by(engine: MeiliEngine, text: str) -> None:
    assert 7 in ids(engine, text)


@pytest.mark.parametrize("text", ["obrein", "forklfit", "smiht"])
def test_a_typo_is_forgiven(engine: MeiliEngine, text: str) -> None:
    assert ids(engine, text) == ([8] if text == "smiht" else [7])


def test_an_address_is_found_exactly_or_not_at_all(engine: MeiliEngine) -> None:
    assert ids(engine, "zbrien@example.com") == []


@pytest.mark.parametrize("text", ["!!!", "\x00", "\ue000", "@", "ws = 1 OR 1=1", '" OR *', "NEAR(ada"])
def test_nothing_in_a_question_is_a_command(engine: MeiliEngine, fake: FakeMeili, text: str) -> None:
    assert 9 not in ids(engine, text)
    for query in queries(fake):
        assert query["filter"] == ["ws = 1"]


def test_quotes_and_dashes_neither_bind_nor_exclude(engine: MeiliEngine, fake: FakeMeili) -> None:
    assert ids(engine, '"ada" -brien') == [7]
    assert queries(fake)[0]["q"] == "ada brien"


def test_a_question_of_signs_alone_is_not_sent(engine: MeiliEngine, fake: FakeMeili) -> None:
    before = len(fake.seen)
    page = engine.search(Scope(1), SearchRequest("?!"))
    assert [count.value for count in page.counts.values()] == [0, 0]
    assert len(fake.seen) == before


def test_both_groups_come_with_a_count_each_in_one_request(engine: MeiliEngine, fake: FakeMeili) -> None:
    page = engine.search(Scope(1), SearchRequest("ada"))
    assert {kind: count.value for kind, count in page.counts.items()} == {Kind.CANDIDATE: 2, Kind.INTERVIEWER: 1}
    assert len([path for _, path, _ in fake.seen if path == "/multi-search"]) == 1
    assert page.engine == "Meilisearch"
    assert all(0 < hit.score <= 100 for hits in page.hits.values() for hit in hits)


def test_whoever_may_not_see_contacts_cannot_find_by_them(engine: MeiliEngine, fake: FakeMeili) -> None:
    blind = Scope(1, sees_contact=False)
    assert ids(engine, "obrien@exam", blind) == ids(engine, "0151 555", blind) == ids(engine, "example", blind) == []
    for query in queries(fake):
        assert not {"email", "email_parts", "phone_parts"} & {*query["attributesToSearchOn"], *query["attributesToHighlight"]}  # type: ignore[misc]  # fmt: skip


def test_only_what_is_in_the_scope_is_found_and_counted(engine: MeiliEngine) -> None:
    page = engine.search(Scope(1, frozenset({4})), SearchRequest("ada"))
    assert [hit.id for hit in page.hits[Kind.CANDIDATE]] == [8]
    assert (page.counts[Kind.CANDIDATE].value, page.counts[Kind.INTERVIEWER].value) == (1, 0)


@pytest.mark.parametrize(
    "scope", [Scope(1, frozenset()), Scope(1, sees_people=False, sees_interviewers=False)], ids=["no role", "nothing"]
)
def test_whoever_may_find_nothing_asks_nothing(engine: MeiliEngine, fake: FakeMeili, scope: Scope) -> None:
    before = len(fake.seen)
    page = engine.search(scope, SearchRequest("ada"))
    assert not any(page.hits.values()) and not any(count.value for count in page.counts.values())
    assert len(fake.seen) == before


def test_narrowing_is_asked_for_by_digests_and_numbers(engine: MeiliEngine, fake: FakeMeili) -> None:
    nasty = "city:x] OR ws = 2"
    narrowing = Narrowing((frozenset({"status:shortlisted", nasty}), frozenset({"city:lodz"})), 10, 20)
    assert ids(engine, "", narrowing=narrowing) == [7]
    asked = queries(fake)[-1]["filter"]
    both = ", ".join(sorted([digest("status:shortlisted"), digest(nasty)]))
    assert asked == [
        "ws = 1", f"facets IN [{both}]", f"facets IN [{digest('city:lodz')}]", "years >= 10", "years >= 0", "years <= 20"
    ]  # fmt: skip
    assert ids(engine, "", narrowing=Narrowing(max_years=5)) == [8]


def test_even_without_our_filter_a_token_opens_one_workspace_only(
    engine: MeiliEngine, fake: FakeMeili, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "filters", lambda scope, narrowing: [])
    assert sorted(ids(engine, "ada")) == [7, 8]
    assert ids(engine, "ada", Scope(2)) == [9]


def test_matched_words_are_whole_and_folded_and_the_snippet_is_as_written(engine: MeiliEngine) -> None:
    [hit] = engine.search(Scope(1), SearchRequest("Nod", PEOPLE)).hits[Kind.CANDIDATE]
    assert hit.matched == ("node",)
    assert "Node.js for a bank" in hit.snippet and hit.snippet.endswith("…") and len(hit.snippet) < 300
    [hit] = engine.search(Scope(1), SearchRequest("brie", PEOPLE)).hits[Kind.CANDIDATE]
    assert "brien" in hit.matched and hit.snippet == ""


def test_every_word_of_a_question_may_be_the_beginning_of_a_name(engine: MeiliEngine) -> None:
    [hit] = engine.search(Scope(1), SearchRequest("smi ad", PEOPLE)).hits[Kind.CANDIDATE]
    assert (hit.id, set(hit.matched)) == (8, {"smith", "adam"})


def test_pages_hold_everybody_once(engine: MeiliEngine) -> None:
    engine.apply([replace(ADAM, id=100 + n, name=f"Nora Number{n}") for n in range(25)], 6)
    pages = [ids(engine, "nora", page=page, per_page=10) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({one for page in pages for one in page}) == 25


def test_counts_are_exact_up_to_a_thousand(fake: FakeMeili) -> None:
    engine = engine_on(fake, search_s=30)
    build = engine.rebuild(1001)
    build.add(replace(ADAM, id=n) for n in range(1, 1001))
    build.commit(1)
    count = engine.search(Scope(1), SearchRequest("adam", PEOPLE)).counts[Kind.CANDIDATE]
    assert (count.value, count.is_exact) == (1000, True)
    engine.apply([replace(ADAM, id=2000)], 2)
    count = engine.search(Scope(1), SearchRequest("adam", PEOPLE)).counts[Kind.CANDIDATE]
    assert (count.value, count.is_exact) == (1000, False)


def test_when_not_all_words_are_met_the_last_ones_are_dropped(engine: MeiliEngine, fake: FakeMeili) -> None:
    assert ids(engine, "ada zzzzzz") == [7, 8]
    assert [query["matchingStrategy"] for query in queries(fake)] == ["all", "last"]


def test_a_question_for_all_kinds_asks_again_only_for_what_was_not_found(engine: MeiliEngine, fake: FakeMeili) -> None:
    engine.search(Scope(1), SearchRequest("baker ada", BOTH))
    assert [query["indexUid"] for query in queries(fake)] in (
        ["milo_people", "milo_interviewers", "milo_people"],
        ["milo_interviewers", "milo_people", "milo_people"],
    )


def test_words_that_are_marked_in_part_count_as_whole() -> None:
    text = f"x {asking.BEGIN}Nod{asking.END}e.js and {asking.BEGIN}Zür{asking.END}ich"
    assert asking.marked_words(text) == ["node", "zurich"]


def test_documents_keep_no_facet_and_no_phone_as_people_wrote_them(engine: MeiliEngine, fake: FakeMeili) -> None:
    kept = fake.indexes["milo_people"].documents["1-7"]
    assert "status:shortlisted" not in str(kept) and ADA.phone not in str(kept)
