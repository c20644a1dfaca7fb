"""Plain figures: what is read at once is what the general reader would have read."""

from __future__ import annotations

import random

import pytest

from generator.extracting.ledger import mentions_of
from generator.extracting.lexicon import Lexicon
from generator.extracting.patterns import NUMERAL
from generator.extracting.plain_figures import PlainReader
from generator.model.quantity import Bound

LEXICON = Lexicon.load().numerals
BOUNDS = [word for own in LEXICON.before for word in own.words]
PLAIN_BEFORE = ["", "新增企业", "投资", "建成了", "总数为", "增长", "已有", "走出"]
PLAIN_BEHIND = ["", "。", ",其中", "的企业", "厂房", "和", "、"]
# fmt: off
BEFORE = [
    "\n", "至少跑", "最多盖", "每", "比", "约占", "不到全市", "第", "零下", "了快", "满", "-", "3", " ", "连续",
    "成立满", "超过全县的", "上", "过", "负", "由", "从", *(word for own in LEXICON.before for word in own.words),
]
BEHIND = [
    "以上", "以内", "内", "起,", "多", "左右", "至5个", "-8家", "到9万元", "5角", "/亩", "每年", "半", "(含税)",
    "级", "县区", "百分点", "亿", "万", "余", "垫底的", "市", "不到",
    *(word for own in LEXICON.behind for word in own.words),
]
# fmt: on
NUMBERS = [
    "1",
    "3",
    "12",
    "280",
    "3.5",
    "0.5",
    "1,280",
    "35.6亿",
    "4万",
    "40余亿",
    "3万4000",
    "05",
    "1.20",
]
FILLED = [
    "余次",
    "多件",
    "来人",
    "余人次",
    "来个",
    "多个亿",
    "余万平方米",
    "余级",
    "多元",
    "余 个",
    "多%",
] * 4
DIGITS = ["一", "两", "三", "九"]
UNITS = [*LEXICON.units, "", " 个", "余家", "多个", "千米", "成", "大类", *FILLED]


def _phrase(dice: random.Random) -> str:
    before = dice.choice(PLAIN_BEFORE if dice.random() < PLAIN else BEFORE)
    behind = dice.choice(PLAIN_BEHIND if dice.random() < PLAIN else BEHIND)
    return before + dice.choice(NUMBERS) + dice.choice(UNITS) + behind


PLAIN = 0.6
"""The share of phrases with nothing beside the figure that could change it."""


def test_plain_figures_are_what_the_general_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(11)  # noqa: S311 - no secret
    phrases = [_phrase(dice) for _ in range(6000)]
    quick = [mentions_of(phrase, LEXICON) for phrase in phrases]
    reader = PlainReader(LEXICON)
    numerals = [(phrase, NUMERAL.search(phrase)) for phrase in phrases]
    read = [
        reader.read(phrase, found, len(phrase))
        for phrase, found in numerals
        if found and found.lastgroup == "arabic"
    ]
    assert sum(mention is not None for mention in read) > len(phrases) / 10
    monkeypatch.setattr(PlainReader, "read", lambda *_: None)
    monkeypatch.setattr(PlainReader, "reading", lambda *_: None)
    for phrase, mentions in zip(phrases, quick, strict=True):
        assert mentions == mentions_of(phrase, LEXICON), phrase


def test_single_digits_are_what_the_general_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)  # noqa: S311 - no secret
    parts = (
        [*PLAIN_BEFORE, *BEFORE, "只跑", "缩短至", "占比"],
        DIGITS,
        [*UNITS, *LEXICON.nouns_behind, "事"],
        [*PLAIN_BEHIND, *BEHIND, "办结", "批项目"],
    )
    phrases = ["".join(dice.choice(words) for words in parts) for _ in range(6000)]
    quick = [mentions_of(phrase, LEXICON) for phrase in phrases]
    monkeypatch.setattr(PlainReader, "reading", lambda *_: None)
    for phrase, mentions in zip(phrases, quick, strict=True):
        assert mentions == mentions_of(phrase, LEXICON), phrase


@pytest.mark.parametrize(
    ("text", "unit"), [("推出五项举措", "项"), ("跑了两年", "年"), ("这一细分领域", "")]
)
def test_common_digits_are_read_at_once(text: str, unit: str) -> None:
    found = NUMERAL.search(text)
    assert found is not None
    reading = PlainReader(LEXICON).reading(text, found, len(text))
    assert reading is not None
    assert reading.quantity.unit == unit


@pytest.mark.parametrize(
    "text", ["近三年", "三至五个", "三百家", "两元五角", "六县区", "占比约三成"]
)
def test_digits_with_more_around_are_left_to_the_general_reader(text: str) -> None:
    found = NUMERAL.search(text)
    assert found is not None
    assert PlainReader(LEXICON).reading(text, found, len(text)) is None


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("超过1280家,", Bound.MORE),
        ("近35.6亿元", Bound.LESS),
        ("15天内办结", Bound.AT_MOST),
        ("93%以上", Bound.AT_LEAST),
        ("走访70余次,", Bound.MORE),
        ("约40来家", Bound.ABOUT),
    ],
)
def test_figures_with_words_of_bounds_are_read_at_once(text: str, bound: Bound) -> None:
    found = NUMERAL.search(text)
    assert found is not None
    reading = PlainReader(LEXICON).reading(text, found, len(text))
    assert reading is not None
    assert reading.quantity.bound is bound


@pytest.mark.parametrize(
    "text",
    ["新增企业1280家,", "投资35.6亿元。", "建成厂房4万平方米", "增速为12.5%,"],
)
def test_common_figures_are_plain(text: str) -> None:
    found = NUMERAL.search(text)
    assert found is not None
    mention = PlainReader(LEXICON).read(text, found, len(text))
    assert mention is not None
    assert (mention,) == mentions_of(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "超过1280家,",
        "投资35.6亿元以上",
        "最多跑2次",
        "3元5角",
        "零下12度",
        "12个县区",
        "满3年的",
        "40余亿元",
    ],
)
def test_what_words_beside_change_is_left_to_the_general_reader(text: str) -> None:
    found = NUMERAL.search(text)
    assert found is not None
    assert PlainReader(LEXICON).read(text, found, len(text)) is None
