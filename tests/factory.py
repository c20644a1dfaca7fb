"""Small values of the model from a sentence, for tests that need a fact and not its extraction."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from generator.model.article import Article, Paragraph, Published
from generator.model.evidence import Quote, Span
from generator.model.extraction import Extraction
from generator.model.fact import Fact, Role
from generator.model.measure import Measure
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Bound, Quantity


def article(text: str, id_: str = "a", **fields: Any) -> Article:
    """An article of one paragraph a line."""
    paragraphs, at = [], 0
    for row in text.split("\n"):
        paragraphs.append(Paragraph(Span(at, at + len(row)), row))
        at += len(row) + 1
    date = fields.pop("date", None)
    published = Published(dt.date.fromisoformat(date)) if date else None
    return Article(
        id=id_, title=id_, text=text, paragraphs=tuple(paragraphs), published=published, **fields
    )


def fact(source: Article, surface: str, value: str, unit: str, **fields: Any) -> Fact:
    """A fact whose quote is the paragraph that holds ``surface``."""
    at = source.text.index(surface)
    row = next(p for p in source.paragraphs if Span(at, at + len(surface)) in p.span)
    days = fields.pop("period", None)
    bound = Bound(fields.pop("bound", "="))
    park = fields.pop("park", "甲乙经开区")
    defaults: dict[str, Any] = {
        "role": Role.LEVEL,
        "entity": park,
        "parks": (park,),
        "indicator": "某数",
        "theme": "construction",
    }
    return Fact(
        surface=source.quote(Span(at, at + len(surface))),
        quote=Quote(source.id, row.span, row.text),
        quantity=Quantity(Decimal(value), unit, bound),
        period=_period(days),
        **(defaults | fields),
    )


def _period(days: tuple[str | None, str | None] | None) -> Period | None:
    if days is None:
        return None
    start, end = (dt.date.fromisoformat(day) if day else None for day in days)
    return Period(start, end, PeriodKind.SPAN, Span(0, 0))


def measure(source: Article, name: str, **fields: Any) -> Measure:
    """A measure whose quote is the paragraph that names it."""
    at = source.text.index(name)
    row = next(p for p in source.paragraphs if Span(at, at + len(name)) in p.span)
    mention = source.quote(Span(at, at + len(name)))
    defaults: dict[str, Any] = {
        "canonical": name,
        "parks": ("甲乙经开区",),
        "theme": "construction",
    }
    return Measure(
        name=name,
        mention=mention,
        quote=Quote(source.id, row.span, row.text),
        **(defaults | fields),
    )


def extraction(source: Article, *facts: Fact, measures: tuple[Measure, ...] = ()) -> Extraction:
    """An extraction of these facts alone."""
    return Extraction(source, facts, (), measures)
