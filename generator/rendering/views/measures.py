"""The list of measures, and a page for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import addresses
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert, joined
from generator.rendering.evidence import (
    Evidence,
    attribution,
    figures_table,
    passage,
    quotation,
)
from generator.rendering.labels import MISSING, PLACE
from generator.rendering.naming import listed, quoted, some
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import chinese
from generator.rendering.views.head import Head
from generator.rendering.views.parks import progress
from generator.rendering.views.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from generator.model.casebook import FactRecord, MeasureRecord
    from generator.model.measure import Measure
    from generator.model.subject import Theme
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing
    from generator.rendering.volumes import Part

_IN_CELL = 40
"""Names of parks in one cell of a table."""


class MentionView(Struct, frozen=True):
    """Where a park's article names the measure."""

    parks: Markup
    progress: str
    quote: Markup
    source: Markup


class MeasureView(Struct, frozen=True):
    """Context of ``measure.md.j2``."""

    head: Head
    title: str
    gloss: str
    aliases: str
    theme: Markup
    summary: str
    mentions: Part[MentionView]
    claims: Part[Markup]
    figures: Table | None
    evidence: Part[Evidence]


class MeasuresView(Struct, frozen=True):
    """Context of ``measures.md.j2``."""

    head: Head
    adoption: Table | None
    charts: tuple[ChartView, ...]
    measures: tuple[tuple[Markup, Table | None], ...]


def measures_view(book: Book, drawings: tuple[Drawing, ...]) -> MeasuresView:
    """The measures, theme by theme."""
    place = book.place(addresses.MEASURES)
    known = [t for t in book.casebook.themes if book.measures(theme=t)]
    shelf = Shelf(place, "举措")
    shared = book.shared(book.casebook.measures)
    adoption = shelf.table("adoption", "见于多地", shared, partial(_adoption, book))
    listed_ = tuple((place.theme(theme), _of_theme(book, theme, shelf)) for theme in known)
    return MeasuresView(
        Head("举措", "报道中点名的改革举措和服务，按主题排列。", volumes=shelf.volumes),
        adoption,
        chart_views(place, drawings),
        listed_,
    )


def _of_theme(book: Book, theme: Theme, shelf: Shelf) -> Table | None:
    name, id_ = theme.name, f"m-{addresses.slug(theme.id)}"
    columns = ("举措", "说明", "见于", "数字")

    def made(place: Place, measures: Sequence[MeasureRecord]) -> Table | None:
        rows = (_row(book, place, m) for m in measures)
        return table(id_, f"{name}：见于报道的举措", columns, rows)

    return shelf.table(id_, name, book.measures(theme=theme), made)


def _adoption(book: Book, place: Place, shared: Sequence[MeasureRecord]) -> Table | None:
    """The measures that several parks report, with the denominator in the caption."""
    among = len(book.reported_parks)
    return table(
        "adoption",
        f"见于两个以上园区或地区报道的举措（共{among}个有报道；样本是报道，不是普查）",
        ("举措", "处数", "见于"),
        (
            row(place.measure(m), f"{len(names)}处", _parks(book, place, names))
            for m, names in ((m, book.parks_of(m)) for m in shared)
        ),
    )


def _row(book: Book, place: Place, measure: MeasureRecord) -> tuple[tuple[object, ...], str, str]:
    return row(
        place.measure(measure),
        measure.term.gloss if measure.term else "词库未收录，按报道原名",
        _parks(book, place, book.parks_of(measure)),
        f"{len(facts)}条" if (facts := book.measure_facts(measure)) else "未给数字",
    )


def _parks(book: Book, place: Place, names: tuple[str, ...]) -> Markup:
    parks = [(name, book.parks_by_name.get(name)) for name in names[:_IN_CELL]]
    shown = [place.park(park) if park else inert(name) for name, park in parks]
    if len(names) > _IN_CELL:
        return joined(joined(*shown, separator="、"), f"等{len(names):,}处")
    return joined(*shown, separator="、") if shown else inert("未说明是哪里")


def measure_view(book: Book, measure: MeasureRecord) -> MeasureView:
    """One measure's page."""
    place = book.place(addresses.measure_page(measure))
    theme = book.themes_by_id.get(measure.theme)
    facts = book.measure_facts(measure)
    names = {m.name for m in measure.mentions} | set(measure.term.aliases if measure.term else ())
    shelf = Shelf(place, measure.name)
    mentions = shelf.part(
        "mentions", "见于报道", measure.mentions, partial(_mentions, book), "mentions"
    )
    claims = shelf.links("claims", "首创之说", [m for m in measure.mentions if m.first], _claim)
    figures = shelf.table("figures", "有关数字", facts, partial(_figures, book, measure))
    quotes = shelf.evidence(book, facts)
    return MeasureView(
        head=Head(
            measure.name,
            f"举措{quoted(measure.name)}：含义、见于哪里的报道、有关数字。",
            volumes=shelf.volumes,
        ),
        title=measure.name,
        gloss=measure.term.gloss if measure.term else "",
        aliases=listed(sorted(names - {measure.name})),
        theme=place.theme(theme) if theme else inert(measure.theme),
        summary=_summary(book, measure),
        mentions=mentions,
        claims=claims,
        figures=figures,
        evidence=quotes,
    )


def _mentions(book: Book, place: Place, mentions: Iterable[Measure]) -> list[MentionView]:
    return [
        MentionView(
            _parks(book, place, m.parks),
            progress([m]),
            quotation(passage(book.sources[m.quote.article].article, [m.quote]), [m.mention]),
            attribution(place, book.sources[m.quote.article]),
        )
        for m in mentions
    ]


def _claim(_place: Place, mention: Measure) -> Markup:
    return inert(f"{mention.park or mention.quote.article}：报道称{chinese(mention.first or '')}")


def _figures(
    book: Book, measure: MeasureRecord, place: Place, facts: Sequence[FactRecord]
) -> Table | None:
    return figures_table(place, book, "figures", f"{measure.name}的有关数字", facts)


def _summary(book: Book, measure: MeasureRecord) -> str:
    names = set(book.parks_of(measure))
    silent = [p.name for p in book.casebook.parks if names.isdisjoint(p.names)]
    facts = len(book.measure_facts(measure))
    told = f"有{facts}个数字" if facts else "没有给出数字"
    words = f"见于{len(names)}个{PLACE}的报道，{told}"
    return f"{words}；{some(silent)}{MISSING}。" if silent else f"{words}。"
