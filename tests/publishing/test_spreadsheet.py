"""Elements of a workbook, held against the library that knows them."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.escape import unescape

from generator.publishing.spreadsheet import Strings, day_number, letters


@given(st.integers(0, 16_383))
def test_columns_have_the_names_of_a_spreadsheet(column: int) -> None:
    assert letters(column) == get_column_letter(column + 1)


@pytest.mark.parametrize(
    "day", [dt.date(1900, 3, 1), dt.date(1999, 12, 31), dt.date(2024, 2, 29), dt.date(2025, 1, 1)]
)
def test_days_are_counted_as_a_spreadsheet_counts(day: dt.date) -> None:
    assert day_number(day) == to_excel(day)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))))
def test_texts_come_back(texts: list[str]) -> None:
    strings = Strings("<si><t>题</t></si>", 1)
    numbers = [strings.number(text) for text in texts]
    root = ET.fromstring("".join(strings.pieces()))  # noqa: S314 - our own
    found = [unescape(si[0].text or "") for si in root]
    assert [found[number] for number in numbers] == texts
    assert root.get("uniqueCount") == str(len(found)) == str(1 + len(set(texts)))
    assert root.get("count") == str(1 + len(texts))


def test_blanks_at_an_end_are_kept() -> None:
    strings = Strings("", 0)
    strings.number(" 甲")
    assert ' xml:space="preserve"> 甲<' in "".join(strings.pieces())
