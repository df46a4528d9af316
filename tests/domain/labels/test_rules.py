"""Keys, values and allowed values of labels."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.core.errors import Invalid
from milo_app.domain.labels.models import LabelKind
from milo_app.domain.labels.rules import allowed_of, folded, key_of, number_of, value_of


@given(st.text(max_size=120))
def test_a_key_holds_lower_case_letters_digits_and_single_underscores_and_normalising_again_changes_nothing(typed):
    key = key_of(typed)
    assert key == "" or re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", key)
    assert len(key) <= 40
    assert key_of(key) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Hiring Region", "hiring_region"),
        ("  Größe (m²) ", "grosse_m2"),
        ("cost-center/EU", "cost_center_eu"),
        ("__x__", "x"),
        ("🚀 Rocket 🚀", "rocket"),
        ("Регион", ""),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_key_is_made_of_what_was_typed(typed, key):
    assert key_of(typed) == key


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=4))
def test_a_number_keeps_its_worth_and_normalising_again_changes_nothing(number):
    text = number_of(format(number, "f"))
    assert Decimal(text) == number
    assert number_of(text) == text
    assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("007", "7"),
        ("+1.50", "1.5"),
        ("-0", "0"),
        (".5", "0.5"),
        ("5.", "5"),
        ("−3", "-3"),
        ("１２", "12"),
        ("0.000", "0"),
    ],
)
def test_a_number_is_kept_plain(typed, kept):
    assert number_of(typed) == kept


@pytest.mark.parametrize(
    "typed", ["1,200", "1e5", "twelve", "1 200", "--1", "1.2.3", "٣", "NaN", "9" * 16, "0.1234567"]
)
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(Invalid) as error:
        number_of(typed)
    assert error.value.field == "value"


def test_allowed_values_come_apart_at_commas_and_lines_and_stand_once():
    assert allowed_of("East, west\nEAST,, North ,Nörth") == ["East", "west", "North"]
    assert allowed_of(["New York", " new  york ", "Berlin"]) == ["New York", "Berlin"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [(" , \n", "at least one"), (",".join(str(n) for n in range(101)), "101 values"), ("x" * 61, "61 characters")],
)
def test_too_few_too_many_and_too_long_allowed_values_are_refused(typed, words):
    with pytest.raises(Invalid, match=words) as error:
        allowed_of(typed)
    assert error.value.field == "allowed"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (LabelKind.TEXT, "  Two \n lines ", "Two lines"),
        (LabelKind.NUMBER, "12.0", "12"),
        (LabelKind.PICKLIST, "éast", "East"),
        (LabelKind.YES_NO, "true", "Yes"),
        (LabelKind.YES_NO, "NO", "No"),
    ],
)
def test_a_value_is_kept_as_its_kind_writes_it(kind, typed, kept):
    assert value_of(kind, ["East", "West"], typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (LabelKind.TEXT, "  "),
        (LabelKind.TEXT, "x" * 201),
        (LabelKind.NUMBER, "many"),
        (LabelKind.PICKLIST, "South"),
        (LabelKind.YES_NO, "maybe"),
    ],
)
def test_a_value_that_its_kind_does_not_take_is_refused(kind, typed):
    with pytest.raises(Invalid) as error:
        value_of(kind, ["East", "West"], typed)
    assert error.value.field == "value"


@given(st.text(min_size=1, max_size=200))
def test_a_text_value_can_always_be_found_again_by_its_folded_form(typed):
    try:
        shown = value_of(LabelKind.TEXT, [], typed)
    except Invalid:
        return
    assert 0 < len(folded(shown)) <= 200
    assert folded(shown) == folded(value_of(LabelKind.TEXT, [], shown))
