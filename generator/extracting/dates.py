"""Calendar arithmetic: stretches of days and the Chinese numbers that name them.

All stretches are inclusive at both ends. Nothing here looks at running text or at a clock.
"""

from __future__ import annotations

import datetime as dt
from calendar import isleap

from msgspec import Struct

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}

# The sixth plan began in 1981; plans before it were not of regular length.
_SIXTH_PLAN = 6
_SIXTH_PLAN_BEGINS = 1981


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2

# What an article may tell of; years around them can still be reckoned with.
_YEARS = range(1000, 3000)

LONGEST_BACK = 500
"""So many years, months, weeks or days 近…年 may reach back."""


class Days(Struct, frozen=True, gc=False):
    """The days from ``start`` to ``end``, both inclusive."""

    start: dt.date
    end: dt.date

    def __contains__(self, other: Days) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def whole_years(self) -> bool:
        """Whether it runs from a 1 January to a 31 December."""
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)


def _length(number: int, month: int) -> int:
    """The days of a month (1–12) of a year."""
    return 29 if month == _FEBRUARY and isleap(number) else _LENGTHS[month - 1]


def year(number: int) -> Days:
    """A calendar year."""
    return Days(dt.date(number, 1, 1), dt.date(number, 12, 31))


def months(number: int, first: int, last: int) -> Days:
    """The months ``first`` to ``last`` (1–12) of a year."""
    return Days(dt.date(number, first, 1), dt.date(number, last, _length(number, last)))


def quarters(number: int, first: int, last: int) -> Days:
    """The quarters ``first`` to ``last`` (1–4) of a year."""
    return months(number, 3 * first - 2, 3 * last)


def half(number: int, which: int) -> Days:
    """The first (1) or second (2) half of a year."""
    return months(number, 1, 6) if which == 1 else months(number, 7, 12)


def days(number: int, month: int, first: int, last: int) -> Days | None:
    """The days ``first`` to ``last`` of a month, None where the calendar has no such day."""
    if not 1 <= first <= last <= _length(number, month):
        return None
    return Days(dt.date(number, month, first), dt.date(number, month, last))


def third(number: int, month: int, part: str) -> Days:
    """上旬, 中旬, 下旬 of a month; 初 is read as its first ten days, 底 and 末 as its last."""
    length = _length(number, month)
    first, last = {"上": (1, 10), "初": (1, 10), "中": (11, 20)}.get(part[0], (21, length))
    return Days(dt.date(number, month, first), dt.date(number, month, last))


def five_year_plan(ordinal: int) -> Days:
    """The years of a five-year plan: 十四五 (14) is 2021 to 2025."""
    first = _SIXTH_PLAN_BEGINS + 5 * (ordinal - _SIXTH_PLAN)
    return Days(dt.date(first, 1, 1), dt.date(first + 4, 12, 31))


def back(day: dt.date, amount: int, unit: str) -> dt.date:
    """The day ``amount`` years (年), months (月), weeks (周) or days (天) before ``day``.

    Where the month is too short (29 February, 31 June) its last day is taken.
    """
    if unit in {"周", "天"}:
        return day - dt.timedelta(days=amount * (7 if unit == "周" else 1))
    count = day.year * 12 + day.month - 1 - amount * (12 if unit == "年" else 1)
    number, month = divmod(count, 12)
    return dt.date(number, month + 1, min(day.day, _length(number, month + 1)))


def week(day: dt.date, offset: int) -> Days:
    """Monday to Sunday of the week of ``day``, ``offset`` weeks later."""
    monday = day - dt.timedelta(days=day.weekday() - 7 * offset)
    return Days(monday, monday + dt.timedelta(days=6))


def read_year(words: str) -> int | None:
    """A year as printed: ``2024``, ``二〇二四``, ``07``; None where it is none, as ``0`` or ``99999``."""
    number = words
    if not words.isdecimal():
        number = "".join([str(_DIGITS.get(character, character)) for character in words])
    if not number.isdecimal() or len(number) > len("2024"):
        return None
    told = 2000 + int(number) if len(number) == len("07") else int(number)
    return told if told in _YEARS else None


def read_number(words: str) -> int | None:
    """A whole number below a hundred as printed: ``31``, ``三十一``, ``两``; None otherwise."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words)
    head = _DIGITS.get(tens) if tens else 1
    tail = _DIGITS.get(ones) if ones else 0
    return None if head is None or tail is None else 10 * head + tail


def last_weekday(number: int, month: int, name: str) -> Days:
    """The last Monday (一) to Sunday (日, 天) of a month."""
    end = months(number, month, month).end
    wanted = 6 if name in "日天" else "一二三四五六".index(name)
    day = end - dt.timedelta(days=(end.weekday() - wanted) % 7)
    return Days(day, day)
