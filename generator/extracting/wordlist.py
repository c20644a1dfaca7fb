"""Words of a lexicon found in a text in one pass, the longest at each place."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import compress, count
from operator import add
from typing import TYPE_CHECKING

from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet


class WordList:
    """A set of words that knows where they stand in a text.

    Words are filed under their first two characters, so that most places of a text cost one
    look-up; one-character words are refused, because they say nothing in Chinese.

    Args:
        words: The words, at least two characters each.

    Raises:
        ValueError: A word is too short.
    """

    __slots__ = ("__dict__", "_longest", "_sizes", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._words:
            if len(word) < 2:  # noqa: PLR2004 - the two characters of the docstring
                message = f"too short for a word list: {word!r}"
                raise ValueError(message)
            sizes[word[:2]].add(len(word))
        self._longest = max(map(len, self._words), default=0)
        # A hundred words may begin alike, but they have few lengths.
        self._sizes = {head: tuple(sorted(group, reverse=True)) for head, group in sizes.items()}

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """The words between ``start`` and ``end``, left to right, never overlapping."""
        stop = len(text) if end is None else min(end, len(text))
        # The chain looks every pair of characters up without a step of Python.
        heads = map(self._sizes.__contains__, _pairs_of(text, start, stop))
        return self.find_at(text, compress(count(start), heads), stop)

    def find_few(self, text: str) -> Iterator[Span]:
        """As ``find``, quicker for a list of a few words."""
        places = {at for head in self._sizes for at in _places_of(head, text)}
        return self.find_at(text, sorted(places))

    def find_at(self, text: str, places: Iterable[int], end: int | None = None) -> Iterator[Span]:
        """The words before ``end`` that begin at some of these places, never overlapping."""
        stop = len(text) if end is None else end
        free, known, filed = 0, self._words, self._sizes
        for at in places:
            if at < free:
                continue
            for size in filed.get(text[at : at + 2], ()):
                if text[at : at + size] in known and at + size <= stop:
                    free = at + size
                    yield Span(at, free)
                    break

    def within(self, text: str) -> bool:
        """Whether any of the words stands in a few words of text."""
        return self._any.search(text) is not None

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self._words))))

    def ending(self, text: str) -> str | None:
        """The longest word that ``text`` ends with."""
        for start in range(max(0, len(text) - self._longest), len(text) - 1):
            if text[start:] in self._words:
                return text[start:]
        return None


def _places_of(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def pairs_in(text: str, pairs: AbstractSet[str]) -> AbstractSet[str]:
    """Which of some pairs of characters stand in a text."""
    return pairs & set(_pairs_of(text, 0, len(text)))


_LONG = 100
"""Texts from this length on are articles: many lists look into the same one."""


def pairs_of(text: str) -> Sequence[str]:
    """Every two neighbouring characters of a text."""
    return _pairs(text) if len(text) >= _LONG else list(map(add, text, text[1:]))


def _pairs_of(text: str, start: int, stop: int) -> Iterable[str]:
    """Every two neighbouring characters between two places."""
    if len(text) >= _LONG:
        pairs = _pairs(text)
        return pairs if start == 0 and stop == len(text) else pairs[start : max(start, stop - 1)]
    window = text[start:stop]
    return map(add, window, window[1:])


@lru_cache(maxsize=2)
def _pairs(text: str) -> list[str]:
    return list(map(add, text, text[1:]))
