from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.ledger import mentions_of
from generator.extracting.numeral_lexicon import NumeralLexicon
from generator.model.quantity import Quantity
from generator.resources import lexicon_data

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "quantities.yml").read_text("utf-8"))


@cache
def lexicon() -> NumeralLexicon:
    return NumeralLexicon.load()


def only_quantity(text: str) -> Quantity:
    found = [m.quantity for m in mentions_of(text, lexicon()) if m.quantity]
    assert len(found) == 1, (text, found)
    return found[0]


def number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_quantity(case: dict[str, Any]) -> None:
    quantity = only_quantity(case["text"])
    assert (quantity.value, quantity.unit) == (number(case["value"]), case["unit"])
    assert quantity.bound.value == case["bound"]
    if "low" in case:
        assert (quantity.low, quantity.high) == (number(case["low"]), number(case["high"]))


@pytest.mark.parametrize(
    ("text", "unit"),
    [(text, entry["unit"]) for entry in lexicon_data("units") for text in entry["examples"]],
)
def test_unit_examples(text: str, unit: str) -> None:
    units = [m.quantity.unit for m in mentions_of(text, lexicon()) if m.quantity]
    assert unit in units


def test_every_unit_has_an_example() -> None:
    assert [entry["unit"] for entry in lexicon_data("units") if not entry["examples"]] == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (text, entry["bound"])
        for side in ("before", "behind")
        for entry in lexicon_data("bounds")[side]
        for text in entry["examples"]
    ],
)
def test_bound_examples(text: str, bound: str) -> None:
    assert only_quantity(text).bound.value == bound
