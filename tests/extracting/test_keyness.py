"""The key flag: the lexicon's examples, case files, and the gold articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.keyness import KeyLexicon, assign_keys, is_key
from generator.extracting.mention import Mention
from generator.extracting.segmentation import segment
from generator.extracting.surroundings import surroundings
from generator.model.evidence import Span
from generator.model.fact import NonFactReason, Role
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.invented import figures
from tests.extracting.marked import document
from tests.gold import SHARED, article, gold_lines, ids

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "keyness.yml").read_text(encoding="utf-8")
)
LEXICON = KeyLexicon.load()
DATA = lexicon_data("key_words")
EXAMPLES = [
    example
    for group in [*DATA["groups"].values(), DATA["speed"], DATA["sums"]]
    for example in group["examples"]
]


def keys(text: str, role: str = "level", theme: str = "investment") -> list[bool]:
    frame, mentions = figures(text)
    places = surroundings(frame, mentions)
    return [is_key(place, Role(role), theme, None, LEXICON) for place in places]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["text"])
def test_examples_of_the_lexicon(case: dict[str, Any]) -> None:
    assert keys(case["text"])[-1] == case["key"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    assert keys(case["text"], case["role"], case["theme"]) == [case["key"]]


def test_a_mention_without_a_figure_has_no_flag() -> None:
    frame = document("石桥新区推行“三减一优”。")
    mention = Mention(Span(7, 11), "三减一优", reason=NonFactReason.NAME)
    assert assign_keys(surroundings(frame, [mention]), {}, {}, {}, LEXICON) == {}


@pytest.mark.parametrize(("folder", "floor"), [("gold", 0.93), ("gold-more", 0.9)])
def test_gold_floor(folder: str, floor: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the gold articles are not here")
    right = total = 0
    for id_ in ids(SHARED / folder):
        text = article(SHARED / folder, id_)
        rows = [row for row in gold_lines(SHARED / folder, id_, text.text) if row.span]
        facts = {row.span: row.data for row in rows if row.data["type"] == "fact" and row.span}
        flags = assign_keys(
            surroundings(segment(text), gold_mentions(rows)),
            {span: Role(data["role"]) for span, data in facts.items()},
            {span: data["theme"] for span, data in facts.items()},
            {span: data["measure"] for span, data in facts.items()},
            LEXICON,
        )
        total += len(facts)
        right += sum(flags[span] == data["key"] for span, data in facts.items())
    assert right / total >= floor
