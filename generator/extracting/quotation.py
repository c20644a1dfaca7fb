"""The quote of a figure: the shortest clause from which a reader can understand it.

Normally the clause that holds the figure. A clause that begins in the middle of a thought (其中…,
同比增长…, a bare 5个) is joined to the one before it, never across the end of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from generator.extracting.scanning import WHITE, Beginning
from generator.model.evidence import Span, spanned
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document, Segment

LONGEST = 120
"""Longest quote that a site may show of a third party's article (``Rights.QUOTE_ONLY``)."""

_LONGEST_NAME = 16
"""How far into the next clause a quoted name may reach; longer runs are speech."""

# 建成|5|个站点: two Han characters anywhere.
_RE_TWO_HAN = re.compile(r"[\u4e00-\u9fff][^\u4e00-\u9fff]*+[\u4e00-\u9fff]")
# No quote begins or ends with these.
_EDGE_LEFT = ",;:、。!?)》”’·—-" + WHITE
_EDGE_RIGHT = ",;:、。!?(《“‘…" + WHITE
# 某社某地9月3日电(记者 甲乙): the dateline is no part of a fact.
_RE_DATELINE = re.compile(
    r"^[^,。]{0,24}\d日(?:电|讯|消息)(?:\([^)]{1,40}\))?\s*|^[^,。(]{2,16}[电讯]\([^)]{1,40}\)\s*"
)
# What every dateline holds; most clauses do not.
_RE_REPORTED = re.compile(r"日(?:电|讯|消息)|电\(|讯\(")
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"), ("「", "」"))
_OPENING, _CLOSING = map("".join, zip(*_PAIRS, strict=True))


_Reach = tuple[int, int]
"""The clauses that a quote may take in: those of its sentence, from one to before another."""


class QuotationLexicon(Struct, frozen=True):
    """Beginnings of clauses that need the clause before them."""

    dependent: Beginning
    firsts: frozenset[str]
    """What the beginnings begin with."""

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/quotation.yml``."""
        words = sorted(lexicon_data("quotation")["dependent"]["words"], key=len, reverse=True)
        pattern = re.compile(rf"[\s“‘(]{{0,6}}(?:{'|'.join(map(re.escape, words))})")
        firsts = frozenset({*(word[0] for word in words), *"“‘(", *WHITE})
        return cls(Beginning(pattern, firsts), firsts)


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
    partners = {} if partner is None else {mention.span: partner}
    return quote_spans(document, (mention,), lexicon, partners)[0]


def quote_spans(
    document: Document,
    mentions: Iterable[Mention],
    lexicon: QuotationLexicon,
    partners: Mapping[Span, Span],
) -> list[Span]:
    """The same for many mentions; ``partners`` are the other ends of their changes."""
    text, clauses, starts = document.text, document.clauses, document.clause_starts
    dependent, firsts = lexicon.dependent.pattern.match, lexicon.firsts
    quotes = []
    for mention in mentions:
        inner = mention.span
        if inner in partners and _same_paragraph(document, inner, partners[inner]):
            partner = partners[inner]
            inner = Span(min(inner.start, partner.start), max(inner.end, partner.end))
        low, high = inner
        number = (bisect_right(starts, low) or 1) - 1
        clause = clauses[number]
        words, (first, last) = clause.text, clause.span
        needy = mention.quantity is not None and (
            (words[0] in firsts and dependent(words) is not None)
            or (high <= last and _is_bare(words, low - first, high - first))
        )
        if not needy and high < last <= first + LONGEST and words[:-1].isalnum():
            # Half of all clauses hold no marks but the one at their end.
            end = last - (words[-1] in _EDGE_RIGHT)
            if words[-1] not in _CLOSING and ("日" not in words or not _RE_REPORTED.search(words)):
                quotes.append(spanned((first, end)))
                continue
        if needy or high > last or last > first + LONGEST or _is_half(words):
            first, last = _joined(document, mention, inner, lexicon, number, needy=needy)
            words = text[first:last]
        # Most clauses stand alone and only lose the mark at their end.
        start, end = last - len(words.lstrip(_EDGE_LEFT)), first + len(words.rstrip(_EDGE_RIGHT))
        if start > low:  # noqa: PLR1730 - min takes as long as the two lines above
            start = low
        if end < high:  # noqa: PLR1730
            end = high
        if (
            text[start] in _OPENING
            or text[end - 1] in _CLOSING
            or (("日" in words or "(" in words) and _RE_REPORTED.search(words))
        ):
            quotes.append(_trim(text, first, last, inner))
        else:
            quotes.append(spanned((start, end)))
    return quotes


def _joined(
    document: Document,
    mention: Mention,
    inner: Span,
    lexicon: QuotationLexicon,
    number: int,
    *,
    needy: bool,
) -> tuple[int, int]:
    """Where a mention and the clauses stand that are joined for it, or what is left of long ones."""
    clauses = document.clauses
    first, last = _clauses_of(document, mention, inner, lexicon, number, needy=needy)
    start, end = clauses[first].span.start, clauses[last].span.end
    if end - start > LONGEST:
        return _cut(document.text, start, end, inner)
    return start, end


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
    halves = _is_half(clauses[first].text) or (last != first and _is_half(clauses[last].text))
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
    if last + 1 < stop and _ends_inside(clauses[last].text):
        behind = clauses[last + 1].text.find("”")
        if 0 <= behind <= _LONGEST_NAME:
            last += 1
    return first, last


def _begins_inside(words: str) -> bool:
    """Whether a clause holds the second half of a quoted name before any other begins."""
    closed = words.find("”")
    return closed >= 0 and words.find("“", 0, closed) < 0


def _ends_inside(words: str) -> bool:
    """Whether a clause ends with the first half of a quoted name."""
    return words.rfind("“") > words.rfind("”")


def _is_half(words: str) -> bool:
    """Whether one half of a quoted name stands in a clause at either end."""
    return ("”" in words or "“" in words) and (_begins_inside(words) or _ends_inside(words))


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
        or (first == last and _names_nothing(clauses[first], inner))
    ):
        if end - clauses[first - 1].span.start > LONGEST:
            break
        first -= 1
    if first == last and last + 1 < stop and _names_nothing(clauses[first], inner):
        last += 1
    return first, last


def _names_nothing(clause: Segment, inner: Span) -> bool:
    start = clause.span.start
    return _is_bare(clause.text, inner.start - start, inner.end - start)


def _is_bare(words: str, start: int, end: int) -> bool:
    """Whether fewer than two Han characters stand beside the figure, which name nothing: 达5个.

    Args:
        words: The clause.
        start: Where the figure begins in it.
        end: Where the figure ends.
    """
    if start > 1 and "\u4e00" <= words[0] <= "\u9fff" and "\u4e00" <= words[1] <= "\u9fff":
        return False
    return _RE_TWO_HAN.search(words[: max(0, start)] + words[max(0, end) :]) is None


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
    while True:
        first = _start(text, start, inner.start)
        last = _end(text, inner.end, end)
        kept = first, last
        if text[first] in _OPENING or text[last - 1] in _CLOSING:
            kept = _unpair(text[first:last], first, last, inner)
        # What only lost marks on its right has nothing more to lose.
        if kept == (start, last):
            return spanned(kept)
        start, end = kept


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


def _unpair(words: str, start: int, end: int, inner: Span) -> tuple[int, int]:
    """Where ``words`` stand without half of a pair, or without a pair around all of them."""
    for opening, closing in _PAIRS:
        begins, ends = words[0] == opening, words[-1] == closing
        if not begins and not ends:
            continue
        opened, more = words.count(opening), words.count(opening) - words.count(closing)
        if not more:
            if opened == 1 and begins and ends and start < inner.start and inner.end < end:
                return start + 1, end - 1
        elif more > 0 and begins and start < inner.start:
            return start + 1, end
        elif more < 0 and ends and end > inner.end:
            return start, end - 1
    return start, end
