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


@pytest.mark.parametrize(("part", "entry"), lexicon_data("case_parts").items())
def test_a_word_is_not_found_inside_an_exception(part: str, entry: dict[str, list[str]]) -> None:
    for exception in entry.get("except", ()):
        assert not getattr(PARTS, part).search(exception)


@pytest.mark.parametrize(
    ("speaker", "enterprise"),
    [
        ("青石纺织有限公司 董事长 程远", True),
        ("柳湾园区管委会 副主任 林舟", False),
        ("区营商环境服务中心负责人", False),
        ("市民 周女士", False),
    ],
)
def test_who_speaks_for_an_enterprise(speaker: str, *, enterprise: bool) -> None:
    found = bool(PARTS.enterprise.search(speaker)) and not PARTS.office.search(speaker)
    assert found is enterprise
