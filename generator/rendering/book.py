"""The casebook with the look-ups that pages need, made once for a rendering."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from generator.model.casebook import distinct
from generator.model.fact import Basis, Role, Status
from generator.model.quantity import Bound
from generator.model.values import once as worked_out_once
from generator.rendering.addresses import Place, Shown, quotes_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.model.casebook import Casebook, Coverage, FactRecord, MeasureRecord, Source
    from generator.model.comparison import Comparison
    from generator.model.fact import Voice
    from generator.model.measure import Measure
    from generator.model.subject import Park, Theme

K = TypeVar("K")
V = TypeVar("V")


# Units that readers convert in their heads: 7天 → 4小时, 31份 → 8项, but not 9类 → 1次
_ALIKE = (
    frozenset(("秒", "分钟", "小时", "天", "工作日", "周", "月", "年")),
    frozenset("个项件份类条张枚道步套"),
)


class Change(Struct, frozen=True):
    """The two ends of one change, as the article states them."""

    before: FactRecord
    after: FactRecord

    @property
    def one_measure(self) -> bool:
        """Whether both ends count the same kind of thing: nine 类 do not become one 次."""
        units = {self.before.fact.quantity.unit, self.after.fact.quantity.unit}
        return len(units) == 1 or any(units <= alike for alike in _ALIKE)

    @property
    def exact(self) -> bool:
        """Whether both ends are exact and of one unit, so that a percentage can be computed."""
        ends = (self.before.fact.quantity, self.after.fact.quantity)
        return all(q.bound is Bound.EXACT for q in ends) and ends[0].unit == ends[1].unit


class Book(Struct, frozen=True, dict=True):
    """A casebook, its indices, and whether full texts may be shown regardless of rights."""

    casebook: Casebook
    full_text: bool
    facts: tuple[FactRecord, ...]
    """All facts but the withdrawn ones; a fact of several articles once, at its first report."""
    by_id: Mapping[str, FactRecord]
    sources: Mapping[str, Source]
    """By the article's id."""
    by_case: Mapping[tuple[str, str], tuple[FactRecord, ...]]
    """By park id and theme id."""
    by_park: Mapping[str, tuple[FactRecord, ...]]
    """By park id."""
    by_theme: Mapping[str, tuple[FactRecord, ...]]
    """By theme id."""
    measure_of: Mapping[str, MeasureRecord]
    """By fact id."""
    measures_by_park: Mapping[str, tuple[MeasureRecord, ...]]
    sources_by_park: Mapping[str, tuple[Source, ...]]
    """The articles that report something of a park, by park id."""
    coverage: Mapping[tuple[str, str], Coverage]
    parks_by_name: Mapping[str, Park]
    """By every name and alias; of two parks with one name the first has it."""
    themes_by_id: Mapping[str, Theme]
    facts_by_measure: Mapping[str, tuple[FactRecord, ...]]
    """By the measure's id."""
    mentions_by_park: Mapping[tuple[str, str], tuple[Measure, ...]]
    """By the measure's id and the park's."""
    quotes: Mapping[str, str] | None = None
    """The page that quotes an article, by its id; None where every article has its own page."""

    @worked_out_once
    def kept(self) -> dict[object, Any]:
        """What views computed for all pages at once; see ``once``."""
        return {}

    @worked_out_once
    def shown(self) -> Shown:
        """What its pages show alike; see ``Place``."""
        return Shown()

    @classmethod
    def open(
        cls, casebook: Casebook, *, full_text: bool = False, article_pages: bool = True
    ) -> Book:
        """Index a casebook.

        Args:
            casebook: What is rendered.
            full_text: Whether every article's full text may be shown.
            article_pages: Whether every article has a page of its own.
        """
        standing = [r for r in casebook.facts if r.fact.status is not Status.WITHDRAWN]
        facts = tuple(distinct(standing))
        by_id = {r.id: r for r in standing}
        by_name = {name: park for park in reversed(casebook.parks) for name in park.names}
        parks = {name: park.id for park in casebook.parks for name in park.names}
        return cls(
            casebook=casebook,
            full_text=full_text,
            facts=facts,
            by_id=by_id,
            sources={s.article.id: s for s in casebook.sources},
            by_case=_groups(((p.id, r.fact.theme), r) for r in facts for p in r.parks),
            by_park=_groups((p.id, r) for r in facts for p in r.parks),
            by_theme=_groups((r.fact.theme, r) for r in facts),
            measure_of={id_: m for m in casebook.measures for id_ in m.facts},
            measures_by_park=_groups(
                (parks[name], m) for m in casebook.measures for name in m.parks if name in parks
            ),
            sources_by_park=_groups(
                (id_, s) for s in casebook.sources for id_ in _reported_parks(s, parks)
            ),
            coverage={(c.park, c.theme): c for c in casebook.coverage},
            parks_by_name=by_name,
            themes_by_id={theme.id: theme for theme in reversed(casebook.themes)},
            facts_by_measure={
                m.id: tuple(by_id[id_] for id_ in m.facts if id_ in by_id)
                for m in casebook.measures
            },
            mentions_by_park=_groups(
                ((m.id, park.id), mention)
                for m in casebook.measures
                for mention in m.mentions
                for park in _named(by_name, mention.parks)
            ),
            quotes=None if article_pages else quotes_pages(casebook.sources),
        )

    def once(self, name: object, make: Callable[[], V]) -> V:
        """What ``make`` gives, made at the first call with this name and kept for the others."""
        if name not in self.kept:
            self.kept[name] = make()
        found: V = self.kept[name]
        return found

    def place(self, path: str) -> Place:
        """A page that links are written on."""
        return Place.of(path, self.quotes, self.shown)

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
        found = self.measures_by_park.get(park.id, ()) if park else self.casebook.measures
        return tuple(m for m in found if theme is None or m.theme == theme.id)

    def measure_facts(self, measure: MeasureRecord, park: Park | None = None) -> list[FactRecord]:
        """The facts of a measure, of one park if given."""
        if park is None:
            return list(self.facts_by_measure[measure.id])
        found = self.once("facts by measure and park", self._facts_by_measure_and_park)
        return list(found.get((measure.id, park.id), ()))

    def _facts_by_measure_and_park(self) -> dict[tuple[str, str], tuple[FactRecord, ...]]:
        return _groups(
            ((id_, park.id), r)
            for id_, found in self.facts_by_measure.items()
            for r in found
            for park in r.parks
        )

    def mentions(self, measure: MeasureRecord, park: Park) -> list[Measure]:
        """Where articles name a measure of a park."""
        return list(self.mentions_by_park.get((measure.id, park.id), ()))

    def parks_of(self, measure: MeasureRecord) -> tuple[str, ...]:
        """Names of the parks that report a measure."""
        return self.once(("parks", measure.id), lambda: measure.parks)

    def reporting(self, theme: Theme) -> tuple[Park, ...]:
        """The parks of which something is reported under a theme, in the registry's order."""
        return tuple(p for p in self.casebook.parks if self.coverage[p.id, theme.id].reported)

    @property
    def reported_parks(self) -> tuple[Park, ...]:
        """The parks of which anything is reported."""
        told = {c.park for c in self.casebook.coverage if c.reported}
        return tuple(park for park in self.casebook.parks if park.id in told)

    def widest_first(self, measures: Iterable[MeasureRecord]) -> tuple[MeasureRecord, ...]:
        """Measures by how many parks report them, then by name: measures are sorted, not parks."""
        return tuple(sorted(measures, key=lambda m: (-len(self.parks_of(m)), m.name)))

    def shared(self, measures: Iterable[MeasureRecord]) -> tuple[MeasureRecord, ...]:
        """The measures that several parks report, the widest first."""
        return self.widest_first(m for m in measures if len(self.parks_of(m)) > 1)

    @property
    def beginnings(self) -> tuple[tuple[MeasureRecord, Measure], ...]:
        """The mentions that tell when a measure began, by the time."""
        return self.once("beginnings", self._beginnings)

    def _beginnings(self) -> tuple[tuple[MeasureRecord, Measure], ...]:
        found = [(m, x) for m in self.casebook.measures for x in m.mentions if x.since]
        return tuple(sorted(found, key=lambda e: (str(e[1].since), e[0].name, e[1].park)))

    def beginnings_of(self, park: Park) -> tuple[tuple[MeasureRecord, Measure], ...]:
        """The same for one park."""
        found = self.once(
            "beginnings by park",
            lambda: _groups(
                (named.id, event)
                for event in self.beginnings
                for named in _named(self.parks_by_name, event[1].parks)
            ),
        )
        return found.get(park.id, ())

    def comparisons(self, theme: Theme) -> tuple[Comparison, ...]:
        """The comparisons of a theme; those without a theme where one of their facts belongs."""
        return self.once(
            ("comparisons", theme.id),
            lambda: tuple(c for c in self.casebook.comparisons if theme.id in self._themes(c)),
        )

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

    def sources_of(self, park: Park) -> tuple[Source, ...]:
        """The articles that report something of a park."""
        return self.sources_by_park.get(park.id, ())

    def facts_of(self, park: Park) -> tuple[FactRecord, ...]:
        """The facts of a park."""
        return self.by_park.get(park.id, ())

    def facts_under(self, theme: Theme) -> tuple[FactRecord, ...]:
        """The facts of a theme."""
        return self.by_theme.get(theme.id, ())


def _groups(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values by key, each once a key, in their order."""
    found: dict[K, dict[int, V]] = defaultdict(dict)
    for key, value in pairs:
        found[key][id(value)] = value
    return {key: tuple(values.values()) for key, values in found.items()}


def _named(by_name: Mapping[str, Park], names: Iterable[str]) -> list[Park]:
    """The parks with these names, each once."""
    return list({by_name[n].id: by_name[n] for n in names if n in by_name}.values())


_FACTS_A_PAGE = 400


def quotes_pages(sources: Sequence[Source]) -> dict[str, str]:
    """The page that quotes an article, by its id: some articles a page, in the order of sources."""
    pages: dict[str, str] = {}
    number, facts = 1, 0
    for source in sources:
        if facts and facts + len(source.facts) > _FACTS_A_PAGE:
            number, facts = number + 1, 0
        facts += len(source.facts)
        pages[source.article.id] = quotes_page(number)
    return pages


def _reported_parks(source: Source, parks: Mapping[str, str]) -> dict[str, None]:
    """Ids of the parks that an article has a fact or a measure of, in order."""
    ids = [park.id for record in source.facts for park in record.parks]
    ids += [parks[name] for m in source.measures for name in m.parks if name in parks]
    return dict.fromkeys(ids)


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
        if not change.one_measure:
            continue
        ends = (change.before.fact.quantity, change.after.fact.quantity)
        key = (record.article.id, record.fact.parks, record.fact.indicator, *ends)
        if key not in found or found[key].before.fact.basis is Basis.UNSTATED:
            found[key] = change
    return tuple(found.values())
