"""Where the words that tell a theme stand in one document, and what they say about a place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.extracting.theme_lexicon import STRENGTH
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.extracting.segmentation import Document
    from generator.extracting.theme_lexicon import ThemeLexicon

_NEAR, _NEAR_FACTOR = 10, 1.6
_BEHIND, _BEHIND_FACTOR = 5, 2.0
_OTHER_PART, _CLAUSE, _EARLIER, _LATER, _BEFORE, _HEADING, _TOPIC = (
    0.1, 0.5, 0.35, 0.15, 0.1, 0.5, 0.25,
)  # fmt: skip
_NONE: tuple[dict[str, float], float] = ({}, 0.0)
"""What no words say."""
_MOST_ABOVE = 1.5
"""However long a paragraph is, what stands far above weighs no more than a plain word."""


class ThemeMap:
    """Where the words that tell a theme stand in one document."""

    __slots__ = ("_document", "_headings", "_hits", "_lexicon", "_starts", "_totals")

    def __init__(self, document: Document, lexicon: ThemeLexicon) -> None:
        self._document, self._lexicon = document, lexicon
        self._headings: dict[str, Mapping[str, float]] = {}
        self._hits = [
            (span, lexicon.weights[span.of(document.text)])
            for span in lexicon.words.find(document.text)
        ]
        self._starts = [span.start for span, _ in self._hits]
        self._totals: dict[Span, tuple[dict[str, float], float]] = {}

    def add(
        self, totals: dict[str, float], span: Span, factor: float, near: Span | None = None
    ) -> None:
        """Add the weights of the words in ``span`` to ``totals``; words close to ``near`` more.

        The words inside ``near`` itself are passed over.
        """
        for index in range(
            bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        ):
            word, pairs = self._hits[index]
            if near and near.start <= word.start and word.end <= near.end:
                continue
            close = _closeness(word, near) if near else 1.0
            for theme, weight in pairs:
                totals[theme] += weight * factor * close

    def total(self, span: Span) -> Mapping[str, float]:
        """The weights of the words that begin in ``span``."""
        return self.told(span)[0]

    def told(self, span: Span) -> tuple[Mapping[str, float], float]:
        """The weights of the words that begin in ``span``, and their sum."""
        return self._totals.get(span) or self._total(span)

    def _total(self, span: Span) -> tuple[dict[str, float], float]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        totals: dict[str, float] = {}
        for _, pairs in self._hits[first:last]:
            for theme, weight in pairs:
                totals[theme] = totals.get(theme, 0.0) + weight
        known = self._totals[span] = (totals, sum(totals.values())) if totals else _NONE
        return known

    def has_words(self, span: Span) -> bool:
        """Whether any word of any theme begins in ``span``."""
        at = bisect_left(self._starts, span.start)
        return at < len(self._starts) and self._starts[at] < span.end

    def last_clear(self, span: Span) -> dict[str, float]:
        """The weights of the last word in ``span`` that is at least strong."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        for _, pairs in reversed(self._hits[first:last]):
            clear = {theme: weight for theme, weight in pairs if weight >= STRENGTH["strong"]}
            if clear:
                return clear
        return {}

    def around(self, span: Span) -> dict[str, float]:
        """The weights around a name: its clause, its sentence, its paragraph, its heading."""
        totals: defaultdict[str, float] = defaultdict(float)
        document = self._document
        sentence, clause = document.sentence_at(span.start), document.clause_at(span.start)
        item = item_of(document.text, clause.span, span)
        self.add(totals, item, 1.0, span)
        self.add(totals, Span(clause.span.start, item.start), _CLAUSE)
        self.add(totals, Span(item.end, max(clause.span.end, item.end)), _CLAUSE * 0.6)
        part = part_of(document.text, sentence.span, clause.span)
        self.add(totals, Span(sentence.span.start, part.start), _OTHER_PART)
        self.add(totals, Span(part.start, clause.span.start), _EARLIER)
        self.add(totals, Span(clause.span.end, part.end), _LATER)
        self._add_above(totals, span, sentence.span)
        for theme, weight in self.heading(span).items():
            totals[theme] += weight * _HEADING
        return totals

    def _add_above(self, totals: dict[str, float], span: Span, sentence: Span) -> None:
        """Add what the paragraph says before a sentence: its first sentence counts more."""
        document = self._document
        first = document.sentence_at(document.paragraph_at(span.start).span.start)
        if first.span.end > sentence.start:
            return
        self.add(totals, first.span, _TOPIC)
        above: defaultdict[str, float] = defaultdict(float)
        self.add(above, Span(first.span.end, sentence.start), _BEFORE)
        for theme, weight in above.items():
            totals[theme] += min(weight, _MOST_ABOVE)

    def heading(self, span: Span) -> Mapping[str, float]:
        """The weights of the heading above a place, looked up once for all places below it."""
        words = self._document.heading_at(span.start) or ""
        if words not in self._headings:
            self._headings[words] = self._lexicon.score(words)
        return self._headings[words]


def part_of(text: str, sentence: Span, clause: Span) -> Span:
    """The part of a sentence between semicolons that holds a clause: each part is a matter."""
    start = text.rfind(";", sentence.start, clause.start) + 1
    end = text.find(";", clause.end - 1, sentence.end)
    return Span(max(start, sentence.start), max(end if end >= 0 else sentence.end, clause.end))


def item_of(text: str, clause: Span, span: Span) -> Span:
    """The item of a 、-list that holds a figure: 减少环节9个 in 精简事项5项、减少环节9个."""
    start = max(text.rfind("、", clause.start, span.start) + 1, clause.start)
    end = text.find("、", span.end, clause.end)
    return Span(min(start, span.start), max(end if end >= 0 else clause.end, span.end))


def _closeness(word: Span, figure: Span) -> float:
    """What is counted stands right behind a figure, or right before it."""
    if 0 <= word.start - figure.end < _BEHIND:
        return _BEHIND_FACTOR
    near = -_NEAR < word.start - figure.end < _NEAR or 0 <= figure.start - word.end < _NEAR
    return _NEAR_FACTOR if near else 1.0
