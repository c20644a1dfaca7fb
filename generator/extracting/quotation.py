"""The quote of a figure: the shortest clause from which a reader can understand it.

Normally the clause that holds the figure. A clause that begins in the middle of a thought (其中…,
同比增长…, a bare 5个) is joined to the one before it, never across the end of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from generator.extracting.scanning import WHITE, Beginning
from generator.model.evidence import Span, spanned
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document, Segment

LONGEST = 120
"""Longest quote that a site may show of a third party's article (``Rights.QUOTE_ONLY``)."""

_LONGEST_NAME = 16
"""How far into the next clause a quoted name may reach; longer runs are speech."""

# 建成|5|个站点: two Han characters anywhere.
_RE_TWO_HAN = re.compile(r"[\u4e00-\u9fff][^\u4e00-\u9fff]*+[\u4e00-\u9fff]")
# No quote begins or ends with these.
_EDGE_LEFT = frozenset({*",;:、。!?)》”’·—-", *WHITE})
_EDGE_RIGHT = frozenset({*",;:、。!?(《“‘…", *WHITE})
# 某社某地9月3日电(记者 甲乙): the dateline is no part of a fact.
_RE_DATELINE = re.compile(
    r"^[^,。]{0,24}\d日(?:电|讯|消息)(?:\([^)]{1,40}\))?\s*|^[^,。(]{2,16}[电讯]\([^)]{1,40}\)\s*"
)
# What every dateline holds; most clauses do not.
_RE_REPORTED = re.compile(r"日(?:电|讯|消息)|[电讯]\(")
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"), ("「", "」"))
_RE_PAIRED = re.compile(r"[“”‘’()《》「」]")
# A clause without any of these has no dateline (5日电, 5日讯) and no half of a pair.
_RE_MARKED = re.compile(r"[“”‘’()《》「」日]")


_Reach = tuple[int, int]
"""The clauses that a quote may take in: those of its sentence, from one to before another."""


class QuotationLexicon(Struct, frozen=True):
    """Beginnings of clauses that need the clause before them."""

    dependent: Beginning

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/quotation.yml``."""
        words = sorted(lexicon_data("quotation")["dependent"]["words"], key=len, reverse=True)
        pattern = re.compile(rf"[\s“‘(]{{0,6}}(?:{'|'.join(map(re.escape, words))})")
        return cls(Beginning(pattern, {*(word[0] for word in words), *"“‘(", *WHITE}))


def quote_span(
    document: Document,
    mention: Mention,
    lexicon: QuotationLexicon,
    partner: Span | None = None,
) -> Span:
    """Where the quote of a mention stands.

    Args:
        document: The article, cut into clauses.
        mention: A figure, or a mention without one (its clause alone is the quote).
        lexicon: Beginnings of dependent clauses.
        partner: The other end of the same change; both ends get one quote.

    Returns:
        A span inside one paragraph that contains the mention, at most ``LONGEST`` characters
        unless the mention and its partner stand further apart.
    """
    inner = mention.span
    if partner is not None and _same_paragraph(document, inner, partner):
        inner = Span(min(inner.start, partner.start), max(inner.end, partner.end))
    clauses, text, number = document.clauses, document.text, document.clause_index(inner.start)
    clause = clauses[number]
    words, (start, end) = clause.text, clause.span
    needy = mention.quantity is not None and (
        lexicon.dependent.match(words) is not None or (inner.end <= end and _is_bare(clause, inner))
    )
    if not needy and inner.end <= end <= start + LONGEST and not _RE_MARKED.search(words):
        # Most clauses stand alone and only lose the mark at their end.
        return spanned((_behind_marks(text, start, inner.start), _end(text, inner.end, end)))
    first, last = _clauses_of(document, mention, inner, lexicon, number, needy=needy)
    start, end = clauses[first].span.start, clauses[last].span.end
    if end - start > LONGEST:
        start, end = _cut(text, start, end, inner)
    return _trim(text, start, end, inner)


def _clauses_of(
    document: Document,
    mention: Mention,
    inner: Span,
    lexicon: QuotationLexicon,
    first: int,
    *,
    needy: bool,
) -> tuple[int, int]:
    """The first and the last clause of the quote; the first may be ``needy`` of others."""
    clauses, last = document.clauses, first
    if inner.end > clauses[first].span.end:
        last = document.clause_index(inner.end - 1)
    halves = "”" in clauses[first].text or "“" in clauses[last].text
    if not halves and not needy:
        return first, last
    number = low = document.sentence_index(inner.start)
    if inner.end > document.sentences[low].span.end:
        number = document.sentence_index(inner.end - 1)
    reach = document.first_clause(low), document.first_clause(number + 1)
    if halves:
        first, last = _whole_names(clauses, reach, first, last)
    if mention.quantity is not None:
        return _extend(clauses, reach, first, last, inner, lexicon)
    return first, last


def _same_paragraph(document: Document, one: Span, two: Span) -> bool:
    return (
        document.sentence_at(one.start).paragraph == document.sentence_at(two.start).paragraph
        and abs(one.start - two.start) <= LONGEST
    )


def _whole_names(
    clauses: Sequence[Segment], reach: _Reach, first: int, last: int
) -> tuple[int, int]:
    """Join the clause that holds the other half of a quoted name: “甲乙许可,拿地开工”等三项举措."""
    low, stop = reach
    while first > low and _begins_inside(clauses[first].text):
        before = clauses[first - 1].text
        if "“" not in before or len(before) - before.rfind("“") > _LONGEST_NAME:
            break
        first -= 1
    words = clauses[last].text
    if "“" in words and words.rfind("“") > words.rfind("”") and last + 1 < stop:
        behind = clauses[last + 1].text.find("”")
        if 0 <= behind <= _LONGEST_NAME:
            last += 1
    return first, last


def _begins_inside(words: str) -> bool:
    """Whether a clause holds the second half of a quoted name before any other begins."""
    closed = words.find("”")
    return closed >= 0 and "“" not in words[:closed]


def _extend(
    clauses: Sequence[Segment],
    reach: _Reach,
    first: int,
    last: int,
    inner: Span,
    lexicon: QuotationLexicon,
) -> tuple[int, int]:
    """Join clauses on the left while the first one depends on them; on the right if bare."""
    (low, stop), end = reach, clauses[last].span.end
    while first > low and (
        lexicon.dependent.match(clauses[first].text)
        or (first == last and _is_bare(clauses[first], inner))
    ):
        if end - clauses[first - 1].span.start > LONGEST:
            break
        first -= 1
    if first == last and last + 1 < stop and _is_bare(clauses[first], inner):
        last += 1
    return first, last


def _is_bare(clause: Segment, inner: Span) -> bool:
    """Whether fewer than two Han characters stand beside the figure, which name nothing: 达5个."""
    words, at = clause.text, inner.start - clause.span.start
    if at > 1 and "\u4e00" <= words[0] <= "\u9fff" and "\u4e00" <= words[1] <= "\u9fff":
        return False
    before = words[: max(0, at)]
    behind = words[max(0, inner.end - clause.span.start) :]
    return _RE_TWO_HAN.search(before + behind) is None


def _cut(text: str, start: int, end: int, inner: Span) -> tuple[int, int]:
    """Shorten a clause that is too long at the joints (、) farthest from the figure."""
    while end - start > LONGEST:
        left = text.find("、", start, inner.start)
        right = text.rfind("、", inner.end, end)
        if left < 0 and right < 0:
            break
        if left >= 0 and (right < 0 or inner.start - start >= end - inner.end):
            start = left + 1
        else:
            end = right
    return start, end


def _trim(text: str, start: int, end: int, inner: Span) -> Span:
    """Without marks at the edges and without half of a pair of quotation marks."""
    if not _RE_MARKED.search(text, start, end):
        return spanned((_behind_marks(text, start, inner.start), _end(text, inner.end, end)))
    while True:
        first = _start(text, start, inner.start)
        last = _end(text, inner.end, end)
        span = _unpair(text, first, last, inner)
        # What only lost marks on its right has nothing more to lose.
        if span.start == start and span.end == last:
            return span
        start, end = span.start, span.end


def _start(text: str, start: int, stop: int) -> int:
    """Where the words of ``text[start:stop]`` begin behind marks, or else behind a dateline."""
    at = _behind_marks(text, start, stop)
    if at > start or not _RE_REPORTED.search(text, start, stop):
        return at
    dateline = _RE_DATELINE.search(text[start:stop])
    return start + len(dateline.group()) if dateline else start


def _behind_marks(text: str, start: int, stop: int) -> int:
    while start < stop and text[start] in _EDGE_LEFT:
        start += 1
    return start


def _end(text: str, start: int, end: int) -> int:
    """Where the words of ``text[start:end]`` end before marks."""
    while end > start and text[end - 1] in _EDGE_RIGHT:
        end -= 1
    return end


def _unpair(text: str, start: int, end: int, inner: Span) -> Span:
    if not _RE_PAIRED.search(text, start, end):
        return Span(start, end)
    words = text[start:end]
    for opening, closing in _PAIRS:
        opened, closed = words.count(opening), words.count(closing)
        more = opened - closed
        if not more:
            whole = opened == 1 and words.startswith(opening) and words.endswith(closing)
            if whole and start < inner.start and inner.end < end:
                return Span(start + 1, end - 1)
            continue
        if more > 0 and words.startswith(opening) and start < inner.start:
            return Span(start + 1, end)
        if more < 0 and words.endswith(closing) and end > inner.end:
            return Span(start, end - 1)
    return Span(start, end)
