"""The site's charts as blocks of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.rendering.reporting.content import Chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.rendering.charts.figures import Drawing
    from generator.rendering.charts.plan import Plan
    from generator.rendering.reporting.content import Block


@dataclass(frozen=True, slots=True)
class Gallery:
    """The drawings of a casebook, by the page of the site that shows them."""

    plan: Plan

    def on(self, page: str, caption: str) -> list[Chart]:
        """The charts of a page of the site; the caption says what, the chart what it shows."""
        return [Chart(_file(d), d.alt, _caption(d, caption)) for d in self.plan.on(page)]

    def files(self, blocks: Iterable[Block]) -> dict[str, bytes]:
        """SVG by file name of the charts that the blocks show."""
        shown = {block.file for block in blocks if isinstance(block, Chart)}
        return {_file(d): d.light for d in self.plan.drawings if _file(d) in shown}


def _file(drawing: Drawing) -> str:
    return f"{drawing.name}.svg"


def is_matrix(chart: Chart) -> bool:
    """Whether a chart shows which park reports which measure, as a table can."""
    return chart.file.endswith("-matrix.svg")


def _caption(drawing: Drawing, scope: str) -> str:
    """What a drawing is about; its title says what it shows."""
    kinds = {
        "-changes": "前后对比",
        "-matrix": "举措与园区",
        "-values": "各指标的园区数值",
    }
    for ending, words in kinds.items():
        if drawing.name.endswith(ending):
            return f"{scope}：{words}"
    return f"{scope}：同一指标的园区数值" if drawing.name.startswith("indicator-") else scope
