"""The words around a chart, computed from what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord
    from generator.model.measure import Measure
    from generator.rendering.book import Book

_MOST_SOURCES = 12
_MOST_FACTS = 6


def scope(book: Book, *words: str) -> str:
    """The subtitle: what is shown in which unit, and the date of the data."""
    as_of = book.casebook.as_of
    dated = [f"数据截至{wording.day(as_of)}"] if as_of else []
    return "；".join([word for word in words if word] + dated)


def left_out(total: int, drawn: int) -> str:
    """That a chart shows the first of many only; empty when it shows all."""
    return f"图中为前{drawn}项，其余{total - drawn}项见表" if total > drawn else ""


def source_line(book: Book, records: Sequence[FactRecord], mentions: Iterable[Measure] = ()) -> str:
    """Which sources and facts a chart rests on, from what it shows.

    Facts are named by their permanent ids, under which the pages of sources and the data files
    have them. A number would be another one as soon as any article gains or loses a fact, and
    printed charts would lead astray.
    """
    numbers = {book.source_of(r).number for r in records}
    numbers |= {book.sources[m.quote.article].number for m in mentions}
    ordered = sorted(numbers)
    more = "等" if len(ordered) > _MOST_SOURCES else ""
    sources = "".join(f"[{n}]" for n in ordered[:_MOST_SOURCES]) + more
    line = f"据公开报道整理，来源{sources}"
    ids = list(dict.fromkeys(r.id for r in sorted(records, key=lambda r: r.number)))
    if not ids:
        return line
    named = "、".join(ids) if len(ids) <= _MOST_FACTS else f"共{len(ids)}条"
    return f"{line}；事实{named}"
