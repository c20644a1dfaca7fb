"""Head nouns behind quoted names, and when they need not be looked for."""

from __future__ import annotations

import pytest

from generator.extracting.lexicon import Lexicon
from generator.extracting.measure_heads import Heads

LEXICON = Lexicon.load().measures


def _heads(text: str) -> Heads:
    return Heads(text, LEXICON.marks(text).nouns, LEXICON.words)


@pytest.mark.parametrize(
    ("text", "words", "head"),
    [
        ("推行“晨间问需”机制,", "机制", "机制"),
        ("上线“云上问需”智慧服务平台。", "智慧服务平台", "智慧服务平台"),
        ("园区“晨间问需”的成效明显", "的成效明显", None),
        ("推行“晨间问需”,成效明显", "", None),
    ],
)
def test_the_head_behind_a_name(text: str, words: str, head: str | None) -> None:
    heads, end = _heads(text), text.index("”") + 1
    assert heads.behind(end) == (words, head)
    assert heads.behind_list(end) == (words, head)
    # Where it is plain at once there is none; elsewhere there may be one.
    assert not (heads.alone(end) and head)


def test_the_head_behind_a_list() -> None:
    text = "推出“晨间问需”“夜间答疑”等一系列改革。"
    heads, end = _heads(text), text.rindex("”") + 1
    assert heads.behind(end)[0] == "等一系列改革"
    assert heads.behind_list(end) == ("改革", "改革")


def test_most_names_have_no_head() -> None:
    text = "推行“晨间问需”,累计走访企业30家"
    assert _heads(text).alone(text.index("”") + 1)


def test_settled_names_need_no_words_around() -> None:
    assert LEXICON.settled
    assert not LEXICON.settled & (LEXICON.weak | LEXICON.words.generic)
    assert LEXICON.settled <= LEXICON.terms.keys()
