"""The lexicon of indicator names: ``lexicons/indicator_words.yml`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from generator.model.evidence import Span
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Cuts:
    """Words to cut at, and longer words that only look like them: 能 is never found in 智能.

    Args:
        whole: Words that are passed over.
        words: Words to cut at; they win over ``whole``.
    """

    __slots__ = ("_pattern", "_words")

    def __init__(self, whole: Iterable[str], words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._pattern = re.compile(_words({*whole, *self._words}))

    def find(self, text: str) -> Iterator[Span]:
        """Where ``text`` can be cut, from left to right; the longest word at each place."""
        for match in self._pattern.finditer(text):
            if match.group() in self._words:
                yield Span(match.start(), match.end())

    def at_start(self, text: str) -> int:
        """Length of the word that ``text`` begins with; 0 if there is none."""
        match = self._pattern.match(text)
        return match.end() if match and match.group() in self._words else 0


@dataclass(frozen=True, slots=True)
class IndicatorLexicon:
    """Words that are cut from, or added to, the words around a figure."""

    whole: tuple[str, ...]
    adverbs: Cuts
    links: re.Pattern[str]
    openers: Cuts
    holds: re.Pattern[str]
    predicates: Cuts
    verbs: re.Pattern[str]
    generic: frozenset[str]
    subjects: tuple[str, ...]
    counts: Mapping[str, str]
    countable: tuple[str, ...]
    complete: tuple[str, ...]
    bearers: re.Pattern[str]
    """At the end of a measure's name: what has figures of its own."""
    leads: re.Pattern[str]
    """At the end of the words that announce a sentence: what its figures are about."""

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/indicator_words.yml``."""
        data = lexicon_data("indicator_words")
        whole = data["whole"]["words"]
        return cls(
            whole=tuple(whole),
            adverbs=Cuts(whole, data["adverbs"]["words"]),
            links=re.compile(rf"(?:{_words(data['links']['words'])})$"),
            openers=Cuts(whole, data["openers"]["words"]),
            holds=re.compile(_words(data["openers"]["holds"])),
            predicates=Cuts(whole, data["predicates"]["words"]),
            verbs=re.compile(_words(data["verbs"]["words"])),
            generic=frozenset(data["generic"]["words"]),
            subjects=tuple(data["subjects"]["words"]),
            counts=data["counts"],
            countable=tuple(data["countable"]["words"]),
            complete=tuple(data["complete"]["words"]),
            bearers=re.compile(rf"(?:{_words(data['bearers']['words'])})$"),
            leads=re.compile(rf"(?:{_words(data['leads']['words'])})$"),
        )


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
