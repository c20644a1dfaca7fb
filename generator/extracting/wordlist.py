"""Words of a lexicon found in a text in one pass, the longest at each place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class WordList:
    """A set of words that knows where they stand in a text.

    Words are filed under their first two characters, so that most places of a text cost one
    look-up; one-character words are refused, because they say nothing in Chinese.

    Args:
        words: The words, at least two characters each.

    Raises:
        ValueError: A word is too short.
    """

    __slots__ = ("_words",)

    def __init__(self, words: Iterable[str]) -> None:
        filed: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            if len(word) < 2:  # noqa: PLR2004 - the two characters of the docstring
                message = f"too short for a word list: {word!r}"
                raise ValueError(message)
            filed[word[:2]].add(word)
        self._words = {
            head: tuple(sorted(group, key=len, reverse=True)) for head, group in filed.items()
        }

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """The words between ``start`` and ``end``, left to right, never overlapping."""
        stop = len(text) if end is None else end
        words, at = self._words, start
        while at < stop - 1:
            length = 0
            for word in words.get(text[at : at + 2], ()):
                if at + len(word) <= stop and text.startswith(word, at):
                    length = len(word)
                    break
            if length:
                yield Span(at, at + length)
            at += length or 1

    def ending(self, text: str) -> str | None:
        """The longest word that ``text`` ends with."""
        for start in range(len(text) - 1):
            if text[start:] in self._words.get(text[start : start + 2], ()):
                return text[start:]
        return None
