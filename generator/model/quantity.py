"""Quantities with bounds: 超280余次 is more than 280 次, not 280."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from decimal import Decimal


class Bound(StrEnum):
    """How the printed number limits the true one (gold GUIDELINES, field ``bound``)."""

    EXACT = "="
    ABOUT = "≈"
    """约, 左右, 上下."""
    MORE = ">"
    """超, 逾, 余, 多, 突破."""
    AT_LEAST = ">="
    """以上, 至少, 不少于, 上千, …起."""
    LESS = "<"
    """近, 不到, 不足, 将近."""
    AT_MOST = "<="
    """以内, 不超过, 最高; also a range's upper end."""


class Quantity(Struct, frozen=True, gc=False):
    """A number in its base unit, with the interval that the words allow.

    Attributes:
        value: The printed number, 万 and 亿 multiplied out; a range's upper end.
        unit: Canonical unit without 万/亿: 元, %, 工作日, 月, 人次, …
        bound: How ``value`` limits the true number.
        low: Lowest number the words allow, None when open.
        high: Highest number the words allow, None when open. ``40余亿`` is [40亿, 50亿].
    """

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def exact(self) -> bool:
        """Whether the words give one number and nothing else."""
        return self.bound is Bound.EXACT


def allowed(value: Decimal, bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest number that a bound allows, None where it leaves the end open."""
    if bound in {Bound.MORE, Bound.AT_LEAST}:
        return value, None
    if bound in {Bound.LESS, Bound.AT_MOST}:
        return None, value
    return (value, value) if bound is Bound.EXACT else (None, None)
