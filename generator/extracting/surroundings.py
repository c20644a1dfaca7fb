"""The words around a figure: its clause, what stands left and right of it, its neighbours.

Roles, quotes and indicators all look at the same few strings. They are cut once per document
here, so that no reader searches the article again for every figure.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document, Segment


_SPAN = attrgetter("span")
_NOWHERE = spanned((-1, -1))
"""Behind the last figure: no clause."""

RE_TELLING = re.compile(r"[只仅就便才要需得跑填交花盖等排耗拖折高低快慢优好多少比较占]")
"""One of these stands in all words before a figure that compare it, call it little, or a share or a
need; the words before most figures hold none, and all these tests are spared at once."""


class Surroundings:
    """One figure in its clause.

    Attributes:
        mention: The figure.
        sentence: The sentence that holds it.
        sentence_index: Position of that sentence in the document.
        segment: The clause in which the figure begins.
        clause: The clause's place (several clauses when the surface runs over a comma).
        text: The article's text.
        previous: The figure before it in the same clause, if any.
        following: The figure behind it in the same clause, if any.
        left: The clause's words before the figure.
        right: The clause's words behind the figure, without the mark that ends the clause.
        near: The words between the figure before it (or the clause's start) and this figure.
        next_words: The words between this figure and the one behind it (or the clause's end).
        lead: The sentence's words before the clause.
        before: The sentence's words before the figure: ``lead`` and ``left``.
        unit: The figure's unit; empty for a mention without quantity.
        telling: Whether ``near`` holds a character of ``RE_TELLING``.
    """

    __slots__ = (
        "before",
        "clause",
        "following",
        "lead",
        "left",
        "mention",
        "near",
        "next_words",
        "previous",
        "right",
        "segment",
        "sentence",
        "sentence_index",
        "telling",
        "text",
        "unit",
    )  # fmt: skip

    def __init__(
        self,
        document: Document,
        mention: Mention,
        sentence_index: int,
        segment: Segment,
        clause: Span,
        previous: Mention | None,
        following: Mention | None,
    ) -> None:
        text, sentence, span = document.text, document.sentences[sentence_index], mention.span
        start, end, first, last = span.start, span.end, clause.start, clause.end
        self.mention, self.sentence, self.sentence_index = mention, sentence, sentence_index
        self.segment, self.clause, self.text = segment, clause, text
        self.previous, self.following = previous, following
        # All words at once: each of them is asked for several times.
        self.left = text[first:start]
        self.right = text[end:last].rstrip(",;:。!?…”’」』) ")
        self.near = text[previous.span.end : start] if previous else self.left
        self.telling = RE_TELLING.search(self.near) is not None
        self.next_words = text[end : following.span.start] if following else self.right
        begin = sentence.span.start
        self.lead, self.before = text[begin:first], text[begin:start]
        self.unit = mention.quantity.unit if mention.quantity else ""


def surroundings(document: Document, mentions: Iterable[Mention]) -> tuple[Surroundings, ...]:
    """The surroundings of every mention that states a figure, in text order."""
    figures = sorted([m for m in mentions if m.quantity is not None], key=_SPAN)
    segments = [document.clause_at(mention.span.start) for mention in figures]
    clauses = [
        own.span if m.span.end <= own.span.end else _clauses(document, m.span, own.span)
        for m, own in zip(figures, segments, strict=True)
    ]
    clauses.append(_NOWHERE)
    found: list[Surroundings] = []
    before: Mention | None = None
    sentence, end = 0, -1
    for index, mention in enumerate(figures):
        segment, clause = segments[index], clauses[index]
        if segment.span.start >= end:
            sentence = document.sentence_index(mention.span.start)
            end = document.sentences[sentence].span.end
        following = figures[index + 1] if clauses[index + 1] == clause else None
        place = Surroundings(document, mention, sentence, segment, clause, before, following)
        found.append(place)
        before = mention if following else None
    return tuple(found)


def _clauses(document: Document, span: Span, clause: Span) -> Span:
    """The place of a figure's clauses where it runs over a comma."""
    last = document.clause_at(span.end - 1).span
    return Span(clause.start, max(clause.end, last.end))
