"""One name for all forms of a region in an article."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.extracting.divisions import Level
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.divisions import Place
    from generator.extracting.known_parks import KnownParks

# The bracket of 闽台(漳浦)经贸合作区, which is also named without it.
_RE_INNER = re.compile(r"\([^()]*\)")
_PARK = Level.PARK  # a look-up of an enumeration's member takes as long as a call
_WHOLE = ("全市", "全县", "全区", "全省")
_ZONE_PART = "自贸片区"
_FAMILY = ("开发区", "经开区", "高新区")


class RegionMention(Struct, frozen=True, gc=False):
    """A park or a region at a place of the text.

    Attributes:
        span: Where it stands, the places before its name included: 江苏省苏州市昆山经开区.
        surface: The words at ``span``.
        name: The one name of this region in this article; empty for words that refer back to
            one that only the reader can tell (园区, 全市).
        level: Province, city, county or park.
        place: The division itself, or the one in which the park lies.
        strong: Whether it is an administration (经开区, 昆山市), not an estate (产业园, 小镇).
        reference: What a word that refers back can point to: park, district, city, …; empty for
            a name.
        suffix: The short form of a park's suffix: 经开区.
        short: A park's name with that suffix; empty for divisions.
    """

    span: Span
    surface: str
    name: str
    level: Level
    place: Place | None = None
    strong: bool = True
    reference: str = ""
    suffix: str = ""
    short: str = ""

    @property
    def park(self) -> bool:
        """Whether it is a park, not a division."""
        return self.level is _PARK


def joined(mentions: list[RegionMention]) -> list[RegionMention]:
    """Adjacent mentions that name one region, as one.

    天府新区|眉山片区 is a part of a park, 深圳市|前海 a park behind its city, 泉州|全市 the city.
    """
    out: list[RegionMention] = []
    for mention in mentions:
        before = out[-1] if out and out[-1].span.end == mention.span.start else None
        if before is None or not before.name:
            out.append(mention)
        elif before.park and mention.suffix == "片区":
            words = before.surface + mention.surface
            out[-1] = replace(
                _stretched(before, mention), name=words, short=_zone_part(before, mention, words)
            )
        elif not before.park and mention.park and mention.name:
            out[-1] = _stretched(before, mention)
        elif not before.park and mention.surface in _WHOLE:
            out[-1] = replace(before, span=Span(before.span.start, mention.span.end))
            out[-1] = replace(out[-1], surface=before.surface + mention.surface)
        else:
            out.append(mention)
    return out


def _zone_part(zone: RegionMention, part: RegionMention, words: str) -> str:
    """营口自贸片区 for 中国(辽宁)自由贸易试验区营口片区."""
    if zone.suffix != "自贸区":
        return words
    return part.surface.removesuffix("片区") + "自贸片区"


def _stretched(before: RegionMention, mention: RegionMention) -> RegionMention:
    """``mention`` with the words of ``before`` in front."""
    span = Span(before.span.start, mention.span.end)
    return replace(mention, span=span, surface=before.surface + mention.surface)


def unified(
    mentions: list[RegionMention], heads: Sequence[RegionMention], text: str, known: KnownParks
) -> list[RegionMention]:
    """Every mention under one name: the registry's, else the short form if the article uses it.

    ``heads`` are the title's mentions.
    """
    listed = known.listed
    everywhere = [*heads, *mentions]
    if not listed and all(mention.level is not _PARK for mention in everywhere):
        return mentions  # a division has one name
    if len(everywhere) == 1:  # as in most titles
        return [_alone(mention, text, listed) for mention in mentions]
    samples = {m.name: m for m in reversed(everywhere) if m.name}
    bare = {m.suffix for m in everywhere if not m.name and m.surface == m.suffix}
    parks = [mention for mention in samples.values() if mention.level is _PARK]
    shorts = list(dict.fromkeys(park.short or park.name for park in parks))
    final = {name: _final(m, shorts, bare, text, listed) for name, m in samples.items()}
    final |= _zone_parts(samples, final)
    final |= _doubled(mentions, text, final)
    final |= _general(final, samples, {head.name for head in heads}, listed)
    times: Counter[str] | None = None
    endings: dict[str, str] = {}
    out = []
    for mention in mentions:
        if mention.name:
            name = final[mention.name]
            settled = mention if name == mention.name else replace(mention, name=name)
            if mention.suffix and mention.level is _PARK:
                endings[mention.suffix] = name
            out.append(settled)
        elif mention.suffix:
            if times is None:
                times = Counter(final[m.name] for m in everywhere if m.park and m.name)
            out.append(replace(mention, name=_bare_name(mention.suffix, times, endings)))
        else:
            out.append(mention)
    return out


def _alone(mention: RegionMention, text: str, listed: dict[str, str]) -> RegionMention:
    """The only mention of a text under the name to use."""
    if not mention.name:
        return mention
    name = _final(mention, (mention.short or mention.name,), set(), text, listed)
    return mention if name == mention.name else replace(mention, name=name)


def _final(
    sample: RegionMention, shorts: Sequence[str], bare: set[str], text: str, listed: dict[str, str]
) -> str:
    """The name to use for a region; ``shorts`` are all parks' short names in the text."""
    name = sample.name
    if not sample.park:
        return listed.get(name, name)
    short = sample.short or name
    # 台商投资区 is 泉州台商投资区 where the article names only one such park in full.
    fuller = [
        s
        for s in shorts
        if s != short and (s.endswith(short) or ("(" in s and _RE_INNER.sub("", s) == short))
    ]
    longest = max(fuller, key=len, default=short)
    if all(longest.endswith(other) or len(fuller) == 1 for other in fuller):
        short = longest
    used = short in text or sample.suffix in bare
    return listed.get(name) or listed.get(short) or (short if used else name)


def _zone_parts(samples: dict[str, RegionMention], final: dict[str, str]) -> dict[str, str]:
    """营口片区 is the part of the free-trade zone that the text names in full."""
    zones = {m.short: final[name] for name, m in samples.items() if m.short.endswith(_ZONE_PART)}
    if not zones:
        return {}
    parts = {name: name.removesuffix("片区") + _ZONE_PART for name in samples}
    return {name: zones[zone] for name, zone in parts.items() if zone in zones and name != zone}


def _doubled(mentions: list[RegionMention], text: str, final: dict[str, str]) -> dict[str, str]:
    """成都经开区(龙泉驿区): a district under one administration with the park has its name."""
    found: dict[str, str] = {}
    for park, district in pairwise(mentions):
        if (
            park.level is not _PARK
            or not park.name
            or text[park.span.end : park.span.end + 1] != "("
        ):
            continue
        between = text[park.span.end : district.span.start]
        closed = text[district.span.end : district.span.end + 1] == ")"
        division = not district.park and district.name.endswith("区")
        if between == "(" and closed and division:
            found[district.name] = final[park.name]
    return found


def _general(
    final: dict[str, str],
    samples: dict[str, RegionMention],
    titled: set[str],
    listed: dict[str, str],
) -> dict[str, str]:
    """中山火炬开发区 and 中山火炬高新区 are one park when an article names no third of that stem."""
    stems: dict[str, list[str]] = {}
    for name, mention in samples.items():
        if mention.park and mention.suffix in _FAMILY:
            stems.setdefault(mention.short.removesuffix(mention.suffix), []).append(name)
    merged: dict[str, str] = {}
    for names in stems.values():
        general = [n for n in names if samples[n].suffix == "开发区"]
        special = [n for n in names if samples[n].suffix != "开发区"]
        if len(general) == 1 and len({final[n] for n in special}) == 1:
            both = (general[0], *special)
            chosen = next((final[n] for n in both if n in titled or n in listed), final[special[0]])
            merged |= dict.fromkeys(both, chosen)
    return merged


def _bare_name(suffix: str, parks: Counter[str], endings: dict[str, str]) -> str:
    """The one park that a bare suffix can mean: the last named, else the most frequent one."""
    if suffix in endings:
        return endings[suffix]
    fitting = [name for name in parks if name.endswith(suffix)]
    if fitting:
        return max(fitting, key=lambda name: parks[name])
    return ""
