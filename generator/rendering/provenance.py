"""How a figure was read: value, unit, bound and period, and what of it does not stand in its sentence.

A reader who doubts a figure must see which part is the article's and which is a reading of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.fact import Role, Status
from generator.model.quantity import Bound
from generator.rendering import wording
from generator.rendering.escaping import joined, raw
from generator.rendering.evidence import passage
from generator.rendering.labels import BOUNDS, EXACT, RANGE, STATUSES
from generator.rendering.typography import chinese

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from markupsafe import Markup

    from generator.model.casebook import FactRecord
    from generator.model.evidence import Span
    from generator.model.quantity import Quantity

_BREAK = raw("<br>")

# A period that names its year needs no other day to be understood: "2024年1至5月"
_RE_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[一二]〇[〇一二三四五六七八九]{2}")


def bound_name(quantity: Quantity) -> str:
    """How a figure limits the true one, in a word or two."""
    if wording.is_range(quantity):
        return RANGE
    return EXACT if quantity.bound is Bound.EXACT else BOUNDS[quantity.bound]


def how_read(record: FactRecord) -> Markup:
    """What a figure was read as, line by line, and what of it was inferred."""
    fact = record.fact
    lines = [
        _indicator(record),
        _quantity(fact.quantity),
        f"{wording.qualities(fact)} · {STATUSES[fact.status]}",
        f"期间：{wording.period(fact.period, record.article)}",
        f"推断：{'；'.join(inferred(record)) or '无，都见于原句'}",
    ]
    return joined(*lines, separator=_BREAK)


def _indicator(record: FactRecord) -> str:
    """What the article calls it, and the indicator that it was mapped to."""
    stated = record.fact.indicator
    mapped = record.indicator.name if record.indicator else stated
    return stated if mapped == stated else f"{stated}（归入“{mapped}”）"


def _quantity(quantity: Quantity) -> str:
    unit, bound = quantity.unit or "无", bound_name(quantity)
    return f"数值：{_value(quantity)} · 单位：{unit} · 界限：{bound}"


def _value(quantity: Quantity) -> str:
    if wording.is_range(quantity) and quantity.low is not None:
        return f"{_exactly(quantity.low)}–{_exactly(quantity.value)}"
    return _exactly(quantity.value)


def _exactly(value: Decimal) -> str:
    """All digits that count: 1.9万 is 19,000, not 19,000.0."""
    return f"{value.normalize():,f}"


def inferred(record: FactRecord) -> tuple[str, ...]:
    """What of a fact does not stand in its sentence and was read from elsewhere, in Chinese."""
    if record.fact.status is Status.ADDED:
        return ("由人补充",)
    return tuple(_inferred(record))


def _inferred(record: FactRecord) -> Iterator[str]:
    fact = record.fact
    shown = passage(record.article, [fact.quote])
    words = shown.text
    names = {name for park in record.parks for name in park.names} | set(fact.parks)
    if fact.parks and not any(name in words for name in names):
        yield "园区据上下文"
    if fact.entity and fact.entity not in names and fact.entity not in words:
        yield "主体据上下文"
    if fact.speaker and fact.speaker not in words:
        yield "说话人据上下文"
    yield from _period(record, shown.span)
    if fact.role is not Role.RANK and fact.indicator not in words:
        yield "指标名称由句意概括"


def _period(record: FactRecord, shown: Span) -> Iterator[str]:
    period, article = record.fact.period, record.article
    if period is None:
        return
    said = period.span.of(article.text)
    if period.inferred:
        yield "年份据语境推定"
    if said and period.span not in shown:
        yield f"期间取自句外的“{chinese(said)}”"
    elif said and not _RE_YEAR.search(said) and not period.inferred and period.end:
        yield f"期间由“{chinese(said)}”按发布日期换算"
    if article.published and article.published.inferred and not _RE_YEAR.search(said):
        yield "发布日期系推断"
