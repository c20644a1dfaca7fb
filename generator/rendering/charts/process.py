"""Serial against parallel: steps with stated durations, one after the other and side by side.

Drawn only where one sentence of an article names the steps, gives each its duration and says
that they were made parallel. The totals are computed from these durations and say so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import wording
from generator.rendering.charts.sheet import (
    AFTER,
    BEFORE,
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

FEWEST = 3
UNITS = ("小时", "天", "工作日", "月")
"""Units of duration that can be added up."""
_ROW = 19.0
_BAR = 10.0
_LABEL_ROOM = 120.0


class Step(Struct, frozen=True):
    """A step and how long it takes."""

    label: str
    duration: Decimal


class Process(Struct, frozen=True):
    """The steps of one process, in the order of the text, in one unit."""

    steps: tuple[Step, ...]
    unit: str

    @property
    def serial(self) -> Decimal:
        """How long the steps take one after the other."""
        return sum((step.duration for step in self.steps), Decimal(0))

    @property
    def parallel(self) -> Decimal:
        """How long they take when all begin together."""
        return max(step.duration for step in self.steps)

    @property
    def title(self) -> str:
        """The finding; computed, and it says so."""
        serial, parallel = (wording.with_unit(v, self.unit) for v in (self.serial, self.parallel))
        return f"{len(self.steps)}个环节由串联改为并联：合计{serial}，同时办{parallel}（推算）"


def draw(process: Process, subtitle: str, foot: str) -> bytes:
    """The chart as SVG: both ways of doing it on one axis from zero."""
    sheet = Sheet()
    sheet.head(process.title, subtitle)
    left = MARGIN + min(_LABEL_ROOM, max(width(s.label, BODY) for s in process.steps)) + 8
    room = WIDTH - MARGIN - left - 34
    scale = room / float(process.serial)
    starts = [
        sum((s.duration for s in process.steps[:n]), Decimal(0)) for n in range(len(process.steps))
    ]
    _block(sheet, process, "串联：一个接一个", (left, scale, BEFORE), starts)
    _block(sheet, process, "并联：同时开始", (left, scale, AFTER), [Decimal(0)] * len(starts))
    sheet.foot(foot)
    return sheet.svg()


def _block(
    sheet: Sheet,
    process: Process,
    name: str,
    place: tuple[float, float, str],
    starts: Sequence[Decimal],
) -> None:
    left, scale, color = place
    sheet.line((MARGIN, WIDTH - MARGIN), (sheet.height, sheet.height))
    heading = f"{name}（单位：{wording.unit_name(process.unit)}）"
    sheet.text(MARGIN, sheet.down(11), heading, size=SMALL, color=MUTED)
    sheet.down(7)
    for step, start in zip(process.steps, starts, strict=True):
        y = sheet.down(_ROW / 2)
        sheet.text(MARGIN, y, lines(step.label, BODY, _LABEL_ROOM, 1)[0])
        sheet.line((left, left), (y - _ROW / 2, y + _ROW / 2), color=RULE)
        x, length = left + scale * float(start), scale * float(step.duration)
        sheet.box(x, y - _BAR / 2, (length, _BAR), color)
        sheet.text(x + length + 5, y, wording.number(step.duration))
        sheet.down(_ROW / 2)
    sheet.down(6)
