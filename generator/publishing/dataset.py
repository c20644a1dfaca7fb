"""The rows of the data package: a casebook as flat, typed records."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.model.fact import Status
from generator.model.quantity import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model.article import Article
    from generator.model.casebook import Casebook, FactRecord, MeasureRecord, Source
    from generator.model.comparison import Cell, Comparison
    from generator.model.evidence import Quote
    from generator.model.measure import Measure
    from generator.model.quantity import Quantity

Row = dict[str, Any]
"""Values by column: str, int, Decimal, bool, date, list of str, or None."""

EXCERPT = 120
"""Characters of an article that may be quoted for one fact where its rights allow no more."""

BOUNDS = {bound: bound.name.lower().replace("_", "-") for bound in Bound}
"""Names of bounds: a sign such as = would begin a formula in a spreadsheet."""


def dataset(casebook: Casebook, *, full_text: bool = False) -> Mapping[str, tuple[Row, ...]]:
    """The rows of every table of ``datapackage.yml``.

    Args:
        casebook: The casebook.
        full_text: Whether quotes may be longer than ``EXCERPT`` whatever the article's rights.
    """
    makers: dict[str, Callable[[Casebook, bool], Iterator[Row]]] = {
        "facts": _facts,
        "nonfacts": _nonfacts,
        "measures": _measures,
        "comparisons": _comparisons,
        "pairs": _pairs,
        "sources": _sources,
        "parks": _parks,
        "themes": _themes,
        "mappings": _mappings,
        "indicators": _indicators,
    }
    return {
        name: tuple(_without_blanks(row) for row in make(casebook, full_text))
        for name, make in makers.items()
    }


def _without_blanks(row: Row) -> Row:
    """A CSV file cannot tell an empty text from none, so there is only none."""
    return {name: None if value == "" else value for name, value in row.items()}


def _facts(casebook: Casebook, full_text: bool) -> Iterator[Row]:  # noqa: FBT001 - one signature for all tables
    measures = {id_: m for m in casebook.measures for id_ in m.facts}
    for record in casebook.facts:
        yield _fact(record, measures.get(record.id), full_text=full_text)


def _fact(record: FactRecord, measure: MeasureRecord | None, *, full_text: bool) -> Row:
    fact = record.fact
    return {
        "id": record.id,
        "number": record.number,
        "status": fact.status.value,
        "parks": list(fact.parks),
        "theme": fact.theme,
        "indicator": fact.indicator,
        **_quantity(fact.quantity),
        "role": fact.role.value,
        "direction": fact.direction.value if fact.direction else None,
        "basis": fact.basis.value,
        "statistic": fact.statistic.value,
        "entity": fact.entity,
        "measure": fact.measure,
        **_period(record),
        "speaker": fact.speaker,
        "key": fact.key,
        "margin": None if fact.margin is None else Decimal(str(fact.margin)),
        **_words(fact.surface, fact.quote, record.article, full_text=full_text),
        "indicator_id": record.indicator.id if record.indicator else None,
        "measure_id": measure.id if measure else None,
        "park_ids": [park.id for park in record.parks],
        "partner": record.partner,
        "pair": fact.pair,
        **_decision(record),
    }


def _quantity(quantity: Quantity) -> Row:
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "bound": BOUNDS[quantity.bound],
        "low": quantity.low,
        "high": quantity.high,
    }


def _period(record: FactRecord) -> Row:
    period = record.fact.period
    return {
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_kind": period.kind.value if period else None,
        "period_inferred": period.inferred if period else None,
        "period_words_start": period.span.start if period else None,
        "period_words_end": period.span.end if period else None,
    }


def _decision(record: FactRecord) -> Row:
    decision = record.decision
    changes = decision.changes if decision else ()
    return {
        "action": decision.action.value if decision else None,
        "decided_by": decision.who if decision else None,
        "decided_on": decision.when if decision else None,
        "why": (decision.why or None) if decision else None,
        "changed_fields": [change.field for change in changes],
        "machine_values": [change.machine or "—" for change in changes],
        "corrected_values": [change.person or "—" for change in changes],
    }


def _words(surface: Quote, quote: Quote, article: Article, *, full_text: bool) -> Row:
    """The words and their places; a long quote is cut to the part around ``surface``."""
    start, text = quote.span.start, quote.text
    if not (full_text or article.rights.full_text) and len(text) > EXCERPT:
        inner = surface.span.start - start
        room = max(0, EXCERPT - len(surface.text))
        left = max(0, min(inner - room // 2, len(text) - EXCERPT))
        text = text[left : max(left + EXCERPT, inner + len(surface.text))]
        start += left
    return {
        "surface": surface.text,
        "quote": text,
        "source": article.id,
        "start": surface.span.start,
        "end": surface.span.end,
        "quote_start": start,
        "quote_end": start + len(text),
    }


def _nonfacts(casebook: Casebook, full_text: bool) -> Iterator[Row]:  # noqa: FBT001
    for source in casebook.sources:
        for nonfact in source.nonfacts:
            yield {
                "id": f"n-{source.number}-{nonfact.surface.span.start}",
                "reason": nonfact.reason.value,
                **_words(nonfact.surface, nonfact.quote, source.article, full_text=full_text),
            }


def _measures(casebook: Casebook, full_text: bool) -> Iterator[Row]:  # noqa: FBT001
    articles = {source.article.id: source.article for source in casebook.sources}
    stated_in = {record.id: record.article.id for record in casebook.facts}
    for measure in casebook.measures:
        facts: dict[str, list[str]] = {}
        for id_ in measure.facts:
            facts.setdefault(stated_in.get(id_, ""), []).append(id_)
        for number, mention in enumerate(measure.mentions, 1):
            article = articles[mention.quote.article]
            yield _mention(measure, mention, number, facts.get(article.id, [])) | _words(
                mention.mention, mention.quote, article, full_text=full_text
            )


def _mention(measure: MeasureRecord, mention: Measure, number: int, facts: list[str]) -> Row:
    return {
        "id": f"{measure.id}-{number}",
        "measure": measure.id,
        "name": mention.canonical,
        "named": mention.name,
        "parks": list(mention.parks),
        "theme": mention.theme,
        "stage": mention.stage.value,
        "since": mention.since,
        "since_end": mention.since_end,
        "first": mention.first,
        "gloss": measure.term.gloss if measure.term else None,
        "known": mention.known,
        "facts": facts,
    }


def _comparisons(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for comparison in casebook.comparisons:
        for cell in comparison.cells:
            yield _cell(comparison, cell)


def _cell(comparison: Comparison, cell: Cell) -> Row:
    return {
        "id": f"{comparison.indicator.id}/{cell.park}",
        "indicator": comparison.indicator.id,
        "indicator_name": comparison.indicator.name,
        "park": cell.park,
        **_quantity(cell.quantity),
        "scope": cell.scope or None,
        "verdict": comparison.verdict.value,
        "reason_kinds": [reason.kind.value for reason in comparison.reasons],
        "reasons": [reason.text for reason in comparison.reasons],
        "facts": list(cell.facts),
        "derived_from": list(cell.derived_from),
    }


def _pairs(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for comparison in casebook.comparisons:
        for pair in comparison.pairs:
            yield {
                "id": "/".join((comparison.indicator.id, *pair.parks)),
                "indicator": comparison.indicator.id,
                "park": pair.parks[0],
                "other": pair.parks[1],
                "verdict": pair.verdict.value,
                "reason_kinds": [reason.kind.value for reason in pair.reasons],
                "reasons": [reason.text for reason in pair.reasons],
            }


def _sources(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for source in casebook.sources:
        yield _source(source)


def _source(source: Source) -> Row:
    article = source.article
    published = article.published
    standing = sum(r.fact.status is not Status.WITHDRAWN for r in source.facts)
    return {
        "id": article.id,
        "number": source.number,
        "title": article.title,
        "publisher": article.publisher,
        "carrier": article.carrier,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "published": published.date if published else None,
        "published_inferred": published.inferred if published else None,
        "url": article.url,
        "accessed": article.accessed,
        "rights": article.rights.value,
        "subject": article.subject,
        "origin": list(article.origin),
        "path": article.path or None,
        "sha256": article.source_hash or None,
        "characters": len(article.text),
        "facts": standing,
        "nonfacts": len(source.nonfacts),
    }


def _parks(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for park in casebook.parks:
        yield {
            "id": park.id,
            "name": park.name,
            "aliases": list(park.aliases),
            "level": park.level or None,
            "place": park.place or None,
            "parent": park.parent,
            "discovered": park.discovered,
        }


def _themes(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for theme in casebook.themes:
        covers = list(theme.covers)
        yield {
            "id": theme.id,
            "name": theme.name,
            "question": theme.question,
            "covers": covers,
            "listed": True,
        }
    listed = {theme.id for theme in casebook.themes}
    used = [r.fact.theme for r in casebook.facts]
    used += [mention.theme for m in casebook.measures for mention in m.mentions]
    used += [indicator.theme for indicator in casebook.indicators if indicator.theme]
    for id_ in sorted(set(used) - listed):
        yield {"id": id_, "name": id_, "question": None, "covers": [], "listed": False}


def _mappings(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for theme in casebook.themes:
        number = 0
        for mapping in theme.mappings:
            items: list[tuple[str | None, bool]] = [(item, False) for item in mapping.items]
            items += [(item, True) for item in mapping.unsure]
            for item, unsure in items or [(None, False)]:
                number += 1
                yield {
                    "id": f"{theme.id}-{number}",
                    "theme": theme.id,
                    "framework": mapping.framework,
                    "item": item,
                    "unsure": unsure,
                }


def _indicators(casebook: Casebook, _: bool) -> Iterator[Row]:  # noqa: FBT001
    for indicator in casebook.indicators:
        yield {
            "id": indicator.id,
            "name": indicator.name,
            "definition": indicator.definition,
            "unit": indicator.unit,
            "theme": indicator.theme,
            "scope": indicator.scope or None,
        }
