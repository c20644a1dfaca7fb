"""The words around a figure: its clause, what stands left and right of it, its neighbours.

Roles, quotes and indicators all look at the same few strings. They are cut once per document
here, so that no reader searches the article again for every figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document


class Surroundings:
    """One figure in its clause.

    Attributes:
        mention: The figure.
        sentence: The sentence that holds it.
        sentence_index: Position of that sentence in the document.
        clause: The clause's place (several clauses when the surface runs over a comma).
        text: The article's text.
        previous: The figure before it in the same clause, if any.
        following: The figure behind it in the same clause, if any.
        left: The clause's words before the figure.
        right: The clause's words behind the figure, without the mark that ends the clause.
        near: The words between the figure before it (or the clause's start) and this figure.
        next_words: The words between this figure and the one behind it (or the clause's end).
        lead: The sentence's words before the clause.
        unit: The figure's unit; empty for a mention without quantity.
    """

    __slots__ = (
        "clause", "following", "lead", "left", "mention", "near", "next_words",
        "previous", "right", "sentence", "sentence_index", "text", "unit",
    )  # fmt: skip

    def __init__(
        self,
        document: Document,
        mention: Mention,
        place: _Place,
        previous: Mention | None,
        following: Mention | None,
    ) -> None:
        text, clause, sentence = document.text, place.clause, document.sentences[place.sentence]
        start, end = mention.span.start, mention.span.end
        self.mention, self.sentence, self.sentence_index = mention, sentence, place.sentence
        self.clause, self.text = clause, text
        self.previous, self.following = previous, following
        # All words at once: each of them is asked for several times.
        self.left = text[clause.start : start]
        self.right = text[end : clause.end].rstrip(",;:。!?…”’」』) ")
        self.near = text[previous.span.end : start] if previous else self.left
        self.next_words = text[end : following.span.start] if following else self.right
        self.lead = text[sentence.span.start : clause.start]
        self.unit = mention.quantity.unit if mention.quantity else ""


class _Place(NamedTuple):
    """The number of a figure's sentence, and the place of its clause."""

    sentence: int
    clause: Span


def surroundings(document: Document, mentions: Iterable[Mention]) -> tuple[Surroundings, ...]:
    """The surroundings of every mention that states a figure, in text order."""
    figures = sorted((m for m in mentions if m.quantity is not None), key=lambda m: m.span)
    places = [_place(document, mention) for mention in figures]
    found = []
    for index, (mention, place) in enumerate(zip(figures, places, strict=True)):
        before = figures[index - 1] if index and places[index - 1].clause == place.clause else None
        behind = index + 1 < len(figures) and places[index + 1].clause == place.clause
        following = figures[index + 1] if behind else None
        found.append(Surroundings(document, mention, place, before, following))
    return tuple(found)


def _place(document: Document, mention: Mention) -> _Place:
    span = mention.span
    index = document.sentence_index(span.start)
    first, last = document.clause_index(span.start), document.clause_index(span.end - 1)
    clauses = document.clauses
    place = Span(clauses[first].span.start, max(clauses[first].span.end, clauses[last].span.end))
    return _Place(index, place)
