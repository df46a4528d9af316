"""The built-in composer: drafts an interview from a pasted description by templates and rules, without any model.

The same text gives the same plan, keys included. Every question that comes from the description carries its line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from milo_app.adapters.llm_builtin.composer_form import form_questions, resume_checks
from milo_app.adapters.llm_builtin.composer_match import Matched, interview, resume_criteria, skill_look
from milo_app.adapters.llm_builtin.composer_order import Order, read_order
from milo_app.adapters.llm_builtin.families import GENERAL, Ask, Family, pick
from milo_app.adapters.llm_builtin.reading import Posting, read
from milo_app.adapters.llm_builtin.reading_basics import Basics, Found, basics_of
from milo_app.adapters.llm_builtin.reading_needs import Need, needs_of
from milo_app.adapters.llm_builtin.reading_words import TONGUE_NAMES
from milo_app.adapters.llm_builtin.wording import hints
from milo_app.core.text import ellipsis, one_line, plural
from milo_app.domain.interviewers.plan import (
    MAX_DESCRIPTION,
    Plan,
    QuestionKind,
    QuestionPlan,
    StageKind,
    StagePlan,
)
from milo_app.domain.interviewers.ports import Brief, Composed, ComposeFailed, Fact

LABEL = "Built-in composer (templates and rules, no AI)"
FEW_WORDS = 40
_USUAL = (StageKind.RESUME, StageKind.FORM, StageKind.WEB)


class BuiltinComposer:
    """Drafts a plan from a description by templates and rules (port `Composer`)."""

    label = LABEL

    def compose(self, brief: Brief) -> Composed:
        """Return a draft; raises `ComposeFailed` only when there is no letter to read."""
        if not any(ch.isalpha() for ch in brief.description + brief.title):
            raise ComposeFailed(
                "There is no text to draft from.",
                safe="Nothing was changed.",
                do="Paste a job description or type the job's title.",
            )
        posting = read(brief.description[:MAX_DESCRIPTION])
        basics = basics_of(posting, brief.title)
        # What stands beside the description says what to ask; what is found and quoted comes from the description.
        whole = read(f"{brief.description}\n\n{brief.context}"[:MAX_DESCRIPTION]) if brief.context.strip() else posting
        family = pick(basics.title.value, f"{whole.flat[:8000]}")
        order = read_order(brief.instructions)
        plan = _plan(whole, basics, needs_of(whole), family, order, brief.instructions)
        return Composed(
            plan=_quoting(plan, posting.flat) if whole is not posting else plan,
            facts=_facts(posting, basics, needs_of(posting)),
            composer=LABEL,
            notes=tuple(_notes(brief, posting, family, order)),
        )


def _quoting(plan: Plan, said: str) -> Plan:
    """Drop the lines that stand only in the text beside the description."""
    for stage in plan.stages:
        for question in stage.questions:
            if one_line(question.source_line) not in one_line(said):
                question.source_line = ""
    return plan


def _plan(posting: Posting, basics: Basics, needs: Sequence[Need], family: Family, order: Order, wishes: str) -> Plan:
    kinds = order.stages or tuple(kind for kind in _USUAL if kind not in order.left_out)
    if not order.stages and basics.needs_no_resume:
        kinds = tuple(kind for kind in kinds if kind is not StageKind.RESUME)
    kinds = kinds or (StageKind.WEB,)
    made = {
        StageKind.RESUME: lambda: _resume_stage(
            posting, family, needs, not (order.is_resume_optional or family.is_hourly)
        ),
        StageKind.FORM: lambda: _form_stage(posting, basics, family, needs, order),
        StageKind.WEB: lambda: _web_stage(posting, family, needs, order, wishes),
    }
    return Plan(
        title=_title(basics, posting, family),
        department=family.department,
        language="en",
        stages=_keyed([made[kind]() for kind in kinds]),
    )


def _title(basics: Basics, posting: Posting, family: Family) -> str:
    if len(basics.title.value) >= 3:
        return basics.title.value[:200]
    named = family.title_pattern.search(posting.flat)
    if named and len(named[0]) >= 3:
        end = posting.flat.find(" ", named.end())
        word = posting.flat[named.start() : end if end > 0 else len(posting.flat)].strip(" .,;:!?()")
        return ellipsis(word[0].upper() + word[1:], 80)
    return f"{family.department} role" if family.department else "Untitled role"


def _resume_stage(posting: Posting, family: Family, needs: Sequence[Need], is_required: bool) -> StagePlan:
    tools = skill_look(needs)
    criteria = resume_criteria(posting, family, 3 if family.is_hourly else 5)
    if tools and not any("ools" in m.template.criterion or "rograms" in m.template.criterion for m in criteria):
        criteria = [*criteria[:4], tools]
    scored = [
        QuestionPlan(
            kind=QuestionKind.CRITERION,
            text=m.template.text,
            criterion=m.template.criterion,
            weight=m.weight,
            anchor_1=m.template.weak,
            anchor_5=m.template.strong,
            keywords=m.template.keywords,
            source_line=m.line.source[:600] if m.line else "",
        )
        for m in criteria
    ]
    return StagePlan(
        kind=StageKind.RESUME,
        title="Resume",
        weight=4,
        is_required=is_required,
        questions=[*resume_checks(needs), *scored],
    )


def _form_stage(posting: Posting, basics: Basics, family: Family, needs: Sequence[Need], order: Order) -> StagePlan:
    questions = form_questions(needs, basics, family, posting.flat, not order.has_no_dealbreakers)
    return StagePlan(
        kind=StageKind.FORM,
        title="Short form",
        questions=questions,
    )


def _web_stage(posting: Posting, family: Family, needs: Sequence[Need], order: Order, wishes: str) -> StagePlan:
    lines = len(posting.askable)
    count = order.count or (4 if posting.words < FEW_WORDS else 5 if lines < 10 else 6)
    chosen = interview(posting, family, needs, count, wishes)
    closing = QuestionPlan(
        kind=QuestionKind.OPEN,
        text="Is there anything you would like to add, or a question for the team that a person should answer?",
        is_required=False,
    )
    return StagePlan(
        kind=StageKind.WEB,
        title="Interview",
        weight=6,
        questions=[*(_scored(m) for m in chosen), *([] if count == 1 else [closing])],
    )


def _scored(matched: Matched) -> QuestionPlan:
    template = matched.template
    return QuestionPlan(
        kind=QuestionKind.SCORED,
        text=template.text,
        criterion=template.criterion,
        weight=matched.weight,
        anchor_1=template.weak,
        anchor_5=template.strong,
        keywords=template.keywords,
        max_follow_ups=template.follow_ups if isinstance(template, Ask) else 0,
        source_line=matched.line.source[:600] if matched.line else "",
    )


def _keyed(stages: Iterable[StagePlan]) -> list[StagePlan]:
    """Give every part a key made from its content, so that the same text makes the same plan."""
    used: set[str] = set()

    def key(*content: str) -> str:
        n = 0
        while True:
            made = hashlib.sha256("\x1f".join([*content, str(n)]).encode()).hexdigest()[:8]
            if made not in used:
                used.add(made)
                return made
            n += 1

    keyed = list(stages)
    for stage in keyed:
        stage.key = key(stage.kind.value)
        for question in stage.questions:
            question.key = key(stage.kind.value, question.kind.value, question.text)
    return keyed


def _listed(posting: Posting, needs: Sequence[Need], strength: str) -> Found:
    """Return requirements of one strength in a few words: the typed ones, else the first lines as they stand."""
    typed = [
        need
        for need in needs
        if need.must == (strength == "must") and (strength == "must" or need.line.strength == "nice")
    ]
    words = list(dict.fromkeys(need.short for need in typed if need.short))[:5]
    wanted = [
        line for line in posting.askable if line.strength == strength and line.section in ("must", "nice", "intro")
    ]
    lines = [line for line in wanted if line.section == strength] or wanted
    if not words:
        words = [ellipsis(line.source.rstrip("."), 60) for line in lines[:2]]
    first = typed[0].line.source if typed else lines[0].source if lines else ""
    return Found(", ".join(words), first if words else "")


def _facts(posting: Posting, basics: Basics, needs: Sequence[Need]) -> tuple[Fact, ...]:
    must, nice = _listed(posting, needs, "must"), _listed(posting, needs, "nice")
    hours = ", ".join(part for part in (basics.hours.value, basics.pay.value) if part)
    return (
        Fact("Title", basics.title.value, basics.title.line),
        Fact("Place", basics.place.value, basics.place.line),
        Fact("Hours and pay", hours, basics.hours.line or basics.pay.line),
        Fact("Must have", must.value, must.line),
        Fact("Good to see", nice.value, nice.line),
        Fact("Deadline", basics.deadline.value, basics.deadline.line),
    )


def _notes(brief: Brief, posting: Posting, family: Family, order: Order) -> Iterable[str]:
    if len(brief.description) > MAX_DESCRIPTION:
        yield f"Only the first {MAX_DESCRIPTION:,} characters were read."
    if posting.words < FEW_WORDS:
        yield (
            f"The description has only {plural(posting.words, 'word')}, so most questions come from templates. "
            "Add duties and requirements to get questions that fit better."
        )
    elif not any(line.strength for line in posting.askable):
        yield "No requirements were found in the text. Check the form for must-haves that you want to add."
    if posting.language != "en":
        name = TONGUE_NAMES[posting.language]
        done = (
            "Its plain requirements were read"
            if posting.language in ("de", "fr", "es")
            else "Little of it could be read"
        )
        yield f"The description is in {name}. {done}; the questions are in English."
        yield f"Edit the questions, or connect a model to get them in {name}."
    if family is GENERAL:
        yield "The kind of job was not recognized, so the questions are general ones. Add a title to get closer ones."
    if order.unsupported:
        yield "Text message (SMS) and scenario stages do not exist in this version. The other stages are in the order you named."
    if found := hints(brief.description[:MAX_DESCRIPTION]):
        phrases = ", ".join(f"“{hint.phrase}”" for hint in found[:4])
        yield f"Wording in the description may keep good people away: {phrases}."
