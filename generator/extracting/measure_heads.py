"""The head noun behind a quoted name or a list of such names: ”智慧信息化|平台, 等一系列|改革."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from generator.extracting.measure_candidates import context_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.measure_lexicon import IntroducingWords

# Words that end a list and stand before its head noun: 等各类, 等一系列创新.
_RE_AND_SO_ON = re.compile(r"等(?:[各多一几若]\S?[类种项系批干]列?|系列)?(?:创新|特色|便利)?")

# What cannot stand between a name and its head noun.
_RE_NOT_MODIFIER = re.compile(
    r"[的了在对和、“”等成以于为助让把被将给已架0-9]|[一二两三四五六七八九十几多](?:个|项|名|支|条|类|种|次|场|家|张|批|期|大)"
)

# What stands behind many closing marks: neither a modifier nor a head begins with it.
_NO_HEAD = frozenset("的、“”")

_LONGEST_MODIFIER = 7

Behind = tuple[str, str | None]
"""The words behind a closing mark, and the head noun with its modifiers that they begin with."""
_NOTHING: Behind = ("", None)
_ENDS = frozenset(("", *",。;:!?\n"))
"""What ends the words around a name; behind half of the closing marks there is nothing else."""


class Heads:
    """What stands behind the closing marks of one text.

    Args:
        text: The article's text.
        nouns: Where a head noun may begin.
        words: The introducing words.
    """

    __slots__ = ("_known", "_nouns", "_text", "_words")

    def __init__(self, text: str, nouns: Sequence[int], words: IntroducingWords) -> None:
        self._text, self._nouns, self._words = text, nouns, words
        self._known: dict[int, Behind] = {}

    def behind(self, start: int) -> Behind:
        """The words of the clause behind a closing mark, and their head."""
        text = self._text
        if text[start : start + 1] in _ENDS:
            return _NOTHING
        known = self._known.get(start)
        if known is None:
            after = context_after(text, start)
            known = self._known[start] = after, self._head(start, start + len(after))
        return known

    def behind_list(self, start: int) -> Behind:
        """The same behind a list: 改革 in 等一系列改革."""
        last = self.behind(start)
        words = last[0]
        if not words.startswith("等"):
            return last
        match = _RE_AND_SO_ON.match(words)
        after = words[match.end() :] if match else words
        end = start + len(words)
        return after, self._head(end - len(after), end)

    def alone(self, start: int) -> bool:
        """Whether it is plain at once that no head stands behind a closing mark."""
        behind, nouns = self._text[start : start + 1], self._nouns
        if behind in _ENDS or behind in _NO_HEAD:
            return True
        first = bisect_left(nouns, start)
        return first == len(nouns) or nouns[first] > start + _LONGEST_MODIFIER

    def _head(self, start: int, end: int) -> str | None:
        """The head noun with its modifiers: ”智慧信息化平台 gives all of it.

        Args:
            start: Where the words behind the mark begin.
            end: Where they end.
        """
        text, nouns = self._text, self._nouns
        if start == end or text[start] in _NO_HEAD:
            return None
        first, stop = bisect_left(nouns, start), start
        if first == len(nouns) or nouns[first] >= min(end - 1, start + _LONGEST_MODIFIER + 1):
            return None  # no noun is near enough
        inside = nouns[first : bisect_left(nouns, end - 1, first)]
        for at, behind in self._words.quoted_heads.places_at(text, inside, end):
            if at != stop and (
                stop > start
                or at - start > _LONGEST_MODIFIER
                or _RE_NOT_MODIFIER.search(text, start, at)
            ):
                break
            stop = behind
        return text[start:stop] if stop > start else None
