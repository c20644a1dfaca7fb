"""The workbook that is written as text is the one that its library writes."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from generator.model.keeping import made_anew
from generator.publishing.blank_workbook import BlankWorkbook, blank
from generator.publishing.dataset import Row, dataset
from generator.publishing.datatables import Column, Kind, data_tables
from generator.publishing.workbook import workbook
from tests.publishing import library_workbook
from tests.rendering import sample
from tests.rendering.hostile import hostile

TABLES = data_tables()
TITLE, DAY = "云溪<&>案例", dt.date(2024, 6, 3)
STRANGE = (
    " 甲 ", "甲\n乙\t", "\x0b\x1f", "_x000B_", "a_x0041_b", "\uffff", "&amp;\"'",
    "=1+1", "乙" * 40_000, "\U00020000", "12",
    "\U00020000" * 20_000, "甲" + "\U00020000" * 16_383 + "乙",
)  # fmt: skip
NUMBERS = (
    0, -3, 999_999_999, Decimal(10**14), Decimal(10**15), Decimal(10**16), Decimal("0.5"), Decimal("1E+3"), Decimal("-12.50"),
    Decimal("99.99"), Decimal("123456789012345.6"), Decimal("0.000000000000001234567890123456"),
)  # fmt: skip
DAYS = (
    dt.date(1900, 1, 2), dt.date(1900, 2, 28), dt.date(1900, 3, 1), dt.date(2024, 2, 29), dt.date(2099, 12, 31),
)  # fmt: skip
ADDRESSES = (
    "https://a.example/b?c=1&d=2", "http://a.example/甲", "https://a.example/%E4", "ftp://a.example",
    "https://a.example/a b", "https://a.example/#/b?id=[1]", "http://a.example/甲#", "https://a.example/[1]{2}^`|%zz",
    "https://a.example/[1]%5b", f"https://a.example/{'b' * 300}", f"https://a.example/{'b' * 2500}",
)  # fmt: skip


def _opened(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data))


def _told(book: Workbook) -> dict[str, Any]:
    """Everything that a spreadsheet shows of a workbook."""
    told: dict[str, Any] = {"title": book.properties.title, "made": book.properties.created}
    for sheet in book:
        widths = {c: (d.min, d.max, d.width) for c, d in sheet.column_dimensions.items()}
        told[sheet.title] = sheet.dimensions, sheet.freeze_panes, sheet.auto_filter.ref, widths
        told |= {f"{sheet.title}!{cell.coordinate}": _cell(cell) for row in sheet for cell in row}
    return told


def _cell(cell: Any) -> tuple[object, ...]:
    link, remark = cell.hyperlink, cell.comment
    look = [repr(getattr(cell, name)) for name in ("font", "fill", "alignment", "number_format")]
    where = (link.ref, link.location, link.target) if link else None
    return cell.value, cell.data_type, where, remark and remark.text, *look


def _value(column: Column, at: int) -> Any:
    values: dict[Kind, tuple[Any, ...]] = {
        Kind.STRING: STRANGE,
        Kind.LIST: ([], ["甲；乙", "丙\\"], [""]),
        Kind.INTEGER: (0, 7, -7),
        Kind.NUMBER: NUMBERS,
        Kind.BOOLEAN: (True, False),
        Kind.DATE: DAYS,
    }
    found = ADDRESSES if column.name == "url" else values[column.kind]
    return found[at % len(found)]


def _strange_rows() -> dict[str, tuple[Row, ...]]:
    """Rows of what is hard to write; some cells are empty, and so is a table."""
    rows = {
        table.name: tuple(
            {c.name: None if (n + at) % 13 == 12 else _value(c, n + at) for at, c in enumerate(table.columns)}
            | {"id": f"甲-{n}"}
            for n in range(14)
        )
        for table in TABLES
    }  # fmt: skip
    for table in TABLES:
        for column in table.columns:
            for n, row in enumerate(rows[table.name]):
                if column.refers == "sources":
                    row[column.name] = f"甲-{n}" if n % 2 else "不在表中"
    return rows | {"pairs": ()}


@pytest.mark.parametrize("rows", [_strange_rows(), dataset(sample.casebook(hostile()))])
def test_it_shows_what_the_library_would_write(rows: dict[str, tuple[Row, ...]]) -> None:
    theirs = library_workbook.workbook(TABLES, rows, title=TITLE, made=DAY)
    ours = workbook(TABLES, rows, title=TITLE, made=DAY)
    expected, found = _told(_opened(theirs)), _told(_opened(ours))
    assert {
        at: (expected.get(at), found[at]) for at in found if found[at] != expected.get(at)
    } == {}
    assert expected.keys() == found.keys()


def test_words_that_look_like_markup_of_a_spreadsheet_are_words() -> None:
    """The library would write them as they are."""
    rows = dict.fromkeys(_strange_rows(), ()) | {"parks": ({"id": "<r>甲</r>"},)}
    for column in next(t.columns for t in TABLES if t.name == "parks"):
        rows["parks"][0].setdefault(column.name, None)
    made = _opened(workbook(TABLES, rows, title=TITLE, made=DAY))
    assert made["园区"]["A2"].value == "<r>甲</r>"


def test_without_any_rows_there_are_headings() -> None:
    rows: dict[str, tuple[Row, ...]] = {table.name: () for table in TABLES}
    theirs = library_workbook.workbook(TABLES, rows, title=TITLE, made=None)
    assert _told(_opened(workbook(TABLES, rows, title=TITLE, made=None))) == _told(_opened(theirs))


def test_a_kept_one_changes_nothing() -> None:
    rows, kept, made = dataset(sample.casebook()), {}, []

    def keep(key: str, make: Any) -> bytes:
        if key not in kept:
            made.append(key)
            kept[key] = make()
        return kept[key]  # type: ignore[no-any-return]

    first, second, third = (
        workbook(TABLES, rows, title=TITLE, made=DAY, keep=how) for how in (keep, keep, made_anew)
    )
    assert first == second == third
    assert len(made) == 1
    assert workbook(TABLES, rows, title="别的", made=DAY, keep=keep) != first


def test_what_is_kept_is_what_was_written() -> None:
    written = blank(TABLES, title=TITLE, made=DAY)
    assert BlankWorkbook.read(written).written() == written
    assert blank(TABLES, title=TITLE, made=DAY) == written
    assert BlankWorkbook.read(written) == BlankWorkbook.read(written)
    assert len(set(BlankWorkbook.read(written).styles.values())) == 5


def test_every_part_is_there_once_and_of_no_time() -> None:
    data = workbook(TABLES, _strange_rows(), title=TITLE, made=DAY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(names) == len(set(names))
    assert names[0] == "[Content_Types].xml"
