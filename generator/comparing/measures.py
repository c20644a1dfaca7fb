"""Measures over all articles: one record for a reform, whatever the articles call it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.model.casebook import FactRecord, MeasureRecord
from generator.spelling import sounds_anew

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.model.extraction import Extraction
    from generator.model.measure import Measure, MeasureTerm


def group_measures(
    extractions: Sequence[Extraction],
    records: Sequence[FactRecord],
    terms: Sequence[MeasureTerm],
    spell: Callable[[Sequence[str]], Sequence[str]] | None = None,
) -> tuple[MeasureRecord, ...]:
    """The measures by canonical name, in the order of their first mention.

    Args:
        extractions: Whose measures.
        records: The facts, some of which are of a measure.
        terms: The lexicon of measures.
        spell: ``spelled`` of each name, or what remembers its results.
    """
    by_name = {term.name: term for term in terms}
    mentions: dict[str, list[Measure]] = {}
    canonical: dict[tuple[str, str], str] = {}
    for extraction in extractions:
        for measure in extraction.measures:
            mentions.setdefault(measure.canonical, []).append(measure)
            canonical[extraction.article.id, measure.name] = measure.canonical
    facts: dict[str, list[str]] = {}
    for record in records:
        name = record.fact.measure
        if name and (owner := canonical.get((record.article.id, name))):
            facts.setdefault(owner, []).append(record.id)
    slugs = _slugs(tuple(mentions), spell or _all_spelled)
    return tuple(
        MeasureRecord(
            id=slugs[name],
            name=name,
            term=by_name.get(name),
            theme=by_name[name].theme if name in by_name else found[0].theme,
            mentions=tuple(found),
            facts=tuple(facts.get(name, ())),
        )
        for name, found in mentions.items()
    )


def spelled(name: str) -> str:
    """A name as its sounds in ASCII: ``拿地即开工`` is ``na-di-ji-kai-gong``."""
    return _ascii("-".join(sounds_anew(name)))


def _all_spelled(names: Sequence[str]) -> Sequence[str]:
    return [spelled(name) for name in names]


def _slugs(names: Sequence[str], spell: Callable[[Sequence[str]], Sequence[str]]) -> dict[str, str]:
    """An ASCII slug for each name; two names that read alike get a few digits of their hash."""
    plain = dict(zip(names, spell(names), strict=True))
    counts: dict[str, int] = {}
    for slug in plain.values():
        counts[slug] = counts.get(slug, 0) + 1
    return {
        name: slug if slug and counts[slug] == 1 else f"{slug or 'measure'}-{_digits(name)}"
        for name, slug in plain.items()
    }


def _ascii(text: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower())
    return "-".join(part for part in kept.split("-") if part)[:60].rstrip("-")


def _digits(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]
