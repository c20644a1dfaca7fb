"""Mentions of provinces, cities and counties, and of parks that are called by their place alone."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.extracting.divisions import Level, Place
from generator.extracting.gazetteer import PlaceHit
from generator.extracting.region_names import RegionMention
from generator.extracting.region_stems import short_stems
from generator.extracting.scanning import Beginning
from generator.model.evidence import spanned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from generator.extracting.gazetteer import Gazetteer

_LEVEL = attrgetter("level")
_CITY = Level.CITY  # a look-up of an enumeration's member takes as long as a call
# 上海路, 南京大道: a street.
_RE_STREET = Beginning(
    re.compile(
        r"(?:东|西|南|北|中)?(?:路|街|大道|站|港|港口|机场|海关|大学|银行|话|菜|人(?!民政府)|片区|日报|晚报|晨报|卫视|广播|电视|新闻|发布客户端|网讯|讯)"
    ),
    "东西南北中路街大站港机海银话菜人片日晚晨卫广电新发网讯",
)
_WHOLE = ("全市", "全县", "全区", "全域")


def divisions(
    text: str,
    hits: Sequence[PlaceHit],
    gazetteer: Gazetteer,
    title: str,
    parks: Sequence[RegionMention],
    paired: AbstractSet[str],
) -> list[RegionMention]:
    """The divisions that a text names, left to right.

    Args:
        text: The text.
        hits: Where it has the names of divisions.
        gazetteer: Places.
        title: Its title; a short form counts where either names the division in full.
        parks: The parks of both.
        paired: Places that stand for their parks alone.
    """
    told = _Told(text + title, gazetteer)
    stems = short_stems(parks)
    found, group, last = [], list[PlaceHit](), len(hits) - 1
    for index, hit in enumerate(hits):
        start, end = hit.start, hit.end
        if index < last and hits[index + 1].start == end:
            group.append(hit)
            if chain_of([*group, hits[index + 1]])[0] == group[0].start:  # type: ignore[index]
                continue
        elif group:
            group.append(hit)
        word, lone = text[start:end], len(group) < 2  # noqa: PLR2004 - most stand alone
        street = _RE_STREET.match(text, end) is not None
        stem = stems.get(word)
        if stem and (street or text.startswith(_WHOLE, end)):
            stem = None
        place = None
        if not (street or (stem and lone and word in paired)):
            start, place = told.meant_behind(group, word, hit)
        if place is not None:
            span = spanned((start, end))
            found.append(RegionMention(span, text[start:end], place.name, place.level, place))
        elif stem:
            found.append(replace(stem, span=spanned((hit.start, end)), surface=word))
        group = []
    return found


class _Told:
    """What a text, with its title, says of its short forms: asked once for each word."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self._text, self._gazetteer = text, gazetteer
        self._meant: dict[str, Place | None] = {}

    def meant_behind(
        self, group: Sequence[PlaceHit], word: str, hit: PlaceHit
    ) -> tuple[int, Place | None]:
        """Where a name begins and the division that it means; ``group``: the hit and those before."""
        chain = chain_of(group)
        if chain and chain[0] < hit.start:
            return chain
        return hit.start, self.meant(word, hit)

    def meant(self, word: str, hit: PlaceHit) -> Place | None:
        """The division that a form means with none before it; None for an ordinary word."""
        if word not in self._meant:
            self._meant[word] = self._meaning(word, hit)
        return self._meant[word]

    def _meaning(self, word: str, hit: PlaceHit) -> Place | None:
        place = _highest(hit.places)
        full = next((named for named in hit.places if named.name in self._text), None)
        if hit.full:
            ordinary = word in self._gazetteer.common
        else:
            unsure = place.short in self._gazetteer.ambiguous or place.level > _CITY
            ordinary = unsure and full is None
        return None if ordinary else full or place


def chain_of(hits: Sequence[PlaceHit]) -> tuple[int, Place] | None:
    """The start and the last place of adjacent hits that name one place from above: 湖南 + 长沙县."""
    if not hits:
        return None
    last = hits[-1]
    start, place = last.start, _highest(last.places)
    if len(hits) == 1 or hits[-2].end != start:
        return start, place
    for hit in reversed(hits[:-1]):
        if hit.end != start:
            break
        below = next((p for q in hit.places for p in last.places if p.within(q)), None)
        if below is None:
            break
        start, place = hit.start, below
    return start, place


def _highest(places: Sequence[Place]) -> Place:
    """Of divisions of one name the highest; most names have one only."""
    return places[0] if len(places) == 1 else min(places, key=_LEVEL)
