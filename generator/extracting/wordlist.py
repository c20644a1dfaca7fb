"""Words of a lexicon found in a text, the longest at each place."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.extracting.word_finder import WordFinder
from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet


_TWO = (2,)
_WORTH = 40
"""How often a list is asked before a table of two or three characters is worth its making."""
_USUAL = 16
"""Lengths of words of which there are many: they share one object."""


class WordList:
    """A set of words that knows where they stand in a text.

    One-character words are refused, because they say nothing in Chinese.

    Args:
        words: The words, at least two characters each.

    Raises:
        ValueError: A word is too short.
    """

    # A table is made when it is first asked for: no list needs them all.
    __slots__ = (
        "_asked",
        "_ended",
        "_every",
        "_finder",
        "_longer",
        "_sizes",
        "_tails",
        "_two",
        "_words",
    )

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._finder: WordFinder | None = None
        self._every = tuple(sorted({*map(len, self._words)}, reverse=True))
        if self._every and self._every[-1:] < _TWO:
            message = f"too short for a word list: {min(self._words, key=len)!r}"
            raise ValueError(message)
        self._asked = self._ended = 0
        self._tails: Mapping[str, tuple[int, ...]] | None = None
        self._sizes: Mapping[str, tuple[int, ...]] | None = None
        self._longer: Mapping[str, tuple[int, ...]] | None = None
        self._two: frozenset[str] = frozenset()

    @property
    def words(self) -> AbstractSet[str]:
        """The words."""
        return self._words

    @property
    def sizes(self) -> Mapping[str, tuple[int, ...]]:
        """From two characters to the lengths of the words that begin with them, from the longest."""
        if self._sizes is None:
            self._sizes = lengths((word[:2], word) for word in self._words)
        return self._sizes

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """The words between ``start`` and ``end``, left to right, never overlapping."""
        return [spanned(place) for place in self.places(text, start, end)]

    def places(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """As ``find``, in plain pairs of offsets for those who ask most."""
        if start == 0 and end is None:
            return [(at, stop) for _, at, stop in self._found(text)]
        return [(at + start, stop + start) for _, at, stop in self._found(text[start:end])]

    def _found(self, text: str) -> list[tuple[int, int, int]]:
        if self._finder is None:  # made when it is needed: some lists are only looked up
            self._finder = WordFinder(self._words)
        return self._finder.find(text)

    def places_at(
        self, text: str, places: Iterable[int], end: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """The words that begin at some of these places, never overlapping, none beyond ``end``."""
        stop = len(text) if end is None else end
        # The first three characters rule out most places; words that begin alike have few lengths.
        if self._longer is None:
            self._asked += 1
            if self._asked > _WORTH:
                self._longer = self._by_three()
        filed, otherwise = ({}, self._every) if self._longer is None else (self._longer, None)
        free, known, two = 0, self._words, self._two
        for at in places:
            if at < free:
                continue
            sizes = filed.get(text[at : at + 3], otherwise)
            if sizes is None:
                if text[at : at + 2] not in two:
                    continue
                sizes = _TWO
            for size in sizes:
                if at + size <= stop and text[at : at + size] in known:
                    free = at + size
                    yield at, free
                    break

    def _by_three(self) -> Mapping[str, tuple[int, ...]]:
        """From three characters to the lengths of words that a text with them may hold there."""
        self._two = frozenset(word for word in self._words if len(word) == 2)  # noqa: PLR2004
        longer = lengths((word[:3], word) for word in self._words - self._two)
        return {
            head: (*sizes, 2) if head[:2] in self._two else sizes for head, sizes in longer.items()
        }

    def within(self, text: str) -> bool:
        """Whether any of the words stands in a text."""
        return bool(self._found(text))

    def ending(self, text: str) -> str | None:
        """The longest word that ``text`` ends with."""
        sizes: Iterable[int] = self._every
        if self._tails is not None:
            sizes = self._tails.get(text[-2:], ())
        else:
            self._ended += 1
            if self._ended > _WORTH:
                self._tails = lengths((word[-2:], word) for word in self._words)
        for size in sizes:
            if (word := text[-size:]) in self._words:
                return word
        return None


def literal(word: str) -> str:
    """A word as a pattern: as ``re.escape``, which takes ten times as long and mostly changes nothing."""
    return word if word.isalnum() else re.escape(word)


def beginnings(words: Iterable[str]) -> str:
    """A pattern for where one of some words begins: in few steps, but not up to the word's end.

    年内, 年底, 力争, 力求实现, 力求 give ``力(?:[争求])|年(?:[内底])``: of the words with one first
    character the engine sees the second ones at once.
    """
    filed: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        filed[word[0]].add(word[1:])
    found = []
    for first, rests in sorted(filed.items()):
        short = "" if "" in rests else "".join(sorted({rest for rest in rests if len(rest) == 1}))
        longer = sorted(rest for rest in rests if len(rest) > 1 and rest[0] not in short)
        ways = ([f"[{re.escape(short)}]"] if short else []) + [literal(rest) for rest in longer]
        found.append(literal(first) + (f"(?:{'|'.join(ways)})" if ways and "" not in rests else ""))
    return "|".join(found)


def lengths(filed: Iterable[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    """From what words are filed under to their lengths, from the longest."""
    found: dict[str, tuple[int, ...]] = {}
    alone = [(size,) for size in range(_USUAL)]
    for head, word in filed:
        size, sizes = len(word), found.get(head)
        if sizes is None:
            found[head] = alone[size] if size < _USUAL else (size,)
        elif size not in sizes:
            found[head] = tuple(sorted((*sizes, size), reverse=True))
    return found


class Openings:
    """A set of words that a text may begin with."""

    __slots__ = ("_firsts", "_sizes", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._firsts = frozenset(word[0] for word in self._words)
        self._sizes = sorted({len(word) for word in self._words}, reverse=True)

    def opening(self, text: str) -> int:
        """The length of the longest word that ``text`` begins with, or 0."""
        if text[:1] not in self._firsts:
            return 0
        for size in self._sizes:
            if (opening := text[:size]) in self._words:
                return len(opening)
        return 0


class Edges:
    """Words that a text may begin or end with, filed under the characters at their edges.

    Args:
        words: The words, none empty.
    """

    __slots__ = ("_closing", "_opening")

    def __init__(self, words: Iterable[str]) -> None:
        opening: defaultdict[str, list[str]] = defaultdict(list)
        closing: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            opening[word[0]].append(word)
            closing[word[-1]].append(word)
        self._opening = {character: tuple(group) for character, group in opening.items()}
        self._closing = {character: tuple(group) for character, group in closing.items()}

    def opens(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether one of the words begins at ``start`` and ends before ``end``."""
        words = self._opening.get(text[start : start + 1])
        return words is not None and text.startswith(words, start, end)

    def closes(self, text: str) -> bool:
        """Whether ``text`` ends with one of the words."""
        words = self._closing.get(text[-1:])
        return words is not None and text.endswith(words)


class WordWeights:
    """Words with weights, of which the heaviest in a few words of text counts."""

    __slots__ = ("_sizes", "_weights")

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights, self._sizes = weights, WordList(weights).sizes

    @property
    def words(self) -> AbstractSet[str]:
        """The words."""
        return self._weights.keys()

    def most_at(self, text: str, places: Iterable[int], end: int) -> float:
        """The weight of the heaviest word that begins at one of some places and ends by ``end``."""
        most = 0.0
        for at in places:
            for size in self._sizes[text[at : at + 2]]:
                if at + size <= end:
                    most = max(most, self._weights.get(text[at : at + size], 0.0))
        return most


def places_of(word: str, text: str) -> list[int]:
    """Where a word begins in a text, from left to right."""
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found
