"""The most plausible row of themes (Viterbi's algorithm), and how far each theme stands ahead.

Rows are plain lists of numbers in the order of the themes: a step is asked for each figure. What one
figure says to its neighbour is told less what it says for every theme alike, so that mostly one or
two themes are left that a step has to touch.
"""

from __future__ import annotations

from math import inf, tanh
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.theme_lexicon import Weights

Row = list[float]
"""A number for each theme."""

_STEPS = 1000
"""A margin has three digits."""
_NO_DOUBT = 8.5
"""From this gap on a margin is 1 in so many digits."""


def weigh(sums: Row, weights: Weights, factor: float) -> None:
    """Add some evidence to ``sums``; ``factor`` is what it weighs by the place where it stands."""
    for theme, weight in weights:
        sums[theme] += factor * weight


def best_row(rows: Sequence[Row], ties: Sequence[float]) -> tuple[list[int], list[float]]:
    """The row of themes with the highest sum of scores and ties, and the margin of each theme.

    A margin is how much would be lost with another theme there: the sum of the best row less that
    of the best row in which this figure has any other theme, mapped to 0…1, so that 0 is a toss-up
    and 1 leaves no doubt.

    Args:
        rows: For each figure the score of every theme, 0 or more.
        ties: For each figure what is gained when it has the theme of the one before.

    Returns:
        For each figure its theme by the place in the rows, and the margin.
    """
    ahead, heights = _ahead(rows, ties)
    themes: list[int] = []
    margins: list[float] = []
    behind: Row | None = None
    at, tie = -1, 0.0
    for own, row, most, further in zip(
        reversed(rows), reversed(ahead), reversed(heights), reversed(ties), strict=True
    ):
        if behind is None or row[at] + tie < most:
            at = row.index(most)
        sums, told = row, own
        if behind is not None and tie:
            sums, told = row.copy(), own.copy()
            floor = max(behind) - tie
            for theme, score in enumerate(behind):
                if score > floor:
                    sums[theme] += score - floor
                    told[theme] += score - floor
        themes.append(at)
        ordered = sorted(sums)
        gap = ordered[-1] - ordered[-2] if len(ordered) > 1 else inf
        # Half the time of ``round``, once for each figure.
        margins.append(1.0 if gap > _NO_DOUBT else int(tanh(gap / 2) * _STEPS + 0.5) / _STEPS)
        behind, tie = told, further
    themes.reverse()
    margins.reverse()
    return themes, margins


def _ahead(rows: Sequence[Row], ties: Sequence[float]) -> tuple[list[Row], list[float]]:
    """What speaks for each theme at every figure, those before it counted, and the most of each."""
    ahead: list[Row] = []
    heights: list[float] = []
    before: Row | None = None
    most = 0.0
    for own, tie in zip(rows, ties, strict=True):
        row = own
        if before is not None and tie:
            row, floor = own.copy(), most - tie
            for theme, score in enumerate(before):
                if score > floor:
                    row[theme] += score - floor
        before, most = row, max(row)
        ahead.append(row)
        heights.append(most)
    return ahead, heights
