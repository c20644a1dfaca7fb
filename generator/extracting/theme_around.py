"""What speaks for each theme around a figure: its clause, its sentence, its paragraph, its heading.

All figures of a clause share it, so it is read once for each clause, and only where figures stand.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.theme_map import DOUBT, part_of
from generator.extracting.theme_rows import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document, Segment
    from generator.extracting.surroundings import Surroundings
    from generator.extracting.theme_lexicon import ThemeLexicon, Weights
    from generator.extracting.theme_map import ThemeMap
    from generator.extracting.theme_rows import Row
    from generator.model.evidence import Span


_Part = tuple[int, int, int, "Row"]
"""A part of a sentence: where it begins, its first word that tells a theme, the first such word
behind it, and what speaks for each theme in it."""


class _Paragraph(Struct, frozen=True):
    """A paragraph: its number, where it begins, its words that tell a theme and what they say."""

    number: int
    start: int
    first: int
    last: int
    scores: Row


class Setting(Struct, eq=False):
    """A sentence in its paragraph, and what they say to each figure in it.

    Attributes:
        number: Its index.
        sentence: Where it stands.
        start: Where it begins.
        first: Index of the sentence's first word that tells a theme.
        last: Index of the first such word behind it.
        parted: Whether it has several parts.
        paragraph: Where its paragraph begins.
        scores: What the sentence, the one above, the paragraph and the heading speak for each
            theme; a sentence of one part also speaks as that part.
    """

    number: int
    sentence: Span
    start: int
    first: int
    last: int
    parted: bool
    paragraph: int
    scores: Row


class Around(Struct, eq=False):
    """A clause in its sentence, and what it says to each figure in it.

    Attributes:
        clause: The clause.
        start: Where it begins.
        end: Where it ends.
        part: Where its part of the sentence begins.
        first: Index of the part's first word that tells a theme.
        own: Index of the clause's first such word.
        past: Index of the first such word behind the clause.
        reach: The clause, or the clauses over which its last figure runs.
        listed: Whether the clause holds a list, so that each figure has an item of its own.
        scores: What the clause, the part and the sentence speak for each theme.
        case: Index of the first word of settled cases in the part.
        last_case: Index of the first such word behind the clause.
        sentence: Where its sentence begins.
        paragraph: Where its paragraph begins.
    """

    clause: Segment
    start: int
    end: int
    part: int
    first: int
    own: int
    past: int
    reach: Span
    listed: bool
    scores: Row
    case: int
    last_case: int
    sentence: int
    paragraph: int


class AroundReader:
    """Reads the clauses of one article in which figures stand.

    Args:
        document: The article.
        words: Where the words that tell a theme stand in it.
        lexicon: What each place weighs.
        found: The article's measures.
    """

    def __init__(
        self,
        document: Document,
        words: ThemeMap,
        lexicon: ThemeLexicon,
        found: Sequence[FoundMeasure],
    ) -> None:
        self._document, self._words = document, words
        self._silent, self._weights = lexicon.silent, lexicon.weighing
        self._setting: Setting | None = None
        self._paragraph: _Paragraph | None = None
        self._part: _Part = (0, 0, 0, [])
        self._until = -1
        themes = lexicon.themes
        self._measures = sorted(
            (span.start, themes.index(measure.theme))
            for measure in found
            for span in measure.mentions
        )

    def at(self, place: Surroundings) -> Around:
        """The clause of a figure; the last sentence is kept, as figures come in text order."""
        words, setting = self._words, self._setting
        if not setting or setting.number != place.sentence_index:
            setting = self._setting = self._read_setting(place.sentence_index)
            self._until = -1
        segment, starts = place.segment, words.starts
        clause = segment.span
        start, stop = clause.start, clause.end
        part, first, last, scores = setting.start, setting.first, setting.last, setting.scores
        if setting.parted:
            if stop > self._until:
                self._read_part(setting, clause)
            part, first, last, scores = self._part
        listed = "、" in segment.text or place.clause is not clause
        own = past = first
        if first < last:
            own = bisect_left(starts, start, first, last)
            past = bisect_left(starts, stop, own, last)
            if own < past:
                scores, weights = scores.copy(), self._weights
                share = weights.share_of_clause + (0.0 if listed else weights.share_of_item)
                words.share(scores, own, past, share)
        case = bisect_left(words.case_starts, part)
        return Around(
            segment,
            start,
            stop,
            part,
            first,
            own,
            past,
            place.clause,
            listed,
            scores,
            case,
            bisect_left(words.case_starts, stop, case),
            setting.start,
            setting.paragraph,
        )

    def _read_part(self, setting: Setting, clause: Span) -> None:
        """Keep the part of a sentence that holds a clause, for the clauses behind it in the part."""
        text, starts, sentence = self._document.text, self._words.starts, setting.sentence
        part, end = part_of(text, sentence, clause)
        first = bisect_left(starts, part, setting.first)
        last = bisect_left(starts, end, first)
        scores = setting.scores
        if first < last:
            scores = scores.copy()
            self._words.share(scores, first, last, self._weights.share_of_part)
        self._part = part, first, last, scores
        # 办结;”: behind a mark inside of the clause another part begins than the one read here.
        inside = text.find(";", clause.start, clause.end - 1) >= 0
        self._until = -1 if inside or end <= clause.end else end + 1

    def _read_setting(self, number: int) -> Setting:
        document, words = self._document, self._words
        sentence, starts = document.sentences[number], words.starts
        paragraph = self._paragraph
        if not paragraph or paragraph.number != sentence.paragraph:
            paragraph = self._paragraph = self._read_paragraph(sentence.paragraph)
        span = sentence.span
        start, end, top = span.start, span.end, paragraph.start
        first = bisect_left(starts, start, paragraph.first, paragraph.last)
        last = bisect_left(starts, end, first, paragraph.last)
        above = first
        if start > top:
            begin = document.sentences[number - 1].span.start
            above = bisect_left(starts, begin, paragraph.first, first)
        scores, weights = paragraph.scores.copy(), self._weights
        if above < first:
            words.weigh(scores, above, first, weights.sentence_above)
        parted, share = ";" in sentence.text, weights.share_of_sentence
        if first < last:
            words.share(scores, first, last, share if parted else share + weights.share_of_part)
        if paragraph.first < above:
            words.share(scores, paragraph.first, above, weights.share_of_what_is_above)
        if self._measures and start > top:
            weigh(scores, self._named_above(top, start), weights.named_above)
        return Setting(number, span, start, first, last, parted, top, scores)

    def _read_paragraph(self, index: int) -> _Paragraph:
        words, starts, weights = self._words, self._words.starts, self._weights
        span, scores = self._document.article.paragraphs[index].span, list(self._silent)
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end, first)
        heading = words.heading(index)
        if first < last:
            words.share(scores, first, last, weights.share_of_paragraph)
        if heading[0]:
            weigh(scores, heading[0], weights.share_of_heading / (heading[1] + DOUBT))
        return _Paragraph(index, span.start, first, last, scores)

    def _named_above(self, start: int, end: int) -> Weights:
        """The themes of the measures that the paragraph names before the sentence."""
        named = self._measures
        first = bisect_left(named, (start,))
        above = named[first : bisect_left(named, (end,), first)]
        return {theme: 1.0 for _, theme in above}.items()
