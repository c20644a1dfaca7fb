"""The words around a figure: its clause, what stands left and right of it, its neighbours.

Roles, quotes and indicators all look at the same few strings. They are cut once per document
here, so that no reader searches the article again for every figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document, Sentence


@dataclass(frozen=True)
class Surroundings:
    """One figure in its clause.

    Attributes:
        mention: The figure.
        sentence: The sentence that holds it.
        sentence_index: Position of that sentence in the document.
        clause_index: Position of its clause in the sentence.
        clause: The clause's place (several clauses when the surface runs over a comma).
        text: The article's text.
        previous: The figure before it in the same clause, if any.
        following: The figure behind it in the same clause, if any.
    """

    mention: Mention
    sentence: Sentence
    sentence_index: int
    clause_index: int
    clause: Span
    text: str
    previous: Mention | None
    following: Mention | None
    left: str = field(init=False)
    """The clause's words before the figure."""
    right: str = field(init=False)
    """The clause's words behind the figure, without the mark that ends the clause."""
    near: str = field(init=False)
    """The words between the figure before it (or the clause's start) and this figure."""
    next_words: str = field(init=False)
    """The words between this figure and the one behind it (or the clause's end)."""
    lead: str = field(init=False)
    """The sentence's words before the clause."""
    unit: str = field(init=False)
    """The figure's unit; empty for a mention without quantity."""

    def __post_init__(self) -> None:
        # All at once: each of them is asked for several times.
        known, text, clause = vars(self), self.text, self.clause
        start, end = self.mention.span.start, self.mention.span.end
        right = text[end : clause.end].rstrip(",;:。!?…”’」』) ")
        known["left"] = text[clause.start : start]
        known["right"] = right
        known["near"] = text[self.previous.span.end if self.previous else clause.start : start]
        known["next_words"] = text[end : self.following.span.start] if self.following else right
        known["lead"] = text[self.sentence.span.start : clause.start]
        known["unit"] = self.mention.quantity.unit if self.mention.quantity else ""


def surroundings(document: Document, mentions: Iterable[Mention]) -> tuple[Surroundings, ...]:
    """The surroundings of every mention that states a figure, in text order."""
    figures = sorted((m for m in mentions if m.quantity is not None), key=lambda m: m.span)
    places = [_place(document, mention) for mention in figures]
    found = []
    for index, (mention, place) in enumerate(zip(figures, places, strict=True)):
        sentence_index, clause_index, clause = place
        before = figures[index - 1] if index and places[index - 1][2] == clause else None
        behind = index + 1 < len(figures) and places[index + 1][2] == clause
        found.append(
            Surroundings(
                mention=mention,
                sentence=document.sentences[sentence_index],
                sentence_index=sentence_index,
                clause_index=clause_index,
                clause=clause,
                text=document.text,
                previous=before,
                following=figures[index + 1] if behind else None,
            )
        )
    return tuple(found)


def _place(document: Document, mention: Mention) -> tuple[int, int, Span]:
    span = mention.span
    index = document.sentence_index(span.start)
    first, last = document.clause_index(span.start), document.clause_index(span.end - 1)
    clauses = document.clauses
    place = Span(clauses[first].span.start, max(clauses[first].span.end, clauses[last].span.end))
    return index, first - document.first_clause(index), place
