"""The home page: what is in the casebook, in ten seconds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.comparison import Verdict
from generator.rendering import addresses, linked_data, wording
from generator.rendering.addresses import link
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import joined, raw
from generator.rendering.evidence import badge, figure
from generator.rendering.labels import DISCLAIMER, PLACE
from generator.rendering.tables import Table, missing, row, table
from generator.rendering.views.head import Head
from generator.rendering.views.shelf import Shelf
from generator.rendering.views.sources import NO_ARTICLE_PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.comparison import Cell, Comparison
    from generator.model.datafile import DataDictionary
    from generator.model.subject import Park, Theme
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing

_HIGHLIGHTS = 5
_COVERED = 60
"""Parks in the table of coverage on one page."""
_IN_LINE = 6
"""Parks in one line; one of a dozen is read by nobody, and all stand on the indicator's page."""


class Card(Struct, frozen=True):
    """A number with its name, linked to where it is spelt out."""

    number: str
    name: str
    link: Markup


class Highlight(Struct, frozen=True):
    """A comparison in one line."""

    title: Markup
    badge: Markup
    values: Markup


class HomeView(Struct, frozen=True):
    """Context of ``home.md.j2``."""

    head: Head
    as_of: str
    cards: tuple[Card, ...]
    highlights: tuple[Highlight, ...]
    coverage: Table | None
    charts: tuple[ChartView, ...]
    themes: tuple[tuple[Markup, str], ...]
    linked_data: Markup | None
    notice: str
    """That articles have no pages of their own; empty where they have."""


def home_view(
    book: Book, drawings: tuple[Drawing, ...], dictionary: DataDictionary | None = None
) -> HomeView:
    """The home page's content."""
    place = book.place(addresses.HOME)
    casebook = book.casebook
    title = casebook.registry.title
    shelf = Shelf(place, "报道覆盖度")
    coverage = _coverage_list(book, shelf)
    about = f"{title}：从公开报道整理的园区改革事实，每个数字都能查到原句。"
    return HomeView(
        head=Head(title, about, volumes=shelf.volumes),
        as_of=wording.day(casebook.as_of) if casebook.as_of else "不详",
        cards=_cards(book, place),
        highlights=tuple(highlight(book, place, c) for c in strongest(casebook.comparisons)),
        coverage=coverage,
        charts=chart_views(place, drawings),
        themes=tuple((place.theme(t), t.question) for t in casebook.themes),
        linked_data=linked_data.dataset(book, dictionary) if dictionary else None,
        notice=NO_ARTICLE_PAGES if book.quotes is not None else "",
    )


def _cards(book: Book, place: Place) -> tuple[Card, ...]:
    casebook = book.casebook
    counts = (
        (len(casebook.sources), "篇来源", addresses.SOURCES),
        (len(casebook.parks), "个园区和地区", addresses.PARKS),
        (len(casebook.themes), "个主题", addresses.THEMES),
        (len(book.facts), "条事实", addresses.FACTS),
        (len(casebook.measures), "项举措", addresses.MEASURES),
        (len(casebook.comparisons), "组对比", addresses.INDICATORS),
    )
    return tuple(Card(f"{n:,}", name, link(f"{n:,}", place.to(path))) for n, name, path in counts)


def strongest(comparisons: tuple[Comparison, ...]) -> list[Comparison]:
    """The comparisons that say most: comparable ones first, then those with more parks."""
    order = {Verdict.COMPARABLE: 0, Verdict.WITH_CARE: 1}
    sound = [c for c in comparisons if c.verdict in order]
    return sorted(sound, key=lambda c: (order[c.verdict], -len(c.cells)))[:_HIGHLIGHTS]


def highlight(book: Book, place: Place, comparison: Comparison) -> Highlight:
    """A comparison in one line: each park with its figure, linked to its words."""
    shown = [_value(book, place, cell) for cell in comparison.cells[:_IN_LINE]]
    last = f"等{len(comparison.cells):,}地" if len(comparison.cells) > _IN_LINE else ""
    marks = [*("；" for _ in shown[1:]), "；" if last else ""]
    values = [
        joined(raw('<span class="cb-pair">'), value, mark, raw("</span>"))
        for value, mark in zip(shown, marks, strict=True)
    ]
    return Highlight(
        place.indicator(comparison.indicator),
        badge(comparison.verdict),
        joined(*values, last),
    )


def _value(book: Book, place: Place, cell: Cell) -> Markup:
    record = book.by_id.get(cell.facts[0]) if cell.facts else None
    if record is None or cell.derived_from:
        shown: object = wording.amount(cell.quantity)
        if record is not None:
            shown = link(shown, place.fact(record), css="cb-figure")
        return joined(cell.park, " ", shown, "（推算）" if cell.derived_from else "")
    return joined(cell.park, " ", figure(place, record))


def _coverage_list(book: Book, shelf: Shelf) -> Table | None:
    """The table of coverage; of many parks, page by page."""
    make = partial(coverage_table, book)
    return shelf.table("coverage", "各地、各主题", book.casebook.parks, make, _COVERED)


def coverage_table(book: Book, place: Place, parks: Sequence[Park] | None = None) -> Table | None:
    """Park × theme: how many facts and measures the articles report, linked to the evidence.

    The longer of the two sides runs down the page, so that the table stays narrow. Without
    ``parks`` it has all of them.
    """
    themes = book.casebook.themes
    parks = book.casebook.parks if parks is None else parks
    if len(book.casebook.parks) > len(themes):
        columns = (PLACE, *(t.name for t in themes))
        rows = [row(place.park(p), *(_coverage(book, place, p, t) for t in themes)) for p in parks]
    else:
        columns = ("主题", *(p.name for p in parks))
        rows = [row(place.theme(t), *(_coverage(book, place, p, t) for p in parks)) for t in themes]
    return table("coverage", f"{DISCLAIMER}：各地、各主题的事实条数", columns, rows, "cb-coverage")


def _coverage(book: Book, place: Place, park: Park, theme: Theme) -> Markup:
    covered = book.coverage.get((park.id, theme.id))
    if covered is None or not covered.reported:
        return missing()
    words = f"{covered.facts}条" if covered.facts else f"{covered.measures}项举措"
    title = f"{park.name}·{theme.name}：{covered.facts}条事实，{covered.measures}项举措"
    return link(words, place.to(addresses.case_page(park, theme)), title=title)
