"""Which charts a casebook gets, and on which page each stands.

Fewer than three comparable values make a table, not a chart; a before/after pair is the
exception. Titles, notes and source lines are computed from what is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.rendering import addresses
from generator.rendering.charts.drawings import (
    change_drawings,
    coverage_drawings,
    dot_drawings,
    multiple_drawings,
)
from generator.rendering.charts.measure_drawings import (
    adoption_drawings,
    matrix_drawings,
    strip_drawings,
)
from generator.rendering.charts.process_drawings import process_drawings
from generator.rendering.charts.sheet import SHOP, dark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from generator.model.subject import Theme
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing


class Plan(Struct, frozen=True):
    """The drawings by the page that shows them; a drawing may stand on several."""

    by_page: dict[str, tuple[Drawing, ...]]

    def on(self, page: str) -> tuple[Drawing, ...]:
        """The drawings of a page."""
        return self.by_page.get(page, ())

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Every drawing once, by name."""
        unique = {d.name: d for found in self.by_page.values() for d in found}
        return tuple(unique[name] for name in sorted(unique))


def plan(book: Book, pages: Collection[str] | None = None) -> Plan:
    """Draw everything, or what stands on some pages only."""
    with laid_out(book, pages) as sketch:
        pass
    return finished(sketch)


@contextmanager
def laid_out(book: Book, pages: Collection[str] | None = None) -> Iterator[Plan]:
    """A block in which charts are drawn while pages that show them are made.

    Something may stand in for pictures that are not drawn yet; behind the block, in which all are
    drawn, ``finished`` puts them in their places.
    """
    shop = SHOP.get()
    if shop is None:
        yield _plan(book, pages)
        return
    with shop.gathering():
        made = _plan(book, pages)
        shop.begin()
        yield made


def finished(sketch: Plan) -> Plan:
    """The plan with all pictures."""
    shop = SHOP.get()
    if shop is None:
        return sketch

    def whole(drawing: Drawing) -> Drawing:
        svg = shop.finished(drawing.light)
        return drawing if svg is drawing.light else replace(drawing, light=svg, dark=dark(svg))

    return Plan({page: tuple(map(whole, drawn)) for page, drawn in sketch.by_page.items()})


def _plan(book: Book, pages: Collection[str] | None) -> Plan:
    found: dict[str, list[Drawing]] = defaultdict(list)
    for page, draw in _places(book):
        if pages is None or page in pages:
            found[page] += draw()
    return Plan({page: tuple(drawn) for page, drawn in found.items() if drawn})


def _places(book: Book) -> Iterator[tuple[str, Callable[[], Iterable[Drawing]]]]:
    """Each page with what draws its charts."""
    yield addresses.HOME, partial(coverage_drawings, book)
    yield addresses.TIMELINE, partial(strip_drawings, book)
    yield addresses.MEASURES, partial(adoption_drawings, book, book.casebook.measures, "measures")
    for park in book.casebook.parks:
        name = f"park-{addresses.slug(park.id)}"
        page = addresses.park_page(park)
        yield page, partial(change_drawings, book, name, book.facts_of(park), park.name)
    for theme in book.casebook.themes:
        yield addresses.theme_page(theme), partial(_theme, book, theme)
    for park in book.casebook.parks:
        for theme in book.casebook.themes:
            page = addresses.case_page(park, theme)
            yield page, partial(process_drawings, book, park, theme)
    for comparison in book.casebook.comparisons:
        page = addresses.indicator_page(comparison.indicator)
        yield page, partial(dot_drawings, book, comparison)


def _theme(book: Book, theme: Theme) -> Iterator[Drawing]:
    yield from matrix_drawings(book, theme)
    for comparison in book.comparisons(theme):
        yield from dot_drawings(book, comparison)
    yield from multiple_drawings(book, theme)
    name = f"theme-{addresses.slug(theme.id)}"
    yield from change_drawings(book, name, book.facts_under(theme))
