"""The Question Library: questions kept for reuse, and taken over from other interviewers."""

from __future__ import annotations

import pytest

from milo_app.core.errors import Denied, Invalid, NotFound
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Role
from milo_app.domain.interviewers import composing, library, service
from milo_app.domain.interviewers.models import LibraryQuestion
from milo_app.domain.interviewers.plan import Plan, StageKind
from tests.databases import Installation
from tests.factories.houses import House, house
from tests.factories.interviewers import full_plan


@pytest.fixture
def home(installation: Installation) -> House:
    return house()


def _draft(w: Work, plan: Plan | None = None, title: str = "Retail Associate") -> str:
    made = composing.blank(w, title)
    service.save_draft(w, made.id, (plan or full_plan()).model_copy(update={"title": title}), 0)
    return made.id


def test_a_saved_question_is_found_by_its_words_where_its_kind_fits(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        draft = _draft(w)
        assert library.save(w, draft, "upset") and library.save(w, draft, "langs")
        assert [one.text for one in library.search(w, "UPSET customer")] == ["Tell us about an upset customer."]
        assert [one.kind for one in library.search(w, "", StageKind.WEB)] == ["multiple_choice", "scored"]
        assert [one.kind for one in library.search(w, "", StageKind.FORM)] == ["multiple_choice"]
        assert library.search(w, "100%") == []


def test_the_same_question_is_kept_once(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        draft = _draft(w)
        assert library.save(w, draft, "upset")
        assert not library.save(w, draft, "upset")
        assert len(library.search(w)) == 1


def test_a_question_of_the_library_is_a_copy_without_the_line_it_came_from(home: House) -> None:
    plan = full_plan()
    plan.stages[2].questions[0].source_line = "stays calm"
    with home.as_role(Role.RECRUITER) as w:
        library.save(w, _draft(w, plan), "upset")
        [kept] = library.search(w)
        assert kept.plan.source_line == "" and kept.plan.key != "upset"
        assert library.pick(w, [kept.id]) == [kept.plan]


def test_renaming_changes_what_is_found_and_what_is_inserted(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        library.save(w, _draft(w), "upset")
        [kept] = library.search(w)
        library.rename(w, kept.id, "  Tell us about\na cross customer. ")
        assert library.search(w, "upset") == []
        assert library.pick(w, [kept.id])[0].text == "Tell us about a cross customer."
        with pytest.raises(Invalid):
            library.rename(w, kept.id, "  ")


def test_a_deleted_question_comes_back_under_its_id(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        library.save(w, _draft(w), "upset")
        [kept] = library.search(w)
        copy = library.delete(w, kept.id)
        assert library.search(w) == []
        with pytest.raises(NotFound):
            library.pick(w, [kept.id])
        library.restore(w, copy)
        library.restore(w, copy)
        assert [one.id for one in library.search(w)] == [kept.id]


def test_questions_of_another_interviewer_are_offered_where_they_fit(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        first, second = _draft(w, title="Night Porter"), _draft(w, title="Day Porter")
        assert library.sources(w, "porter", leave_out=second) == [(first, "Night Porter")]
        found = library.questions_of(w, first, StageKind.WEB)
        assert [one.id for one in found] == ["langs", "upset", "weekend"]
        assert [one.id for one in library.questions_of(w, first, StageKind.WEB, "week")] == ["weekend"]


def test_a_viewer_may_search_but_not_change_the_library(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        library.save(w, _draft(w), "upset")
    with home.as_role(Role.VIEWER) as w:
        [kept] = library.search(w)
        with pytest.raises(Denied):
            library.delete(w, kept.id)
        with pytest.raises(Denied):
            library.rename(w, kept.id, "x")


def test_another_workspace_sees_and_touches_nothing(home: House) -> None:
    with home.as_role(Role.RECRUITER) as w:
        draft = _draft(w)
        library.save(w, draft, "upset")
        [kept] = library.search(w)
    with house("Elsewhere").as_role(Role.ADMIN) as w:
        assert library.search(w) == [] and library.sources(w) == []
        for refused in (
            lambda: library.pick(w, [kept.id]),
            lambda: library.delete(w, kept.id),
            lambda: library.rename(w, kept.id, "x"),
            lambda: library.questions_of(w, draft, StageKind.WEB),
            lambda: library.save(w, draft, "upset"),
        ):
            with pytest.raises(NotFound):
                refused()
    with home.system() as w:
        assert w.session.get(LibraryQuestion, 1) is not None
