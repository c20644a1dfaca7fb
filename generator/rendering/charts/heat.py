"""Coverage: how many facts are reported of each park under each theme. Not a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.charts.sheet import (
    BODY,
    MARGIN,
    MUTED,
    ON_TINT,
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

_ROW = 23.0
_GAP = 2.0
_LABEL_ROOM = 110.0
_STEPS = (3, 10, 20, 40)


class Count(Struct, frozen=True):
    """One cell: how many facts; None is 未见报道, 0 is measures without a figure."""

    facts: int | None
    measures: int = 0


class HeatRow(Struct, frozen=True):
    """A row with its name."""

    label: str
    counts: tuple[Count, ...]


def draw(
    title: str, subtitle: str, foot: str, columns: Sequence[str], rows: Sequence[HeatRow]
) -> bytes:
    """The chart as SVG."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    left = MARGIN + min(_LABEL_ROOM, max(width(r.label, BODY) for r in rows)) + 8
    step = (WIDTH - MARGIN - left) / len(columns)
    columns_head(sheet, columns, left, step)
    for row in rows:
        y = sheet.height
        sheet.text(MARGIN, y + _ROW / 2, lines(row.label, BODY, _LABEL_ROOM, 1)[0])
        for index, count in enumerate(row.counts):
            _cell(sheet, count, (left + index * step, y), step)
        sheet.down(_ROW)
    sheet.foot(foot)
    return sheet.svg()


def columns_head(sheet: Sheet, columns: Sequence[str], left: float, step: float) -> None:
    """The names of the columns, broken to their width, standing on the first row."""
    names = [lines(name, SMALL, step - 1, 4) for name in columns]
    tallest = max(len(name) for name in names)
    height = tallest * (SMALL + 2)
    for index, name in enumerate(names):
        for number, words in enumerate(name):
            y = sheet.height + height - (len(name) - number - 0.5) * (SMALL + 2)
            sheet.text(left + (index + 0.5) * step, y, words, size=SMALL, color=MUTED, ha="center")
    sheet.down(height + 3)


def _cell(sheet: Sheet, count: Count, corner: tuple[float, float], step: float) -> None:
    x, y = corner
    middle = (x + step / 2, y + _ROW / 2)
    if count.facts is None:
        sheet.line((middle[0] - 4, middle[0] + 4), (middle[1], middle[1]), color=RULE, lw=1.2)
        return
    shade = sum(count.facts >= limit for limit in _STEPS)
    sheet.box(x + _GAP / 2, y + _GAP / 2, (step - _GAP, _ROW - _GAP), TINTS[shade])
    words = str(count.facts) if count.facts else "○"
    sheet.text(*middle, words, ha="center", color=ON_TINT[shade])
