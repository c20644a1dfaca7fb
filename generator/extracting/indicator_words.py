"""The lexicon of indicator names: ``lexicons/indicator_words.yml`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class IndicatorLexicon:
    """Words that are cut from, or added to, the words around a figure.

    ``openers``, ``predicates`` and ``verbs`` also match whole words that are not to be cut; only
    a match with group ``cut`` counts.
    """

    whole: tuple[str, ...]
    adverbs: re.Pattern[str]
    links: re.Pattern[str]
    openers: re.Pattern[str]
    holds: re.Pattern[str]
    predicates: re.Pattern[str]
    verbs: re.Pattern[str]
    generic: frozenset[str]
    counts: Mapping[str, str]
    countable: tuple[str, ...]
    complete: tuple[str, ...]

    @classmethod
    def load(cls) -> Self:
        """Read ``lexicons/indicator_words.yml``."""
        data = lexicon_data("indicator_words")
        whole = data["whole"]["words"]
        return cls(
            whole=tuple(whole),
            adverbs=_cuts(whole, data["adverbs"]["words"]),
            links=re.compile(rf"(?:{_words(data['links']['words'])})$"),
            openers=_cuts(whole, data["openers"]["words"]),
            holds=re.compile(_words(data["openers"]["holds"])),
            predicates=_cuts(whole, data["predicates"]["words"]),
            verbs=re.compile(_words(data["verbs"]["words"])),
            generic=frozenset(data["generic"]["words"]),
            counts=data["counts"],
            countable=tuple(data["countable"]["words"]),
            complete=tuple(data["complete"]["words"]),
        )


def _cuts(whole: Iterable[str], words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that runs over whole words first, so that 能 is never found in 智能."""
    cut = set(words)
    kept = [word for word in whole if word not in cut]
    return re.compile(f"(?P<kept>{_words(kept)})|(?P<cut>{_words(cut)})")


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
