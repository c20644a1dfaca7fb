"""A strip of time: when measures began, a band where the words leave the day open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.charts.sheet import (
    AFTER,
    BODY,
    MARGIN,
    MUTED,
    RULE,
    SMALL,
    TINTS,
    WIDTH,
    Sheet,
    lines,
    width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 3
MOST = 40
_BAND = 8.0
_GAP = 7.0


class Event(Struct, frozen=True):
    """A beginning: some day from ``start`` to ``end``, both inclusive, and how it is written."""

    label: str
    start: dt.date
    end: dt.date
    words: str

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.start == self.end


class _Axis(Struct, frozen=True):
    first: int
    last: int

    def at(self, day: int) -> float:
        share = (day - self.first) / (self.last - self.first)
        return MARGIN + (WIDTH - 2 * MARGIN) * share


def title_of(events: Sequence[Event]) -> str:
    """The finding: how many beginnings, from when to when."""
    years = sorted({e.start.year for e in events})
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    return f"{len(events)}项举措写明了开始时间，在{span}"


def draw(title: str, subtitle: str, foot: str, events: Sequence[Event]) -> bytes:
    """The chart as SVG, in the order of time."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    axis = _axis(events)
    sheet.down(6)
    top = sheet.height
    for event in events:
        _row(sheet, axis, event)
    _ticks(sheet, axis, events, top)
    sheet.foot(foot)
    return sheet.svg()


def _axis(events: Sequence[Event]) -> _Axis:
    """Whole years, so that a year's band is as long as the year."""
    first = dt.date(min(e.start.year for e in events), 1, 1)
    last = dt.date(max(e.end.year for e in events), 12, 31)
    return _Axis(first.toordinal(), last.toordinal() + 1)


def _row(sheet: Sheet, axis: _Axis, event: Event) -> None:
    """The name above, the mark below with its words on the side that has room."""
    for words in lines(event.label, BODY, WIDTH - 2 * MARGIN, 2):
        sheet.text(MARGIN, sheet.down(10), words)
        sheet.down(5)
    y = sheet.down(8)
    left, right = axis.at(event.start.toordinal()), axis.at(event.end.toordinal() + 1)
    if event.exact:
        sheet.mark((left + right) / 2, y, "o", AFTER)
    else:
        right = max(right, left + _BAND)
        sheet.box(left, y - _BAND / 2, (right - left, _BAND), TINTS[2])
    fits = right + _GAP + width(event.words, SMALL) <= WIDTH - MARGIN
    x, side = (right + _GAP, "left") if fits else (left - _GAP, "right")
    if not fits and left - _GAP - width(event.words, SMALL) < MARGIN:  # a band as long as the axis
        x, side, y = MARGIN, "left", sheet.down(12)
    sheet.text(x, y, event.words, size=SMALL, color=MUTED, ha=side)
    sheet.down(10)


def _ticks(sheet: Sheet, axis: _Axis, events: Sequence[Event], top: float) -> None:
    """A line for each new year; of many years only some are named."""
    years = range(min(e.start.year for e in events), max(e.end.year for e in events) + 1)
    every = max(1, -(-len(years) // 6))
    y = sheet.down(4)
    for year in years:
        x = axis.at(dt.date(year, 1, 1).toordinal())
        sheet.line((x, x), (top, y - 6), color=RULE, lw=0.6, zorder=0)
        if (year - years[0]) % every == 0:
            sheet.text(x, y, f"{year}年", size=SMALL, color=MUTED)
    sheet.down(8)
