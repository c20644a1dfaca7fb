"""From a casebook to pages and charts in memory; nothing is written here."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from generator.model.keeping import made_anew
from generator.rendering import addresses
from generator.rendering.book import Book
from generator.rendering.charts.plan import finished, laid_out, plan
from generator.rendering.printing import Derived, Printer
from generator.rendering.views import (
    cases,
    compare,
    corrections,
    data,
    facts,
    home,
    indicators,
    lists,
    measures,
    news,
    parks,
    sources,
    themes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.model.casebook import Casebook
    from generator.model.changes import History
    from generator.model.datafile import DataDictionary
    from generator.model.keeping import Keep
    from generator.rendering.charts.figures import Drawing
    from generator.rendering.charts.plan import Plan
    from generator.rendering.views.head import Head

    View = tuple[str, str, Callable[[], "_Headed | Derived"]]
    """A page's path and template, and what makes its view."""
    Late = Callable[[], tuple[History | None, DataDictionary | None]]


class Page(Struct, frozen=True):
    """A page of Markdown; ``path`` is relative to the folder of pages."""

    path: str
    text: str


class Chart(Struct, frozen=True):
    """One variant of a chart.

    Attributes:
        path: Relative to the folder of pages.
        data: SVG.
        alt: The chart in words.
        title: The finding.
        variant: ``light`` or ``dark``.
    """

    path: str
    data: bytes
    alt: str
    title: str
    variant: str


class Rendering(Struct, frozen=True):
    """Everything that a casebook renders to, in the order of paths."""

    pages: tuple[Page, ...]
    charts: tuple[Chart, ...]


def render(
    casebook: Casebook,
    *,
    templates: Path,
    full_text: bool = False,
    history: History | None = None,
    dictionary: DataDictionary | None = None,
    article_pages: bool = True,
    keep: Keep = made_anew,
    late: Late | None = None,
) -> Rendering:
    """Render a casebook.

    Args:
        casebook: What to render.
        templates: The folder of templates.
        full_text: Show the full text of every article, whatever its rights; for use inside
            an office only.
        history: The log of editions, the newest first; None leaves the page of news empty.
        dictionary: The files of the data package; None makes no data page.
        article_pages: Whether every article has a page of its own; else pages of quotations of
            many articles take their place, for very large casebooks.
        keep: What remembers pages by their views, so that only those that changed are rendered.
        late: Gives ``history`` and ``dictionary`` when they are needed, which is last.

    Raises:
        MissingTemplate: A template is not in the folder.
    """
    book = Book.open(casebook, full_text=full_text, article_pages=article_pages)
    printer = Printer(templates, keep)
    with laid_out(book) as drawn:
        early = printer.begin(_with_volumes(_views(book, drawn)))
        history, dictionary = late() if late else (history, dictionary)
        last = printer.begin(_with_volumes(_late_views(book, drawn, history, dictionary)))
        texts = early() | last()
    charts = [chart for drawing in finished(drawn).drawings for chart in _charts(drawing)]
    return Rendering(tuple(Page(path, texts[path]) for path in sorted(texts)), tuple(charts))


def _charts(drawing: Drawing) -> tuple[Chart, Chart]:
    return (
        Chart(drawing.path("light"), drawing.light, drawing.alt, drawing.title, "light"),
        Chart(drawing.path("dark"), drawing.dark, drawing.alt, drawing.title, "dark"),
    )


class _Headed(Protocol):
    @property
    def head(self) -> Head: ...


def _with_volumes(
    views: Iterable[View],
) -> Iterator[tuple[str, str, object]]:
    """Every view followed by those of the pages on which its lists go on."""
    for path, name, make in views:
        view: Any = make()
        if isinstance(view, Derived) or not (volumes := view.head.volumes):
            yield path, name, view
            continue
        # What makes further pages is nothing that this one shows, and has no content to be told.
        yield path, name, replace(view, head=replace(view.head, volumes=()))
        for volume in volumes:
            yield volume.path, volume.template, volume.view()


def one_page(book: Book, path: str, printer: Printer) -> Rendering | None:
    """A page by itself, with the charts that stand on it, as ``render`` makes it.

    Args:
        book: The casebook.
        path: The page's path.
        printer: What turns views into pages.

    Returns:
        None where there is no such page, and for those that tell of the data package alone. The
        home page comes without what it says of the package to search engines.
    """
    first = f"{posixpath.dirname(path)}.md"  # the page whose lists go on here, if it is such a page
    drawn = plan(book, {path, first})
    late = _late_views(book, drawn, None, None)
    for at, name, make in (next(late), *_views(book, drawn)):
        if at in (path, first):
            for found, template_name, view in _with_volumes([(at, name, make)]):
                if found == path:
                    charts = tuple(c for d in drawn.drawings for c in _charts(d))
                    return Rendering((Page(path, printer.text(template_name, view)),), charts)
    return None


def _source_views(book: Book) -> Iterator[View]:
    if book.quotes is None:
        for source in book.casebook.sources:
            path = addresses.source_page(source.article)
            yield path, "source.md.j2", partial(sources.article_page, book, source)
    else:
        for path, quotes in sources.quotes_views(book):
            yield path, "quotes.md.j2", partial(_made, quotes)


def _made(view: _Headed) -> _Headed:
    return view


def _late_views(
    book: Book, drawn: Plan, history: History | None, dictionary: DataDictionary | None
) -> Iterator[View]:
    """The pages that also tell of the data package and its editions; the first is the home page."""
    charts = drawn.on(addresses.HOME)
    yield addresses.HOME, "home.md.j2", partial(home.home_view, book, charts, dictionary)
    yield addresses.NEWS, "news.md.j2", partial(news.news_view, book, history)
    if dictionary:
        yield addresses.DATA, "data.md.j2", partial(data.data_view, dictionary)


def _views(book: Book, drawn: Plan) -> Iterator[View]:
    """The pages that depend on the casebook alone."""
    yield addresses.PARKS, "parks.md.j2", partial(parks.parks_view, book)
    yield addresses.THEMES, "themes.md.j2", partial(themes.themes_view, book)
    yield addresses.SOURCES, "sources.md.j2", partial(sources.sources_view, book)
    charts = drawn.on(addresses.MEASURES)
    yield addresses.MEASURES, "measures.md.j2", partial(measures.measures_view, book, charts)
    yield addresses.INDICATORS, "indicators.md.j2", partial(indicators.indicators_view, book)
    yield addresses.CASES, "cases.md.j2", partial(cases.cases_view, book)
    yield addresses.COMPARE, "compare.md.j2", partial(compare.compare_view, book)
    yield addresses.FACTS, "facts.md.j2", partial(facts.facts_view, book)
    yield addresses.METHOD, "method.md.j2", partial(lists.method_view, book)
    yield addresses.QUALITY, "quality.md.j2", partial(lists.quality_view, book)
    charts = drawn.on(addresses.TIMELINE)
    yield addresses.TIMELINE, "timeline.md.j2", partial(lists.timeline_view, book, charts)
    yield addresses.CORRECTIONS, "corrections.md.j2", partial(corrections.corrections_view, book)
    yield addresses.VOICES, "voices.md.j2", partial(lists.voices_view, book)
    yield addresses.GLOSSARY, "glossary.md.j2", partial(lists.glossary_view, book)
    yield from _single_views(book, drawn)


def _single_views(book: Book, drawn: Plan) -> Iterator[View]:
    """The pages of which there is one for each park, theme, source, measure, indicator, case."""
    for park in book.casebook.parks:
        path = addresses.park_page(park)
        yield path, "park.md.j2", partial(parks.park_view, book, park, drawn.on(path))
    for theme in book.casebook.themes:
        path = addresses.theme_page(theme)
        yield path, "theme.md.j2", partial(themes.theme_view, book, theme, drawn.on(path))
    yield from _source_views(book)
    for measure in book.casebook.measures:
        path = addresses.measure_page(measure)
        yield path, "measure.md.j2", partial(measures.measure_view, book, measure)
    for indicator in indicators.indicators_of(book):
        path = addresses.indicator_page(indicator)
        view = partial(indicators.indicator_view, book, indicator, drawn.on(path))
        yield path, "indicator.md.j2", view
    for park, theme in cases.reported_cases(book):
        path = addresses.case_page(park, theme)
        yield path, "case.md.j2", partial(cases.case_view, book, park, theme, drawn.on(path))
