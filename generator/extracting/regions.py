"""Mentions of parks and regions in a text, each with one name for all its forms.

A park's name is a place (or a name of its own) and a suffix: 昆山 + 经开区. All forms of one park
get the name that the article uses most: the short one if it occurs at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.extracting.divisions import Level, Place
from generator.extracting.known_parks import NOBODY, KnownParks, known_parks
from generator.extracting.name_marks import matches_at
from generator.extracting.region_divisions import chain_of, divisions
from generator.extracting.region_lists import listed_parks
from generator.extracting.region_names import RegionMention, joined, unified
from generator.extracting.region_references import references
from generator.extracting.region_stems import pair_stems
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.extracting.gazetteer import Gazetteer, NameMarks, PlaceHit, Suffix
    from generator.extracting.segmentation import Document
    from generator.model.subject import Park


# A look-up of an enumeration's member takes as long as a call.
_PARK, _CITY, _PROVINCE = Level.PARK, Level.CITY, Level.PROVINCE
_MIDDLE = 8  # the longest part between a place and a suffix: 青云山基金(小镇)
_SHORTEST, _LONGEST = 2, 6  # of a name that no gazetteer knows
_OFFICIAL = 5
_WINDOW = 10  # characters before a suffix in which a name is looked for
_NEAR = 6  # those that tell whether a suffix stands alone
# The characters that a name consists of: everything but punctuation, spaces and digits.
_RE_NAME_TAIL = re.compile(r"[一-鿿·A-Za-z()]{0,60}\Z")  # $ would look over a line end
_RE_HAN = re.compile(r"[一-鿿·]*")
# 三|经开区
_RE_COUNT = re.compile(r"[一二三四五六七八九十两\d]$")
_RE_BRACKET = re.compile(r"([一-鿿]{1,6})\(([一-鿿]{2,6})\)\Z")
# Behind a place these speak of its parks, not of one: 四川省|级|开发区, 嘉兴|全市|开发区.
_RE_FIELD_OF = re.compile(r"级|全[省市县区国]|各|所有|其他|辖")


def find_regions(
    document: Document, gazetteer: Gazetteer, known: Sequence[Park] | KnownParks = ()
) -> tuple[RegionMention, ...]:
    """Every mention of a park or region in an article, in text order, never overlapping.

    Args:
        document: The article.
        gazetteer: Places and suffixes.
        known: Parks of the registry; their names and aliases are found too, and their ``name``
            is the name of all their mentions.
    """
    return regions_in(document.text, gazetteer, known_parks(known), document.article.title)


@lru_cache(maxsize=2)  # subject, facts and measures of an article ask one after the other
def regions_in(
    text: str, gazetteer: Gazetteer, known: KnownParks = NOBODY, title: str = ""
) -> tuple[RegionMention, ...]:
    """As ``find_regions``, of any text; ``title`` is read for names only."""
    marks = gazetteer.marks(text)
    hits = gazetteer.places_at(text, marks)
    heads = regions_in(title, gazetteer, known) if title else ()
    suffixes = matches_at(gazetteer.suffix_pattern, text, marks.suffixes)
    parks = [
        *listed_parks(text, hits, suffixes, gazetteer),
        *_suffixed(text, hits, suffixes, gazetteer, title),
    ]
    mentions = [
        *_literal(text, gazetteer, known, marks),
        *parks,
        *divisions(text, hits, gazetteer, title, [*heads, *parks], pair_stems(heads, text)),
        *references(text, gazetteer, marks.references),
    ]
    return tuple(unified(joined(_disjoint(mentions)), heads, text + "\n" + title, known))


def _literal(
    text: str, gazetteer: Gazetteer, known: KnownParks, marks: NameMarks
) -> list[RegionMention]:
    """Parks of the registry and well-known parks, by their very names."""
    found = []
    famous = (
        (word, (park.name, park.place))
        for word, park in gazetteer.named_at(text, marks)
        if not known.has(word)
    )
    for word, (name, address) in (*known.in_text(text), *famous):
        at = text.find(word)
        while at >= 0:
            place = _last_place(address or name, gazetteer)
            level = place.level if place and place.name == name else _PARK
            found.append(RegionMention(Span(at, at + len(word)), word, name, level, place))
            at = text.find(word, at + len(word))
    return found


def _last_place(address: str, gazetteer: Gazetteer) -> Place | None:
    """浙江省宁波市 → 宁波市."""
    chain = chain_of([hit for hit in gazetteer.places(address) if hit.full])
    return chain[1] if chain else None


def _suffixed(
    text: str,
    hits: Sequence[PlaceHit],
    suffixes: Sequence[re.Match[str]],
    gazetteer: Gazetteer,
    title: str,
) -> list[RegionMention]:
    ends = [hit.end for hit in hits]
    found = []
    for match in suffixes:
        suffix = gazetteer.suffixes[match.group()]
        if mention := _named_by_place(text, match, suffix, hits, ends, gazetteer):
            found.append(mention)
            continue
        left = _RE_NAME_TAIL.search(text, max(0, match.start() - _WINDOW), match.start())
        run = left.group() if left else ""
        if mention := _named_openly(text, match, suffix, gazetteer, title, run):
            found.append(mention)
        elif suffix.strong and not suffix.attached and _bare(text, match.start(), run, gazetteer):
            span, short = Span(match.start(), match.end()), suffix.short
            found.append(
                RegionMention(span, match.group(), "", _PARK, reference="park", suffix=short)
            )
    return found


def _named_by_place(
    text: str,
    match: re.Match[str],
    suffix: Suffix,
    hits: Sequence[PlaceHit],
    ends: Sequence[int],
    gazetteer: Gazetteer,
) -> RegionMention | None:
    """昆山经开区, 杭州云栖小镇, 闽台(漳浦)经贸合作区: a place, perhaps more words, a suffix."""
    start = match.start()
    closed = text[start - 1 : start] == ")"
    bracket = _RE_BRACKET.search(text, max(0, start - 16), start) if closed else None
    inner = gazetteer.place(bracket.group(2)) if bracket else None
    if bracket and inner:
        front = max(bracket.start(), bracket.end(1) - 2)
        return _park(text, front, match, text[front : match.end()], inner, suffix)
    nearest = bisect_right(ends, start) - 1
    if nearest < 0 or ends[nearest] < start - _MIDDLE - 5:
        return None
    index = _outer(hits, nearest)
    hit = hits[index]
    end = hit.end
    # Mostly nothing stands between them.
    kept = _middle(text[end:start], suffix, gazetteer) if end < start else ""
    chain = chain_of(hits[max(0, index - 3) : index + 1])
    if chain is None or kept is None:
        return None
    first, place = chain
    if _province_wide(place, kept, suffix):
        return None
    stem = place.short if hit.full else text[hit.start : hit.end]
    if place.level is _PROVINCE and suffix.strong and len(kept) >= _SHORTEST:
        stem = ""  # 安徽|安巢|经开区
    if not suffix.strong:
        first, stem = _firm_front(text, first, text[first:end], gazetteer)
    return _park(text, first, match, stem + kept + match.group(), place, suffix)


def _outer(hits: Sequence[PlaceHit], index: int) -> int:
    """The place that a name begins with: 常德 of 常德|西湖|管理区, which is no 西湖区."""
    hit = hits[index]
    before = hits[index - 1] if index else None
    if before is None or before.end != hit.start or hit.full:
        return index
    if any(place.level is _CITY for place in hit.places):
        return index  # 会同|湘潭高新区
    inside = any(inner.within(outer) for inner in hit.places for outer in before.places)
    return index if inside else index - 1


def _middle(words: str, suffix: Suffix, gazetteer: Gazetteer) -> str | None:
    """What the words between a place and a suffix give to a name; None where it is no name."""
    if _RE_FIELD_OF.match(words):
        return None  # 四川省|级|开发区, 嘉兴|全市|开发区
    kept = _ungraded(words, gazetteer)
    if kept and (len(kept) > _MIDDLE or not _is_name_part(kept, gazetteer)):
        return None
    return None if suffix.programme and kept and gazetteer.generic.search(kept) else kept


def _province_wide(place: Place, middle: str, suffix: Suffix) -> bool:
    """江西开发区: the parks of a province, not a park."""
    if middle or place.level is not _PROVINCE:
        return False
    return suffix.short not in {"自贸区", "自贸港", "新区", "综保区"} and place.kind != "直辖市"


def _firm_front(text: str, first: int, stem: str, gazetteer: Gazetteer) -> tuple[int, str]:
    """The firm's name before an estate's place: 安泰高科|湘潭…产业园."""
    run = _RE_NAME_TAIL.search(text, max(0, first - 8), first)
    front = run.group() if run else ""
    for cut in gazetteer.breaks.finditer(front):
        front = front[cut.end() :] if cut.end() <= len(front) else ""
        break
    if not 2 <= len(front) <= 6 or gazetteer.breaks.search(front):  # noqa: PLR2004 - a firm's short name
        return first, stem
    return first - len(front), front + stem


def _ungraded(words: str, gazetteer: Gazetteer) -> str:
    """A name without 国家级 and the like at its end."""
    grade = gazetteer.grades.search(words)
    return words[: grade.start()] + words[grade.end() :] if grade else words


def _is_name_part(words: str, gazetteer: Gazetteer) -> bool:
    return bool(_RE_HAN.fullmatch(words)) and not gazetteer.breaks.search(words)


def _named_openly(
    text: str, match: re.Match[str], suffix: Suffix, gazetteer: Gazetteer, title: str, run: str
) -> RegionMention | None:
    """A name that no gazetteer knows, taken when the text repeats it or sets it off.

    ``run`` are the characters of names before the suffix.
    """
    if len(run) < _SHORTEST:
        return None
    left = match.start() - len(run)
    if text[max(0, left - 1) : left].isdigit():
        run = run.lstrip("年月日")
    cut = 0
    for pattern in (gazetteer.breaks, gazetteer.suffix_pattern):
        for found in pattern.finditer(run):
            cut = max(cut, found.end())
    if len(run) - cut < _SHORTEST:
        return None
    name = _ungraded(run[cut:], gazetteer)
    # Most names end with no place at all.
    placed = gazetteer.words.ending(name) is not None
    if placed and any(hit.end == len(name) for hit in gazetteer.places(name)):
        return None  # the parks of a place, as in 江西开发区
    sized = _SHORTEST <= len(name) <= _LONGEST and "(" not in name and ")" not in name
    word = name + match.group()
    titled = word in title
    said = titled and text.count(word) > 1
    if not sized or (gazetteer.generic.fullmatch(name) and not said):
        return None
    part = suffix.attached and any(
        found.end() == cut for found in gazetteer.suffix_pattern.finditer(run)
    )
    # A full official form (…经济技术开发区) needs no second mention; a short one may follow any
    # word: 撬动|保税区, 根据|新区.
    official = suffix.strong and len(match.group()) >= _OFFICIAL
    clean_edge = part or (cut == 0 and len(run) < _WINDOW and official)
    if (
        not titled
        and not clean_edge
        and text.count(word) < 2  # noqa: PLR2004 - said again
        and not (not suffix.strong and _heads_clause(text, match, name))
    ):
        return None
    return _park(text, match.start() - len(name), match, word, None, suffix)


def _heads_clause(text: str, match: re.Match[str], name: str) -> bool:
    """Whether an estate of a short name opens a clause: ,白石工业园|引进…."""
    start = match.start() - len(name)
    return len(name) <= 4 and (start == 0 or text[start - 1] in ",。;:\n!?“")  # noqa: PLR2004


def _park(
    text: str, start: int, match: re.Match[str], name: str, place: Place | None, suffix: Suffix
) -> RegionMention:
    span = Span(start, match.end())
    short = name.removesuffix(match.group()) + suffix.short
    return RegionMention(
        span,
        text[start : match.end()],
        name,
        _PARK,
        place,
        suffix.strong,
        "",
        suffix.short,
        short,
    )


def _bare(text: str, start: int, before: str, gazetteer: Gazetteer) -> bool:
    """Whether a suffix stands alone, as the article's own park is called."""
    run = before[-_NEAR:]
    if gazetteer.grades.search(run):
        return False
    if not run or gazetteer.lead_ends.search(run):
        return not _RE_COUNT.search(text[max(0, start - 1) : start])
    tail = max((cut.end() for cut in gazetteer.breaks.finditer(run)), default=-1)
    counted = run.endswith(
        ("个", "家", "类", "座", "处", "批", "各", "些", "级", "其他", "所有", "等")
    )
    return tail == len(run) and not counted


def _disjoint(mentions: Iterable[RegionMention]) -> list[RegionMention]:
    """The longest mention at each place; a name that only its repetition vouches for gives way."""
    mentions = list(mentions)
    sure = {m.span.end for m in mentions if m.place is not None}
    sure_enough = [m for m in mentions if m.place or not m.name or m.span.end not in sure]
    kept: list[RegionMention] = []
    free = 0
    for mention in sorted(sure_enough, key=_reading_order):
        start, end = mention.span
        if start < free:
            last = kept[-1].span
            if end - start > last.end - last.start and not mention.reference:
                kept[-1], free = mention, end
            continue
        kept.append(mention)
        free = end
    return kept


def _reading_order(mention: RegionMention) -> tuple[int, int, str]:
    start, end = mention.span
    return start, -end, mention.reference
