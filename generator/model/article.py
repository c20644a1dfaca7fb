"""An article as the later stages see it: clean text and typed metadata."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.evidence import Quote, Span

if TYPE_CHECKING:
    import datetime as dt


class Rights(StrEnum):
    """What a published page may show of an article's own words."""

    OWN_DIGEST = "own-digest"
    """A digest (摘编) in the casebook's own words: the full text may be shown."""
    OPEN = "open"
    """The owner allows the full text to be shown."""
    QUOTE_ONLY = "quote-only"
    """A third party's article: excerpts of at most 120 characters a fact, and a link."""

    @property
    def full_text(self) -> bool:
        """Whether a published page may show the whole text."""
        return self is not Rights.QUOTE_ONLY


class ParagraphKind(StrEnum):
    """What a paragraph is to a reader."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    TABLE = "table"
    """A row of a table; kept apart from running text."""


class RepairKind(StrEnum):
    """What reading did to a place of the raw file."""

    GBK_DAMAGE = "gbk-damage"
    """A byte-damaged run was read again with the right alignment."""
    GBK_SUSPECT = "gbk-suspect"
    """A run looks damaged but cannot be decided; it was left as it is."""
    PINYIN = "pinyin"
    """A pinyin gloss in brackets was removed."""
    SCRIPT = "script"
    """Traditional characters were converted to simplified ones."""
    BOILERPLATE = "boilerplate"
    """A line that is not part of the article was left out."""
    WIDTH = "width"
    """Full-width digits, letters and punctuation were normalised (NFKC)."""
    MARKS = "marks"
    """Combining marks piled upon one character were taken off."""


class Repair(Struct, frozen=True):
    """One thing that reading changed or left out, so that nothing is lost silently.

    ``start`` is the offset in the raw text; ``before`` and ``after`` are the words there.
    """

    kind: RepairKind
    start: int
    before: str
    after: str


class Published(Struct, frozen=True):
    """The day an article appeared.

    Attributes:
        date: The day.
        inferred: True when no label states it (dateline, words of the text).
        evidence: The words that it was read from.
    """

    date: dt.date
    inferred: bool = False
    evidence: str = ""


class Paragraph(Struct, frozen=True, gc=False):
    """One line of an article's text; ``span`` locates it in ``Article.text``."""

    span: Span
    text: str
    kind: ParagraphKind = ParagraphKind.BODY


class OffsetRun(Struct, frozen=True, gc=False):
    """``length`` characters from ``clean`` on stand at ``raw`` in the raw text, one to one."""

    clean: int
    raw: int
    length: int


class Article(Struct, frozen=True):
    """An article: what was read from one file.

    ``text`` is simplified Chinese in NFKC (half-width punctuation and digits), one paragraph a
    line, without boilerplate; all offsets of facts count its characters. Full-width punctuation
    is a matter of display.
    """

    id: str
    """The file's stem; unique in a corpus."""
    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    publisher: str | None = None
    """Who published it first (来源), not the portal that reprints it."""
    carrier: str | None = None
    """The site that carried this copy, if it is another one."""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: Published | None = None
    url: str | None = None
    accessed: dt.date | None = None
    rights: Rights = Rights.QUOTE_ONLY
    subject: str | None = None
    """The park or region that the article is mainly about, by name."""
    origin: tuple[str, ...] = ()
    """For a digest: title and publisher of the article it was made from, as shown."""
    script: str = "hans"
    repairs: tuple[Repair, ...] = ()
    offsets: tuple[OffsetRun, ...] = ()
    """From clean text to raw text, so that every fact can be shown in the raw file too."""
    asides: tuple[Paragraph, ...] = ()
    """Captions and rows of tables, which are no running text and not part of ``text``; their
    spans begin at the place in the raw text and have the words' length."""
    path: str = ""
    """The file, relative to the corpus, with forward slashes."""
    source_hash: str = ""
    """SHA-256 of the file's bytes, hexadecimal."""

    def quote(self, span: Span) -> Quote:
        """The words at ``span``.

        Raises:
            IndexError: The span ends behind the text.
        """
        start, end = span.start, span.end
        if end > len(self.text):
            message = f"{span} is outside of article {self.id} ({len(self.text)} characters)"
            raise IndexError(message)
        return Quote(self.id, span, self.text[start:end])

    def raw_span(self, span: Span) -> Span | None:
        """Where the words at ``span`` stand in the raw text; None where no character survived."""
        starts = [
            (
                run.raw + max(span.start, run.clean) - run.clean,
                run.raw + min(span.end, run.clean + run.length) - run.clean,
            )
            for run in self.offsets
            if run.clean < span.end and span.start < run.clean + run.length
        ]
        return Span(min(s for s, _ in starts), max(e for _, e in starts)) if starts else None
