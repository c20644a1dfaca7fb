"""Time expressions of a text, resolved to days.

A text is read from left to right: a node without a year takes the year of the time named
before it in its sentence, else the publication date's. Lengths of time (15年, 19个工作日) are
never times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.extracting import dates
from generator.extracting.dates import Days
from generator.extracting.publication import Reference, reference
from generator.extracting.time_patterns import RE_AFTER, RE_BEFORE, RE_EVENT_SINCE, RE_JOIN
from generator.model.evidence import Span
from generator.model.period import Period, PeriodKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from generator.extracting.period_lexicon import PeriodLexicon
    from generator.extracting.segmentation import Document

_BEFORE_REACH = 8
_HALF_A_YEAR = 183
_NOUN_REACH = 14

# What stands before 成立以来 without being the thing that was founded
_RE_NO_NOUN = re.compile(r"^.*[自从]|正式|成功|全面|[^\u4e00-\u9fff]")

# 上午 behind a day, or a reporter on the spot: the scene is that of the article itself.
_RE_SCENE = re.compile(r"[上下]午|早上|清晨|凌晨|晚|[,从在]?记者")


@dataclass(frozen=True, slots=True)
class _Node:
    """A moment or a stretch before its wrapping; ``days`` None where they cannot be known."""

    span: Span
    days: Days | None
    match: re.Match[str]
    from_context: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """The last time that the text has named, and the last single day."""

    days: Days
    sentence: int
    paragraph: int
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class _Founding:
    """A beginning that the text dates: its sentence's words and its days."""

    words: str
    days: Days
    paragraph: int


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
        self.named: _Named | None = None
        self.foundings: list[_Founding] = []

    def read(self) -> list[Period]:
        """All periods of the text."""
        moments = [m for m in self.lexicon.moment.finditer(self.text) if m.end() > m.start()]
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
        gap = self.text[first.span.end : moments[0].start()]
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
        make = _below(left.match)
        if make is None:
            return left
        days = make(right.days.end.year)
        if days and days.start > right.days.end:
            days = make(right.days.end.year - 1)
        return replace(left, days=days)

    def _moment(self, match: re.Match[str]) -> _Node:
        days, guessed = self._days(match)
        return _Node(Span(match.start(), match.end()), days, match, guessed)

    def _days(self, match: re.Match[str]) -> tuple[Days | None, bool]:
        """The days of a single moment and whether context or publication date had a part in them."""
        named = self.named.days if self.named else None
        if match["iso_year"]:
            number, month, day = (int(match[g]) for g in ("iso_year", "iso_month", "iso_day"))
            return dates.days(number, month, day, day), False
        if match["plan"]:
            plan = dates.read_number("十" + match["plan"])
            return (dates.five_year_plan(plan) if plan else None), False
        if match["bare_low"]:
            return Days(
                dates.year(int(match["bare_low"])).start, dates.year(int(match["bare_high"])).end
            ), False
        if match["recurring"] or match["seasons"] or match["years_long"]:
            return None, False
        if match["recent"]:
            return self._recent(match), True
        if match["until_now"] or match["then"]:
            return (named if match["then"] else None), True
        if group := next((g for g in _FOLLOWING if match[g]), None):
            return self._following(match, group), True
        if match["lone_day"]:
            return self._lone_day(int(dates.read_number(match["lone_day"]) or 0)), True
        return self._calendar(match)

    def _recent(self, match: re.Match[str]) -> Days | None:
        amount = dates.read_number(match["recent"])
        if not self.ref.date or not amount:
            return None
        unit = match["recent_unit"].replace("个月", "月")
        return Days(dates.back(self.ref.date, amount, unit), self.ref.date)

    def _following(self, match: re.Match[str], group: str) -> Days | None:
        """次月, 当天, 上个月, 昨日, 本周: counted from the time named last or from publication."""
        offset = self.lexicon.offsets[group][match[group]]
        base = self.ref.date
        if group not in _FROM_PUBLICATION:
            base = self.named and (
                self.named.day if group == "following_days" else self.named.days.end
            )
        if base is None:
            return None
        if group == "weeks":
            return dates.week(base, offset)
        if group.endswith("days"):
            day = dates.back(base, -offset, "天")
            return Days(day, day)
        month = dates.back(base.replace(day=1), -offset, "月")
        if match["month_day"]:
            number = dates.read_number(match["month_day"]) or 0
            return dates.days(month.year, month.month, number, number)
        if match["month_part"]:
            return dates.third(month.year, month.month, match["month_part"])
        return dates.months(month.year, month.month, month.month)

    def _lone_day(self, day: int) -> Days | None:
        """5日 without a month is the last such day up to the publication date."""
        if not self.ref.date:
            return None
        base = (
            self.ref.date
            if day <= self.ref.date.day
            else dates.back(self.ref.date.replace(day=1), 1, "月")
        )
        return dates.days(base.year, base.month, day, day)

    def _calendar(self, match: re.Match[str]) -> tuple[Days | None, bool]:
        make = _below(match)
        if match["year"] or match["year_short"] or match["year_early"]:
            number = dates.read_year(
                match["year"] or match["year_short"] or match["year_early"].zfill(4)
            )
            low = dates.read_year(match["year_low"]) if match["year_low"] else None
            if number is None:
                return None, False
            right = make(number) if make else dates.year(number)
            return (Days(dates.year(low).start, right.end) if low and right else right), False
        if match["relative_years"] or match["following_years"]:
            told = self._told_year(match)
            if told is None:
                return None, True
            return (make(told) if make else dates.year(told)), True
        return (self._nearest(match, make) if make else None), True

    def _told_year(self, match: re.Match[str]) -> int | None:
        if word := match["following_years"]:
            base = self.named.days.end.year if self.named else None
            return None if base is None else base + self.lexicon.offsets["following_years"][word]
        word = match["relative_years"]
        tables = self.lexicon.offsets["relative_years"], self.lexicon.offsets["careful_years"]
        offset = next(table[word] for table in tables if word in table)
        return None if self.ref.year is None else self.ref.year + offset

    def _nearest(self, match: re.Match[str], make: Callable[[int], Days | None]) -> Days | None:
        """Days without a year: the sentence's year, the paragraph's if later, the publication's."""
        if self.named and self._inherits(match, make):
            return make(self.named.days.end.year)
        if self.ref.year is None:
            return None
        found = make(self.ref.year)
        if not found or not self.ref.date or found.start <= self.ref.date or self._to_come(match):
            return found
        # 年底 in September is that of this year, in February that of the last.
        if match["edge"] and (found.start - self.ref.date).days < _HALF_A_YEAR:
            return found
        return make(self.ref.year - 1)

    def _inherits(self, match: re.Match[str], make: Callable[[int], Days | None]) -> bool:
        if self.named is None:
            return False
        here = self.document.sentence_index(match.start())
        if self.named.sentence == here:
            return True
        same = self.named.paragraph == self.document.sentences[here].paragraph
        days = make(self.named.days.end.year)
        return bool(
            same
            and days
            and not self.named.days.whole_years
            and self.named.days.end <= days.end
            and (not self.ref.date or days.end <= self.ref.date)
            and not _RE_SCENE.match(self.text, match.end())
        )

    def _to_come(self, match: re.Match[str]) -> bool:
        clause = self.document.clause_at(match.start())
        after = RE_AFTER.match(self.text, match.end())
        return bool((after and after["until"]) or self.lexicon.future.search(clause.text))

    def _remember(self, node: _Node) -> None:
        days = node.days
        if (
            not days
            or self.text.startswith("同", node.span.end)
            or node.match["until_now"]
            or node.match["then"]
            or node.match["recent"]
        ):
            return
        index = self.document.sentence_index(node.span.start)
        sentence = self.document.sentences[index]
        day = days.start if days.start == days.end else self.named.day if self.named else None
        self.named = _Named(days, index, sentence.paragraph, day)
        if self.lexicon.founding.search(sentence.text):
            self.foundings.append(_Founding(sentence.text, days, sentence.paragraph))

    def _wrapped(self, node: _Node) -> Period:
        """The period with what stands around its node: 自…起, 截至…, …前, …期间."""
        match, text = node.match, self.text
        if match["recurring"]:
            return Period(None, None, PeriodKind.RECURRING, node.span)
        if match["until_now"]:
            return self._period(None, self.ref.date, PeriodKind.UNTIL, node)
        if match["then"]:
            return self._period(None, node.days.end if node.days else None, PeriodKind.UNTIL, node)
        if match["years_long"]:
            return Period(None, None, PeriodKind.SINCE, node.span)
        before = RE_BEFORE.search(text, max(0, node.span.start - _BEFORE_REACH), node.span.start)
        after = RE_AFTER.match(text, node.span.end)
        start = before.start() if before else node.span.start
        node = replace(
            node, span=Span(start + _marks(before), after.end() if after else node.span.end)
        )
        return self._typed(node, before, after)

    def _typed(
        self, node: _Node, before: re.Match[str] | None, after: re.Match[str] | None
    ) -> Period:
        days = node.days
        led = before and (before["since"] or before["from_"])
        if (before and before["until"]) or (after and after["until"]):
            end = days.end if days else None
            if (
                days
                and after
                and after["until"]
                and not before
                and days.whole_years
                and not node.match["edge"]
            ):
                end = dates.back(days.start, 1, "天")
            return self._period(None, end, PeriodKind.UNTIL, node)
        if after and after["same"]:
            return self._same_period(node)
        if after and (after["since"] or (after["begin"] and led)):
            return self._since(node)
        if node.match["plan"] and node.match["plan_tail"] == "以来":
            return self._since(node)
        event = self._event(node, before) if not after else None
        if event is not None:
            return self._since(replace(node, span=event))
        if before and before["since"]:
            return self._since(node)
        if days is None:
            return Period(None, None, PeriodKind.SPAN, node.span)
        kind = PeriodKind.POINT if days.start == days.end else PeriodKind.SPAN
        return self._period(days.start, days.end, kind, node)

    def _same_period(self, node: _Node) -> Period:
        """去年同期 after 1至8月: the same months of that year; without them unknown."""
        here = self.document.sentence_index(node.span.start)
        named = self.named if self.named and self.named.sentence == here else None
        if not (named and node.days and node.days.whole_years):
            return Period(None, None, PeriodKind.SPAN, node.span)
        distance = named.days.end.year - node.days.end.year
        start, end = (dates.back(day, distance, "年") for day in (named.days.start, named.days.end))
        return self._period(start, end, PeriodKind.SPAN, node)

    def _event(self, node: _Node, before: re.Match[str] | None) -> Span | None:
        """自 + time + event + 以来, or time + beginning + 以来/后."""
        match = RE_EVENT_SINCE.match(self.text, node.span.end)
        if not match:
            return None
        led = before and (before["since"] or before["from_"])
        if not led and not self.lexicon.founded.search(match.group() + ","):
            return None
        return Span(node.span.start, match.end())

    def _since(self, node: _Node) -> Period:
        if not node.days:
            return Period(None, None, PeriodKind.SINCE, node.span)
        end = self.ref.date if self.ref.date and self.ref.date >= node.days.start else None
        return self._period(node.days.start, end, PeriodKind.SINCE, node)

    def _since_event(self, match: re.Match[str], floor: int) -> Period | None:
        """驿站设立后: since the day on which the text says that it was set up."""
        if match.start() < floor:
            return None
        clause = self.document.clause_at(match.start())
        start = max(clause.span.start, floor, match.start() - _NOUN_REACH)
        days = self._founded(self.text[start : match.start()], match.start())
        span = Span(match.start(), match.end())
        if not days:
            return Period(None, None, PeriodKind.SINCE, span)
        end = self.ref.date if self.ref.date and self.ref.date >= days.start else None
        return Period(days.start, end, PeriodKind.SINCE, span, inferred=self.ref.inferred)

    def _founded(self, before: str, offset: int) -> Days | None:
        """The last dated beginning of the thing named right before, or else of the paragraph."""
        paragraph = self.document.sentence_at(offset).paragraph
        noun = _RE_NO_NOUN.sub("", before)[-2:]
        for founding in reversed(self.foundings):
            if (len(noun) > 1 and noun in founding.words) or (
                not noun and founding.paragraph == paragraph
            ):
                return founding.days
        return None

    def _period(
        self, start: dt.date | None, end: dt.date | None, kind: PeriodKind, node: _Node
    ) -> Period:
        guessed = kind is PeriodKind.SINCE or node.from_context
        bare = node.from_context and not node.match["relative_years"]
        return Period(start, end, kind, node.span, inferred=bare or (guessed and self.ref.inferred))


_FOLLOWING = ("following_months", "calendar_months", "following_days", "calendar_days", "weeks")
_FROM_PUBLICATION = ("calendar_months", "calendar_days", "weeks")


def _marks(before: re.Match[str] | None) -> int:
    """How many characters of a match before a moment are only the clause's mark."""
    return 1 if before and before.group()[0] in ",;:。!?、将争划计保" else 0


def _below(match: re.Match[str]) -> Callable[[int], Days | None] | None:
    """How to find the days below a year (its months, quarters, edges) once the year is known."""
    read = dates.read_number

    def number(group: str) -> int:
        return read(match[group].replace("元", "一")) or 0

    if match["month"]:
        return _month_maker(match, number)
    if match["quarter"]:
        low, high = (
            (number("quarter_low") if match["quarter_low"] else number("quarter")),
            number("quarter"),
        )
        return lambda y: dates.quarters(y, low, high) if low <= high else None
    if match["first_quarters"]:
        return lambda y: dates.quarters(y, 1, number("first_quarters"))
    if match["first_quarter"]:
        return lambda y: dates.quarters(y, 1, 1)
    if match["half"]:
        return lambda y: dates.half(y, 1 if match["half"] == "上" else 2)
    if match["first_months"]:
        last = number("first_months")
        return lambda y: dates.months(y, 1, last) if 1 <= last <= 12 else None  # noqa: PLR2004
    if match["edge"]:
        return lambda y: _edge(y, match["edge"])
    if match["seasons"]:
        return lambda _: None
    return None


def _month_maker(
    match: re.Match[str], number: Callable[[str], int]
) -> Callable[[int], Days | None]:
    month = number("month")
    if match["month_low"]:
        low = number("month_low")
        return lambda y: dates.months(y, low, month) if low <= month else None
    if match["part"]:
        return lambda y: dates.third(y, month, match["part"])
    if match["weekday"]:
        return lambda y: dates.last_weekday(y, month, match["weekday"][-1])
    if match["day"]:
        first = number("day_low") if match["day_low"] else number("day")
        return lambda y: dates.days(y, month, first, number("day"))
    return lambda y: dates.months(y, month, month)


def _edge(number: int, edge: str) -> Days:
    """年初 is January, 年中 June, 年底 December; 年内 the whole year."""
    if edge == "内":
        return dates.year(number)
    month = {"初": 1, "中": 6}.get(edge, 12)
    return dates.months(number, month, month)
