"""One end of a change, and when two figures can be the ends of one: the same unit, or two times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.fact import Direction, Role

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.extracting.surroundings import Surroundings

# Members at hand: each look-up of one costs as much as a short pattern.
_DOWN, _UP = Direction.DOWN, Direction.UP

# Hours in a unit of time, working days as whole days: only the order of two times is asked for.
_HOURS = {
    "秒": 1 / 3600,
    "分钟": 1 / 60,
    "小时": 1,
    "天": 24,
    "日": 24,
    "工作日": 24,
    "周": 168,
    "月": 720,
    "季度": 2160,
    "年": 8760,
}

TIMES = frozenset(_HOURS)
"""Units of time, comparable with one another."""

# 只跑一次: the present is less than what was.
RE_ONLY = re.compile(r"[只仅就便]")

# 原本45天才能办完,7天|就办好了; 40天的增容,11天|完工.
RE_THEN = re.compile(
    r"[以之]?内?(?:(?:就|便|即)(?!业)"
    r"|(?:完工|办结|办妥|办完|办好|办成|搞定|拿到|拿证|接通|通电|通水|通气|到位|到账|出证|齐活|解决)(?:了|$|[,。]))"
)


class End(Struct, frozen=True, gc=False):
    """One end of a change; ``pair`` is None when the other end has no number."""

    role: Role
    direction: Direction | None
    pair: str | None


def same_kind(one: Surroundings, two: Surroundings) -> bool:
    """Whether two figures have the same unit, or units of time."""
    return one.unit == two.unit or (one.unit in TIMES and two.unit in TIMES)


def compare(first: Surroundings, second: Surroundings) -> Direction | None:
    """Whether the second figure is more (up) or less (down); None if they are equal."""
    a, b = _size(first), _size(second)
    if a == b:
        return None
    return _UP if b > a else _DOWN


def _size(place: Surroundings) -> float:
    quantity = place.mention.quantity
    value: Decimal | int = quantity.value if quantity else 0
    return float(value) * _HOURS.get(place.unit, 1)
