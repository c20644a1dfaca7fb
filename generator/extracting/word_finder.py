"""A long list of words found in a whole text in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class WordFinder:
    """A list of words that knows where they stand in a text, for lists of hundreds of words.

    An automaton (Aho and Corasick 1975) reads the text once, however many words there are. For a
    few words of text a ``WordList`` is quicker: it asks only where a word may begin.

    Args:
        words: The words; a word goes by its place among them.
    """

    __slots__ = ("_automaton", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._automaton = AhoCorasick(
            self._words, matchkind=MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """The words from left to right, never overlapping, the longest at each place.

        Returns:
            For each the word's place in the list, and the offsets where it begins and ends.
        """
        try:
            return self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:  # half of a surrogate pair is in no word
            whole = text.encode("utf-8", "replace").decode("utf-8")
            return self._automaton.find_matches_as_indexes(whole)

    def __reduce__(self) -> tuple[Callable[[Iterable[str]], WordFinder], tuple[tuple[str, ...]]]:
        """Copies are made from the words."""
        return WordFinder, (self._words,)
