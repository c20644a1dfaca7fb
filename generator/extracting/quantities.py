"""From a numeral in its place to a quantity: value, unit, bound, interval, surface."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.intervals import interval, lower_end, vague_quantity
from generator.extracting.numeral_lexicon import alternation
from generator.extracting.numerals import parse_numeral
from generator.extracting.patterns import CHINESE, MIXED
from generator.extracting.plain_figures import PlainReader
from generator.extracting.readings import Reading
from generator.extracting.scanning import Ending
from generator.extracting.tails import Phrase, TailReader
from generator.model.evidence import Span
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from generator.extracting.bounds import BoundReader
    from generator.extracting.numeral_lexicon import NumeralLexicon

# Members at hand: each look-up of one costs as much as a short pattern.
_ABOUT, _AT_MOST, _EXACT, _MORE = Bound.ABOUT, Bound.AT_MOST, Bound.EXACT, Bound.MORE

_CENT = Decimal("0.01")
_MANY_DIGITS = 12
_FULL_PRICE = 10
"""From here on a number before 折 is of hundredths: 八五折 is 85 %."""

_NOUN_REACH = 14
"""Characters before a bare number in which the noun that gives its unit may stand."""

# 八九 in 八九家, 三四 in 三四十, 三四 in 二十三四: two neighbouring digits are the ends of a range.
_RE_NEIGHBOURS = re.compile(
    r"(?P<head>(?:[一二两三四五六七八九]{0,4}[百千万十]){0,3})"
    r"(?P<low>一(?=[两二])|两(?=三)|二(?=三)|三(?=四)|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九))"
    r"(?P<high>[两二三四五六七八九][十百千万亿]{0,2})"
)

# -22.2%, 同比-3.5%, 负3.9%; in 3-5% the dash joins, and 减负40万 is a word.
_RE_NEGATIVE = Ending(
    re.compile(r"(?:^|[\s,;:(、。]|[比长降为达率约是])[-−]\Z|(?:^|[\s,;:(、。为是比长到约])负\Z"),
    "-−负",
)

# 提升12位: places in a ranking, not people.
_RE_PLACES = re.compile(r"(?:提升|上升|前移|前进|跃升|进位|晋升|下降|下滑|后退|提高|攀升|晋位)了?$")

# 利率|低了一个点, 增速|快两个点: points of a rate.
_RE_OF_RATE = re.compile(
    r"(?:率|满意度|利息|增速|同比|增长|占比|比例|税负|涨幅|降幅|增幅)[^。;!?\n]{0,10}$"
)

# 每吨少|5块, 便宜了|三百块: yuan in speech.
_RE_PAID = re.compile(
    r"(?:便宜|省下?|省去|少花|少交|多花|多赚|多挣|少付|补贴?|贵|每[吨斤度方天月人件单][降涨少多省])了?(?:大?约|近|整整)?$"
)

# 突破|千亿|大关; 百亿园区 is a name.
_RE_PHRASE_END = re.compile(r"(?:大关|门槛|关口|台阶|目标|以上|的目标|[,。;、!?)”…\n]|$)")
_RE_CLAUSE_MARK = re.compile(r"[,。;:!?\n]")
_RE_MONEY_NOUN = re.compile(
    r"产值|投资|税收|营收|收入|产业规模|经济总量|GDP|生产总值|增加值|进出口|贸易额|交易额|成交额|销售额|市值|授信|贷款|融资|放款|规模|利润|资金|基金|预算|余额"
)
_CLAUSE_REACH, _SENTENCE_REACH = 24, 40

# What a bare 3万 counts: money, or (the second group) something else.
_RE_COUNTED_NOUN = re.compile(
    r"(补贴|奖励|补助|奖金|安家费|贷款|授信|租金|房租|节省|省下|成本|费用?|工资|年薪|月薪|资金|投资|产值|利润|电费|税)"
    r"|(人口|就业|用工|粉丝|访问|阅读|浏览|点击|用户|人次|件|户|家|平方|面积|吨|次|人|辆|台|亩)"
)

# 3|至|5个, 500万元|—|1000万元: what joins the ends of a range.
_RE_JOINT = re.compile(r"[-—–~至到]")

# 从38项到84项, 由5天至3天: two ends of a change, not a range.
_RE_CHANGE = re.compile(r"[从由]$|第$")


class QuantityReader(Struct, frozen=True, dict=True):
    """Reads quantities with one lexicon; holds its compiled patterns."""

    lexicon: NumeralLexicon

    @cached_property
    def _bounds(self) -> BoundReader:
        return self.plain.bounds

    @cached_property
    def plain(self) -> PlainReader:
        """Reads the figures that need nothing else."""
        return PlainReader(self.lexicon)

    @cached_property
    def _tails(self) -> TailReader:
        return TailReader(self.lexicon)

    @cached_property
    def _range(self) -> re.Pattern[str]:
        """``3至5个``, ``5%—10%``, ``500万元至1000万元``: from a number to the second one."""
        return re.compile(
            rf"(?:[万亿]?(?:{self.lexicon.unit_pattern})?)?(?:[-—–~]{{1,2}}|至|到)"
            rf"(?P<second>{MIXED}|{CHINESE})"
        )

    @cached_property
    def _longest_joint(self) -> int:
        """Characters from a number's end to the joint of a range at most, the joint included."""
        return max(map(len, self.lexicon.units)) + 2

    @cached_property
    def _nouns_behind(self) -> re.Pattern[str]:
        return re.compile(alternation(self.lexicon.nouns_behind))

    @cached_property
    def _nouns_before(self) -> re.Pattern[str]:
        words = alternation(self.lexicon.nouns_before)
        linking = (
            "总数|总量|总额|数量|数|额|量|为|约|达到?|已达|已|近|超过?|突破|至|到|了|增至|增加到|"
            "接近|将近|逾|首次|超|破|过|:|是|有|稳定在|保持在|均|不足|不到|逼近|直逼|加起来|合计|累计|总计|"
            "共计|共|高达|多达|仅|只有|大约|差不多|少说|不下|不止|站上|迈上|跃上|冲破|跨过|跨越|连破|再破|能|就|可|将|会"
        )
        return re.compile(rf"({words})(?:{linking}){{0,4}}$")

    def read(self, text: str, start: int, end: int) -> Reading | None:
        """The quantity whose digits stand at ``[start, end)``; None if they make no number."""
        number = text[start:end]
        # Its joint stands behind the number or its unit; most numbers are spared the longer look.
        joint = _RE_JOINT.search(text, end, end + self._longest_joint)
        second = self._range.match(text, end) if joint else None
        if second and not _RE_CHANGE.search(text[max(0, start - 1) : start]):
            low = parse_numeral(number)
            return self._read(text, Phrase(start, second["second"], second.end(), low))
        near = None if number.isascii() else _RE_NEIGHBOURS.fullmatch(number)
        if near:
            low = parse_numeral(near["head"] + near["low"] + near["high"][1:])
            return self._read(text, Phrase(start, near["head"] + near["high"], end, low))
        return self._read(text, Phrase(start, number, end))

    def _read(self, text: str, phrase: Phrase) -> Reading | None:
        self._tails.take(text, phrase)
        value = _value(phrase)
        return None if value is None else self._reading(text, phrase, value)

    def _reading(self, text: str, phrase: Phrase, value: Decimal) -> Reading:
        unit, kind, form = self._unit(text, phrase)
        start, stop = phrase.start, phrase.end
        before = text[max(0, start - 3) : start]
        if phrase.low is None and _RE_NEGATIVE.search(before):
            value, start = -value, start - 1
        elif before.endswith("零下"):
            value = -value
        bound, first, last = self._bounds.read(text, start, stop, unit)
        quantity = _quantity(phrase, value, unit, bound, text[start:stop])
        limited = bound is not _EXACT or phrase.low is not None or phrase.vague
        explicit = bool(form) or limited or (bool(kind) and phrase.large)
        return Reading(Span(first, last), quantity, kind, form, explicit)

    def _unit(self, text: str, phrase: Phrase) -> tuple[str, str, str]:
        """Canonical unit, its kind and its printed form."""
        if phrase.tenths or phrase.fraction:
            return "%", "ratio", "成"
        if phrase.unit:
            return self._printed_unit(text, phrase)
        if phrase.big and "." not in phrase.number:
            return ("类" if phrase.big == "大类" else "项"), "count", phrase.big
        if phrase.apiece:  # 1.6个亿
            return "元", "money", ""
        return self._noun_unit(text, phrase)

    def _noun_unit(self, text: str, phrase: Phrase) -> tuple[str, str, str]:
        """The unit that the noun behind or before a bare number gives."""
        behind = self._nouns_behind.match(text, phrase.end)
        if behind:
            return self.lexicon.nouns_behind[behind.group()], "count", ""
        before = self._nouns_before.search(text[max(0, phrase.start - _NOUN_REACH) : phrase.start])
        if before:
            return self.lexicon.nouns_before[before[1]], "context", ""
        return self._round_sum(text, phrase)

    def _round_sum(self, text: str, phrase: Phrase) -> tuple[str, str, str]:
        """突破千亿大关, 总投资加起来接近百亿: a scale of 亿 at the end of a clause about money."""
        large = (phrase.number + phrase.scale)[-1]
        if large not in "万亿" or not _RE_PHRASE_END.match(text, phrase.end):
            return "", "", ""
        if large == "万":  # 本科补贴1万,硕士|3万: the last noun of the sentence tells
            window = text[max(0, phrase.start - _SENTENCE_REACH) : phrase.start]
            nouns = _RE_COUNTED_NOUN.findall(window.rpartition("。")[2])
            return ("元", "money", "") if nouns and nouns[-1][0] else ("", "", "")
        clause = _RE_CLAUSE_MARK.split(text[max(0, phrase.start - _CLAUSE_REACH) : phrase.start])[
            -1
        ]
        return ("元", "money", "") if _RE_MONEY_NOUN.search(clause) else ("", "", "")

    def _printed_unit(self, text: str, phrase: Phrase) -> tuple[str, str, str]:
        form = phrase.unit
        unit = self.lexicon.units[form]
        if form in {"个点", "个多点"} and _RE_OF_RATE.search(
            text[max(0, phrase.start - 14) : phrase.start]
        ):
            return "百分点", "ratio", form
        if form == "块" and _RE_PAID.search(text[max(0, phrase.start - 6) : phrase.start]):
            return "元", "money", form
        if form == "级" and (phrase.number + phrase.scale).endswith("亿"):
            return "元", "money", form
        if form == "位" and _RE_PLACES.search(text[max(0, phrase.start - 4) : phrase.start]):
            return form, "count", form
        name = unit.name + phrase.bracket if phrase.bracket else unit.name
        if phrase.per:
            name = f"{name}/{self.lexicon.units[phrase.per].name}"
        return name, unit.kind, "级" if phrase.level else form


def _value(phrase: Phrase) -> Decimal | None:
    """The number in its base unit: 八成 is 80, 三分之一 33.33, 两个半小时 2.5."""
    value = parse_numeral(phrase.number + phrase.scale)
    if value is None:
        return None
    if phrase.tenths == "折" and value >= _FULL_PRICE:  # 八五折
        return value
    if phrase.tenths:
        value = value * 10 + (_tenth(phrase.tenth) if phrase.tenth else 0)
    elif phrase.fraction:
        value *= 100
        # 三分之一 never ends; a place for place decimal does.
        value = value.quantize(_CENT) if len(value.as_tuple().digits) > _MANY_DIGITS else value
    if phrase.unit.startswith("个半") or (phrase.unit and phrase.half):
        value += Decimal("0.5")
    return value


def _tenth(digit: str) -> Decimal:
    """What follows 成: 七成五 is 75, 九成半 is 95."""
    return Decimal(5) if digit == "半" else parse_numeral(digit) or Decimal(0)


def _quantity(phrase: Phrase, value: Decimal, unit: str, bound: Bound, words: str) -> Quantity:
    if phrase.low is not None:
        low, high = sorted((lower_end(phrase.low, value, words), value))  # 5—3天 is printed too
        return Quantity(high, unit, _AT_MOST, low, high)
    if phrase.vague:
        tenths = 10 if phrase.tenths else 1
        return vague_quantity(phrase.number, value, unit, bound, words[:-1], phrase.scale, tenths)
    return Quantity(value, unit, bound, *interval(value, bound))
