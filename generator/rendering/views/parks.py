"""The list of parks, and a page for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import addresses, wording
from generator.rendering.addresses import link
from generator.rendering.book import Change, changes
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert, joined, raw
from generator.rendering.evidence import (
    Evidence,
    attribution,
    changes_table,
    evidence_groups,
    evidence_of,
    figure_and_reading,
    figures_table,
    named_figure,
    quotation,
)
from generator.rendering.labels import STAGES, UNSTATED
from generator.rendering.naming import listed, listed_first, measured, owner
from generator.rendering.tables import Table, missing, row, table
from generator.rendering.typography import chinese
from generator.rendering.views.head import Head
from generator.rendering.views.shelf import Shelf
from generator.rendering.volumes import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from generator.model.casebook import FactRecord, MeasureRecord, Source
    from generator.model.fact import Voice
    from generator.model.measure import Measure
    from generator.model.subject import Park, Theme
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing

_KEY_FIGURES = 12
_HINTS = 8
_IN_CELL = 12
"""Figures and sources in one cell of a table."""
IN_SECTION = 30
"""Quotations of one section; the page of the case has them all."""
_BACKING = ("有前后数字", "有准确数字", "有约数或界限")


class ThemeSection(Struct, frozen=True):
    """What is reported of a park under one theme; without evidence, 未见报道."""

    id: str
    title: str
    case: Markup
    named: str
    """The measures named, where the reports give no figure at all."""
    evidence: Part[Evidence]
    missing: str


class VoiceView(Struct, frozen=True):
    """Words that someone is quoted with."""

    quote: Markup
    speaker: Markup
    source: Markup


class ParkView(Struct, frozen=True):
    """Context of ``park.md.j2``."""

    head: Head
    title: str
    profile: tuple[tuple[str, object], ...]
    summary: str
    key_figures: Table | None
    changes: Table | None
    charts: tuple[ChartView, ...]
    measures: Table | None
    timeline: Table | None
    sections: tuple[ThemeSection, ...]
    voices: Part[VoiceView]
    hints: Table | None
    sources: Part[Markup]


class ParksView(Struct, frozen=True):
    """Context of ``parks.md.j2``."""

    head: Head
    parks: Table | None


def parks_view(book: Book) -> ParksView:
    """The list of parks."""
    place = book.place(addresses.PARKS)
    shelf = Shelf(place, "园区")
    made = shelf.table("parks", "园区一览", book.casebook.parks, partial(_parks, book))
    return ParksView(Head("园区", "案例集收录的园区和地区一览。", volumes=shelf.volumes), made)


def _parks(book: Book, place: Place, parks: Sequence[Park]) -> Table | None:
    rows = (
        row(
            place.park(park),
            park.level or UNSTATED,
            park.place or UNSTATED,
            f"{len(book.facts_of(park))}条",
            f"{len(book.sources_of(park))}篇",
        )
        for park in parks
    )
    columns = ("园区", "级别", "所在地", "事实", "来源")
    return table("parks", "园区和地区，按登记顺序；条数只反映报道多少", columns, rows)


def park_view(book: Book, park: Park, drawings: tuple[Drawing, ...]) -> ParkView:
    """One park's page."""
    place = book.place(addresses.park_page(park))
    records = book.facts_of(park)
    key = key_figures(records)
    shelf = Shelf(place, park.name)
    found = _lists(book, park, shelf)
    return ParkView(
        head=Head(
            park.name,
            f"{park.name}营商环境改革：要点数字、前后对比、各主题举措与原句。",
            volumes=shelf.volumes,
        ),
        title=park.name,
        profile=_profile(book, place, park),
        summary=summary(book, park),
        key_figures=figures_table(place, book, "key-figures", f"{park.name}的要点数字", key),
        changes=found.changes,
        charts=chart_views(place, drawings),
        measures=found.measures,
        timeline=found.timeline,
        sections=tuple(_section(book, place, park, theme) for theme in book.casebook.themes),
        voices=found.voices,
        hints=_hints(book, place, park),
        sources=found.sources,
    )


class _Lists(Struct, frozen=True):
    """The lists of a park's page that may go on on further pages."""

    changes: Table | None
    measures: Table | None
    timeline: Table | None
    voices: Part[VoiceView]
    sources: Part[Markup]


def _lists(book: Book, park: Park, shelf: Shelf) -> _Lists:
    pairs = changes(book.facts_of(park), book.by_id)
    named = _by_theme(book, book.measures(park))
    return _Lists(
        shelf.table("changes", "前后对比", pairs, partial(_changes, book)),
        shelf.table("measures", "举措", named, partial(_measures_table, book, park)),
        shelf.table("timeline", "时间线", book.beginnings_of(park), partial(_timeline, book, park)),
        shelf.part("voices", "各方声音", book.voices(park), _voices, "voices"),
        shelf.links("sources", "来源", book.sources_of(park), attribution),
    )


def _changes(book: Book, place: Place, pairs: Sequence[Change]) -> Table | None:
    return changes_table(place, book, "changes", "前后对比", pairs, parks=False)


def key_figures(records: Iterable[FactRecord]) -> list[FactRecord]:
    """The figures that a reader should see first: the park's own before its enterprises'."""
    found = [r for r in records if r.fact.key and r.partner is None]
    first = sorted(found, key=lambda r: bool(owner(r)))[:_KEY_FIGURES]
    return sorted(first, key=lambda r: (bool(owner(r)), r.number))


def _profile(book: Book, place: Place, park: Park) -> tuple[tuple[str, object], ...]:
    by_id = book.once("parks by id", lambda: {p.id: p for p in book.casebook.parks})
    parent = by_id.get(park.parent or "")
    lines: list[tuple[str, object]] = [
        ("级别", park.level or UNSTATED),
        ("所在地", park.place or UNSTATED),
    ]
    if park.aliases:
        lines.append(("别称", listed(park.aliases)))
    if parent:
        lines.append(("所属地区", joined(place.park(parent), "（该地区的数字另列，不计入这里）")))
    if park.discovered:
        lines.append(("登记", "由报道识别，尚未登记核对"))
    return tuple(lines)


def summary(book: Book, park: Park) -> str:
    """How much is reported of a park, and under which themes nothing."""
    covered = [t for t in book.casebook.themes if book.coverage[park.id, t.id].reported]
    silent = [t.name for t in book.casebook.themes if t not in covered]
    facts = len(book.facts_of(park))
    words = (
        f"{len(book.sources_of(park))}篇来源报道了{park.name}的{facts}条事实、"
        f"{len(book.measures(park))}项举措，涉及{len(covered)}个主题"
    )
    return f"{words}；{'、'.join(silent)}未见报道。" if silent else f"{words}。"


def _by_theme(book: Book, measures: Iterable[MeasureRecord]) -> list[MeasureRecord]:
    order = {t.id: n for n, t in enumerate(book.casebook.themes)}
    return sorted(measures, key=lambda m: order.get(m.theme, len(order)))


def _measures_table(
    book: Book, park: Park, place: Place, found: Sequence[MeasureRecord]
) -> Table | None:
    columns = ("举措", "进展", "有关数字", "出处")
    rows = [_measure_row(book, place, park, m) for m in found]
    return table("measures", f"{park.name}见于报道的举措", columns, rows)


def _measure_row(
    book: Book, place: Place, park: Park, measure: MeasureRecord
) -> tuple[tuple[object, ...], str, str]:
    mentions = book.mentions(measure, park)
    theme = book.themes_by_id.get(measure.theme)
    facts = book.measure_facts(measure, park)
    figures = [named_figure(place, r) for r in facts[:_IN_CELL]]
    if len(facts) > _IN_CELL:
        page = place.to(addresses.measure_page(measure))
        figures.append(link(f"另有{len(facts) - _IN_CELL}条", page))
    articles = list(dict.fromkeys(m.quote.article for m in mentions))
    sources = [place.source(book.sources[a]) for a in articles[:_IN_CELL]]
    if len(articles) > _IN_CELL:
        sources.append(inert(f"等{len(articles)}篇"))
    name = joined(
        place.measure(measure),
        raw('<br><span class="cb-read">'),
        theme.name if theme else measure.theme,
        raw("</span>"),
    )
    return row(
        name,
        progress(mentions),
        joined(*figures, separator=raw("<br>")) if figures else "报道未给数字",
        joined(*sources, separator=" "),
    )


def _timeline(
    book: Book, park: Park, place: Place, events: Sequence[tuple[MeasureRecord, Measure]]
) -> Table | None:
    """What began when, as far as the articles say."""
    rows = (
        row(
            wording.began(mention),
            place.measure(measure),
            STAGES[mention.stage],
            place.source(book.sources[mention.quote.article]),
        )
        for measure, mention in events
    )
    columns = ("开始", "举措", "进展", "出处")
    return table("timeline", f"{park.name}写明开始时间的举措", columns, rows)


def progress(mentions: list[Measure]) -> str:
    """Stage, first day and claims of first-of-its-kind; claims are the reports', not ours."""
    last = mentions[-1]
    dated = next((m for m in mentions if m.since), None)
    first = next((m.first for m in mentions if m.first), None)
    parts = [STAGES[last.stage]]
    if dated:
        parts.append(wording.began(dated))
    if first:
        parts.append(f"报道称{chinese(first)}")
    return "，".join(parts)


def _section(book: Book, place: Place, park: Park, theme: Theme) -> ThemeSection:
    covered, records = book.coverage[park.id, theme.id], book.case(park, theme)
    case = (
        link("完整案例", place.to(addresses.case_page(park, theme)))
        if covered.reported
        else raw("")
    )
    return ThemeSection(
        id=f"t-{addresses.slug(theme.id)}",
        title=theme.name,
        case=case,
        named="" if records else listed(m.name for m in book.measures(park, theme)),
        evidence=first_evidence(place, book, records, addresses.case_page(park, theme)),
        missing="" if covered.reported else missing(),
    )


def first_evidence(
    place: Place, book: Book, records: Iterable[FactRecord], rest: str, most: int = IN_SECTION
) -> Part[Evidence]:
    """The first quotations; where there are more, a line leads to the page that has them all."""
    groups = evidence_groups(book, records)
    shown = evidence_of(place, book, groups[:most])
    if len(groups) <= most:
        return Part(shown)
    words = f"另有{len(groups) - most}段原句"
    return Part(shown, link(words, place.to(rest, "results-section")))


def voice_views(place: Place, voices: Sequence[tuple[Source, Voice]]) -> Part[VoiceView]:
    """Voices with who speaks, and where it stands."""
    return Part(_voices(place, voices))


def _voices(place: Place, voices: Iterable[tuple[Source, Voice]]) -> tuple[VoiceView, ...]:
    return tuple(
        VoiceView(quotation(voice.quote), speaker(voice), attribution(place, source))
        for source, voice in voices
    )


def speaker(voice: Voice) -> Markup:
    """Organisation, title and name, as far as the article gives them and each once."""
    parts = [p for p in (voice.organisation, voice.title) if p and p not in voice.speaker]
    return joined(*(chinese(p) for p in (*parts, voice.speaker)), separator=" ")


def _hints(book: Book, place: Place, park: Park) -> Table | None:
    """Measures that other parks report with figures and this one's articles do not mention."""
    own = {m.id for m in book.measures(park)}
    ordered = [m for m in book.once("hints", partial(_best_backed, book)) if m.id not in own]
    columns = ("举措", "见于", "佐证", "数字举例")
    return table(
        "hints",
        "别处有报道、这里未见报道的举措（按佐证强弱排列，不是评分）",
        columns,
        (
            row(
                place.measure(m),
                listed_first(book.parks_of(m)),
                _backing_words(book, m),
                _first(book, place, m),
            )
            for m in ordered[:_HINTS]
        ),
    )


def _best_backed(book: Book) -> list[MeasureRecord]:
    """The measures that parks report with figures, the best backed first."""
    backed = [m for m in book.casebook.measures if book.parks_of(m) and book.measure_facts(m)]
    return sorted(backed, key=lambda m: (backing(book, m), m.name))


def backing(book: Book, measure: MeasureRecord) -> tuple[int, int, int]:
    """How well a measure is backed, the best first: kind of figures, sources, parks.

    A change told with both ends says more than a figure, an exact figure more than a bound.
    """
    facts = book.measure_facts(measure)
    kinds = (any(r.partner for r in facts), any(r.fact.quantity.exact for r in facts), True)
    sources = {mention.quote.article for mention in measure.mentions}
    return kinds.index(True), -len(sources), -len(book.parks_of(measure))


def _backing_words(book: Book, measure: MeasureRecord) -> str:
    kind, sources, _ = book.once(("backing", measure.id), lambda: backing(book, measure))
    return f"{_BACKING[kind]}；{-sources}篇来源，{len(book.measure_facts(measure))}条数字"


def _first(book: Book, place: Place, measure: MeasureRecord) -> Markup:
    """The figure that says most: a change with both ends, else an exact one, else the first."""
    best = book.once(("first", measure.id), lambda: _telling(book, measure))
    if isinstance(best, Change):
        ends = (figure_and_reading(place, r) for r in (best.before, best.after))
        return joined(measured(best.before), " ", joined(*ends, separator=" → "))
    return named_figure(place, best)


def _telling(book: Book, measure: MeasureRecord) -> Change | FactRecord:
    facts = book.measure_facts(measure)
    pairs = changes(facts, book.by_id)
    return pairs[0] if pairs else min(facts, key=lambda r: not r.fact.quantity.exact)
