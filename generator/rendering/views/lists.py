"""Pages that list the whole casebook: findings, voices, timeline, glossary, method."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.finding import Severity
from generator.rendering import addresses, linked_data, wording
from generator.rendering.addresses import Place, link
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert, joined, raw
from generator.rendering.labels import (
    BOUND_MARKS,
    BOUNDS,
    EXACT,
    FINDINGS,
    NONFACTS,
    PLACE,
    SEVERITIES,
    STAGES,
    VERDICT_NOTES,
    VERDICTS,
)
from generator.rendering.naming import listed
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import chinese
from generator.rendering.views.head import Head
from generator.rendering.views.parks import VoiceView, voice_views
from generator.rendering.views.shelf import ListView, Shelf, head_of
from generator.rendering.volumes import Volume, leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import MeasureRecord, Source
    from generator.model.fact import Voice
    from generator.model.finding import Finding
    from generator.model.measure import Measure
    from generator.model.subject import Park
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing
    from generator.rendering.volumes import Leaf, Part

    _VOICE = tuple[Park | None, Source, Voice]

__all__ = ["ListView"]  # the page on which a list of any page goes on

_VOICES = 100
"""Voices of one page."""


class QualityView(Struct, frozen=True):
    """Context of ``quality.md.j2``."""

    head: Head
    summary: str
    groups: tuple[tuple[str, str, Table | None], ...]
    """Anchor, heading and table of the findings of one severity."""


class MethodView(Struct, frozen=True):
    """Context of ``method.md.j2``."""

    head: Head
    numerals: str
    bounds: Table | None
    nonfacts: Table | None
    verdicts: Table | None


class VoicesView(Struct, frozen=True):
    """Context of ``voices.md.j2``."""

    head: Head
    groups: tuple[tuple[str, Markup, Part[VoiceView]], ...]
    """Anchor, park and voices of each park that somebody speaks of."""
    more: Markup


class TimelineView(Struct, frozen=True):
    """Context of ``timeline.md.j2``."""

    head: Head
    charts: tuple[ChartView, ...]
    events: Table | None
    undated: Part[Markup]


class GlossaryView(Struct, frozen=True):
    """Context of ``glossary.md.j2``."""

    head: Head
    terms: tuple[tuple[Markup, str, str], ...]
    """Name, gloss and other names."""
    linked_data: Markup


def quality_view(book: Book) -> QualityView:
    """The findings, the gravest first."""
    place = book.place(addresses.QUALITY)
    shelf = Shelf(place, "数据质量")
    findings = book.casebook.findings
    groups = []
    for severity in Severity:
        found = sorted(
            (f for f in findings if f.severity is severity), key=lambda f: (f.kind.value, f.where)
        )
        id_, name = f"q-{severity.value}", SEVERITIES[severity]
        caption = f"{name}：{len(found)}条"
        made = shelf.table(
            f"{id_}-list", name, found, partial(_findings, book, f"{id_}-list", caption)
        )
        if made:
            groups.append((id_, name, made))
    return QualityView(
        Head("数据质量", "读入和提取时存疑、略去或修复的地方。", volumes=shelf.volumes),
        quality_summary(book),
        tuple(groups),
    )


def _findings(
    book: Book, id_: str, caption: str, place: Place, found: Sequence[Finding]
) -> Table | None:
    articles = book.once("articles by name", partial(_articles_by_name, book))
    rows = (
        row(
            joined(FINDINGS[f.kind], "（", f.kind.value, "）"),
            _where(articles, place, f.where),
            chinese(f.message),
        )
        for f in found
    )
    return table(id_, caption, ("类别", "文件", "说明"), rows)


def _articles_by_name(book: Book) -> dict[str, Article]:
    """The articles by their paths and by their ids."""
    articles = [source.article for source in book.casebook.sources]
    return {name: a for a in articles for name in (a.id, a.path)}


def _where(articles: dict[str, Article], place: Place, where: str) -> Markup:
    """The files that a finding is about, linked where they are articles of the casebook."""
    found = [(name, articles.get(name)) for name in where.split("、")]
    named = (link(a.path or a.id, place.article(a)) if a else inert(name) for name, a in found)
    return joined(*named, separator="、")


def quality_summary(book: Book) -> str:
    """How many numerals are accounted for, reviewed and doubtful."""
    casebook = book.casebook
    reviewed = sum(r.fact.status.value != "unreviewed" for r in book.facts)
    return (
        f"{len(casebook.sources)}篇来源的{casebook.extractions}处数字都有着落："
        f"{len(casebook.facts)}处读作事实，其余各有不是事实的理由。"
        f"事实由程序提取，{f'其中{reviewed}条经人工复核' if reviewed else '尚未经人工复核'}。"
        + (
            f"另有{len(casebook.findings)}处存疑，列在下面。"
            if casebook.findings
            else "没有存疑之处。"
        )
    )


def method_view(book: Book) -> MethodView:
    """How the casebook was made; the lists of kinds come from the model."""
    bounds = (
        row(raw("●") if b.value == "=" else BOUND_MARKS[b], BOUNDS[b] or EXACT) for b in BOUNDS
    )
    nonfacts = (row(NONFACTS[reason], str(_count(book, reason.value))) for reason in NONFACTS)
    verdicts = (row(VERDICTS[v], VERDICT_NOTES[v]) for v in VERDICTS)
    return MethodView(
        Head("方法", "案例集如何从公开报道整理而来，数字如何读、如何比。"),
        f"{book.casebook.extractions:,}",
        table("bounds", "数字的界限及其标记", ("标记", "意思"), bounds),
        table("nonfacts", "不算事实的数字", ("理由", "处数"), nonfacts),
        table("verdicts", "能否对比的三种结论", ("结论", "意思"), verdicts),
    )


def _count(book: Book, reason: str) -> int:
    return sum(n.reason.value == reason for s in book.casebook.sources for n in s.nonfacts)


def voices_view(book: Book) -> VoicesView:
    """Everybody who is quoted, by the park that the words are about."""
    place = book.place(addresses.VOICES)
    first, *rest = leaves(place, "", _all_voices(book), _VOICES)
    volumes = tuple(
        Volume(leaf.place.path, "voices.md.j2", partial(_voices, leaf, ())) for leaf in rest
    )
    return _voices(first, volumes)


def _all_voices(book: Book) -> list[_VOICE]:
    """Every voice once, with the park that the words are about."""
    found: list[_VOICE] = []
    shown: set[int] = set()
    for park in book.casebook.parks:
        mine = [(s, v) for s, v in book.voices(park) if id(v) not in shown]
        shown |= {id(voice) for _, voice in mine}
        found += [(park, s, v) for s, v in mine]
    rest = [(s, v) for s in book.casebook.sources for v in s.voices if id(v) not in shown]
    return found + [(None, s, v) for s, v in rest]


def _voices(leaf: Leaf[_VOICE], volumes: tuple[Volume, ...]) -> VoicesView:
    groups = []
    for park, run in groupby(leaf.members, key=itemgetter(0)):
        name = leaf.place.park(park) if park else inert("未归入任何园区或地区")
        anchor = f"p-{addresses.slug(park.id)}" if park else "p-others"
        groups.append((anchor, name, voice_views(leaf.place, [(s, v) for _, s, v in run])))
    head = head_of(leaf, "各方声音", "报道中企业、群众和工作人员的原话。", volumes)
    return VoicesView(head, tuple(groups), leaf.note)


def timeline_view(book: Book, drawings: tuple[Drawing, ...]) -> TimelineView:
    """The measures by the day on which they began, as far as the articles say."""
    place = book.place(addresses.TIMELINE)
    shelf = Shelf(place, "时间线")
    events = shelf.table("timeline", "写明开始时间的举措", book.beginnings, partial(_events, book))
    dated = {measure.id for measure, _ in book.beginnings}
    silent = [m for m in book.casebook.measures if m.id not in dated]
    undated = shelf.links("undated", "未写明时间", silent, Place.measure)
    about = "各地举措开始的时间，以报道写明的为限。"
    return TimelineView(
        Head("时间线", about, volumes=shelf.volumes),
        chart_views(place, drawings),
        events,
        undated,
    )


def _events(
    book: Book, place: Place, events: Sequence[tuple[MeasureRecord, Measure]]
) -> Table | None:
    columns = ("开始", "举措", PLACE, "进展", "出处")
    rows = (
        row(wording.began(mention), *_event(book, place, measure, mention))
        for measure, mention in events
    )
    return table("timeline", "报道写明开始时间的举措（报道日期不等于开始日期）", columns, rows)


def _event(
    book: Book, place: Place, measure: MeasureRecord, mention: Measure
) -> tuple[object, ...]:
    source = book.sources[mention.quote.article]
    return (
        place.measure(measure),
        mention.park or "未说明",
        STAGES[mention.stage],
        place.source(source),
    )


def glossary_view(book: Book) -> GlossaryView:
    """The measures that the lexicon explains, by name."""
    place = book.place(addresses.GLOSSARY)
    known = [(m, m.term) for m in book.casebook.measures if m.term]
    return GlossaryView(
        Head("术语", "案例集中改革举措的含义和别称。"),
        tuple(
            (place.measure(m), inert(term.gloss), listed(term.aliases))
            for m, term in sorted(known, key=lambda pair: pair[0].id)
        ),
        linked_data.term_set(book),
    )
