"""From extractions to a casebook: numbering, alignment over parks and themes, comparisons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.comparing.agreement import agreements
from generator.comparing.candidates import Candidate, collect, representatives
from generator.comparing.comparability import judge, pairwise
from generator.comparing.conflicts import conflict_findings, conflicting
from generator.comparing.decisions import apply_decisions
from generator.comparing.measures import group_measures
from generator.comparing.memory import Memory
from generator.comparing.parks import harmonise
from generator.comparing.themes import unknown_themes
from generator.model.casebook import (
    Casebook,
    Coverage,
    FactRecord,
    Source,
    distinct,
    extraction_order,
)
from generator.model.comparison import Cell, Comparison
from generator.model.fact import Role, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.comparing.indicators import IndicatorRules
    from generator.model.decision import Decided, Decision
    from generator.model.extraction import Extraction
    from generator.model.finding import Finding
    from generator.model.measure import MeasureTerm
    from generator.model.subject import Park, Registry

_MEMBERS = 2  # a comparison needs two parks
_PAIRED = range(3, 13)  # of two the verdict is told already; of more nobody reads the pairs


def compare(
    extractions: Sequence[Extraction],
    registry: Registry,
    discovered: Sequence[Park] = (),
    *,
    terms: Sequence[MeasureTerm] = (),
    findings: Iterable[Finding] = (),
    rules: IndicatorRules | None = None,
    decisions: Sequence[Decision] = (),
    spell: Callable[[Sequence[str]], Sequence[str]] | None = None,
    memory: Memory | None = None,
) -> Casebook:
    """Align the extractions of a corpus over parks and themes.

    Args:
        extractions: One for every article, in any order; sources are ordered by date.
        registry: Parks and themes as people wrote them.
        discovered: Parks that extraction found, for names that the registry lacks.
        terms: The lexicon of measures, for glosses.
        findings: What reading found; the casebook's own findings are added.
        rules: The indicators; the shipped ones when None.
        decisions: What people decided; withdrawn facts stay in the casebook with their status
            but take part in no comparison, count or measure.
        spell: What spells the names of measures in ASCII; ``measures.spelled`` of each when None.
        memory: What the last comparison of nearly the same extractions found out.
    """
    reviewed = apply_decisions(extractions, decisions)
    ordered = sorted(reviewed.extractions, key=extraction_order)
    full, park_findings = harmonise(registry, discovered, ordered)
    memory = memory or Memory(rules)
    memory.turn()
    rules = memory.rules
    records = _number(ordered, full, reviewed.decided, memory)
    candidates = collect(_standing(records), rules, memory.readings.of)
    records = _with_agreement(_with_indicators(records, candidates))
    sources = _sources(ordered, records)
    conflicts = conflicting(candidates)
    dates = [e.article.published.date for e in ordered if e.article.published]
    own = (
        *(f for e in ordered for f in e.findings),
        *park_findings,
        *unknown_themes(ordered, full),
        *conflict_findings(conflicts),
        *reviewed.findings,
    )
    return Casebook(
        registry=full,
        sources=sources,
        facts=records,
        measures=group_measures(ordered, _standing(records), terms, spell),
        indicators=tuple(r.indicator for r in rules.rules if candidates[r.indicator.id]),
        comparisons=compare_candidates(candidates, full),
        coverage=_coverage(full, sources),
        findings=(*findings, *own),
        as_of=max(dates, default=None),
        conflicts=tuple((a.record.id, b.record.id) for a, b in conflicts),
    )


def compare_candidates(
    candidates: dict[str, list[Candidate]], registry: Registry
) -> tuple[Comparison, ...]:
    """A comparison for every indicator that two parks or more have a value of.

    Parks stand in the order of the registry, never in the order of their values: this is not a
    ranking.
    """
    place = {park.id: number for number, park in enumerate(registry.parks)}
    chosen = [
        sorted(representatives(found)[0], key=lambda c: place[c.park.id])
        for found in candidates.values()
    ]
    return tuple(_comparison(values) for values in chosen if len(values) >= _MEMBERS)


def _comparison(values: Sequence[Candidate]) -> Comparison:
    verdict, reasons = judge(values)
    cells = tuple(
        Cell(v.park.name, v.quantity, tuple(r.id for r in v.records), v.derived_from, v.scope)
        for v in values
    )
    pairs = pairwise(values) if len(values) in _PAIRED else ()
    return Comparison(values[0].rule.indicator, cells, verdict, reasons, pairs)


def _with_agreement(records: Sequence[FactRecord]) -> tuple[FactRecord, ...]:
    same = agreements(_standing(records))
    return tuple(replace(r, also=same[r.id]) if r.id in same else r for r in records)


def _standing(records: Sequence[FactRecord]) -> tuple[FactRecord, ...]:
    """The facts that nobody withdrew."""
    withdrawn = Status.WITHDRAWN
    return tuple(r for r in records if r.fact.status is not withdrawn)


def _number(
    extractions: Sequence[Extraction],
    registry: Registry,
    decided: Mapping[str, Decided],
    memory: Memory,
) -> tuple[FactRecord, ...]:
    records: list[FactRecord] = []
    parks = _parks_by_name(registry)
    for extraction in extractions:
        ids = memory.ids.of(extraction.facts)
        found = _article_records(extraction, ids, parks, len(records))
        if decided:
            found = [replace(r, decision=decided[r.id]) if r.id in decided else r for r in found]
        records += found
    return tuple(records)


def _parks_by_name(registry: Registry) -> dict[str, Park]:
    """Every name and alias; of two parks with one name the first has it."""
    return {name: park for park in reversed(registry.parks) for name in park.names}


def _article_records(
    extraction: Extraction, ids: Sequence[str], by_name: Mapping[str, Park], offset: int
) -> list[FactRecord]:
    partners = _partners(extraction, ids)
    article, facts = extraction.article, extraction.facts
    named = {
        names: tuple(by_name[name] for name in names if name in by_name)
        for names in {fact.parks for fact in facts}
    }
    return [
        FactRecord(id_, number, fact, article, named[fact.parks], None, partners.get(id_))
        for number, (id_, fact) in enumerate(zip(ids, facts, strict=True), offset + 1)
    ]


def _partners(extraction: Extraction, ids: Sequence[str]) -> dict[str, str]:
    """For each end of a before/after pair the id of the other end."""
    ends: dict[str, dict[Role, str]] = {}
    for id_, fact in zip(ids, extraction.facts, strict=True):
        if not fact.pair or fact.status is Status.WITHDRAWN:
            continue
        if fact.role in (Role.BEFORE, Role.AFTER):
            ends.setdefault(fact.pair, {}).setdefault(fact.role, id_)
    both = [pair for pair in ends.values() if len(pair) == len((Role.BEFORE, Role.AFTER))]
    return {
        pair[a]: pair[b]
        for pair in both
        for a, b in ((Role.BEFORE, Role.AFTER), (Role.AFTER, Role.BEFORE))
    }


def _with_indicators(
    records: Sequence[FactRecord], candidates: dict[str, list[Candidate]]
) -> tuple[FactRecord, ...]:
    stated = {
        candidate.record.id: candidate.rule.indicator
        for found in candidates.values()
        for candidate in found
        if not candidate.derived_from
    }
    return tuple(replace(r, indicator=stated[r.id]) if r.id in stated else r for r in records)


def _sources(
    extractions: Sequence[Extraction], records: Sequence[FactRecord]
) -> tuple[Source, ...]:
    by_article: dict[str, list[FactRecord]] = {}
    for record in records:
        by_article.setdefault(record.article.id, []).append(record)
    return tuple(
        Source(
            e.article,
            number,
            tuple(by_article.get(e.article.id, ())),
            e.nonfacts,
            e.measures,
            e.voices,
        )
        for number, e in enumerate(extractions, 1)
    )


def _coverage(registry: Registry, sources: Sequence[Source]) -> tuple[Coverage, ...]:
    by_name = _parks_by_name(registry)
    facts: Counter[tuple[str, str]] = Counter()
    keys: Counter[tuple[str, str]] = Counter()
    measures: dict[tuple[str, str], set[str]] = {}
    articles: dict[tuple[str, str], set[str]] = {}
    first = {r.id for r in distinct(_standing([r for s in sources for r in s.facts]))}
    for source in sources:
        for record in _standing(source.facts):
            told, fact = record.id in first, record.fact
            for park in record.parks:
                cell = (park.id, fact.theme)
                if told:  # the same fact in two articles is one fact
                    facts[cell] += 1
                    keys[cell] += fact.key
                articles.setdefault(cell, set()).add(source.article.id)
        for measure in source.measures:
            for name in measure.parks:
                if found := by_name.get(name):
                    cell = (found.id, measure.theme)
                    measures.setdefault(cell, set()).add(measure.canonical)
                    articles.setdefault(cell, set()).add(source.article.id)
    return tuple(
        Coverage(
            p.id,
            t.id,
            facts[p.id, t.id],
            keys[p.id, t.id],
            len(measures.get((p.id, t.id), ())),
            len(articles.get((p.id, t.id), ())),
        )
        for p in registry.parks
        for t in registry.themes
    )
