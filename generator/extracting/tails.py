"""What follows the digits of a number: fillers, a scale, a unit, a level (3|万余平方米, 2|个半月)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.intervals import has_filler
from generator.extracting.numeral_lexicon import ONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from generator.extracting.numeral_lexicon import NumeralLexicon

# 余|亿, 多|万, 个|亿, 千|余
_RE_SCALED = re.compile(
    r"(?P<vague>[余多来])?(?:(?P<apiece>个)(?=[亿万](?![\u4e00-\u9fff])|[亿万][元的](?![级项产企园镇村楼])))?(?P<scale>(?:[百万亿]|千(?![瓦伏克米卡])){1,2})?"
    r"(?P<vague2>[余多](?!边|元化|证|方|点|样|次|种))?"
)
SCALED = frozenset("余多来个百千万亿")

# 八|成, 七|成五; 三|成立 is none
_RE_TENTHS = re.compile(
    r"(?P<tenths>[成折])(?:(?P<tenth>[一二三四五六七八九半])(?![个家年月天周项件十百千万级成季批期轮次]))?"
    r"(?![立为功员果本效交熟长就品都扣射叠算旧腾返断页纸])"
)

# 四|大, 三|大类
_RE_GROUP = re.compile(r"(?P<big>大类?)(?![会厅楼学队道幅多力型提师家桥数概约小专关门])")

# a unit with what it counts in brackets: 人(次)
_RE_BRACKET = re.compile(r"\([\u4e00-\u9fff]{1,3}\)")

# 元|/|亩, 元|每|月
_RE_PER = re.compile(r"/|(?<![人名个家位户件项条次场年月])每")

# 小时|半, 年|多, 亿元|级
_RE_BEHIND = re.compile(
    r"(?P<half>半(?![导径岛成]))?(?P<vague>[余多](?![边元证方点额样]))?(?P<level>级(?![别政领单联书]))?"
)
BEHIND = frozenset("半余多级")


class Phrase:
    """The parts of one quantity, filled in from left to right while it is read.

    What most figures do not have is a default of the class, which costs nothing to set.

    Attributes:
        start: Where its first digit stands.
        number: The digits that give the value (of a range: the upper end).
        low: The lower end of a range.
        end: Where its words end, so far as they are read.
        scale: 百, 千, 万, 亿 or 万亿 behind the digits.
        vague: Whether a filler (余, 多, 几) leaves the number open.
        apiece: Whether 个 stands before a scale: 1.6个亿.
        tenths: 成 or 折; ``tenth`` is the digit behind it (七成五).
        big: 大 or 大类.
        unit: The unit as printed.
        bracket: What stands behind it in brackets.
        per: The unit behind / or 每 as printed.
        half: Whether 半 follows (两小时半).
        level: Whether 级 follows (千亿元级).
    """

    scale: str = ""
    vague: bool = False
    apiece: bool = False
    tenths: str = ""
    tenth: str = ""
    big: str = ""
    unit: str = ""
    bracket: str = ""
    per: str = ""
    half: bool = False
    level: bool = False

    def __init__(self, start: int, number: str, end: int, low: Decimal | None = None) -> None:
        self.start, self.number, self.end, self.low = start, number, end, low

    @property
    def fraction(self) -> bool:
        """Whether it is one: 三分之一, 1/3."""
        return "/" in self.number or "分之" in self.number

    @property
    def large(self) -> bool:
        """Whether 万 or 亿 stands in it."""
        words = self.number + self.scale
        return "万" in words or "亿" in words


class TailReader(Struct, frozen=True, dict=True):
    """Reads tails with the units of one lexicon.

    Units are looked up by their first two characters: an alternation of all of them would be tried one
    by one for every figure.
    """

    lexicon: NumeralLexicon

    @cached_property
    def _guards(self) -> Mapping[str, frozenset[str]]:
        return self.lexicon.guards

    @cached_property
    def _sizes(self) -> Mapping[str, tuple[int, ...]]:
        return self.lexicon.unit_sizes

    def take(self, text: str, phrase: Phrase) -> None:
        """Take in the tail of the digits that end at the phrase's end; nothing if it has none."""
        at = phrase.end
        follows = text[at : at + 1]
        if follows in SCALED:
            _take_scale(text, phrase)
            at = phrase.end
            follows = text[at : at + 1]
        if follows == " ":
            at += 1
            follows = text[at : at + 1]
        if self._take_unit(text, phrase, at, follows):
            _take_behind(text, phrase)
        if not phrase.vague:
            plain = phrase.number.isascii()
            phrase.vague = "多" in phrase.unit or (not plain and has_filler(phrase.number))

    def _take_unit(self, text: str, phrase: Phrase, at: int, follows: str) -> bool:
        """Tenths, a group or a unit at ``at``; False if none stands there."""
        if follows in {"成", "折"} and (tenths := _RE_TENTHS.match(text, at)):
            phrase.tenths, phrase.tenth = tenths["tenths"], tenths["tenth"] or ""
            phrase.end = tenths.end()
            return True
        if follows == "大" and (group := _RE_GROUP.match(text, at)):
            phrase.big, phrase.end = group["big"], group.end()
            return True
        unit = self.unit_at(text, at)
        if unit:
            phrase.unit, phrase.end = unit, at + len(unit)
            self._take_per(text, phrase)
        return bool(unit)

    def _take_per(self, text: str, phrase: Phrase) -> None:
        """Brackets, and what the amount is for: 元/亩, 元每月."""
        follows = text[phrase.end : phrase.end + 1]
        if follows == "(" and (bracket := _RE_BRACKET.match(text, phrase.end)):
            phrase.bracket, phrase.end = bracket.group(), bracket.end()
            follows = text[phrase.end : phrase.end + 1]
        if follows in {"/", "每"} and _RE_PER.match(text, phrase.end):
            per = self.unit_at(text, phrase.end + 1)
            if per:
                phrase.per, phrase.end = per, phrase.end + 1 + len(per)

    def unit_at(self, text: str, at: int) -> str:
        """The longest unit at ``at`` that makes no other word with what follows; empty if none."""
        guards = self._guards
        for size in self._sizes.get(text[at : at + 2], ONE):
            form = text[at : at + size]
            guard = guards.get(form)
            if guard is not None and text[at + size : at + size + 1] not in guard:
                return form
        return ""


def _take_scale(text: str, phrase: Phrase) -> None:
    found = _RE_SCALED.match(text, phrase.end)
    if found:
        phrase.scale, phrase.end = found["scale"] or "", found.end()
        phrase.apiece = found["apiece"] is not None
        phrase.vague = found["vague"] is not None or found["vague2"] is not None


def _take_behind(text: str, phrase: Phrase) -> None:
    if text[phrase.end : phrase.end + 1] in BEHIND and (
        found := _RE_BEHIND.match(text, phrase.end)
    ):
        phrase.half, phrase.level = found["half"] is not None, found["level"] is not None
        phrase.vague = phrase.vague or found["vague"] is not None
        phrase.end = found.end()
