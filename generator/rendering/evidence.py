"""Figures with their words: how a fact is shown wherever it appears."""

from __future__ import annotations

from functools import lru_cache
from operator import is_
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.evidence import Span
from generator.model.fact import Basis
from generator.rendering import wording
from generator.rendering.addresses import Place, attributes, remembered
from generator.rendering.escaping import inert, joined, raw
from generator.rendering.labels import BASES, VERDICTS
from generator.rendering.naming import indicator, measured
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import EXCERPT, chinese, highlighted
from generator.rendering.volumes import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import FactRecord, Source
    from generator.model.comparison import Verdict
    from generator.model.evidence import Quote
    from generator.rendering.book import Book, Change


_ENDS = "。!?\n"
_CLOSING = "”’」』"
_MOST_KEPT = 1 << 12
"""Places whose sentences are kept: they are asked for on every page that quotes them."""


class Evidence(Struct, frozen=True):
    """A quotation, the figures read from it, and where it stands.

    Attributes:
        quote: The words, the figures in them highlighted.
        figures: Each figure with its indicator, linked to its line in the ledger.
        source: Title, publisher and date, linked to the page of the article.
    """

    quote: Markup
    figures: Markup
    source: Markup


def figure(place: Place, record: FactRecord) -> Markup:
    """A figure as the article prints it, linked to its words."""
    shown = _shown(place, record)
    return raw(f"{shown.print}({place.fact(record)}){shown.title}")


class _Shown(Struct, frozen=True):
    """What every page shows of a figure; the address of its words differs from page to page."""

    record: FactRecord
    measured: Markup
    print: str
    title: str
    reading: Markup


def _shown(place: Place, record: FactRecord) -> _Shown:
    found: _Shown | None = place.shown.figures.get(record.id)
    if found is None or found.record is not record:  # a correction keeps the id
        fact = record.fact
        found = place.shown.figures[record.id] = _Shown(
            record,
            inert(measured(record)),
            f"[{inert(wording.printed(fact))}]",
            attributes("cb-figure", chinese(fact.quote.text)[:80]),
            reading(record),
        )
    return found


def reading(record: FactRecord) -> Markup:
    """The value in its base unit in brackets, where the print differs from it."""
    words = [w for w in (wording.normalised(record.fact), wording.agreement(record)) if w]
    if not words:
        return raw("")
    return joined(raw(' <span class="cb-read">（'), "；".join(words), raw("）</span>"))


def sources(place: Place, book: Book, record: FactRecord) -> Markup:
    """The numbers of the articles that state a fact: its own and those that agree."""
    records = (record, *(book.by_id[id_] for id_ in record.also if id_ in book.by_id))
    return joined(*(place.source(book.source_of(r)) for r in records), separator=" ")


def figure_and_reading(place: Place, record: FactRecord) -> Markup:
    """The printed figure, linked, and its value in its base unit."""
    return _figures(place, record)[1]


def named_figure(place: Place, record: FactRecord) -> Markup:
    """A figure behind what it measures: ``开工项目数 16个``."""
    return _figures(place, record)[2]


def _figures(place: Place, record: FactRecord) -> tuple[FactRecord, Markup, Markup]:
    known = place.cited.figures
    found = known.get(record.id)
    if found is not None and found[0] is record:
        return found
    shown = _shown(place, record)
    made = f"{shown.print}({place.fact(record)}){shown.title}{shown.reading}"
    return remembered(known, record.id, (record, raw(made), raw(f"{shown.measured} {made}")))


def badge(verdict: Verdict) -> Markup:
    """The verdict as a badge; its words say what its colour says."""
    css = f"cb-verdict cb-verdict--{verdict.value}"
    return raw(f'<span class="{css}">{VERDICTS[verdict]}</span>')


def quotation(quote: Quote, marks: Sequence[Quote] = ()) -> Markup:
    """A quotation with the figures in it highlighted."""
    offset = quote.span.start
    ranges = [(m.span.start - offset, m.span.end - offset) for m in marks]
    return highlighted(quote.text.rstrip(",;:、"), ranges)


def attribution(place: Place, source: Source) -> Markup:
    """《Title》, publisher, date, linked to the page of the article."""
    article, known = source.article, place.cited.attributed
    found = known.get(article.id)
    if found is not None and found[0] is source:
        return found[1]
    title, rest = _attributed(article.title, article.id, article.publisher, published(article))
    made = raw(f"{title}({place.article(article)}){rest}")
    return remembered(known, article.id, (source, made))[1]


@lru_cache(_MOST_KEPT)
def _attributed(title: str, id_: str, publisher: str | None, day: str) -> tuple[str, str]:
    """What stands before and behind the address of an article."""
    parts: list[object] = [raw(attributes("cb-source"))]
    if publisher:
        parts.append(chinese(publisher))
    parts.append(joined(raw('<span class="cb-day">'), day, raw("</span>")))
    return f"[{joined('《', chinese(title) or id_, '》')}]", joined(*parts, separator="，")


def published(article: Article) -> str:
    """The date of publication, and whether it is inferred."""
    if article.published is None:
        return "日期不详"
    words = wording.day(article.published.date)
    return f"{words}（推断）" if article.published.inferred else words


def evidence(place: Place, book: Book, records: Iterable[FactRecord]) -> Part[Evidence]:
    """The records by passage: figures of one sentence stand under one quotation."""
    return Part(evidence_of(place, book, evidence_groups(book, records)))


def evidence_of(
    place: Place, book: Book, groups: Iterable[Sequence[FactRecord]]
) -> tuple[Evidence, ...]:
    """Each group of records (see ``evidence_groups``) under its quotation."""
    return tuple(_evidence(place, book, group) for group in groups)


def evidence_groups(book: Book, records: Iterable[FactRecord]) -> list[list[FactRecord]]:
    """The records by the passage that can be quoted for them, in the order of the sources."""
    ordered = sorted(records, key=lambda r: (book.source_of(r).number, r.fact.quote.span))
    groups: list[list[FactRecord]] = []
    for record in ordered:
        if groups and _belongs(groups[-1], record):
            groups[-1].append(record)
        else:
            groups.append([record])
    return groups


def _belongs(group: Sequence[FactRecord], record: FactRecord) -> bool:
    """Whether a record can be quoted together with a group: one sentence, one excerpt."""
    first, span = group[0], record.fact.quote.span
    if first.article.id != record.article.id:
        return False
    text, start = record.article.text, min(r.fact.quote.span.start for r in group)
    return sentence(text, start) == sentence(text, span.start) and span.end - start <= EXCERPT


@lru_cache(_MOST_KEPT)
def sentence(text: str, at: int) -> Span:
    """The sentence of ``text`` around a place; a paragraph's end ends a sentence."""
    start = max(text.rfind(mark, 0, at) for mark in _ENDS) + 1
    while start < at and text[start] in _CLOSING:
        start += 1
    ends = [found + 1 for mark in _ENDS[:-1] if (found := text.find(mark, at)) >= 0]
    line = text.find(_ENDS[-1], at)
    end = min([*ends, line if line >= 0 else len(text)])
    return Span(start, end + 1 if text[end : end + 1] in _CLOSING and text[end : end + 1] else end)


def passage(article: Article, quotes: Sequence[Quote]) -> Quote:
    """The quotes with the rest of their sentence, where an excerpt has room for it."""
    inner = Span(min(q.span.start for q in quotes), max(q.span.end for q in quotes))
    whole = sentence(article.text, inner.start)
    fits = inner.end <= whole.end and whole.end - whole.start <= EXCERPT
    return article.quote(whole if fits else inner)


def _evidence(place: Place, book: Book, group: Sequence[FactRecord]) -> Evidence:
    known, key = place.cited.quoted, tuple([r.id for r in group])
    found = known.get(key)
    if found is not None and all(map(is_, found[0], group)):
        quoted: Evidence = found[1]
        return quoted
    made = Evidence(
        quotation(
            passage(group[0].article, [r.fact.quote for r in group]),
            [r.fact.surface for r in group],
        ),
        joined(*(named_figure(place, r) for r in group), separator="；"),
        attribution(place, book.source_of(group[0])),
    )
    remembered(known, key, (group, made))
    return made


def figures_table(
    place: Place, book: Book, id_: str, caption: str, records: Iterable[FactRecord]
) -> Table | None:
    """Figures with period, kind and source, one a row."""
    rows = [_figures_row(place, book, record) for record in _once(records)]
    return table(id_, caption, ("指标", "数值", "期间", "性质", "出处"), rows)


def _figures_row(
    place: Place, book: Book, record: FactRecord
) -> tuple[tuple[object, ...], str, str]:
    known = place.cited.rows
    found = known.get(record.id)
    if found is not None and found[0] is record:
        return found[1]
    made = row(
        inert(indicator(record)),
        figure_and_reading(place, record),
        inert(wording.period(record.fact.period, record.article)),
        inert(wording.qualities(record.fact)),
        sources(place, book, record),
    )
    return remembered(known, record.id, (record, made))[1]


def _once(records: Iterable[FactRecord]) -> list[FactRecord]:
    """The records without those that repeat a reading of the same article (a heading's)."""
    kept: dict[object, FactRecord] = {}
    for record in records:
        fact = record.fact
        of = (fact.indicator, fact.quantity, fact.role, fact.entity, fact.period is None)
        kept.setdefault((record.article.id, fact.status, *of), record)
    return list(kept.values())


def changes_table(
    place: Place, book: Book, id_: str, caption: str, changes: Iterable[Change], *, parks: bool
) -> Table | None:
    """Before and after side by side, with the basis of the before."""
    columns = ("指标", "变化前", "变化后", "基准", "出处")
    return table(
        id_,
        caption,
        columns,
        (
            row(
                _subject(c, parks=parks),
                figure_and_reading(place, c.before),
                figure_and_reading(place, c.after),
                joined(basis(c), derived_change(c)),
                place.source(book.source_of(c.before)),
            )
            for c in changes
        ),
    )


def _subject(change: Change, *, parks: bool) -> str:
    fact, named = change.before.fact, indicator(change.before)
    return f"{fact.park}：{named}" if parks else named


def basis(change: Change) -> str:
    """What the before of a change is: a statutory limit, former practice, …."""
    found = (change.before.fact.basis, change.after.fact.basis)
    return BASES[next((b for b in found if b is not Basis.UNSTATED), Basis.UNSTATED)]


def derived_change(change: Change) -> str:
    """The percentage computed from two exact ends; it says that it is computed."""
    if not change.exact or not change.before.fact.quantity.value:
        return ""
    before, after = change.before.fact.quantity.value, change.after.fact.quantity.value
    percent = (after - before) / before * 100
    word = "增加" if percent > 0 else "减少"
    return f"；由前后值推算{word}{wording.number(abs(percent))}%"
