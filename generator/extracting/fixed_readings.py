"""Phrases whose reading as a number is fixed: 半小时, 一半以上, 过半, 翻一番, 两位数, 几个."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.extracting.intervals import interval
from generator.extracting.mention import Mention
from generator.extracting.numerals import parse_numeral
from generator.model.evidence import Span
from generator.model.fact import NonFactReason, Role
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from generator.extracting.numeral_lexicon import NumeralLexicon

_FIFTY = Decimal(50)
_REACH = 4
"""Characters before 半 that its phrase may take in: 将近一半, 超过半数."""

# 半小时, 半个月, 半年以上, 不到半天, 半个工作日内.
_RE_HALF_TIME = re.compile(
    r"(?P<ahead>不到|不足|将近|接近|大约|约|超过|至少|至多|不超过|最多)?"
    r"半(?P<unit>个?多?小时|个?多?月|年|天|日|个?工作日|周|个?学期)(?P<inside>内(?![部容])|以内|之内)?(?P<more>多)?"
    r"(?P<above>以上)?(?P<about>左右)?"
)
_HALF_BOUNDS = {
    "不到": Bound.LESS,
    "不足": Bound.LESS,
    "将近": Bound.LESS,
    "接近": Bound.LESS,
    "大约": Bound.ABOUT,
    "约": Bound.ABOUT,
    "超过": Bound.MORE,
    "至少": Bound.AT_LEAST,
    "至多": Bound.AT_MOST,
    "最多": Bound.AT_MOST,
    "不超过": Bound.AT_MOST,
}

_ABOVE = {"以上": Bound.AT_LEAST, "左右": Bound.ABOUT, "多": Bound.MORE}

# 两位数 is ten per cent or more, 减半 a half; 俩 is two.
_FIXED = {
    "两位数": (Decimal(10), "%", Bound.AT_LEAST),
    "半成": (Decimal(5), "%", Bound.EXACT),
    "减半": (_FIFTY, "%", Bound.EXACT),
    "俩钟头": (Decimal(2), "小时", Bound.EXACT),
    "俩小时": (Decimal(2), "小时", Bound.EXACT),
    "俩月": (Decimal(2), "月", Bound.EXACT),
    "俩周": (Decimal(2), "周", Bound.EXACT),
    "俩人": (Decimal(2), "人", Bound.EXACT),
    "仨钟头": (Decimal(3), "小时", Bound.EXACT),
    "仨小时": (Decimal(3), "小时", Bound.EXACT),
    "仨月": (Decimal(3), "月", Bound.EXACT),
    "仨周": (Decimal(3), "周", Bound.EXACT),
    "仨人": (Decimal(3), "人", Bound.EXACT),
}

# 翻一番|还多
_RE_MORE = re.compile(r"还多|还要多|有余|多(?![少])")

# 一半, 一半以上, 近一半, 超半数, 过半.
_RE_HALF = re.compile(
    r"(?P<over>过|超过|超)?(?P<near>将近|接近|近|约)?(?:一半|半数)(?P<above>以上|左右|多(?![少余]))?|过半(?!百)"
)

# 几个, 几百家, 几千公里: no figure.
_RE_FEW = re.compile(
    r"几(?:大|百?千?万?(?:分钟|小时|公里|[个家次年天名位样分项种类条件倍代场张块句步座套台本遍点秒元米亩人趟份笔轮]))"
)


def fixed_reading(
    text: str, found: re.Match[str], floor: int, ceiling: int, lexicon: NumeralLexicon
) -> Mention | None:
    """The mention of a ``half`` or ``special`` match of ``patterns.NUMERAL``.

    Args:
        text: The article's text.
        found: The match.
        floor: Where the mention before ends.
        ceiling: Where the next claimed mention starts.
        lexicon: Units.

    Returns:
        The mention, or None when the character is no numeral here (首, 双).
    """
    word = found.group()
    if word == "几":
        few = _RE_FEW.match(text, found.start(), ceiling)
        return Mention(Span(*few.span()), few.group(), None, NonFactReason.OTHER) if few else None
    if word in _FIXED:
        role = Role.CHANGE if word == "减半" else None
        return replace(_figure(text, found.span(), *_FIXED[word]), role=role)
    if word.startswith("翻"):
        times = parse_numeral(found["times"]) or Decimal(1)
        more = _RE_MORE.match(text, found.end())
        place = (found.start(), more.end() if more else found.end())
        bound = Bound.MORE if more else Bound.EXACT
        return _figure(text, place, 100 * (Decimal(2) ** times - 1), "%", bound)
    return _half(text, found.start(), floor, ceiling, lexicon) if "半" in word else None


def _figure(text: str, place: tuple[int, int], value: Decimal, unit: str, bound: Bound) -> Mention:
    span = Span(*place)
    return Mention(span, span.of(text), Quantity(value, unit, bound, *interval(value, bound)))


def _half(
    text: str, start: int, floor: int, ceiling: int, lexicon: NumeralLexicon
) -> Mention | None:
    times = (
        _RE_HALF_TIME.match(text, at, ceiling)
        for at in range(max(floor, start - _REACH), start + 1)
    )
    time = next((found for found in times if found and found.end() > start), None)
    if time and text[max(0, start - 1) : start] == "每":  # 每半月: how often
        return Mention(Span(*time.span()), time.group(), None, NonFactReason.OTHER)
    if time:
        unit = lexicon.units.get(time["unit"])
        name = unit.name if unit else time["unit"].lstrip("个多")
        return _figure(text, time.span(), Decimal("0.5"), name, _half_time_bound(time))
    for begin in range(max(floor, start - _REACH), start + 1):
        half = _RE_HALF.match(text, begin, ceiling)
        if half and half.end() > start:
            return _figure(text, half.span(), _FIFTY, "%", _half_bound(half))
    return None


def _half_time_bound(time: re.Match[str]) -> Bound:
    if time["ahead"]:
        return _HALF_BOUNDS[time["ahead"]]
    if time["inside"]:
        return Bound.AT_MOST
    if time["above"] or time["about"]:
        return Bound.AT_LEAST if time["above"] else Bound.ABOUT
    return Bound.MORE if time["more"] or "多" in time["unit"] else Bound.EXACT


def _half_bound(half: re.Match[str]) -> Bound:
    if half["above"]:
        return _ABOVE[half["above"]]
    if half["near"]:
        return Bound.ABOUT if half["near"] == "约" else Bound.LESS
    return Bound.MORE if half["over"] or half.group() == "过半" else Bound.EXACT
