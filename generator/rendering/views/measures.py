"""The list of measures, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.rendering import addresses
from generator.rendering.addresses import Place
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert, joined
from generator.rendering.evidence import (
    Evidence,
    attribution,
    evidence,
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

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.model.casebook import MeasureRecord
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing


@dataclass(frozen=True, slots=True)
class MentionView:
    """Where a park's article names the measure."""

    parks: Markup
    progress: str
    quote: Markup
    source: Markup


@dataclass(frozen=True, slots=True)
class MeasureView:
    """Context of ``measure.md.j2``."""

    head: Head
    title: str
    gloss: str
    aliases: str
    theme: Markup
    summary: str
    mentions: tuple[MentionView, ...]
    claims: tuple[str, ...]
    figures: Table | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MeasuresView:
    """Context of ``measures.md.j2``."""

    head: Head
    adoption: Table | None
    charts: tuple[ChartView, ...]
    measures: tuple[tuple[Markup, Table | None], ...]


def measures_view(book: Book, drawings: tuple[Drawing, ...]) -> MeasuresView:
    """The measures, theme by theme."""
    place = Place(addresses.MEASURES)
    known = [t for t in book.casebook.themes if book.measures(theme=t)]
    columns = ("举措", "说明", "见于", "数字")
    return MeasuresView(
        Head("举措", "报道中点名的改革举措和服务，按主题排列。"),
        _adoption(book, place),
        chart_views(place, drawings),
        tuple(
            (
                place.theme(theme),
                table(
                    f"m-{addresses.slug(theme.id)}",
                    f"{theme.name}：见于报道的举措",
                    columns,
                    (_row(book, place, m) for m in book.measures(theme=theme)),
                ),
            )
            for theme in known
        ),
    )


def _adoption(book: Book, place: Place) -> Table | None:
    """The measures that several parks report, with the denominator in the caption."""
    among = len(book.reported_parks)
    return table(
        "adoption",
        f"见于两个以上园区或地区报道的举措（共{among}个有报道；样本是报道，不是普查）",
        ("举措", "处数", "见于"),
        (
            row(place.measure(m), f"{len(m.parks)}处", _parks(book, place, m.parks))
            for m in book.shared(book.casebook.measures)
        ),
    )


def _row(book: Book, place: Place, measure: MeasureRecord) -> tuple[tuple[object, ...], str, str]:
    return row(
        place.measure(measure),
        measure.term.gloss if measure.term else "词库未收录，按报道原名",
        _parks(book, place, measure.parks),
        f"{len(facts)}条" if (facts := book.measure_facts(measure)) else "未给数字",
    )


def _parks(book: Book, place: Place, names: tuple[str, ...]) -> Markup:
    parks = [(name, book.casebook.registry.park_named(name)) for name in names]
    shown = [place.park(park) if park else inert(name) for name, park in parks]
    return joined(*shown, separator="、") if shown else inert("未说明是哪里")


def measure_view(book: Book, measure: MeasureRecord) -> MeasureView:
    """One measure's page."""
    place = Place(addresses.measure_page(measure))
    theme = book.casebook.registry.theme(measure.theme)
    facts = book.measure_facts(measure)
    names = {m.name for m in measure.mentions} | set(measure.term.aliases if measure.term else ())
    return MeasureView(
        head=Head(measure.name, f"举措{quoted(measure.name)}：含义、见于哪里的报道、有关数字。"),
        title=measure.name,
        gloss=measure.term.gloss if measure.term else "",
        aliases=listed(sorted(names - {measure.name})),
        theme=place.theme(theme) if theme else inert(measure.theme),
        summary=_summary(book, measure),
        mentions=tuple(
            MentionView(
                _parks(book, place, m.parks),
                progress([m]),
                quotation(passage(book.sources[m.quote.article].article, [m.quote]), [m.mention]),
                attribution(place, book.sources[m.quote.article]),
            )
            for m in measure.mentions
        ),
        claims=tuple(
            f"{m.park or m.quote.article}：报道称{chinese(m.first)}"
            for m in measure.mentions
            if m.first
        ),
        figures=figures_table(place, book, "figures", f"{measure.name}的有关数字", facts),
        evidence=evidence(place, book, facts),
    )


def _summary(book: Book, measure: MeasureRecord) -> str:
    silent = [p.name for p in book.casebook.parks if not any(n in p.names for n in measure.parks)]
    facts = len(book.measure_facts(measure))
    told = f"有{facts}个数字" if facts else "没有给出数字"
    words = f"见于{len(measure.parks)}个{PLACE}的报道，{told}"
    return f"{words}；{some(silent)}{MISSING}。" if silent else f"{words}。"
