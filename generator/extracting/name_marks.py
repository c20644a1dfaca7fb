"""Where the names of a text may stand: several lists of words looked up in one pass.

Places, suffixes of parks, ends of firms' names and the like are all asked of the same text. Their
first two characters are filed together, so that the text's pairs are looked up once for all lists.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import compress, count
from typing import TYPE_CHECKING

from generator.extracting.wordlist import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Heads:
    """Lists of words by their beginnings.

    Args:
        lists: The lists. Words of one character are allowed, but should be few and rare.
    """

    __slots__ = ("_alone", "_filed", "_lists", "_single")

    def __init__(self, *lists: Iterable[str]) -> None:
        filed: dict[str, dict[int, None]] = {}
        self._lists = len(lists)
        for number, words in enumerate(lists):
            for word in words:
                filed.setdefault(word[:2], {})[number] = None
        self._filed = {head: tuple(numbers) for head, numbers in filed.items() if len(head) > 1}
        self._single = {head: tuple(numbers) for head, numbers in filed.items() if len(head) == 1}
        self._alone = re.compile(f"[{re.escape(''.join(self._single))}]") if self._single else None

    def find(self, text: str) -> list[list[int]]:
        """For each list the places of ``text`` where one of its words may begin, in order."""
        found: list[list[int]] = [[] for _ in range(self._lists)]
        pairs, filed = pairs_of(text), self._filed
        for at in compress(count(), map(filed.__contains__, pairs)):
            for number in filed[pairs[at]]:
                found[number].append(at)
        for match in self._alone.finditer(text) if self._alone else ():
            at = match.start()
            for places in (found[number] for number in self._single[match.group()]):
                index = bisect_left(places, at)
                if places[index : index + 1] != [at]:
                    places.insert(index, at)
        return found


def matches_at(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> list[re.Match[str]]:
    """As ``pattern.finditer(text)``, for a pattern whose matches begin at one of ``places``."""
    found, free = [], 0
    for at in places:
        if at >= free and (match := pattern.match(text, at)):
            free = match.end()
            found.append(match)
    return found
