"""The casebook with the look-ups that pages need, made once for a rendering."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.fact import Basis, Role, Status
from generator.model.quantity import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.casebook import Casebook, Coverage, FactRecord, MeasureRecord, Source
    from generator.model.comparison import Comparison
    from generator.model.fact import Voice
    from generator.model.subject import Park, Theme


@dataclass(frozen=True, slots=True)
class Change:
    """The two ends of one change, as the article states them."""

    before: FactRecord
    after: FactRecord

    @property
    def exact(self) -> bool:
        """Whether both ends are exact and of one unit, so that a percentage can be computed."""
        ends = (self.before.fact.quantity, self.after.fact.quantity)
        return all(q.bound is Bound.EXACT for q in ends) and ends[0].unit == ends[1].unit


@dataclass(frozen=True, slots=True)
class Book:
    """A casebook, its indices, and whether full texts may be shown regardless of rights."""

    casebook: Casebook
    full_text: bool
    facts: tuple[FactRecord, ...]
    """All facts but the withdrawn ones."""
    by_id: Mapping[str, FactRecord]
    sources: Mapping[str, Source]
    """By the article's id."""
    by_case: Mapping[tuple[str, str], tuple[FactRecord, ...]]
    """By park id and theme id."""
    measure_of: Mapping[str, MeasureRecord]
    """By fact id."""
    coverage: Mapping[tuple[str, str], Coverage]

    @classmethod
    def open(cls, casebook: Casebook, *, full_text: bool = False) -> Book:
        """Index a casebook."""
        facts = tuple(r for r in casebook.facts if r.fact.status is not Status.WITHDRAWN)
        by_case: dict[tuple[str, str], list[FactRecord]] = defaultdict(list)
        for record in facts:
            for park in record.parks:
                by_case[park.id, record.fact.theme].append(record)
        return cls(
            casebook=casebook,
            full_text=full_text,
            facts=facts,
            by_id={r.id: r for r in facts},
            sources={s.article.id: s for s in casebook.sources},
            by_case={key: tuple(found) for key, found in by_case.items()},
            measure_of={id_: m for m in casebook.measures for id_ in m.facts},
            coverage={(c.park, c.theme): c for c in casebook.coverage},
        )

    def case(self, park: Park, theme: Theme) -> tuple[FactRecord, ...]:
        """The facts of a park under a theme."""
        return self.by_case.get((park.id, theme.id), ())

    def source_of(self, record: FactRecord) -> Source:
        """The source that states a fact."""
        return self.sources[record.article.id]

    def measures(
        self, park: Park | None = None, theme: Theme | None = None
    ) -> tuple[MeasureRecord, ...]:
        """The measures that a park reports, of a theme, or both."""
        return tuple(
            m
            for m in self.casebook.measures
            if (theme is None or m.theme == theme.id)
            and (park is None or any(name in park.names for name in m.parks))
        )

    def measure_facts(self, measure: MeasureRecord, park: Park | None = None) -> list[FactRecord]:
        """The facts of a measure, of one park if given."""
        found = [self.by_id[id_] for id_ in measure.facts if id_ in self.by_id]
        return [r for r in found if park is None or park in r.parks]

    def comparisons(self, theme: Theme) -> tuple[Comparison, ...]:
        """The comparisons of a theme; those without a theme where one of their facts belongs."""
        return tuple(c for c in self.casebook.comparisons if theme.id in self._themes(c))

    def _themes(self, comparison: Comparison) -> set[str]:
        if comparison.indicator.theme:
            return {comparison.indicator.theme}
        ids = [id_ for cell in comparison.cells for id_ in cell.facts]
        return {self.by_id[id_].fact.theme for id_ in ids if id_ in self.by_id}

    def voices(self, park: Park) -> list[tuple[Source, Voice]]:
        """Who is quoted beside the figures of a park."""
        return [
            (source, voice)
            for source in self.sources_of(park)
            for voice in source.voices
            if _speaks_of(park, voice, source)
        ]

    def sources_of(self, park: Park) -> list[Source]:
        """The articles that report something of a park."""
        return [
            s
            for s in self.casebook.sources
            if any(park in r.parks for r in s.facts)
            or any(name in park.names for m in s.measures for name in m.parks)
        ]


def _speaks_of(park: Park, voice: Voice, source: Source) -> bool:
    """Whether the figure nearest to the voice is the park's; without figures, everybody does."""
    at = voice.span.start
    places = [(abs(r.fact.surface.span.start - at), n) for n, r in enumerate(source.facts)]
    return not places or park in source.facts[min(places)[1]].parks


def changes(records: Iterable[FactRecord], by_id: Mapping[str, FactRecord]) -> tuple[Change, ...]:
    """The before/after pairs among ``records``.

    An article may tell the same change twice; the telling that names its basis is kept.
    """
    found: dict[object, Change] = {}
    for record in records:
        if record.fact.role is not Role.BEFORE or not record.partner or record.partner not in by_id:
            continue
        change = Change(record, by_id[record.partner])
        ends = (change.before.fact.quantity, change.after.fact.quantity)
        key = (record.article.id, record.fact.parks, record.fact.indicator, *ends)
        if key not in found or found[key].before.fact.basis is Basis.UNSTATED:
            found[key] = change
    return tuple(found.values())
