"""Parks called by their place alone: 永川 for 永川高新区."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.region_names import RegionMention


def pair_stems(heads: Sequence[RegionMention], text: str) -> frozenset[str]:
    """The places of the parks that a title sets side by side: there 蚌埠 alone is its park.

    A text that also names the city in full (蚌埠市) may mean the city.
    """
    stems = {m.short.removesuffix(m.suffix) for m in heads if m.park and m.name and m.strong}
    named = {s for s in stems if any(s + kind in text for kind in ("市", "县", "区政府"))}
    return frozenset(stems - named) if len(stems) > 1 else frozenset()


def short_stems(parks: Sequence[RegionMention]) -> dict[str, RegionMention]:
    """永川 for 永川高新区, in a text that names only one park of that stem."""
    found: dict[str, RegionMention] = {}
    names: dict[str, set[str]] = {}
    for park in (p for p in parks if p.name and p.strong):
        stem = park.short.removesuffix(park.suffix)
        names.setdefault(stem, set()).add(park.short)
        found.setdefault(stem, park)
    return {stem: park for stem, park in found.items() if len(names[stem]) == 1}
