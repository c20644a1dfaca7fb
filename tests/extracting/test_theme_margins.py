"""Margins of themes: exact losses, from 0 for a toss-up to 1 for no doubt."""

from __future__ import annotations

from itertools import product
from math import tanh

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.theme_margins import row_margins
from generator.extracting.themes import best_row

THEMES = ("approval", "finance", "talent")
WEIGHTS = st.sampled_from([0.0, 0.5, 1.0, 2.0, 4.0])
FIGURES = st.lists(st.tuples(WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS), max_size=4)


def test_a_toss_up_has_no_margin_and_a_lone_theme_a_full_one() -> None:
    assert row_margins([{"approval": 1.0, "finance": 1.0}], [0.0]) == [0.0]
    assert row_margins([{"approval": 9.0, "finance": 0.0}], [0.0]) == [pytest.approx(1, abs=1e-3)]
    assert row_margins([{"approval": 1.0}], [0.0]) == [1.0]
    assert row_margins([], []) == []


def test_a_neighbour_gives_a_figure_without_words_a_margin() -> None:
    scores = [{"approval": 3.0, "finance": 0.0}, {"approval": 0.0, "finance": 0.0}]
    alone, tied = row_margins(scores, [0.0, 0.0])[1], row_margins(scores, [0.0, 2.0])[1]
    assert alone == 0
    assert tied == round(tanh(1.0), 3)


@given(FIGURES)
def test_margins_are_those_of_trying_every_row(figures: list[tuple[float, ...]]) -> None:
    scores = [dict(zip(THEMES, weights[:3], strict=True)) for weights in figures]
    ties = [weights[3] for weights in figures]

    def total(row: tuple[str, ...]) -> float:
        own = sum(score[theme] for score, theme in zip(scores, row, strict=True))
        return own + sum(ties[n] for n in range(1, len(row)) if row[n] == row[n - 1])

    rows = list(product(THEMES, repeat=len(scores)))
    best = max(map(total, rows))
    chosen = best_row(scores, ties)
    for at, margin in enumerate(row_margins(scores, ties)):
        other = max(total(row) for row in rows if row[at] != chosen[at])
        assert margin == pytest.approx(tanh((best - other) / 2), abs=1e-3)
