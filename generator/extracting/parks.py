"""The parks and regions that a corpus is about."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.extracting.region_names import RegionMention
from generator.extracting.regions import find_regions, regions_in
from generator.extracting.segmentation import segment
from generator.extracting.subjects import subject_names, subject_of
from generator.model.subject import Park
from generator.spelling import sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.extracting.gazetteer import Gazetteer
    from generator.model.article import Article

__all__ = ["RegionMention", "discover_parks", "find_regions", "subject_names", "subject_of"]

# 国家级经济技术开发区 beside a park's name.
_RE_NATIONAL = re.compile(
    r"国家级(?:经济技术开发区|经开区|高新技术产业开发区|高新区|新区|综合保税区)"
)


def discover_parks(articles: Sequence[Article], gazetteer: Gazetteer) -> tuple[Park, ...]:
    """The parks and regions that a corpus is about, for a corpus without ``parks.yml``.

    Args:
        articles: The articles; a ``subject`` that their front matter states is believed.
        gazetteer: Places and suffixes.

    Returns:
        One park for each subject, in the order of first appearance, with the forms of its name
        that the articles use and its long official form as aliases, ``discovered`` set.
    """
    found: dict[str, list[RegionMention]] = {}
    national: set[str] = set()
    for article in articles:
        document = segment(article)
        regions = find_regions(document, gazetteer)
        heads = regions_in(article.title, gazetteer)
        for name in subject_names(article.subject or subject_of(document, gazetteer)):
            key = _canonical(name, gazetteer)
            found.setdefault(key, []).extend(m for m in (*heads, *regions) if m.name == name)
            if _RE_NATIONAL.search(document.text) and name in _introduced(document.text):
                national.add(key)
    parks = [
        _park(name, mentions, gazetteer, national=name in national)
        for name, mentions in found.items()
    ]
    return _with_parents(_with_unique_ids(parks))


def _introduced(text: str) -> set[str]:
    """Parks that the text calls national: 湘江高新区是国家级高新区."""
    return {
        match.group(1)
        for match in re.finditer(
            r"([\u4e00-\u9fff]{2,8}(?:区|城))(?:是|系|为|作为|,)(?:首批|一个|一家)?国家级", text
        )
    }


def _canonical(name: str, gazetteer: Gazetteer) -> str:
    """One name for a park whether an article uses the long or the short form."""
    match = next((m for m in gazetteer.suffix_pattern.finditer(name) if m.end() == len(name)), None)
    suffix = gazetteer.suffixes[match.group()] if match else None
    return name[: match.start()] + suffix.short if match and suffix else name


def _park(
    name: str, mentions: Sequence[RegionMention], gazetteer: Gazetteer, *, national: bool
) -> Park:
    places = [m.place for m in mentions if m.place]
    place = next((p for p in places if name.startswith(p.short)), places[0] if places else None)
    level = ""
    if place and place.name == name:
        level = place.kind
    elif national:
        level = f"国家级{next((s for s in ('经开区', '高新区', '新区', '综保区') if name.endswith(s)), '园区')}"
    forms = Counter(m.surface for m in mentions if not m.reference)
    aliases = dict.fromkeys(
        [*_official(name, gazetteer), *forms, *_division_forms(name, gazetteer)]
    )
    aliases.pop(name, None)
    return Park(
        id=_slug(name, gazetteer),
        name=name,
        aliases=tuple(aliases),
        level=level,
        place=place.address if place else "",
        discovered=True,
    )


def _official(name: str, gazetteer: Gazetteer) -> list[str]:
    """昆山经开区 → 昆山经济技术开发区: only suffixes with exactly one official form."""
    forms = {
        "经开区": "经济技术开发区",
        "高新区": "高新技术产业开发区",
        "综保区": "综合保税区",
        "自贸区": "自由贸易试验区",
    }
    return [
        name.removesuffix(short) + long
        for short, long in forms.items()
        if name.endswith(short) and name != short and long in gazetteer.suffixes
    ]


def _division_forms(name: str, gazetteer: Gazetteer) -> list[str]:
    place = gazetteer.place(name)
    return (
        [place.short]
        if place and place.name == name and place.short not in gazetteer.ambiguous
        else []
    )


def _slug(name: str, gazetteer: Gazetteer) -> str:
    """昆山经开区 → kunshan-jingkaiqu."""
    match = gazetteer.suffix_pattern.search(name)
    parts = [name[: match.start()], name[match.start() :]] if match else [name]
    words = ["".join(sounds(part, others="ignore")) for part in parts]
    return re.sub(r"[^a-z0-9-]", "", "-".join(word for word in words if word).lower()) or "park"


def _with_unique_ids(parks: Iterable[Park]) -> list[Park]:
    seen: Counter[str] = Counter()
    unique = []
    for park in parks:
        seen[park.id] += 1
        unique.append(
            park if seen[park.id] == 1 else replace(park, id=f"{park.id}-{seen[park.id]}")
        )
    return unique


def _with_parents(parks: Sequence[Park]) -> tuple[Park, ...]:
    """Each park with the nearest region of the same corpus that it lies in."""

    def parent(park: Park) -> str | None:
        above = [
            other
            for other in parks
            if other is not park
            and other.place
            and other.place.endswith(other.name)
            and park.place.startswith(other.place)
            and (park.place != other.place or not park.place.endswith(park.name))
        ]
        return max(above, key=lambda other: len(other.place)).id if above else None

    return tuple(replace(park, parent=parent(park)) for park in parks)
