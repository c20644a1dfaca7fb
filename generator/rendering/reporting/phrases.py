"""Figures, quotations and citations as runs of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.comparison import Verdict
from generator.rendering import wording
from generator.rendering.evidence import passage
from generator.rendering.labels import MISSING, VERDICTS
from generator.rendering.naming import measured
from generator.rendering.reporting.content import LINE_END, Look, Run
from generator.rendering.typography import chinese, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord, MeasureRecord, Source
    from generator.model.evidence import Quote
    from generator.rendering.book import Book
    from generator.rendering.reporting.content import Text

_LOOKS = {
    Verdict.COMPARABLE: Look.COMPARABLE,
    Verdict.WITH_CARE: Look.WITH_CARE,
    Verdict.NOT_COMPARABLE: Look.NOT_COMPARABLE,
}


class Case(Struct, frozen=True):
    """Where a park's reforms under a theme are told; names the target of links to it."""

    park: str
    theme: str

    @property
    def id(self) -> str:
        """The id of the heading."""
        return f"case-{self.park}-{self.theme}"


def source_id(source: Source) -> str:
    """The id of a source's entry in the list."""
    return f"source-{source.number}"


def cite(source: Source) -> Run:
    """``[3]``, raised, leading to the list of sources."""
    return Run(f"[{source.number}]", Look.CITE, f"#{source_id(source)}")


def cites(book: Book, records: Iterable[FactRecord]) -> Text:
    """The sources of some facts, each once, by number."""
    found = {s.number: s for s in (book.source_of(r) for r in records)}
    return tuple(cite(found[number]) for number in sorted(found))


def figure(record: FactRecord) -> Text:
    """The figure as the article prints it, and its value in its base unit where that differs."""
    words = wording.normalised(record.fact)
    shown = Run(wording.printed(record.fact), Look.STRONG)
    return (shown, Run(f"（{words}）", Look.MUTED)) if words else (shown,)


def named_figure(record: FactRecord) -> Text:
    """``开工项目数 16个``."""
    return (measured(record), " ", *figure(record))


def badge(verdict: Verdict) -> Run:
    """The verdict in a word."""
    return Run(VERDICTS[verdict], _LOOKS[verdict])


def missing() -> Run:
    """未见报道: nothing was reported; never a zero."""
    return Run(MISSING, Look.MISSING)


def measure(record: MeasureRecord, name: str = "") -> Run:
    """A measure's name, which the index will find."""
    return Run(chinese(name or record.name), index=record.id)


def quoted(book: Book, quotes: Sequence[Quote], marks: Iterable[Quote] = ()) -> Text:
    """The sentence around ``quotes``, the figures in it marked."""
    article = book.sources[quotes[0].article].article
    whole = passage(article, quotes)
    start, text = whole.span.start, whole.text.rstrip(",;:、")
    ranges = [(m.span.start - start, m.span.end - start) for m in marks]
    return tuple(
        Run(words, Look.MARK) if marked else words for words, marked in excerpt(text, ranges)
    )


def joined(parts: Iterable[Text], separator: str = LINE_END) -> Text:
    """The parts one after the other."""
    runs: list[Run | str] = []
    for part in parts:
        runs += [separator, *part] if runs and part else part
    return tuple(runs)


def plain(text: str) -> Text:
    """Words with Chinese punctuation, as one run."""
    return (chinese(text),)
