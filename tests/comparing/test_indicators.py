"""The examples of every indicator are its test: read as articles are, they map to it."""

from __future__ import annotations

import re

import pytest

from generator.comparing.casebook import compare
from generator.comparing.indicators import IndicatorRule, IndicatorRules
from generator.extracting.extract import extract
from generator.extracting.lexicon import Lexicon
from generator.model.subject import Registry
from generator.reading.formats import article_from_bytes

RULES = IndicatorRules.load()
LEXICON = Lexicon.load()
EXAMPLES = [(rule, example) for rule in RULES.rules for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{r.indicator.id}-{e[:12]}" for r, e in EXAMPLES]
)
def test_an_example_is_a_value_of_its_indicator(rule: IndicatorRule, example: str) -> None:
    marked = re.search(r"【(.+?)】", example)
    assert marked
    text = example.replace("【", "").replace("】", "")
    article = article_from_bytes("a.md", f"---\nsubject: 昆山经开区\n---\n{text}\n".encode())
    facts = compare([extract(article, LEXICON)], Registry((), ())).facts
    found = {r.fact.surface.text: r.indicator for r in facts}
    surface = next((s for s in found if marked[1] in s or s in marked[1]), None)
    assert surface is not None, found
    assert found[surface] == rule.indicator, (surface, found[surface])


def test_every_indicator_has_a_definition_a_unit_and_an_example() -> None:
    for rule in RULES.rules:
        assert rule.indicator.definition.endswith("。")
        assert rule.indicator.unit
        assert rule.examples
    ids = [rule.indicator.id for rule in RULES.rules]
    assert len(set(ids)) == len(ids)
