"""Which region a stretch of paragraphs speaks of: sections under headings, turns of speakers.

A turn begins with a paragraph that opens with a name and a colon (沈立峰:). Where the text has
introduced that person (市政务服务局副局长沈立峰), the figures of the turn are those of the body's
region unless the turn names another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.article import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document

# 沈立峰:, 主持人(市新闻办副主任周敏):, 答:
_RE_LABEL = re.compile(r"(?P<who>[\u4e00-\u9fff·]{2,12})(?:\([^()\n]{0,40}\))?:")
_LONGEST_LABEL = 55
"""Characters of what ``_RE_LABEL`` matches, at most."""
# 、|市政务服务局副局长|沈立峰
_RE_OFFICE = re.compile(r"[\u4e00-\u9fff()]{2,24}\Z")
_RE_EDGE = re.compile(r".{0,60}(?:是|有|请|由|邀请到|嘉宾|出席|分别为)")
_RE_TITLE_END = re.compile(r"(?:长|主任|书记|负责人|主席|发言人|专员|总工程师|经理|调研员)\Z")
_TITLE_LASTS = frozenset("长任记人席员师理")
"""What ``_RE_TITLE_END`` ends with."""
_OWN = {"市": "city", "县": "county", "区": "district", "省": "province", "园区": "park"}
_HEADING = ParagraphKind.HEADING
_FEWEST = 2
_NEAR_HEAD = 6


def section_regions(
    document: Document, regions: Sequence[RegionMention]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Headings that open with a park: their paragraph's number and the park's name."""
    found: list[tuple[int, tuple[str, ...]]] = []
    if not any(paragraph.kind is _HEADING for paragraph in document.article.paragraphs):
        return ()
    for mention in regions:
        if not (mention.name and mention.park and mention.strong):
            continue
        number = document.sentence_at(mention.span.start).paragraph
        whole = document.article.paragraphs[number]
        opens = mention.span.start - whole.span.start <= _NEAR_HEAD
        if opens and whole.kind is _HEADING:
            found.append((number, (mention.name,)))
    return tuple(found)


def turn_regions(
    document: Document, regions: Sequence[RegionMention]
) -> tuple[tuple[int, RegionMention | str], ...]:
    """For the first paragraph of each turn the region of who speaks.

    Returns:
        Pairs of the paragraph's number and the region that the speaker's office names, or the
        reference (city, county, …) that 市…局 makes; empty where nobody's office is told.
    """
    labels = [
        (number, found["who"])
        for number, paragraph in enumerate(document.article.paragraphs)
        if paragraph.text.find(":", 0, _LONGEST_LABEL) > 0
        and (found := _RE_LABEL.match(paragraph.text))
    ]
    if len(labels) < _FEWEST:
        return ()
    names = dict.fromkeys(name for _, name in labels)
    offices = {name: _office(document.text, name, regions) for name in names}
    return tuple((number, offices[name]) for number, name in labels)


def _office(text: str, name: str, regions: Sequence[RegionMention]) -> RegionMention | str:
    """The region in the office that stands right before one of the places of ``name``."""
    at = text.find(name)
    while at >= 0:
        if text[at - 1 : at] not in _TITLE_LASTS:  # as before most places
            at = text.find(name, at + len(name))
            continue
        run = _RE_OFFICE.search(text, max(0, at - 24), at)
        words = _RE_EDGE.sub("", run.group()) if run else ""
        at, start = text.find(name, at + len(name)), at - len(words)
        if not _RE_TITLE_END.search(words):
            continue
        stop = start + len(words)
        named = [m for m in regions if start <= m.span.start < stop and m.name and m.strong]
        if named:
            return named[-1]
        own = next((level for word, level in _OWN.items() if words.startswith(word)), "")
        if own and len(words) > _FEWEST:
            return own
    return ""
