"""Tables as values: what stands in them is made inert here, how they look is a template's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.escaping import NOTHING, inert, raw
from generator.rendering.labels import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from markupsafe import Markup


class Cell(Struct, frozen=True):
    """One cell.

    ``label`` is its column's name, for phones, where a row becomes a card; ``value`` is what it
    is sorted by where that is not its text, ``choices`` what it is filtered by, with ``|`` between.
    """

    text: Markup
    label: str
    heading: bool = False
    value: str = ""
    choices: str = ""


class Sortable(Struct, frozen=True):
    """A text for a cell with the number that it is sorted by."""

    text: object
    value: Decimal


class Choosable(Struct, frozen=True):
    """A text for a cell with the values of a filter that it falls under."""

    text: object
    choices: tuple[str, ...]


class Row(Struct, frozen=True):
    """One row; ``id`` is an anchor or empty."""

    cells: tuple[Cell, ...]
    id: str = ""
    css: str = ""


class Table(Struct, frozen=True):
    """A table with a caption; ``css`` adds a class for tables of a kind of their own.

    ``more`` stands below it: the way to the pages with its other rows.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    css: str = ""
    more: Markup = NOTHING


def row(*texts: object, id_: str = "", css: str = "") -> tuple[tuple[object, ...], str, str]:
    """A row for ``table``: its texts, its anchor and its class."""
    return texts, id_, css


def table(
    id_: str,
    caption: str,
    columns: Sequence[str],
    rows: Iterable[tuple[tuple[object, ...], str, str]],
    css: str = "",
) -> Table | None:
    """A table whose first column names the rows; None when there are no rows."""
    made: list[Row] = []
    for texts, anchor, kind in rows:
        cells: list[Cell] = []
        for text, label in zip(texts, columns, strict=True):
            cells.append(_cell(text, label, not cells))
        made.append(Row(tuple(cells), anchor, kind))
    return Table(id_, caption, tuple(columns), tuple(made), css) if made else None


def _cell(text: object, label: str, heading: bool) -> Cell:  # noqa: FBT001 - thousands
    if isinstance(text, Sortable):
        return Cell(inert(text.text), label, heading, f"{text.value:f}")
    if isinstance(text, Choosable):
        return Cell(inert(text.text), label, heading, choices=_choices(text))
    return Cell(inert(text), label, heading)


def _choices(cell: Choosable) -> str:
    """The values, or nothing where the cell's own text is the only one."""
    values = [value.replace("|", "｜") for value in cell.choices]
    return "" if values == [str(cell.text)] else "|".join(values)


def missing() -> Markup:
    """未见报道: nothing was reported; never a zero."""
    return raw(f'<span class="cb-missing">{MISSING}</span>')
