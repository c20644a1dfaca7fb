"""From a numeral in its place to a quantity: bound, unit, interval, surface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from generator.extracting.numeral_lexicon import alternation
from generator.extracting.numerals import parse_numeral
from generator.extracting.patterns import CHINESE, MIXED
from generator.model.evidence import Span
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from generator.extracting.numeral_lexicon import NumeralLexicon

_TIME_UNITS = frozenset({"年", "月", "天", "周", "工作日", "小时", "分钟", "秒", "季度"})
_CENT = Decimal("0.01")
_MANY_DIGITS = 12
_LOOK_BACK = 8
"""Characters before a number in which a bound word can stand; the longest has seven."""

# `三分之一` -> below, above; `百分之12.5`.
_RE_FRACTION = re.compile(r"(.+)分之(.+)")

# 八九 in 八九家, 三四 in 三四十: two neighbouring digits are the ends of a range.
_RE_NEIGHBOURS = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])([十百千万亿]{0,2})")

# What a vague filler allows above the printed number: one more of the last named scale.
_RE_SCALE = re.compile(r"[十百千万亿]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity and the words that it was read from.

    Attributes:
        span: Qualifiers, number and unit.
        kind: Kind of the unit (see ``units.yml``), empty without one.
        unit_form: The unit as printed.
        explicit: Whether a unit or a bound word stands there, not only a noun nearby.
    """

    span: Span
    quantity: Quantity
    kind: str
    unit_form: str
    explicit: bool


@dataclass(frozen=True)
class QuantityReader:
    """Reads quantities with one lexicon; holds its compiled patterns."""

    lexicon: NumeralLexicon

    @cached_property
    def _units(self) -> str:
        return self.lexicon.unit_pattern

    @cached_property
    def _tail(self) -> re.Pattern[str]:
        """``余`` ``亿`` ``元`` ``/亩`` ``以上``: what may follow the digits of a number."""
        number = rf"(?P<vague>[余多来]|好几)?(?P<scale>(?:[百万亿]|千(?![瓦伏克米卡])){{1,2}})?(?P<vague2>[余多](?!边|元化|证|方|点|样|次|种))?"
        unit = (
            rf" ?(?:(?P<tenths>成)(?!立|为|功|员|果|本|效|交|熟|长|就|品|都)|(?P<big>大类?)(?!会|厅|楼|学|队|道|幅|多|力|型|提|师|家|桥|数|概|约|小|专)"
            rf"|(?P<unit>{self._units})(?P<bracket>\([\u4e00-\u9fff]{{1,3}}\))?(?:(?P<per>[/每])(?P<per_unit>{self._units}))?)"
        )
        half = r"(?P<half>半(?!导|径|岛|成))?(?P<vague3>[余多](?!边|元|证|方|点|额|样))?(?P<after>月|小时|星期)?(?P<level>级(?!别|政|领|单|联|书))?"
        return re.compile(rf"{number}(?:{unit}{half})?")

    @cached_property
    def _range(self) -> re.Pattern[str]:
        """``3至5个``, ``5%—10%``, ``500万元至1000万元``: from a number to the second one."""
        return re.compile(
            rf"(?:[万亿]?(?:{self._units})?)?(?:[-—–~]{{1,2}}|至|到)(?P<second>{MIXED}|{CHINESE})"
        )

    @cached_property
    def _before(self) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
        return tuple((w.bound, re.compile(rf"(?:{w.pattern})$")) for w in self.lexicon.before)

    @cached_property
    def _behind(self) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
        return tuple((w.bound, re.compile(w.pattern)) for w in self.lexicon.behind)

    @cached_property
    def _nouns_behind(self) -> re.Pattern[str]:
        return re.compile(alternation(self.lexicon.nouns_behind))

    @cached_property
    def _nouns_before(self) -> re.Pattern[str]:
        words = alternation(self.lexicon.nouns_before)
        return re.compile(
            rf"({words})(?:总数|总量|总额|数量|数|额|量|为|约|达到?|已达|已|近|超过?|突破|至|到|了|增至|增加到|接近|逾|:|是|有|稳定在|保持在|均){{0,4}}$"
        )

    def read(self, text: str, start: int, end: int) -> Reading | None:
        """The quantity whose digits stand at ``[start, end)`` of ``text``; None if they state none."""
        second = self._range.match(text, end)
        low: Decimal | None = None
        number_end = end
        if second and not text[max(0, start - 1) : start].endswith(("从", "由", "第")):
            low = parse_numeral(text[start:end])
            number_end = second.end("second")
        number = (
            text[second.start("second") : number_end]
            if low is not None and second
            else text[start:end]
        )
        return self._finish(text, start, number, number_end, low)

    def _finish(
        self, text: str, start: int, number: str, end: int, low: Decimal | None
    ) -> Reading | None:
        tail = self._tail.match(text, end)
        if tail is None:
            return None
        if _RE_NEIGHBOURS.fullmatch(number):
            return self._neighbours(text, start, number, end)
        value = parse_numeral(number + (tail["scale"] or ""))
        if value is None:
            return None
        vague = bool(tail["vague"] or tail["vague2"] or tail["vague3"] or _fills(number))
        unit, kind, form = self._unit(text, start, number, tail)
        value = self._scaled(value, number, tail)
        if low is None and _RE_NEGATIVE.search(text[max(0, start - 3) : start]):
            value, start = -value, start - 1
        stop = tail.end()
        return self._bounded(text, start, stop, value, unit, kind, form, vague, low, tail, number)

    def _unit(
        self, text: str, start: int, number: str, tail: re.Match[str]
    ) -> tuple[str, str, str]:
        if tail["tenths"] or _is_fraction(number):
            return "%", "ratio", "成"
        if tail["big"]:
            return ("类", "count", "类") if tail["big"] == "大类" else ("项", "count", "大")
        if tail["unit"]:
            unit = self.lexicon.units[tail["unit"]]
            if tail["unit"] == "级" and (number + (tail["scale"] or "")).endswith("亿"):
                return "元", "money", "级"
            name = unit.name + (tail["bracket"] or "")
            if tail["unit"] == "位" and _RE_PLACES.search(text[max(0, start - 4) : start]):
                name = "位"
            if tail["per"]:
                name = f"{name}/{self.lexicon.units[tail['per_unit']].name}"
            return name, unit.kind, tail["unit"]
        behind = self._nouns_behind.match(text, tail.end())
        if behind:
            return self.lexicon.nouns_behind[behind.group()], "count", ""
        before = self._nouns_before.search(text[max(0, start - 14) : start])
        return (self.lexicon.nouns_before[before[1]], "context", "") if before else ("", "", "")

    def _scaled(self, value: Decimal, number: str, tail: re.Match[str]) -> Decimal:
        if tail["tenths"]:
            value = value * 10
        elif _is_fraction(number):
            value = value * 100
            # 三分之一 never ends; a place for place decimal does.
            value = value.quantize(_CENT) if len(value.as_tuple().digits) > _MANY_DIGITS else value
        if tail["unit"] and (tail["half"] or tail["unit"].startswith("个半")):
            value += Decimal("0.5")
        return value

    def _bounded(  # noqa: PLR0913 - the parts of one phrase
        self,
        text: str,
        start: int,
        stop: int,
        value: Decimal,
        unit: str,
        kind: str,
        form: str,
        vague: bool,  # noqa: FBT001
        low: Decimal | None,
        tail: re.Match[str],
        number: str,
    ) -> Reading:
        bound, begin, stop = self._bound(text, start, stop, unit)
        if low is not None:
            low = _same_scale(low, value, text[start:stop], tail["scale"] or "")
            quantity = Quantity(value, unit, Bound.AT_MOST, low, value)
        elif vague:
            printed = bound if bound in {Bound.ABOUT, Bound.AT_MOST} else Bound.MORE
            quantity = Quantity(value, unit, printed, value, value + _step(number, tail))
        else:
            quantity = Quantity(value, unit, bound, *_interval(value, bound))
        explicit = bool(form) or bound is not Bound.EXACT or vague
        return Reading(Span(begin, stop), quantity, kind, form, explicit)

    def _bound(self, text: str, start: int, stop: int, unit: str) -> tuple[Bound, int, int]:
        """Bound words around ``[start, stop)``; the word behind wins over the word before."""
        bound, begin = Bound.EXACT, start
        window = text[max(0, start - _LOOK_BACK) : start]
        for candidate, pattern in self._before:
            found = pattern.search(window)
            if found and len(found.group()) > start - begin:
                bound, begin = candidate, start - len(found.group())
        for candidate, pattern in self._behind:
            found = pattern.match(text, stop)
            if found:
                return candidate, begin, found.end()
        if unit in _TIME_UNITS and _RE_INSIDE.match(text, stop):
            return (Bound.AT_MOST if bound is Bound.EXACT else bound), begin, stop + 1
        if _RE_FROM.match(text, stop):
            return Bound.AT_LEAST, begin, stop + 1
        if (
            bound is Bound.EXACT
            and begin == start
            and _RE_UP.search(text[max(0, start - 2) : start])
            and _RE_ROUND.match(text, start)
        ):
            word = text[start - 1]
            return (Bound.AT_LEAST if word == "上" else Bound.MORE), start - 1, stop
        if (
            bound is Bound.EXACT
            and text[max(0, start - 2) : start] == "连续"
            and unit in _TIME_UNITS
        ):
            begin = start - 2
        return bound, begin, stop

    def _neighbours(self, text: str, start: int, number: str, end: int) -> Reading | None:
        """八九家, 三四十个, 两三天: the second digit is the upper end."""
        pair = _RE_NEIGHBOURS.fullmatch(number)
        if not pair:
            return None
        low = parse_numeral(pair[1] + pair[3])
        reading = self._finish(text, start, pair[2] + pair[3], end, low)
        return reading


# `3天内` but not `13个内资`.
_RE_INSIDE = re.compile(r"内(?![资外部陆设贸地容涵需控生蒙])")

# `100元起,` starts a price; `8起` is a unit and was read before.
_RE_FROM = re.compile(r"起(?=[,。;、!?)”]|$)")

# -22.2%, 同比-3.5%, 负3.9%; in 3-5% the dash joins, and 抱负40 is a word.
_RE_NEGATIVE = re.compile(
    r"(?:^|[\s,;:(、。]|[比长降为达率约是])[-−]$|(?:^|[^抱担背自肩欠辜胜])负$"
)

# 提升12位: places in a ranking, not people.
_RE_PLACES = re.compile(r"(?:提升|上升|前移|前进|跃升|进位|晋升|下降|下滑|后退|提高|攀升|晋位)了?$")

# 上百家, 过亿元: 上 or 过 right before a bare scale, and not the end of another word.
_RE_UP = re.compile(r"(?:^|[^以网线掌马路版楼会之])上$|(?:^|[^通经超不路越])过$")
_RE_ROUND = re.compile(r"[百千万亿半]")


def _is_fraction(number: str) -> bool:
    return "分之" in number or "/" in number


def _fills(number: str) -> bool:
    """Whether 余, 多, 几 or 数 stands inside the digits (二十余万, 十几)."""
    return any(character in "余多几来数" for character in number)


def _step(number: str, tail: re.Match[str]) -> Decimal:
    """How much a vague filler may add: one of the last scale named before it.

    40余亿 is below 50亿, 280余次 below 290, 4万多本 below 5万.
    """
    digits, _, behind = re.sub(r"[余多几来数]", "+", number.lstrip("几数")).partition("+")
    scale = parse_numeral(behind + (tail["scale"] or "")) if behind or tail["scale"] else None
    named = _RE_SCALE.findall(digits)
    if named:
        own = parse_numeral(named[-1] if named[-1] in "十百千" else "".join(named[-1:]))
        return (own or Decimal(1)) * (scale or 1)
    plain = digits.replace(",", "")
    if "." in plain:
        return Decimal(1).scaleb(-len(plain.partition(".")[2])) * (scale or 1)
    zeros = len(plain) - len(plain.rstrip("0"))
    return Decimal(10) ** zeros * (scale or 1)


def _interval(value: Decimal, bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    if bound in {Bound.MORE, Bound.AT_LEAST}:
        return value, None
    if bound in {Bound.LESS, Bound.AT_MOST}:
        return None, value
    return (value, value) if bound is Bound.EXACT else (None, None)


def _same_scale(low: Decimal, high: Decimal, words: str, scale: str) -> Decimal:
    """500至1000万元: the lower end shares the upper end's 万 unless it has its own."""
    first = re.split(r"[-—–~至到]", words, maxsplit=1)[0]
    shared = re.search(r"[万亿]+", words[len(first) :])
    if not re.search(r"[万亿]", first) and (shared or scale) and low * 1000 < high:
        factor = parse_numeral(shared.group() if shared else scale)
        return low * (factor or 1)
    return low
