"""Bounded dots: the values of one comparable indicator, never fewer than three.

● exact, ○ about, ─► at least or more, ◄─ at most or less, ├─┤ a range.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.quantity import Bound
from generator.rendering import wording
from generator.rendering.charts.dumbbell import short
from generator.rendering.charts.sheet import (
    AFTER,
    BODY,
    INK,
    MARGIN,
    MUTED,
    RULE,
    SMALL,
    WIDTH,
    Sheet,
    lines,
    width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.quantity import Quantity

FEWEST = 3
_STUB = 26.0
_LABEL_ROOM = 104.0
_STEP = 23.0
_INTERVALS = 4
_ROUND = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))


class Dot(Struct, frozen=True):
    """One park's value."""

    label: str
    quantity: Quantity


class _Axis(Struct, frozen=True):
    left: float
    right: float
    low: float
    high: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.left + (self.right - self.left) * share


def title_of(name: str, dots: Sequence[Dot]) -> str:
    """The finding: between which values the parks lie."""
    ordered = sorted((d.quantity for d in dots), key=lambda q: q.value)
    low, high = wording.amount(ordered[0]), wording.amount(ordered[-1])
    if low == high:
        return f"{len(dots)}处报道的{name}都是{low}"
    return f"{len(dots)}处报道的{name}：从{low}到{high}"


def draw(title: str, subtitle: str, foot: str, dots: Sequence[Dot]) -> bytes:
    """The chart as SVG; rows in the order given, which is never one of merit."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    sheet.text(
        MARGIN,
        sheet.down(6),
        "● 准确  ○ 约数  箭头：界限未尽  横线：区间",
        size=SMALL,
        color=MUTED,
    )
    sheet.down(12)
    axis = _axis(dots)
    top = sheet.height
    for dot in dots:
        _row(sheet, axis, dot)
    _ticks(sheet, axis, top)
    sheet.foot(foot)
    return sheet.svg()


def _axis(dots: Sequence[Dot]) -> _Axis:
    values = [float(v) for d in dots for v in (d.quantity.low, d.quantity.value) if v is not None]
    low, high = min(values), max(values)
    pad = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    labels = max(width(d.label, BODY) for d in dots)
    left = MARGIN + min(labels, _LABEL_ROOM) + _STUB + 8
    values_room = max(width(_value(d.quantity), BODY) for d in dots) + 8
    return _Axis(
        left, WIDTH - MARGIN - values_room - _STUB, low - pad * (low > 0), max(high, low + pad)
    )


def _row(sheet: Sheet, axis: _Axis, dot: Dot) -> None:
    y = sheet.down(_STEP / 2)
    quantity = dot.quantity
    x = axis.at(float(quantity.value))
    sheet.text(MARGIN, y, lines(dot.label, BODY, _LABEL_ROOM, 1)[0])
    sheet.line((axis.left - _STUB, axis.right + _STUB), (y, y), color=RULE, lw=0.6)
    if wording.is_range(quantity) and quantity.low is not None:
        start = axis.at(float(quantity.low))
        sheet.line((start, x), (y, y), color=AFTER, lw=2.2)
        for end in (start, x):
            sheet.line((end, end), (y - 5, y + 5), color=AFTER, lw=2.2)
    else:
        _point(sheet, quantity.bound, x, y)
    sheet.text(axis.right + _STUB + 8, y, _value(quantity), color=INK)
    sheet.down(_STEP / 2)


def _value(quantity: Quantity) -> str:
    return short(quantity) + ("%" if quantity.unit == "%" else "")


def _point(sheet: Sheet, bound: Bound, x: float, y: float) -> None:
    if bound in (Bound.MORE, Bound.AT_LEAST):
        sheet.arrow(x, x + _STUB, y, AFTER)
        sheet.line((x, x), (y - 5, y + 5), color=AFTER, lw=2.2)
    elif bound in (Bound.LESS, Bound.AT_MOST):
        sheet.arrow(x, x - _STUB, y, AFTER)
        sheet.line((x, x), (y - 5, y + 5), color=AFTER, lw=2.2)
    else:
        sheet.mark(x, y, "o", AFTER, hollow=bound is Bound.ABOUT)


def _ticks(sheet: Sheet, axis: _Axis, top: float) -> None:
    """Few round numbers below; a note where the axis does not begin at zero."""
    y = sheet.down(8)
    for tick in ticks(Decimal(str(axis.low)), Decimal(str(axis.high))):
        x = axis.at(float(tick))
        sheet.line((x, x), (top, y - 6), color=RULE, lw=0.6, zorder=0)
        sheet.text(x, y, wording.number(tick), size=SMALL, color=MUTED, ha="center")
    sheet.down(6)
    if axis.low > 0:
        sheet.text(MARGIN, sheet.down(8), "横轴不从零起", size=SMALL, color=MUTED)
        sheet.down(4)


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """The multiples of 1, 2, 2.5 or 5 (times a power of ten) from ``low`` to ``high``.

    The smallest step that makes at most four intervals; a smaller one where fewer than two
    numbers would be left.
    """
    least = (high - low) / _INTERVALS
    unit = Decimal(1).scaleb(least.adjusted())
    steps = [unit * part for part in (*(r / 10 for r in _ROUND), *_ROUND)]
    for step in reversed(steps[: 1 + next(n for n, s in enumerate(steps) if s >= least)]):
        first = (low / step).to_integral_value(ROUND_CEILING)
        last = (high / step).to_integral_value(ROUND_FLOOR)
        if last > first:
            return [step * n for n in range(int(first), int(last) + 1)]
    return []
