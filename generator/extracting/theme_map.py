"""Where the words that tell a theme stand in one document, and what they say about a place.

A place is asked for by the numbers of its first word and of the first word behind it: no word or a
single one stands in most places, and a sum over all words before each tells what any place weighs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from generator.extracting.theme_lexicon import summed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.segmentation import Document, Sentence
    from generator.extracting.theme_lexicon import Said, ThemeLexicon, Told, Weights
    from generator.extracting.theme_rows import Row
    from generator.model.evidence import Span

_NEAR, _NEAR_FACTOR = 10, 1.6
_BEHIND, _BEHIND_FACTOR = 5, 2.0
_OTHER_PART, _CLAUSE, _EARLIER, _LATER, _BEFORE, _HEADING, _TOPIC = (
    0.1, 0.5, 0.35, 0.15, 0.1, 0.5, 0.25,
)  # fmt: skip
_NONE: Told = ((), 0.0)
"""What no words say."""
DOUBT = 2.0
"""Added to the whole of a place, so that a lone weak word does not get all of it."""
_MOST_ABOVE = 1.5
"""However long a paragraph is, what stands far above weighs no more than a plain word."""


class ThemeMap:
    """Where the words that tell a theme stand in one document.

    Args:
        document: The article.
        lexicon: The words.

    Attributes:
        starts: Where the words begin, in text order; a word goes by its index here.
        cases: The words of settled cases: where each begins and ends, and its case.
        case_starts: Where they begin, in the same order.
    """

    __slots__ = (
        "_counts",
        "_document",
        "_ends",
        "_headings",
        "_lexicon",
        "_said",
        "_sums",
        "_weights",
        "case_starts",
        "cases",
        "starts",
    )

    def __init__(self, document: Document, lexicon: ThemeLexicon) -> None:
        self._document, self._lexicon = document, lexicon
        found = lexicon.finder.find(document.text)
        self.starts: list[int] = [at for _, at, _ in found]
        self._ends: list[int] = [stop for _, _, stop in found]
        said = lexicon.said
        self._said: list[Said] = [said[word] for word, _, _ in found]
        cases = lexicon.cases
        self.cases: list[tuple[int, int, int]] = [
            (at, stop, case)
            for word, at, stop in lexicon.case_finder.every(document.text)
            for case in cases[word]
        ]
        self.case_starts: list[int] = [at for at, _, _ in self.cases]
        self._headings: dict[int, Told] = {}
        # What the words weigh for themes, word by word; up to each word how many such weights there
        # are, and their sum.
        weights = [word.pairs for word in self._said]
        self._weights = list(chain.from_iterable(weights))
        self._counts = [0, *accumulate(map(len, weights))]
        self._sums = [0.0, *accumulate([word.whole for word in self._said])]

    def said_in(self, start: int, end: int) -> Sequence[Said]:
        """What the words between two offsets say, as if nothing stood around them."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        cut = (first and self._ends[first - 1] > start) or (
            last > first and self._ends[last - 1] > end
        )
        if cut:  # a word of the text goes beyond: alone, others might stand there
            return self._lexicon.said_of(self._document.text[start:end])
        return self._said[first:last]

    def weigh(self, scores: Row, first: int, last: int, factor: float) -> None:
        """Add what the words from ``first`` up to ``last`` say; ``factor``: what a word counts there."""
        counts = self._counts
        for theme, weight in self._weights[counts[first] : counts[last]]:
            scores[theme] += factor * weight

    def share(self, scores: Row, first: int, last: int, amount: float) -> None:
        """Give out an amount among what the words from ``first`` up to ``last`` speak for."""
        counts, sums = self._counts, self._sums
        factor = amount / (sums[last] - sums[first] + DOUBT)
        for theme, weight in self._weights[counts[first] : counts[last]]:
            scores[theme] += factor * weight

    def whole(self, first: int, last: int) -> float:
        """What the words from ``first`` up to ``last`` weigh together."""
        return self._sums[last] - self._sums[first]

    def last_clear(self, first: int, last: int) -> Weights:
        """The weights of the last word from ``first`` up to ``last`` that is at least strong."""
        said = self._said
        while last > first:
            last -= 1
            if clear := said[last].clear:
                return clear
        return _NONE[0]

    def near(self, reach: Span, figure: Span) -> dict[int, float]:
        """The weights of the words in ``reach`` outside of a figure; words close to it more."""
        totals: dict[int, float] = {}
        self._add_near(totals, reach.start, reach.end, figure)
        return totals

    def _add_near(self, totals: dict[int, float], start: int, end: int, figure: Span) -> None:
        starts, ends = self.starts, self._ends
        opening, closing = figure.start, figure.end
        first = bisect_left(starts, start)
        for index in range(first, bisect_left(starts, end, first)):
            at, stop = starts[index], ends[index]
            if opening <= at and stop <= closing:
                continue
            behind = at - closing
            # What is counted stands right behind a figure, or right before it.
            if behind >= 0:
                close = _NEAR_FACTOR if behind < _NEAR else 1.0
                if behind < _BEHIND:
                    close = _BEHIND_FACTOR
            else:
                near = behind > -_NEAR or 0 <= opening - stop < _NEAR
                close = _NEAR_FACTOR if near else 1.0
            for theme, weight in self._said[index].pairs:
                totals[theme] = totals.get(theme, 0.0) + weight * close

    def _add(self, totals: dict[int, float], start: int, end: int, factor: float) -> None:
        """Add the weights of the words that begin between two offsets to ``totals``."""
        starts = self.starts
        for said in self._said[bisect_left(starts, start) : bisect_left(starts, end)]:
            for theme, weight in said.pairs:
                totals[theme] += weight * factor

    def around(self, span: Span) -> dict[str, float]:
        """The weights around a name: its clause, its sentence, its paragraph, its heading."""
        totals: defaultdict[int, float] = defaultdict(float)
        document, add = self._document, self._add
        whole, clause = document.sentence_at(span.start), document.clause_at(span.start).span
        sentence = whole.span
        first, last = item_of(document.text, clause, span)
        self._add_near(totals, first, last, span)
        begin, end = part_of(document.text, sentence, clause)
        low = bisect_left(self.starts, sentence.start)
        high = bisect_left(self.starts, sentence.end, low)
        if low < high:
            for start, stop, factor in (
                (clause.start, first, _CLAUSE),
                (last, clause.end, _CLAUSE * 0.6),
                (sentence.start, begin, _OTHER_PART),
                (begin, clause.start, _EARLIER),
                (clause.end, end, _LATER),
            ):
                if start < stop:
                    add(totals, start, stop, factor)
        self._add_above(totals, whole)
        for theme, weight in self.heading(whole.paragraph)[0]:
            totals[theme] += weight * _HEADING
        themes = self._lexicon.themes
        return {themes[theme]: weight for theme, weight in totals.items()}

    def _add_above(self, totals: dict[int, float], sentence: Sentence) -> None:
        """Add what the paragraph says before a sentence: its first sentence counts more."""
        document, start = self._document, sentence.span.start
        paragraph = document.article.paragraphs[sentence.paragraph].span
        if paragraph.start >= start:
            return
        first = document.sentence_at(paragraph.start).span
        self._add(totals, first.start, first.end, _TOPIC)
        above: defaultdict[int, float] = defaultdict(float)
        self._add(above, first.end, start, _BEFORE)
        for theme, weight in above.items():
            totals[theme] += min(weight, _MOST_ABOVE)

    def heading(self, paragraph: int) -> Told:
        """What the heading above a paragraph says, looked up once for all below it."""
        heading = self._document.headings[paragraph]
        if heading is None:
            return _NONE
        start = heading.span.start
        told = self._headings.get(start)
        if told is None:
            told = self._headings[start] = summed(self.said_in(start, heading.span.end))
        return told


def part_of(text: str, sentence: Span, clause: Span) -> tuple[int, int]:
    """The part of a sentence between semicolons that holds a clause: each part is a matter."""
    start = text.rfind(";", sentence.start, clause.start) + 1
    end = text.find(";", clause.end - 1, sentence.end)
    return max(start, sentence.start), max(end if end >= 0 else sentence.end, clause.end)


def item_of(text: str, clause: Span, span: Span) -> tuple[int, int]:
    """The item of a 、-list that holds a figure: 减少环节9个 in 精简事项5项、减少环节9个."""
    first, last, start, stop = clause.start, clause.end, span.start, span.end
    begin, end = text.rfind("、", first, start) + 1, text.find("、", stop, last)
    return min(begin or first, start), max(end if end >= 0 else last, stop)
