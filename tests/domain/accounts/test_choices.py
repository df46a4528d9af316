"""What a member chose to see, and the views that they saved."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Conflict, Denied, Invalid, NotFound
from milo_app.core.work import Work, system
from milo_app.domain.accounts import choices, views
from milo_app.domain.accounts.views import LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS
from tests.factories.house import House, make_house

PAGE = "interviewers"


def test_nothing_was_chosen_at_first_and_the_last_choice_holds(w: Work) -> None:
    assert choices.read(w, "density") == {}
    choices.write(w, "density", {"rows": "compact"})
    choices.write(w, "density", {"rows": "roomy"})
    assert choices.read(w, "density") == {"rows": "roomy"}
    assert choices.read(w, "other") == {}


def test_a_choice_is_the_member_s_own(house: House) -> None:
    with house.work() as w:
        choices.write(w, "density", {"rows": "compact"})
    with house.work(house.viewer) as w:
        assert choices.read(w, "density") == {}


def test_a_choice_is_small_and_needs_a_member(house: House) -> None:
    with house.work() as w, pytest.raises(Invalid):
        choices.write(w, "density", {"rows": "x" * choices.LONGEST})
    with house.work(system(house.workspace.id)) as w, pytest.raises(Denied):
        choices.read(w, "density")


def test_a_saved_view_is_listed_by_name_for_its_owner_only(house: House) -> None:
    with house.work() as w:
        views.save(w, PAGE, "  Nurses,   north ", "q=nurse")
        views.save(w, PAGE, "All of sales", "q=sales")
        assert [(row.name, row.query, row.is_mine) for row in views.views(w, PAGE)] == [
            ("All of sales", "q=sales", True),
            ("Nurses, north", "q=nurse", True),
        ]
        assert views.views(w, "candidates") == []
    with house.work(house.viewer) as w:
        assert views.views(w, PAGE) == []


def test_a_shared_view_is_everybody_s_to_open_and_its_owner_s_or_an_admin_s_to_change(house: House) -> None:
    with house.work() as w:
        made = views.save(w, PAGE, "Night shift", "q=night", is_shared=True)
    with house.work(house.viewer) as w:
        (seen,) = views.views(w, PAGE)
        assert (seen.owner, seen.is_mine, seen.can_change) == ("Rita Recruiter", False, False)
        for change in (
            lambda: views.delete(w, made.id),
            lambda: views.rename(w, made.id, "Mine"),
            lambda: views.share(w, made.id, False),
            lambda: views.change_query(w, made.id, ""),
        ):
            with pytest.raises(Denied):
                change()
    with house.work(house.admin) as w:
        views.delete(w, made.id)
        assert views.views(w, PAGE) == []


def test_what_is_not_shared_is_not_there_for_others(house: House) -> None:
    with house.work() as w:
        made = views.save(w, PAGE, "Mine", "q=x")
    with house.work(house.admin) as w, pytest.raises(NotFound):
        views.delete(w, made.id)


def test_a_name_is_taken_whatever_its_case_and_accents(w: Work) -> None:
    first = views.save(w, PAGE, "Café", "q=a")
    with pytest.raises(Conflict):
        views.save(w, PAGE, "CAFE", "q=b")
    second = views.save(w, PAGE, "Bar", "q=b")
    with pytest.raises(Conflict):
        views.rename(w, second.id, "café")
    assert views.rename(w, first.id, "CAFÉ").name == "CAFÉ"


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1)])
def test_a_view_needs_a_name_that_can_be_read(w: Work, name: str) -> None:
    with pytest.raises(Invalid):
        views.save(w, PAGE, name, "q=a")


def test_filters_and_the_number_of_views_have_a_limit(w: Work) -> None:
    with pytest.raises(Invalid):
        views.save(w, PAGE, "Long", "q" * (LONGEST_QUERY + 1))
    for number in range(MOST_VIEWS):
        views.save(w, PAGE, f"View {number}", "q=a")
    with pytest.raises(Invalid):
        views.save(w, PAGE, "One more", "q=a")


def test_a_view_is_changed_shared_and_saved_again_after_deleting(w: Work) -> None:
    made = views.save(w, PAGE, "Sales", "q=sales")
    assert views.change_query(w, made.id, "q=sales&sort=most").query == "q=sales&sort=most"
    assert views.share(w, made.id, True).is_shared
    gone = views.delete(w, made.id)
    again = views.save(w, PAGE, gone.name, gone.query, is_shared=gone.is_shared)
    assert (again.name, again.query, again.is_shared) == ("Sales", "q=sales&sort=most", True)


def test_another_workspace_has_views_of_its_own(house: House) -> None:
    with house.work() as w:
        made = views.save(w, PAGE, "Sales", "q=sales", is_shared=True)
        choices.write(w, "density", {"rows": "compact"})
    other = make_house(house.clock, "birch")
    with other.work(other.admin) as w:
        assert views.views(w, PAGE) == []
        assert choices.read(w, "density") == {}
        with pytest.raises(NotFound):
            views.delete(w, made.id)
