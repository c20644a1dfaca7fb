"""The lexicon of indicator names: ``lexicons/indicator_words.yml`` as patterns."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from generator.extracting.wordlist import Edges, beginnings, literal
from generator.model.answers import answered
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet


_FEW = 40
"""So many words are looked for in a text as quickly as their first characters."""


class Cuts:
    """Words to cut at, and longer words that only look like them: 能 is never found in 智能.

    Args:
        whole: Words that are passed over.
        words: Words to cut at; they win over ``whole``.

    Attributes:
        firsts: What the words to cut at begin with.
        opens: Any of these, or of the words if they are few; most texts hold none.
    """

    __slots__ = ("_filed", "_words", "firsts", "opens")

    def __init__(self, whole: Sequence[str], words: Sequence[str]) -> None:
        self._words = frozenset(words)
        # Filed by the first character: one pattern of hundreds of words tries them all.
        filed: dict[str, list[str]] = {}
        question = "\0".join(("words to cut at", *whole, "", *words))
        for word in answered(question, partial(_known, whole, self._words)):
            filed.setdefault(word[0], []).append(word)
        self._filed = {first: tuple(group) for first, group in filed.items()}
        self.firsts = frozenset(word[0] for word in self._words)
        few = len(self._words) <= _FEW
        self.opens = re.compile(beginnings(self._words)) if few else _any_of(self.firsts)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of where ``text`` can be cut, left to right; the longest at each place."""
        return self.found(text) if self.opens.search(text) else iter(())

    def found(self, text: str) -> Iterator[tuple[int, int]]:
        """As ``find``, where ``opens`` has been asked."""
        filed, free = self._filed, 0
        for at, character in enumerate(text):
            group = filed.get(character)
            # One step tells for all words of a group that none stands here, as mostly none does.
            if group is not None and at >= free and text.startswith(group, at):
                for word in group:
                    if text.startswith(word, at):
                        break
                free = at + len(word)
                if word in self._words:
                    yield at, free

    def at_start(self, text: str) -> int:
        """Length of the word that ``text`` begins with; 0 if there is none."""
        group = self._filed.get(text[:1])
        if group is not None and text.startswith(group):
            for word in group:
                if text.startswith(word):
                    return len(word) if word in self._words else 0
        return 0


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted({*characters})))}]")


def _known(whole: Iterable[str], words: AbstractSet[str]) -> list[str]:
    """Words to cut at, and what may hide one, from the longest."""
    return sorted(words | _hiding(whole, words), key=lambda word: (-len(word), word))


def _hiding(whole: Iterable[str], words: Iterable[str]) -> set[str]:
    """Those of the whole words that can cover a place where a word to cut at, or another, begins."""
    filed: dict[str, set[str]] = {}
    for word in words:
        filed.setdefault(word[0], set()).add(word)
    left, hiding = {*whole}.difference(words), set[str]()
    while found := {word for word in left if _covers(word, filed)}:
        left -= found
        hiding |= found
        for word in found:
            filed.setdefault(word[0], set()).add(word)
    return hiding


def _covers(word: str, filed: Mapping[str, Iterable[str]]) -> bool:
    """Whether one of some words, by first characters, may begin where ``word`` stands in a text."""
    return any(
        other.startswith(word[at:]) or word.startswith(other, at)
        for at, character in enumerate(word)
        for other in filed.get(character, ())
    )


class Ends:
    """Words that a text may end with, filed by their last character.

    Args:
        words: The words, none empty.

    Attributes:
        lasts: Their last characters.
    """

    __slots__ = ("_filed", "lasts")

    def __init__(self, words: Iterable[str]) -> None:
        filed: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            filed.setdefault(word[-1], []).append(word)
        self._filed = {last: tuple(group) for last, group in filed.items()}
        self.lasts = frozenset(filed)

    def length(self, text: str) -> int:
        """Length of the longest word that ``text`` ends with; 0 if there is none."""
        group = self._filed.get(text[-1:])
        if group is not None and text.endswith(group):
            for word in group:
                if text.endswith(word):
                    return len(word)
        return 0


class IndicatorLexicon(Struct, frozen=True):
    """Words that are cut from, or added to, the words around a figure."""

    whole: Edges
    adverbs: Cuts
    links: Ends
    openers: Cuts
    holds: re.Pattern[str]
    predicates: Cuts
    verbs: re.Pattern[str]
    plain_verbs: frozenset[str]
    """The same verbs, to ask whether some words are one of them."""
    generic: frozenset[str]
    generic_ends: Ends
    """The same words at the end of a phrase."""
    subjects: tuple[str, ...]
    counts: Mapping[str, str]
    countable: Edges
    complete: Edges
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
            whole=Edges(whole),
            adverbs=Cuts(whole, data["adverbs"]["words"]),
            links=Ends(data["links"]["words"]),
            openers=Cuts(whole, data["openers"]["words"]),
            holds=re.compile(_words(data["openers"]["holds"])),
            predicates=Cuts(whole, data["predicates"]["words"]),
            verbs=re.compile(_words(data["verbs"]["words"])),
            plain_verbs=frozenset(data["verbs"]["words"]),
            generic=frozenset(data["generic"]["words"]),
            generic_ends=Ends(data["generic"]["words"]),
            subjects=tuple(data["subjects"]["words"]),
            counts=data["counts"],
            countable=Edges(data["countable"]["words"]),
            complete=Edges(data["complete"]["words"]),
            bearers=re.compile(rf"(?:{_words(data['bearers']['words'])})$"),
            leads=re.compile(rf"(?:{_words(data['leads']['words'])})$"),
        )


def _words(words: Iterable[str]) -> str:
    return "|".join(literal(word) for word in sorted(sorted(words), key=len, reverse=True))
