"""Long lists of words found in a whole text in one pass.

An automaton (Aho and Corasick 1975) reads the text once, however many words there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class WordFinder:
    """A list of words that knows where they stand in a text.

    Args:
        words: The words; a word goes by its place among them.
    """

    __slots__ = ("_automaton", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton = _automaton(self._words, MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The words from left to right, never overlapping, the longest at each place.

        Returns:
            For each the word's place in the list, and the offsets where it begins and ends.
        """
        return _matches(self._automaton, text)

    def __reduce__(self) -> tuple[Callable[[Iterable[str]], WordFinder], tuple[tuple[str, ...]]]:
        """Copies are made from the words."""
        return WordFinder, (self._words,)


class PlaceFinder:
    """Lists of words that know where words of each begin in a text, inside of others too.

    Args:
        lists: The lists; a word may be in several.
    """

    __slots__ = ("_automaton", "_lists", "_numbers")

    def __init__(self, *lists: Iterable[str]) -> None:
        self._lists = tuple(map(tuple, lists))
        numbers: dict[str, dict[int, None]] = {}
        for number, words in enumerate(self._lists):
            for word in words:
                numbers.setdefault(word, {})[number] = None
        self._numbers = [tuple(group) for group in numbers.values()]
        self._automaton = _automaton(tuple(numbers), MatchKind.Standard)

    def find(self, text: str) -> list[list[int]]:
        """For each list the places where one of its words begins, in order."""
        found: list[list[int]] = [[] for _ in self._lists]
        numbers = self._numbers
        for word, at, _ in _matches(self._automaton, text, overlapping=True):
            for number in numbers[word]:
                found[number].append(at)
        return [sorted(dict.fromkeys(places)) for places in found]

    def __reduce__(self) -> tuple[Callable[..., PlaceFinder], tuple[tuple[str, ...], ...]]:
        """Copies are made from the words."""
        return PlaceFinder, self._lists


_FEW = 1000
"""So many words are made into tables of each next step in milliseconds, which halves a reading; for more
words this takes longer than the articles of a small corpus are worth."""


def _automaton(words: Sequence[str], kind: MatchKind) -> AhoCorasick:
    tables = Implementation.DFA if len(words) < _FEW else Implementation.ContiguousNFA
    return AhoCorasick(words, matchkind=kind, store_patterns=False, implementation=tables)


def _matches(
    automaton: AhoCorasick, text: str, *, overlapping: bool = False
) -> list[tuple[int, int, int]]:
    try:
        return automaton.find_matches_as_indexes(text, overlapping)
    except UnicodeEncodeError:  # half of a surrogate pair is in no word
        whole = text.encode("utf-8", "replace").decode("utf-8")
        return automaton.find_matches_as_indexes(whole, overlapping)
