"""What is known of measures: the terms of the field and the words that introduce a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.themes import ThemeLexicon
from generator.extracting.wordlist import WordList
from generator.model.measure import MeasureTerm
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class IntroducingWords:
    """The words around a name (``measure_verbs.yml``, one field per group)."""

    founding: WordList
    carrying: WordList
    heads: WordList
    broad: frozenset[str]
    class_nouns: frozenset[str]
    generic: frozenset[str]
    documents: tuple[str, ...]
    refusing: tuple[str, ...]
    refusing_behind: tuple[str, ...]
    leading: tuple[str, ...]
    planned: tuple[str, ...]
    pilot: tuple[str, ...]

    @classmethod
    def load(cls) -> IntroducingWords:
        """The shipped words."""
        groups = {name: group["words"] for name, group in lexicon_data("measure_verbs").items()}
        longest = {name: tuple(sorted(words, key=len, reverse=True)) for name, words in groups.items()}
        return cls(
            founding=WordList(groups["founding"]),
            carrying=WordList(groups["carrying"]),
            heads=WordList(groups["heads"]),
            broad=frozenset(groups["broad"]),
            class_nouns=frozenset(groups["class_nouns"]),
            generic=frozenset(groups["generic"]),
            documents=longest["documents"],
            refusing=longest["refusing"],
            refusing_behind=longest["refusing_behind"],
            leading=longest["leading"],
            planned=longest["planned"],
            pilot=longest["pilot"],
        )


@dataclass(frozen=True, slots=True)
class MeasureLexicon:
    """The terms of the field, the introducing words, and the words of the themes."""

    terms: Mapping[str, MeasureTerm]
    """From every name and alias to its term."""
    weak: frozenset[str]
    """Wordings that need quotation marks or a verb of founding."""
    names: WordList
    words: IntroducingWords
    themes: ThemeLexicon

    @classmethod
    def load(cls) -> MeasureLexicon:
        """The shipped lexicon."""
        terms: dict[str, MeasureTerm] = {}
        weak: set[str] = set()
        for entry in lexicon_data("measures"):
            term = MeasureTerm(entry["name"], entry["theme"], entry["gloss"], tuple(entry["aliases"]))
            terms |= dict.fromkeys((term.name, *term.aliases), term)
            weak.update(entry.get("weak", ()))
        return cls(terms, frozenset(weak), WordList(terms), IntroducingWords.load(), ThemeLexicon.load())
