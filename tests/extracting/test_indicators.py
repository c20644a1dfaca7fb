"""Names of indicators: the lexicon's examples, case files, and the gold articles."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.indicator_kinds import LONGEST
from generator.extracting.indicator_words import Cuts, Ends
from generator.extracting.indicators import IndicatorRules, name_indicators
from generator.extracting.roles import assign_roles
from generator.extracting.segmentation import segment
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.marked import marked
from tests.gold import SHARED, article, gold_lines, ids

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "indicators.yml").read_text("utf-8"))
RULES = IndicatorRules.load()
EXAMPLES = [
    example
    for group in lexicon_data("indicator_words").values()
    for example in group.get("examples", ())
]


def names(text: str) -> list[str]:
    document, mentions = marked(text)
    readings = assign_roles(document, mentions, RULES.roles)
    found = name_indicators(document, mentions, readings, RULES)
    return [found[mention.span] for mention in mentions]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["text"])
def test_examples_of_the_lexicon(case: dict[str, Any]) -> None:
    assert names(case["text"])[-1] == case["name"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    assert names(case["text"]) == case["names"]


def test_a_figure_without_words_still_has_a_name() -> None:
    assert names("【5个】。") == ["数量"]


def test_a_text_without_figures_has_no_names() -> None:
    assert names("办事快了，企业满意。") == []


def test_whole_words_are_not_cut() -> None:
    cuts = Cuts(["智能"], ["能"])
    assert list(cuts.find("智能制造能办")) == [(4, 5)]
    assert list(cuts.find("智能制造")) == []


def _every_cut(whole: list[str], words: list[str], text: str) -> list[tuple[int, int]]:
    """Where a text is cut when each word is tried at each place, the longest first."""
    found, at, known = [], 0, sorted({*whole, *words}, key=len, reverse=True)
    while at < len(text):
        word = next((word for word in known if text.startswith(word, at)), "")
        if word in words:
            found.append((at, at + len(word)))
        at += len(word) or 1
    return found


@pytest.mark.parametrize("group", ["adverbs", "openers", "predicates"])
def test_words_that_hide_none_are_left_out_without_a_difference(group: str) -> None:
    data = lexicon_data("indicator_words")
    whole, words = data["whole"]["words"], data[group]["words"]
    cuts, pieces = Cuts(whole, words), random.Random(7)  # noqa: S311 - invented texts
    parts = [word[: at + 1] for word in [*whole, *words] for at in range(len(word))]
    for _ in range(300):
        text = "".join(pieces.choices(parts, k=6))
        assert list(cuts.find(text)) == _every_cut(whole, words, text), text


def test_the_longest_word_that_a_text_ends_with() -> None:
    ends = Ends(["达到", "到", "共有"])
    assert [ends.length(text) for text in ("产值达到", "看到", "共有人", "")] == [2, 1, 0, 0]


@pytest.mark.parametrize(("folder", "floor"), [("gold", 0.8), ("gold-more", 0.72)])
def test_gold(folder: str, floor: float) -> None:
    path = SHARED / folder
    if not path.is_dir():
        pytest.skip("the gold articles lie beside the repository; they are not there")
    right = total = 0
    for id_ in ids(path):
        text = article(path, id_)
        document = segment(text)
        lines = gold_lines(path, id_, text.text)
        mentions = gold_mentions(lines)
        readings = assign_roles(document, mentions, RULES.roles)
        found = name_indicators(document, mentions, readings, RULES)
        for line in lines:
            if line.data["type"] == "fact" and line.span:
                name = found[line.span]
                assert 0 < len(name) <= 2 * LONGEST + 12
                total += 1
                right += _dice(line.data["indicator"], name) >= 0.5
    assert right / total >= floor


def _dice(one: str, two: str) -> float:
    """As ``score.py`` compares indicators."""
    first, second = _bigrams(one), _bigrams(two)
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def _bigrams(text: str) -> Counter[str]:
    plain = re.sub(r"[\s\"“”‘’,、。.;:()《》·-]", "", text)
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1)) or Counter([plain])
