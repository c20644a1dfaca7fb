"""Words that refer back to a region: 全市, 我县, 园区."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.extracting.divisions import Level
from generator.extracting.name_marks import matches_at
from generator.extracting.region_names import RegionMention
from generator.model.evidence import spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.gazetteer import Gazetteer

# “产业园区”, “城市里”: a word that refers back is not the end of a longer one.
_LONGER = frozenset("产业工城物流")
_LEVELS = {
    "park": Level.PARK,
    "district": Level.COUNTY,
    "county": Level.COUNTY,
    "city": Level.CITY,
    "province": Level.PROVINCE,
    "nation": Level.NATION,
    "town": Level.TOWN,
    "joint": Level.PARK,
    "former": Level.PARK,
    "latter": Level.PARK,
}


def references(text: str, gazetteer: Gazetteer, places: Sequence[int]) -> list[RegionMention]:
    """Every word that refers back; ``places`` are those where one may begin."""
    found = []
    for match in matches_at(gazetteer.reference_pattern, text, places):
        word, (start, end) = match.group(), match.span()
        if text[start - 1 : start] not in _LONGER:
            meant = gazetteer.references[word]
            level = _LEVELS[meant.partition(" ")[0]]
            span = spanned((start, end))
            found.append(RegionMention(span, word, "", level, reference=meant))
    return found
