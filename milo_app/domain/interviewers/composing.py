"""From a pasted description to a draft plan. The text is kept first; the composer runs outside any transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sqlmodel import col

from milo_app.core.errors import Invalid
from milo_app.core.guard import change_if
from milo_app.core.ids import short_key
from milo_app.core.text import ellipsis, one_line, plain
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.billing import service as billing
from milo_app.domain.interviewers import queries
from milo_app.domain.interviewers.drafts import Draft, placeholder_slug, read_draft
from milo_app.domain.interviewers.errors import DescriptionTooLong, DescriptionTooShort, StaleDraft, WrongState
from milo_app.domain.interviewers.events import InterviewerComposed, InterviewerDrafted
from milo_app.domain.interviewers.models import Interviewer, InterviewerState
from milo_app.domain.interviewers.plan import MAX_DESCRIPTION, Plan
from milo_app.domain.interviewers.ports import Brief, Composed, Composer

OpenWork = Callable[[], AbstractContextManager[Work]]
FEWEST_WORDS = 8
COMFORTABLE_WORDS = 30
UNTITLED = "Untitled role"
MOST_WISHES = 10_000


@dataclass(frozen=True, slots=True)
class StartedDraft:
    """A draft whose text is kept; `warnings` are sentences for the recruiter."""

    id: str
    words: int
    warnings: tuple[str, ...] = ()


def start_draft(w: Work, description: str, title: str = "", department: str = "") -> StartedDraft:
    """Keep a pasted description as a new draft.

    Raises `DescriptionTooLong` past 50,000 characters and `DescriptionTooShort` under 8 words; both say the counts.
    """
    w.require("interviewer:create")
    text, warnings = _checked(description)
    name = _title(title) or _first_line(text) or UNTITLED
    row = _new_row(w, Plan(title=name, department=one_line(department)[:80]))
    row.description = text
    w.session.add(row)
    w.session.flush()
    return StartedDraft(row.public_id, len(text.split()), warnings)


def blank(w: Work, title: str = "") -> StartedDraft:
    """Begin an empty draft without a description."""
    w.require("interviewer:create")
    row = _new_row(w, Plan(title=_title(title) or UNTITLED))
    return StartedDraft(row.public_id, 0)


def begin(w: Work, plan: Plan, origin: str = "") -> StartedDraft:
    """Begin a draft with a plan that is ready; `origin` says where it came from."""
    w.require("interviewer:create")
    row = _new_row(w, plan)
    row.draft = Draft(plan, composer=origin).stored()
    w.session.add(row)
    w.session.flush()
    return StartedDraft(row.public_id, 0)


def change_description(w: Work, public_id: str, description: str) -> StartedDraft:
    """Replace the text of a draft; the plan stays as it is until it is composed again."""
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    if row.state != InterviewerState.DRAFT:
        raise WrongState(
            "The description of a live interviewer stays as it was.", do="Clone it to start from another text."
        )
    text, warnings = _checked(description)
    row.description = text
    w.session.add(row)
    w.session.flush()
    return StartedDraft(row.public_id, len(text.split()), warnings)


def keep_words(w: Work, public_id: str, *, wishes: str | None = None, context: str | None = None) -> int:
    """Keep how the interview should go (10,000 characters) and the text beside the description (50,000) with the draft.

    Returns the draft's new revision; raises `Invalid` for what is longer and `StaleDraft` when it was just changed.
    """
    w.require("interviewer:update")
    row = queries.pick(w, public_id)
    kept = read_draft(row.draft)
    said = kept.wishes if wishes is None else plain(wishes).strip()
    beside = kept.context if context is None else plain(context).strip()
    for words, most, name in ((said, MOST_WISHES, "wishes"), (beside, MAX_DESCRIPTION, "context")):
        if len(words) > most:
            raise Invalid(
                f"That is {len(words):,} characters, {len(words) - most:,} more than the {most:,} that fit.",
                field=name,
                safe="It is still in the box.",
            )
    rev = row.draft_rev
    if (said, beside) == (kept.wishes, kept.context):
        return rev
    stored = replace(kept, wishes=said, context=beside).stored()
    if not change_if(w.session, row, col(Interviewer.draft_rev) == rev, draft=stored, draft_rev=rev + 1):
        raise StaleDraft
    return rev + 1


def compose(open_work: OpenWork, public_id: str, instructions: str = "") -> queries.DraftView:
    """Let the composer draft a plan from the kept text and save it as the draft.

    Raises `ComposeFailed` (text and earlier plan stay), and `StaleDraft` when the plan was edited meanwhile.
    """
    with open_work() as w:
        w.require("interviewer:update")
        row = queries.pick(w, public_id)
        if row.state not in (InterviewerState.DRAFT, InterviewerState.ACTIVE):
            raise WrongState(
                "Only a draft or an active interviewer can be composed.", do="Unarchive or extend it first."
            )
        _checked(row.description)
        rev = row.draft_rev
        plan = read_draft(row.draft).plan
        titled = "" if plan.title in (UNTITLED, _first_line(row.description)) else plan.title
        kept = read_draft(row.draft)
        brief = Brief(row.description, titled, plain(instructions or kept.wishes)[:MOST_WISHES], kept.context)
        composer = w.port(Composer)
        # A draft may be thrown away and the ledger may not, so only a live interviewer is named in the entry.
        live = row.id if row.state != InterviewerState.DRAFT else None
    made = composer.compose(brief)
    with open_work() as w:
        # Booked first and alone: the tokens are spent even when somebody saved the draft meanwhile.
        _charge(w, public_id, live, made)
    with open_work() as w:
        _keep(w, queries.pick(w, public_id), rev, made)
        return queries.draft(w, public_id)


def _charge(w: Work, public_id: str, live: int | None, made: Composed) -> None:
    micros = prices.tokens_price(made.tokens_in, made.tokens_out)
    billing.charge(w, "compose", micros, f"compose:{public_id}:{short_key()}", interviewer_id=live, note=made.composer)


def _keep(w: Work, row: Interviewer, rev: int, made: Composed) -> None:
    kept = read_draft(row.draft)
    before = kept.plan
    plan = made.plan.model_copy(
        update={
            "department": made.plan.department or before.department,
            "persona": before.persona,
            "settings": before.settings,
        }
    )
    stored = replace(kept, plan=plan, facts=made.facts, composer=made.composer, notes=made.notes).stored()
    values = {"draft": stored, "draft_rev": rev + 1}
    if row.state == InterviewerState.DRAFT:
        values |= {
            "title": plan.title,
            "department": plan.department,
            "language": plan.language,
            "persona": plan.persona,
        }
    if not change_if(w.session, row, col(Interviewer.draft_rev) == rev, **values):
        raise StaleDraft
    assert row.id is not None
    w.publish(
        InterviewerComposed(
            interviewer_id=row.id,
            at=w.now,
            composer=made.composer,
            tokens_in=made.tokens_in,
            tokens_out=made.tokens_out,
        )
    )


def _new_row(w: Work, plan: Plan) -> Interviewer:
    row = Interviewer(
        workspace_id=w.workspace_id,
        title=plan.title,
        slug=placeholder_slug(),
        department=plan.department,
        persona=plan.persona,
        language=plan.language,
        draft=Draft(plan).stored(),
        created_by=w.actor.user_id,
        created_at=w.now,
    )
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    w.publish(InterviewerDrafted(interviewer_id=row.id, at=w.now))
    return row


def _checked(description: str) -> tuple[str, tuple[str, ...]]:
    text = plain(description).strip()
    if len(text) > MAX_DESCRIPTION:
        raise DescriptionTooLong(len(text), MAX_DESCRIPTION)
    count = len(text.split())
    if count < FEWEST_WORDS:
        # Scripts without spaces (Japanese, Thai) have few "words"; there the letters count.
        if sum(ord(ch) > 0x0E00 for ch in text) < FEWEST_WORDS * 4:
            raise DescriptionTooShort(count)
        return text, ()
    if count < COMFORTABLE_WORDS:
        return text, (
            f"{count} words are little to go on. The plan will be general; add what the work is and what it takes.",
        )
    return text, ()


def _title(text: str) -> str:
    name = one_line(text)[:200]
    return name if len(name) >= 3 else ""


def _first_line(text: str) -> str:
    line = next((one_line(line) for line in text.splitlines() if line.strip()), "")
    return ellipsis(line, 80) if len(line) >= 3 else ""
