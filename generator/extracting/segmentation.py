"""Sentences and clauses with their places: the frame in which all other readers look.

Article text is NFKC, so only half-width marks occur beside 。 and 、.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from generator.model.article import Article, Paragraph, ParagraphKind
from generator.model.evidence import Span, spanned
from generator.model.values import once

# A sentence ends at 。!?… with the closing quotation marks and brackets that belong to it; a
# full stop between digits is a decimal point, and Chinese text has no other use for it.
_RE_SENTENCE = re.compile(r"[^。!?]+(?:[。!?]+[”’」』)]*)?|[。!?]+[”’」』)]*")

# A clause ends at a comma, semicolon or colon; 、 joins the items of one clause.
_RE_CLAUSE = re.compile(r"[^,;:。!?]+(?:[,;:。!?]+[”’」』)]*)?|[,;:。!?]+[”’」』)]*")


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


class Document(Struct, frozen=True, eq=False, dict=True):
    """An article cut into paragraphs, sentences and clauses; equal to itself alone."""

    article: Article
    sentences: tuple[Sentence, ...]

    def about(self, article: Article) -> Document:
        """The same sentences under the same article with more of it known (its subject)."""
        made = Document(article, self.sentences)
        vars(made).update(vars(self))
        return made

    @once
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @once
    def clauses(self) -> list[Segment]:
        """The clauses of all sentences."""
        return [clause for sentence in self.sentences for clause in sentence.clauses]

    @once
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @once
    def _clause_starts(self) -> list[int]:
        return [clause.span.start for clause in self.clauses]

    @once
    def _first_clauses(self) -> list[int]:
        return list(accumulate((len(s.clauses) for s in self.sentences), initial=0))

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``."""
        index = bisect_right(self._starts, offset)
        return index - 1 if index else 0

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset``."""
        index = bisect_right(self._starts, offset)
        return self.sentences[index - 1 if index else 0]

    def clause_at(self, offset: int) -> Segment:
        """The clause that holds ``offset``."""
        index = bisect_right(self._clause_starts, offset)
        return self.clauses[index - 1 if index else 0]

    def clause_index(self, offset: int) -> int:
        """Index in ``clauses`` of the clause that holds ``offset``."""
        index = bisect_right(self._clause_starts, offset)
        return index - 1 if index else 0

    def first_clause(self, sentence: int) -> int:
        """Index in ``clauses`` of a sentence's first clause; behind the last one their number."""
        return self._first_clauses[sentence]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds ``offset``."""
        return self.article.paragraphs[self.sentence_at(offset).paragraph]

    def heading_at(self, offset: int) -> str | None:
        """The words of the nearest heading above ``offset``, if the article has headings."""
        heading = self.headings[self.sentence_at(offset).paragraph]
        return heading.text if heading else None

    @once
    def headings(self) -> tuple[Paragraph | None, ...]:
        """For each paragraph the nearest heading above, or the paragraph itself if it is one."""
        found: list[Paragraph | None] = []
        last: Paragraph | None = None
        for paragraph in self.article.paragraphs:
            if paragraph.kind is _HEADING:
                last = paragraph
            found.append(last)
        return tuple(found)


def segment(article: Article) -> Document:
    """Cut an article into sentences and clauses.

    Every character of a paragraph belongs to exactly one sentence and one clause.
    """
    sentences = [
        sentence
        for index, paragraph in enumerate(article.paragraphs)
        for sentence in _sentences(paragraph, index)
    ]
    return Document(article, tuple(sentences))


def _sentences(paragraph: Paragraph, index: int) -> list[Sentence]:
    start, text = paragraph.span.start, paragraph.text
    found = []
    for words in _RE_SENTENCE.findall(text):
        end = start + len(words)
        found.append(Sentence(spanned((start, end)), words, _clauses(words, start), index))
        start = end
    return found


def _clauses(sentence: str, start: int) -> tuple[Segment, ...]:
    """The clauses of a sentence, which follow one another without a gap."""
    found = []
    for words in _RE_CLAUSE.findall(sentence):
        end = start + len(words)
        found.append(Segment(spanned((start, end)), words))
        start = end
    return tuple(found)
