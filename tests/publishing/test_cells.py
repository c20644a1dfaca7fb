from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.cells import disarmed, joined, parted, rearmed


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-3", "'-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("'引", "'引"),
        ("约3个月", "约3个月"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert disarmed(text) == cell
    assert rearmed(cell) == text


@given(st.text(alphabet="'=+-@＝ \t甲1"))
def test_disarming_loses_nothing(text: str) -> None:
    assert rearmed(disarmed(text)) == text
    assert not disarmed(text).startswith("\t")
    assert not disarmed(text).lstrip().startswith(("=", "+", "-", "@", "＝"))


@given(st.lists(st.text(alphabet="\\；甲;", min_size=1)))
def test_a_list_in_one_cell_loses_nothing(items: list[str]) -> None:
    assert parted(joined(items)) == items
