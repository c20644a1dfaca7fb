"""The list of themes, and a page for each."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.comparison import Verdict
from generator.rendering import addresses
from generator.rendering.addresses import link
from generator.rendering.book import changes
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert, joined, raw
from generator.rendering.evidence import Evidence, changes_table
from generator.rendering.labels import MISSING, NO_COUNTERPART, PLACE, VERDICTS
from generator.rendering.naming import listed, listed_first, quoted, some
from generator.rendering.tables import Table, missing, row, table
from generator.rendering.views.comparisons import ComparisonView, comparison_views
from generator.rendering.views.head import Head
from generator.rendering.views.parks import IN_SECTION, first_evidence
from generator.rendering.views.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.casebook import MeasureRecord
    from generator.model.subject import Mapping, Park, Theme
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book, Change
    from generator.rendering.charts.figures import Drawing
    from generator.rendering.volumes import Part

_MOST_COLUMNS = 12
_QUOTES = 240
"""Quotations on the page, shared among the parks."""
_SECTIONS = 40
"""Parks whose words stand on the page; of the others, where they stand."""


class ParkSection(Struct, frozen=True):
    """One park's evidence under a theme; without evidence, 未见报道."""

    id: str
    title: Markup
    case: Markup
    named: str
    """The measures named, where the reports give no figure at all."""
    evidence: Part[Evidence]
    missing: str


class ThemeView(Struct, frozen=True):
    """Context of ``theme.md.j2``."""

    head: Head
    title: str
    question: str
    covers: str
    finding: str
    comparisons: tuple[ComparisonView, ...]
    matrix: Table | None
    changes: Table | None
    charts: tuple[ChartView, ...]
    sections: tuple[ParkSection, ...]
    others: Table | None
    """Parks behind the first ones: where their words stand."""
    mappings: Table | None


class ThemesView(Struct, frozen=True):
    """Context of ``themes.md.j2``."""

    head: Head
    themes: Table | None


def themes_view(book: Book) -> ThemesView:
    """The list of themes."""
    place = book.place(addresses.THEMES)
    rows = [
        row(
            place.theme(theme),
            theme.question,
            f"{len(book.reporting(theme))}处",
            f"{len(book.facts_under(theme))}条",
            f"{len(book.comparisons(theme))}组",
        )
        for theme in book.casebook.themes
    ]
    columns = ("主题", "问题", "处数", "事实", "对比")
    return ThemesView(
        Head("主题", "案例集按主题阅读：每个主题下的对比、举措和原句。"),
        table("themes", "主题一览", columns, rows),
    )


def theme_view(book: Book, theme: Theme, drawings: tuple[Drawing, ...]) -> ThemeView:
    """One theme's page."""
    place = book.place(addresses.theme_page(theme))
    records = book.facts_under(theme)
    pairs = changes(records, book.by_id)
    shelf = Shelf(place, theme.name)
    measures = book.widest_first(book.measures(theme=theme))
    parks = book.casebook.parks
    matrix = shelf.table("matrix", "谁在做什么", measures, partial(_matrix, book, theme))
    changed = shelf.table("changes", "前后对比", pairs, partial(_changes, book, theme))
    others = shelf.table("others", "其余各地", parks[_SECTIONS:], partial(_others, book, theme))
    return ThemeView(
        head=Head(
            theme.name,
            f"{theme.name}：{theme.question or '各地的对比、举措和原句。'}",
            volumes=shelf.volumes,
        ),
        title=theme.name,
        question=theme.question,
        covers="、".join(theme.covers),
        finding=finding(book, theme),
        comparisons=comparison_views(book, place, book.comparisons(theme)),
        matrix=matrix,
        changes=changed,
        charts=chart_views(place, drawings),
        sections=tuple(_section(book, place, park, theme) for park in parks[:_SECTIONS]),
        others=others,
        mappings=_mappings(theme),
    )


def finding(book: Book, theme: Theme) -> str:
    """One paragraph computed from the data: coverage, common measures, what can be compared."""
    parks, reporting = book.casebook.parks, book.reporting(theme)
    if not reporting:
        return f"{len(parks)}个园区和地区都未见这一主题的报道。"
    facts = book.facts_under(theme)
    key = sum(r.fact.key for r in facts)
    opening = (
        f"{len(parks)}个园区和地区中，{len(reporting)}个有这一主题的报道，"
        f"共{len(facts)}条事实（其中要点{key}条）、{len(book.measures(theme=theme))}项举措"
    )
    sentences = [
        opening,
        _shared_measures(book, theme),
        _comparability(book, theme),
    ]
    told = {p.id for p in reporting}
    silent = [p.name for p in parks if p.id not in told]
    if silent:
        sentences.append(f"{some(silent)}{MISSING}")
    return "。".join(s for s in sentences if s) + "。"


def _shared_measures(book: Book, theme: Theme) -> str:
    shared = book.shared(book.measures(theme=theme))
    if not shared:
        return "没有一项举措见于两个以上园区或地区的报道"
    widest = shared[:3]
    return "见于两个以上园区或地区报道的举措有" + "、".join(
        f"{quoted(m.name)}（{len(book.parks_of(m))}处）" for m in widest
    )


def _comparability(book: Book, theme: Theme) -> str:
    found = Counter(c.verdict for c in book.comparisons(theme))
    if not found:
        return "没有两个园区或地区报道同一指标，数字之间无从对比"
    counts = "、".join(f"{VERDICTS[v]}{found[v]}组" for v in Verdict if found[v])
    return f"名目相同、可以对照的数字有{found.total()}组：{counts}"


def _changes(book: Book, theme: Theme, place: Place, pairs: Sequence[Change]) -> Table | None:
    return changes_table(place, book, "changes", f"{theme.name}：前后对比", pairs, parks=True)


def _others(book: Book, theme: Theme, place: Place, parks: Sequence[Park]) -> Table | None:
    """Where the words of the parks are quoted that have no section of their own."""
    rows = (
        row(
            place.park(park),
            _case(place, park, theme),
            f"{covered.facts}条",
            f"{covered.measures}项",
        )
        for park in parks
        if (covered := book.coverage[park.id, theme.id]).reported
    )
    caption = f"其余各地在案例中（以上是前{_SECTIONS}处的原句）"
    return table("others", caption, (PLACE, "案例", "事实", "举措"), rows)


def _case(place: Place, park: Park, theme: Theme) -> Markup:
    page = place.to(addresses.case_page(park, theme))
    return link("完整案例", page)


def _matrix(
    book: Book, theme: Theme, place: Place, measures: Sequence[MeasureRecord]
) -> Table | None:
    """Measure × park: ● reported with a figure, ○ without, or 未见报道."""
    reporting = book.reporting(theme)
    if len(reporting) > _MOST_COLUMNS:
        return _long_matrix(book, place, measures)
    rows = [
        row(place.measure(m), *(_mark(book, place, m, park) for park in reporting))
        for m in measures
    ]
    columns = ("举措", *(p.name for p in reporting))
    caption = "举措与园区：● 报道并给出数字，○ 报道而未给数字，其余未见报道"
    return table("matrix", caption, columns, rows, "cb-matrix")


def _long_matrix(book: Book, place: Place, measures: Sequence[MeasureRecord]) -> Table | None:
    """The same for so many parks that a column for each would help nobody."""
    rows = [
        row(place.measure(m), listed_first(book.parks_of(m)), _number(len(book.measure_facts(m))))
        for m in measures
    ]
    return table("matrix", "举措与园区", ("举措", "见于", "有关数字"), rows)


def _number(facts: int) -> str:
    return f"{facts}条" if facts else "未给数字"


def _mark(book: Book, place: Place, measure: MeasureRecord, park: Park) -> Markup:
    mentions = book.mentions(measure, park)
    facts = book.measure_facts(measure, park)
    if facts:
        return link("●", place.fact(facts[0]), title=f"{park.name}：有{len(facts)}个数字")
    if mentions:
        page = place.to(addresses.measure_page(measure), "mentions")
        return link("○", page, title=f"{park.name}：未给数字")
    return missing()


def _section(book: Book, place: Place, park: Park, theme: Theme) -> ParkSection:
    reported, records = book.coverage[park.id, theme.id].reported, book.case(park, theme)
    case = _case(place, park, theme) if reported else raw("")
    shown = min(_SECTIONS, max(1, len(book.reporting(theme))))
    most = min(IN_SECTION, _QUOTES // shown)
    return ParkSection(
        id=f"p-{addresses.slug(park.id)}",
        title=place.park(park),
        case=case,
        named="" if records else listed(m.name for m in book.measures(park, theme)),
        evidence=first_evidence(place, book, records, addresses.case_page(park, theme), most),
        missing="" if reported else missing(),
    )


def _mappings(theme: Theme) -> Table | None:
    rows = [row(m.framework, _items(m)) for m in theme.mappings]
    caption = "与其他框架的对应（相关主题，不是得分项；标“？”的只是部分对应）"
    return table("mappings", caption, ("框架", "相关内容"), rows)


def _items(mapping: Mapping) -> Markup:
    sure = [inert(item) for item in mapping.items]
    unsure = [joined(item, raw('<abbr title="只是部分对应">？</abbr>')) for item in mapping.unsure]
    return joined(*sure, *unsure, separator="、") if sure or unsure else inert(NO_COUNTERPART)
