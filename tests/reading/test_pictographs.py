"""Emoji are ornament; keycaps number lists and keep their number apart."""

from __future__ import annotations

import pytest

from generator.reading.cleaning import clean_characters
from generator.reading.tracing import Traced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("📌 企业开办：1小时出照👍", "企业开办:1小时出照"),
        ("1️⃣365天不打烊 2⃣上门办", "①365天不打烊 ②上门办"),
        ("🔟全程网办", "⑩全程网办"),
        ("①受理②办结 ©某网 25℃ →", "①受理②办结 ©某网 25°C →"),
        ("搞定‼️真快❗", "搞定真快"),
    ],
)
def test_cleaned(raw: str, clean: str) -> None:
    assert clean_characters(Traced.of(raw)).text == clean
