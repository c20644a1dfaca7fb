"""The list of indicators, and a page for each with all its values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import addresses, wording
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert, joined
from generator.rendering.evidence import (
    Evidence,
    badge,
    figure_and_reading,
)
from generator.rendering.labels import PLACE
from generator.rendering.naming import quoted
from generator.rendering.tables import Table, row, table
from generator.rendering.views.comparisons import ComparisonView, comparison_views
from generator.rendering.views.head import Head
from generator.rendering.views.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.casebook import FactRecord
    from generator.model.comparison import Indicator
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing
    from generator.rendering.volumes import Part


class IndicatorView(Struct, frozen=True):
    """Context of ``indicator.md.j2``."""

    head: Head
    title: str
    definition: str
    unit: str
    scope: str
    theme: Markup
    comparisons: tuple[ComparisonView, ...]
    charts: tuple[ChartView, ...]
    values: Table | None
    evidence: Part[Evidence]


class IndicatorsView(Struct, frozen=True):
    """Context of ``indicators.md.j2``."""

    head: Head
    indicators: Table | None


def indicators_of(book: Book) -> tuple[Indicator, ...]:
    """The indicators that have values, each once."""
    found = (*book.casebook.indicators, *(c.indicator for c in book.casebook.comparisons))
    return tuple({indicator.id: indicator for indicator in found}.values())


def indicators_view(book: Book) -> IndicatorsView:
    """The indicators with their verdicts."""
    place = book.place(addresses.INDICATORS)
    rows = [
        row(
            place.indicator(i),
            i.definition,
            wording.unit_name(i.unit),
            joined(
                *(badge(c.verdict) for c in book.casebook.comparisons if c.indicator.id == i.id),
                separator=" ",
            )
            or inert("只见于一地"),
        )
        for i in indicators_of(book)
    ]
    return IndicatorsView(
        Head("指标", "可以放在一起看的指标：定义、单位和能否对比。"),
        table("indicators", "指标一览", ("指标", "定义", "单位", "能否对比"), rows),
    )


def indicator_view(
    book: Book, indicator: Indicator, drawings: tuple[Drawing, ...]
) -> IndicatorView:
    """One indicator's page."""
    place = book.place(addresses.indicator_page(indicator))
    theme = book.themes_by_id.get(indicator.theme) if indicator.theme else None
    mine = [c for c in book.casebook.comparisons if c.indicator.id == indicator.id]
    ids = {id_ for c in mine for cell in c.cells for id_ in cell.facts}
    records = [
        r
        for r in book.facts
        if r.id in ids or (r.indicator is not None and r.indicator.id == indicator.id)
    ]
    shelf = Shelf(place, indicator.name)
    comparisons = comparison_views(book, place, mine, shelf)
    values = shelf.table("values", "全部数值", records, partial(_values, book))
    quotes = shelf.evidence(book, records)
    return IndicatorView(
        head=Head(
            indicator.name,
            f"指标{quoted(indicator.name)}：定义、各地的数值和能否对比。",
            volumes=shelf.volumes,
        ),
        title=indicator.name,
        definition=indicator.definition,
        unit=wording.unit_name(indicator.unit),
        scope=indicator.scope,
        theme=place.theme(theme) if theme else inert("涉及多个主题"),
        comparisons=comparisons,
        charts=chart_views(place, drawings),
        values=values,
        evidence=quotes,
    )


def _values(book: Book, place: Place, records: Sequence[FactRecord]) -> Table | None:
    columns = (PLACE, "数值", "期间", "性质", "出处")
    rows = (
        row(
            joined(*(place.park(p) for p in r.parks), separator="、") or inert(r.fact.park),
            figure_and_reading(place, r),
            wording.period(r.fact.period, r.article),
            wording.qualities(r.fact),
            place.source(book.source_of(r)),
        )
        for r in records
    )
    return table("values", "见于报道的全部数值，按来源先后", columns, rows)
