"""The facts explorer: every fact a row, with all that it can be filtered by.

The page is whole without scripts; ``facts.js`` makes filters of the columns. What a cell can be
chosen by stands in the cell (``tables.Choosable``) where that is not simply its text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.rendering import addresses, wording
from generator.rendering.evidence import figure_and_reading, sources
from generator.rendering.labels import ROLES, STATUSES, UNSTATED
from generator.rendering.provenance import bound_name
from generator.rendering.tables import Choosable, Sortable, Table, row, table
from generator.rendering.views.references import Reference, references
from generator.rendering.views.shelf import head_of
from generator.rendering.views.sources import title_of
from generator.rendering.volumes import Volume, leaves

if TYPE_CHECKING:
    from generator.model.casebook import FactRecord, Source
    from generator.model.period import Period
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.views.head import Head
    from generator.rendering.volumes import Leaf

ROWS = 5000
"""Facts of one page. So many are filtered in half a second (``tests/bench/facts_of_5000_rows.py``)."""

_COLUMNS = ("指标", "数值", "性质", "界限", "园区", "主题", "期间", "出处", "复核")


class FactsView(Struct, frozen=True):
    """Context of ``facts.md.j2``."""

    head: Head
    facts: Table | None
    references: tuple[Reference, ...]


def facts_view(book: Book) -> FactsView:
    """All facts, one a row, and the articles that state them."""
    first, *rest = leaves(book.place(addresses.FACTS), "", book.facts, ROWS)
    volumes = tuple(
        Volume(leaf.place.path, "facts.md.j2", partial(_facts, book, leaf, ())) for leaf in rest
    )
    return _facts(book, first, volumes)


def _facts(book: Book, leaf: Leaf[FactRecord], volumes: tuple[Volume, ...]) -> FactsView:
    rows = (_row(book, leaf.place, r) for r in leaf.members)
    about = "案例集的全部事实，一条一行，可筛选、排序、引用和下载。"
    caption = f"全部事实，共{len(book.facts)}条"
    if leaf.pages > 1:
        caption = f"全部事实，{leaf.span}；筛选、排序和下载只及本页，全部数据见数据页的文件"
    head = head_of(leaf, "全部事实", about, volumes)
    made = table("facts", caption, _COLUMNS, rows, "cb-facts")
    return FactsView(
        replace(head, unsearched=True, wide=True),
        replace(made, more=leaf.note) if made and leaf.pages > 1 else made,
        references(leaf.place, _stating(book, leaf)),
    )


def _stating(book: Book, leaf: Leaf[FactRecord]) -> list[Source]:
    """The articles that state the facts of a page."""
    if leaf.pages == 1:
        return [s for s in book.casebook.sources if s.facts]
    own = (r.article.id for r in leaf.members)
    also = (book.by_id[i].article.id for r in leaf.members for i in r.also if i in book.by_id)
    found = {book.sources[id_].number: book.sources[id_] for id_ in (*own, *also)}
    return [found[number] for number in sorted(found)]


def _row(book: Book, place: Place, record: FactRecord) -> tuple[tuple[object, ...], str, str]:
    fact = record.fact
    theme = book.themes_by_id.get(fact.theme)
    return row(
        Choosable(fact.indicator, _indicators(record)),
        Sortable(figure_and_reading(place, record), fact.quantity.value),
        Choosable(wording.qualities(fact), (ROLES[fact.role],)),
        bound_name(fact.quantity),
        Choosable(fact.park, fact.parks),
        theme.name if theme else fact.theme,
        Choosable(wording.period(fact.period, record.article), years(fact.period)),
        Choosable(sources(place, book, record), _reporting(book, record)),
        STATUSES[fact.status],
        css="cb-fact",
    )


def _indicators(record: FactRecord) -> tuple[str, ...]:
    """The indicator that a fact was mapped to, and what its article calls it."""
    mapped = (record.indicator.name,) if record.indicator else ()
    return tuple(dict.fromkeys((*mapped, record.fact.indicator)))


def _reporting(book: Book, record: FactRecord) -> tuple[str, ...]:
    records = (record, *(book.by_id[id_] for id_ in record.also if id_ in book.by_id))
    found = (book.source_of(r) for r in records)
    return tuple(f"[{s.number}] {title_of(s.article)}" for s in found)


def years(period: Period | None) -> tuple[str, ...]:
    """The years that a period touches; 未说明 where no day is known."""
    days = [day for day in (period.start, period.end) if day] if period else []
    if not days:
        return (UNSTATED,)
    return tuple(f"{year}年" for year in range(days[0].year, days[-1].year + 1))
