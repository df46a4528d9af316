"""Writing what was judged: the evaluation of a stage with its scores, evidence, highlights, tags and signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import col

from milo_app.core.text import ellipsis
from milo_app.core.work import Work
from milo_app.domain.billing import prices
from milo_app.domain.billing import service as billing
from milo_app.domain.interviewers.plan import StageKind
from milo_app.domain.scoring.arithmetic import Mean, Weighted, weighted_mean
from milo_app.domain.scoring.checks import CHECKER, Checked
from milo_app.domain.scoring.dossier import Dossier, StageDossier
from milo_app.domain.scoring.evidence import Source
from milo_app.domain.scoring.models import (
    Evaluation,
    EvaluationRunState,
    Evidence,
    Highlight,
    ItemScore,
    PointKind,
    Signal,
)
from milo_app.domain.scoring.ports import FoundTag, Verdict
from milo_app.domain.scoring.signals import FoundSignal
from milo_app.domain.scoring.verify import Verified, place


@dataclass(frozen=True)
class Judgement:
    """What became of one stage: a verdict, none because there was nothing to judge, or a failure with its reason."""

    stage: StageDossier
    checked: tuple[Checked, ...]
    signals: tuple[tuple[FoundSignal, Source], ...]
    input_hash: str
    verdict: Verdict | None = None
    verified: tuple[Verified, ...] = ()
    tags: tuple[FoundTag, ...] = ()
    seconds: float = 0.0
    failure: str = ""
    retry_after: int | None = None

    @property
    def mean(self) -> Mean:
        """The stage's score: what has no reply is left out as what is void."""
        weights = {question.key: question.plan.weight for question in self.stage.spec.questions}
        scored = [Weighted(one.score, weights[one.key]) for one in self.verified]
        return weighted_mean([*scored, *(Weighted(None, weights[key]) for key in self.stage.left_out)])


def currents_of(w: Work, application_id: int) -> dict[int, Evaluation]:
    """Return the evaluations of an application that count now, by stage run: one query for all its stages."""
    query = select(Evaluation).where(col(Evaluation.application_id) == application_id, col(Evaluation.is_current))
    return {row.stage_run_id: row for row in w.session.scalars(query.order_by(col(Evaluation.id)))}


def write_failure(w: Work, dossier: Dossier, judged: Judgement, evaluator: str) -> Evaluation:
    """Keep a failed try with its reason. It replaces nothing: an earlier result of the stage still counts."""
    row = Evaluation(
        workspace_id=w.workspace_id,
        application_id=dossier.application_id,
        stage_run_id=judged.stage.run_id,
        state=EvaluationRunState.FAILED,
        is_current=False,
        evaluator=evaluator[:120],
        reason=ellipsis(judged.failure, 500),
        created_at=w.now,
        seconds=judged.seconds,
        input_hash=judged.input_hash,
    )
    w.session.add(row)
    w.session.flush()
    return row


def write(w: Work, dossier: Dossier, judged: Judgement) -> Evaluation:
    """Write a finished judgement as the current one of its stage run; earlier ones stay readable as not current."""
    w.session.execute(
        update(Evaluation).where(col(Evaluation.stage_run_id) == judged.stage.run_id).values(is_current=False)
    )
    row = _evaluation(w, dossier, judged)
    w.session.add(row)
    w.session.flush()
    assert row.id is not None
    _items(w, row, judged)
    _points(w, row, judged)
    for signal, source in judged.signals:
        w.session.add(
            Signal(
                workspace_id=w.workspace_id,
                application_id=row.application_id,
                evaluation_id=row.id,
                kind=signal.kind,
                text=signal.text,
                quote=signal.quote,
                answer_id=source.answer_id,
                file_id=source.file_id,
            )
        )
    w.session.flush()
    _charge(w, dossier, judged, row)
    return row


def _evaluation(w: Work, dossier: Dossier, judged: Judgement) -> Evaluation:
    verdict = judged.verdict
    return Evaluation(
        workspace_id=w.workspace_id,
        application_id=dossier.application_id,
        stage_run_id=judged.stage.run_id,
        state=EvaluationRunState.DONE,
        evaluator=(verdict.evaluator if verdict else CHECKER)[:120],
        is_model=bool(verdict and verdict.is_model),
        model=verdict.model[:120] if verdict else "",
        prompt_version=verdict.prompt_version[:40] if verdict else "",
        score=judged.mean.score,
        created_at=w.now,
        seconds=judged.seconds,
        tokens_in=verdict.tokens_in if verdict else 0,
        tokens_out=verdict.tokens_out if verdict else 0,
        micros=prices.tokens_price(verdict.tokens_in, verdict.tokens_out) if verdict and verdict.is_model else 0,
        input_hash=judged.input_hash,
        raw={"reply": verdict.raw if verdict else {}, "tags": [_tag(tag) for tag in judged.tags]},
    )


def _tag(tag: FoundTag) -> list[str]:
    return [tag.name, tag.value, tag.quote.text if tag.quote else ""]


def _items(w: Work, row: Evaluation, judged: Judgement) -> None:
    assert row.id is not None
    of_key = {question.key: question for question in judged.stage.spec.questions}
    left_out = [Verified(key, None, "", reason) for key, reason in judged.stage.left_out.items()]
    owner: dict[str, Any] = {
        "workspace_id": w.workspace_id,
        "evaluation_id": row.id,
        "application_id": row.application_id,
    }
    found_items = [*judged.verified, *left_out]
    items = [
        ItemScore(
            **owner,
            question_id=of_key[one.key].id,
            score=one.score,
            weight=of_key[one.key].plan.weight,
            rationale=one.rationale,
            void_reason=ellipsis(one.void_reason, 200) if one.score is None else "",
            breakdown=one.breakdown,
        )
        for one in found_items
    ]
    w.session.add_all(items)
    w.session.flush()
    for one, item in zip(found_items, items, strict=True):
        assert item.id is not None
        for found in one.evidence:
            w.session.add(
                Evidence(
                    workspace_id=w.workspace_id,
                    item_score_id=item.id,
                    answer_id=found.source.answer_id,
                    file_id=found.source.file_id,
                    quote=found.quote,
                    start=found.start,
                    end=found.end,
                )
            )
    for check in judged.checked:
        w.session.add(
            ItemScore(
                **owner,
                question_id=check.question.id,
                passed=check.passed,
                weight=0,
                expected=ellipsis(check.expected, 300),
                found=ellipsis(check.found, 300),
            )
        )


def _points(w: Work, row: Evaluation, judged: Judgement) -> None:
    """Write the highlights. A point that claims a quote is dropped when the quote is not in the text."""
    assert row.id is not None
    for position, point in enumerate(judged.verdict.points if judged.verdict else ()):
        found = place(point.quote, judged.stage.sources)
        if point.quote is not None and found is None:
            continue
        w.session.add(
            Highlight(
                workspace_id=w.workspace_id,
                evaluation_id=row.id,
                application_id=row.application_id,
                kind=PointKind(point.kind),
                text=ellipsis(point.text, 300),
                quote=found.quote if found else "",
                answer_id=found.source.answer_id if found else None,
                file_id=found.source.file_id if found else None,
                position=position,
            )
        )


def _charge(w: Work, dossier: Dossier, judged: Judgement, row: Evaluation) -> None:
    """Book what a stage cost. A test is real money, but of the workspace: no interviewer's spend or budget carries it."""
    service = {StageKind.RESUME: "resume", StageKind.FORM: "form", StageKind.WEB: "web_interview"}
    billing.charge(
        w,
        service[judged.stage.spec.kind],
        row.micros,
        f"evaluation:{row.id}",
        interviewer_id=None if dossier.is_test else dossier.interviewer_id,
        application_id=None if dossier.is_test else dossier.application_id,
        note=f"Test run, {row.model}" if dossier.is_test else row.model,
    )


def verified_tags(judged: Judgement, tags: Sequence[FoundTag]) -> tuple[FoundTag, ...]:
    """Return the tags whose quote stands in the stage's texts (or that bring none), each name and value once."""
    kept: dict[tuple[str, str], FoundTag] = {}
    for tag in tags:
        found = place(tag.quote, judged.stage.sources)
        if tag.quote is None or found is not None:
            quote = replace(tag.quote, text=found.quote) if tag.quote and found else tag.quote
            kept.setdefault((tag.name.casefold(), tag.value.casefold()), replace(tag, quote=quote))
    return tuple(kept.values())


def is_first_result(w: Work, application_id: int) -> bool:
    """Return whether no evaluation of this application gave a result before."""
    query = (
        select(func.count())
        .select_from(Evaluation)
        .where(col(Evaluation.application_id) == application_id, col(Evaluation.state) == EvaluationRunState.DONE)
    )
    return not w.session.scalar(query)
