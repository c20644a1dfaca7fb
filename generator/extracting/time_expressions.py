"""Time expressions of a text, resolved to days.

A text is read from left to right: a node without a year takes the year of the time named
before it in its sentence, else the publication date's. Lengths of time (15年, 19个工作日) are
never times.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.extracting import dates
from generator.extracting.calendar_nodes import days_below_year, is_calendar
from generator.extracting.dates import Days
from generator.extracting.moments import MomentResolver, Named
from generator.extracting.publication import Reference, reference
from generator.extracting.time_patterns import (
    RE_AFTER,
    RE_BEFORE,
    RE_EVENT_SINCE,
    RE_JOIN,
)
from generator.model.evidence import Span, spanned
from generator.model.period import Period, PeriodKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.extracting.period_lexicon import PeriodLexicon
    from generator.extracting.segmentation import Document

# Members at hand: each look-up of one costs as much as a short pattern.
_POINT, _RECURRING, _SINCE, _SPAN, _UNTIL = (
    PeriodKind.POINT,
    PeriodKind.RECURRING,
    PeriodKind.SINCE,
    PeriodKind.SPAN,
    PeriodKind.UNTIL,
)

_BEFORE_REACH = 8
_NOUN_REACH = 14
_LONGEST_JOIN = 4
"""Characters of a match of ``RE_JOIN`` at most."""
_EVENT_REACH = 34
"""Characters behind a moment in which a match of ``RE_EVENT_SINCE`` ends, the comma behind it included."""
_YEAR_DAYS = 365
_MONTH_DAYS = 30.4
# Groups whose words name no time that a later node could take its year from
_PASSING = frozenset({"until_now", "then", "recent_unit"})
_MARKS = ",;:。!?、将争划计保"

# What stands before 成立以来 without being the thing that was founded
_RE_NO_NOUN = re.compile(r"^.*[自从]|正式|成功|全面|[^\u4e00-\u9fff]")


class _Node(Struct, frozen=True, gc=False):
    """A moment or a stretch before its wrapping; ``days`` None where they cannot be known."""

    span: Span
    days: Days | None
    match: re.Match[str]
    from_context: bool = False


class _Founding(Struct, frozen=True):
    """What a sentence dates: if it tells of a beginning, that of the things it names."""

    words: str
    days: Days
    paragraph: int


@lru_cache(maxsize=1)  # measures and figures of an article ask one after the other
def find_periods(document: Document, lexicon: PeriodLexicon) -> tuple[Period, ...]:
    """Every time expression of the text, in order, none overlapping another.

    A period whose days cannot be known (每月; 9月底 where no year is known) has neither start nor
    end. Words that name no days at all (日前, 近年来, 目前) and lengths of time are left out.
    """
    reader = _Reader(document, lexicon, reference(document.article, lexicon))
    return tuple(reader.read())


class _Reader:
    """One pass over one text; holds what was named so far."""

    def __init__(self, document: Document, lexicon: PeriodLexicon, ref: Reference) -> None:
        self.document, self.lexicon, self.ref = document, lexicon, ref
        self.text = document.text
        self.resolver = MomentResolver(document, lexicon, ref)
        self.named: Named | None = None
        self.dated: list[_Founding] = []

    def read(self) -> list[Period]:
        """All periods of the text."""
        moments = list(self.lexicon.moment.finditer(self.text))
        events = list(self.lexicon.founded.finditer(self.text))
        periods: list[Period] = []
        while moments or events:
            if not moments or (events and events[0].start() < moments[0].start()):
                found = self._since_event(events.pop(0), periods[-1].span.end if periods else 0)
                periods.extend([found] if found else [])
                continue
            if periods and moments[0].start() < periods[-1].span.end:
                moments.pop(0)
                continue
            node = self._node(moments)
            periods.append(self._wrapped(node))
            self._remember(node)
        return periods

    def _node(self, moments: list[re.Match[str]]) -> _Node:
        first = self._moment(moments.pop(0))
        if not moments or first.match["recurring"] or first.match["until_now"]:
            return first
        end, start = first.span.end, moments[0].start()
        if start - end > _LONGEST_JOIN:
            return first
        gap = self.text[end:start]
        if not RE_JOIN.fullmatch(gap) and not (
            gap in {"与", "和"} and self.text.startswith("间", moments[0].end())
        ):
            return first
        left = first
        if first.days:
            self._remember(first)
        right = self._moment(moments.pop(0))
        if right.days and (not left.days or left.match["year"] is None):
            left = self._borrow_year(left, right)
        span = Span(first.span.start, right.span.end)
        if not left.days or not right.days or left.days.start > right.days.end:
            return replace(right, span=span)
        return _Node(span, Days(left.days.start, right.days.end), right.match)

    def _borrow_year(self, left: _Node, right: _Node) -> _Node:
        """从10月至2024年3月: the left end lies in the year that brings it before the right one."""
        if (
            left.match["year"]
            or left.match["relative_years"]
            or not right.days
            or not right.match["year"]
        ):
            return left
        make = days_below_year(left.match)
        if make is None:
            return left
        days = make(right.days.end.year)
        if days and days.start > right.days.end:
            days = make(right.days.end.year - 1)
        return replace(left, days=days)

    def _moment(self, match: re.Match[str]) -> _Node:
        days, guessed = self.resolver.days(match, self.named)
        return _Node(spanned(match.span()), days, match, guessed)

    def _remember(self, node: _Node) -> None:
        days = node.days
        if (
            days is None
            or node.match.lastgroup in _PASSING
            or self.text.startswith("同", node.span.end)
        ):
            return
        index = self.document.sentence_index(node.span.start)
        sentence = self.document.sentences[index]
        day = days.start if days.start == days.end else self.named.day if self.named else None
        self.named = Named(days, index, sentence.paragraph, day)
        self.dated.append(_Founding(sentence.text, days, sentence.paragraph))

    def _foundings(self) -> Iterator[_Founding]:
        """The beginnings that the text has dated so far, the last one first."""
        begins = self.lexicon.founding.search
        return (dated for dated in reversed(self.dated) if begins(dated.words))

    def _wrapped(self, node: _Node) -> Period:
        """The period with what stands around its node: 自…起, 截至…, …前, …期间."""
        return self._in_words(node) if is_calendar(node.match) else self._of_its_words(node)

    def _of_its_words(self, node: _Node) -> Period:
        """每月, 截至目前, 当时, 两年来: what stands around them tells nothing more."""
        match = node.match
        if match["recurring"]:
            return Period(None, None, _RECURRING, node.span)
        if match["until_now"]:
            return self._period(None, self.ref.date, _UNTIL, node)
        if match["then"]:
            return self._period(None, node.days.end if node.days else None, _UNTIL, node)
        if match["years_long"] or match["months_long"] or match["half_year_long"]:
            return self._long_since(node)
        return self._in_words(node)

    def _in_words(self, node: _Node) -> Period:
        """The words before and behind the node, and what they make of it."""
        text, (start, end) = self.text, node.span
        before = RE_BEFORE.search_before(text, start, _BEFORE_REACH)
        after = RE_AFTER.match(text, end)
        if before or after:
            start = before.start() + _marks(before) if before else start
            span = Span(start, after.end() if after else end)
            node = _Node(span, node.days, node.match, node.from_context)
        return self._typed(node, before, after)

    def _long_since(self, node: _Node) -> Period:
        """一年多来, 九个月下来 behind a dated beginning that long ago: since then."""
        length, unit = self._length(node.match)
        here = self.document.sentence_at(node.span.start).paragraph
        for founding in self._foundings():
            start = founding.days.start
            if self.ref.date and length and 0 <= here - founding.paragraph <= 1:
                if length <= (self.ref.date - start).days / unit < length + 1:
                    return Period(start, self.ref.date, _SINCE, node.span, inferred=True)
                break
        return Period(None, None, _SINCE, node.span)

    @staticmethod
    def _length(match: re.Match[str]) -> tuple[int, float]:
        """How many years or months, and the days of one."""
        if match["years_long"]:
            return dates.read_number(match["years_long"]) or 0, _YEAR_DAYS
        if match["months_long"]:
            return dates.read_number(match["months_long"]) or 0, _MONTH_DAYS
        return 1, _YEAR_DAYS / 2

    def _typed(
        self, node: _Node, before: re.Match[str] | None, after: re.Match[str] | None
    ) -> Period:
        """until, since, then the plain days; 到2027年 sets a goal by that year's end."""
        last = self._last_day(node, before, after)
        if last:
            return self._period(None, last, _UNTIL, node)
        if (before and before["until"]) or (after and after["until"]):
            return self._until(node, exclusive=not before)
        if after and after["same"]:
            return self._same_period(node)
        since = self._since_span(node, before, after)
        if since:
            return self._since(replace(node, span=since))
        days = node.days
        if days is None:
            return Period(None, None, _SPAN, node.span)
        kind = _POINT if days.start == days.end else _SPAN
        return self._period(days.start, days.end, kind, node)

    def _last_day(
        self, node: _Node, before: re.Match[str] | None, after: re.Match[str] | None
    ) -> dt.date | None:
        """到2027年: a goal by that year's end; 9月末, 2023年末: the day at which things are counted."""
        if node.days is None or after:
            return None
        last = self.text[node.span.end - 1]
        stock = last == "末" and not before and not node.match["plan"]
        return node.days.end if stock or self._is_goal(node, before) else None

    @staticmethod
    def _is_goal(node: _Node, before: re.Match[str] | None) -> bool:
        """Whether 到 or 至 stands before a bare year; 截至 and 到2027年底 name a last day."""
        if before is None or (before["until"] or "").lstrip(_MARKS) not in {"到", "至"}:
            return False
        whole = node.days is not None and node.days.whole_years
        return whole and not node.match["edge"] and not node.match["plan"]

    def _until(self, node: _Node, *, exclusive: bool) -> Period:
        """截至8月底, 6月30日前 hold their day; 2025年前 ends with 2024."""
        end = node.days.end if node.days else None
        if node.days and exclusive and node.days.whole_years and not node.match["edge"]:
            end = dates.back(node.days.start, 1, "天")
        return self._period(None, end, _UNTIL, node)

    def _since_span(
        self, node: _Node, before: re.Match[str] | None, after: re.Match[str] | None
    ) -> Span | None:
        """The words of a “since” (自…起, …以来, 自…启用以来), None where there is none."""
        led = bool(before and (before["since"] or before["from_"]))
        if after:
            return node.span if after["since"] or (after["begin"] and led) else None
        if node.match["plan_tail"] == "以来":
            return node.span
        behind = self.text[node.span.end : node.span.end + _EVENT_REACH]
        told = "以来" in behind or "至今" in behind or "后," in behind or "起," in behind
        event = RE_EVENT_SINCE.match(self.text, node.span.end) if told else None
        if event and (led or self.lexicon.founded.search(event.group() + ",")):
            return Span(node.span.start, event.end())
        return node.span if before and before["since"] else None

    def _same_period(self, node: _Node) -> Period:
        """去年同期 after 1至8月: the same months of that year; without them unknown."""
        here = self.document.sentence_index(node.span.start)
        named = self.named if self.named and self.named.sentence == here else None
        if not (named and node.days and node.days.whole_years):
            return Period(None, None, _SPAN, node.span)
        distance = named.days.end.year - node.days.end.year
        start, end = (dates.back(day, distance, "年") for day in (named.days.start, named.days.end))
        return self._period(start, end, _SPAN, node)

    def _since(self, node: _Node) -> Period:
        if not node.days:
            return Period(None, None, _SINCE, node.span)
        end = self.ref.date if self.ref.date and self.ref.date >= node.days.start else None
        return self._period(node.days.start, end, _SINCE, node)

    def _since_event(self, match: re.Match[str], floor: int) -> Period | None:
        """驿站设立后: since the day on which the text says that it was set up."""
        if match.start() < floor:
            return None
        clause = self.document.clause_at(match.start())
        start = max(clause.span.start, floor, match.start() - _NOUN_REACH)
        days = self._founded(self.text[start : match.start()], match.start())
        span = Span(match.start(), match.end())
        if not days:
            return Period(None, None, _SINCE, span)
        end = self.ref.date if self.ref.date and self.ref.date >= days.start else None
        return Period(days.start, end, _SINCE, span, inferred=self.ref.inferred)

    def _founded(self, before: str, offset: int) -> Days | None:
        """The last dated beginning of the thing named right before, or else of the paragraph."""
        paragraph = self.document.sentence_at(offset).paragraph
        noun = _RE_NO_NOUN.sub("", before)[-2:]
        for founding in self._foundings():
            if (len(noun) > 1 and noun in founding.words) or (
                not noun and founding.paragraph == paragraph
            ):
                return founding.days
        return None

    def _period(
        self, start: dt.date | None, end: dt.date | None, kind: PeriodKind, node: _Node
    ) -> Period:
        guessed = kind is _SINCE or node.from_context
        bare = node.from_context and not node.match["relative_years"]
        return Period(start, end, kind, node.span, inferred=bare or (guessed and self.ref.inferred))


def _marks(before: re.Match[str] | None) -> int:
    """How many characters of a match before a moment are only the clause's mark."""
    return 1 if before and before.group()[0] in _MARKS else 0
