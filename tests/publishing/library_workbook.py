"""The workbook as its library writes it, cell by cell: what ours is held against."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from generator.publishing.cells import joined
from generator.publishing.datatables import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.publishing.dataset import Row
    from generator.publishing.datatables import Column, DataTable

_MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - the library wants a bare date; the same bytes twice
_LONGEST = 32767  # characters of a cell
_DIGITS = 15  # of a number that a spreadsheet keeps exactly
_WIDE = {"quote": 60, "question": 40, "definition": 50, "reasons": 40, "title": 40, "url": 40}
_LINKS = 60000  # a sheet can hold 65,530


def workbook(
    tables: Sequence[DataTable],
    rows: Mapping[str, Sequence[Row]],
    *,
    title: str,
    made: dt.date | None,
) -> bytes:
    """The workbook's bytes, the same for the same rows.

    Numbers are numbers, days are days, codes have their names in Chinese; the heading stays in
    view and can be filtered; a source's number leads to its row, an address to its page.

    Args:
        tables: The tables, one a sheet.
        rows: The rows by table.
        title: The casebook's title, for the file's properties.
        made: The date of the data, for the file's properties.
    """
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(target, options)
    created = dt.datetime.combine(made, dt.time()) if made else _MADE
    book.set_properties({"title": title, "comments": "根据公开报道整理", "created": created})
    places = {row["id"]: n for n, row in enumerate(rows["sources"], 1)}
    sheet = _Sheets(book, next(t.title for t in tables if t.name == "sources"), places)
    for table in tables:
        sheet.add(table, rows[table.name])
    book.close()
    return target.getvalue()


class _Sheets:
    """Adds sheets to one workbook."""

    def __init__(self, book: Any, sources: str, places: Mapping[str, int]) -> None:
        self._book, self._sources, self._places = book, sources, places
        self._head = book.add_format(
            {"bold": True, "bg_color": "#12436D", "font_color": "#FFFFFF", "text_wrap": True}
        )
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0.########", "valign": "top"})
        self._whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._link = book.add_format({"font_color": "#12436D", "underline": 1, "valign": "top"})

    def add(self, table: DataTable, rows: Sequence[Row]) -> None:
        """A sheet with a table."""
        sheet = self._book.add_worksheet(table.title)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.title, self._head)
            sheet.write_comment(0, at, f"{column.name}：{column.about}")
            sheet.set_column(at, at, _WIDE.get(column.name, 14))
        for line, row in enumerate(rows, 1):
            for at, column in enumerate(table.columns):
                self._write(sheet, line, at, row[column.name], column)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(table.columns) - 1)

    def _write(self, sheet: Any, line: int, at: int, value: Any, column: Column) -> None:
        if value is None or value == []:
            return
        if column.refers == "sources" and value in self._places and line < _LINKS:
            address = f"internal:'{self._sources}'!A{self._places[value] + 1}"
            sheet.write_url(line, at, address, self._link, value)
        elif column.name == "url" and value.startswith(("http://", "https://")) and line < _LINKS:
            self._write_address(sheet, line, at, value)
        elif column.kind is Kind.DATE:
            sheet.write_datetime(line, at, dt.datetime.combine(value, dt.time()), self._day)
        elif column.kind is Kind.BOOLEAN:
            sheet.write_string(line, at, "是" if value else "否", self._text)
        elif column.kind in (Kind.INTEGER, Kind.NUMBER):
            self._write_number(sheet, line, at, value)
        else:
            text = joined(value) if column.kind is Kind.LIST else value
            text = column.values.get(text, text)
            sheet.write_string(line, at, text[:_LONGEST], self._text)

    def _write_address(self, sheet: Any, line: int, at: int, url: str) -> None:
        longest = 2000
        if len(url) <= longest and not any(char in url for char in " \"'<>\t\r\n"):
            sheet.write_url(line, at, url, self._link, url[:255])
        else:
            sheet.write_string(line, at, url[:_LONGEST], self._text)

    def _write_number(self, sheet: Any, line: int, at: int, value: Any) -> None:
        plain = f"{value:f}"
        if len(plain.replace(".", "").strip("-").lstrip("0")) > _DIGITS:
            sheet.write_string(line, at, plain[:_LONGEST], self._text)
        else:
            whole = value == int(value)
            sheet.write_number(line, at, float(value), self._whole if whole else self._number)
