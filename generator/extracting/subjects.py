"""The park or region that an article is mainly about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.extracting.divisions import Level
from generator.extracting.known_parks import KnownParks, known_parks
from generator.extracting.regions import find_regions, regions_in
from generator.model.article import ParagraphKind
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document
    from generator.model.subject import Park

_TITLE, _HEADING_WEIGHT, _FIRST = 12.0, 2.0, 2.0
# A look-up of an enumeration's member takes as long as a call.
_HEADING = ParagraphKind.HEADING
_PROVINCE, _CITY, _COUNTY, _PARK = Level.PROVINCE, Level.CITY, Level.COUNTY, Level.PARK
_PARK_BONUS = 1.6
"""A park named among its city's names is more likely the subject than the city."""
_ROUND_UP = 0.6
"""A second region with at least this share of the first one's weight is a subject too."""
_REFERENCES = {"city": 1.5, "county": 1.5, "district": 1.5, "province": 0.3, "town": 1.0}
"""全省 in a text is most often the field that one is compared with, not the subject."""
_SUFFIXES_TO_COMPOSE = frozenset(
    (
        "经开区",
        "高新区",
        "开发区",
        "新区",
        "综保区",
        "保税区",
        "工业园区",
        "自贸区",
    )
)


def subject_of(
    document: Document, gazetteer: Gazetteer, registry_parks: Sequence[Park] | KnownParks = ()
) -> str | None:
    """The park or region that an article is mainly about.

    Args:
        document: The article.
        gazetteer: Places and suffixes.
        registry_parks: Parks of the registry; their names are used where they fit.

    Returns:
        Its name; several joined by ``;`` for an article about two or more; 中国 for one about the
        whole country; None where nothing is named.
    """
    known = known_parks(registry_parks)
    regions = find_regions(document, gazetteer, known)
    heads = _settled(regions_in(document.article.title, gazetteer, known), regions)
    heads += _titled(document.article.title, heads, regions)
    weights = _weights(document, regions, heads)
    if not weights:
        return "中国" if any(m.reference == "nation" for m in regions) else None
    _drop_field(weights, regions, document)
    names = _main(
        weights, [h.name for h in heads if h.name], {m.name: m for m in (*regions, *heads)}
    )
    titled = [head.name for head in heads]
    names.sort(key=lambda name: titled.index(name) if name in titled else len(titled))
    return ";".join(_beside(names, heads, document.article.title))


def _settled(
    heads: Sequence[RegionMention], regions: Sequence[RegionMention]
) -> list[RegionMention]:
    """The title's parks under the names that the text gives them."""
    names = {m.short: m.name for m in reversed(regions) if m.short and m.name}
    return [replace(head, name=names.get(head.short, head.name)) for head in heads]


def _titled(
    title: str, heads: Sequence[RegionMention], regions: Sequence[RegionMention]
) -> list[RegionMention]:
    """Parks that only the text vouches for (柳东新区) and that the title names as well."""
    named = {m.name: m for m in reversed(regions) if m.park and m.strong and m.name}
    taken = {head.name for head in heads}
    return [
        replace(m, span=Span(title.index(name), title.index(name) + len(name)))
        for name, m in named.items()
        if name in title and not any(name in other or other in name for other in taken)
    ]


def subject_names(subject: str | None) -> tuple[str, ...]:
    """The names in a subject that was joined by ``;`` or 、."""
    return tuple([name for name in (subject or "").replace("、", ";").split(";") if name])


def _weights(
    document: Document, regions: Sequence[RegionMention], heads: Sequence[RegionMention]
) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    paragraphs = document.article.paragraphs
    for mention in regions:
        if mention.name and mention.strong:
            paragraph = document.sentence_at(mention.span.start).paragraph
            weight = weights[mention.name] + (_PARK_BONUS if mention.level is _PARK else 1.0)
            weight += _FIRST if paragraph == 0 else 0.0
            weight += _HEADING_WEIGHT if paragraphs[paragraph].kind is _HEADING else 0.0
            weights[mention.name] = weight
    _weigh_estates(weights, regions, heads)
    _weigh_references(weights, regions, document)
    _weigh_title(weights, heads)
    if not heads:
        _weigh_publisher(weights, document)
    return {name: weight for name, weight in weights.items() if name != "台湾省"}


def _weigh_publisher(weights: dict[str, float], document: Document) -> None:
    """A dateline's city (新华社杭州8月17日电) is where the report was filed, not its subject."""
    match = re.match(r".{0,12}?([\u4e00-\u9fff]{2,4})\d+月\d+日电", document.text)
    if match:
        for name, weight in weights.items():
            if name.startswith(match.group(1)[-2:]) and weight <= _FIRST + 1:
                weights[name] = 0.0


def _weigh_estates(
    weights: dict[str, float], regions: Sequence[RegionMention], heads: Sequence[RegionMention]
) -> None:
    """An estate (产业园, 小镇) is a subject only when the title or half of the mentions name it."""
    titled = {m.name for m in heads}
    estates = Counter([m.name for m in regions if m.name and not m.strong])
    for name, count in estates.items():
        if (
            name in titled
            or any(t and name.endswith(t) for t in titled)
            or count >= max(5, sum(weights.values()) / 3)
        ):
            weights[name] += count * _PARK_BONUS


def _weigh_references(
    weights: dict[str, float], regions: Sequence[RegionMention], document: Document
) -> None:
    """全县, 我市 speak for the named region of their level; a bare 经开区 for the city's own."""
    levels: dict[str, str] = {}
    for mention in regions:
        if mention.name and mention.place and mention.level is not _PARK:
            key = _reference_key(mention)
            levels.setdefault(key, mention.name)
            if weights.get(mention.name, 0) > weights.get(levels[key], 0):
                levels[key] = mention.name
    bare = Counter([m.suffix for m in regions if not m.name and m.suffix in _SUFFIXES_TO_COMPOSE])
    for mention in regions:
        kind = "" if mention.name else mention.reference.partition(" ")[0]
        if kind in levels:
            opening = document.sentence_at(mention.span.start).paragraph == 0 and kind != "province"
            weights[levels[kind]] += _REFERENCES.get(kind, 0.0) + (_FIRST if opening else 0.0)
    places = [m for m in regions if m.name and m.place and (m.level is _CITY or m.level is _COUNTY)]
    for suffix, count in bare.items():
        if count >= 3 and places and not any(name.endswith(suffix) for name in weights):  # noqa: PLR2004 - said often
            city = max(places, key=lambda m: weights.get(m.name, 0))
            weights[f"{city.place.short if city.place else ''}{suffix}"] += count * _PARK_BONUS


def _drop_field(
    weights: dict[str, float], regions: Sequence[RegionMention], document: Document
) -> None:
    """A province above the parks that the headings name is the field, not the subject."""
    paragraphs = document.article.paragraphs
    if not any(paragraph.kind is _HEADING for paragraph in paragraphs):
        return
    parks = {
        m.name
        for m in regions
        if m.level is _PARK
        and m.name
        and m.strong
        and paragraphs[document.sentence_at(m.span.start).paragraph].kind is _HEADING
    }
    if len(parks) > 1:
        for mention in regions:
            if mention.level is _PROVINCE:
                weights.pop(mention.name, None)


def _beside(names: list[str], heads: Sequence[RegionMention], title: str) -> list[str]:
    """甲开发区、乙区 in a title: one administration with two names."""
    out = list(names)
    for left, right in pairwise(heads):
        if (
            title[left.span.end : right.span.start] in {"、", "和", "与", "/", " "}
            and left.name in names
            and right.name
        ):
            out.append(right.name)
    return list(dict.fromkeys(out))


def _reference_key(mention: RegionMention) -> str:
    for ending, key in (("区", "district"), ("县", "county"), ("市", "city"), ("省", "province")):
        if mention.name.endswith(ending):
            return key
    return "county"


def _weigh_title(weights: dict[str, float], heads: Sequence[RegionMention]) -> None:
    for head in heads:
        if head.name:
            weights[head.name] = weights.get(head.name, 0.0) + _TITLE * (
                _PARK_BONUS if head.park else 1.0
            )


def _main(
    weights: dict[str, float], titled: Sequence[str], samples: dict[str, RegionMention]
) -> list[str]:
    ranked = sorted(weights, key=lambda name: -weights[name])
    first = ranked[0]
    chosen = [first]
    for name in ranked[1:]:
        near = weights[name] >= _ROUND_UP * weights[first]
        both_titled = name in titled and first in titled
        # The district around a park is named often and is not what the article is about.
        alike = _is_park(name, samples) == _is_park(first, samples)
        if (
            near
            and (both_titled or alike)
            and (both_titled or not titled)
            and not any(_nested(name, other, samples) for other in chosen)
        ):
            chosen.append(name)
    return chosen


def _is_park(name: str, samples: dict[str, RegionMention]) -> bool:
    return name in samples and samples[name].park


def _nested(one: str, other: str, samples: dict[str, RegionMention]) -> bool:
    """Whether one of two regions lies in the other, or a city has the same name as its park."""
    a, b = samples.get(one), samples.get(other)
    if a is None or b is None or a.place is None or b.place is None:
        return False
    if a.park and b.park:
        return False
    return a.place == b.place or a.place.within(b.place) or b.place.within(a.place)
