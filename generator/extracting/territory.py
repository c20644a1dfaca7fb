"""What an article's words for regions mean: its subjects, what lies above them, which one 全市 is."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from generator.extracting.patterns import TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.divisions import Place
    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.known_parks import KnownParks
    from generator.extracting.region_names import RegionMention

_ENDINGS = {"city": "市", "county": "县", "province": "省"}


class Territory:
    """The regions of one article and how they lie in one another.

    Attributes:
        subjects: The parks or regions that the article is about.
        samples: A mention of every named region, by its name.
        own_park: The one park that an article about a county or city names, else empty.
    """

    def __init__(
        self,
        regions: Sequence[RegionMention],
        gazetteer: Gazetteer,
        known: KnownParks,
        subjects: tuple[str, ...],
    ) -> None:
        self.subjects = tuple(dict.fromkeys(known.listed.get(name, name) for name in subjects))
        self.samples: Mapping[str, RegionMention] = {m.name: m for m in reversed(regions) if m.name}
        self.gazetteer = gazetteer
        self.known = known
        self.places: dict[str, Place | None] = {}
        self._parkish: dict[str, bool] = {}
        self._scopes: dict[tuple[str, ...], bool] = {}
        self._meant: dict[tuple[str, ...], tuple[str, ...]] = {}
        named = {m.name for m in regions if m.name and m.park and m.strong}
        self.own_park = tuple(named) if len(named) == 1 else ()

    def meant(self, mention: RegionMention) -> str:
        """成都 for 成都高新区 where an article compares parks."""
        if len(self.subjects) > 1 and not mention.park:
            inside = [name for name in self.subjects if name.startswith(mention.surface)]
            if len(inside) == 1:
                return inside[0]
        return mention.name

    def parkish(self, name: str) -> bool:
        """Whether a region is a park or a district, not a city, county or province."""
        known = self._parkish.get(name)
        if known is None:
            known = self._parkish[name] = self._is_parkish(name)
        return known

    def _is_parkish(self, name: str) -> bool:
        sample = self.samples.get(name)
        if sample is not None:
            return sample.park or sample.name.endswith("区")
        return not name.endswith(("市", "县", "省"))

    def is_park(self, name: str) -> bool:
        """Whether a region is a park."""
        sample = self.samples.get(name)
        return sample.park if sample else self.parkish(name)

    def park_meant(self, current: tuple[str, ...]) -> tuple[str, ...]:
        """园区, 我区: the park spoken of, else the subject, else the county's only park."""
        known = self._meant.get(current)
        if known is None:
            spoken = [name for name in current if self.parkish(name)]
            subject = [name for name in self.subjects if self.parkish(name)]
            known = self._meant[current] = tuple(spoken or subject[:1]) or self.own_park
        return known

    def division(self, reference: str) -> tuple[str, ...]:
        """全市, 我县: the subject, or the division of that level in which it lies."""
        if reference == "nation":
            return tuple(name for name in self.subjects if name == "中国")
        kind, _, organ = reference.partition(" ")
        ending = _ENDINGS.get(kind)
        if ending is None:
            return ()
        own = next((name for name in self.subjects if name.endswith(ending)), "")
        if own or organ:
            return (own,) if own else ()
        return self._division_above(ending)

    def _division_above(self, ending: str) -> tuple[str, ...]:
        for name in self.subjects:
            place = self.place(name)
            above = list(reversed(place.path)) if place else []
            for part in above:
                if part.endswith(ending) or (ending == "省" and part == above[-1]):
                    return (part,)
        return ()

    def place(self, name: str) -> Place | None:
        """The division that a region is, or in which a park lies."""
        if name not in self.places:
            self.places[name] = self._find_place(name)
        return self.places[name]

    def _find_place(self, name: str) -> Place | None:
        sample = self.samples.get(name)
        if sample is not None and sample.place is not None:
            return sample.place
        address = self.known.address(name)
        hits = [hit for hit in self.gazetteer.places(address or name) if hit.full or not address]
        return min(hits[-1].places, key=lambda p: p.level) if hits else None

    def only_scope(self, names: tuple[str, ...]) -> bool:
        """Whether the region may be only the field in which the subject ranks: 全省第一."""
        if len(self.subjects) != 1:
            return False
        known = self._scopes.get(names)
        if known is None:
            subject = self.subjects[0]
            known = self._scopes[names] = any(self.above(name, subject) for name in names)
        return known

    def above(self, name: str, park: str) -> bool:
        """Whether ``name`` is a division in which ``park`` lies."""
        if name == park:
            return False
        outer, inner = self.place(name), self.place(park)
        if outer is None or inner is None or name not in (outer.name, outer.short):
            return False
        return inner == outer or inner.within(outer)


def names_region(mentions: Sequence[RegionMention]) -> bool:
    """Whether a sentence speaks of a region; 长春 alone may be part of a person's name."""
    return any(m.park or m.reference or m.surface[-1] in "省市县区州" for m in mentions)


def outside_titles(text: str, regions: Sequence[RegionMention]) -> tuple[RegionMention, ...]:
    """The regions that the text speaks of, not those in the name of a document: 《某省…办法》."""
    titles = [match.span() for match in TITLE.finditer(text)]
    if not titles:
        return tuple(regions)
    starts = [start for start, _ in titles]
    kept = []
    for mention in regions:
        start, end = mention.span
        before = bisect_right(starts, start)
        if not before or end > titles[before - 1][1]:
            kept.append(mention)
    return tuple(kept)
