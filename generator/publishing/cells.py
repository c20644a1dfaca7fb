"""Cells as text and back: the same value in CSV, JSON and the model; never a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any

from generator.publishing.datatables import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.publishing.datatables import Column

_LONGEST_CELL = 100_000_000
"""Characters; no file of a corpus has more (``reading.formats.MAX_BYTES``)."""

SEPARATOR = "；"
"""Between the items of a list in one cell."""

# What a spreadsheet may take for a formula: "=1+1", "+86", "-1", "@SUM", also full-width, behind
# blanks or behind an apostrophe of our own: "'=1+1".
_RE_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")


def disarmed(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe is put before it if need be."""
    harmless = text[:1].isalnum()  # as most are; quicker told than by the pattern
    return text if harmless or not _RE_FORMULA.match(text) else f"'{text}"


def rearmed(text: str) -> str:
    """What ``disarmed`` was given."""
    return text[1:] if text.startswith("'") and _RE_FORMULA.match(text[1:]) else text


def csv_stream(text: str) -> io.StringIO:
    """A CSV file's text for Python's readers, which refuse cells of more than 131,072 characters.

    A quote may be longer: an article may be one sentence of a megabyte.
    """
    csv.field_size_limit(_LONGEST_CELL)
    return io.StringIO(text, newline="")


def joined(items: list[str]) -> str:
    """A list in one cell."""
    escaped = (item.replace("\\", "\\\\").replace(SEPARATOR, "\\" + SEPARATOR) for item in items)
    return SEPARATOR.join(escaped)


def parted(text: str) -> list[str]:
    """What ``joined`` was given; no items for the empty string."""
    items: list[list[str]] = [[]]
    characters = iter(text)
    for char in characters:
        if char == SEPARATOR:
            items.append([])
        else:
            items[-1].append(next(characters, "") if char == "\\" else char)
    return ["".join(item) for item in items] if text else []


def csv_cell(value: Any, column: Column) -> str:  # noqa: ANN401 - see dataset.Row
    """A value as a cell of a CSV file."""
    return "" if value is None else TO_CSV[column.kind](value)


TO_CSV: Mapping[Kind, Callable[[Any], str]] = {
    Kind.STRING: disarmed,
    Kind.LIST: lambda items: disarmed(joined(items)),
    Kind.NUMBER: lambda number: f"{number:f}",
    Kind.BOOLEAN: lambda truth: "true" if truth else "false",
    Kind.INTEGER: str,
    Kind.DATE: str,
}
"""What writes a value of each kind as a cell of a CSV file; no value is an empty cell."""


def from_csv(text: str, column: Column) -> Any:  # noqa: ANN401 - see dataset.Row
    """The value that ``csv_cell`` was given; an empty string is no value.

    Raises:
        ValueError: The text is none of the column's kind.
    """
    if column.kind is Kind.LIST:
        return parted(rearmed(text))
    return _FROM_TEXT[column.kind](text) if text else None


_FROM_TEXT: Mapping[Kind, Callable[[str], Any]] = {
    Kind.STRING: rearmed,
    Kind.NUMBER: Decimal,
    Kind.INTEGER: int,
    Kind.BOOLEAN: lambda text: text == "true",
    Kind.DATE: dt.date.fromisoformat,
}


def json_cell(value: Any, column: Column) -> str:  # noqa: ANN401 - see dataset.Row
    """A value as JSON; a number with exactly the digits that it has."""
    return "null" if value is None else TO_JSON[column.kind](value)


TO_JSON: Mapping[Kind, Callable[[Any], str]] = {
    Kind.STRING: _quoted,
    Kind.LIST: lambda items: f"[{', '.join(map(_quoted, items))}]",
    Kind.NUMBER: lambda number: f"{number:f}",
    Kind.BOOLEAN: lambda truth: "true" if truth else "false",
    Kind.INTEGER: str,
    Kind.DATE: lambda day: f'"{day.isoformat()}"',
}
"""What writes a value of each kind as JSON; no value is ``null``."""


def from_json(value: Any, column: Column) -> Any:  # noqa: ANN401 - see dataset.Row
    """The value that ``json_cell`` was given; numbers come as ``Decimal``."""
    if value is None:
        return None
    if column.kind is Kind.INTEGER:
        return int(value)
    return dt.date.fromisoformat(value) if column.kind is Kind.DATE else value
