"""Notes of the team: plain words, colleagues are told, edits keep what stood before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from milo_app.core.errors import Conflict, Denied, Invalid, NotFound
from milo_app.core.work import Work
from milo_app.domain.accounts.models import Role
from milo_app.domain.candidates import mentions, notes
from milo_app.domain.candidates.models import Application
from milo_app.domain.notifications import queries as notices
from tests.factories.accounts import make_user
from tests.factories.candidates import make_application
from tests.factories.house import House
from tests.factories.interviewers import make_interviewer


@pytest.fixture
def ana(house: House) -> str:
    """The public id of somebody to write about."""
    with house.work() as w:
        return make_application(w, make_interviewer(w)).public_id


def written(w: Work, ana: str) -> list[str]:
    """Return the notes as they read."""
    return [row.body for row in notes.page(w, _row(w, ana)).rows]


def _row(w: Work, ana: str) -> Application:
    return notes.queries.pick(w, ana)


def test_a_note_is_read_by_everybody_and_counted(house: House, ana: str) -> None:
    with house.work() as w:
        notes.write(w, ana, "Calm, and asks good questions.")
        notes.write(w, ana, "Call on Monday.")
    with house.work(house.viewer) as w:
        assert written(w, ana) == ["Call on Monday.", "Calm, and asks good questions."]
        row = notes.page(w, _row(w, ana)).rows[0]
        assert (row.author, row.can_edit, row.can_delete) == ("Rita Recruiter", False, False)
        assert _row(w, ana).notes_count == 2


def test_a_viewer_cannot_write(house: House, ana: str) -> None:
    with house.work(house.viewer) as w, pytest.raises(Denied):
        notes.write(w, ana, "Hello")


def test_markup_stays_text_and_every_script_is_kept(house: House, ana: str) -> None:
    text = '<script>alert("x")</script> 王小明 مرحبا 🎉'
    with house.work() as w:
        notes.write(w, ana, text)
        found = notes.page(w, _row(w, ana)).rows[0]
    assert found.body == text
    assert "".join(piece["text"] for piece in found.pieces) == text


@pytest.mark.parametrize("body", ["", "  \n ", "x" * 5001])
def test_a_note_needs_some_words_and_not_too_many(house: House, ana: str, body: str) -> None:
    with house.work() as w, pytest.raises(Invalid):
        notes.write(w, ana, body)


def test_whoever_is_named_is_told_and_the_author_is_not(house: House, ana: str) -> None:
    with house.work() as w:
        notes.write(w, ana, "@Vera Viewer, would you call? @Rita Recruiter saw it. a@b.example")
    with house.work(house.viewer) as w:
        told = [row for row in notices.latest(w) if row.kind == "mention"]
        assert [(row.title, row.kind) for row in told] == [("Rita Recruiter mentioned you on Ana Lima", "mention")]
        assert told[0].body.startswith("@Vera Viewer, would you call?")
        pieces = notes.page(w, _row(w, ana)).rows[0].pieces
    assert [piece["text"] for piece in pieces if piece["mention"]] == ["@Vera Viewer", "@Rita Recruiter"]
    for actor in (house.recruiter, house.admin):
        with house.work(actor) as w:
            assert [row for row in notices.latest(w) if row.kind == "mention"] == []


def test_an_edit_keeps_what_stood_before_and_tells_only_who_is_new(house: House, ana: str) -> None:
    with house.work() as w:
        note = notes.write(w, ana, "@Vera Viewer please call")
    with house.work() as w:
        notes.edit(w, note, "@Vera Viewer and @Ada Admin please call", "@Vera Viewer please call")
    with house.work() as w:
        row = notes.page(w, _row(w, ana)).rows[0]
        assert [version.body for version in row.versions] == ["@Vera Viewer please call"]
        assert row.edited_text.startswith("edited ")
    with house.work(house.admin) as w:
        assert [row.kind for row in notices.latest(w)][:1] == ["mention"]
    with house.work(house.viewer) as w:
        assert [row.kind for row in notices.latest(w)].count("mention") == 1


def test_the_second_of_two_edits_is_told(house: House, ana: str) -> None:
    with house.work() as w:
        note = notes.write(w, ana, "First")
        notes.edit(w, note, "Second", "First")
    with house.work() as w, pytest.raises(Conflict):
        notes.edit(w, note, "Third", "First")


def test_only_its_author_changes_a_note_and_an_admin_may_delete_it(house: House, ana: str) -> None:
    with house.work() as w:
        note = notes.write(w, ana, "@Vera Viewer look")
    with house.work(house.admin) as w, pytest.raises(Denied):
        notes.edit(w, note, "Mine now", "@Vera Viewer look")
    with house.work(house.admin) as w:
        notes.remove(w, note)
        assert written(w, ana) == []
        assert _row(w, ana).notes_count == 0
    with house.work(house.viewer) as w:
        assert [row.body for row in notices.latest(w) if row.kind == "mention"] == ["The note was deleted."]
    with house.work() as w, pytest.raises(NotFound):
        notes.edit(w, note, "Back", "@Vera Viewer look")


def test_another_recruiter_does_not_delete_it(house: House, ana: str) -> None:
    with house.work() as w:
        note = notes.write(w, ana, "Mine")
        other = make_user(w, house.workspace, Role.RECRUITER, "Otto Other")
    with house.work(other) as w, pytest.raises(Denied):
        notes.remove(w, note)


def test_the_list_of_colleagues_finds_by_any_word_of_a_name(house: House, ana: str) -> None:
    with house.work() as w:
        people = mentions.colleagues(w)
    assert [one.name for one in mentions.matching(people, "adm")] == ["Ada Admin"]
    assert [one.name for one in mentions.matching(people, "v")] == ["Vera Viewer"]
    assert len(mentions.matching(people, "")) == 3


def test_of_two_with_one_name_the_picked_one_is_meant(house: House, ana: str) -> None:
    with house.work() as w:
        people = mentions.colleagues(w)
    twin = replace(people[0], user_id=99, public_id="twin")
    both = [*people, twin]
    text = f"@{twin.name} and @{twin.name[:3]}"
    assert [one.user_id for one in mentions.named(text, both, ["twin"])] == [99]
    assert len(mentions.named(text, both)) == 2
