"""What speaks for each theme around a figure: its clause, its sentence, its paragraph, its heading.

All figures of a clause share it, so it is read once for each clause, and only where figures stand.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.extracting.theme_lexicon import STRENGTH
from generator.extracting.theme_map import part_of
from generator.extracting.theme_rows import Spoken, added

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_lexicon import ThemeLexicon, Told, Weights
    from generator.extracting.theme_map import ThemeMap
    from generator.extracting.theme_rows import Row
    from generator.model.evidence import Span

SURE = STRENGTH["sure"]
"""Amounts of evidence are told in sure words."""
DOUBT = 2.0
"""Added to the whole of a place, so that a lone weak word does not get all of it."""


class _Paragraph(NamedTuple):
    """A paragraph: its number, where it begins, its words that tell a theme and what they say."""

    number: int
    start: int
    first: int
    last: int
    whole: Told
    heading: Told


class Setting(Struct, eq=False):
    """A sentence in its paragraph, and what they say to each figure in it.

    Attributes:
        sentence: The sentence.
        start: Where it begins.
        end: Where it ends.
        first: Index of the sentence's first word that tells a theme.
        last: Index of the first such word behind it.
        whole: What all its words say.
        parted: Whether it has several parts.
        paragraph: Where its paragraph begins.
        spoken: What the sentence, the one above, the paragraph and the heading say.
        scores: What all of that speaks for each theme.
    """

    sentence: Span
    start: int
    end: int
    first: int
    last: int
    whole: Told
    parted: bool
    paragraph: int
    spoken: Sequence[Spoken]
    scores: Row


class Around(Struct, eq=False):
    """A clause in its sentence, and what it says to each figure in it.

    Attributes:
        clause: The clause.
        start: Where it begins.
        end: Where it ends.
        part: Where its part of the sentence begins.
        first: Index of the part's first word that tells a theme.
        told: What the words of the clause say.
        listed: Whether the clause holds a list.
        spoken: What the clause and the part say.
        scores: What that and the sentence speak for each theme.
        cases: The words of settled cases that stand in the part up to the clause's end.
        setting: The sentence.
    """

    clause: Span
    start: int
    end: int
    part: int
    first: int
    told: Told
    listed: bool
    spoken: Sequence[Spoken]
    scores: Row
    cases: Sequence[tuple[int, int]]
    setting: Setting


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
        self._places, self._silent = lexicon.places, lexicon.silent
        self._around: Around | None = None
        self._setting: Setting | None = None
        self._paragraph: _Paragraph | None = None
        themes = lexicon.themes
        self._named = sorted(
            (span.start, themes.index(measure.theme))
            for measure in found
            for span in measure.mentions
        )

    def at(self, offset: int) -> Around:
        """The clause at an offset; only the last one is kept, as figures come in text order."""
        known = self._around
        if known and known.start <= offset < known.end:
            return known
        known = self._around = self._read_clause(offset)
        return known

    def _read_clause(self, offset: int) -> Around:
        document, words, setting = self._document, self._words, self._setting
        if not setting or not setting.start <= offset < setting.end:
            setting = self._setting = self._read_setting(document.sentence_index(offset))
        segment, starts = document.clause_at(offset), words.starts
        clause = segment.span
        start, stop = clause.start, clause.end
        part, first, last, whole = setting.start, setting.first, setting.last, setting.whole
        if setting.parted:
            part, end = part_of(document.text, setting.sentence, clause)
            first, last = bisect_left(starts, part), bisect_left(starts, end)
            whole = words.told(first, last)
        spoken: list[Spoken] = []
        told = whole
        if first < last:
            at = bisect_left(starts, start, first, last)
            behind = bisect_left(starts, stop, at, last)
            if behind - at < last - first:
                told = words.told(at, behind)
            if at < behind:
                spoken.append(("share of clause", told[0], told[1] + DOUBT))
            spoken.append(("share of part", whole[0], whole[1] + DOUBT))
        return Around(
            clause,
            start,
            stop,
            part,
            first,
            told,
            "、" in segment.text,
            spoken,
            added(setting.scores, spoken, self._places),
            words.cases(part, stop),
            setting,
        )

    def told(self, start: int, end: int) -> Told:
        """What the words between two offsets say."""
        starts = self._words.starts
        first = bisect_left(starts, start)
        return self._words.told(first, bisect_left(starts, end, first))

    def _read_setting(self, number: int) -> Setting:
        document, words = self._document, self._words
        sentence, starts = document.sentences[number], words.starts
        paragraph = self._paragraph
        if not paragraph or paragraph.number != sentence.paragraph:
            paragraph = self._paragraph = self._read_paragraph(sentence.paragraph)
        start, end, top = sentence.span.start, sentence.span.end, paragraph.start
        first = bisect_left(starts, start, paragraph.first, paragraph.last)
        last = bisect_left(starts, end, first, paragraph.last)
        above = first
        if start > top:
            begin = document.sentences[number - 1].span.start
            above = bisect_left(starts, begin, paragraph.first, first)
        whole = words.told(first, last)
        spoken: list[Spoken] = []
        if above < first:
            spoken.append(("sentence above", words.told(above, first)[0], SURE))
        if first < last:
            spoken.append(("share of sentence", whole[0], whole[1] + DOUBT))
        if paragraph.first < paragraph.last:
            told = paragraph.whole
            spoken.append(("share of paragraph", told[0], told[1] + DOUBT))
        if paragraph.first < above:
            told = words.told(paragraph.first, above)
            spoken.append(("share of what is above", told[0], told[1] + DOUBT))
        if paragraph.heading[0]:
            told = paragraph.heading
            spoken.append(("share of heading", told[0], told[1] + DOUBT))
        if self._named and (named := self._named_above(top, start)):
            spoken.append(("named above", named, 1.0))
        scores, parted = added(self._silent, spoken, self._places), ";" in sentence.text
        span = sentence.span
        return Setting(span, start, end, first, last, whole, parted, top, spoken, scores)

    def _read_paragraph(self, index: int) -> _Paragraph:
        words, starts = self._words, self._words.starts
        start, end = self._document.article.paragraphs[index].span
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        whole, heading = words.told(first, last), words.heading(start)
        return _Paragraph(index, start, first, last, whole, heading)

    def _named_above(self, start: int, end: int) -> Weights:
        """The themes of the measures that the paragraph names before the sentence."""
        named = self._named
        first = bisect_left(named, (start,))
        above = named[first : bisect_left(named, (end,), first)]
        return {theme: 1.0 for _, theme in above}
