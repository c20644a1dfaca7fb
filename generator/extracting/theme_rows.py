"""Evidence summed up in rows, and the most plausible row of themes (Viterbi's algorithm).

Rows are plain lists of numbers in the order of the themes: a step is asked for each figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.extracting.theme_lexicon import Weights

Row = list[float]
"""A number for each theme."""

Spoken = tuple[str, "Weights", float]
"""What a place says: its name, weights of themes, and the whole of which each counts as a part.

A plain tuple, because a figure makes some ten of them.
"""


def added(scores: Iterable[float], evidence: Iterable[Spoken], places: Mapping[str, float]) -> Row:
    """The scores with what the evidence weighs by the place where it stands."""
    sums = list(scores)
    for place, weights, whole in evidence:
        factor = places[place] / whole
        for theme, weight in weights.items():
            sums[theme] += factor * weight
    return sums


def sums_ahead(rows: Sequence[Row], ties: Sequence[float]) -> list[Row]:
    """For each figure and theme the best row up to there that ends in this theme.

    Args:
        rows: For each figure, at least one, the score of every theme.
        ties: For each figure what is gained when it has the theme of the one before.
    """
    return list(_steps(rows, ties))


def sums_behind(rows: Sequence[Row], ties: Sequence[float]) -> list[Row]:
    """The same from the last figure back to the first."""
    return [*steps_back(rows, ties)][::-1]


def steps_back(rows: Sequence[Row], ties: Sequence[float]) -> Iterator[Row]:
    """As ``sums_behind``, the last figure first, for those who need them one at a time."""
    return _steps(rows[::-1], [0.0, *ties[:0:-1]])


def _steps(rows: Sequence[Row], ties: Sequence[float]) -> Iterator[Row]:
    before: Row | None = None
    for own, tie in zip(rows, ties, strict=True):
        if before is None:
            before = own
        elif tie:
            most = max(before)
            # No max() for each theme: this line is where rows are made.
            before = [
                score + (tied if (tied := one + tie) > most else most)
                for score, one in zip(own, before, strict=True)
            ]
        else:
            most = max(before)
            before = [score + most for score in own]
        yield before


def best_places(ahead: Sequence[Row], ties: Sequence[float]) -> list[int]:
    """Which theme, by its place in the rows, each figure has in the row with the highest sum.

    Args:
        ahead: What ``sums_ahead`` makes of the rows.
        ties: The same ties.
    """
    at = ahead[-1].index(max(ahead[-1]))
    chosen = [at]
    for before, tie in zip(ahead[-2::-1], ties[:0:-1], strict=True):
        most = max(before)
        at = at if before[at] + tie >= most else before.index(most)
        chosen.append(at)
    return chosen[::-1]
