"""The interviewers of the demo: composed from their descriptions, published, and later closed, by the services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from milo_app.core.clock import FixedClock
from milo_app.core.work import Work
from milo_app.domain.demo.fates import ARCHIVED, DRAFT, Posting
from milo_app.domain.demo.quiet import Works, quietly
from milo_app.domain.interviewers import composing, plan_edits, publishing, queries, service
from milo_app.domain.interviewers.models import Interviewer
from milo_app.domain.interviewers.plan import Plan, QuestionKind, StageKind
from milo_app.domain.interviewers.ports import Brief, Composed, Composer

MOST_QUESTIONS, MOST_CRITERIA, WITH_FOLLOW_UP = 4, 3, 2
"""What the demo's recruiter kept of a draft: scored web questions, resume criteria, and questions with a follow-up."""


@dataclass
class Remembering:
    """A composer that drafts each description once: the same role is advertised at several sites."""

    inner: Composer
    kept: dict[Brief, Composed]

    @property
    def label(self) -> str:
        """The name of the composer that does the work."""
        return self.inner.label

    def compose(self, brief: Brief) -> Composed:
        """Return a draft."""
        if brief not in self.kept:
            self.kept[brief] = self.inner.compose(brief)
        return self.kept[brief]


def build(works: Works, workspace_id: int, made: Sequence[Posting], plans: dict[Any, Any]) -> dict[int, int]:
    """Make the interviewers, oldest first, and return their ids by posting number."""
    ids: dict[int, int] = {}
    kept: dict[Brief, Composed] = {}
    clock = FixedClock(made[0].opened_at)
    with quietly(works, workspace_id, clock, plans) as quiet:
        w = replace(quiet, ports={**quiet.ports, Composer: Remembering(quiet.port(Composer), kept)})
        for posting in sorted(made, key=lambda one: one.opened_at):
            clock.at = posting.opened_at
            ids[posting.number] = _make(w, posting)
    return ids


def _make(w: Work, posting: Posting) -> int:
    @contextmanager
    def same() -> Iterator[Work]:
        yield w

    role = posting.role
    started = composing.start_draft(w, role.description, role.title, role.department)
    view = composing.compose(same, started.id)
    rev = service.save_draft(w, started.id, _edited(view.plan, posting), view.rev)
    if posting.state != DRAFT:
        publishing.publish(w, started.id, rev, deadline_at=posting.deadline_at)
        service.configure(w, started.id, max_retakes=posting.max_retakes, retake_cooldown_days=30)
        service.set_budget(w, started.id, posting.budget_micros)
    row = queries.pick(w, started.id)
    row.is_demo = True
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    return row.id


def _edited(plan: Plan, posting: Posting) -> Plan:
    """Do what a recruiter does with a draft: name the site, keep the best questions, ask few follow-ups."""
    plan = plan_edits.change_plan(plan, title=posting.title, department=posting.role.department)
    for stage in plan.stages:
        most = MOST_CRITERIA if stage.kind == StageKind.RESUME else MOST_QUESTIONS
        scored = 0
        for question in stage.questions:
            scored += question.is_scored
            if question.kind == QuestionKind.FILE or (question.is_scored and scored > most):
                plan = plan_edits.remove_question(plan, question.key)
            elif question.kind == QuestionKind.SCORED:
                follow_ups = int(scored <= WITH_FOLLOW_UP)
                plan = plan_edits.change_question(plan, question.key, max_follow_ups=follow_ups)
    return plan


def close(works: Works, workspace_id: int, made: Sequence[Posting], ids: dict[int, int], clock: FixedClock) -> None:
    """Let the deadlines pass and put away what was archived, each at its time; the clock ends where it was."""
    end = clock.at
    with quietly(works, workspace_id, clock, {}) as w:
        service.expire_due(w)
        archived = sorted((one for one in made if one.archived_at), key=lambda one: one.archived_at or end)
        rows = {row.id: row for row in w.session.exec(select(Interviewer).where(col(Interviewer.id).in_(ids.values())))}
        for posting in archived:
            if posting.state == ARCHIVED and posting.archived_at is not None:
                clock.at = posting.archived_at
                service.archive(w, rows[ids[posting.number]].public_id)
    clock.at = end
