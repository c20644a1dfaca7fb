from __future__ import annotations

import time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.ledger import find_mentions, mentions_of, uncovered
from generator.extracting.mention import Mention
from generator.extracting.numeral_lexicon import NumeralLexicon
from generator.extracting.segmentation import segment
from generator.model.fact import NonFactReason, Role
from tests.gold import SHARED, article, gold_lines, ids

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "ledger.yml").read_text("utf-8"))

# Pieces of articles: what may stand beside what is left to chance.
PIECES = st.sampled_from(
    [
        "12345",
        "3.5%",
        "1.2亿元",
        "三十五家",
        "二〇二四年",
        "2024年3月",
        "第三",
        "一",
        "二",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "两",
        "半",
        "几",
        "数",
        "双",
        "首",
        "余",
        "多",
        "超",
        "近",
        "约",
        "以上",
        "左右",
        "个",
        "家",
        "元",
        "年",
        "月",
        "日",
        "个工作日",
        "一窗受理",
        "《2023年方案》",
        "“1+3+N”",
        "分之",
        "点",
        "成",
        "倍",
        "一批",
        "一个",
        "从",
        "到",
        "至",
        "—",
        "-",
        "+",
        "/",
        ",",
        "。",
        "、",
        ";",
        ":",
        "(",
        ")",
        "〔2024〕3号",
        "A4",
        "5G",
        "9:30",
        "500强",
        "项目",
        "企业",
        "园区",
        "同比增长",
        "肆佰",
        "0",
        "7",
        "\n",
        "翻两番",
        "四川",
        "进一步",
        "全国首个",
        "位居",
        "前十",
        "10亿元以上",
        "项目6个",
        "No.1",
        "①",
        "🔟",
    ]
)


@cache
def lexicon() -> NumeralLexicon:
    return NumeralLexicon.load()


def shown(mention: Mention) -> str:
    """The form of the case file."""
    if mention.quantity is None:
        assert mention.reason is not None
        return f"{mention.surface}: {mention.reason.value}"
    quantity = mention.quantity
    words = [f"{quantity.value.normalize():f}", quantity.unit, quantity.bound.value]
    if mention.role:
        words.append(mention.role.value)
    return f"{mention.surface} -> {' '.join(words)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:16])
def test_sentence(case: dict[str, Any]) -> None:
    assert [shown(mention) for mention in mentions_of(case["text"], lexicon())] == case["mentions"]


@given(st.lists(PIECES, max_size=14).map("".join))
def test_every_numeral_is_accounted_for(text: str) -> None:
    mentions = mentions_of(text, lexicon())
    assert uncovered(text, mentions) == ()
    end = 0
    for mention in mentions:
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.surface != ""
        assert (mention.quantity is None) != (mention.reason is None)
        end = mention.span.end


def test_uncovered_sees_what_is_missing() -> None:
    text = "新增3家,共三十五家"
    assert [span.of(text) for span in uncovered(text, ())] == ["3", "三十五"]


@pytest.mark.parametrize("reason", list(NonFactReason))
def test_terms_are_never_figures(reason: NonFactReason) -> None:
    terms = [term for term, kind in lexicon().terms.items() if kind is reason]
    wrong = [term for term in terms if any(m.quantity for m in mentions_of(term, lexicon()))]
    assert [term for term in wrong if not term.startswith("首")] == []


def test_ordinary_words_get_no_mention() -> None:
    wrong = {word: found for word in lexicon().words if (found := mentions_of(word, lexicon()))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [("排名全省第三,", 3), ("位居全国首位", 1), ("跻身前十,", 10), ("全省首创", 1)],
)
def test_ranks(text: str, value: int) -> None:
    (mention,) = mentions_of(text, lexicon())
    assert mention.role is Role.RANK
    assert mention.quantity is not None
    assert (mention.quantity.value, mention.quantity.unit) == (Decimal(value), "名")


@pytest.mark.skipif(not SHARED.exists(), reason="the gold annotations are not here")
@pytest.mark.parametrize("folder", ["gold", "gold-more"])
def test_gold_decisions(folder: str) -> None:
    """Figure or not, value, unit and bound against the hand-made gold, place by place."""
    right = wrong = attributes = figures = 0
    for id_ in ids(SHARED / folder):
        document = segment(article(SHARED / folder, id_))
        mentions = find_mentions(document, lexicon())
        assert uncovered(document.text, mentions) == ()
        for line in gold_lines(SHARED / folder, id_, document.text):
            if line.span is None:
                continue
            found = next((m for m in mentions if m.span.overlaps(line.span)), None)
            figure = found is not None and found.quantity is not None
            right, wrong = (
                (right + 1, wrong)
                if figure == (line.data["type"] == "fact")
                else (right, wrong + 1)
            )
            if figure and found and found.quantity and line.data["type"] == "fact":
                figures += 1
                same = abs(float(found.quantity.value) - line.data["value"]) <= 1e-3 * max(
                    1, line.data["value"]
                )
                attributes += (
                    same
                    and found.quantity.unit == line.data["unit"]
                    and found.quantity.bound.value == line.data["bound"]
                )
    assert right / (right + wrong) >= 0.98
    assert attributes / figures >= 0.99


@pytest.mark.parametrize(
    "piece", ["1", "一", "十百", "0731-", "一a一", "2024年", "1+", "“一", "a1"]
)
def test_time_grows_with_length_only(piece: str) -> None:
    """Eight times the text takes about eight times as long, not sixty-four."""
    mentions_of("1家", lexicon())
    short, long = (min(_seconds(piece * count) for _ in range(5)) for count in (500, 4000))
    assert long < 30 * max(short, 0.005)


def _seconds(text: str) -> float:
    """Processor time of one reading; the least of several is free of what else the machine does."""
    start = time.process_time()
    mentions_of(text, lexicon())
    return time.process_time() - start
