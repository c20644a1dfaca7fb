"""The ledger of an article: every numeral in the order of its text, fact or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import wording
from generator.rendering.addresses import link
from generator.rendering.escaping import joined, raw
from generator.rendering.evidence import passage, published, quotation, reading
from generator.rendering.labels import NONFACTS
from generator.rendering.provenance import how_read
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import chinese
from generator.rendering.views.corrections import explanation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import FactRecord, Source
    from generator.model.fact import NonFact
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book

_BREAK = raw("<br>")
_ROW = tuple[tuple[object, ...], str, str]


class Links(Struct, frozen=True):
    """Links from facts to their themes, by the theme's id, and to their measures, by the fact's."""

    themes: dict[str, Markup]
    measures: dict[str, Markup]

    @classmethod
    def of(cls, book: Book, place: Place, records: Iterable[FactRecord]) -> Links:
        """As they are written on a page."""
        found = cls({}, {})
        for record in records:
            if theme := book.themes_by_id.get(record.fact.theme):
                found.themes[theme.id] = place.theme(theme)
            if measure := book.measure_of.get(record.id):
                found.measures[record.id] = place.measure(measure)
        return found


def ledger(place: Place, named: Links, source: Source, linked: Collection[str]) -> Table | None:
    """Every numeral of the article in text order, fact or not; some are linked to the full text."""
    lines: list[tuple[int, _ROW]] = [
        (r.fact.surface.span.start, fact_row(place, named, r, in_text=r.id in linked))
        for r in source.facts
    ]
    lines += [(n.surface.span.start, _nonfact_row(source.article, n)) for n in source.nonfacts]
    lines.sort(key=lambda line: line[0])
    columns = ("数字", "原句", "读作", "归属")
    return table(
        "ledger", "数字台账：按原文顺序，一处数字一行", columns, (r for _, r in lines), "cb-ledger"
    )


def fact_row(place: Place, named: Links, record: FactRecord, *, in_text: bool) -> _ROW:
    """A fact: its figure, its words, how it was read and where it belongs; its anchor is its id."""
    fact = record.fact
    figure = link(
        wording.printed(fact), f"#{record.id}", css="cb-figure", title="本条事实的固定链接"
    )
    permalink = link(f"固定链接 {record.id}", f"#{record.id}", css="cb-permalink")
    context = [link("在全文中看", f"#{text_anchor(record)}", css="cb-context")] if in_text else []
    notes = [explanation(record)] if record.decision else []
    return row(
        joined(joined(figure, reading(record)), permalink, separator=_BREAK),
        joined(
            quotation(passage(record.article, [fact.quote]), [fact.surface]),
            *context,
            separator=_BREAK,
        ),
        joined(how_read(record), *notes, separator=_BREAK),
        _belongs(place, named, record),
        id_=record.id,
        css="cb-fact",
    )


def _belongs(place: Place, named: Links, record: FactRecord) -> Markup:
    """Park, theme, measure and entity of a fact, who says it, and where and when."""
    fact, article = record.fact, record.article
    parts: list[object] = [place.park(p) for p in record.parks] or [fact.park]
    parts.append(named.themes.get(fact.theme, fact.theme))
    if measure := named.measures.get(record.id):
        parts.append(measure)
    if fact.entity and fact.entity not in fact.parks:
        parts.append(f"主体：{fact.entity}")
    parts.append(f"说话人：{fact.speaker or '报道自述'}")
    said = "，".join(part for part in (article.publisher or "", published(article)) if part)
    parts.append(f"出处：{said}")
    return joined(*parts, separator=_BREAK)


def _nonfact_row(article: Article, nonfact: NonFact) -> _ROW:
    return row(
        chinese(nonfact.surface.text),
        quotation(passage(article, [nonfact.quote]), [nonfact.surface]),
        f"不是事实：{NONFACTS[nonfact.reason]}",
        "—",
        id_=f"n-{nonfact.surface.span.start}",
        css="cb-nonfact",
    )


def text_anchor(record: FactRecord) -> str:
    """Where a figure stands in the full text; its line in the ledger has the fact's own id."""
    return f"t-{record.id}"
