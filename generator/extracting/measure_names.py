"""Where names of measures stand: quoted names, issued documents, founded bodies, known terms.

Finding is open: a name that no lexicon has is recognised by the words around it (推行“…”机制), by
its head noun (…专班, …清单) and by its form (拿地即开工). Doubtful names are left out.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.extracting.measure_candidates import Candidate, context_before
from generator.extracting.measure_founding import founded_names, patterned_names
from generator.extracting.measure_quotes import documents, quoted_names
from generator.extracting.scanning import Beginning
from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.extracting.measure_lexicon import MeasureLexicon, MeasureMarks
    from generator.extracting.segmentation import Document

# A document's title: 《松岭县首违提醒办法》.
_RE_DOCUMENT = re.compile(r"《([^《》\n]{4,60})》")

# A term that is only part of another word: 限时办结率, 就近办件, 一窗受理量.
_RE_PART = Beginning(re.compile(r"率|(?<=办)[件理事公学结证]|[件量]"), "率件理事公学结证量")

# What else a list holds: 分栋验收、分层办证 has the same length and the same first or last character.
_RE_NEXT = re.compile(r"、([一-龥]{4})(?=[,。;、!?]|等|和|及|$)")
_RE_LAST = re.compile(r"(?:^|[,。;、:!?\n])([一-龥]{4})、$")

# A figure that counts a thing of the field: 1200套人才公寓, 租房补贴840万元, 银企对接会12场.
_RE_COUNTED = re.compile(r"(?<![第年月])[0-9][万亿余多]*[套间张笔家场期元](?:的|高品质|精装)?$")
_RE_COUNTING = re.compile(
    r"(?:共|累计|达到?|已|发了|发放|兑付|兑现|支付|提供|约|近|超过?)*[0-9][0-9.,]*[万亿余多]*(?:[套间张笔场期元件户处]|人次|家次)"
)

_NEAR_VERB, _SIBLING = 8, 4
_SPAN = attrgetter("span")


def find_names(
    document: Document, lexicon: MeasureLexicon, marks: MeasureMarks | None = None
) -> list[Candidate]:
    """Every place where a measure is named, in text order; a longer name wins over its parts.

    A known term inside the title of an accepted document is named there too.
    """
    text = document.text
    marks = marks or lexicon.marks(text)
    quoted, refused = quoted_names(text, marks, lexicon)
    titles = [spanned(match.span()) for match in _RE_DOCUMENT.finditer(text)]
    issued = list(documents(text, titles, lexicon))
    marked = _covered(text, [*[candidate.span for candidate in quoted], *refused])
    bare = [
        *founded_names(document, marks, lexicon, marked),
        *patterned_names(text, marks, lexicon),
    ]
    bare = [candidate for candidate in bare if not _touches(candidate.span, marked)]
    found = _without_parts([*issued, *quoted, *bare])
    sure = {id(candidate) for candidate in issued}
    if titles:
        entitled = {offset: end for start, end in titles for offset in range(start, end)}
        found = [c for c in found if id(c) in sure or entitled.get(c.span.start, -1) < c.span.end]
    accepted = [candidate.span for candidate in issued]
    shut = [title for title in titles if not any(span in title for span in accepted)]
    taken = _covered(text, [*[c.span for c in found if id(c) not in sure], *refused, *shut])
    closed = _covered(text, accepted, taken) if accepted else taken
    terms = list(_terms(text, marks.names, closed, lexicon))
    siblings = [s for hit in terms if len(hit.name) == _SIBLING for s in _siblings(text, hit)]
    if siblings:
        named = _covered(text, (term.span for term in terms), taken)
        terms += [sibling for sibling in siblings if not _touches(sibling.span, named)]
    inner = [c for c in quoted if c.term and _inside(c.span, accepted)] if accepted else []
    if not inner:  # then no two begin at one place, unless they are the same
        return sorted([*found, *terms], key=_SPAN)
    return sorted([*found, *terms, *inner], key=lambda c: (c.span.start, -c.span.end))


def _inside(span: Span, places: Iterable[Span]) -> bool:
    return any(span in place for place in places)


def _covered(text: str, places: Iterable[Span], more: bytes | bytearray = b"") -> bytearray:
    """One for each character of a text in some places or in those of ``more``, else zero."""
    covered = bytearray(more or len(text))
    for start, end in places:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _touches(span: Span, covered: bytearray) -> bool:
    return 1 in covered[span.start : span.end]


def _without_parts(found: list[Candidate]) -> list[Candidate]:
    """Candidates from left to right, of those that overlap the first, and there the longest."""
    kept: list[Candidate] = []
    begin = free = 0
    for candidate in sorted(found, key=_SPAN):
        start, end = candidate.span
        if start >= free:
            kept.append(candidate)
        elif start == begin and end > free:  # the longer one comes behind
            kept[-1] = candidate
        else:
            continue
        begin, free = start, end
    return kept


def _terms(
    text: str, places: Iterable[tuple[int, int]], closed: bytearray, lexicon: MeasureLexicon
) -> Iterator[Candidate]:
    """Known terms outside of what is ``closed``; weak ones only as the object of a verb."""
    for start, end in places:
        if 1 in closed[start:end] or _RE_PART.match(text, end):
            continue
        name, before = text[start:end], context_before(text, start)
        if name in lexicon.weak and not _is_used(text, end, before, lexicon):
            continue
        yield Candidate(spanned((start, end)), name, lexicon.terms[name], before)


def _is_used(text: str, end: int, before: str, lexicon: MeasureLexicon) -> bool:
    """Whether an ordinary word names a measure here: somebody founds it, or a figure counts it."""
    if any(lexicon.words.creations(before[-_NEAR_VERB:])):
        return True
    return bool(_RE_COUNTED.search(before) or _RE_COUNTING.match(text, end))


def _siblings(text: str, hit: Candidate) -> Iterator[Candidate]:
    """Names of the same build beside a known one in a list."""
    name, span = hit.name, hit.span
    if len(name) != _SIBLING or "、" not in (
        text[span.start - 1 : span.start],
        text[span.end : span.end + 1],
    ):
        return
    behind = _RE_NEXT.match(text, span.end)
    before = _RE_LAST.search(text[max(0, span.start - _SIBLING - 2) : span.start])
    starts = ((behind, span.end + 1), (before, span.start - _SIBLING - 1))
    for match, start in starts:
        if match and (match[1][0] == name[0] or match[1][-1] == name[-1]):
            yield Candidate(Span(start, start + _SIBLING), match[1], None, hit.context)
