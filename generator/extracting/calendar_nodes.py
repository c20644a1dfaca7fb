"""From a matched time node without its year to the days that it has in a given year."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.extracting import dates
from generator.extracting.dates import Days

if TYPE_CHECKING:
    import re

DaysInYear = Callable[[int], Days | None]
"""The days that some words have in a year; None where the calendar has no such days."""

_DECEMBER = 12
_EDGE_MONTHS = {"初": 1, "中": 6}


def days_below_year(match: re.Match[str]) -> DaysInYear | None:
    """What the words of a match below the year say (5月, 前三季度, 年底), None if nothing."""
    make = _MAKERS.get(match.lastgroup or "")
    return make(match) if make else None


def is_calendar(match: re.Match[str]) -> bool:
    """Whether a node is a year or what lies below one, in figures or in words: 2024年5月, 年底."""
    return match.lastgroup in _CALENDAR


def _number(match: re.Match[str], group: str) -> int:
    return dates.read_number(match[group].replace("元", "一")) or 0


def _from(match: re.Match[str], low: str, high: str) -> tuple[int, int]:
    """The two ends of 1至5月; both the same for 5月."""
    last = _number(match, high)
    return (_number(match, low) if match[low] else last), last


def _month(match: re.Match[str]) -> DaysInYear:
    first, month = _from(match, "month_low", "month")
    if match["part"]:
        return lambda year: dates.third(year, month, match["part"])
    if match["weekday"]:
        return lambda year: dates.last_weekday(year, month, match["weekday"][-1])
    if match["day"]:
        low, high = _from(match, "day_low", "day")
        return lambda year: dates.days(year, month, low, high)
    return lambda year: dates.months(year, first, month) if first <= month else None


def _quarter(match: re.Match[str]) -> DaysInYear:
    low, high = _from(match, "quarter_low", "quarter")
    return lambda year: dates.quarters(year, low, high) if low <= high else None


def _first_quarters(match: re.Match[str]) -> DaysInYear:
    last = _number(match, "first_quarters")
    return lambda year: dates.quarters(year, 1, last)


def _first_quarter(_: re.Match[str]) -> DaysInYear:
    return lambda year: dates.quarters(year, 1, 1)


def _half(match: re.Match[str]) -> DaysInYear:
    which = 1 if match["half"] == "上" else 2
    return lambda year: dates.half(year, which)


def _first_months(match: re.Match[str]) -> DaysInYear:
    last = _number(match, "first_months")
    return lambda year: dates.months(year, 1, last) if 1 <= last <= _DECEMBER else None


def _edge(match: re.Match[str]) -> DaysInYear:
    """年初 is January, 年中 June, 年底 December; 年内 the whole year."""
    if match["edge"] == "内":
        return dates.year
    month = _EDGE_MONTHS.get(match["edge"], _DECEMBER)
    return lambda year: dates.months(year, month, month)


def _season(_: re.Match[str]) -> DaysInYear:
    return lambda _: None


# By the last group of a match, which tells its kind: 5月 ends with the month, 5月中旬 with its part.
_MAKERS: dict[str, Callable[[re.Match[str]], DaysInYear]] = {
    "month": _month,
    "part": _month,
    "weekday": _month,
    "day": _month,
    "quarter": _quarter,
    "first_quarters": _first_quarters,
    "first_quarter": _first_quarter,
    "half": _half,
    "first_months": _first_months,
    "edge": _edge,
    "seasons": _season,
}

_CALENDAR = frozenset(
    {*_MAKERS, "year", "year_short", "year_early", "relative_years", "following_years"}
)
