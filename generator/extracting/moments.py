"""A single time node resolved to days: 去年5月, 次月, 15日上午, 近三年.

A node without a year takes the year of the time named before it in its sentence, that of the
paragraph where the story goes on, else the one that lies nearest to the publication date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting import dates
from generator.extracting.calendar_nodes import DaysInYear, days_below_year, is_calendar
from generator.extracting.dates import Days
from generator.extracting.time_patterns import RE_AFTER

if TYPE_CHECKING:
    import datetime as dt

    from generator.extracting.period_lexicon import PeriodLexicon
    from generator.extracting.publication import Reference
    from generator.extracting.segmentation import Document

_HALF_A_YEAR = 183
_WHOLE_YEAR = "全年"

# Up to March 全年 may well be that of the year before.
_LOOKS_BACK_UNTIL = 3

# Words that count from another time, and those among them that count from the publication date
_COUNTED = ("following_months", "calendar_months", "following_days", "calendar_days", "weeks")
_FROM_PUBLICATION = ("calendar_months", "calendar_days", "weeks")

# Lengths up to now, and now itself: the reader of the text finds the beginning
_LENGTHS = ("years_long", "months_long", "half_year_long", "until_now")

# 2024年优化营商环境工作总结, 2025年工作打算
_RE_REPORT = re.compile(
    r"(?P<year>20\d{2})年度?(?!以来|来|底|初)[^,。;:\d]{0,24}(?:总结|报告|情况|打算|计划|安排|思路|目标|综述|要点|任务|谋划)"
)

# 上午 behind a day, or a reporter on the spot: the scene is that of the article itself.
_RE_SCENE = re.compile(r"[上下]午|早上|清晨|凌晨|晚|[,从在]?记者")


class Named(Struct, frozen=True, gc=False):
    """The last time that the text has named, and the last single day."""

    days: Days
    sentence: int
    paragraph: int
    day: dt.date | None


class MomentResolver:
    """Gives the nodes of one text their days."""

    def __init__(self, document: Document, lexicon: PeriodLexicon, ref: Reference) -> None:
        self.document, self.lexicon, self.ref = document, lexicon, ref

    def days(self, match: re.Match[str], named: Named | None) -> tuple[Days | None, bool]:
        """The days of a node, and whether context or publication date had a part in them.

        Args:
            match: A match of the lexicon's ``moment``.
            named: The time named last before it.
        """
        return self._calendar(match, named) if is_calendar(match) else self._other(match, named)

    def _other(self, match: re.Match[str], named: Named | None) -> tuple[Days | None, bool]:
        """Dates in figures, plans, and what counts from another time or from publication."""
        if stated := self._stated(match):
            return stated, False
        if match["recurring"] or any(match[group] for group in _LENGTHS):
            return None, False
        if match["then"]:
            return (named.days if named else None), True
        if match["recent"] or match["lone_day"]:
            return (self._recent(match) if match["recent"] else self._lone_day(match)), True
        if group := next((group for group in _COUNTED if match[group]), None):
            return self._counted(match, group, named), True
        return self._calendar(match, named)

    @staticmethod
    def _stated(match: re.Match[str]) -> Days | None:
        """2024-05-01, “十四五”期间, 从2016到2018."""
        if match["iso_year"]:
            number, month, day = (int(match[g]) for g in ("iso_year", "iso_month", "iso_day"))
            return dates.days(number, month, day, day)
        if match["plan"]:
            return dates.five_year_plan(dates.read_number("十" + match["plan"]) or 0)
        if match["bare_low"]:
            first, last = dates.year(int(match["bare_low"])), dates.year(int(match["bare_high"]))
            return Days(first.start, last.end) if first.start < last.end else None
        return None

    def _recent(self, match: re.Match[str]) -> Days | None:
        amount = dates.read_number(match["recent"])
        if not self.ref.date or not amount or amount > dates.LONGEST_BACK:
            return None
        unit = match["recent_unit"].replace("个月", "月")
        return Days(dates.back(self.ref.date, amount, unit), self.ref.date)

    def _counted(self, match: re.Match[str], group: str, named: Named | None) -> Days | None:
        """次月, 当天, 上个月, 昨日, 本周: counted from the time named last or from publication."""
        offset = self.lexicon.offsets[group][match[group]]
        if group in _FROM_PUBLICATION or named is None:
            base = self.ref.date if group in _FROM_PUBLICATION else None
        else:
            base = named.day if group == "following_days" else named.days.end
        if base is None:
            return None
        if group == "weeks":
            return dates.week(base, offset)
        if group.endswith("days"):
            day = dates.back(base, -offset, "天")
            return Days(day, day)
        return self._in_month(match, dates.back(base.replace(day=1), -offset, "月"))

    @staticmethod
    def _in_month(match: re.Match[str], month: dt.date) -> Days | None:
        """本月, 本月15日, 上月底."""
        if match["month_day"]:
            number = dates.read_number(match["month_day"]) or 0
            return dates.days(month.year, month.month, number, number)
        if match["month_part"]:
            return dates.third(month.year, month.month, match["month_part"])
        return dates.months(month.year, month.month, month.month)

    def _lone_day(self, match: re.Match[str]) -> Days | None:
        """5日 without a month is the last such day up to the publication date."""
        base, day = self.ref.date, dates.read_number(match["lone_day"]) or 0
        if base and day > base.day:
            base = dates.back(base.replace(day=1), 1, "月")
        return dates.days(base.year, base.month, day, day) if base else None

    def _calendar(self, match: re.Match[str], named: Named | None) -> tuple[Days | None, bool]:
        below = days_below_year(match)
        if number := match["year"] or match["year_short"] or match["year_early"]:
            return self._in_stated_year(match, dates.read_year(number), below), False
        if match["relative_years"] or match["following_years"]:
            told = self._told_year(match, named)
            make = below or dates.year
            return (None if told is None else make(told)), True
        return (self._nearest(match, below, named) if below else None), True

    @staticmethod
    def _in_stated_year(
        match: re.Match[str], number: int | None, below: DaysInYear | None
    ) -> Days | None:
        if number is None:
            return None
        found = below(number) if below else dates.year(number)
        low = dates.read_year(match["year_low"]) if match["year_low"] else None
        if low and found and low <= found.end.year:
            return Days(dates.year(low).start, found.end)
        return found

    def _told_year(self, match: re.Match[str], named: Named | None) -> int | None:
        offsets = self.lexicon.offsets
        if word := match["following_years"]:
            if word == _WHOLE_YEAR:
                return self._whole_year(match, named)
            return named.days.end.year + offsets["following_years"][word] if named else None
        word, years = match["relative_years"], offsets["relative_years"]
        distance = years[word] if word in years else offsets["careful_years"][word]
        return None if self.ref.year is None else self.ref.year + distance

    def _whole_year(self, match: re.Match[str], named: Named | None) -> int | None:
        """全年 is the year that the paragraph speaks of, else the current one once it is well on."""
        here = self.document.sentence_at(match.start()).paragraph
        if named and named.paragraph == here:
            return named.days.end.year
        if told := self._reported_year(match.start()):
            return told
        return self.ref.year if self.ref.date and self.ref.date.month > _LOOKS_BACK_UNTIL else None

    def _reported_year(self, offset: int) -> int | None:
        """The year of a report: its heading's (三、2025年工作打算) or its title's (2024年工作总结)."""
        for words in (self.document.heading_at(offset) or "", self.document.article.title):
            found = _RE_REPORT.search(words)
            if found:
                return int(found["year"])
        return None

    def _nearest(self, match: re.Match[str], make: DaysInYear, named: Named | None) -> Days | None:
        """Days without a year: the sentence's year, the paragraph's if later, the publication's."""
        if named and self._inherits(match, make, named):
            return make(named.days.end.year)
        told = self._reported_year(match.start()) if match["edge"] else None
        if told:
            return make(told)
        if self.ref.year is None:
            return None
        found = make(self.ref.year)
        if not found or not self.ref.date or found.start <= self.ref.date or self._to_come(match):
            return found
        # 年底 in September is that of this year, in February that of the last.
        if match["edge"] and (found.start - self.ref.date).days < _HALF_A_YEAR:
            return found
        return make(self.ref.year - 1)

    def _inherits(self, match: re.Match[str], make: DaysInYear, named: Named) -> bool:
        here = self.document.sentence_index(match.start())
        if named.sentence == here:
            return True
        same = named.paragraph == self.document.sentences[here].paragraph
        days = make(named.days.end.year)
        return bool(
            same
            and days
            and not named.days.whole_years
            and named.days.end <= days.end
            and (not self.ref.date or days.end <= self.ref.date)
            and not _RE_SCENE.match(self.document.text, match.end())
        )

    def _to_come(self, match: re.Match[str]) -> bool:
        if match["half"] == "下" and self.ref.date and self.ref.date.month > _LOOKS_BACK_UNTIL:
            return True  # in spring 下半年 lies ahead
        clause = self.document.clause_at(match.start())
        after = RE_AFTER.match(self.document.text, match.end())
        return bool((after and after["until"]) or self.lexicon.future.search(clause.text))
