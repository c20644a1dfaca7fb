"""Parks that share one suffix: 蚌埠、阜阳两个经开区 are 蚌埠经开区 and 阜阳经开区."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.divisions import Level
from generator.extracting.region_names import RegionMention
from generator.extracting.scanning import Ending
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.extracting.gazetteer import Gazetteer, PlaceHit

_BETWEEN = ("、", "和", "与", "及", "以及", "跟", "同")

# 两个国家级|经开区: how many parks the places before it have, right before the suffix.
_RE_COUNT = Ending(
    re.compile(r"(?:这)?(?:两|三|四|五|[2-5])(?:个|家|大|座)?(?:国家级|省级|国家)?$"),
    "两三四五2345个家大座级",
)
_REACH = 8


def listed_parks(
    text: str,
    hits: Sequence[PlaceHit],
    suffixes: Sequence[re.Match[str]],
    gazetteer: Gazetteer,
) -> Iterator[RegionMention]:
    """One park for each place of a list that a counted suffix closes."""
    for match in suffixes:
        count = _RE_COUNT.search_before(text, match.start(), _REACH)
        suffix = gazetteer.suffixes[match.group()]
        if count is None or not suffix.strong:
            continue
        # With none that ends there the list up to the first one (0) is empty.
        last = next((n for n, hit in enumerate(hits) if hit.end == count.start()), 0)
        for hit in _list(text, hits, last):
            stem = text[hit.start : hit.end]
            name = stem + suffix.short
            yield RegionMention(
                Span(hit.start, hit.end),
                stem,
                name,
                Level.PARK,
                hit.places[0],
                suffix=suffix.short,
                short=name,
            )


def _list(text: str, hits: Sequence[PlaceHit], last: int) -> Sequence[PlaceHit]:
    """The places before and with ``last`` that 、 or 和 joins; none if it stands alone."""
    first = last
    while first and text[hits[first - 1].end : hits[first].start] in _BETWEEN:
        first -= 1
    return hits[first : last + 1] if first < last else ()
