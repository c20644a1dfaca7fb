"""Periods: the days that a figure speaks of."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.evidence import Span


class PeriodKind(StrEnum):
    """How the words give the days."""

    POINT = "point"
    """One day: 9月20日."""
    SPAN = "span"
    """Two ends: 2022年, 1至5月, 前三季度."""
    SINCE = "since"
    """From a day on: 今年以来, 自2023年5月起; ends at the publication date if known."""
    UNTIL = "until"
    """Up to a day: 截至8月底."""
    RECURRING = "recurring"
    """每月, 每周五."""


class Period(Struct, frozen=True, gc=False):
    """Days from ``start`` to ``end``, both inclusive; None is open or unknown.

    Attributes:
        kind: How the words give the days.
        span: The words in the article that it was read from.
        inferred: True when the publication date that it was resolved with is itself inferred,
            or when a missing year was taken from the context.
    """

    start: dt.date | None
    end: dt.date | None
    kind: PeriodKind
    span: Span
    inferred: bool = False
