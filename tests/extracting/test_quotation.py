"""Quotes of figures: case files, properties that always hold, and the gold articles."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.mention import Mention
from generator.extracting.quotation import LONGEST, QuotationLexicon, quote_span
from generator.extracting.segmentation import segment
from generator.model.fact import NonFactReason
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.marked import marked
from tests.gold import SHARED, article, gold_lines, ids

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "quotation.yml").read_text("utf-8"))
EXAMPLES = lexicon_data("quotation")["dependent"]["examples"]
LEXICON = QuotationLexicon.load()


@pytest.mark.parametrize("case", [*EXAMPLES, *CASES], ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    document, mentions = marked(case["text"])
    quote = quote_span(document, mentions[0], LEXICON)
    assert quote.of(document.text) == case["quote"]


def test_both_ends_of_a_change_get_one_quote() -> None:
    document, mentions = marked("以前办证要【20天】,材料也多,现在只要【3天】就行。")
    first, second = mentions
    quotes = {
        quote_span(document, first, LEXICON, second.span),
        quote_span(document, second, LEXICON, first.span),
    }
    assert [quote.of(document.text) for quote in quotes] == [
        "以前办证要20天,材料也多,现在只要3天就行"
    ]


def test_a_mention_without_a_figure_is_quoted_with_its_clause_alone() -> None:
    document, mentions = marked("园区有企业30家,其中【一批】企业已投产。")
    bare = Mention(mentions[0].span, mentions[0].surface, reason=NonFactReason.OTHER)
    assert quote_span(document, bare, LEXICON).of(document.text) == "其中一批企业已投产"


def test_a_clause_that_is_too_long_is_cut_at_a_joint() -> None:
    items = "、".join(f"某某服务事项第{'甲' * 6}" for _ in range(20))
    document, mentions = marked(f"{items}等【90项】服务全部上线。")
    quote = quote_span(document, mentions[0], LEXICON)
    assert len(quote) <= LONGEST
    assert mentions[0].span in quote


@pytest.mark.parametrize("folder", ["gold", "gold-more"])
def test_gold(folder: str) -> None:
    path = SHARED / folder
    if not path.is_dir():
        pytest.skip("the gold articles lie beside the repository; they are not there")
    scores = []
    for id_ in ids(path):
        text = article(path, id_)
        document = segment(text)
        lines = [line for line in gold_lines(path, id_, text.text) if line.span]
        for line, mention in zip(lines, gold_mentions(lines), strict=True):
            quote = quote_span(document, mention, LEXICON)
            words = quote.of(text.text)
            assert mention.span in quote
            assert "\n" not in words
            scores.append(_containment(line.data["quote"], words))
    assert sum(scores) / len(scores) >= 0.95


def _containment(one: str, two: str) -> float:
    """As ``score.py`` measures quotes: bigrams of the shorter found in the longer."""
    first, second = _bigrams(one), _bigrams(two)
    return (first & second).total() / max(1, min(first.total(), second.total()))


def _bigrams(text: str) -> Counter[str]:
    plain = re.sub(r"[\s\"“”‘’,、。.;:()《》·-]", "", text)
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))
