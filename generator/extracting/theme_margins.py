"""How far the theme of each figure stands ahead of the next best one."""

from __future__ import annotations

from math import tanh
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Scores = dict[str, float]
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
    ahead = _sums(scores, ties)
    behind = _sums(scores[::-1], [0.0, *ties[:0:-1]])[::-1]
    return [
        _margin({theme: ahead[at][theme] + behind[at][theme] - own[theme] for theme in own})
        for at, own in enumerate(scores)
    ]


def _sums(scores: Sequence[Mapping[str, float]], ties: Sequence[float]) -> list[_Scores]:
    """For each figure and theme the best row up to there that ends in this theme."""
    found: list[_Scores] = []
    for own, tie in zip(scores, ties, strict=True):
        before = found[-1] if found else None
        leader = max(before.values()) if before else 0.0
        found.append(
            {t: w + (max(before[t] + tie, leader) if before else 0.0) for t, w in own.items()}
        )
    return found


def _margin(totals: _Scores) -> float:
    best, *others = sorted(totals.values(), reverse=True)
    return round(tanh((best - others[0]) / 2), _DIGITS) if others else 1.0
