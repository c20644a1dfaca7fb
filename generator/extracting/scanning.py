"""Patterns that are asked only where they can match.

The engine of ``re`` skips ahead by itself only where a pattern begins with plain characters. Ours
mostly begin with look-arounds or end with ``$``, so that it would try every place of a text; most
of these tries are spared by a look at one character. What is found stays the same:
``tests/extracting/test_scanning.py`` derives from each pattern the characters that it needs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.wordlist import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WHITE = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
r"""What ``\s`` matches."""

# Where the decimal digits of the scripts begin (Arabic-Indic, Devanagari, Thai, …); each has ten.
_ZEROS = (
    "0030 0660 06F0 07C0 0966 09E6 0A66 0AE6 0B66 0BE6 0C66 0CE6 0D66 0DE6 0E50 0ED0 0F20 1040 1090"
    " 17E0 1810 1946 19D0 1A80 1A90 1B50 1BB0 1C40 1C50 A620 A8D0 A900 A9D0 A9F0 AA50 ABF0 FF10"
)
DIGITS = "".join(f"{chr(zero)}-{chr(zero + 9)}" for zero in (int(z, 16) for z in _ZEROS.split()))
r"""What ``\d`` matches in the basic plane, for a set of characters that a whole text is searched for.

A set of plain characters is one look-up in a table. With ``\d`` in it the engine asks Unicode's
database for every other character, so that the same search takes three times as long.
"""


def second_characters(words: Iterable[str]) -> str:
    """What stands behind the first characters of words, for ``ahead`` of an ``Opening``.

    今年, 今天, 去年 give ``(?=[天年])(?:[天](?<=[今].)|[年](?<=[今去].))``: most characters end at
    the set of all second ones, and an alternative that begins with a set is passed over at once.
    """
    firsts: dict[str, set[str]] = {}
    for word in words:
        firsts.setdefault(word[1], set()).add(word[0])
    filed: dict[str, list[str]] = {}
    for second in sorted(firsts):
        filed.setdefault("".join(sorted(firsts[second])), []).append(second)
    pairs = "|".join(f"[{''.join(behind)}](?<=[{first}].)" for first, behind in filed.items())
    return f"(?=[{''.join(sorted(firsts))}])(?:{pairs})"


_START = re.Match.start


class Opening:
    r"""A pattern whose matches begin with one of a few characters and are never empty.

    Args:
        pattern: The pattern.
        first: The characters, as they stand in a set of a pattern: ``\d一二三``.
        ahead: What stands behind the first character of every match, as a pattern that is quicker
            than the whole one; a look-behind in it can ask for the first character.
    """

    __slots__ = ("_first", "first", "pattern")

    def __init__(self, pattern: re.Pattern[str], first: str, ahead: str = "") -> None:
        self.pattern = pattern
        self.first = first
        head = first.replace(r"\d", DIGITS)
        # A set at its head lets the engine skip ahead; what follows it is only looked at.
        self._first = re.compile(f"(?m)[{head}](?={ahead})" if ahead else f"[{head}]")

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """The matches from left to right, never overlapping, as ``Pattern.finditer`` gives them."""
        stop = len(text) if end is None else end
        match, free = self.pattern.match, start
        for at in map(_START, self._first.finditer(text, start, stop)):
            # What stands inside of a match is passed over.
            if at >= free and (found := match(text, at, stop)) and (past := found.end()) > at:
                free = past
                yield found

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text, start, end), None)

    def may_stand(self, text: str) -> bool:
        """Whether what a match begins with stands in a text: where it does not, no match does."""
        return self._first.search(text) is not None


class Holding:
    """A pattern that always takes in one of a few rare words or characters near its beginning.

    Args:
        pattern: The pattern; its matches are never empty.
        marks: One of these stands in every match. They are looked for as plain words, in a tenth
            of the time that a pattern takes.
        back: How many characters may stand between the beginning of a match and its mark.
        first: The Chinese characters that can begin a match.
    """

    __slots__ = ("_first", "_marks", "back", "pattern")

    def __init__(
        self, pattern: re.Pattern[str], marks: Iterable[str], back: int, first: Iterable[str]
    ) -> None:
        self.pattern = pattern
        self._marks = tuple(marks)
        self._first = frozenset(first)
        self.back = back

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches from left to right, never overlapping, as ``Pattern.finditer`` gives them."""
        match, first = self.pattern.match, self._first
        at = 0
        for place in sorted([at for mark in self._marks for at in places_of(mark, text)]):
            at = max(at, place - self.back)
            while at <= place:
                if "\u4e00" <= (character := text[at]) <= "\u9fff" and character not in first:
                    at += 1
                    continue
                found = match(text, at)
                if found:
                    yield found
                at = found.end() if found else at + 1


class Ending:
    """A pattern that ends with ``$``: most words are refused by their last character.

    Args:
        pattern: The pattern.
        last: Every character that can end its matches.
        mark: What every match contains, as a pattern that is quick to search; nothing if empty.
        leads: Whether every match begins with the mark.
    """

    __slots__ = ("_last", "_leads", "_mark", "pattern")

    def __init__(
        self,
        pattern: re.Pattern[str],
        last: Iterable[str],
        mark: str = "",
        *,
        leads: bool = False,
    ) -> None:
        self.pattern = pattern
        self._leads = leads
        self._last = frozenset((*last, "\n"))  # $ also stands before a last line end
        self._mark = re.compile(mark) if mark else None

    def ends_with(self, character: str) -> bool:
        """Whether a match can stand at the end of words whose last character this is."""
        return character in self._last

    def search(self, words: str) -> re.Match[str] | None:
        """The match at the end of ``words``."""
        if not words or words[-1] not in self._last:
            return None
        if self._mark is None:
            return self.pattern.search(words)
        mark = self._mark.search(words)
        if mark is None:
            return None
        return self.pattern.search(words, mark.start() if self._leads else 0)

    def search_before(self, text: str, at: int, reach: int) -> re.Match[str] | None:
        """The match that ends at ``at`` and begins at most ``reach`` characters before."""
        if text[at - 1 : at] not in self._last:
            return None
        return self.pattern.search(text, max(0, at - reach), at)


class Beginning:
    """A pattern asked at one place: most words are refused by their first character.

    Args:
        pattern: The pattern; it never matches nothing.
        first: Every character that can begin its matches.
    """

    __slots__ = ("_first", "pattern")

    def __init__(self, pattern: re.Pattern[str], first: Iterable[str]) -> None:
        self.pattern = pattern
        self._first = frozenset(first)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that begins at ``at``."""
        return self.pattern.match(text, at) if text[at : at + 1] in self._first else None


class Marked:
    """A pattern that always takes in one of a few plain words or characters.

    Args:
        pattern: The pattern.
        mark: What every match of it contains, as a pattern that is quick to search.
    """

    __slots__ = ("_mark", "pattern")

    def __init__(self, pattern: re.Pattern[str], mark: str) -> None:
        self.pattern = pattern
        self._mark = re.compile(mark)

    def search(self, words: str) -> re.Match[str] | None:
        """The first match."""
        return self.pattern.search(words) if self._mark.search(words) else None
