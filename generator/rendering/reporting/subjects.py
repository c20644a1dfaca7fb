"""Themes with their cases, and parks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.comparison import Verdict
from generator.rendering import addresses
from generator.rendering.book import changes
from generator.rendering.evidence import evidence_groups
from generator.rendering.labels import UNSTATED
from generator.rendering.reporting import comparisons, listing
from generator.rendering.reporting.content import (
    Heading,
    Items,
    Look,
    Paragraph,
    Quotation,
    Run,
)
from generator.rendering.reporting.drawings import is_matrix
from generator.rendering.reporting.phrases import (
    Case,
    cite,
    cites,
    joined,
    measure,
    missing,
    named_figure,
    quoted,
)
from generator.rendering.typography import chinese
from generator.rendering.views import parks as park_views
from generator.rendering.views import themes as theme_views
from generator.rendering.views.cases import (
    background_quotes,
    case_mentions,
    novelty_quotes,
    passages_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord, Source
    from generator.model.comparison import Comparison
    from generator.model.evidence import Quote
    from generator.model.fact import Voice
    from generator.model.measure import Measure
    from generator.model.subject import Park, Theme
    from generator.rendering.book import Book
    from generator.rendering.reporting.content import Block, Text
    from generator.rendering.reporting.drawings import Gallery

_VOICES = 3


def theme(book: Book, gallery: Gallery, subject: Theme, style: str) -> list[Block]:
    """A theme in the book: finding, charts, tables, and its cases one level below."""
    blocks: list[Block] = [Heading(subject.name, 2, f"theme-{addresses.slug(subject.id)}")]
    blocks += theme_summary(book, subject)
    blocks += theme_tables(book, gallery, subject, style)
    for park in book.casebook.parks:
        if book.coverage[park.id, subject.id].reported:
            blocks += case(book, park, subject, 3, style)
    return blocks


def theme_summary(book: Book, subject: Theme) -> list[Block]:
    """The question, and what the data say to it."""
    blocks: list[Block] = []
    if subject.question:
        blocks.append(Paragraph((chinese(subject.question),), "lead"))
    blocks.append(Paragraph((theme_views.finding(book, subject),)))
    found = book.comparisons(subject)
    if found:
        blocks.append(Items(tuple(comparisons.line(book, c) for c in _by_verdict(found))))
    return blocks


def _by_verdict(found: Iterable[Comparison]) -> list[Comparison]:
    order = list(Verdict)
    return sorted(found, key=lambda c: order.index(c.verdict))


def theme_tables(book: Book, gallery: Gallery, subject: Theme, style: str) -> list[Block]:
    """Charts, changes, and who reports which measure: as a table, or in charts as a chart."""
    pairs = changes(book.facts_under(subject), book.by_id)
    charts = gallery.on(addresses.theme_page(subject), subject.name)
    matrix = [c for c in charts if is_matrix(c)] if style == "charts" else []
    table = listing.matrix(book, f"{subject.name}：举措与园区", subject)
    return [
        *matrix,
        *(c for c in charts if not is_matrix(c)),
        *listing.changes(book, f"{subject.name}：前后对比", pairs, parks=True),
        *([] if matrix else table),
    ]


def case(
    book: Book, park: Park, subject: Theme, level: int, style: str, *, complete: bool = False
) -> list[Block]:
    """One park under one theme: background, practice, results, novelties, each in its words.

    ``complete`` keeps the parts of which nothing is reported and says so in them.
    """
    records, mentions = book.case(park, subject), case_mentions(book, park, subject)
    title = f"{park.name}·{subject.name}"
    blocks: list[Block] = [Heading(park.name, level, Case(park.id, subject.id).id)]
    if style == "charts":
        table = listing.figures(book, f"{title}：报道的数字", records)
        role = "label" if table else "body"
        return [*blocks, *_practice_line(book, park, subject, role), *table]
    parts = {
        "背景": _quotations(book, background_quotes(book, records, mentions)),
        "主要做法": _practice(book, mentions),
        "工作成效": _results(book, records),
        "创新亮点": _quotations(book, novelty_quotes(records, mentions)),
    }
    for title, told in parts.items():
        if told or complete:
            blocks += [Heading(title, level + 1), *(told or [Paragraph(("报道未说明。",))])]
    return blocks


def _quotations(book: Book, quotes: Iterable[Quote]) -> list[Block]:
    return [Quotation(quoted(book, [q]), (cite(book.sources[q.article]),)) for q in quotes]


def _practice_line(book: Book, park: Park, subject: Theme, role: str) -> list[Block]:
    names = [(measure(m),) for m in book.measures(park, subject)]
    told = (Run("主要做法：", Look.STRONG), *joined(names, "、"), "。")
    return [Paragraph(told, role)] if names else []


def _practice(book: Book, mentions: Sequence[Measure]) -> list[Block]:
    """Each passage that names measures, under their names."""
    records = {id(m): record for record in book.casebook.measures for m in record.mentions}
    blocks: list[Block] = []
    for group in passages_of(book, mentions):
        names = {m.name: records[id(m)] for m in group}
        shown = joined(((measure(record, name),) for name, record in names.items()), "、")
        blocks.append(Paragraph((*(_strong(run) for run in shown), "："), "label"))
        blocks.append(
            Quotation(
                quoted(book, [group[0].quote], [m.mention for m in group]),
                (cite(book.sources[group[0].quote.article]),),
            )
        )
    return blocks


def _strong(run: Run | str) -> Run:
    return Run(run.text, Look.STRONG, index=run.index) if isinstance(run, Run) else Run(run)


def _results(book: Book, records: Sequence[FactRecord]) -> list[Block]:
    """The figures by sentence: first what was read, then the words."""
    blocks: list[Block] = []
    for group in evidence_groups(book, records):
        figures = joined([named_figure(r) for r in group], "；")
        blocks.append(Paragraph((*figures, "。"), "label"))
        words = quoted(book, [r.fact.quote for r in group], [r.fact.surface for r in group])
        blocks.append(Quotation(words, cites(book, group)))
    return blocks


def park(book: Book, gallery: Gallery, subject: Park) -> list[Block]:
    """A park in the book."""
    spoken = voices(book, subject)
    return [
        Heading(subject.name, 2, f"park-{addresses.slug(subject.id)}"),
        *park_summary(book, subject),
        *park_tables(book, gallery, subject),
        *listing.measures(book, f"{subject.name}：见于报道的举措", subject),
        *([Heading("各方声音", 3), *spoken] if spoken else []),
    ]


def park_summary(book: Book, subject: Park) -> list[Block]:
    """Where it lies, what it is, and how much is reported of it."""
    level = subject.level or f"级别{UNSTATED}"
    place = f"位于{subject.place}" if subject.place else f"所在地{UNSTATED}"
    words = f"{subject.name}（{level}，{place}）。"
    if subject.discovered:
        words += "名称由报道识别，尚未登记核对。"
    parent = next((p for p in book.casebook.parks if p.id == subject.parent), None)
    if parent:
        words += f"它所在的{parent.name}另列，数字不计入这里。"
    return [Paragraph((chinese(words), park_views.summary(book, subject)))]


def park_tables(book: Book, gallery: Gallery, subject: Park) -> list[Block]:
    """Key figures, changes and charts of a park."""
    records = book.facts_of(subject)
    key = park_views.key_figures(records)
    pairs = changes(records, book.by_id)
    return [
        *listing.figures(book, f"{subject.name}：要点数字", key),
        *gallery.on(addresses.park_page(subject), subject.name),
        *listing.changes(book, f"{subject.name}：前后对比", pairs),
    ]


def voices(book: Book, subject: Park) -> list[Block]:
    """What people are quoted with, the first few of them."""
    found = book.voices(subject)[:_VOICES]
    return [Quotation(quoted(book, [v.quote]), _speaker(source, v)) for source, v in found]


def _speaker(source: Source, voice: Voice) -> Text:
    parts = [p for p in (voice.organisation, voice.title) if p and p not in voice.speaker]
    named = " ".join(chinese(p) for p in (*parts, voice.speaker))
    return (f"——{named}", cite(source))


def evidence_of(book: Book, subject: Theme, found: Park) -> list[Block]:
    """A park's figures under a theme in a handout: one line a sentence, without the words."""
    groups = evidence_groups(book, book.case(found, subject))
    lines: list[Text] = [
        (*joined([named_figure(r) for r in group], "；"), *cites(book, group), "。")
        for group in groups
    ]
    names = [(measure(m),) for m in book.measures(found, subject)]
    if names:
        lines.append((Run("举措：", Look.STRONG), *joined(names, "、"), "。"))
    if not lines:
        return [Paragraph((missing(), "。"))]
    return [Items(tuple(lines))]
