"""Every word of a case's parts is found in its own example, and nowhere else by accident."""

from __future__ import annotations

import pytest

from generator.rendering.case_parts import CaseParts
from generator.resources import lexicon_data

PARTS = CaseParts.load()
EXAMPLES = [
    (part, word, example)
    for part, entry in lexicon_data("case_parts").items()
    for word, example in zip(entry["words"], entry["examples"], strict=True)
]


@pytest.mark.parametrize(("part", "word", "example"), EXAMPLES)
def test_a_word_is_found_in_its_example(part: str, word: str, example: str) -> None:
    assert word in example
    assert getattr(PARTS, part).search(example)


@pytest.mark.parametrize("sentence", ["柳湾园区新建道路3条。", "大厅设窗口20个,办件4万件。"])
def test_plain_reports_belong_to_neither_part(sentence: str) -> None:
    assert not PARTS.background.search(sentence)
    assert not PARTS.replication.search(sentence)
