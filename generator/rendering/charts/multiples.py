"""Small multiples: bars of several comparable indicators, each with its own unit and axis.

Only exact values become bars: the length of a bar says one number, and a bound is not one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import wording
from generator.rendering.charts.sheet import (
    AFTER,
    BODY,
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

FEWEST_PANELS = 2
"""One indicator alone has its dot plot."""
_ROW = 20.0
_BAR = 10.0
_LABEL_ROOM = 104.0


class Panel(Struct, frozen=True):
    """One indicator: its name, its unit, and the exact value of each park."""

    name: str
    unit: str
    values: tuple[tuple[str, Decimal], ...]


def title_of(panels: Sequence[Panel]) -> str:
    """What stands side by side."""
    names = "、".join(panel.name for panel in panels)
    return f"{len(panels)}个可比指标的准确值：{names}"


def draw(title: str, subtitle: str, foot: str, panels: Sequence[Panel]) -> bytes:
    """The chart as SVG; parks in the order of the registry in every panel."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    for panel in panels:
        _panel(sheet, panel)
    sheet.foot(foot)
    return sheet.svg()


def _panel(sheet: Sheet, panel: Panel) -> None:
    sheet.line((MARGIN, WIDTH - MARGIN), (sheet.height, sheet.height))
    heading = f"{panel.name}（单位：{wording.unit_name(panel.unit)}）"
    sheet.text(MARGIN, sheet.down(11), heading, size=SMALL, color=MUTED)
    sheet.down(7)
    left = MARGIN + min(_LABEL_ROOM, max(width(name, BODY) for name, _ in panel.values)) + 8
    shown = [_shown(value, panel.unit) for _, value in panel.values]
    room = WIDTH - MARGIN - left - max(width(words, BODY) for words in shown) - 8
    top = float(max(value for _, value in panel.values)) or 1.0
    for (name, value), words in zip(panel.values, shown, strict=True):
        y = sheet.down(_ROW / 2)
        sheet.text(MARGIN, y, lines(name, BODY, _LABEL_ROOM, 1)[0])
        sheet.line((left, left), (y - _ROW / 2, y + _ROW / 2), color=RULE)
        length = room * float(value) / top
        sheet.box(left, y - _BAR / 2, (length, _BAR), AFTER)
        sheet.text(left + length + 6, y, words)
        sheet.down(_ROW / 2)
    sheet.down(6)


def _shown(value: Decimal, unit: str) -> str:
    return wording.number(value) + ("%" if unit == "%" else "")
