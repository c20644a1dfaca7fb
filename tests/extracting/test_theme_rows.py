"""The best row of themes, found step by step, is the best of all rows."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.theme_rows import best_places, sums_ahead, sums_behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NUMBERS = st.integers(0, 60).map(float)
ROWS = st.lists(
    st.tuples(st.lists(NUMBERS, min_size=3, max_size=3), NUMBERS), min_size=1, max_size=5
)


def total(row: Iterable[int], rows: Sequence[Sequence[float]], ties: Sequence[float]) -> float:
    """The sum of scores and ties of one choice of themes."""
    chosen = list(row)
    tied = sum(tie for at, tie in enumerate(ties) if at and chosen[at] == chosen[at - 1])
    return sum(own[theme] for own, theme in zip(rows, chosen, strict=True)) + tied


@given(ROWS)
def test_the_best_row_of_all(figures: list[tuple[list[float], float]]) -> None:
    rows, ties = [own for own, _ in figures], [tie for _, tie in figures]
    every = [total(row, rows, ties) for row in product(range(3), repeat=len(rows))]
    ahead = sums_ahead(rows, ties)
    assert total(best_places(ahead, ties), rows, ties) == max(every) == max(ahead[-1])


@given(ROWS)
def test_sums_from_both_ends_meet(figures: list[tuple[list[float], float]]) -> None:
    rows, ties = [own for own, _ in figures], [tie for _, tie in figures]
    three = zip(sums_ahead(rows, ties), sums_behind(rows, ties), rows, strict=True)
    meeting = [max(a + b - own for a, b, own in zip(*each, strict=True)) for each in three]
    assert meeting == [pytest.approx(meeting[0])] * len(rows)
