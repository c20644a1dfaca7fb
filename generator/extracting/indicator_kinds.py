"""The last word of an indicator's name: what kind of figure it is (数, 件数, 额, 面积, 产能)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.extracting.indicator_words import IndicatorLexicon

LONGEST = 24
"""A name longer than this is cut at its beginning."""

# 完成工业产值, 实现税收: the amount is what is named.
_RE_DONE = re.compile(r"^(?:完成|实现|达成)(?=[\u4e00-\u9fff]{2}(?!目标))")

# Where a name that is too long can be cut without breaking a word.
_RE_JOINT = re.compile(r"的|、|和|及|与")

# Nouns that only look like rates and amounts.
_NO_MEASURE = ("制度", "季度", "态度", "角度", "力量", "质量", "名额", "资产", "总投资项目")

TIME_ENDS = ("时间", "时限", "周期", "工期", "用时", "时长", "年限", "期限")
"""Ends of a name that already says that it is a time."""
TIME_LASTS = frozenset(word[-1] for word in TIME_ENDS)
"""Their last characters, for who asks names of all kinds."""

AREAS = frozenset({"平方米", "亩", "平方公里", "公顷", "平方千米"})
_DIVISIONS = frozenset("省市县区镇乡街村")
_LENGTHS = frozenset({"公里", "千米", "米"})
_SHARES = frozenset({"%", "倍"})
_EVERYBODY = frozenset({"", "全县", "全市", "全区", "总"})


def limit(name: str) -> str:
    """At most ``LONGEST`` characters, cut behind 的 or a comma of a list where there is one."""
    if len(name) <= LONGEST:
        return name
    tail = name[-LONGEST:]
    cuts = [match.end() for match in _RE_JOINT.finditer(tail, 0, LONGEST * 2 // 3)]
    return tail[cuts[0] :] if cuts else tail


def with_kind(phrase: str, unit: str, surface: str, lexicon: IndicatorLexicon) -> str:
    """The phrase with the word that says what kind of figure it is.

    Args:
        phrase: What is measured.
        unit: The figure's unit.
        surface: The figure's words: 五大 counts, 百亿元级 is a scale.
        lexicon: Names of counts.
    """
    name = phrase if len(phrase) <= LONGEST else limit(phrase)
    if surface.endswith("级"):
        return name.removeprefix("打造") + "规模"
    if "元" in unit:
        return _money(_RE_DONE.sub("", name), lexicon)
    if unit in AREAS:
        return name if name.endswith(("面积", "用地")) else name + "面积"
    return _extent(name, unit, lexicon) or _count(name, unit, surface, lexicon)


def _money(name: str, lexicon: IndicatorLexicon) -> str:
    if name.endswith("投资") and (not name.endswith("总投资") or name == "一期总投资"):
        return name + "额"
    return name if lexicon.complete.closes(name) else name + "金额"


def _extent(name: str, unit: str, lexicon: IndicatorLexicon) -> str:
    complete = lexicon.complete.closes(name)
    if unit in _LENGTHS and not complete:
        return name + ("距离" if "距" in name else "长度")
    if lexicon.counts.get(unit) == "产能":
        return name + "产能"
    done = complete and not name.endswith(_NO_MEASURE)
    return name if done or unit in _SHARES else ""


def _count(name: str, unit: str, surface: str, lexicon: IndicatorLexicon) -> str:
    if unit in {"次", "趟"} and name.endswith("跑"):
        return "办事跑动次数"
    if unit == "人" and name in _EVERYBODY:
        return "人口"
    if unit in _DIVISIONS and len(name) <= 2:  # noqa: PLR2004 - a verb alone: 辖, 托管
        return f"{name}{unit}数"
    if lexicon.countable.closes(name) or surface.endswith("大"):
        return name + "数"
    return name + lexicon.counts.get(unit, "数")
