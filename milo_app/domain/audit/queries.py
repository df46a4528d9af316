"""Reading the audit log: pages of entries in words, newest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, func, select
from sqlmodel import col

from milo_app.core.edges import is_number
from milo_app.core.paging import COUNT_CAP, PAGE_SIZE, Cursor, Page, keyset, page_of
from milo_app.core.text import full_time, plural
from milo_app.core.work import Work
from milo_app.domain.accounts.models import User
from milo_app.domain.audit.models import AuditDetail, AuditEntry

WORDS: Final[dict[str, str]] = {
    "signed_in": "Signed in",
    "signed_out": "Signed out",
    "account_locked": "Account locked after wrong passwords",
    "password_changed": "Password changed",
    "user_added": "Person added to the team",
    "user_disabled": "Account switched off",
    "blind_review_changed": "Blind review changed",
    "sessions_ended": "Signed out of other browsers",
    "account_link_made": "Account link made",
    "api_key_made": "API key made",
    "api_key_revoked": "API key closed",
    "access_refused": "Refused: the role does not allow it",
    "demo_written": "Demo data written",
    "demo_deleted": "Demo data deleted",
    "interviewer_drafted": "Draft started",
    "interviewer_composed": "Plan drafted",
    "questions_written": "Questions written",
    "library_question_saved": "Question put into the library",
    "library_question_renamed": "Question of the library changed",
    "library_question_deleted": "Question taken out of the library",
    "interviewer_published": "Version published",
    "interviewer_closed": "Interviewer archived",
    "interviewer_reopened": "Interviewer taken out of the archive",
    "interviewer_extended": "Deadline moved",
    "interviewer_deadline_passed": "Deadline passed",
    "interviewer_cloned": "Interviewer cloned",
    "interviewer_deleted": "Draft deleted",
    "interviewer_configured": "Retakes, reminders or budget changed",
    "interviewer_budget_reached": "Budget used up, intake paused",
    "interviewer_subscribers_changed": "E-mail subscribers changed",
    "search_reindex_asked": "New search index asked for",
    "search_reindex_stopped": "Building of the search index stopped",
    "search_switched": "What the search finds changed",
    "search_retried": "Search tried again what could not be indexed",
    "template_saved": "Template saved",
    "template_renamed": "Template renamed",
    "template_deleted": "Template deleted",
    "template_restored": "Template brought back",
    "default_template_chosen": "Default template changed",
    "application_created": "Candidate added",
    "personal_link_issued": "Personal link made",
    "personal_links_revoked": "Personal links revoked",
    "personal_links_handed_out": "Personal links downloaded",
    "import_started": "List of candidates taken over",
    "import_finished": "List of candidates added",
    "import_taken_back": "List of candidates taken back",
    "cohort_created": "Cohort created",
    "cohort_renamed": "Cohort renamed",
    "cohort_deleted": "Cohort deleted",
    "cohort_filled": "People added to a cohort",
    "cohort_left": "People taken out of a cohort",
    "bulk_job_started": "Job on many candidates started",
    "bulk_job_finished": "Job on many candidates done",
    "bulk_job_failed": "Job on many candidates failed",
    "bulk_job_cancelled": "Job on many candidates cancelled",
    "bulk_file_fetched": "File of many candidates downloaded",
    "candidates_shortlisted": "Shortlisted",
    "candidates_dismissed": "Dismissed",
    "decisions_cleared": "Decision taken back",
    "decisions_restored": "Decision undone",
    "person_erased": "Person erased",
    "candidates_merged": "Two candidates merged",
    "candidates_parted": "Merge undone",
    "note_written": "Note written",
    "note_changed": "Note changed",
    "note_deleted": "Note deleted",
    "candidate_rated": "Criterion rated",
    "verdict_given": "Verdict given",
    "verdict_withdrawn": "Verdict taken back",
    "interview_completed": "Interview completed",
    "candidate_knocked_out": "Stopped by a rule",
    "retake_started": "Retake started",
    "retake_allowed": "Retake allowed",
    "test_run_started": "Test run started",
    "test_runs_deleted": "Test runs deleted",
    "application_scored": "Scored",
    "scoring_failed": "Evaluation failed",
    "guest_link_made": "Guest link made",
    "guest_link_revoked": "Guest link revoked",
    "guest_verdict_given": "Guest gave a verdict",
    "scoring_requested": "New evaluation asked for",
    "report_printed": "Report printed",
    "branding_changed": "Branding changed",
    "message_retried": "Failed mail sent again",
    "label_created": "Label created",
    "label_changed": "Label changed",
    "label_deleted": "Label deleted",
    "label_restored": "Label change undone",
    "label_assigned": "Label set",
    "label_unassigned": "Label removed",
    "label_assignment_undone": "Label change undone",
    "credits_granted": "Credits added",
    "interviewer_budget_near": "Four fifths of a budget spent",
    "push_device_added": "Browser added for push",
    "push_device_removed": "Browser for push removed",
    "chat_added": "Chat channel connected",
    "chat_changed": "Chat channel changed",
    "chat_removed": "Chat channel removed",
}
"""What each action is called on the page; a test holds it complete."""

_LINK_KINDS: Final = {
    "sign_in": "for signing in",
    "reset": "for a new password",
    "setup": "for set-up",
    "invite": "for joining",
}
_MANY: Final = 20
_DECISIONS: Final = ("candidates_shortlisted", "candidates_dismissed", "decisions_cleared", "decisions_restored")


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry. `object_kind` is user, interviewer, application or another id's name; `object_ids` are internal.

    `actor_application` is the internal id of the candidate's application where a candidate acted, else None.
    """

    seq: int
    at: str
    actor_kind: str
    actor_name: str
    actor_application: int | None
    action: str
    words: str
    note: str
    object_kind: str
    object_ids: tuple[int, ...]
    object_name: str


def page(w: Work, cursor: str = "", size: int = PAGE_SIZE) -> Page[AuditRow]:
    """Return a page of this workspace's log, newest first; names of people are read now, not stored in the chain."""
    w.require("audit:read")
    edge = Cursor.parse(cursor)
    if edge.go in ("next", "prev") and not (is_number(edge.value) and 0 <= edge.value < 2**60):
        edge = Cursor()
    number = cast("ColumnElement[Any]", col(AuditEntry.seq))
    # A count over a subquery is no ORM statement, so the tenancy hook does not see it: the workspace stands here.
    mine = select(col(AuditEntry.id)).where(col(AuditEntry.workspace_id) == w.workspace_id)
    total = w.session.execute(select(func.count()).select_from(mine.limit(COUNT_CAP + 1).subquery())).scalar_one()
    base: Any = select(AuditEntry, AuditDetail).outerjoin(AuditDetail, col(AuditDetail.entry_id) == col(AuditEntry.id))
    query, backwards = keyset(
        base, number, cast("ColumnElement[Any]", col(AuditEntry.id)), edge, descending=True, size=size
    )
    found = list(w.session.execute(query).all())
    made = page_of(found, backwards, edge, total, lambda line: (line[0].seq, line[0].id), size)
    users = _users(w, [entry for entry, _ in made.rows])
    rows = [_row(w, entry, detail.body if detail is not None else {}, users) for entry, detail in made.rows]
    return Page(rows, made.total, made.is_capped, made.start, made.next, made.prev, made.last)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did to one object, for its own timeline: without details."""

    action: str
    words: str
    who: str
    at: datetime


def about(w: Work, object_kind: str, object_id: int, actions: Collection[str], most: int = 100) -> list[Deed]:
    """Return what people did to one object, newest first. The caller has checked that the object may be read."""
    query = (
        select(AuditEntry)
        .where(
            col(AuditEntry.workspace_id) == w.workspace_id,
            col(AuditEntry.object_kind) == object_kind,
            col(AuditEntry.object_id) == str(object_id),
            col(AuditEntry.action).in_(list(actions)),
        )
        .order_by(col(AuditEntry.id).desc())
        .limit(most)
    )
    entries = list(w.session.scalars(query))
    users = _users(w, entries)
    return [
        Deed(
            entry.action,
            WORDS.get(entry.action, entry.action),
            users.get(entry.actor_id or 0, "") if _is_user(entry) else "",
            entry.at,
        )
        for entry in entries
    ]


def _is_user(entry: AuditEntry) -> bool:
    """At the sign-in door nobody is known yet: what happens there to an account is the doing of its owner."""
    return entry.actor_kind == "user" or (entry.actor_kind == "candidate" and entry.object_kind == "user")


def _users(w: Work, entries: Collection[AuditEntry]) -> dict[int, str]:
    wanted = {entry.actor_id for entry in entries if _is_user(entry)}
    wanted |= {int(entry.object_id) for entry in entries if entry.object_kind == "user" and entry.object_id.isdigit()}
    rows = w.session.execute(select(col(User.id), col(User.name)).where(col(User.id).in_([i for i in wanted if i])))
    return {int(user_id): name for user_id, name in rows if user_id is not None}


def _row(w: Work, entry: AuditEntry, body: dict[str, Any], users: dict[int, str]) -> AuditRow:
    kind, ids = _objects(entry, body)
    is_user = _is_user(entry)
    return AuditRow(
        seq=entry.seq,
        at=full_time(entry.at, w.actor.tz),
        actor_kind="user" if is_user else entry.actor_kind,
        actor_name=users.get(entry.actor_id or 0, "A former member") if is_user else "",
        actor_application=entry.actor_id if entry.actor_kind == "candidate" and not is_user else None,
        action=entry.action,
        words=WORDS.get(entry.action, entry.action.replace("_", " ").capitalize()),
        note=_note(entry.action, body),
        object_kind=kind,
        object_ids=ids,
        object_name=_object_name(kind, ids, body, users),
    )


def _object_name(kind: str, ids: tuple[int, ...], body: dict[str, Any], users: dict[int, str]) -> str:
    if kind == "label":
        return str(body.get("name", ""))
    return users.get(ids[0], "") if kind == "user" and ids else ""


def _objects(entry: AuditEntry, body: dict[str, Any]) -> tuple[str, tuple[int, ...]]:
    several = body.get("application_ids")
    if isinstance(several, list):
        return "application", tuple(each for each in several[:_MANY] if isinstance(each, int))
    return entry.object_kind, (int(entry.object_id),) if entry.object_id.isdigit() else ()


def _note(action: str, body: dict[str, Any]) -> str:
    """Say the one detail of an entry that its words leave open; empty where there is none or it was erased."""
    if action == "interviewer_published" and body.get("number"):
        return f"version {body['number']}"
    if action == "signed_in" and body.get("way"):
        return {"password": "with a password", "link": "with a one-time link"}.get(body["way"], str(body["way"]))
    if action == "blind_review_changed":
        return ("begun" if body.get("is_on") else "left") + (" for everybody" if body.get("is_for_all") else "")
    if action == "sessions_ended":
        return plural(int(body.get("count", 0)), "session")
    if action == "user_added" and body.get("role"):
        return f"as {body['role']}"
    if action == "account_link_made":
        return _LINK_KINDS.get(str(body.get("kind", "")), "")
    if action == "application_scored" and "score" in body:
        return "nothing could be scored" if body["score"] is None else f"score {body['score']}"
    if action.startswith("cohort_") and "name" in body:
        return f"{body['name']}, {body['count']:,} people" if body.get("count") else str(body["name"])
    if action.startswith("bulk_") and "kind" in body:
        return f"{body['kind']}, {body.get('count', 0):,} people"
    if action in _DECISIONS and body.get("count", 1) > 1:
        return f"{body['count']:,} people"
    if action in ("label_assigned", "label_unassigned", "label_assignment_undone") and body.get("interviewer_ids"):
        count = plural(len(body["interviewer_ids"]), "interviewer")
        return f"{body['value']} on {count}" if body.get("value") else f"on {count}"
    if action == "label_deleted" and body.get("removed"):
        return f"with its value on {plural(int(body['removed']), 'interviewer')}"
    if action == "import_finished":
        return f"{body.get('added', 0):,} added, {body.get('known', 0):,} known, {body.get('refused', 0):,} refused"
    if action in ("import_taken_back", "personal_links_handed_out", "test_runs_deleted"):
        return f"{body.get('count', 0):,} people" if action != "test_runs_deleted" else f"{body.get('count', 0):,}"
    if action == "search_switched":
        return str(body.get("note", ""))
    if action == "search_retried":
        return plural(int(body.get("count", 0)), "document")
    if action == "candidate_knocked_out":
        return str(body.get("rule", ""))
    if action == "scoring_failed":
        return str(body.get("reason", ""))
    return ""
