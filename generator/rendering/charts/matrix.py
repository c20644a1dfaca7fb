"""Measure × park: a dot where an article reports it, filled where it gives a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.charts.heat import columns_head
from generator.rendering.charts.sheet import (
    AFTER,
    BODY,
    MARGIN,
    RULE,
    WIDTH,
    Sheet,
    lines,
    width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST = 3
"""Fewer measures are told faster by the table."""
MOST_COLUMNS = 10
MOST_ROWS = 30
_ROW = 21.0
_LABEL_ROOM = 150.0


class MatrixRow(Struct, frozen=True):
    """A measure with one entry a park.

    ``figures`` is True where a figure is reported, False where the measure alone is, and None
    where nothing is.
    """

    label: str
    figures: tuple[bool | None, ...]

    @property
    def reports(self) -> int:
        """How many parks report it."""
        return sum(entry is not None for entry in self.figures)


def title_of(rows: Sequence[MatrixRow]) -> str:
    """The finding: how many measures several parks report."""
    shared = sum(row.reports > 1 for row in rows)
    if not shared:
        return f"{len(rows)}项举措各见于一地的报道"
    return f"{len(rows)}项举措中，{shared}项见于两个以上园区或地区的报道"


def draw(
    title: str, subtitle: str, foot: str, columns: Sequence[str], rows: Sequence[MatrixRow]
) -> bytes:
    """The chart as SVG; columns in the order of the registry."""
    sheet = Sheet()
    sheet.head(title, subtitle)
    left = MARGIN + min(_LABEL_ROOM, max(width(r.label, BODY) for r in rows)) + 8
    step = (WIDTH - MARGIN - left) / len(columns)
    columns_head(sheet, columns, left, step)
    for row in rows:
        sheet.line((MARGIN, WIDTH - MARGIN), (sheet.height, sheet.height), color=RULE, lw=0.5)
        y = sheet.height + _ROW / 2
        sheet.text(MARGIN, y, lines(row.label, BODY, _LABEL_ROOM, 1)[0])
        for index, figures in enumerate(row.figures):
            if figures is not None:
                x = left + (index + 0.5) * step
                sheet.mark(x, y, "o", AFTER, hollow=not figures)
        sheet.down(_ROW)
    sheet.foot(foot)
    return sheet.svg()
