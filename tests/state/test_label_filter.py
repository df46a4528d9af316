"""The label filter in the address, and the menu that is made of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from milo_app.core.text import one_line
from milo_app.domain.labels.queries import FilterChoice, ValueChoice
from milo_app.state.label_filter import chosen_of, formatted, groups_of, parse, toggled

REGION = FilterChoice("region", "Region", "picklist", (ValueChoice("east", "East", 3), ValueChoice("west", "West", 1)))
TEAM = FilterChoice("team", "Team", "text", (ValueChoice("care, home: 50%", "Care, home: 50%", 2),))


@given(st.text("ab ,:%é🚀&=+", min_size=1, max_size=8))
def test_what_is_written_is_read_back_whatever_a_value_holds(typed):
    wanted = {"region": [one_line(typed) or "x", "another"], "team_2": ["care"]}
    assert parse(formatted(wanted)) == wanted


def test_the_address_reads_as_people_write_it():
    assert parse("region:east,region:west,team:care") == {"region": ["east", "west"], "team": ["care"]}
    assert formatted({"region": ["east", "west"], "team": ["care home"]}) == "region:east,region:west,team:care%20home"


def test_what_is_no_filter_is_left_out():
    assert parse("") == {}
    assert parse("region,:east,team:, ,x:1,x:1") == {"x": ["1"]}


def test_a_value_is_switched_on_and_off():
    on = toggled({"region": ["east"]}, "region", "west")
    assert on == {"region": ["east", "west"]}
    assert toggled(toggled(on, "region", "east"), "region", "west") == {}


def test_the_menu_marks_what_filters_and_narrows_by_label_and_by_value():
    groups = groups_of([REGION, TEAM], {"region": ["west"]}, "")
    assert [(group["name"], [(line["value"], line["is_on"]) for line in group["lines"]]) for group in groups] == [
        ("Region", [("East", False), ("West", True)]),
        ("Team", [("Care, home: 50%", False)]),
    ]
    assert [group["name"] for group in groups_of([REGION, TEAM], {}, "regi")] == ["Region"]
    assert [line["value"] for group in groups_of([REGION, TEAM], {}, "we") for line in group["lines"]] == ["West"]
    assert groups_of([REGION, TEAM], {}, "nothing") == []


def test_a_long_label_shows_its_chosen_values_first_and_says_how_many_more_there_are():
    many = FilterChoice("n", "Number", "number", tuple(ValueChoice(str(n), str(n), 1) for n in range(80)))
    (group,) = groups_of([many], {"n": ["79"]}, "")
    assert (group["lines"][0]["value"], len(group["lines"]), group["more"]) == ("79", 50, "30 more: type to find them")


def test_chosen_values_have_names_and_a_label_that_is_gone_keeps_its_key():
    chosen = chosen_of([REGION, TEAM], {"region": ["east", "south"], "team": ["care, home: 50%"], "gone": ["x"]})
    assert [one["words"] for one in chosen] == [
        "Region: East",
        "Region: south",
        "Team: Care, home: 50%",
        "gone: x",
    ]
    assert [one["pick"] for one in chosen][:3] == ["region:east", "region:south", "team:care, home: 50%"]
