"""The lexicon of indicator names: ``lexicons/indicator_words.yml`` as patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from generator.extracting.scanning import Ending
from generator.model.values import value
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Cuts:
    """Words to cut at, and longer words that only look like them: 能 is never found in 智能.

    Args:
        whole: Words that are passed over.
        words: Words to cut at; they win over ``whole``.
    """

    __slots__ = ("_filed", "_first", "_opens", "_words")

    def __init__(self, whole: Iterable[str], words: Iterable[str]) -> None:
        self._words = frozenset(words)
        # Most texts hold none of the characters that words to cut at begin with.
        self._opens = frozenset(word[0] for word in self._words)
        # Filed by the first character: one pattern of hundreds of words tries them all.
        filed: dict[str, list[str]] = {}
        for word in sorted({*whole, *self._words}, key=lambda word: (-len(word), word)):
            filed.setdefault(word[0], []).append(word)
        self._filed = {first: tuple(group) for first, group in filed.items()}
        self._first = re.compile(f"[{re.escape(''.join(sorted(filed)))}]")

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of where ``text`` can be cut, left to right; the longest at each place."""
        return iter(()) if self._opens.isdisjoint(text) else self._found(text)

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        filed, free = self._filed, 0
        for place in self._first.finditer(text):
            at = place.start()
            # One step tells for all words of a group that none stands here, as mostly none does.
            if at >= free and text.startswith(group := filed[text[at]], at):
                word = next(word for word in group if text.startswith(word, at))
                free = at + len(word)
                if word in self._words:
                    yield at, free

    def at_start(self, text: str) -> int:
        """Length of the word that ``text`` begins with; 0 if there is none."""
        group = self._filed.get(text[:1], ())
        if not text.startswith(group):
            return 0
        word = next(word for word in group if text.startswith(word))
        return len(word) if word in self._words else 0


@value
class IndicatorLexicon:
    """Words that are cut from, or added to, the words around a figure."""

    whole: tuple[str, ...]
    adverbs: Cuts
    links: Ending
    openers: Cuts
    holds: re.Pattern[str]
    predicates: Cuts
    verbs: re.Pattern[str]
    generic: frozenset[str]
    subjects: tuple[str, ...]
    counts: Mapping[str, str]
    countable: tuple[str, ...]
    complete: tuple[str, ...]
    bearers: re.Pattern[str]
    """At the end of a measure's name: what has figures of its own."""
    leads: re.Pattern[str]
    """At the end of the words that announce a sentence: what its figures are about."""

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/indicator_words.yml``."""
        data = lexicon_data("indicator_words")
        whole = data["whole"]["words"]
        return cls(
            whole=tuple(whole),
            adverbs=Cuts(whole, data["adverbs"]["words"]),
            links=Ending(
                re.compile(rf"(?:{_words(data['links']['words'])})$"),
                {word[-1] for word in data["links"]["words"]},
            ),
            openers=Cuts(whole, data["openers"]["words"]),
            holds=re.compile(_words(data["openers"]["holds"])),
            predicates=Cuts(whole, data["predicates"]["words"]),
            verbs=re.compile(_words(data["verbs"]["words"])),
            generic=frozenset(data["generic"]["words"]),
            subjects=tuple(data["subjects"]["words"]),
            counts=data["counts"],
            countable=tuple(data["countable"]["words"]),
            complete=tuple(data["complete"]["words"]),
            bearers=re.compile(rf"(?:{_words(data['bearers']['words'])})$"),
            leads=re.compile(rf"(?:{_words(data['leads']['words'])})$"),
        )


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(sorted(words), key=len, reverse=True))
