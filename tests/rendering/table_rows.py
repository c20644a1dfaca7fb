"""The cells of a table, read back from its written rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.rendering.tables import Table

# A row and a cell: '<tr markdown="span"><td data-label="指标" markdown="span">用时</td></tr>'
_RE_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>\n", re.DOTALL)
_RE_CELL = re.compile(r'<(t[hd])[^>]* data-label="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)


class Cell(NamedTuple):
    """The name of a cell's column, and its text."""

    label: str
    text: str


def rows_of(table: Table | None) -> list[list[Cell]]:
    """The cells of each row; none where there is no table."""
    found = _RE_ROW.findall(table.rows) if table else []
    return [[Cell(label, text) for _, label, text in _RE_CELL.findall(row)] for row in found]
