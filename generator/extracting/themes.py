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
from generator.extracting.theme_rows import best_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document
    from generator.extracting.surroundings import Surroundings
    from generator.model.evidence import Span
    from generator.model.fact import Role

__all__ = [
    "FALLBACK",
    "FALLBACK_WEIGHT",
    "ThemeLexicon",
    "ThemeMap",
    "ThemeReading",
    "assign_themes",
    "best_theme",
]


class ThemeReading(Struct, frozen=True, gc=False):
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
    places: Sequence[Surroundings],
    measure_names: Mapping[Span, str | None],
    found: Sequence[FoundMeasure],
    roles: Mapping[Span, Role],
    lexicon: ThemeLexicon,
    theme_map: ThemeMap | None = None,
) -> dict[Span, ThemeReading]:
    """The theme of every figure, and how far it stands ahead of the next.

    Args:
        document: The article.
        places: The surroundings of its figures.
        measure_names: The measure that each figure belongs to (``measures.measure_of``).
        found: The article's measures.
        roles: The role of each figure.
        lexicon: Words, units, settled cases and weights.
        theme_map: The article's theme words, if they were looked up before.

    Returns:
        A reading for each figure's span.
    """
    words = theme_map or ThemeMap(document, lexicon)
    rows, ties = EvidenceReader(document, words, lexicon, found).read(places, measure_names, roles)
    themes, (row, margins) = lexicon.themes, best_row(rows, ties)
    return {
        place.mention.span: ThemeReading(themes[theme], margin)
        for place, theme, margin in zip(places, row, margins, strict=True)
    }
