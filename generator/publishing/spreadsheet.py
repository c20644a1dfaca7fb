"""Elements of SpreadsheetML, written as text: half a million cells a second.

The library that makes workbooks takes as long for 30 cells as this for 400, and a workbook has one
for each value of each row of every table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_EPOCH = 693_595
"""The day 0 of spreadsheets, 1899-12-31, as Python counts days."""
_NO_LEAP_DAY = 59
"""Behind this day spreadsheets count one that never was: they take 1900 for a leap year."""
_LETTERS = 26

# What an element cannot hold as it is: "<", "\x0b", "\uffff", blanks at an end; "_x000B_", which
# would be read as a control character
_RE_CARE = re.compile(r"[\x00-\x08\x0b-\x1f&<>\ufffe\uffff]|^\s|\s$|_x[0-9A-Fa-f]{4}_")
_RE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RE_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_LONGEST = 32_767
"""Units of a cell's text, of which characters beyond the first plane take two."""

# "%E4": an address that is escaped already
_RE_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}")
_NO_ADDRESS = str.maketrans({char: f"%{ord(char):02x}" for char in "%[]^`{}"})
"""What an address cannot hold as it is."""


class Strings:
    """The texts of a workbook, each once; cells name them by number.

    Args:
        head: The elements of those that are there already.
        used: How many these are.
    """

    def __init__(self, head: str, used: int) -> None:
        self._head, self._used = head, used
        self._numbers: dict[str, int] = {}
        self._count = used

    def number(self, text: str) -> int:
        """The number of a text, which a cell will hold."""
        self._count += 1
        return self._numbers.setdefault(text, self._used + len(self._numbers))

    def pieces(self) -> Iterator[str]:
        """The part of the workbook that holds them."""
        unique = self._used + len(self._numbers)
        yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        yield '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        yield f' count="{self._count}" uniqueCount="{unique}">{self._head}'
        for text in self._numbers:
            yield _element(text) if _RE_CARE.search(text) else f"<si><t>{text}</t></si>"
        yield "</sst>"


def _element(text: str) -> str:
    """A text that needs care; "_x000B_" stands for a control character."""
    escaped = _RE_ESCAPE.sub("_x005F_", text)
    shown = _RE_CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", escaped).translate(_MARKS)
    kept = ' xml:space="preserve"' if shown != shown.strip() else ""
    return f"<si><t{kept}>{shown}</t></si>"


def fitting(text: str) -> str:
    """As much of a text as a cell can hold: with more, a file is called damaged."""
    if len(text) <= _LONGEST // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: _LONGEST * 2]
    return units.decode("utf-16-le", "ignore")


def target(url: str) -> tuple[str, str]:
    """The page that an address of the web leads to, and the place on it, which stand apart."""
    page, _, place = url.partition("#")
    return page if _RE_ESCAPED.search(page) else page.translate(_NO_ADDRESS), place


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B, …, Z, AA."""
    before, at = divmod(column, _LETTERS)
    return (letters(before - 1) if before else "") + chr(ord("A") + at)


def day_number(day: dt.date) -> int:
    """A day as a spreadsheet counts it."""
    days = day.toordinal() - _EPOCH
    return days + (days > _NO_LEAP_DAY)
