"""What speaks for each theme around a figure: its clause, its sentence, its paragraph, its heading.

All figures of a clause share it, so it is read once for each clause, and only where figures stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.theme_lexicon import STRENGTH
from generator.extracting.theme_map import part_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_lexicon import Told
    from generator.extracting.theme_map import ThemeMap
    from generator.model.evidence import Span

Spoken = tuple[str, Mapping[str, float], float]
"""What a place says: its name, weights of themes, and the whole of which each counts as a part.

A plain tuple, because a figure makes some ten of them.
"""
SURE = STRENGTH["sure"]
"""Amounts of evidence are told in sure words."""
DOUBT = 2.0
"""Added to the whole of a place, so that a lone weak word does not get all of it."""


@dataclass(slots=True, eq=False)
class Setting:
    """A sentence in its paragraph, and what they say to each figure in it.

    Attributes:
        start: Where the sentence begins.
        end: Where it ends.
        parted: Whether it has several parts.
        paragraph: Where its paragraph begins.
        spoken: What the sentence, the one above, the paragraph and the heading say.
    """

    start: int
    end: int
    parted: bool
    paragraph: int
    spoken: Sequence[Spoken]


@dataclass(slots=True, eq=False)
class Around:
    """A clause in its sentence, and what it says to each figure in it.

    Attributes:
        clause: The clause.
        part: Where its part of the sentence begins.
        first: Index of the part's first word that tells a theme.
        told: What the words of the clause say.
        listed: Whether the clause holds a list.
        spoken: What the clause and the part say.
        cases: The words of settled cases that stand in the part up to the clause's end.
        setting: The sentence.
    """

    clause: Span
    part: int
    first: int
    told: Told
    listed: bool
    spoken: Sequence[Spoken]
    cases: Sequence[tuple[int, int]]
    setting: Setting


class AroundReader:
    """Reads the clauses of one article in which figures stand.

    Args:
        document: The article.
        words: Where the words that tell a theme stand in it.
        found: The article's measures.
    """

    def __init__(self, document: Document, words: ThemeMap, found: Sequence[FoundMeasure]) -> None:
        self._document, self._words = document, words
        self._clauses: dict[int, Around] = {}
        self._settings: dict[int, Setting] = {}
        self._named = sorted(
            (span.start, measure.theme) for measure in found for span in measure.mentions
        )

    def at(self, offset: int) -> Around:
        """The clause at an offset."""
        index = self._document.clause_index(offset)
        return self._clauses.get(index) or self._read_clause(offset, index)

    def _read_clause(self, offset: int, index: int) -> Around:
        document, words = self._document, self._words
        clause, number = document.clauses[index].span, document.sentence_index(offset)
        start, stop, text = clause.start, clause.end, document.text
        setting = self._settings.get(number) or self._read_setting(number)
        part, end = setting.start, max(setting.end, stop)
        if setting.parted:
            part, end = part_of(text, document.sentences[number].span, clause)
        first = bisect_left(words.starts, part)
        spoken: list[Spoken] = []
        told = self.told(start, stop)
        if told[0]:
            spoken.append(("share of clause", told[0], told[1] + DOUBT))
        whole = words.told(first, bisect_left(words.starts, end, first))
        if whole[0]:
            spoken.append(("share of part", whole[0], whole[1] + DOUBT))
        listed, cases = text.find("、", start, stop) >= 0, words.cases(part, stop)
        known = Around(clause, part, first, told, listed, spoken, cases, setting)
        self._clauses[index] = known
        return known

    def told(self, start: int, end: int) -> Told:
        """What the words between two offsets say."""
        starts = self._words.starts
        first = bisect_left(starts, start)
        return self._words.told(first, bisect_left(starts, end, first))

    def _read_setting(self, number: int) -> Setting:
        document = self._document
        sentence = document.sentences[number]
        paragraph = document.article.paragraphs[sentence.paragraph].span
        start, end, top = sentence.span.start, sentence.span.end, paragraph.start
        above = document.sentence_at(start - 1).span.start if start > top else start
        spoken: list[Spoken] = [
            ("sentence above", self.told(above, start)[0], SURE),
            share("share of sentence", self.told(start, end)),
            share("share of paragraph", self.told(top, paragraph.end)),
            share("share of what is above", self.told(top, above)),
            share("share of heading", self._words.heading(start)),
        ]
        if self._named:
            spoken.append(("named above", self._named_above(top, start), 1.0))
        parted = document.text.find(";", start, end) >= 0
        setting = Setting(start, end, parted, top, [said for said in spoken if said[1]])
        self._settings[number] = setting
        return setting

    def _named_above(self, start: int, end: int) -> dict[str, float]:
        """The themes of the measures that the paragraph names before the sentence."""
        named = self._named
        first = bisect_left(named, (start,))
        return {theme: 1.0 for _, theme in named[first : bisect_left(named, (end,), first)]}


def share(place: str, told: Told) -> Spoken:
    """Each theme's share of the evidence in a place."""
    return place, told[0], told[1] + DOUBT
