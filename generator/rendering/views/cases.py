"""A case: one park under one theme, in the form of the domestic collections of cases."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.evidence import Quote, Span
from generator.model.fact import Role
from generator.rendering import addresses
from generator.rendering.case_parts import CaseParts
from generator.rendering.charts.figures import ChartView, chart_views
from generator.rendering.escaping import inert
from generator.rendering.evidence import (
    Evidence,
    attribution,
    figures_table,
    passage,
    quotation,
)
from generator.rendering.naming import listed
from generator.rendering.tables import Table, row, table
from generator.rendering.views.head import Head
from generator.rendering.views.parks import VoiceView, voice_views
from generator.rendering.views.shelf import Shelf
from generator.rendering.volumes import QUOTES, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import FactRecord, Source
    from generator.model.fact import Voice
    from generator.model.measure import Measure
    from generator.model.subject import Park, Theme
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing

_MOST_BACKGROUND = 3
_MOST_CONDITIONS = 3
_SHORTEST = 8  # characters: a shorter clause says nothing
_NEAR = 400  # characters: a voice this near to a case's words speaks of the case

# A sentence with its closing marks: "……办结。"
_RE_SENTENCE = re.compile(r"[^。!?]+[。!?]?[”’」』)]*")
# A part between semicolons, and a clause, without their marks: "过去要46天", "针对排队久的问题"
_RE_PART = re.compile(r"[^;。!?]+")
_RE_CLAUSE = re.compile(r"[^,;:。!?]+")


class Passage(Struct, frozen=True):
    """Words of an article with their source."""

    quote: Markup
    source: Markup


class CaseView(Struct, frozen=True):
    """Context of ``case.md.j2``."""

    head: Head
    title: str
    park: Markup
    theme: Markup
    background: tuple[Passage, ...]
    practice: Part[tuple[Markup, Passage]]
    results: Table | None
    charts: tuple[ChartView, ...]
    evidence: Part[Evidence]
    novelties: tuple[Passage, ...]
    voices: Part[VoiceView]
    """Of enterprises."""
    others: Part[VoiceView]
    """Of offices and of people whose side is not told."""
    conditions: tuple[Passage, ...]
    sources: Part[Markup]


class CasesView(Struct, frozen=True):
    """Context of ``cases.md.j2``."""

    head: Head
    cases: Table | None


def reported_cases(book: Book) -> tuple[tuple[Park, Theme], ...]:
    """Every park and theme of which something is reported."""
    return tuple(
        (park, theme)
        for park in book.casebook.parks
        for theme in book.casebook.themes
        if book.coverage[park.id, theme.id].reported
    )


def cases_view(book: Book) -> CasesView:
    """The list of cases."""
    place = book.place(addresses.CASES)
    shelf = Shelf(place, "案例")
    made = shelf.table("cases", "案例一览", reported_cases(book), partial(_cases, book))
    about = "一个园区或地区在一个主题下的背景、做法、成效和亮点。"
    return CasesView(Head("案例", about, volumes=shelf.volumes), made)


def _cases(book: Book, place: Place, cases: Sequence[tuple[Park, Theme]]) -> Table | None:
    rows = (
        row(
            addresses.link(f"{p.name}·{t.name}", place.to(addresses.case_page(p, t))),
            _count(book.coverage[p.id, t.id].measures, "项", "未点名"),
            _count(book.coverage[p.id, t.id].facts, "条", "未给数字"),
            f"{book.coverage[p.id, t.id].articles}篇",
        )
        for p, t in cases
    )
    columns = ("案例", "举措", "事实", "来源")
    return table("cases", "案例一览，按园区和主题排列", columns, rows)


def _count(number: int, unit: str, none: str) -> str:
    """``3项``; nothing is not zero, but something that the reports do not give."""
    return f"{number}{unit}" if number else none


def case_view(book: Book, park: Park, theme: Theme, drawings: tuple[Drawing, ...] = ()) -> CaseView:
    """One case: what the articles say, sorted into the parts that such collections have."""
    place = book.place(addresses.case_page(park, theme))
    records = book.case(park, theme)
    mentions = case_mentions(book, park, theme)
    spans = case_spans(records, mentions)
    title = f"{park.name}·{theme.name}"
    shelf = Shelf(place, title)
    found = _lists(book, title, (records, mentions, spans), shelf)
    about = f"{title}：背景、主要做法、工作成效、创新亮点、企业声音和可复制条件，均附原句。"
    return CaseView(
        head=Head(title, about, volumes=shelf.volumes),
        title=title,
        park=place.park(park),
        theme=place.theme(theme),
        background=_passages(book, place, background_quotes(book, records, mentions)),
        practice=found.practice,
        results=found.results,
        charts=chart_views(place, drawings),
        evidence=found.evidence,
        novelties=_passages(book, place, novelty_quotes(records, mentions)[:QUOTES]),
        voices=found.voices,
        others=found.others,
        conditions=_passages(book, place, condition_quotes(book, spans)),
        sources=found.sources,
    )


class _Lists(Struct, frozen=True):
    """The lists of a case that may go on on further pages."""

    practice: Part[tuple[Markup, Passage]]
    results: Table | None
    evidence: Part[Evidence]
    voices: Part[VoiceView]
    others: Part[VoiceView]
    sources: Part[Markup]


def _lists(
    book: Book,
    title: str,
    told: tuple[Sequence[FactRecord], list[Measure], dict[str, list[Span]]],
    shelf: Shelf,
) -> _Lists:
    records, mentions, spans = told

    def results(place: Place, some: Sequence[FactRecord]) -> Table | None:
        return figures_table(place, book, "results", f"{title}：报道的数字", some)

    spoken = _voices(book, spans)
    firms = [pair for pair in spoken if of_enterprise(pair[1])]
    others = [pair for pair in spoken if not of_enterprise(pair[1])]
    groups = passages_of(book, mentions)
    return _Lists(
        shelf.part("practice", "主要做法", groups, partial(_practice, book), "practice"),
        shelf.table("results", "报道的数字", records, results),
        shelf.evidence(book, records),
        shelf.part("voices", "企业声音", firms, voice_views, "voices"),
        shelf.part("others", "部门和其他声音", others, voice_views, "voices"),
        shelf.links("sources", "来源", [book.sources[id_] for id_ in spans], attribution),
    )


def case_mentions(book: Book, park: Park, theme: Theme) -> list[Measure]:
    """Where the articles name measures of a park under a theme."""
    return [
        mention
        for measure in book.measures(park, theme)
        for mention in book.mentions(measure, park)
    ]


def _practice(
    book: Book, place: Place, groups: Iterable[tuple[Measure, ...]]
) -> tuple[tuple[Markup, Passage], ...]:
    """Each passage that names measures, with their names."""
    return tuple(
        (
            inert(listed(dict.fromkeys(m.name for m in group))),
            _passage(book, place, group[0].quote, [m.mention for m in group]),
        )
        for group in groups
    )


def passages_of(book: Book, mentions: Iterable[Measure]) -> tuple[tuple[Measure, ...], ...]:
    """The mentions by the passage that they are quoted with."""
    groups: dict[tuple[str, Span], list[Measure]] = {}
    for mention in mentions:
        quote = passage(book.sources[mention.quote.article].article, [mention.quote])
        groups.setdefault((quote.article, quote.span), []).append(mention)
    return tuple(tuple(group) for group in groups.values())


def case_spans(records: Iterable[FactRecord], mentions: Iterable[Measure]) -> dict[str, list[Span]]:
    """Where a case's words stand, by article."""
    found: dict[str, list[Span]] = {}
    for quote in (*(r.fact.quote for r in records), *(m.quote for m in mentions)):
        found.setdefault(quote.article, []).append(quote.span)
    return found


def background_quotes(
    book: Book, records: Iterable[FactRecord], mentions: Iterable[Measure]
) -> list[Quote]:
    """Words of the case's paragraphs that say why a reform was made.

    They are sentences that give no result and name no measure (how it was before may stand in
    them); of other sentences the clause that gives the reason: 针对材料反复提交的问题, ….
    """
    words = CaseParts.load().background
    found = (
        _without(book.sources[quote.article], quote, words)
        for quote in _told_by(book, case_spans(records, mentions), words)
    )
    return list(islice((quote for quote in found if quote), _MOST_BACKGROUND))


def _without(source: Source, quote: Quote, words: re.Pattern[str]) -> Quote | None:
    """A sentence without what was done and achieved: whole, a part or a clause of it, or None."""
    told = [r.fact.quote.span for r in source.facts if r.fact.role is not Role.BEFORE]
    told += [measure.mention.span for measure in source.measures]
    start = quote.span.start
    for pieces in (_RE_SENTENCE, _RE_PART, _RE_CLAUSE):
        for piece in pieces.finditer(quote.text):
            span = Span(start + piece.start(), start + piece.end())
            plain = not any(place.overlaps(span) for place in told)
            if plain and words.search(piece.group()) and len(span) >= _SHORTEST:
                return source.article.quote(span)
    return None


def condition_quotes(book: Book, spans: dict[str, list[Span]]) -> list[Quote]:
    """Sentences that say under which conditions others could do the same.

    They must name a measure or figure of the case: what else a paragraph makes conditional is
    not what could be copied.
    """
    return [
        quote
        for quote in _told_by(book, spans, CaseParts.load().replication)
        if any(place.overlaps(quote.span) for place in spans[quote.article])
    ][:_MOST_CONDITIONS]


def _told_by(book: Book, spans: dict[str, list[Span]], words: re.Pattern[str]) -> list[Quote]:
    """The sentences with one of the words, in the paragraphs where a case's words stand."""
    return [
        quote
        for id_, places in spans.items()
        for whole, quotes in book.once(
            ("told by", words, id_), partial(_with_words, book.sources[id_].article, words)
        )
        if _holds_one(whole, places)
        for quote in quotes
    ]


def _with_words(article: Article, words: re.Pattern[str]) -> list[tuple[Span, list[Quote]]]:
    """The sentences of an article with one of the words, by paragraph."""
    found: list[tuple[Span, list[Quote]]] = []
    for paragraph in article.paragraphs:
        spans = _sentences(paragraph.text, paragraph.span.start)
        quotes = [article.quote(span) for span in spans if words.search(span.of(article.text))]
        if quotes:
            found.append((paragraph.span, quotes))
    return found


def _holds_one(whole: Span, spans: Iterable[Span]) -> bool:
    """Whether one of the spans lies inside."""
    begin, end = whole.start, whole.end
    return any(begin <= start and stop <= end for start, stop in spans)


def _sentences(text: str, offset: int) -> list[Span]:
    return [Span(offset + m.start(), offset + m.end()) for m in _RE_SENTENCE.finditer(text)]


def _passage(book: Book, place: Place, quote: Quote, marks: Iterable[Quote] = ()) -> Passage:
    source = book.sources[quote.article]
    whole = passage(source.article, [quote])
    return Passage(quotation(whole, list(marks)), attribution(place, source))


def _passages(book: Book, place: Place, quotes: Iterable[Quote]) -> tuple[Passage, ...]:
    return tuple(_passage(book, place, quote) for quote in quotes)


def novelty_quotes(records: Iterable[FactRecord], mentions: Iterable[Measure]) -> list[Quote]:
    """Claims of first-of-its-kind and ranks; they are the articles' claims."""
    quotes = [m.quote for m in mentions if m.first]
    quotes += [r.fact.quote for r in records if r.fact.role is Role.RANK]
    return list({(q.article, q.span): q for q in quotes}.values())


def _voices(book: Book, spans: dict[str, list[Span]]) -> list[tuple[Source, Voice]]:
    return [
        (book.sources[id_], voice)
        for id_, places in spans.items()
        for voice in book.sources[id_].voices
        if any(_distance(voice.span, place) <= _NEAR for place in places)
    ]


def of_enterprise(voice: Voice) -> bool:
    """Whether someone speaks for an enterprise, as far as the article says who it is."""
    words = f"{voice.organisation or ''} {voice.title or ''} {voice.speaker}"
    parts = CaseParts.load()
    return bool(parts.enterprise.search(words)) and not parts.office.search(words)


def _distance(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)
