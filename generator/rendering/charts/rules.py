"""The rules of honesty that every chart of several parks passes through.

One unit an axis, one statistic an axis (never a best case beside an average), nothing that was
not found comparable, and nothing drawn from fewer than three values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.comparison import Verdict
from generator.model.fact import Statistic

if TYPE_CHECKING:
    from generator.model.comparison import Cell, Comparison
    from generator.rendering.book import Book

FEWEST = 3


def one_axis(book: Book, comparison: Comparison) -> tuple[Cell, ...]:
    """The values that may lie on one axis; none where any rule is broken."""
    cells = tuple(c for c in comparison.cells if c.quantity.unit == comparison.indicator.unit)
    sound = comparison.verdict is Verdict.COMPARABLE and not mixes_statistics(book, cells)
    return cells if sound and len(cells) >= FEWEST else ()


def exact_values(book: Book, comparison: Comparison) -> tuple[Cell, ...]:
    """The same, of exact stated values only."""
    cells = [c for c in one_axis(book, comparison) if c.quantity.exact and not c.derived_from]
    return tuple(cells) if len(cells) >= FEWEST else ()


def mixes_statistics(book: Book, cells: tuple[Cell, ...]) -> bool:
    """Whether a best case would stand beside another statistic."""
    records = [book.by_id[id_] for cell in cells for id_ in cell.facts if id_ in book.by_id]
    kinds = {record.fact.statistic for record in records}
    return Statistic.BEST in kinds and len(kinds) > 1
