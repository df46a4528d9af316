"""Editing questions: another kind keeps what fits, options and rules stay together, copies get keys of their own."""

from __future__ import annotations

import datetime as dt

import pytest

from milo_app.core.errors import Invalid, NotFound
from milo_app.domain.interviewers import question_edits as edits
from milo_app.domain.interviewers.plan import KINDS_OF_STAGE, Plan, QuestionKind, QuestionPlan, Rule, RuleOp, StageKind
from milo_app.domain.interviewers.plan_edits import change_question, change_stage, find_question, find_stage
from milo_app.domain.interviewers.plan_settings import TagFormat
from tests.factories.interviewers import form_plan, full_plan, question, web_plan


def _one(plan: Plan, key: str) -> QuestionPlan:
    return find_question(plan, key)[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [(one, two) for kinds in KINDS_OF_STAGE.values() for one in sorted(kinds) for two in sorted(kinds) if one != two],
)
def test_every_kind_can_become_every_other_kind_of_its_stage_and_keeps_its_words(
    before: QuestionKind, after: QuestionKind
) -> None:
    stage = next(stage for stage, kinds in KINDS_OF_STAGE.items() if {before, after} <= kinds)
    plan = {
        StageKind.FORM: form_plan(question(QuestionKind.SHORT, "other")),
        StageKind.WEB: web_plan(),
        StageKind.RESUME: full_plan(),
    }[stage]
    home = next(one for one in plan.stages if one.kind == stage)
    asked = question(before, "mine", "How is it?", help="Take your time.", weight=7)
    plan = change_stage(plan, home.key, questions=[asked.model_dump()])
    changed = _one(edits.change_kind(plan, "mine", after), "mine")
    assert (changed.kind, changed.text, changed.help, changed.weight) == (after, "How is it?", "Take your time.", 7)
    assert _one(plan, "mine").kind == before


def test_a_number_that_becomes_a_slider_keeps_its_rule_and_its_dealbreaker() -> None:
    slider = _one(edits.change_kind(full_plan(), "age", QuestionKind.SLIDER), "age")
    assert slider.rule == Rule(op=RuleOp.MIN, low=18) and slider.is_dealbreaker
    assert (slider.low, slider.high, slider.step, slider.unit) == (0, 10, 1, "years")


def test_a_dealbreaker_that_becomes_scored_is_none_any_more() -> None:
    scored = _one(edits.change_kind(full_plan(), "weekend", QuestionKind.SCORED), "weekend")
    assert not scored.is_dealbreaker and scored.rule is None and scored.criterion == "Can you work weekends?"


def test_yes_or_no_becomes_a_choice_that_accepts_the_same_and_back() -> None:
    choice = edits.change_kind(full_plan(), "weekend", QuestionKind.SINGLE)
    asked = _one(choice, "weekend")
    assert asked.options == ["Yes", "No"] and asked.rule is not None and asked.rule.values == ["Yes"]
    assert asked.is_dealbreaker
    back = _one(edits.change_kind(choice, "weekend", QuestionKind.YES_NO), "weekend")
    assert back.rule is not None and back.rule.values == ["yes"] and back.options == []


def test_a_kind_of_another_stage_is_refused() -> None:
    with pytest.raises(Invalid, match="does not belong"):
        edits.change_kind(full_plan(), "age", QuestionKind.SCORED)


def _choice() -> Plan:
    rule = Rule(op=RuleOp.ANY_OF, values=["Nights"])
    return web_plan(question(QuestionKind.SINGLE, "shift", rule=rule, is_dealbreaker=True))


def test_a_renamed_option_stays_accepted() -> None:
    asked = _one(edits.change_options(_choice(), "shift", ["Days", "Night shift"]), "shift")
    assert asked.rule is not None and asked.rule.values == ["Night shift"] and asked.is_dealbreaker


def test_an_option_that_is_gone_leaves_the_rule_and_with_it_the_dealbreaker() -> None:
    asked = _one(edits.change_options(_choice(), "shift", ["Days", "Evenings", "Weekends"]), "shift")
    assert asked.rule is None and not asked.is_dealbreaker


def test_options_may_hold_commas_and_equal_ones_count_once() -> None:
    asked = _one(edits.change_options(_choice(), "shift", ["Days, all week", " days,  all week", "Nights"]), "shift")
    assert asked.options == ["Days, all week", "Nights"]
    with pytest.raises(Invalid, match="at least two options"):
        edits.change_options(_choice(), "shift", ["Nights"])


def test_a_choice_that_accepts_what_it_does_not_offer_cannot_go_live() -> None:
    wrong = change_question(_choice(), "shift", rule={"op": "any_of", "values": ["Mornings"]})
    assert wrong.problems() == ["“Question shift” accepts “Mornings”, which is not one of its options."]
    assert _choice().problems() == []


def test_a_range_that_ends_before_it_begins_cannot_go_live() -> None:
    day = Rule(op=RuleOp.BETWEEN, start=dt.date(2027, 3, 1), end=dt.date(2027, 2, 1))
    plan = form_plan(question(QuestionKind.DATE, "start", rule=day))
    assert plan.problems() == ["“Question start” asks for a range that ends before it begins."]


def test_a_rule_that_does_not_suit_the_kind_is_refused_and_no_rule_means_no_dealbreaker() -> None:
    with pytest.raises(Invalid, match="cannot be checked"):
        edits.change_rule(_choice(), "shift", Rule(op=RuleOp.MIN, low=3))
    asked = _one(edits.change_rule(_choice(), "shift", None), "shift")
    assert asked.rule is None and not asked.is_dealbreaker


def test_a_copy_stands_right_behind_its_question_with_a_key_of_its_own() -> None:
    plan = edits.duplicate_question(full_plan(), "age")
    keys = [one.key for one in find_stage(plan, "form").questions]
    assert keys[0] == "age" and keys[2:] == ["langs", "why"] and keys[1] not in ("age", "langs", "why")
    assert _one(plan, keys[1]).text == "How old are you?"


def test_questions_are_inserted_with_new_keys_and_only_where_they_belong() -> None:
    plan = web_plan()
    grown = edits.insert_questions(plan, "web", [plan.stages[0].questions[0], question(QuestionKind.MULTIPLE, "one")])
    keys = [one.key for one in find_stage(grown, "web").questions]
    assert len(set(keys)) == 4 and keys[:2] == ["one", "two"]
    with pytest.raises(Invalid, match="does not belong"):
        edits.insert_questions(plan, "web", [question(QuestionKind.SLIDER, "s")])
    with pytest.raises(Invalid, match="at most 40"):
        edits.insert_questions(plan, "web", [plan.stages[0].questions[0]] * 39)
    assert edits.without(grown, keys[2:]) == plan


def test_tags_of_a_stage_are_added_changed_and_removed() -> None:
    plan = edits.add_tag(edits.add_tag(web_plan(), "web"), "web")
    assert [tag.name for tag in find_stage(plan, "web").tags] == ["New tag", "New tag 2"]
    plan = edits.change_tag(plan, "web", 1, name="Shift", format="option", options=["Days", " ", "Nights"])
    tag = find_stage(plan, "web").tags[1]
    assert (tag.name, tag.format, tag.options) == ("Shift", TagFormat.OPTION, ["Days", "Nights"])
    assert [tag.name for tag in find_stage(edits.remove_tag(plan, "web", 0), "web").tags] == ["Shift"]
    with pytest.raises(Invalid, match="There is a tag “shift” already"):
        edits.change_tag(plan, "web", 0, name="shift")
    with pytest.raises(NotFound):
        edits.change_tag(plan, "web", 7, name="x")


def test_a_tag_of_options_without_options_keeps_the_plan_from_going_live() -> None:
    plan = edits.change_tag(edits.add_tag(web_plan(), "web", "Shift"), "web", 0, format="option")
    assert plan.problems() == ["Give the tag “Shift” at least two options."]
