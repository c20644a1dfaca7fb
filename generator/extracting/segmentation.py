"""Sentences and clauses with their places: the frame in which all other readers look.

Article text is NFKC, so only half-width marks occur beside 。 and 、.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.model.article import Article, Paragraph, ParagraphKind
from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterable

# A sentence ends at 。!?… with the closing quotation marks and brackets that belong to it; a
# full stop between digits is a decimal point, and Chinese text has no other use for it.
# A clause ends there too, and at a comma, semicolon or colon; 、 joins the items of one clause.
# “快,|真快!”|他说:|“好。”|
# Every part takes all it can and gives nothing back; at the end of a text nothing is left.
_RE_CLAUSE = re.compile(r"[^,;:。!?]*+[,;:]*+[。!?]*+[”’」』)]*+")
_STOPS = frozenset("。!?")
_CLOSING = "”’」』)"

_HEADING = ParagraphKind.HEADING


class Segment(Struct, frozen=True, gc=False):
    """A stretch of an article's text: a clause, a sentence or a paragraph."""

    span: Span
    text: str


class Sentence(Struct, frozen=True, gc=False):
    """A sentence and its clauses; ``paragraph`` counts the article's paragraphs from 0."""

    span: Span
    text: str
    clauses: tuple[Segment, ...]
    paragraph: int


class Document(Struct, frozen=True, eq=False):
    """An article cut into paragraphs, sentences and clauses; equal to itself alone.

    Attributes:
        article: The article.
        text: Its text.
        sentences: Its sentences.
        clauses: The clauses of all sentences.
        headings: For each paragraph the nearest heading above, or the paragraph itself if it is one.
        sentence_starts: Where the sentences begin.
        clause_starts: Where the clauses begin.
        first_clauses: For each sentence the index of its first clause; behind the last one their number.
    """

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    clauses: list[Segment]
    headings: tuple[Paragraph | None, ...]
    sentence_starts: list[int]
    clause_starts: list[int]
    first_clauses: list[int]

    def about(self, article: Article) -> Document:
        """The same sentences under the same article with more of it known (its subject)."""
        return replace(self, article=article)

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``."""
        index = bisect_right(self.sentence_starts, offset)
        return index - 1 if index else 0

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset``."""
        index = bisect_right(self.sentence_starts, offset)
        return self.sentences[index - 1 if index else 0]

    def clause_at(self, offset: int) -> Segment:
        """The clause that holds ``offset``."""
        index = bisect_right(self.clause_starts, offset)
        return self.clauses[index - 1 if index else 0]

    def clause_index(self, offset: int) -> int:
        """Index in ``clauses`` of the clause that holds ``offset``."""
        index = bisect_right(self.clause_starts, offset)
        return index - 1 if index else 0

    def first_clause(self, sentence: int) -> int:
        """Index in ``clauses`` of a sentence's first clause; behind the last one their number."""
        return self.first_clauses[sentence]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds ``offset``."""
        return self.article.paragraphs[self.sentence_at(offset).paragraph]

    def heading_at(self, offset: int) -> str | None:
        """The words of the nearest heading above ``offset``, if the article has headings."""
        heading = self.headings[self.sentence_at(offset).paragraph]
        return heading.text if heading else None


def segment(article: Article) -> Document:
    """Cut an article into sentences and clauses.

    Every character of a paragraph belongs to exactly one sentence and one clause.
    """
    sentences: list[Sentence] = []
    clauses: list[Segment] = []
    firsts = [0]
    for index, paragraph in enumerate(article.paragraphs):
        text, start = paragraph.text, paragraph.span.start
        offset = begin = start
        first = len(clauses)
        for words in _RE_CLAUSE.findall(text)[:-1]:
            end = start + len(words)
            clauses.append(Segment(spanned((start, end)), words))
            start = end
            if (last := words[-1]) in _STOPS or (last in _CLOSING and _stops(words)):
                span, own = spanned((begin, end)), tuple(clauses[first:])
                sentences.append(Sentence(span, text[begin - offset : end - offset], own, index))
                begin, first = end, len(clauses)
                firsts.append(first)
        if begin < start:  # without a stop: a heading
            own = tuple(clauses[first:])
            sentences.append(Sentence(spanned((begin, start)), text[begin - offset :], own, index))
            firsts.append(len(clauses))
    return Document(
        article,
        article.text,
        tuple(sentences),
        clauses,
        _headings(article.paragraphs),
        [sentence.span.start for sentence in sentences],
        [clause.span.start for clause in clauses],
        firsts,
    )


def _stops(clause: str) -> bool:
    """Whether a stop stands before the closing marks at the end of a clause."""
    return clause.rstrip(_CLOSING)[-1:] in _STOPS


def _headings(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph | None, ...]:
    found: list[Paragraph | None] = []
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.kind is _HEADING:
            last = paragraph
        found.append(last)
    return tuple(found)
