"""Themes of figures: the most plausible row of themes for all figures of an article.

Each figure has evidence for themes (``theme_evidence``); figures of one sentence or paragraph mostly
share a theme. The row with the highest sum of both is found exactly (Viterbi's algorithm), so that
a figure whose own words say little takes the theme of its neighbours on either side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.theme_evidence import EvidenceReader
from generator.extracting.theme_lexicon import FALLBACK, FALLBACK_WEIGHT, ThemeLexicon
from generator.extracting.theme_map import ThemeMap
from generator.extracting.theme_margins import margins_of
from generator.extracting.theme_rows import added, best_places, sums_ahead

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span
    from generator.model.fact import Role

__all__ = [
    "FALLBACK",
    "FALLBACK_WEIGHT",
    "ThemeLexicon",
    "ThemeMap",
    "ThemeReading",
    "assign_themes",
    "best_row",
    "best_theme",
]


class ThemeReading(Struct, frozen=True):
    """A figure's theme, and how far it stands ahead of the next: 0 is a toss-up, 1 no doubt."""

    theme: str
    margin: float


def best_theme(totals: Mapping[str, float], order: Sequence[str]) -> str | None:
    """The heaviest theme; ties go to the one named first in ``order``; None if all are zero."""
    best, most = None, 0.0
    for theme in order:
        weight = totals.get(theme, 0.0)
        if weight > most:
            best, most = theme, weight
    return best


def assign_themes(
    document: Document,
    mentions: Sequence[Mention],
    measure_names: Mapping[Span, str | None],
    found: Sequence[FoundMeasure],
    roles: Mapping[Span, Role],
    lexicon: ThemeLexicon,
    theme_map: ThemeMap | None = None,
) -> dict[Span, ThemeReading]:
    """The theme of every figure, and how far it stands ahead of the next.

    Args:
        document: The article.
        mentions: All numeral mentions; those without a quantity are passed over.
        measure_names: The measure that each figure belongs to (``measures.measure_of``).
        found: The article's measures.
        roles: The role of each figure.
        lexicon: Words, units, settled cases and weights.
        theme_map: The article's theme words, if they were looked up before.

    Returns:
        A reading for each figure's span.
    """
    words = theme_map or ThemeMap(document, lexicon)
    figures = [mention for mention in mentions if mention.quantity is not None]
    if not figures:
        return {}
    read = EvidenceReader(document, words, lexicon, found)
    gains, rows, ties = _Gains(lexicon.ties), [], []
    for figure in read.read(figures, measure_names, roles):
        rows.append(added(figure.around.scores, figure.own, lexicon.places))
        ties.append(gains[figure.ties])
    ahead = sums_ahead(rows, ties)
    row = map(lexicon.themes.__getitem__, best_places(ahead, ties))
    margins = margins_of(rows, ties, ahead)
    return {
        mention.span: ThemeReading(theme, margin)
        for mention, theme, margin in zip(figures, row, margins, strict=True)
    }


class _Gains(dict[frozenset[str], float]):
    """What a figure gains when it has the theme of the one before, by what ties the two."""

    def __init__(self, ties: Mapping[str, float]) -> None:
        super().__init__()
        self._ties = ties

    def __missing__(self, named: frozenset[str]) -> float:
        gain = self[named] = sum(self._ties[tie] for tie in sorted(named))
        return gain


def best_row(scores: Sequence[Mapping[str, float]], ties: Sequence[float]) -> list[str]:
    """The row of themes with the highest sum of scores and ties.

    Args:
        scores: For each figure the score of every theme, in one order.
        ties: For each figure what is gained when it has the theme of the one before.
    """
    if not scores:
        return []
    themes = list(scores[0])
    ahead = sums_ahead([list(own.values()) for own in scores], ties)
    return [themes[at] for at in best_places(ahead, ties)]
