"""Named reforms of an article: name, theme, stage, beginning, claims to be first."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.measure_grouping import grouped_names
from generator.extracting.measure_names import find_names
from generator.extracting.measure_scope import measure_of
from generator.extracting.measure_since import began, beginning_times, latest_beginning
from generator.extracting.themes import ThemeMap, best_theme
from generator.model.article import ParagraphKind
from generator.model.evidence import Span
from generator.model.measure import Stage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from generator.extracting.measure_candidates import Candidate
    from generator.extracting.measure_lexicon import MeasureLexicon, MeasureMarks
    from generator.extracting.measure_since import BeginningTimes
    from generator.extracting.segmentation import Document
    from generator.model.period import Period

__all__ = ["FoundMeasure", "find_measures", "measure_of"]

# A claim to be first, with its circle: 全国首个, 全省首创, 在全市率先.
_RE_FIRST = re.compile(
    r"(?P<circle>全国|国内|全省|省内|全市|市内)(?P<claim>首个|首创|首家|首推|率先|第一家|第一个|首次|首例|首张)?"
)
# Where a circle begins; the set at its head lets the engine skip ahead.
_RE_CIRCLE = re.compile(r"[全国省市](?:(?<=全)(?=[国省市])|(?<=[国省市])(?=内))")
_RE_CLAIM = re.compile(r"率先|首创|首推|首家|首个|第一家|首例")
_COUNTRY, _PROVINCE, _CITY = "全国首个", "全省首创", "全市首创"
_CIRCLES = {
    "全国": _COUNTRY,
    "国内": _COUNTRY,
    "全省": _PROVINCE,
    "省内": _PROVINCE,
    "全市": _CITY,
    "市内": _CITY,
}

# Members at hand: each look-up of one costs as much as a short pattern.
_BODY, _PILOT, _ADOPTED = ParagraphKind.BODY, Stage.PILOT, Stage.ADOPTED

_CONTEXT_WEIGHT = 8.0
_LONGEST_HALF, _CLAIM_REACH, _SHORTEST_CLAIM = 16, 30, 2


class FoundMeasure(Struct, frozen=True, gc=False):
    """A measure of one article.

    Attributes:
        name: As the text names it, without enclosing quotation marks.
        canonical: The lexicon's name for it; ``name`` when the lexicon has none.
        theme: Theme id.
        mentions: Where the text names it, in order; at least one place.
        quote: The clause that reports it.
        since: The day it began, if the clause or sentence that founds it says so.
        since_end: The last day on which it may have begun by the same words.
        first: 全国首个, 全省首创, 全市首创: a claim of the text.
        stage: How far it has come.
        known: Whether the lexicon has it.
    """

    name: str
    canonical: str
    theme: str
    mentions: tuple[Span, ...]
    quote: Span
    since: dt.date | None
    first: str | None
    stage: Stage
    known: bool
    since_end: dt.date | None = None


def find_measures(
    document: Document,
    lexicon: MeasureLexicon,
    periods: Sequence[Period] = (),
    theme_map: ThemeMap | None = None,
    marks: MeasureMarks | None = None,
) -> tuple[FoundMeasure, ...]:
    """The named reforms and service measures of an article, in text order, each once.

    Args:
        document: The article.
        lexicon: Known terms and the words that introduce new ones.
        periods: The periods of the article, for ``since``.
        theme_map: The article's theme words, if they were looked up before.
        marks: Where the lexicon's words begin, if that was looked up before.
    """
    words = theme_map or ThemeMap(document, lexicon.themes)
    groups = grouped_names(find_names(document, lexicon, marks), document.text)
    if not groups:
        return ()
    times = beginning_times(document, periods)
    circles = [found.start() for found in _RE_CIRCLE.finditer(document.text)]
    return tuple(
        [_measure(document, members, lexicon, words, times, circles) for members in groups]
    )


def _measure(
    document: Document,
    members: list[Candidate],
    lexicon: MeasureLexicon,
    words: ThemeMap,
    times: BeginningTimes,
    circles: Sequence[int],
) -> FoundMeasure:
    first = members[0]
    reported = _best_report(document, members) if len(members) > 1 else first
    term, mentions = first.term, _mentions(document.text, members)
    founded = began(document, mentions, times) if times.periods else None
    # In the order of its fields: names of arguments take as long as half of the rest.
    return FoundMeasure(
        first.name,
        term.name if term else first.name,
        term.theme if term and not term.elsewhere else _theme(first, lexicon, words),
        mentions,
        _quote(document, reported.span),
        founded.start if founded else None,
        _first(document, members, circles) if circles else None,
        _stage(reported, lexicon),
        term is not None,
        latest_beginning(document, founded) if founded else None,
    )


def _mentions(text: str, members: list[Candidate]) -> tuple[Span, ...]:
    """The candidates' places and every other place where the same words stand."""
    if len(members) == 1 and text.count(members[0].name) == 1:
        return (members[0].span,)
    places, names = {member.span for member in members}, {member.name for member in members}
    if len(names) == 1 and text.count(min(names)) == len(places):
        return tuple(sorted(places))
    taken: set[int] = set()
    for start, end in places:
        taken.update(range(start, end))
    longer = [name for name in names if len(name) > 2]  # noqa: PLR2004
    for name in sorted(longer, key=lambda name: (-len(name), name)):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if taken.isdisjoint(range(at, end)):
                places.add(Span(at, end))
                taken.update(range(at, end))
            at = text.find(name, end)
    return tuple(sorted(places)) if len(places) > 1 else tuple(places)


def _best_report(document: Document, members: list[Candidate]) -> Candidate:
    """The first mention in running text; a heading only names what the text reports."""
    for member in members:
        if document.paragraph_at(member.span.start).kind is _BODY:
            return member
    return members[0]


def _quote(document: Document, span: Span) -> Span:
    """The clause of a name; two clauses when the name itself holds a comma."""
    clause = document.clause_at(span.start)
    quote, words = clause.span, clause.text
    if span.end > quote.end:
        quote = Span(quote.start, document.clause_at(span.end - 1).span.end)
        words = quote.of(document.text)
    if "“" not in words and "”" not in words:
        return quote
    opens, closes = words.find("“"), words.find("”")
    if words.rfind("“") > words.rfind("”"):
        # ...“甲”、“乙,丙”: the next name of the list goes on behind the comma.
        sentence = document.sentence_at(span.start).span
        end = document.text.find("”", quote.end, min(quote.end + _LONGEST_HALF, sentence.end))
        quote = Span(quote.start, end + 1 if end >= 0 else quote.end)
    if closes >= 0 and (opens < 0 or closes < opens):
        sentence = document.sentence_at(span.start).span
        start = document.text.rfind(
            "“", max(sentence.start, quote.start - _LONGEST_HALF), span.start
        )
        quote = Span(start if start >= 0 else quote.start, quote.end)
    return quote


def _theme(member: Candidate, lexicon: MeasureLexicon, words: ThemeMap) -> str:
    """The term's theme; else that of the name's own words, then of the words around it."""
    term = member.term
    if term:
        around = words.around(member.span)
        return max((term.theme, *term.elsewhere), key=lambda theme: around.get(theme, 0.0))
    themes = lexicon.themes
    name, start = member.name, member.span.start
    said = words.said_in(start, start + len(themes.telling(name)))
    totals = themes.score_name(name, said)
    if totals and _ahead(totals.values()) > 1.01 * _CONTEXT_WEIGHT:
        return max(totals, key=totals.__getitem__)  # whatever stands around the name
    around = words.around(member.span)
    scale = _CONTEXT_WEIGHT / max([_CONTEXT_WEIGHT, *around.values()])
    for theme, weight in around.items():
        totals[theme] = totals.get(theme, 0.0) + weight * scale
    return best_theme(totals, themes.themes) or "oversight"


def _ahead(weights: Collection[float]) -> float:
    """By how much the greatest of some weights, or of them and nothing, is ahead of the next one."""
    if len(weights) == 1:  # most names speak of one theme
        return abs(next(iter(weights)))
    best, second = sorted([0.0, *weights])[:-3:-1]
    return best - second


def _first(document: Document, members: list[Candidate], circles: Sequence[int]) -> str | None:
    """A claim to be first in a clause that names the measure, before the name."""
    for member in members:
        at = member.span.start
        near = bisect_right(circles, at - _SHORTEST_CLAIM)
        if not near or circles[near - 1] < at - _CLAIM_REACH:
            continue  # few names have a circle before them
        clause = _quote(document, member.span)
        before = document.text[clause.start : at][-_CLAIM_REACH:]
        for match in _RE_FIRST.finditer(before):
            if match["claim"] or _RE_CLAIM.search(before, match.end()):
                return _CIRCLES[match["circle"]]
    return None


def _stage(member: Candidate, lexicon: MeasureLexicon) -> Stage:
    before, words = member.context[-14:], lexicon.words
    if words.staged.search(before):
        for word in words.planned:
            if word in before:
                return Stage.PLANNED
        return _PILOT
    return _PILOT if member.name.endswith("试点") else _ADOPTED
