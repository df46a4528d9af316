"""What the analytics page draws follows from the daily figures, and its sentences are true."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.analytics.queries import Point
from milo_app.state import analytics_charts as charts

MONDAY = date(2026, 10, 5)


def series(completed: list[int], score: float | None = None) -> list[Point]:
    """Return one point a day from a Monday on."""
    days = [MONDAY + timedelta(days=at) for at in range(len(completed))]
    return [
        Point(day.isoformat(), f"{day.day} {day:%b}", 2 * n, n, n, score if n else None, n * 0.5)
        for day, n in zip(days, completed, strict=True)
    ]


@given(st.integers(0, 10**7))
def test_the_axis_covers_the_highest_bar_with_two_to_six_whole_steps(highest: int) -> None:
    top, steps = charts.axis_of(highest)
    assert top >= highest
    assert 2 <= len(steps) <= 6
    assert len({step["text"] for step in steps}) == len(steps)
    assert steps[0]["at"] == "0.00%" and steps[-1]["at"] == "100.00%"


@given(st.lists(st.integers(0, 500), min_size=1, max_size=365))
def test_bars_hold_every_event_once_whatever_their_width(completed: list[int]) -> None:
    assert sum(span.completed for span in charts.spans(series(completed))) == sum(completed)


def test_a_year_is_drawn_in_weeks_and_the_last_one_is_whole() -> None:
    bars = charts.spans(series([1] * 365))
    assert len(bars) == 53
    assert [bar.completed for bar in bars] == [1] + [7] * 52


def test_a_week_weighs_scores_by_interviews() -> None:
    points = series([3, 1] + [0] * 89)
    points[0] = Point(points[0].day, points[0].label, 0, 0, 3, 90.0, None)
    points[1] = Point(points[1].day, points[1].label, 0, 0, 1, 50.0, None)
    first = charts.spans(points[:91])[0]
    assert first.completed == 4 and first.score == 80.0 and first.spend is None


def test_the_takeaway_compares_with_the_window_before() -> None:
    assert charts.takeaway(862, 781, "30 days", "Tuesdays") == "862, up 81 on the 30 days before. Tuesdays peak."
    assert charts.takeaway(3, 9, "7 days", "") == "3, down 6 on the 7 days before."
    assert charts.takeaway(4, 4, "7 days", "") == "4, as many as in the 7 days before."
    assert charts.takeaway(4, 0, "7 days", "") == "4, none in the 7 days before."
    assert charts.takeaway(0, 0, "7 days", "") == "None, and none in the 7 days before."


def test_a_weekday_peaks_only_with_enough_weeks_and_a_clear_lead() -> None:
    clear = [9 if at % 7 == 1 else 3 for at in range(29)]
    assert charts.peak(series(clear), "completed") == "Tuesdays"
    assert charts.peak(series(clear[:20]), "completed") == ""
    assert charts.peak(series([3] * 29), "completed") == ""


def test_the_mark_of_the_window_before_is_left_out_when_nothing_happened_then() -> None:
    now, empty = series([1, 2, 3]), series([0, 0, 0])
    drawn = charts.chart(now, empty, "completed", "interview", "interviews", title="How many?", window="3 days")
    assert [bar["before"] for bar in drawn["bars"]] == ["", "", ""] and drawn["before"] == ""
    other = charts.chart(now, series([0, 3, 0]), "completed", "interview", "interviews", title="?", window="3 days")
    assert [bar["before"] for bar in other["bars"]] == ["0.00%", "100.00%", "0.00%"]
    assert other["bars"][0]["tip"] == "5 Oct: 1 interview, before: 0"


def test_today_is_said_to_be_running() -> None:
    bars = charts.spans(series([1, 1, 1]))
    assert [bar.is_running for bar in bars] == [False, False, True]
    assert charts.table(series([1, 1]), "$")[0]["label"] == "6 Oct, so far"


def test_at_most_seven_bars_carry_a_date_and_the_last_one_does() -> None:
    for count in (1, 7, 30, 53, 90):
        shown = charts.ticks(count)
        assert count - 1 in shown and len(shown) <= 7


def test_a_line_needs_two_values() -> None:
    assert charts.spark(series([4]), "completed") == ""
    assert charts.spark(series([0, 4]), "completed") == "0.0,27.0 100.0,2.0"
    assert charts.spark(series([0, 0, 4], score=80.0), "score") == ""
