"""The lexicon of indicator names: ``lexicons/indicator_words.yml`` as patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from generator.extracting.scanning import Ending
from generator.model.evidence import Span
from generator.model.values import value
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Cuts:
    """Words to cut at, and longer words that only look like them: 能 is never found in 智能.

    Args:
        whole: Words that are passed over.
        words: Words to cut at; they win over ``whole``.
    """

    __slots__ = ("_filed", "_first", "_words")

    def __init__(self, whole: Iterable[str], words: Iterable[str]) -> None:
        self._words = frozenset(words)
        # Filed by the first character: one pattern of hundreds of words tries them all.
        filed: dict[str, list[str]] = {}
        for word in sorted({*whole, *self._words}, key=lambda word: (-len(word), word)):
            filed.setdefault(word[0], []).append(word)
        self._filed = {first: tuple(group) for first, group in filed.items()}
        self._first = re.compile(f"[{re.escape(''.join(sorted(filed)))}]")

    def find(self, text: str) -> Iterator[Span]:
        """Where ``text`` can be cut, from left to right; the longest word at each place."""
        free = 0
        for place in self._first.finditer(text):
            at = place.start()
            if at >= free and (word := self._longest(text, at)):
                free = at + len(word)
                if word in self._words:
                    yield Span(at, free)

    def at_start(self, text: str) -> int:
        """Length of the word that ``text`` begins with; 0 if there is none."""
        word = self._longest(text, 0)
        return len(word) if word in self._words else 0

    def _longest(self, text: str, at: int) -> str:
        for word in self._filed.get(text[at : at + 1], ()):
            if text.startswith(word, at):
                return word
        return ""


@value
class IndicatorLexicon:
    """Words that are cut from, or added to, the words around a figure."""

    whole: tuple[str, ...]
    adverbs: Cuts
    links: Ending
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
            links=Ending(
                re.compile(rf"(?:{_words(data['links']['words'])})$"),
                {word[-1] for word in data["links"]["words"]},
            ),
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
