"""Rows of the settings pages, the mailbox, the notifications and the published plan."""

from __future__ import annotations

import pytest

from milo_app.core.settings import Settings, settings
from milo_app.domain.accounts.permissions import CATALOGUE, granted
from milo_app.domain.audit.queries import AuditRow
from milo_app.domain.notifications.queries import NoticeRow
from milo_app.domain.outreach.mail_kinds import Block
from milo_app.state.audit import Names, entry_line
from milo_app.state.connections import connections, setting_name
from milo_app.state.mailbox import own_address, part_of
from milo_app.state.notice_lines import grouped
from milo_app.state.plan import KIND_WORDS, follow_up_words
from milo_app.state.team import ROLES, matrix

SECRETS = {
    "ai_key": "sk-hidden-1",
    "smtp_password": "hidden-2",
    "smtp_user": "hidden-3",
    "redis_url": "redis://user:hidden-4@cache",
    "database_url": "postgresql://milo:hidden-5@db/milo",
    "secret_keys": "hidden-6",
    "meili_url": "http://user:hidden-8@search.example.com",
    "meili_key": "hidden-9",
    "meili_search_key": "hidden-10",
    "meili_search_key_uid": "hidden-11",
    "ai_base_url": "https://user:hidden-7@models.example.com/v1",
}


def secretive() -> Settings:
    """Settings in which every secret can be recognized."""
    return Settings(ai_provider="openai", ai_model="some-model", smtp_host="mail.example.com", **SECRETS)


def test_the_connections_page_never_shows_a_value_that_may_be_secret() -> None:
    shown = str(connections(secretive(), with_settings=True))
    assert "hidden" not in shown
    assert "MILO_AI_KEY" in shown and "models.example.com" in shown


def test_how_to_connect_is_for_admins_only() -> None:
    assert not any(each["rows"] or each["how"] for each in connections(secretive(), with_settings=False))


def test_settings_are_called_what_they_are_called_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields:
        name = setting_name(field)
        assert name in (f"MILO_{field.upper()}", field.upper())
    monkeypatch.setenv(setting_name("smtp_host"), "mail.example.com")
    monkeypatch.setenv(setting_name("public_url"), "https://milo.example.com")
    assert Settings().smtp_host == "mail.example.com"
    assert Settings().public_url == "https://milo.example.com"


def test_each_part_says_what_does_the_work_now() -> None:
    plain = {each["key"]: each["word"] for each in connections(Settings(), with_settings=True)}
    assert plain == {
        "model": "Built-in rules",
        "mail": "Dev mailbox",
        "files": "Local folder",
        "database": "SQLite",
        "search": "Built-in engine",
        "redis": "One process",
        "address": "This computer only",
    }
    real = {each["key"]: each["word"] for each in connections(secretive(), with_settings=True)}
    assert (real["model"], real["mail"], real["database"], real["redis"]) == ("Model", "SMTP", "PostgreSQL", "Redis")
    assert real["search"] == "Meilisearch"


def test_the_matrix_shows_exactly_what_the_gate_grants() -> None:
    shown = {right["name"]: right["held"] for area in matrix() for right in area["rights"]}
    assert shown == {each.name: [each.name in granted(role) for role in ROLES] for each in CATALOGUE}


def notice(number: int, kind: str, at: str, *, is_read: bool) -> NoticeRow:
    """Return a line of the bell."""
    return NoticeRow(number, kind, f"Title {number}", "", 1, "1h ago", at, is_read, "i", "a", "gray")


def test_what_needs_somebody_comes_first_then_days() -> None:
    rows = [
        notice(1, "completed", "Sat 21 Nov 2026, 10:00", is_read=True),
        notice(2, "scored", "Sat 21 Nov 2026, 09:00", is_read=False),
        notice(3, "scoring_failed", "Fri 20 Nov 2026, 09:00", is_read=False),
        notice(4, "deadline", "Fri 20 Nov 2026, 08:00", is_read=True),
        notice(5, "scored", "Mon 2 Nov 2026, 08:00", is_read=True),
    ]
    found = grouped(rows, "Sat 21 Nov 2026", "Fri 20 Nov 2026")
    assert [(group["title"], [line["id"] for line in group["lines"]]) for group in found] == [
        ("Needs you", [3]),
        ("Today", [1, 2]),
        ("Yesterday", [4]),
        ("Mon 2 Nov 2026", [5]),
    ]


@pytest.mark.parametrize(
    "href",
    ["https://evil.example/i/me/x", "javascript:alert(1)", "//evil.example", "http://localhost.evil.example/", ""],
)
def test_a_link_out_of_the_installation_cannot_be_followed_from_a_mail(href: str) -> None:
    assert not own_address(href)
    assert part_of(Block("button", "Start", href))["href"] == ""


def test_a_link_into_the_installation_works_from_a_mail() -> None:
    href = f"{settings().origin}/i/me/abc"
    assert part_of(Block("button", "Start", href)) == {"kind": "button", "text": "Start", "href": href}


NAMES = Names({7: ("int7", "Nurse")}, {4: ("app4", "Ada Obi")})


def entry(**changes: object) -> AuditRow:
    """Return an entry of the log."""
    given = {
        "seq": 1200,
        "at": "Sat 21 Nov 2026, 10:00",
        "actor_kind": "user",
        "actor_name": "Rita",
        "actor_application": None,
        "action": "x",
        "words": "X",
        "note": "",
        "object_kind": "",
        "object_ids": (),
        "object_name": "",
    }
    return AuditRow(**(given | changes))  # type: ignore[arg-type]


def test_an_entry_names_its_object_and_leads_to_it() -> None:
    line = entry_line(entry(object_kind="interviewer", object_ids=(7,)), NAMES)
    assert (line["number"], line["who"], line["about"], line["href"]) == (
        "1,200",
        "Rita",
        "Nurse",
        "/interviewers/int7",
    )


def test_an_entry_about_several_people_names_one_and_counts_the_others() -> None:
    line = entry_line(entry(object_kind="application", object_ids=(4, 5, 6)), NAMES)
    assert (line["about"], line["href"]) == ("Ada Obi and 2 others", "")


def test_what_was_deleted_since_is_named_by_its_number() -> None:
    assert entry_line(entry(object_kind="interviewer", object_ids=(99,)), NAMES)["about"] == "Interviewer 99"


def test_a_candidate_and_milo_itself_are_named_too() -> None:
    assert entry_line(entry(actor_kind="candidate", actor_application=4), NAMES)["who"] == "Ada Obi"
    assert entry_line(entry(actor_kind="candidate", actor_application=9), NAMES)["who"] == "A candidate"
    assert entry_line(entry(actor_kind="system", actor_name=""), NAMES)["who"] == "Milo"


def test_every_kind_of_question_has_a_word() -> None:
    from milo_app.domain.interviewers.plan import QuestionKind

    assert set(KIND_WORDS) == set(QuestionKind)


def test_follow_ups_are_said_in_words() -> None:
    assert [follow_up_words(*pair) for pair in ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2))] == [
        "",
        "Up to 1 follow-up",
        "Up to 2 follow-ups",
        "1 to 2 follow-ups",
        "2 follow-ups",
    ]
