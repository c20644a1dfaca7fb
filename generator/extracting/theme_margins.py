"""How far the theme of each figure stands ahead of the next best one."""

from __future__ import annotations

from math import tanh
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DIGITS = 3


def row_margins(scores: Sequence[Mapping[str, float]], ties: Sequence[float]) -> list[float]:
    """For each figure of the best row, how much would be lost with another theme there.

    The loss is the sum of the best row less that of the best row in which this figure has any
    other theme; it is mapped to 0…1 so that 0 is a toss-up and 1 leaves no doubt.

    Args:
        scores: For each figure the score of every theme (as for ``themes.best_row``).
        ties: For each figure what is gained when it has the theme of the one before.
    """
    if not scores:
        return []
    themes = list(scores[0])
    rows = [[own[theme] for theme in themes] for own in scores]
    ahead = _sums(rows, ties)
    behind = _sums(rows[::-1], [0.0, *ties[:0:-1]])[::-1]
    return [
        _margin([one + two - own for one, two, own in zip(*three, strict=True)])
        for three in zip(ahead, behind, rows, strict=True)
    ]


def _sums(rows: Sequence[Sequence[float]], ties: Sequence[float]) -> list[Sequence[float]]:
    """For each figure and theme the best row up to there that ends in this theme."""
    found: list[Sequence[float]] = [rows[0]]
    for own, tie in zip(rows[1:], ties[1:], strict=True):
        before = found[-1]
        most = max(before)
        found.append([w + max(b + tie, most) for w, b in zip(own, before, strict=True)])
    return found


def _margin(totals: Sequence[float]) -> float:
    best, *others = sorted(totals, reverse=True)
    return round(tanh((best - others[0]) / 2), _DIGITS) if others else 1.0
