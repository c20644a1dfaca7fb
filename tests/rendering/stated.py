"""Articles of which a test states every fact, measure and voice by its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.model.article import (
    Article,
    Paragraph,
    ParagraphKind,
)
from generator.model.evidence import Quote, Span
from generator.model.fact import (
    Fact,
    NonFact,
    NonFactReason,
    Role,
    Voice,
)
from generator.model.measure import Measure
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Bound, Quantity


@dataclass
class Stated:
    """Builds facts of one article by their words; every value is stated by the caller."""

    article: Article
    facts: list[Fact] = field(default_factory=list)
    nonfacts: list[NonFact] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)

    def quote(self, words: str, inside: Span | None = None) -> Quote:
        start = self.article.text.index(words, inside.start if inside else 0)
        return self.article.quote(Span(start, start + len(words)))

    def fact(self, clause: str, surface: str, value: str, unit: str, **kw: Any) -> Fact:
        quote = self.quote(clause)
        bound = kw.pop("bound", Bound.EXACT)
        quantity = Quantity(Decimal(value), unit, bound, *_interval(Decimal(value), bound, kw))
        period = kw.pop("period", None)
        made = Fact(
            surface=self.quote(surface, quote.span),
            quote=quote,
            quantity=quantity,
            role=kw.pop("role", Role.LEVEL),
            entity=kw.pop("entity", kw["parks"][0]),
            key=kw.pop("key", True),
            period=self.period(*period) if period else None,
            **kw,
        )
        self.facts.append(made)
        return made

    def period(self, words: str, start: str | None, end: str | None, kind: PeriodKind) -> Period:
        days = [dt.date.fromisoformat(d) if d else None for d in (start, end)]
        return Period(days[0], days[1], kind, self.quote(words).span)

    def nonfact(self, clause: str, surface: str, reason: NonFactReason) -> None:
        quote = self.quote(clause)
        self.nonfacts.append(NonFact(self.quote(surface, quote.span), quote, reason))

    def measure(self, name: str, clause: str, **kw: Any) -> None:
        quote = self.quote(clause)
        mention = self.quote(name, quote.span)
        self.measures.append(
            Measure(name, kw.pop("canonical", name), mention=mention, quote=quote, **kw)
        )


def _interval(
    value: Decimal, bound: Bound, kw: dict[str, Any]
) -> tuple[Decimal | None, Decimal | None]:
    low = kw.pop("low", None)
    if low is not None:
        return Decimal(low), value
    return {
        Bound.EXACT: (value, value),
        Bound.ABOUT: (None, None),
        Bound.MORE: (value, None),
        Bound.AT_LEAST: (value, None),
        Bound.LESS: (None, value),
        Bound.AT_MOST: (None, value),
    }[bound]


def article(id_: str, text: str, **kw: Any) -> Article:
    paragraphs, at = [], 0
    for number, row in enumerate(text.split("\n")):
        kind = ParagraphKind.BODY if number else ParagraphKind.HEADING
        paragraphs.append(Paragraph(Span(at, at + len(row)), row, kind))
        at += len(row) + 1
    title = kw.pop("title", text.split("\n", maxsplit=1)[0])
    return Article(id_, title, text, tuple(paragraphs), path=f"articles/{id_}.md", **kw)
