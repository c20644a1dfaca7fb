"""Pages are kept by their views: a view must tell all of itself, and pages depend on nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from shutil import copytree

from markupsafe import Markup
from msgspec import Struct, StructMeta, structs

from generator.comparing.changes import changes
from generator.packing import package
from generator.rendering import addresses
from generator.rendering.book import Book
from generator.rendering.charts.plan import Plan
from generator.rendering.pages import Printer, _views, one_page, render
from generator.rendering.views import data, home, news
from generator.rendering.volumes import Part, Volume
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.hostile import hostile

SILENT = {Volume: {"view"}}
"""Fields that are no content, by the views that leave them out of what they tell."""
TOLD = {str, Markup, int, float, bool, type(None), Decimal, dt.date, tuple, Part}
"""Kinds whose ``repr`` is all of them; not the heirs of tuples, which may hold more."""


class Shelf:
    """Keeps pages in memory and counts those that were made."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.made = 0

    def keep(self, key: str, make: Callable[[], bytes]) -> bytes:
        if key not in self.pages:
            self.pages[key] = make()
            self.made += 1
        return self.pages[key]


def parts(value: object) -> Iterator[object]:
    """A view and everything in it."""
    yield value
    if isinstance(value, Struct):
        names = [
            name for name in value.__struct_fields__ if name not in SILENT.get(type(value), ())
        ]
        inner: object = [getattr(value, name) for name in names]
    elif isinstance(value, dict):
        inner = [*value, *value.values()]
    else:
        inner = value if isinstance(value, (tuple, list, frozenset)) else []
    for part in inner:  # type: ignore[attr-defined]
        yield from parts(part)


def views() -> list[object]:
    casebook = sample.casebook(hostile())
    made = package(casebook)
    book = Book.open(casebook, full_text=True)
    found: list[object] = [make() for _, _, make in _views(book, Plan({}))]
    history = changes(None, casebook, made.dictionary.version)
    return [
        *found,
        home.home_view(book, (), made.dictionary),
        news.news_view(book, history),
        data.data_view(made.dictionary),
    ]


def test_a_view_tells_all_of_itself() -> None:
    kinds = {}
    for view in views():
        kinds |= {type(part): part for part in parts(view)}
    for kind, part in kinds.items():
        if isinstance(kind, StructMeta):
            assert (kind.__repr__ is Struct.__repr__) == (kind not in SILENT), kind
            assert repr(part).startswith(kind.__qualname__ + "("), kind
        else:
            assert kind in TOLD or issubclass(kind, Enum), kind


def test_no_template_asks_for_the_further_pages_of_a_page() -> None:
    """What makes their views has no content that could be told."""
    for path in templates_dir().glob("*.j2"):
        assert ".volumes" not in path.read_text("utf-8"), path


def test_a_page_is_made_again_when_its_view_or_a_template_changes(tmp_path: Path) -> None:
    shelf, folder = Shelf(), copytree(templates_dir(), tmp_path / "templates")
    casebook = sample.casebook()
    first = render(casebook, templates=folder, keep=shelf.keep)
    made = shelf.made
    assert made == len(first.pages)
    assert render(casebook, templates=folder, keep=shelf.keep) == first
    assert shelf.made == made
    path = folder / "method.md.j2"
    path.write_text(path.read_text("utf-8") + "\n另一句。\n", encoding="utf-8")
    other = render(casebook, templates=folder, keep=shelf.keep)
    assert shelf.made == 2 * made  # templates include one another, so all are in doubt
    assert sum(a != b for a, b in zip(first.pages, other.pages, strict=True)) == 1


def test_a_view_that_holds_what_has_no_content_is_printed_each_time() -> None:
    shelf = Shelf()
    printer = Printer(templates_dir(), shelf.keep)
    view = views()[0]
    text = printer.text("parks.md.j2", view)
    head = structs.replace(view.head, title="<function f at 0x7f00>")  # type: ignore[attr-defined]
    other = structs.replace(view, head=head)  # type: ignore[type-var]
    assert {printer.text("parks.md.j2", other) for _ in range(2)}.isdisjoint({text})
    assert len(shelf.pages) == 1


def test_a_part_tells_the_way_to_the_others() -> None:
    assert repr(Part(["甲"], Markup("乙"))) != repr(Part(["甲"], Markup("丙")))


def test_one_page_is_the_page_of_all() -> None:
    casebook = sample.casebook()
    book, printer = Book.open(casebook), Printer(templates_dir())
    whole = render(casebook, templates=templates_dir())
    charts = {chart.path: chart for chart in whole.charts}
    for page in whole.pages:
        one = one_page(book, page.path, printer)
        if page.path == addresses.NEWS:
            assert one is None
            continue
        assert one is not None, page.path
        assert one.pages == (page,)
        assert all(charts[chart.path] == chart for chart in one.charts)
    assert one_page(book, "guide/usage.md", printer) is None
