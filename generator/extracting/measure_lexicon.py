"""What is known of measures: the terms of the field and the words that introduce a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.measure_founding import OPENINGS
from generator.extracting.measure_quotes import EXPLAINING, is_settled
from generator.extracting.measure_terms import terms_by_name
from generator.extracting.measure_usage import Usage
from generator.extracting.themes import ThemeLexicon
from generator.extracting.word_finder import PlaceFinder, WordFinder
from generator.extracting.wordlist import Edges, Openings, WordList, WordWeights
from generator.model.values import once
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.measure import MeasureTerm


class IntroducingWords(Struct, frozen=True):
    """The words around a name (``measure_verbs.yml``, one field per group)."""

    founding: WordList
    carrying: WordList
    introducing: WordWeights
    """How much verbs of launching, founding and carrying out speak for the name behind them."""
    creating: frozenset[str]
    creating_weak: frozenset[str]
    heads: WordList
    staff: WordList
    staffed: re.Pattern[str]
    """A count before words among which one of these may end."""
    echoes: tuple[str, ...]
    """Nouns that stand for a measure whose name ends with them, the longest first."""
    echo_ends: WordList
    """The same nouns."""
    things: tuple[str, ...]
    """Ends of the names of measures that have figures of their own."""
    quoted_heads: WordList
    broad: frozenset[str]
    never_bare: frozenset[str]
    class_nouns: frozenset[str]
    generic: frozenset[str]
    documents: tuple[str, ...]
    refusing: Edges
    refusing_behind: Edges
    leading: Openings
    planned: tuple[str, ...]
    pilot: tuple[str, ...]
    staged: re.Pattern[str]
    """Any of ``planned`` and ``pilot``: most names have none of them before."""
    common_pairs: frozenset[str]
    compounds: WordList
    """Verbs of founding together with the words that only hold one (实施方案, 线上线下)."""
    compound_finder: WordFinder
    """The same words, the verbs of founding first."""
    usage: Usage

    @classmethod
    def load(cls) -> IntroducingWords:
        """The shipped words."""
        groups = {name: group["words"] for name, group in lexicon_data("measure_verbs").items()}
        longest = {
            name: tuple(sorted(words, key=len, reverse=True)) for name, words in groups.items()
        }
        compounds = dict.fromkeys((*groups["creating"], *groups["not_verbs"], *groups["heads"]))
        return cls(
            founding=WordList(groups["founding"]),
            creating=frozenset(groups["creating"]),
            creating_weak=frozenset(groups["creating_weak"]),
            staff=WordList(groups["staff"]),
            staffed=_staffed(groups["staff"]),
            echoes=longest["echoes"],
            echo_ends=WordList(longest["echoes"]),
            things=longest["things"],
            common_pairs=frozenset(groups["common_pairs"]),
            compounds=WordList(compounds),
            compound_finder=WordFinder(compounds),
            usage=Usage.load(groups),
            carrying=WordList(groups["carrying"]),
            introducing=WordWeights(
                dict.fromkeys(groups["carrying"], 1.0)
                | dict.fromkeys(groups["founding"], 1.5)
                | dict.fromkeys(groups["launching"], 2.0)
            ),
            heads=WordList(groups["heads"]),
            quoted_heads=WordList([*groups["heads"], *groups["quoted_only"]]),
            broad=frozenset([*groups["broad"], *groups["quoted_only"]]),
            never_bare=frozenset(groups["never_bare"]),
            class_nouns=frozenset([*groups["class_nouns"], *groups["quoted_only"]]),
            generic=frozenset(groups["generic"]),
            documents=longest["documents"],
            refusing=Edges(groups["refusing"]),
            refusing_behind=Edges(groups["refusing_behind"]),
            leading=Openings(groups["leading"]),
            planned=longest["planned"],
            pilot=longest["pilot"],
            staged=re.compile("|".join(map(re.escape, (*groups["planned"], *groups["pilot"])))),
        )

    def creations(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """Verbs that introduce something new; not the ones inside of nouns (实施方案)."""
        for at, stop in self.compounds.places(text, start, end):
            if text[at:stop] in self.creating:
                yield at, stop

    def creations_of(self, text: str) -> list[tuple[int, int]]:
        """The same of a whole text."""
        verbs = len(self.creating)
        return [(at, stop) for word, at, stop in self.compound_finder.find(text) if word < verbs]


def _staffed(words: Iterable[str]) -> re.Pattern[str]:
    """People and teams that a count introduces: 40名驻企联络员, 6支项目陪跑服务队."""
    ends = "".join(sorted({word[-1] for word in words}))
    return re.compile(
        rf"[名位支个](?:(?<=[0-9].)|(?<=[0-9][余多].))(?=[一-龥]{{1,11}}?[{ends}])([一-龥]{{2,12}})"
    )


class MeasureMarks(Struct, frozen=True):
    """Where the lexicon's words stand in one text.

    Attributes:
        nouns: Where nouns begin that head the names of measures.
        introducing: Where verbs begin that introduce them.
        explaining: Where what may explain a name as a reform begins (``EXPLAINING``).
        openings: Where what begins a name's own pattern begins (``OPENINGS``).
        names: Where terms of the field begin and end.
        verbs: Where verbs of founding begin and end.
    """

    nouns: list[int]
    introducing: list[int]
    explaining: list[int]
    openings: list[list[int]]
    names: list[tuple[int, int]]
    verbs: list[tuple[int, int]]


class MeasureLexicon(Struct, frozen=True, dict=True):
    """The terms of the field, the introducing words, and the words of the themes."""

    terms: Mapping[str, MeasureTerm]
    """From every name and alias to its term."""
    weak: frozenset[str]
    """Wordings that need quotation marks or a verb of founding."""
    names: WordList
    name_finder: WordFinder
    words: IntroducingWords
    themes: ThemeLexicon
    finder: PlaceFinder

    @classmethod
    def load(cls) -> MeasureLexicon:
        """The shipped lexicon."""
        terms = terms_by_name()
        weak = {word for entry in lexicon_data("measures") for word in entry.get("weak", ())}
        names, words, themes = WordList(terms), IntroducingWords.load(), ThemeLexicon.load()
        finder = PlaceFinder(
            words.quoted_heads.words, words.introducing.words, EXPLAINING, *OPENINGS
        )
        return cls(terms, frozenset(weak), names, WordFinder(terms), words, themes, finder)

    @once
    def settled(self) -> frozenset[str]:
        """Wordings that name a measure between quotation marks, unless the words before refuse it."""
        sure = self.terms.keys() - self.weak - self.words.generic
        return frozenset(name for name in sure if is_settled(name))

    @property
    def finders(self) -> tuple[WordFinder | PlaceFinder, ...]:
        """What every article's text is searched with, the themes' words among them."""
        themes = self.themes
        return (
            themes.finder,
            themes.case_finder,
            self.finder,
            self.name_finder,
            self.words.compound_finder,
        )

    def marks(self, text: str) -> MeasureMarks:
        """Where the words begin that an article is asked for."""
        names = [(at, stop) for _, at, stop in self.name_finder.find(text)]
        nouns, introducing, explaining, *openings = self.finder.find(text)
        verbs = self.words.creations_of(text)
        return MeasureMarks(nouns, introducing, explaining, openings, names, verbs)
