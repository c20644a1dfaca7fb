"""Facts, nonfacts, measures and comparisons as plain records: the contract of the machine output.

The shape of the lines is the one of the gold annotation; other programs read it, so it is kept
when the inside changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.fact import Fact, NonFact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from generator.model.article import Article
    from generator.model.casebook import Casebook
    from generator.model.comparison import Cell, Comparison
    from generator.model.extraction import Extraction
    from generator.model.measure import Measure
    from generator.model.period import Period

Record = dict[str, Any]


def extraction_records(extraction: Extraction) -> Iterator[Record]:
    """One ``article`` record, then fact, nonfact and measure records in text order."""
    yield article_record(extraction.article)
    numerals: list[Fact | NonFact] = [*extraction.facts, *extraction.nonfacts]
    for numeral in sorted(numerals, key=lambda item: item.surface.span):
        yield fact_record(numeral) if isinstance(numeral, Fact) else nonfact_record(numeral)
    for measure in extraction.measures:
        yield measure_record(measure, extraction.article)


def article_record(article: Article) -> Record:
    """An article's metadata and clean text."""
    published = article.published
    return {
        "type": "article",
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "date": published.date.isoformat() if published else None,
        "date_inferred": bool(published and published.inferred),
        "url": article.url,
        "subject": article.subject,
        "text": article.text,
    }


def fact_record(fact: Fact) -> Record:
    """A fact line; ``start`` and ``end`` locate ``surface`` in the article's text."""
    quantity = fact.quantity
    return {
        "type": "fact",
        "article": fact.article,
        "quote": fact.quote.text,
        "surface": fact.surface.text,
        "start": fact.surface.span.start,
        "end": fact.surface.span.end,
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "role": fact.role.value,
        "direction": fact.direction.value if fact.direction else None,
        "pair": fact.pair,
        "basis": fact.basis.value,
        "statistic": fact.statistic.value,
        "entity": fact.entity,
        "park": fact.park,
        "indicator": fact.indicator,
        "theme": fact.theme,
        "measure": fact.measure,
        "period": period_pair(fact.period),
        "speaker": fact.speaker,
        "key": fact.key,
    }


def nonfact_record(nonfact: NonFact) -> Record:
    """A nonfact line with its reason."""
    return {
        "type": "nonfact",
        "article": nonfact.surface.article,
        "surface": nonfact.surface.text,
        "quote": nonfact.quote.text,
        "start": nonfact.surface.span.start,
        "end": nonfact.surface.span.end,
        "reason": nonfact.reason.value,
    }


def measure_record(measure: Measure, article: Article) -> Record:
    """A measure line."""
    return {
        "type": "measure",
        "article": article.id,
        "name": measure.name,
        "canonical": measure.canonical,
        "park": measure.park,
        "theme": measure.theme,
        "quote": measure.quote.text,
        "start": measure.mention.span.start,
        "end": measure.mention.span.end,
        "since": measure.since.isoformat() if measure.since else None,
        "first": measure.first,
        "stage": measure.stage.value,
    }


def comparison_records(casebook: Casebook) -> list[Record]:
    """Every comparison with its verdict, reasons and members."""
    return [_comparison_record(comparison, casebook) for comparison in casebook.comparisons]


def _comparison_record(comparison: Comparison, casebook: Casebook) -> Record:
    return {
        "indicator": comparison.indicator.name,
        "theme": comparison.indicator.theme,
        "unit": comparison.indicator.unit,
        "verdict": comparison.verdict.value,
        "reasons": [{"kind": r.kind.value, "text": r.text} for r in comparison.reasons],
        "members": [_member(cell, casebook) for cell in comparison.cells],
    }


def _member(cell: Cell, casebook: Casebook) -> Record:
    record = casebook.fact(cell.facts[-1])
    return {
        "park": cell.park,
        "value": _number(cell.quantity.value),
        "low": _number(cell.quantity.low),
        "high": _number(cell.quantity.high),
        "bound": cell.quantity.bound.value,
        "unit": cell.quantity.unit,
        "scope": cell.scope or None,
        "period": period_pair(record.fact.period),
        "article": record.article.id,
        "quote": record.fact.quote.text,
        "facts": list(cell.facts),
        "derived_from": list(cell.derived_from) or None,
    }


def period_pair(period: Period | None) -> list[str | None] | None:
    """``[start, end]`` as ISO dates, or None where nothing is known."""
    if period is None or (period.start is None and period.end is None):
        return None
    return [day.isoformat() if day else None for day in (period.start, period.end)]


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the decimal is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
