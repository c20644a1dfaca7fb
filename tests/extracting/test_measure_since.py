"""When a measure began: only a clause that says so dates it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.extract import extract
from generator.extracting.lexicon import Lexicon
from generator.resources import lexicon_data
from tests.factory import article

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "measure_since.yml").read_text("utf-8"))
LEXICON = Lexicon.load()
EXAMPLES = [e for group in lexicon_data("measure_beginnings").values() for e in group["examples"]]


def beginnings(text: str) -> dict[str, dt.date | None]:
    """When the measures of a text began, by their names."""
    found = extract(article(text, date="2024-09-20"), LEXICON).measures
    return {measure.name: measure.since for measure in found}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    found = beginnings(case["text"])
    assert {name: found.get(name) for name in case["since"]} == case["since"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_dated_measures_of_the_cases_are_found_at_all(case: dict[str, Any]) -> None:
    found = beginnings(case["text"])
    assert {name for name, since in case["since"].items() if since} <= set(found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_lexicon_examples(example: dict[str, Any]) -> None:
    name = example["text"].partition("“")[2].partition("”")[0]
    since = example["since"] and dt.date.fromisoformat(example["since"])
    assert beginnings(example["text"]).get(name) == since
