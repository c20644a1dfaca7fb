"""Comparisons with their verdicts, as blocks on theme and indicator pages."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.rendering import addresses, wording
from generator.rendering.addresses import indicator_page, link, slug
from generator.rendering.escaping import inert, joined
from generator.rendering.evidence import badge, figure_and_reading
from generator.rendering.labels import PLACE, REASONS, VERDICT_NOTES
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from generator.model.casebook import FactRecord
    from generator.model.comparison import Cell, Comparison, PairVerdict, Reason, Verdict
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.views.shelf import Shelf

_ELSEWHERE = 60
"""Values of an indicator on pages other than its own."""

_PAIRS = 60
"""Pairs of values that a page names of those with one verdict and reason; the data have all."""


class ComparisonView(Struct, frozen=True):
    """One comparison: verdict and reasons first, then the values."""

    id: str
    title: Markup
    definition: str
    badge: Markup
    note: str
    reasons: tuple[Markup, ...]
    values: Table | None
    pairs: Table | None


def comparison_views(
    book: Book, place: Place, comparisons: Iterable[Comparison], shelf: Shelf | None = None
) -> tuple[ComparisonView, ...]:
    """The comparisons in their order, each with an anchor of its own.

    With a shelf (of the indicator's own page) long tables go on on further pages; without one
    they lead to the indicator's page.
    """
    seen: Counter[str] = Counter()
    views = []
    for comparison in comparisons:
        name = f"c-{slug(comparison.indicator.id)}"
        seen[name] += 1
        anchor = name if seen[name] == 1 else f"{name}-{seen[name]}"
        views.append(_view(book, place, comparison, anchor, shelf))
    return tuple(views)


def _view(
    book: Book, place: Place, comparison: Comparison, anchor: str, shelf: Shelf | None
) -> ComparisonView:
    indicator = comparison.indicator
    here = place.path == indicator_page(indicator)
    return ComparisonView(
        id=anchor,
        title=_title(place, comparison),
        definition="" if here else indicator.definition,
        badge=badge(comparison.verdict),
        note=VERDICT_NOTES[comparison.verdict],
        reasons=tuple(_reason(r) for r in comparison.reasons),
        values=_values(book, place, comparison, f"{anchor}-values", shelf),
        pairs=_pairs(book, place, comparison, f"{anchor}-pairs"),
    )


def _title(place: Place, comparison: Comparison) -> Markup:
    """The indicator's name, linked to its page unless this is its page."""
    indicator = comparison.indicator
    here = place.path == indicator_page(indicator)
    return inert(indicator.name) if here else place.indicator(indicator)


def _reason(reason: Reason) -> Markup:
    """The reason, what differs in bold."""
    differs, values = reason_parts(reason)
    return joined(strong(differs), values)


def reason_parts(reason: Reason) -> tuple[str, str]:
    """What differs, and how: ``口径不同`` and ``：甲为新引进，…``."""
    head, mark, values = reason.text.partition("：")
    if mark:
        return head, mark + values
    kind = REASONS[reason.kind]
    if reason.text.startswith(kind):
        return kind, reason.text.removeprefix(kind)
    return kind, f"：{reason.text}"


def _in_short(reason: Reason) -> str:
    """What differs, where the values stand in another table: ``口径不同``, ``期间均未说明``."""
    head, mark, _ = reason.text.partition("：")
    return head if mark else "".join(reason_parts(reason))


def _pairs(book: Book, place: Place, comparison: Comparison, id_: str) -> Table | None:
    """The verdict of every two values, on the indicator's own page."""
    if place.path != indicator_page(comparison.indicator):
        return None
    alike: dict[tuple[Verdict, str], list[PairVerdict]] = {}
    for pair in comparison.pairs:
        reason = "、".join(_in_short(r) for r in pair.reasons) or "各项一致"
        alike.setdefault((pair.verdict, reason), []).append(pair)
    rows = (
        row(_pairs_of(book, place, pairs), badge(verdict), reason)
        for (verdict, reason), pairs in alike.items()
    )
    return table(id_, "两两之间能否对比", (PLACE, "结论", "理由"), rows, "cb-pairs")


def _values(
    book: Book, place: Place, comparison: Comparison, id_: str, shelf: Shelf | None
) -> Table | None:
    cells = comparison.cells
    if shelf:
        make = partial(_values_table, book, comparison, id_)
        return shelf.table(id_, comparison.indicator.name, cells, make)
    made = _values_table(book, comparison, id_, place, cells[:_ELSEWHERE])
    if made is None or len(cells) <= _ELSEWHERE:
        return made
    page = place.to(indicator_page(comparison.indicator))
    return replace(made, more=link(f"共{len(cells):,}处，其余见指标页", page))


def _pairs_of(book: Book, place: Place, pairs: list[PairVerdict]) -> Markup:
    """Pairs that have verdict and reasons in common; of many the first ones and where the others are."""
    shown = [
        joined(*(_park(book, place, name) for name in pair.parks), separator="、")
        for pair in pairs[:_PAIRS]
    ]
    if len(pairs) > _PAIRS:
        shown.append(joined(f"等{len(pairs)}对，见", link("数据", place.to(addresses.DATA))))
    return joined(*shown, separator="；")


def _park(book: Book, place: Place, name: str) -> Markup:
    park = book.parks_by_name.get(name)
    return place.park(park) if park else inert(name)


def _values_table(
    book: Book, comparison: Comparison, id_: str, place: Place, cells: Iterable[Cell]
) -> Table | None:
    caption = f"{comparison.indicator.name}（单位：{wording.unit_name(comparison.indicator.unit)}）"
    columns = (PLACE, "数值", "期间", "口径", "出处")
    return table(id_, caption, columns, (_row(book, place, cell) for cell in cells))


def _row(book: Book, place: Place, cell: Cell) -> tuple[tuple[object, ...], str, str]:
    records = [book.by_id[id_] for id_ in cell.facts if id_ in book.by_id]
    agreeing = [book.by_id[id_] for r in records for id_ in r.also if id_ in book.by_id]
    articles = dict.fromkeys(r.article.id for r in (*records, *agreeing))
    return row(
        _park(book, place, cell.park),
        cell_value(place, cell, records),
        wording.period(records[0].fact.period, records[0].article) if records else "",
        cell.scope or (wording.qualities(records[0].fact) if records else "如定义"),
        joined(*(place.source(book.sources[a]) for a in articles), separator=" "),
    )


def cell_value(place: Place, cell: Cell, records: list[FactRecord]) -> Markup:
    """The value as printed; a derived one says so and shows its inputs, each linked."""
    if not records:
        return inert(wording.amount(cell.quantity))
    if not cell.derived_from:
        return figure_and_reading(place, records[0])
    inputs = [
        link(wording.amount(record.fact.quantity), place.fact(record), css="cb-figure")
        for record in records
    ]
    return joined(wording.amount(cell.quantity), "（推算自", joined(*inputs, separator="、"), "）")
