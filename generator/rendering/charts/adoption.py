"""Adoption: how many parks' articles report a measure, out of how many. Press, not a census."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.charts.sheet import (
    AFTER,
    BODY,
    MARGIN,
    MUTED,
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
MOST = 20
_ROW = 22.0
_BAR = 11.0
_LABEL_ROOM = 165.0


class Bar(Struct, frozen=True):
    """A measure and how many parks report it."""

    label: str
    parks: int


def title_of(bars: Sequence[Bar], among: int) -> str:
    """The finding, with its denominator."""
    most = max(bar.parks for bar in bars)
    widest = [bar.label for bar in bars if bar.parks == most]
    names = widest[0] if len(widest) == 1 else f"{widest[0]}等{len(widest)}项各"
    return f"在{among}个园区和地区的报道中：{names}见于{most}个"


def draw(title: str, subtitle: str, foot: str, bars: Sequence[Bar], among: int) -> bytes:
    """The chart as SVG; the pale bar behind each is the denominator."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    left = MARGIN + min(_LABEL_ROOM, max(width(bar.label, BODY) for bar in bars)) + 8
    room = WIDTH - MARGIN - left - width(f"{among}个", BODY) - 8
    for bar in bars:
        y = sheet.down(_ROW / 2)
        sheet.text(MARGIN, y, lines(bar.label, BODY, _LABEL_ROOM, 1)[0])
        sheet.box(left, y - _BAR / 2, (room, _BAR), TINTS[0])
        sheet.box(left, y - _BAR / 2, (room * bar.parks / among, _BAR), AFTER)
        sheet.text(left + room + 8, y, f"{bar.parks}个")
        sheet.down(_ROW / 2)
    sheet.text(left, sheet.down(8), "0", size=SMALL, color=MUTED)
    sheet.text(left + room, sheet.height, f"共{among}个", size=SMALL, color=MUTED, ha="right")
    sheet.down(4)
    sheet.foot(foot)
    return sheet.svg()
