"""Interview templates: a configuration kept for later, the one that new interviewers begin with, and the usual roles."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from milo_app.core.errors import Conflict, Invalid, NotFound
from milo_app.core.text import fold, one_line, short_date, slugify
from milo_app.core.work import Work
from milo_app.domain.interviewers import composing, listing
from milo_app.domain.interviewers.drafts import read_draft
from milo_app.domain.interviewers.events import (
    DefaultTemplateChosen,
    TemplateDeleted,
    TemplateRenamed,
    TemplateRestored,
    TemplateSaved,
)
from milo_app.domain.interviewers.models import InterviewTemplate
from milo_app.domain.interviewers.plan import Plan, load_plan
from milo_app.domain.interviewers.plan_edits import with_new_keys
from milo_app.domain.interviewers.ports import Role, RoleBank

LONGEST_NAME = 120
LONGEST_CODE = 32
LONGEST_DESCRIPTION = 500
MOST_TEMPLATES = 200
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEFAULTS = ("max_retakes", "retake_cooldown_days", "budget_micros", "remind_days")


class TemplateNotFound(NotFound):
    """No template of that id in this workspace."""

    def __init__(self) -> None:
        super().__init__("There is no such template.", do="It may have been deleted. Reload the list.")


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as lists show it; `stages` are the kinds of its stages in order."""

    id: str
    code: str
    name: str
    description: str
    stages: tuple[str, ...]
    questions: int
    minutes: int
    is_default: bool
    created: str


@dataclass(frozen=True, slots=True)
class TemplateView:
    """One template with its plan."""

    row: TemplateRow
    plan: Plan


@dataclass(frozen=True, slots=True)
class DeletedTemplate:
    """What brings a deleted template back. It carries no rights: bringing it back asks for them again."""

    id: str
    code: str
    name: str
    description: str
    plan: dict[str, Any]
    defaults: dict[str, Any]
    is_default: bool
    created_by: int | None
    created_at: str

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON-able data."""
        return asdict(self)


def visible_to(w: Work) -> SelectOfScalar[InterviewTemplate]:
    """Return the query that all reading begins with: the templates of the actor's workspace."""
    w.require("template:read")
    return select(InterviewTemplate).where(col(InterviewTemplate.workspace_id) == w.workspace_id)


def listed(w: Work, text: str = "") -> list[TemplateRow]:
    """Return the workspace's templates by name, the default one first; `text` is looked for in names and codes."""
    rows = w.session.exec(visible_to(w).order_by(col(InterviewTemplate.name)).limit(MOST_TEMPLATES)).all()
    wanted = fold(text)
    found = [row for row in rows if wanted in fold(f"{row.name} {row.code} {row.description}")]
    return [_row(w, row) for row in sorted(found, key=lambda row: not row.is_default)]


def view(w: Work, public_id: str) -> TemplateView:
    """Return one template with its plan; raises `TemplateNotFound`."""
    row = _pick(w, public_id)
    return TemplateView(_row(w, row), load_plan(row.plan))


def default_of(w: Work) -> TemplateRow | None:
    """Return the template that new interviewers begin with, None when there is none."""
    row = w.session.exec(visible_to(w).where(col(InterviewTemplate.is_default).is_(True))).first()
    return _row(w, row) if row is not None else None


def roles(w: Work, text: str = "") -> tuple[Role, ...]:
    """Return the usual roles whose name or family holds a text."""
    w.require("interviewer:read")
    bank = w.port(RoleBank)
    wanted = fold(text)
    return tuple(role for role in bank.roles() if wanted in fold(f"{role.title} {role.family}"))


def save_as(w: Work, interviewer_id: str, name: str, *, code: str = "", description: str = "") -> str:
    """Keep the plan being edited of an interviewer as a template, with its retakes, budget and reminders; return its id.

    Without a code one is made from the name. Raises `Invalid` for a name or code that is missing, too long or taken.
    """
    w.require("template:manage")
    source = listing.pick(w, interviewer_id)
    plan = read_draft(source.draft).plan
    if not plan.stages:
        raise Invalid("There is nothing to keep yet.", field="name", do="Add at least one stage first.")
    if len(w.session.exec(select(InterviewTemplate.id).where(_here(w))).all()) >= MOST_TEMPLATES:
        raise Invalid(f"A workspace keeps at most {MOST_TEMPLATES} templates.", do="Delete one that nobody uses.")
    title = _checked_name(name)
    row = InterviewTemplate(
        workspace_id=w.workspace_id,
        code=_checked_code(w, code) if code.strip() else _free_code(w, title),
        name=title,
        description=_checked_description(description),
        plan=plan.model_dump(mode="json"),
        defaults={name: getattr(source, name) for name in _DEFAULTS},
        interviewer_id=source.id,
        created_by=w.actor.user_id,
        created_at=w.now,
    )
    _insert(w, row)
    assert row.id is not None
    w.publish(TemplateSaved(template_id=row.id, at=w.now))
    return row.public_id


def rename(w: Work, public_id: str, name: str, code: str, description: str) -> None:
    """Change name, code and description; raises `Invalid` like `save_as`."""
    w.require("template:manage")
    row = _pick(w, public_id)
    row.name, row.code = _checked_name(name), _checked_code(w, code, row.id)
    row.description = _checked_description(description)
    _insert(w, row)
    assert row.id is not None
    w.publish(TemplateRenamed(template_id=row.id, at=w.now))


def delete(w: Work, public_id: str) -> DeletedTemplate:
    """Delete a template and return what brings it back; interviewers that began with it stay."""
    w.require("template:manage")
    row = _pick(w, public_id)
    assert row.id is not None
    kept = DeletedTemplate(
        id=row.public_id,
        code=row.code,
        name=row.name,
        description=row.description,
        plan=row.plan,
        defaults=row.defaults,
        is_default=row.is_default,
        created_by=row.created_by,
        created_at=row.created_at.isoformat(),
    )
    w.publish(TemplateDeleted(template_id=row.id, at=w.now))
    w.session.delete(row)
    w.session.flush()
    return kept


def restore(w: Work, kept: dict[str, Any]) -> str:
    """Bring a deleted template back, as the default when it was and no other is; raises `Invalid` when its code is taken."""
    w.require("template:manage")
    try:
        gone = DeletedTemplate(**kept)
        plan = load_plan(gone.plan)
        made = datetime.fromisoformat(gone.created_at)
    except (TypeError, ValueError) as error:
        raise Conflict("This template cannot be brought back.", do="Save it again from an interviewer.") from error
    row = InterviewTemplate(
        workspace_id=w.workspace_id,
        public_id=gone.id,
        code=_checked_code(w, gone.code),
        name=_checked_name(gone.name),
        description=_checked_description(gone.description),
        plan=plan.model_dump(mode="json"),
        defaults={name: gone.defaults.get(name) for name in _DEFAULTS},
        is_default=gone.is_default and default_of(w) is None,
        created_by=gone.created_by,
        created_at=made,
    )
    _insert(w, row)
    assert row.id is not None
    w.publish(TemplateRestored(template_id=row.id, at=w.now))
    return row.public_id


def choose_default(w: Work, public_id: str) -> None:
    """Let new interviewers begin with this template, and with no other; the one that is default already stops being it."""
    w.require("template:manage")
    row = _pick(w, public_id)
    assert row.id is not None
    becomes = not row.is_default
    w.session.execute(update(InterviewTemplate).where(_here(w)).values(is_default=False))
    if becomes:
        own = (_here(w), col(InterviewTemplate.id) == row.id)
        w.session.execute(update(InterviewTemplate).where(*own).values(is_default=True))
    w.session.refresh(row)
    w.publish(DefaultTemplateChosen(template_id=row.id, at=w.now))


def start(w: Work, public_id: str) -> composing.StartedDraft:
    """Begin a draft with what a template holds, and with keys of its own."""
    w.require("interviewer:create")
    row = _pick(w, public_id)
    started = composing.begin(w, with_new_keys(load_plan(row.plan)), origin=f"Template: {row.name}")
    settled = {name: row.defaults[name] for name in _DEFAULTS if row.defaults.get(name) is not None}
    if settled:
        draft = listing.pick(w, started.id)
        for name, value in settled.items():
            setattr(draft, name, value)
        w.session.add(draft)
        w.session.flush()
    return started


def start_with(w: Work, public_id: str, description: str) -> composing.StartedDraft:
    """Begin a draft with a template and a description to draft from; raises what a description alone would raise."""
    started = start(w, public_id)
    return composing.change_description(w, started.id, description)


def start_role(w: Work, key: str) -> composing.StartedDraft:
    """Begin a draft with the plan of a usual role; raises `TemplateNotFound` for a key that nobody knows."""
    w.require("interviewer:create")
    role = next((role for role in w.port(RoleBank).roles() if role.key == key), None)
    if role is None:
        raise TemplateNotFound
    return composing.begin(w, with_new_keys(role.plan), origin=f"Role template: {role.title}")


def _here(w: Work) -> Any:
    return col(InterviewTemplate.workspace_id) == w.workspace_id


def _pick(w: Work, public_id: str) -> InterviewTemplate:
    row = w.session.exec(visible_to(w).where(col(InterviewTemplate.public_id) == public_id)).first()
    if row is None:
        raise TemplateNotFound
    return row


def _row(w: Work, row: InterviewTemplate) -> TemplateRow:
    plan = load_plan(row.plan)
    return TemplateRow(
        id=row.public_id,
        code=row.code,
        name=row.name,
        description=row.description,
        stages=tuple(stage.kind.value for stage in plan.stages),
        questions=sum(len(stage.questions) for stage in plan.stages),
        minutes=plan.minutes,
        is_default=row.is_default,
        created=short_date(row.created_at, w.actor.tz, w.now),
    )


def _checked_name(name: str) -> str:
    title = one_line(name)
    if not title:
        raise Invalid("A template needs a name.", field="name")
    if len(title) > LONGEST_NAME:
        raise Invalid(f"The name has {len(title)} characters; {LONGEST_NAME} fit.", field="name")
    return title


def _checked_description(text: str) -> str:
    said = one_line(text)
    if len(said) > LONGEST_DESCRIPTION:
        raise Invalid(f"The description has {len(said)} characters; {LONGEST_DESCRIPTION} fit.", field="description")
    return said


def _checked_code(w: Work, code: str, own: int | None = None) -> str:
    wanted = one_line(code).lower()
    if not _CODE.fullmatch(wanted) or len(wanted) > LONGEST_CODE:
        raise Invalid(f"A code has letters, digits and hyphens, at most {LONGEST_CODE}.", field="code")
    if wanted in _codes(w, own):
        raise Invalid(f"The code “{wanted}” is in use.", field="code", do=f"“{_free_code(w, wanted)}” is free.")
    return wanted


def _codes(w: Work, own: int | None = None) -> set[str]:
    query = select(InterviewTemplate.code).where(_here(w))
    if own is not None:
        query = query.where(col(InterviewTemplate.id) != own)
    return set(w.session.exec(query))


def _free_code(w: Work, name: str) -> str:
    stem, taken = slugify(name, LONGEST_CODE - 4), _codes(w)
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}-{number}", number + 1
    return code


def _insert(w: Work, row: InterviewTemplate) -> None:
    try:
        with w.session.begin_nested():
            w.session.add(row)
            w.session.flush()
    except IntegrityError as error:
        raise Invalid(f"The code “{row.code}” is in use.", field="code", do="Choose another one.") from error
