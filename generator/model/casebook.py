"""The casebook: everything that pages are rendered from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.article import Article
    from generator.model.comparison import Comparison, Indicator
    from generator.model.decision import Decided
    from generator.model.extraction import Extraction
    from generator.model.fact import Fact, NonFact, Voice
    from generator.model.finding import Finding
    from generator.model.measure import Measure, MeasureTerm
    from generator.model.subject import Park, Registry, Theme


class FactRecord(Struct, frozen=True, gc=False):
    """A fact in its place among the others.

    Attributes:
        id: Stable id (see ``fact_id``), used as anchor.
        number: Position in the casebook from 1, for people to cite within one edition.
        fact: The fact.
        article: The article that states it.
        parks: The registry's parks that it belongs to; several for a shared figure.
        indicator: The canonical indicator it was mapped to, if any.
        partner: Id of the other end when it is one end of a before/after pair.
        decision: What a person decided about it, if anybody did.
        also: Ids of facts of other articles that state the same: the more, the better evidenced.
    """

    id: str
    number: int
    fact: Fact
    article: Article
    parks: tuple[Park, ...]
    indicator: Indicator | None = None
    partner: str | None = None
    decision: Decided | None = None
    also: tuple[str, ...] = ()


class MeasureRecord(Struct, frozen=True, gc=False):
    """One measure over all articles and parks.

    Attributes:
        id: ASCII slug, used in addresses.
        name: Canonical name.
        term: The lexicon's entry, if it has one.
        theme: Theme id.
        mentions: Every mention, in the order of the articles; each with its parks.
        facts: Ids of the facts that belong to it.
    """

    id: str
    name: str
    term: MeasureTerm | None
    theme: str
    mentions: tuple[Measure, ...]
    facts: tuple[str, ...]

    @property
    def parks(self) -> tuple[str, ...]:
        """Names of the parks that report it, in order, each once."""
        return tuple(dict.fromkeys(park for m in self.mentions for park in m.parks))


class Coverage(Struct, frozen=True):
    """What the articles report of one park under one theme. Not a score."""

    park: str
    """Park id."""
    theme: str
    """Theme id."""
    facts: int
    key_facts: int
    measures: int
    articles: int

    @property
    def reported(self) -> bool:
        """Whether anything was reported; otherwise 未见报道."""
        return bool(self.facts or self.measures)


class Source(Struct, frozen=True):
    """An article with everything that was found in it."""

    article: Article
    number: int
    """Number in the list of sources, from 1, as cited in the text."""
    facts: tuple[FactRecord, ...]
    nonfacts: tuple[NonFact, ...]
    measures: tuple[Measure, ...]
    voices: tuple[Voice, ...]


class Casebook(Struct, frozen=True):
    """Everything that pages are rendered from; a pure value."""

    registry: Registry
    sources: tuple[Source, ...]
    facts: tuple[FactRecord, ...]
    measures: tuple[MeasureRecord, ...]
    indicators: tuple[Indicator, ...]
    comparisons: tuple[Comparison, ...]
    coverage: tuple[Coverage, ...]
    """One for every park and theme, parks outermost, registry order."""
    findings: tuple[Finding, ...]
    as_of: dt.date | None
    """The newest publication date of the corpus: the date of the data."""
    conflicts: tuple[tuple[str, str], ...] = ()
    """Pairs of ids of facts that contradict each other."""

    @property
    def parks(self) -> tuple[Park, ...]:
        """The parks in reading order."""
        return self.registry.parks

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes in reading order."""
        return self.registry.themes

    @property
    def extractions(self) -> int:
        """How many numerals were accounted for in all."""
        return len(self.facts) + sum(len(source.nonfacts) for source in self.sources)

    def fact(self, fact_id: str) -> FactRecord:
        """The fact with this id.

        Raises:
            KeyError: There is none.
        """
        for record in self.facts:
            if record.id == fact_id:
                return record
        raise KeyError(fact_id)

    def facts_of(
        self, park: Park | None = None, theme: Theme | None = None
    ) -> tuple[FactRecord, ...]:
        """The facts of a park, of a theme, or of both, in reading order."""
        return tuple(
            r
            for r in self.facts
            if (park is None or park in r.parks) and (theme is None or r.fact.theme == theme.id)
        )


def extraction_order(extraction: Extraction) -> tuple[str, str]:
    """Sort key of sources: publication date (undated last), then id."""
    published = extraction.article.published
    return (published.date.isoformat() if published else "9999", extraction.article.id)


def distinct(records: Iterable[FactRecord]) -> list[FactRecord]:
    """The facts, each counted once: the first report of those that say the same."""
    seen: set[str] = set()
    kept = []
    for record in records:
        if not seen.intersection(record.also):
            kept.append(record)
        seen.add(record.id)
    return kept
