from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.numerals import parse_numeral

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "numerals.yml").read_text("utf-8"))

DIGITS = "零一二三四五六七八九"
SECTIONS = ((10**8, "亿"), (10**4, "万"))
SCALES = ((1000, "千"), (100, "百"), (10, "十"))


def _spelled(number: int) -> str:
    """A number below 10^12 in full Chinese spelling, by the textbook."""
    for size, name in SECTIONS:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return _spelled(head) + name + gap + (_spelled(rest) if rest else "")
    for size, name in SCALES:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return DIGITS[head] + name + gap + (_spelled(rest) if rest else "")
    return DIGITS[number]


@pytest.mark.parametrize(
    ("text", "value"), [(text, value) for value, texts in CASES for text in texts]
)
def test_value(text: str, value: float | None) -> None:
    expected = None if value is None else Decimal(str(value))
    assert parse_numeral(text) == expected


@given(st.integers(0, 10**12 - 1))
def test_every_full_spelling_is_read(number: int) -> None:
    assert parse_numeral(_spelled(number)) == number


@given(st.integers(0, 10**15))
def test_grouped_digits(number: int) -> None:
    assert parse_numeral(f"{number:,}") == number


@given(st.text("零一二两三十百千万亿点分之又半成余多几0123456789.,/ -", max_size=12))
def test_never_fails(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value.is_finite()
