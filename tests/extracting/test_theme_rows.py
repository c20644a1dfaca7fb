"""The best row of themes, found step by step, is the best of all rows; margins are exact losses."""

from __future__ import annotations

from itertools import product
from math import tanh
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.theme_rows import best_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

APPROVAL, FINANCE = 0, 1
NUMBERS = st.integers(0, 60).map(float)
WEIGHTS = st.sampled_from([0.0, 0.5, 1.0, 2.0, 4.0])


def rows_of(
    numbers: st.SearchStrategy[float],
) -> st.SearchStrategy[list[tuple[list[float], float]]]:
    row = st.lists(numbers, min_size=3, max_size=3)
    return st.lists(st.tuples(row, numbers), max_size=5)


def total(row: Iterable[int], rows: Sequence[Sequence[float]], ties: Sequence[float]) -> float:
    """The sum of scores and ties of one choice of themes."""
    chosen = list(row)
    tied = sum(tie for at, tie in enumerate(ties) if at and chosen[at] == chosen[at - 1])
    return sum(own[theme] for own, theme in zip(rows, chosen, strict=True)) + tied


@given(rows_of(NUMBERS))
def test_the_best_row_of_all(figures: list[tuple[list[float], float]]) -> None:
    rows, ties = [own for own, _ in figures], [tie for _, tie in figures]
    every = [total(row, rows, ties) for row in product(range(3), repeat=len(rows))]
    assert total(best_row(rows, ties)[0], rows, ties) == pytest.approx(max(every))


@given(rows_of(WEIGHTS))
def test_margins_are_those_of_trying_every_row(figures: list[tuple[list[float], float]]) -> None:
    rows, ties = [own for own, _ in figures], [tie for _, tie in figures]
    every = {row: total(row, rows, ties) for row in product(range(3), repeat=len(rows))}
    for at, (chosen, margin) in enumerate(zip(*best_row(rows, ties), strict=True)):
        other = max(value for row, value in every.items() if row[at] != chosen)
        assert margin == pytest.approx(tanh((max(every.values()) - other) / 2), abs=1e-3)


def test_a_silent_figure_goes_with_its_neighbours() -> None:
    silent, clear = [0.0, 0.1], [3.0, 0.0]
    assert best_row([clear, silent, clear], [0.0, 1.0, 1.0])[0] == [APPROVAL] * 3


def test_a_clear_figure_stands_alone_between_ties() -> None:
    approval, finance = [3.0, 0.0], [0.0, 4.0]
    row, _ = best_row([approval, finance, approval], [0.0, 1.0, 1.0])
    assert row == [APPROVAL, FINANCE, APPROVAL]


def test_no_figures_have_no_row() -> None:
    assert best_row([], []) == ([], [])


def test_a_toss_up_has_no_margin_and_a_lone_theme_a_full_one() -> None:
    assert best_row([[1.0, 1.0]], [0.0])[1] == [0.0]
    assert best_row([[9.0, 0.0]], [0.0])[1] == [pytest.approx(1, abs=1e-3)]
    assert best_row([[1.0]], [0.0])[1] == [1.0]


def test_a_neighbour_gives_a_figure_without_words_a_margin() -> None:
    rows = [[3.0, 0.0], [0.0, 0.0]]
    alone, tied = best_row(rows, [0.0, 0.0])[1][1], best_row(rows, [0.0, 2.0])[1][1]
    assert alone == 0
    assert tied == round(tanh(1.0), 3)
