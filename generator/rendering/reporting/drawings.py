"""The site's charts as blocks of a report."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.rendering.charts.plan import Plan, plan
from generator.rendering.charts.sheet import SHOP
from generator.rendering.reporting.content import Chart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from contextlib import AbstractContextManager

    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing
    from generator.rendering.charts.sheet import Sheet, Shop
    from generator.rendering.reporting.content import Block

_TALLEST = {"gongwen": 900.0, "charts": 500.0}
"""Points: a chart that is higher would be made so small that its letters are below 6.5 points."""
NO_CHARTS = Plan({})


class _PaperShop(Struct):
    """Has drawn what can be read on paper; a chart that is too high is left to its table."""

    tallest: float
    shop: Shop | None
    drawn: dict[str, bytes] = field(default_factory=dict)

    def svg(self, sheet: Sheet) -> bytes:
        """The chart of a sheet; nothing for one that is too high."""
        if sheet.height > self.tallest:
            return b""
        if self.shop is not None:
            return self.shop.svg(sheet)
        if sheet.key not in self.drawn:
            self.drawn[sheet.key] = sheet.draw()
        return self.drawn[sheet.key]

    def gathering(self) -> AbstractContextManager[None]:
        """As of the shop that draws."""
        return nullcontext() if self.shop is None else self.shop.gathering()

    def begin(self) -> None:
        """As of the shop that draws."""
        if self.shop is not None:
            self.shop.begin()

    def finished(self, svg: bytes) -> bytes:
        """As of the shop that draws."""
        return svg if self.shop is None else self.shop.finished(svg)


@contextmanager
def _on_paper(style: str) -> Iterator[None]:
    token = SHOP.set(_PaperShop(_TALLEST[style], SHOP.get()))
    try:
        yield
    finally:
        SHOP.reset(token)


def planned(book: Book, pages: Collection[str], style: str) -> Plan:
    """The charts of some pages of the site, as far as they can be read in a style of paper."""
    with _on_paper(style):
        return plan(book, pages)


class Gallery(Struct, frozen=True):
    """The drawings of a casebook, by the page of the site that shows them."""

    plan: Plan

    def on(self, page: str, caption: str) -> list[Chart]:
        """The charts of a page of the site; the caption says what, the chart what it shows."""
        return [Chart(_file(d), d.alt, _caption(d, caption)) for d in self.plan.on(page) if d.light]

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
