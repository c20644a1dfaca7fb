"""Quantities, periods and dates in Chinese words, with the marks of their bounds."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.model.fact import Basis, Direction, Role, Statistic
from generator.model.period import PeriodKind
from generator.model.quantity import Bound
from generator.rendering.labels import BASES, BOUNDS, ROLES, STATISTICS, UNSTATED
from generator.rendering.typography import chinese

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.casebook import FactRecord
    from generator.model.fact import Fact
    from generator.model.measure import Measure
    from generator.model.period import Period
    from generator.model.quantity import Quantity

_WAN, _YI = Decimal(10_000), Decimal(100_000_000)
_COUNTED = {"月": "个月", "工作日": "个工作日", "百分点": "个百分点"}
_DECEMBER = 12
_MOST_KEPT = 1 << 14
"""Values whose words are kept: a fact stands on a dozen pages."""

# A small whole number in Chinese that nobody needs to have read out: "一枚", "五项"
_RE_SMALL = re.compile(r"[一二两三四五六七八九十]{1,2}[^点分成半倍万亿千百]{1,3}")


# Persons are counted 名, 位 or 人: "56名" needs no （56人）
_RE_PERSONS = re.compile(r"(?<=[0-9万亿])[名位]$")
# "6-8家", "6至8家": the marks between the ends of a range
_RE_TO = re.compile(r"(?<=[0-9])(?:[-~—]|至|到)(?=[0-9])")


def number(value: Decimal) -> str:
    """A number as people write it: 3,081; 4.78万; 26.2亿; at most two decimals.

    Numbers of 100,000 and more are written with 万 or 亿 when that loses no digit beyond the
    second decimal.
    """
    for power, sign in ((_YI, "亿"), (_WAN, "万")):
        scaled = value / power
        if abs(scaled) >= (10 if sign == "万" else 1) and scaled == scaled.quantize(
            Decimal("0.01")
        ):
            return _plain(scaled) + sign
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value.quantize(Decimal('0.01')):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(value: Decimal, unit: str) -> str:
    """``5个工作日``, ``99.99%``, ``3,081件``."""
    return f"{number(value)}{_COUNTED.get(unit, unit)}"


def unit_name(unit: str) -> str:
    """The unit as it stands behind a number."""
    return _COUNTED.get(unit, unit)


def is_range(quantity: Quantity) -> bool:
    """Whether the words give two ends, as 3至5天 does."""
    low, high = quantity.low, quantity.high
    return (
        quantity.bound is Bound.AT_MOST
        and low is not None
        and high is not None
        and Decimal(0) < low < high
    )


@lru_cache(_MOST_KEPT)
def amount(quantity: Quantity) -> str:
    """The value with its bound in words: ``不少于50%``, ``3–5个工作日``."""
    if is_range(quantity) and quantity.low is not None and quantity.high is not None:
        return f"{number(quantity.low)}–{with_unit(quantity.high, quantity.unit)}"
    return BOUNDS[quantity.bound] + with_unit(quantity.value, quantity.unit)


def printed(fact: Fact) -> str:
    """The figure as the article prints it."""
    return chinese(fact.surface.text)


def normalised(fact: Fact) -> str:
    """The figure in its base unit; empty where it would only repeat the print."""
    if fact.role is Role.RANK:
        return ""
    words = amount(fact.quantity)
    plain = _RE_SMALL.fullmatch(fact.surface.text) and fact.quantity.bound is Bound.EXACT
    return "" if plain or _skeleton(words) == _skeleton(fact.surface.text) else words


def agreement(record: FactRecord) -> str:
    """How many articles state a fact, where it is more than one: its grade of evidence."""
    return f"{len(record.also) + 1}篇报道一致" if record.also else ""


@lru_cache(_MOST_KEPT)
def _skeleton(words: str) -> str:
    for mark in (
        ",",
        "，",
        " ",
        "约",
        "个",
        "超过",
        "不少于",
        "以上",
        "不超过",
        "以内",
        "余",
        "超",
        "左右",
    ):
        words = words.replace(mark, "")
    return _RE_TO.sub("–", _RE_PERSONS.sub("人", words))


def sign(fact: Fact) -> str:
    """``上升``, ``下降`` or, of what comes earlier, ``提前`` for a change; else empty."""
    if fact.role is not Role.CHANGE or fact.direction is None:
        return ""
    if "提前" in fact.indicator and fact.direction is Direction.DOWN:
        return "提前"
    return "上升" if fact.direction is Direction.UP else "下降"


def qualities(fact: Fact) -> str:
    """Role, basis and statistic of a figure in a few words: ``变化（下降）· 较法定时限 · 平均值``."""
    direction = sign(fact)
    parts = [f"{ROLES[fact.role]}（{direction}）" if direction else ROLES[fact.role]]
    ends = (Role.BEFORE, Role.AFTER)
    if fact.basis is not Basis.UNSTATED and not (fact.basis is Basis.FORMER and fact.role in ends):
        parts.append(BASES[fact.basis] if fact.role is Role.BEFORE else f"较{BASES[fact.basis]}")
    if fact.statistic is not Statistic.UNSTATED:
        parts.append(STATISTICS[fact.statistic])
    return " · ".join(parts)


def day(date: dt.date) -> str:
    """``2024年9月20日``."""
    return f"{date.year}年{date.month}月{date.day}日"


def beginning(measure: Measure) -> tuple[dt.date, dt.date]:
    """The days on which a measure may have begun, by the words of its article.

    Raises:
        ValueError: The article does not say.
    """
    start, end = measure.since, measure.since_end
    if start is None:
        message = f"the article does not say when {measure.name} began"
        raise ValueError(message)
    if (
        end is None
    ):  # a day that nobody named must not be printed: 1 March is March, 1 January a year
        end = _month_end(start if start.month > 1 else start.replace(month=_DECEMBER))
        end = end if start.day == 1 else start
    return start, max(start, end)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def began(measure: Measure) -> str:
    """Since when a measure runs, no more exact than its article: ``2023年5月起``."""
    start, end = beginning(measure)
    words = days(start, end)
    return (
        f"{words}起" if start == end or ("至" not in words and "—" not in words) else f"{words}间起"
    )


def period(value: Period | None, article: Article) -> str:
    """A period in Chinese; 未说明 where the text gives none."""
    if value is None:
        return UNSTATED
    words = _period(value, article)
    return f"{words}（据语境推定）" if value.inferred else words


def _period(value: Period, article: Article) -> str:
    start, end = value.start, value.end
    if value.kind is PeriodKind.RECURRING or (start is None and end is None):
        return chinese(value.span.of(article.text)) or UNSTATED
    if start is None:
        return f"截至{day(end)}" if end else UNSTATED
    if end is None:
        return f"{day(start)}起"
    if value.kind is PeriodKind.SINCE:
        return f"{day(start)}至{_later(start, end)}"
    return days(start, end)


def _later(start: dt.date, end: dt.date) -> str:
    """The later day, without its year if that is the year of the earlier one."""
    return day(end).removeprefix(f"{start.year}年")


def days(start: dt.date, end: dt.date) -> str:
    """The shortest exact words for the days from ``start`` to ``end``."""
    if start == end:
        return day(start)
    whole_months = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    if not whole_months:
        return f"{day(start)}至{_later(start, end)}"
    if start.month == 1 and end.month == _DECEMBER:
        return f"{start.year}年" if start.year == end.year else f"{start.year}—{end.year}年"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.year}年{start.month}月"
    if start.year == end.year:
        return f"{start.year}年{start.month}—{end.month}月"
    return f"{start.year}年{start.month}月—{end.year}年{end.month}月"
