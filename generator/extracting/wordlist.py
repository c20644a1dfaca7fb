"""Words of a lexicon found in a text, the longest at each place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.extracting.word_finder import WordFinder
from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet


_TWO = (2,)


class WordList:
    """A set of words that knows where they stand in a text.

    One-character words are refused, because they say nothing in Chinese.

    Args:
        words: The words, at least two characters each.

    Raises:
        ValueError: A word is too short.
    """

    __slots__ = ("_ends", "_finder", "_longer", "_sizes", "_two", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._finder: WordFinder | None = None
        sizes: defaultdict[str, set[int]] = defaultdict(set)
        longer: defaultdict[str, set[int]] = defaultdict(set)
        ends: defaultdict[str, set[int]] = defaultdict(set)
        for word in self._words:
            if len(word) < 2:  # noqa: PLR2004 - the two characters of the docstring
                message = f"too short for a word list: {word!r}"
                raise ValueError(message)
            sizes[word[:2]].add(len(word))
            longer[word[:3]].add(len(word))
            ends[word[-2:]].add(len(word))
        self._sizes = {head: tuple(sorted(group, reverse=True)) for head, group in sizes.items()}
        self._ends = {tail: tuple(sorted(group, reverse=True)) for tail, group in ends.items()}
        self._two = frozenset(head for head in longer if head in self._words and len(head) == 2)  # noqa: PLR2004
        self._longer = {
            head: (*sorted(group - {2}, reverse=True), *_TWO[: head[:2] in self._two])
            for head, group in longer.items()
        }

    @property
    def words(self) -> AbstractSet[str]:
        """The words."""
        return self._words

    @property
    def sizes(self) -> Mapping[str, tuple[int, ...]]:
        """From two characters to the lengths of the words that begin with them, from the longest."""
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
        free, known, filed, two = 0, self._words, self._longer, self._two
        for at in places:
            if at < free:
                continue
            sizes = filed.get(text[at : at + 3])
            if sizes is None:
                if text[at : at + 2] not in two:
                    continue
                sizes = _TWO
            for size in sizes:
                if at + size <= stop and text[at : at + size] in known:
                    free = at + size
                    yield at, free
                    break

    def within(self, text: str) -> bool:
        """Whether any of the words stands in a text."""
        return bool(self._found(text))

    def ending(self, text: str) -> str | None:
        """The longest word that ``text`` ends with."""
        for size in self._ends.get(text[-2:], ()):
            if text[-size:] in self._words:
                return text[-size:]
        return None


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


def places_of(word: str, text: str) -> Iterator[int]:
    """Where a word begins in a text, from left to right."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
