"""How far the theme of each figure stands ahead of the next best one."""

from __future__ import annotations

from math import tanh
from operator import add, sub
from typing import TYPE_CHECKING

from generator.extracting.theme_rows import steps_back, sums_ahead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.theme_rows import Row

_DIGITS = 3


def row_margins(scores: Sequence[Mapping[str, float]], ties: Sequence[float]) -> list[float]:
    """For each figure of the best row, how much would be lost with another theme there.

    The loss is the sum of the best row less that of the best row in which this figure has any
    other theme; it is mapped to 0…1 so that 0 is a toss-up and 1 leaves no doubt.

    Args:
        scores: For each figure the score of every theme, in one order (as for ``themes.best_row``).
        ties: For each figure what is gained when it has the theme of the one before.
    """
    if not scores:
        return []
    rows = [list(own.values()) for own in scores]
    return margins_of(rows, ties, sums_ahead(rows, ties))


def margins_of(rows: Sequence[Row], ties: Sequence[float], ahead: Sequence[Row]) -> list[float]:
    """The margins for rows of which the sums up to each figure are known (``theme_rows``)."""
    found = [
        # Chained, so that no step of Python is made for each theme: ahead + behind - own.
        _margin(list(map(sub, map(add, one, two), own)))
        for one, two, own in zip(
            reversed(ahead), steps_back(rows, ties), reversed(rows), strict=True
        )
    ]
    found.reverse()
    return found


def _margin(totals: Row) -> float:
    if len(totals) == 1:
        return 1.0
    totals.sort()
    return round(tanh((totals[-1] - totals[-2]) / 2), _DIGITS)
