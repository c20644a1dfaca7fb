"""Facts in the form of langextract's annotated documents, so that its viewer opens them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.model.fact import Status
from generator.publishing.dataset import BOUNDS, EXCERPT

if TYPE_CHECKING:
    from generator.model.casebook import Casebook, FactRecord, Source


def annotated_lines(casebook: Casebook, *, full_text: bool = False) -> bytes:
    """One document a line: an article's text, or its quotes where its rights allow no more.

    Args:
        casebook: The casebook.
        full_text: Whether whole texts may be written whatever the articles' rights.
    """
    lines = [
        json.dumps(_document(source, full_text=full_text), ensure_ascii=False)
        for source in casebook.sources
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _document(source: Source, *, full_text: bool) -> dict[str, Any]:
    facts = sorted(
        (r for r in source.facts if r.fact.status is not Status.WITHDRAWN),
        key=lambda r: r.fact.surface.span,
    )
    if full_text or source.article.rights.full_text:
        text = source.article.text
        starts = [r.fact.surface.span.start for r in facts]
    else:
        text, starts = _excerpts(facts)
    return {
        "extractions": [
            _extraction(record, start, number)
            for number, (record, start) in enumerate(zip(facts, starts, strict=True), 1)
        ],
        "text": text,
        "document_id": source.article.id,
    }


def _excerpts(facts: list[FactRecord]) -> tuple[str, list[int]]:
    """The quotes of the facts, one a line, each once; and where each fact's words begin."""
    text, starts, places = "", [], {}
    for record in facts:
        quote, surface = record.fact.quote, record.fact.surface
        inner = surface.span.start - quote.span.start
        left = max(0, min(inner - EXCERPT // 2, len(quote.text) - EXCERPT))
        words = quote.text[left : max(left + EXCERPT, inner + len(surface.text))]
        key = (quote.span.start + left, words)
        if key not in places:
            places[key] = len(text)
            text += f"{words}\n"
        starts.append(places[key] + inner - left)
    return text, starts


def _extraction(record: FactRecord, start: int, number: int) -> dict[str, Any]:
    fact = record.fact
    attributes = {
        "id": record.id,
        "indicator": fact.indicator,
        "value": f"{fact.quantity.value:f}",
        "unit": fact.quantity.unit,
        "bound": BOUNDS[fact.quantity.bound],
        "entity": fact.entity,
        "parks": list(fact.parks),
        "theme": fact.theme,
        "measure": fact.measure,
        "speaker": fact.speaker,
        "status": fact.status.value,
    }
    return {
        "extraction_class": fact.role.value,
        "extraction_text": fact.surface.text,
        "char_interval": {"start_pos": start, "end_pos": start + len(fact.surface.text)},
        "alignment_status": "match_exact",
        "extraction_index": number,
        "group_index": number - 1,
        "description": None,
        "attributes": {name: value for name, value in attributes.items() if value},
    }
