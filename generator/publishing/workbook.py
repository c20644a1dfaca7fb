"""One workbook for the office: a sheet a table, headings in Chinese, links to the sources."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.model.keeping import made_anew
from generator.publishing.blank_workbook import BlankWorkbook, Filled, blank
from generator.publishing.cells import joined
from generator.publishing.datatables import Kind
from generator.publishing.spreadsheet import Strings, day_number, fitting, letters, target
from generator.publishing.wordprocessing import attribute

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from generator.model.keeping import Keep
    from generator.publishing.dataset import Row
    from generator.publishing.datatables import Column, DataTable

_LONGEST_ADDRESS, _LONGEST_NAME = 2000, 255
_DIGITS = 15  # of a number that a spreadsheet keeps exactly
_EXACT = 10**_DIGITS
_LINKS = 60000  # a sheet can hold 65,530

_Write: TypeAlias = "Callable[[int, Any], str]"
"""Takes the line and a value; gives the cell."""


def workbook(
    tables: Sequence[DataTable],
    rows: Mapping[str, Sequence[Row]],
    *,
    title: str,
    made: dt.date | None,
    keep: Keep = made_anew,
) -> bytes:
    """The workbook's bytes, the same for the same rows.

    Numbers are numbers, days are days, codes have their names in Chinese; the heading stays in
    view and can be filtered; a source's number leads to its row, an address to its page.

    Args:
        tables: The tables, one a sheet.
        rows: The rows by table.
        title: The casebook's title, for the file's properties.
        made: The date of the data, for the file's properties.
        keep: What remembers the workbook without its rows.
    """
    empty = BlankWorkbook.read(
        keep(f"blank workbook\0{title}\0{made}", lambda: blank(tables, title=title, made=made))
    )
    strings = Strings(*empty.strings)
    places = {row["id"]: line for line, row in enumerate(rows["sources"], 2)}
    sources = next(t.title for t in tables if t.name == "sources")
    sheets = (
        _Sheet(empty.styles, strings, sources, places).filled(table, rows[table.name])
        for table in tables
    )
    return empty.filled(sheets, strings)


class _Sheet:
    """Writes the rows of one sheet.

    Args:
        styles: The numbers of styles by name.
        strings: The texts of the workbook.
        sources: The title of the sheet of sources.
        places: The lines of sources there.
    """

    def __init__(
        self, styles: Mapping[str, int], strings: Strings, sources: str, places: Mapping[str, int]
    ) -> None:
        self._styles, self._strings = styles, strings
        self._sources, self._places = sources, places
        self._links: list[str] = []
        self._addresses: dict[str, str] = {}

    def filled(self, table: DataTable, rows: Sequence[Row]) -> Filled:
        """The rows of a table as elements."""
        columns = [(c.name, self._writer(c, letters(at))) for at, c in enumerate(table.columns)]
        made = []
        for line, row in enumerate(rows, 2):
            made.append(f'<row r="{line}">')
            made += [
                write(line, value)
                for name, write in columns
                if (value := row[name]) is not None and value != []
            ]
            made.append("</row>")
        return Filled(len(rows), "".join(made), "".join(self._links), self._addresses)

    def _writer(self, column: Column, at: str) -> _Write:
        """What writes the cells of a column."""
        if column.refers == "sources":
            return self._source(at)
        if column.name == "url":
            return self._address(at)
        if column.kind in (Kind.INTEGER, Kind.NUMBER):
            return self._number(at)
        return self._day(at) if column.kind is Kind.DATE else self._words(column, at)

    def _words(self, column: Column, at: str) -> _Write:
        """Texts, lists, truths and codes, the last two by their names."""
        write, names = self._text(at), column.values
        if column.kind is Kind.BOOLEAN:
            return lambda line, value: write(line, "是" if value else "否")
        if column.kind is Kind.LIST:
            return lambda line, items: write(line, joined(items))
        return (lambda line, code: write(line, names.get(code, code))) if names else write

    def _day(self, at: str) -> _Write:
        style = self._styles["day"]
        return lambda line, day: f'<c r="{at}{line}" s="{style}"><v>{day_number(day)}</v></c>'

    def _text(self, at: str, style: str = "text") -> _Write:
        number, look = self._strings.number, self._styles[style]

        def write(line: int, text: str) -> str:
            shown = number(fitting(text))
            return f'<c r="{at}{line}" s="{look}" t="s"><v>{shown}</v></c>'

        return write

    def _number(self, at: str) -> _Write:
        write = self._text(at)
        whole, broken = self._styles["whole"], self._styles["number"]

        def made(line: int, value: Any) -> str:  # noqa: ANN401 - int or Decimal
            if type(value) is int and -_EXACT < value < _EXACT:
                return f'<c r="{at}{line}" s="{whole}"><v>{value}</v></c>'
            plain = f"{Decimal(value):f}"
            if len(plain.replace(".", "").strip("-").lstrip("0")) > _DIGITS:
                return write(line, plain)
            style = whole if value == int(value) else broken
            return f'<c r="{at}{line}" s="{style}"><v>{float(value):.16G}</v></c>'

        return made

    def _source(self, at: str) -> _Write:
        """The number of a source, which leads to its row."""
        plain, linked = self._text(at), self._text(at, "link")

        def made(line: int, value: str) -> str:
            place = self._places.get(value)
            if place is None or line > _LINKS:
                return plain(line, value)
            target = f"location=\"'{self._sources}'!A{place}\""
            self._links.append(
                f'<hyperlink ref="{at}{line}" {target} display="{attribute(value)}"/>'
            )
            return linked(line, value)

        return made

    def _address(self, at: str) -> _Write:
        """An address, which leads to its page if it is one of the web."""
        plain, linked = self._text(at), self._text(at, "link")

        def made(line: int, url: str) -> str:
            web = url.startswith(("http://", "https://")) and len(url) <= _LONGEST_ADDRESS
            if not web or line > _LINKS or any(char in url for char in " \"'<>\t\r\n"):
                return plain(line, url)
            page, place = target(url)
            name = self._addresses.setdefault(page, f"link{len(self._addresses) + 1}")
            there = f' location="{attribute(place)}"' if place else ""
            self._links.append(f'<hyperlink ref="{at}{line}" r:id="{name}"{there}/>')
            return linked(line, url[:_LONGEST_NAME])

        return made
