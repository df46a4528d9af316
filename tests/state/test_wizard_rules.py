"""Rules as the wizard's form shows them, and back: every check of every kind, half-filled ones, and what is no rule."""

from __future__ import annotations

import datetime as dt

import pytest

from milo_app.core.errors import Invalid
from milo_app.domain.interviewers.plan import QuestionKind, Rule, RuleOp, StageKind
from milo_app.domain.interviewers.question_edits import OPS_OF_KIND
from milo_app.state.wizard_rows import question_rows, stage_sum
from milo_app.state.wizard_rules import NO_CHECK, OPS, RuleForm, edited, form_of, lines, question_fields, rule_from
from tests.factories.interviewers import question, stage

DAY, LATER = dt.date(2027, 3, 1), dt.date(2027, 4, 1)
RULES = [
    (QuestionKind.ELIGIBILITY, Rule(op=RuleOp.YEARS, low=2)),
    (QuestionKind.ELIGIBILITY, Rule(op=RuleOp.MENTIONS, values=["forklift", "truck"])),
    (QuestionKind.SHORT, Rule(op=RuleOp.ANSWERED)),
    (QuestionKind.SHORT, Rule(op=RuleOp.MENTIONS, values=["retail"])),
    (QuestionKind.SHORT, Rule(op=RuleOp.ANY_OF, values=["Berlin", "Potsdam"])),
    (QuestionKind.SINGLE, Rule(op=RuleOp.NONE_OF, values=["Nights"])),
    (QuestionKind.MULTIPLE, Rule(op=RuleOp.ALL_OF, values=["English", "German"])),
    (QuestionKind.YES_NO, Rule(op=RuleOp.ANY_OF, values=["no"])),
    (QuestionKind.NUMBER, Rule(op=RuleOp.MIN, low=18)),
    (QuestionKind.NUMBER, Rule(op=RuleOp.MAX, high=2.5)),
    (QuestionKind.SLIDER, Rule(op=RuleOp.RANGE, low=1, high=3)),
    (QuestionKind.AMOUNT, Rule(op=RuleOp.EXACT, low=40)),
    (QuestionKind.DATE, Rule(op=RuleOp.AFTER, start=DAY)),
    (QuestionKind.DATE, Rule(op=RuleOp.BEFORE, end=DAY)),
    (QuestionKind.DATE, Rule(op=RuleOp.BETWEEN, start=DAY, end=LATER)),
    (QuestionKind.DATE, Rule(op=RuleOp.BETWEEN, start=DAY, end=DAY)),
    (QuestionKind.FILE, Rule(op=RuleOp.ANSWERED)),
]


@pytest.mark.parametrize(("kind", "rule"), RULES)
def test_a_rule_survives_the_form(kind: QuestionKind, rule: Rule) -> None:
    form = form_of(kind, rule)
    assert form["op"] in dict(OPS[kind])
    assert rule_from(kind, form) == rule


def test_the_form_offers_what_the_domain_allows() -> None:
    assert set(OPS) == set(OPS_OF_KIND)
    for kind, ops in OPS.items():
        named = {
            RuleOp.ANY_OF if op in ("yes", "no") else RuleOp.BETWEEN if op == "on" else RuleOp(op) for op, _ in ops
        }
        assert named == OPS_OF_KIND[kind]


def test_another_check_keeps_the_value_that_it_can_use() -> None:
    least = form_of(QuestionKind.NUMBER, Rule(op=RuleOp.MIN, low=18))
    assert rule_from(QuestionKind.NUMBER, edited(QuestionKind.NUMBER, least, "op", "max")) == Rule(
        op=RuleOp.MAX, high=18
    )
    span = edited(QuestionKind.NUMBER, least, "op", "range")
    assert (span["first"], rule_from(QuestionKind.NUMBER, span)) == ("18", None)
    full = edited(QuestionKind.NUMBER, span, "second", "30")
    assert rule_from(QuestionKind.NUMBER, full) == Rule(op=RuleOp.RANGE, low=18, high=30)


def test_an_option_is_ticked_and_unticked() -> None:
    form = edited(QuestionKind.SINGLE, form_of(QuestionKind.SINGLE, None), "op", "any_of")
    assert rule_from(QuestionKind.SINGLE, form) is None
    ticked = edited(QuestionKind.SINGLE, form, "option", "Days")
    assert rule_from(QuestionKind.SINGLE, ticked) == Rule(op=RuleOp.ANY_OF, values=["Days"])
    assert rule_from(QuestionKind.SINGLE, edited(QuestionKind.SINGLE, ticked, "option", "Days")) is None


def test_what_is_no_check_number_or_date_is_refused_with_a_sentence() -> None:
    with pytest.raises(Invalid, match="cannot be checked"):
        edited(QuestionKind.YES_NO, form_of(QuestionKind.YES_NO, None), "op", "min")
    with pytest.raises(Invalid, match="is not a number"):
        rule_from(QuestionKind.NUMBER, RuleForm(op="min", first="many", second="", ticked=[]))
    with pytest.raises(Invalid, match="is not a date"):
        rule_from(QuestionKind.DATE, RuleForm(op="after", first="soon", second="", ticked=[]))


def test_a_half_filled_rule_shows_what_is_missing_and_the_plan_holds_none() -> None:
    asked = question(QuestionKind.NUMBER, "age")
    waiting = RuleForm(op="min", first="", second="", ticked=[])
    [row] = question_rows(stage(StageKind.FORM, "form", asked), pending={"age": waiting})
    assert (row["rule_op"], row["rule_shape"], row["can_break"]) == ("min", "number", False)
    assert row["rule_note"] == "Fill in the number. Nothing is checked until then."


def test_a_closed_card_says_what_passes() -> None:
    yes = question(QuestionKind.YES_NO, "sat", rule=Rule(op=RuleOp.ANY_OF, values=["yes"]))
    amount = question(QuestionKind.AMOUNT, "pay", unit="kg", rule=Rule(op=RuleOp.MIN, low=12))
    rows = question_rows(stage(StageKind.WEB, "web", yes, amount, question(QuestionKind.SCORED, "s")))
    assert [row["expects"] for row in rows] == ["Yes or no, expects yes", "Amount: at least 12 kg", ""]
    assert stage_sum(rows) == "1 scored, 2 pass or fail · weights 100%"


def test_follow_ups_never_fall_under_those_that_are_always_asked() -> None:
    asked = question(QuestionKind.SCORED, "s", min_follow_ups=2, max_follow_ups=3)
    assert question_fields(asked, "max_follow_ups", "1") == {"max_follow_ups": 1, "min_follow_ups": 1}
    assert question_fields(asked, "min_follow_ups", "5") == {"min_follow_ups": 5, "max_follow_ups": 5}


def test_endings_and_options_are_read_as_people_type_them() -> None:
    asked = question(QuestionKind.FILE, "f")
    assert question_fields(asked, "extensions", ".PDF, *.docx, ") == {"extensions": ["pdf", "docx"]}
    assert lines("Days, all week\n\n  Nights ") == ["Days, all week", "Nights"]
    assert NO_CHECK not in dict(OPS[QuestionKind.ELIGIBILITY])
