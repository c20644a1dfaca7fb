"""A workbook with nothing in it but headings and styles, which rows are put into without its library.

The library that makes workbooks takes as long to load as all rows take to write, and what it makes
of the headings is the same for all casebooks of one title and day: so it is made once, and kept.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.publishing.spreadsheet import Strings, letters
from generator.publishing.wordprocessing import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.publishing.datatables import DataTable

_MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - the library wants a bare date; the same bytes twice
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_RIGHTS, _UNIX = 0o600 << 16, 3
_LEVEL = 3
"""How hard parts are packed: a tenth larger than at most, in half the time."""
_WIDE = {"quote": 60, "question": 40, "definition": 50, "reasons": 40, "title": 40, "url": 40}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "number": {"num_format": "#,##0.########", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
    "link": {"font_color": "#12436D", "underline": 1, "valign": "top"},
}
_BOOK, _STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
_LINK = (
    '<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    '/hyperlink" Target="%s" TargetMode="External"/>'
)
_END_OF_RELATIONS = "</Relationships>"

# '<dimension ref="A1:AS2"/>': which cells there are
_RE_SIZE = re.compile(r'(?<=<dimension ref="A1:)[A-Z]{1,3}\d+')
# '<c r="B2" s="3"/>': a cell of the row that has one of each style
_RE_STYLE = re.compile(r'<c r="[A-Z]{1,3}2" s="(\d+)"/>')
_RE_STYLES_ROW = re.compile(r'<row r="2".*?</row>')
# 'localSheetId="4" hidden="1">两两比较!$A$1:$G$2</definedName>': the rows that are filtered, by sheet
_RE_FILTERED = re.compile(r'(localSheetId="(\d+)"[^<]*\$)2(?=</definedName>)')
# '<sst … uniqueCount="45"><si><t>编号</t></si>…</sst>': the headings
_RE_STRINGS = re.compile(r'uniqueCount="(\d+)">(.*)</sst>', re.DOTALL)


class Filled(Struct, frozen=True):
    """What is put into a sheet.

    Attributes:
        count: How many rows.
        rows: They as elements.
        places: Where its links stand, as elements.
        addresses: The addresses that they lead to outside, with the names of their relations.
    """

    count: int
    rows: str
    places: str
    addresses: Mapping[str, str]


class BlankSheet(Struct, frozen=True):
    """A sheet without rows: what stands before them, behind them, and its part of relations."""

    before: str
    behind: str
    relations: str
    width: int

    def part(self, filled: Filled) -> str:
        """The sheet with its rows."""
        last = f"{letters(self.width - 1)}{filled.count + 1}"
        filtered = f"{letters(self.width - 1)}{max(filled.count, 1) + 1}"
        places = f"<hyperlinks>{filled.places}</hyperlinks>" if filled.places else ""
        return "".join((
            _RE_SIZE.sub(last, self.before, count=1), filled.rows,
            "</sheetData>", f'<autoFilter ref="A1:{filtered}"/>', places, self.behind,
        ))  # fmt: skip


class BlankWorkbook(Struct, frozen=True):
    """A workbook to be filled.

    Attributes:
        book: The part that names the sheets.
        strings: The texts of the headings, and how many they are.
        styles: The numbers of styles by name.
        sheets: In their order.
        archive: All other parts, as an archive.
    """

    book: str
    strings: tuple[str, int]
    styles: dict[str, int]
    sheets: tuple[BlankSheet, ...]
    archive: bytes

    @classmethod
    def read(cls, data: bytes) -> BlankWorkbook:
        """What ``written`` wrote."""
        head, _, archive = data.partition(b"\n")
        book, strings, styles, sheets = json.loads(head)
        return cls(
            book, tuple(strings), styles, tuple(BlankSheet(*sheet) for sheet in sheets), archive
        )

    def written(self) -> bytes:
        """All of it in one piece."""
        sheets = [[s.before, s.behind, s.relations, s.width] for s in self.sheets]
        head = json.dumps([self.book, self.strings, self.styles, sheets])
        return b"\n".join([head.encode(), self.archive])

    def filled(self, sheets: Iterable[Filled], strings: Strings) -> bytes:
        """The workbook's bytes.

        Args:
            sheets: What is put into each sheet.
            strings: The texts that their cells name; it is asked when all sheets are there.
        """
        target = io.BytesIO(self.archive)
        counts = []
        with zipfile.ZipFile(target, "a") as archive:
            for number, (blank, filled) in enumerate(zip(self.sheets, sheets, strict=True), 1):
                counts.append(filled.count)
                _add(archive, _sheet(number), blank.part(filled))
                links = "".join(_LINK % (n, attribute(a)) for a, n in filled.addresses.items())
                related = blank.relations.replace(_END_OF_RELATIONS, links + _END_OF_RELATIONS)
                _add(archive, _relations(number), related)
            _add(archive, _STRINGS, "".join(strings.pieces()))
            _add(
                archive,
                _BOOK,
                _RE_FILTERED.sub(lambda m: f"{m[1]}{max(counts[int(m[2])], 1) + 1}", self.book),
            )
        return target.getvalue()


def _sheet(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _relations(number: int) -> str:
    return f"xl/worksheets/_rels/sheet{number}.xml.rels"


def blank(tables: Sequence[DataTable], *, title: str, made: dt.date | None) -> bytes:
    """A workbook with headings and styles, as ``BlankWorkbook.written`` writes it.

    Args:
        tables: The tables, one a sheet.
        title: The casebook's title, for the file's properties.
        made: The date of the data, for the file's properties.
    """
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    created = dt.datetime.combine(made, dt.time()) if made else _MADE
    book.set_properties({"title": title, "comments": "根据公开报道整理", "created": created})
    _sheets(book, tables)
    book.close()
    with zipfile.ZipFile(target) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    return _taken_apart(parts, tables).written()


def _sheets(book: Any, tables: Sequence[DataTable]) -> None:  # noqa: ANN401 - xlsxwriter is untyped
    """Headings in Chinese that stay in view and can be filtered; what they mean as remarks."""
    styles = [book.add_format(style) for style in _STYLES.values()]
    head = book.add_format(
        {"bold": True, "bg_color": "#12436D", "font_color": "#FFFFFF", "text_wrap": True}
    )
    for number, table in enumerate(tables):
        sheet = book.add_worksheet(table.title)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.title, head)
            sheet.write_comment(0, at, f"{column.name}：{column.about}")
            sheet.set_column(at, at, _WIDE.get(column.name, 14))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, 1, len(table.columns) - 1)
        for at, style in enumerate(styles if number == 0 else ()):
            sheet.write_blank(1, at, None, style)  # a row that is taken out again: it tells numbers


def _taken_apart(parts: dict[str, bytes], tables: Sequence[DataTable]) -> BlankWorkbook:
    """The workbook that the library made, by what is filled in and what is not."""
    book = parts.pop(_BOOK).decode()
    strings = _RE_STRINGS.search(parts.pop(_STRINGS).decode())
    sheets = [parts.pop(_sheet(n)).decode() for n in range(1, len(tables) + 1)]
    relations = [parts.pop(_relations(n)).decode() for n in range(1, len(tables) + 1)]
    numbers = map(int, _RE_STYLE.findall(sheets[0]))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            _add(archive, name, content)
    return BlankWorkbook(
        book,
        (strings[2], int(strings[1])) if strings else ("", 0),
        dict(zip(_STYLES, numbers, strict=True)),
        tuple(
            BlankSheet(*_halves(sheet), related, len(table.columns))
            for sheet, related, table in zip(sheets, relations, tables, strict=True)
        ),
        target.getvalue(),
    )


def _halves(sheet: str) -> tuple[str, str]:
    """A sheet's part without rows and filter: what stands before them, and what behind."""
    before, _, behind = _RE_STYLES_ROW.sub("", sheet).partition("</sheetData>")
    return before, behind.partition("/>")[2]


def _add(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    """Add a part, of the same time as all parts of all workbooks."""
    info = zipfile.ZipInfo(name, _ZIP_TIME)
    info.external_attr, info.create_system = _RIGHTS, _UNIX
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content, compresslevel=_LEVEL)
