"""Comparisons on paper: verdict and reasons first, then the values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.rendering import wording
from generator.rendering.addresses import slug
from generator.rendering.labels import PLACE, VERDICT_NOTES
from generator.rendering.reporting.content import (
    Heading,
    Items,
    Look,
    Paragraph,
    Run,
    Table,
)
from generator.rendering.reporting.phrases import badge, cites, figure, joined, plain
from generator.rendering.typography import chinese
from generator.rendering.views.comparisons import reason_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord
    from generator.model.comparison import Cell, Comparison, Reason
    from generator.model.subject import Park
    from generator.rendering.book import Book
    from generator.rendering.reporting.content import Block, Text


def anchors(comparisons: Iterable[Comparison]) -> dict[int, str]:
    """The id of each comparison's heading, by identity: an indicator may have several."""
    seen: Counter[str] = Counter()
    found = {}
    for comparison in comparisons:
        name = f"compare-{slug(comparison.indicator.id)}"
        seen[name] += 1
        found[id(comparison)] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return found


def section(
    book: Book, comparison: Comparison, level: int, parks: Sequence[Park] = ()
) -> list[Block]:
    """One comparison under a heading; of some parks only, if any are given."""
    indicator = comparison.indicator
    anchor = anchors(book.casebook.comparisons).get(id(comparison), "")
    blocks: list[Block] = [
        Heading(chinese(indicator.name), level, anchor),
        Paragraph((badge(comparison.verdict), f"　{VERDICT_NOTES[comparison.verdict]}")),
        Paragraph(plain(indicator.definition), "note"),
    ]
    if comparison.reasons:
        blocks.append(Items(tuple(reason(r) for r in comparison.reasons), "reasons"))
    cells = [c for c in comparison.cells if _within(c, parks)]
    if len(cells) < len(comparison.cells):
        told = "结论和理由就报道该指标的全部园区而言，表中只列本材料涉及的园区。"
        blocks.append(Paragraph((told,), "note"))
    return [*blocks, values(book, comparison, cells)]


def between(book: Book, parks: Sequence[Park]) -> list[Comparison]:
    """The comparisons in which at least two of the parks stand; of one park, those it is in."""
    least = min(2, len(parks))
    return [
        c
        for c in book.casebook.comparisons
        if len({cell.park for cell in c.cells if _within(cell, parks)}) >= least
    ]


def _within(cell: Cell, parks: Sequence[Park]) -> bool:
    return not parks or any(cell.park in park.names for park in parks)


def reason(found: Reason) -> Text:
    """The reason, what differs in bold."""
    differs, rest = reason_parts(found)
    return (Run(chinese(differs), Look.STRONG), f"{chinese(rest).removesuffix('。')}。")


def values(book: Book, comparison: Comparison, cells: Sequence[Cell]) -> Table:
    """The values side by side, in the order of the parks."""
    indicator = comparison.indicator
    return Table(
        f"{chinese(indicator.name)}（单位：{wording.unit_name(indicator.unit)}）",
        (PLACE, "数值", "期间", "口径", "出处"),
        (1.8, 2.3, 2.9, 2.2, 0.8),
        tuple(_row(book, cell) for cell in cells),
    )


def _row(book: Book, cell: Cell) -> tuple[Text, ...]:
    records = [book.by_id[id_] for id_ in cell.facts if id_ in book.by_id]
    scope = cell.scope or (wording.qualities(records[0].fact) if records else "如定义")
    days = wording.period(records[0].fact.period, records[0].article) if records else ""
    return (
        plain(cell.park),
        value(cell, records),
        plain(days),
        plain(scope),
        cites(book, records),
    )


def value(cell: Cell, records: Sequence[FactRecord]) -> Text:
    """The value as printed; a derived one says so and shows its inputs."""
    amount = Run(wording.amount(cell.quantity), Look.STRONG)
    if not records:
        return (amount,)
    if not cell.derived_from:
        return figure(records[0])
    inputs = "、".join(wording.amount(r.fact.quantity) for r in records)
    return (amount, Run(f"（推算自{inputs}）", Look.MUTED))


def line(book: Book, comparison: Comparison) -> Text:
    """A comparison in one line: verdict, name, each park's value."""
    told = joined(_values_in_line(book, comparison), "；")
    return (badge(comparison.verdict), " ", name(book, comparison), "：", *told, "。")


def summary(book: Book, caption: str, found: Sequence[Comparison]) -> list[Table]:
    """Comparisons in a table, one a row, each park's value on a line."""
    rows = tuple(
        ((name(book, c),), (badge(c.verdict),), joined(_values_in_line(book, c))) for c in found
    )
    return [Table(caption, ("指标", "结论", "各地的数值"), (2.6, 1.0, 5), rows)] if rows else []


def name(book: Book, comparison: Comparison) -> Run:
    """The indicator's name, leading to the comparison."""
    to = anchors(book.casebook.comparisons).get(id(comparison), "")
    return Run(chinese(comparison.indicator.name), to=f"#{to}" if to else "")


def _values_in_line(book: Book, comparison: Comparison) -> list[Text]:
    told = []
    for cell in comparison.cells:
        records = [book.by_id[id_] for id_ in cell.facts if id_ in book.by_id]
        told.append((f"{cell.park} ", *_short(cell, records), *cites(book, records)))
    return told


def _short(cell: Cell, records: Sequence[FactRecord]) -> Text:
    shown = value(cell, records)
    return (shown[0], "（推算）") if cell.derived_from else shown[:1]
