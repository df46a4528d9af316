"""Anchors, weighted means and bands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milo_app.domain.scoring.arithmetic import Weighted, band, clamp, from_anchor, half_up, passes, weighted_mean

scores = st.integers(0, 100)
weights = st.integers(1, 10)
scored = st.builds(Weighted, scores, weights)
anything = st.builds(Weighted, st.none() | scores, weights)


@pytest.mark.parametrize(
    ("anchor", "score"), [(1, 0), (2, 25), (3, 50), (4, 75), (5, 100), (3.5, 63), (0, 0), (9, 100)]
)
def test_an_anchor_maps_to_a_quarter_of_the_scale(anchor: float, score: int) -> None:
    assert from_anchor(anchor) == score


def test_halves_round_up_where_python_would_round_to_even() -> None:
    assert (half_up(62.5), half_up(63.5), round(62.5)) == (63, 64, 62)


@pytest.mark.parametrize(("claimed", "kept"), [(140, 100), (-3, 0), (59.5, 60), (99.4, 99)])
def test_a_score_is_held_between_0_and_100_whatever_is_claimed(claimed: float, kept: int) -> None:
    assert clamp(claimed) == kept


def test_the_mean_of_a_hand_worked_case() -> None:
    mean = weighted_mean([Weighted(92, 8), Weighted(86, 7), Weighted(None, 5), Weighted(71, 4)])
    assert (mean.score, mean.scored, mean.left_out) == (85, 3, 1)  # (736 + 602 + 284) / 19 = 85.37


def test_a_weight_of_3_counts_twice_a_weight_of_one_and_a_half() -> None:
    assert weighted_mean([Weighted(100, 6), Weighted(0, 3)]).score == 67


def test_there_is_no_score_when_nothing_was_scored() -> None:
    assert weighted_mean([]).score is None
    assert weighted_mean([Weighted(None, 5), Weighted(None, 1)]) == weighted_mean(
        [Weighted(None, 9), Weighted(None, 9)]
    )


@given(st.lists(scored, min_size=1))
def test_a_mean_lies_between_the_lowest_and_the_highest_score(items: list[Weighted]) -> None:
    mean = weighted_mean(items).score
    assert mean is not None
    assert min(item.score or 0 for item in items) <= mean <= max(item.score or 0 for item in items)


@given(st.lists(anything), st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(items: list[Weighted], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weighted_mean(shuffled) == weighted_mean(items)


@given(st.lists(anything), st.integers(1, 50))
def test_weights_that_all_grow_alike_change_nothing(items: list[Weighted], factor: int) -> None:
    assert weighted_mean([Weighted(i.score, i.weight * factor) for i in items]).score == weighted_mean(items).score


@given(st.lists(anything), weights)
def test_a_void_item_never_changes_the_score_and_is_counted(items: list[Weighted], weight: int) -> None:
    before, after = weighted_mean(items), weighted_mean([*items, Weighted(None, weight)])
    assert (after.score, after.scored, after.left_out) == (before.score, before.scored, before.left_out + 1)


@given(st.lists(scored, min_size=1), st.integers(0, 1000), st.integers(1, 100))
def test_a_better_score_on_one_item_never_lowers_the_mean(items: list[Weighted], at: int, gain: int) -> None:
    place = at % len(items)
    better = list(items)
    better[place] = Weighted(min(100, (items[place].score or 0) + gain), items[place].weight)
    assert (weighted_mean(better).score or 0) >= (weighted_mean(items).score or 0)


@given(st.lists(st.builds(Weighted, st.just(73), weights), min_size=1))
def test_equal_scores_have_themselves_as_mean(items: list[Weighted]) -> None:
    assert weighted_mean(items).score == 73


@pytest.mark.parametrize(
    ("score", "name", "passed"),
    [
        (100, "strong", True),
        (80, "strong", True),
        (79, "fair", True),
        (60, "fair", True),
        (59, "weak", False),
        (0, "weak", False),
    ],
)
def test_bands_begin_at_80_and_60_and_a_question_passes_at_60(score: int, name: str, passed: bool) -> None:
    assert (band(score), passes(score)) == (name, passed)


def test_no_score_has_no_band_and_passes_nothing() -> None:
    assert (band(None), passes(None)) == ("none", None)
