"""Before → after: one unit and one basis a panel, open ends for bounds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.quantity import Bound
from generator.rendering import wording
from generator.rendering.charts.sheet import (
    AFTER,
    BEFORE,
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
    from decimal import Decimal

    from generator.model.quantity import Quantity

_STUB = 20.0
MOST = 10
_SHORT = {
    Bound.EXACT: "", Bound.ABOUT: "约", Bound.MORE: "超", Bound.AT_LEAST: "≥",
    Bound.LESS: "不到", Bound.AT_MOST: "≤",
}  # fmt: skip


class Ends(Struct, frozen=True):
    """One change: what changed, from how much to how much, against which basis.

    ``statistic`` names the statistic where the article gives one: a best case never shares a
    panel with anything else.
    """

    label: str
    before: Quantity
    after: Quantity
    basis: str
    statistic: str = ""

    @property
    def drawable(self) -> bool:
        """Only ends of one unit lie on one axis, and only above zero."""
        return self.before.unit == self.after.unit and max(self.before.value, self.after.value) > 0

    @property
    def words(self) -> str:
        """The change in words."""
        return f"{self.label}由{wording.amount(self.before)}变为{wording.amount(self.after)}"


def title_of(changes: Sequence[Ends]) -> str:
    """The finding, computed."""
    if len(changes) == 1:
        return changes[0].words
    fewer = sum(c.after.value < c.before.value for c in changes)
    if fewer in (0, len(changes)):
        return f"{len(changes)}项前后对比，数值都{'减少' if fewer else '增加'}"
    return f"{len(changes)}项前后对比：{fewer}项减少，{len(changes) - fewer}项增加"


def draw(title: str, subtitle: str, foot: str, changes: Sequence[Ends]) -> bytes:
    """The chart as SVG."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    _key(sheet)
    for heading, rows in panels(changes):
        _panel(sheet, heading, rows)
    sheet.foot(foot)
    return sheet.svg()


def panels(changes: Sequence[Ends]) -> tuple[tuple[str, tuple[Ends, ...]], ...]:
    """The changes by what may share an axis: unit, basis and statistic; each with a heading."""
    found: dict[str, list[Ends]] = defaultdict(list)
    for change in changes:
        parts = [f"单位：{wording.unit_name(change.before.unit)}", f"基准：{change.basis}"]
        parts += [change.statistic] if change.statistic else []
        found["；".join(parts)].append(change)
    return tuple((heading, tuple(rows)) for heading, rows in found.items())


def _key(sheet: Sheet) -> None:
    y = sheet.down(8)
    sheet.mark(MARGIN + 5, y, "s", BEFORE)
    sheet.text(MARGIN + 14, y, "变化前", size=SMALL, color=MUTED)
    sheet.mark(MARGIN + 65, y, "o", AFTER)
    sheet.text(MARGIN + 74, y, "变化后", size=SMALL, color=MUTED)
    sheet.text(MARGIN + 122, y, "空心为约数，箭头一侧为界限未尽", size=SMALL, color=MUTED)
    sheet.down(10)


class _Axis(Struct, frozen=True):
    """From zero at ``left`` to ``top`` at ``right``; beside both is room for the numbers."""

    left: float
    right: float
    top: float

    def at(self, value: Decimal) -> float:
        return self.left + (self.right - self.left) * float(value) / self.top


def _axis(rows: Sequence[Ends]) -> _Axis:
    room = max(width(short(q), BODY) for r in rows for q in (r.before, r.after)) + _STUB + 6
    top = max(max(r.before.value, r.after.value) for r in rows)
    return _Axis(MARGIN + room, WIDTH - MARGIN - room, float(top))


def _panel(sheet: Sheet, heading: str, rows: Sequence[Ends]) -> None:
    """Rows on one axis that starts at zero."""
    sheet.line((MARGIN, WIDTH - MARGIN), (sheet.height, sheet.height))
    sheet.text(MARGIN, sheet.down(11), heading, size=SMALL, color=MUTED)
    sheet.down(7)
    axis = _axis(rows)
    for row in rows:
        _row(sheet, row, axis)
    sheet.down(4)


def _row(sheet: Sheet, change: Ends, axis: _Axis) -> None:
    for words in lines(change.label, BODY, WIDTH - 2 * MARGIN, 2):
        sheet.text(MARGIN, sheet.down(10), words, size=BODY)
        sheet.down(5)
    y = sheet.down(10)
    before, after = axis.at(change.before.value), axis.at(change.after.value)
    sheet.line((axis.left, axis.right), (y, y), color=RULE, lw=0.6)
    sheet.line((axis.left, axis.left), (y - 6, y + 6), color=RULE)
    sheet.line((before, after), (y, y), color=MUTED, lw=2.4)
    rising = after >= before
    _end(sheet, axis, change.before, y, _Style(BEFORE, "s", right=not rising))
    _end(sheet, axis, change.after, y, _Style(AFTER, "o", right=rising))
    sheet.down(11)


class _Style(Struct, frozen=True):
    color: str
    marker: str
    right: bool
    """Whether the number stands to the right of the mark."""


def _end(sheet: Sheet, axis: _Axis, quantity: Quantity, y: float, style: _Style) -> None:
    """A mark with its number on the outer side; an arrow where the bound is open."""
    x, reach = axis.at(quantity.value), 9.0
    pointing = _pointing(quantity)
    if pointing:
        sheet.arrow(x, x + pointing * _STUB, y, style.color)
        reach = _STUB + 4 if (pointing > 0) is style.right else reach
    elif wording.is_range(quantity) and quantity.low is not None:
        start = axis.at(quantity.low)
        sheet.line((start, x), (y, y), color=style.color, lw=4)
        reach = reach if style.right else x - start + 6
    sheet.mark(x, y, style.marker, style.color, hollow=quantity.bound is Bound.ABOUT)
    side = 1 if style.right else -1
    align = "left" if style.right else "right"
    sheet.text(x + side * reach, y, short(quantity), ha=align, color=INK)


def _pointing(quantity: Quantity) -> int:
    """1 where the true value may lie to the right, -1 to the left, 0 where neither is open."""
    if quantity.bound in (Bound.MORE, Bound.AT_LEAST):
        return 1
    if quantity.bound in (Bound.LESS, Bound.AT_MOST) and not wording.is_range(quantity):
        return -1
    return 0


def short(quantity: Quantity) -> str:
    """A value for the end of a line, where the unit stands elsewhere: ``≤12``."""
    if wording.is_range(quantity) and quantity.low is not None:
        return f"{wording.number(quantity.low)}–{wording.number(quantity.value)}"
    return _SHORT[quantity.bound] + wording.number(quantity.value)
