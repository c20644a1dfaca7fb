"""Long lists of words found in a whole text in one pass.

An automaton (Aho and Corasick 1975) reads a text once, however many words there are, but takes as
long to make as a dozen articles to read. So the first articles are read by looking up every two
characters in a table, which finds the same and is made in a tenth of the time.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from operator import add, itemgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

_WORTH = 10_000
"""Characters that a list has to be looked for in before an automaton is worth its making."""


Match = tuple[int, int, int]
"""A word's place in its list, and the offsets where it begins and ends."""

_BEGIN = itemgetter(1)


class WordFinder:
    """A list of words that knows where they stand in a text.

    Args:
        words: The words, of at least two characters; a word goes by its place among them.
    """

    __slots__ = ("_automaton", "_joint", "_number", "_room", "_table", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton: AhoCorasick | None = None
        self._joint: _Joint | None = None
        self._number = 0
        self._table: _Table | None = None
        self._room = _WORTH

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The words, as one list."""
        return (self._words,)

    def join(self, joint: _Joint, first: int) -> None:
        """From now on the words are found by a reading that others share; ``first``: their list."""
        self._joint, self._number = joint, first

    def find(self, text: str) -> list[Match]:
        """The words from left to right, never overlapping, the longest at each place.

        Returns:
            For each the word's place in the list, and the offsets where it begins and ends.
        """
        if self._joint is not None:
            if (reading := self._joint.reading or self._joint.asked(text)) is not None:
                found = _longest(reading.read(text)[self._number])
                return reading.placed(found, self._number)
        elif self._automaton is not None:
            return _matches(self._automaton, text)
        else:
            self._room -= len(text)
            if self._room <= 0:
                self._automaton = _automaton(self._words, MatchKind.LeftmostLongest)
                return _matches(self._automaton, text)
        return self._looked_up().longest(text)

    def every(self, text: str) -> list[Match]:
        """All the words by where they begin, those inside of others too."""
        if (joint := self._joint) is None or not (reading := joint.reading or joint.asked(text)):
            return self._looked_up().every(text)
        found = sorted(reading.read(text)[self._number], key=_BEGIN)
        return reading.placed(found, self._number)

    def _looked_up(self) -> _Table:
        if self._table is None:
            self._table = _Table(self._words)
        return self._table

    def __reduce__(self) -> tuple[Callable[[Iterable[str]], WordFinder], tuple[tuple[str, ...]]]:
        """Copies are made from the words."""
        return WordFinder, (self._words,)


class PlaceFinder:
    """Lists of words that know where words of each begin in a text, inside of others too.

    Args:
        lists: The lists; a word may be in several.
    """

    __slots__ = ("_first", "_heads", "_joint", "_tables", "lists")

    def __init__(self, *lists: Iterable[str]) -> None:
        self.lists = tuple(map(tuple, lists))
        self._joint = _Joint(self.lists, _WORTH, frozenset(range(len(self.lists))))
        self._first = 0
        self._tables: tuple[_Table, ...] = ()
        self._heads: frozenset[str] = frozenset()

    def join(self, joint: _Joint, first: int) -> None:
        """From now on the words are found by a reading that others share; ``first``: their list."""
        self._joint, self._first = joint, first

    def find(self, text: str) -> list[list[int]]:
        """For each list the places where one of its words begins, in order."""
        if (reading := self._joint.reading or self._joint.asked(text)) is None:
            return self._looked_up(text)
        found = reading.read(text)[self._first : self._first + len(self.lists)]
        # No two begin at one place: of words that begin alike the shortest alone is looked for.
        return [sorted(map(_BEGIN, matches)) if matches else [] for matches in found]

    def _looked_up(self, text: str) -> list[list[int]]:
        if not self._tables:
            self._tables = tuple(map(_Table, self.lists))
            self._heads = frozenset().union(*(table.heads for table in self._tables))
        places = [(at, text[at : at + 2]) for at in _places(text, self._heads)]
        return [sorted(table.begun(text, places)) for table in self._tables]

    def __reduce__(self) -> tuple[Callable[..., PlaceFinder], tuple[tuple[str, ...], ...]]:
        """Copies are made from the words."""
        return PlaceFinder, self.lists


def find_together(*finders: WordFinder | PlaceFinder) -> None:
    """Let some finders read each text once for all of them.

    What they find stays the same. An automaton's tables are mostly not in the processor's cache
    when an article's turn comes, so that one large reading takes little longer than a small one.
    """
    lists = [words for finder in finders for words in finder.lists]
    places = [isinstance(finder, PlaceFinder) for finder in finders for _ in finder.lists]
    begun = frozenset(number for number, place in enumerate(places) if place)
    joint, first = _Joint(lists, _WORTH * len(finders), begun), 0
    for finder in finders:
        finder.join(joint, first)
        first += len(finder.lists)


_LONG = 100
"""Texts from this length on are articles, which several finders read one after the other."""


class _Joint:
    """Lists of words of which some finders share a reading, once it is worth its making.

    Args:
        lists: The lists; a word may be in several.
        room: Characters that are better looked up before.
        begun: The lists of which only the beginnings of words are asked.

    Attributes:
        reading: What finds all words; None until it is made.
    """

    __slots__ = ("_begun", "_lists", "_room", "reading")

    def __init__(self, lists: Sequence[Sequence[str]], room: int, begun: Collection[int]) -> None:
        self._lists, self._room, self._begun = lists, room, begun
        self.reading: _Reading | None = None

    def asked(self, text: str) -> _Reading | None:
        """The reading, if enough was asked for by now."""
        self._room -= len(text)
        if self._room <= 0:
            self.reading = _Reading(self._lists, self._begun)
        return self.reading


class _Reading:
    """Lists of words that are found in one reading, overlapping ones too.

    Args:
        lists: The lists; a word may be in several.
        begun: The lists of which only the beginnings of words are asked.
    """

    __slots__ = ("_automaton", "_groups", "_kept", "_kinds", "_places", "_size")

    def __init__(self, lists: Sequence[Sequence[str]], begun: Collection[int]) -> None:
        self._size = len(lists)
        members: dict[str, dict[int, None]] = {}
        for number, words in enumerate(lists):
            for word in _shortest(words) if number in begun else words:
                members.setdefault(word, {})[number] = None
        groups: dict[tuple[int, ...], int] = {}
        # Small numbers in one block of memory: an object for each word would lie anywhere.
        self._kinds = array(
            "H", [groups.setdefault(tuple(group), len(groups)) for group in members.values()]
        )
        self._groups = tuple(groups)
        numbers = {word: number for number, word in enumerate(members)}
        # For each other list: from the numbers of all words to the places that they have in it.
        self._places = [
            None if number in begun else _places_in(words, numbers)
            for number, words in enumerate(lists)
        ]
        self._automaton = _automaton(tuple(members), MatchKind.Standard)
        self._kept = lru_cache(maxsize=1)(self._fresh)

    def read(self, text: str) -> Sequence[Sequence[Match]]:
        """For each list the matches of its words by where they end, the longest first."""
        return self._kept(text) if len(text) >= _LONG else self._fresh(text)

    def placed(self, matches: list[Match], number: int) -> list[Match]:
        """Some matches of a list's words, each word by its place in the list."""
        places = self._places[number]
        if places is None:
            return matches
        return [(places[word], at, stop) for word, at, stop in matches]

    def _fresh(self, text: str) -> Sequence[Sequence[Match]]:
        found: list[list[Match]] = [[] for _ in range(self._size)]
        kinds, groups = self._kinds, self._groups
        for match in _matches(self._automaton, text, overlapping=True):
            for number in groups[kinds[match[0]]]:
                found[number].append(match)
        return found


def _shortest(words: Iterable[str]) -> list[str]:
    """The words but for those that begin with another: 长沙市 begins where 长沙 does."""
    known = frozenset(words)
    return [word for word in words if not any(word[:size] in known for size in range(1, len(word)))]


def _places_in(words: Sequence[str], numbers: Mapping[str, int]) -> Sequence[int] | None:
    """From the numbers of words to their places in a list; None where both are the same."""
    if all(numbers[word] == place for place, word in enumerate(words)):
        return None
    places = array("H", bytes(2 * len(numbers)))
    for place, word in reversed([*enumerate(words)]):  # of two places the first
        places[numbers[word]] = place
    return places


def _longest(matches: Sequence[Match]) -> list[Match]:
    """Of matches by their ends those that begin first, of these the longest; none overlap."""
    kept: list[Match] = []
    free = 0
    for match in matches:
        _, at, stop = match
        if at < free:
            count = len(kept)
            while count and kept[count - 1][1] >= at:  # inside of this one
                count -= 1
            if count and kept[count - 1][2] > at:
                continue
            del kept[count:]
        kept.append(match)
        free = stop
    return kept


class _Table:
    """A list of words that are looked up at every place where two of their first characters stand.

    Attributes:
        numbers: The words' places in the list.
        heads: Their first two characters.
        single: Those of one character.
        sizes: Their lengths, from the longest.
    """

    __slots__ = ("heads", "numbers", "single", "sizes")

    def __init__(self, words: Sequence[str]) -> None:
        last = range(len(words) - 1, -1, -1)  # of two places the first
        self.numbers = dict(zip(reversed(words), last, strict=True))
        self.sizes = sorted({*map(len, words)}, reverse=True)
        self.heads = {word[:2] for word in words}
        self.single = [head for head in self.heads if len(head) == 1]

    def longest(self, text: str) -> list[Match]:
        """The words from left to right, never overlapping, the longest at each place."""
        numbers, sizes, free = self.numbers, self.sizes, 0
        found: list[Match] = []
        for at in _places(text, self.heads):
            for size in sizes if at >= free else ():
                if (word := text[at : at + size]) in numbers:
                    free = at + len(word)
                    found.append((numbers[word], at, free))
                    break
        return found

    def every(self, text: str) -> list[Match]:
        """All the words by where they begin, those inside of others too."""
        numbers, sizes = self.numbers, self.sizes
        return [
            (numbers[word], at, at + size)
            for at in _places(text, self.heads)
            for size in sizes
            if (word := text[at : at + size]) in numbers and len(word) == size
        ]

    def begun(self, text: str, places: Iterable[tuple[int, str]]) -> set[int]:
        """Where words begin, of some places with the two characters there."""
        known, sizes, heads = self.numbers, self.sizes, self.heads
        found = {
            at
            for at, head in places
            if head in heads
            for size in sizes
            if text[at : at + size] in known
        }
        for word in self.single:
            found.update(at for at, character in enumerate(text) if character == word)
        return found


def _places(text: str, heads: Collection[str]) -> list[int]:
    """Where one of some pairs of characters stands."""
    return [at for at, head in enumerate(map(add, text, text[1:])) if head in heads]


_FEW = 1000
"""So many words are made into tables of each next step in milliseconds, which halves a reading; for more
words this takes longer than the articles of a small corpus are worth."""


def _automaton(words: Sequence[str], kind: MatchKind) -> AhoCorasick:
    tables = Implementation.DFA if len(words) < _FEW else Implementation.ContiguousNFA
    return AhoCorasick(words, matchkind=kind, store_patterns=False, implementation=tables)


def _matches(automaton: AhoCorasick, text: str, *, overlapping: bool = False) -> list[Match]:
    try:
        return automaton.find_matches_as_indexes(text, overlapping)
    except UnicodeEncodeError:  # half of a surrogate pair is in no word
        whole = text.encode("utf-8", "replace").decode("utf-8")
        return automaton.find_matches_as_indexes(whole, overlapping)
