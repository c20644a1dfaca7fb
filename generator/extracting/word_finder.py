"""Long lists of words found in a whole text in one pass.

An automaton (Aho and Corasick 1975) reads the text once, however many words there are.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


Match = tuple[int, int, int]
"""A word's place in its list, and the offsets where it begins and ends."""


class WordFinder:
    """A list of words that knows where they stand in a text.

    Args:
        words: The words; a word goes by its place among them.
    """

    __slots__ = ("_automaton", "_first", "_joint", "_places", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton: AhoCorasick | None = None
        self._joint: _Joint | None = None

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The words, as one list."""
        return (self._words,)

    def join(self, joint: _Joint, first: int) -> None:
        """From now on the words are found by a reading that others share; ``first``: their list."""
        self._joint, self._first = joint, first
        self._places = joint.places_in(self._words)

    def find(self, text: str) -> list[Match]:
        """The words from left to right, never overlapping, the longest at each place.

        Returns:
            For each the word's place in the list, and the offsets where it begins and ends.
        """
        if self._joint is not None:
            places = self._places
            found = self._joint.read(text)[self._first]
            return [(places[word], at, stop) for word, at, stop in _longest(found)]
        if self._automaton is None:  # made when it is needed: most words are found together
            self._automaton = _automaton(self._words, MatchKind.LeftmostLongest)
        return _matches(self._automaton, text)

    def __reduce__(self) -> tuple[Callable[[Iterable[str]], WordFinder], tuple[tuple[str, ...]]]:
        """Copies are made from the words."""
        return WordFinder, (self._words,)


class PlaceFinder:
    """Lists of words that know where words of each begin in a text, inside of others too.

    Args:
        lists: The lists; a word may be in several.
    """

    __slots__ = ("_first", "_joint", "lists")

    def __init__(self, *lists: Iterable[str]) -> None:
        self.lists = tuple(map(tuple, lists))
        self._joint: _Joint | None = None
        self._first = 0

    def join(self, joint: _Joint, first: int) -> None:
        """From now on the words are found by a reading that others share; ``first``: their list."""
        self._joint, self._first = joint, first

    def find(self, text: str) -> list[list[int]]:
        """For each list the places where one of its words begins, in order."""
        if self._joint is None:
            self._joint = _Joint(self.lists)
        found = self._joint.read(text)[self._first : self._first + len(self.lists)]
        return [sorted({at for _, at, _ in matches}) if matches else [] for matches in found]

    def __reduce__(self) -> tuple[Callable[..., PlaceFinder], tuple[tuple[str, ...], ...]]:
        """Copies are made from the words."""
        return PlaceFinder, self.lists


def find_together(*finders: WordFinder | PlaceFinder) -> None:
    """Let some finders read each text once for all of them.

    What they find stays the same. An automaton's tables are mostly not in the processor's cache
    when an article's turn comes, so that one large reading takes little longer than a small one.
    """
    joint = _Joint([words for finder in finders for words in finder.lists])
    first = 0
    for finder in finders:
        finder.join(joint, first)
        first += len(finder.lists)


_LONG = 100
"""Texts from this length on are articles, which several finders read one after the other."""


class _Joint:
    """Lists of words that are found in one reading, overlapping ones too.

    Args:
        lists: The lists; a word may be in several.
    """

    __slots__ = ("_automaton", "_groups", "_kept", "_kinds", "_numbers", "_size")

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._size = len(lists)
        members: dict[str, dict[int, None]] = {}
        for number, words in enumerate(lists):
            for word in words:
                members.setdefault(word, {})[number] = None
        groups: dict[tuple[int, ...], int] = {}
        # Small numbers in one block of memory: an object for each word would lie anywhere.
        self._kinds = array(
            "H", [groups.setdefault(tuple(group), len(groups)) for group in members.values()]
        )
        self._groups = tuple(groups)
        self._numbers = {word: number for number, word in enumerate(members)}
        self._automaton = _automaton(tuple(members), MatchKind.Standard)
        self._kept = lru_cache(maxsize=2)(self._fresh)

    def places_in(self, words: Sequence[str]) -> Sequence[int]:
        """From the numbers of all words to the places that they have in one of the lists."""
        places = array("H", bytes(2 * len(self._numbers)))
        for place, word in reversed([*enumerate(words)]):  # of two places the first
            places[self._numbers[word]] = place
        return places

    def read(self, text: str) -> Sequence[Sequence[Match]]:
        """For each list the matches of its words by where they end, the longest first."""
        return self._kept(text) if len(text) >= _LONG else self._fresh(text)

    def _fresh(self, text: str) -> Sequence[Sequence[Match]]:
        found: list[list[Match]] = [[] for _ in range(self._size)]
        takers = [[found[number] for number in group] for group in self._groups]
        kinds = self._kinds
        for match in _matches(self._automaton, text, overlapping=True):
            for taker in takers[kinds[match[0]]]:
                taker.append(match)
        return found


def _longest(matches: Sequence[Match]) -> list[Match]:
    """Of matches by their ends those that begin first, of these the longest; none overlap."""
    kept: list[Match] = []
    for match in matches:
        at, count = match[1], len(kept)
        while count and kept[count - 1][1] >= at:  # inside of this one
            count -= 1
        if not count or kept[count - 1][2] <= at:
            kept[count:] = (match,)
    return kept


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
