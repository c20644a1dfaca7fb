"""What stands under a chart: what it rests on, by names that stay."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext

from msgspec.structs import replace

from generator.model.casebook import Casebook
from generator.rendering.book import Book
from generator.rendering.charts.captions import source_line
from generator.rendering.charts.plan import plan
from generator.rendering.charts.sheet import SHOP, WIDTH, Sheet, width
from tests.rendering import sample


class Listing:
    """Lists sheets instead of drawing them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def svg(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        return b"<svg/>"

    def gathering(self) -> AbstractContextManager[None]:
        return nullcontext()

    def begin(self) -> None:
        """Nothing is drawn."""

    def finished(self, svg: bytes) -> bytes:
        return svg


def sheets(casebook: Casebook) -> list[Sheet]:
    listing = Listing()
    token = SHOP.set(listing)
    try:
        plan(Book.open(casebook))
    finally:
        SHOP.reset(token)
    return listing.sheets


def renumbered(casebook: Casebook) -> Casebook:
    """As if an article before all others had gained a hundred facts."""
    facts = {r.id: replace(r, number=r.number + 100) for r in casebook.facts}
    sources = tuple(replace(s, facts=tuple(facts[r.id] for r in s.facts)) for s in casebook.sources)
    return replace(casebook, facts=tuple(facts.values()), sources=sources)


def test_no_chart_changes_when_facts_get_other_numbers() -> None:
    casebook = sample.casebook()
    before = [sheet.key for sheet in sheets(casebook)]
    assert before
    assert [sheet.key for sheet in sheets(renumbered(casebook))] == before


def test_the_facts_of_a_chart_are_named_as_the_pages_name_them() -> None:
    book = Book.open(sample.casebook())
    records = book.facts[:3]
    line = source_line(book, records[::-1])
    assert re.findall(r"f-[0-9a-f]{10}", line) == [r.id for r in records]
    assert source_line(book, []) == "据公开报道整理，来源"


def test_of_many_facts_there_is_the_number() -> None:
    book = Book.open(sample.casebook())
    many = [replace(book.facts[0], id=f"f-{n:010}") for n in range(13)]
    assert source_line(book, many).endswith("；事实共13条")
    assert source_line(book, many[:6]).endswith("、f-0000000005")


def test_the_longest_line_is_written_whole_and_no_id_is_cut() -> None:
    ids = [f"f-{n:010}" for n in range(12)]
    words = (
        "据公开报道整理，来源"
        + "".join(f"[{n}]" for n in range(101, 113))
        + "等；事实"
        + "、".join(ids)
    )
    sheet = Sheet()
    sheet.foot(words)
    rows = [style["text"] for kind, style in sheet._steps if kind == "text"]
    assert "".join(rows) == words
    assert all(width(row, 9.5) <= WIDTH for row in rows)
    assert [id_ for row in rows for id_ in re.findall(r"f-[0-9]{10}", row)] == ids
