"""Pages are kept by their views: a view must tell all of itself, and pages depend on nothing else."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from enum import Enum
from pathlib import Path
from shutil import copytree
from typing import Any

from markupsafe import Markup
from msgspec import Struct, StructMeta, structs

from generator.comparing.changes import changes
from generator.errors import UngroundedFact
from generator.model.evidence import Span
from generator.packing import package
from generator.rendering import addresses
from generator.rendering.book import Book
from generator.rendering.charts.plan import Plan
from generator.rendering.escaping import raw
from generator.rendering.pages import _views, one_page, render
from generator.rendering.printing import Derived, Printer, told
from generator.rendering.views import data, home, news
from generator.rendering.views.sources import SourceInputs, source_inputs, source_view
from generator.rendering.volumes import Part
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.hostile import hostile

PLAIN = {str, Markup, int, float, bool, type(None), Decimal, dt.date, tuple}
"""Kinds that are told whole; not the heirs of tuples, which may hold more."""
WORDS = (str, Decimal, dt.date, Enum)
"""Kinds that are told alike: one place holds but one of them. ``Markup`` is told apart."""
FEW = 2
"""Members of a tuple that are looked at where all are of one kind."""


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


def parts(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """A view and everything in it, each with the way there by the names of fields."""
    yield where, value
    if isinstance(value, Struct):
        where = where or type(value).__qualname__
        for name in value.__struct_fields__:
            yield from parts(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, tuple):
        for part in value:
            yield from parts(part, where)


def variants(value: Any) -> Iterator[object]:
    """The same value with one thing in it changed, for each thing in it that can be."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            for other in variants(getattr(value, name)):
                with suppress(UngroundedFact):  # words that do not stand in their quote
                    yield structs.replace(value, **{name: other})
    elif isinstance(value, Span):
        yield Span(value.start, value.end + 1)
    elif isinstance(value, tuple):
        yield (*value, None)
        for n, part in enumerate(value[:FEW]):
            yield from ((*value[:n], other, *value[n + 1 :]) for other in variants(part))
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield from (type(value)(f"{value}."), raw(value) if type(value) is str else str(value))
    elif isinstance(value, Enum):
        yield from (other for other in type(value) if other is not value)
    elif isinstance(value, dt.date):
        yield value + dt.timedelta(days=1)
    else:
        yield 1 if value is None else not value if isinstance(value, bool) else value + 1


def views() -> list[object]:
    casebook = sample.casebook(hostile())
    dictionary = package(casebook).dictionary
    book = Book.open(casebook, full_text=True)
    made = [make() for _, _, make in _views(book, Plan({}))]
    found: list[object] = [v.make() if isinstance(v, Derived) else v for v in made]
    history = changes(None, casebook, dictionary.version)
    return [
        *found,
        home.home_view(book, (), dictionary),
        news.news_view(book, history),
        data.data_view(dictionary),
    ]


def test_views_consist_of_what_can_be_told() -> None:
    for view in views():
        assert told(view) is not None, type(view)
        for where, part in parts(view):
            kind = type(part)
            plain = kind in PLAIN or isinstance(kind, StructMeta) or issubclass(kind, Enum)
            assert plain, (where, kind)


def test_a_place_in_a_view_always_holds_the_same_kind() -> None:
    """Which kind of struct it is, or that a word was a date, is not told: it must not vary."""
    structs_at: dict[str, set[type]] = defaultdict(set)
    words_at: dict[str, set[type]] = defaultdict(set)
    for view in views():
        for where, part in parts(view):
            if where and isinstance(part, Struct):
                structs_at[where].add(type(part))
            elif isinstance(part, WORDS) and type(part) is not Markup:
                words_at[where].add(type(part))
    assert structs_at
    assert words_at
    for found in (structs_at, words_at):
        assert [where for where, kinds in found.items() if len(kinds) > 1] == []


def test_a_view_tells_all_of_itself() -> None:
    """Whatever changes in a view makes it another page."""
    by_kind = {type(view): view for view in sorted(views(), key=lambda view: len(repr(view)))}
    for view in by_kind.values():
        for other in variants(view):
            assert told(other) != told(view), (view, other)


def inputs() -> list[SourceInputs]:
    """What the pages of articles are made of, with facts in full and without any."""
    casebook = sample.casebook(hostile())
    book = Book.open(casebook, full_text=True)
    return [source_inputs(book, source) for source in casebook.sources]


def test_inputs_that_are_told_alike_make_the_same_page() -> None:
    """Whatever changes in them is told, or no page shows it."""
    hidden = 0
    for one in inputs():
        assert one.told is not None
        view = source_view(one)
        for other in variants(one):
            assert isinstance(other, SourceInputs)
            if None not in other.source.facts and other.told == one.told:
                hidden += 1
                assert source_view(other) == view
    assert hidden


def test_all_of_a_fact_is_told_but_its_number_and_its_article_again() -> None:
    one = max(inputs(), key=lambda found: len(found.source.facts))
    (record, *rest) = one.source.facts
    for name in record.__struct_fields__:
        for value in variants(getattr(record, name)):
            other = structs.replace(record, **{name: value})
            source = structs.replace(one.source, facts=(other, *rest))
            told_so = structs.replace(one, source=source).told
            assert (told_so == one.told) is (name == "number"), name
            assert name != "article" or told_so is None


def test_inputs_hold_what_can_be_told() -> None:
    """Which kind of struct it is, or that a word was a date, is not told: it must not vary."""
    kinds: dict[str, set[type]] = defaultdict(set)
    for one in inputs():
        for where, part in parts(one):
            kind = type(part)
            plain = kind in PLAIN | {Span} or isinstance(kind, StructMeta) or issubclass(kind, Enum)
            assert plain, (where, kind)
            if isinstance(part, (Struct, *WORDS)) and kind is not Markup:
                kinds[where].add(kind)
    assert [where for where, found in kinds.items() if where and len(found) > 1] == []


def test_facts_of_other_articles_leave_a_page_as_it_is() -> None:
    casebook = sample.casebook()
    sources = tuple(
        structs.replace(
            s, facts=tuple(structs.replace(r, number=r.number + 1) for r in s.facts), voices=()
        )
        for s in casebook.sources
    )
    books = [Book.open(casebook), Book.open(structs.replace(casebook, sources=sources))]
    found = [[source_inputs(book, s).told for s in book.casebook.sources] for book in books]
    assert found[0] == found[1]


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
    view: Any = views()[0]
    text = printer.text("parks.md.j2", view)
    half = structs.replace(view, head=structs.replace(view.head, title="\ud83d"))
    assert told(half) is None
    other = structs.replace(view, head=structs.replace(view.head, unsearched=views))
    assert told(other) is None
    assert {printer.text("parks.md.j2", other) for _ in range(2)}.isdisjoint({text})
    assert len(shelf.pages) == 1


def test_a_part_tells_the_way_to_the_others() -> None:
    assert told(Part(("甲",), raw("乙"))) != told(Part(("甲",), raw("丙")))
    assert not Part()


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
