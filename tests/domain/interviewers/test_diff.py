"""What differs between two plans: nothing for equal ones, every single change in words, moves told as moves."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from milo_app.domain.interviewers import plan_edits
from milo_app.domain.interviewers.diff import BASICS, SETTINGS, diff, summary
from milo_app.domain.interviewers.plan import Plan, QuestionKind, Rule, RuleOp, StageKind
from milo_app.domain.interviewers.plan_settings import Delivery, Overview, RootSettings, TagPlan, Tone
from tests.factories.interviewers import full_plan, question, stage


def changed(plan: Plan, **fields: Any) -> Plan:
    settings = RootSettings.model_validate(plan.settings.model_dump() | fields)
    return plan.model_copy(update={"settings": settings})


def told(old: Plan, new: Plan) -> list[tuple[str, str, str, str, str]]:
    return [(c.kind, c.place, c.what, c.before, c.after) for c in diff(old, new)]


def test_a_plan_does_not_differ_from_itself() -> None:
    assert diff(full_plan(), full_plan()) == ()
    assert summary(()) == ""


def test_a_new_wording_stands_beside_the_old_one() -> None:
    old = full_plan()
    new = plan_edits.change_question(old, "upset", text="Tell us about an angry customer.")
    assert told(old, new) == [
        (
            "changed",
            "Web",
            "Wording: “Tell us about an upset customer.”",
            "Tell us about an upset customer.",
            "Tell us about an angry customer.",
        )
    ]


def test_an_added_and_a_removed_question_are_named_with_their_stage() -> None:
    old = full_plan()
    new = plan_edits.remove_question(old, "why")
    new = plan_edits.add_question(new, "form", QuestionKind.SHORT, text="Where do you live?")
    assert told(old, new) == [
        ("added", "Form", "Question", "", "Where do you live?"),
        ("removed", "Form", "Question", "Why this job?", ""),
    ]


def test_moving_one_stage_to_the_front_is_one_move() -> None:
    old = full_plan()
    assert told(old, plan_edits.move_stage(old, "web", 0)) == [("moved", "Web", "Stage", "Place 3", "Place 1")]


def test_a_removed_stage_takes_its_questions_along() -> None:
    old = full_plan()
    found = told(old, plan_edits.remove_stage(old, "form"))
    assert found[0] == ("removed", "Form", "Stage", "Form", "")
    assert [kind for kind, *_ in found] == ["removed"] * 4


def test_a_question_that_went_to_another_stage_was_moved_not_lost() -> None:
    asked = question(QuestionKind.SINGLE, "shift", "Which shift?")
    old = full_plan(stages=[stage(StageKind.FORM, "form", asked), stage(StageKind.WEB, "web")])
    new = full_plan(stages=[stage(StageKind.FORM, "form"), stage(StageKind.WEB, "web", asked)])
    assert told(old, new) == [("moved", "Web", "“Which shift?”", "In Form", "In Web")]


def test_a_rule_is_told_in_words() -> None:
    old = full_plan()
    new = plan_edits.change_question(old, "age", rule=Rule(op=RuleOp.MIN, low=21).model_dump())
    assert told(old, new) == [
        ("changed", "Form", "What passes: “How old are you?”", "At least 18 years", "At least 21 years")
    ]


def test_the_settings_are_told_one_by_one() -> None:
    old = changed(full_plan(), metadata={"cost": "12", "gone": "x"})
    about = Overview(text="We sell bread.", delivery=Delivery.REFERENCE)
    new = changed(old, tone=Tone.FORMAL, company=about, metadata={"cost": "13", "site": "Bonn"})
    assert told(old, new) == [
        ("changed", SETTINGS, "Tone", "Warm", "Formal"),
        ("added", SETTINGS, "About the company", "", "We sell bread."),
        ("changed", SETTINGS, "About the company: how", "shown word for word", "only when a candidate asks"),
        ("changed", SETTINGS, "Metadata “cost”", "12", "13"),
        ("removed", SETTINGS, "Metadata “gone”", "x", ""),
        ("added", SETTINGS, "Metadata “site”", "", "Bonn"),
    ]


def test_the_name_of_the_interviewer_is_a_basic() -> None:
    old = full_plan()
    assert told(old, plan_edits.change_plan(old, persona="Tom")) == [
        ("changed", BASICS, "Name of the interviewer", "Sarah", "Tom")
    ]


def test_a_tag_whose_instructions_changed_is_told() -> None:
    old = full_plan(stages=[stage(StageKind.WEB, "web", tags=[TagPlan(name="Shift")])])
    new = full_plan(stages=[stage(StageKind.WEB, "web", tags=[TagPlan(name="Shift", instructions="Day or night")])])
    assert [(c.kind, c.what) for c in diff(old, new)] == [("changed", "Tag “Shift”")]


def test_the_summary_counts_by_kind() -> None:
    old = full_plan()
    new = plan_edits.remove_question(plan_edits.change_plan(old, persona="Tom"), "why")
    assert summary(diff(old, new)) == "2 changes: 1 removed, 1 changed"


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    keys = draw(KEYS)
    cut = draw(st.integers(0, len(keys)))
    parts = []
    for key, own in (("one", keys[:cut]), ("two", keys[cut:])):
        asked = [
            question(QuestionKind.SHORT, k, draw(st.sampled_from(["Who?", "Why?"])), is_required=draw(st.booleans()))
            for k in own
        ]
        parts.append(stage(StageKind.FORM, key, *asked, weight=draw(st.integers(1, 3))))
    parts = draw(st.permutations(parts))[: draw(st.integers(0, 2))]
    opening = draw(st.sampled_from(["", "Hello", "Welcome"]))
    meta = draw(st.dictionaries(st.sampled_from("xy"), st.sampled_from("12"), max_size=2))
    settings = RootSettings(opening=opening, tone=draw(st.sampled_from(Tone)), metadata=meta)
    return full_plan(stages=list(parts), persona=draw(st.sampled_from(["Sarah", "Tom"])), settings=settings)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(plans(), plans())
def test_two_plans_have_changes_exactly_when_they_differ(old: Plan, new: Plan) -> None:
    assert bool(diff(old, new)) == (old != new)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(plans(), plans())
def test_what_is_added_one_way_is_removed_the_other_way(old: Plan, new: Plan) -> None:
    there, back = diff(old, new), diff(new, old)
    assert sorted(c.after for c in there if c.kind == "added") == sorted(c.before for c in back if c.kind == "removed")
    assert len([c for c in there if c.kind == "moved"]) == len([c for c in back if c.kind == "moved"])
