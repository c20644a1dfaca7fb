"""The words that reading numerals needs, loaded from the lexicon files and typed."""

from __future__ import annotations

import re
from functools import cached_property, partial
from operator import add
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct

from generator.extracting.wordlist import lengths, literal
from generator.model.answers import answered
from generator.model.fact import NonFactReason
from generator.model.quantity import Bound
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


ONE = (1,)
"""The length of a unit of one character."""

_LATIN = frozenset(ascii_letters + digits)


class Unit(Struct, frozen=True):
    """A canonical unit.

    Attributes:
        name: The canonical unit.
        kind: money, area, length, mass, volume, energy, data, time, ratio, people or count.
        arabic: Whether it is read behind Arabic digits only.
    """

    name: str
    kind: str
    arabic: bool


class BoundWord(Struct, frozen=True):
    """Words that limit a number; ``pattern`` is a regular expression for them."""

    bound: Bound
    pattern: str
    words: tuple[str, ...]


class NumeralLexicon(Struct, frozen=True, eq=False, dict=True):
    """Units, bounds, fixed terms and ranking words.

    Attributes:
        units: Every spelling of a unit with the canonical one.
        unit_guards: For a spelling, the characters that may not follow it.
        before, behind: Bound words, in the order in which they are tried.
        terms: Fixed terms with the reason why their numerals are no facts.
        words: Ordinary words whose numeral characters get no mention at all.
        nouns_behind, nouns_before: Units by the noun beside a bare number.
        scopes, cues, firsts, first_ordinals: See ``rank_words.yml``.
    """

    units: Mapping[str, Unit]
    unit_guards: Mapping[str, str]
    before: tuple[BoundWord, ...]
    behind: tuple[BoundWord, ...]
    terms: Mapping[str, NonFactReason]
    words: frozenset[str]
    lines: str
    """All terms and words, one a line."""
    nouns_behind: Mapping[str, str]
    nouns_before: Mapping[str, str]
    scopes: tuple[str, ...]
    cues: tuple[str, ...]
    firsts: tuple[str, ...]
    first_ordinals: tuple[str, ...]

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon files that ship with the package."""
        units, guards = _units()
        ranks = lexicon_data("rank_words")
        nouns = lexicon_data("unit_nouns")
        bounds = lexicon_data("bounds")
        return cls(
            units=units,
            unit_guards=guards,
            before=tuple(_bound_before(entry) for entry in bounds["before"]),
            behind=tuple(_bound_behind(entry) for entry in bounds["behind"]),
            terms=(terms := _terms()),
            words=frozenset(words := lexicon_data("numeral_words")["words"]),
            lines="\n".join((*terms, *words)),
            nouns_behind=_by_noun(nouns["behind"]),
            nouns_before=_by_noun(nouns["before"]),
            scopes=tuple(ranks["scopes"]),
            cues=tuple(ranks["cues"]),
            firsts=tuple(ranks["firsts"]),
            first_ordinals=tuple(ranks["ordinals"]),
        )

    @cached_property
    def unit_pattern(self) -> str:
        """One alternation of all units, the longest first, each with its guard."""
        forms = sorted(self.units, key=len, reverse=True)
        return "|".join(re.escape(form) + _guard(form, self.unit_guards) for form in forms)

    @cached_property
    def guards(self) -> Mapping[str, frozenset[str]]:
        """For every spelling of a unit the characters that may not follow it."""
        return {
            form: _LATIN
            if form[-1].isascii() and form[-1].isalpha()
            else frozenset(self.unit_guards.get(form, ""))
            for form in self.units
        }

    @cached_property
    def unit_sizes(self) -> Mapping[str, tuple[int, ...]]:
        """How long the units are that may stand where two characters stand, the longest first.

        Where no unit begins with both it can only be the first one, ``ONE``.
        """
        sizes: dict[str, set[int]] = {}
        for form in self.units:
            if len(form) > 1:
                sizes.setdefault(form[:2], set()).add(len(form))
        return {
            head: (*sorted(found, reverse=True), *ONE[: head[0] in self.units])
            for head, found in sizes.items()
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """All terms and words."""
        return self.words | frozenset(self.terms)

    @cached_property
    def longest(self) -> int:
        """Length of the longest term or word."""
        return max(map(len, self.known))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All that stands side by side in a term or a word: 一窗 and 窗通 in 一窗通办."""
        found = answered(f"pairs of characters\0{self.lines}", partial(_pairs, self.lines))
        return frozenset(map(add, found[::2], found[1::2]))

    @cached_property
    def filed(self) -> Mapping[str, tuple[int, ...]]:
        """How long terms and words are that begin with two characters, the longest first."""
        return lengths((word[:2], word) for word in self.known)


def _pairs(lines: str) -> str:
    """All pairs of characters in some lines, one behind the other."""
    return "".join(sorted({pair for pair in map(add, lines, lines[1:]) if "\n" not in pair}))


def alternation(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, the longest first."""
    return "|".join(literal(word) for word in sorted(words, key=len, reverse=True))


def _units() -> tuple[dict[str, Unit], dict[str, str]]:
    units: dict[str, Unit] = {}
    guards: dict[str, str] = {}
    for entry in lexicon_data("units"):
        unit = Unit(entry["unit"], entry["kind"], entry.get("digits") == "arabic")
        for form in (entry["unit"], *entry.get("forms", ())):
            units.setdefault(form, unit)
        if "not_before" in entry:
            guards[entry["unit"]] = entry["not_before"]
        guards.update(entry.get("form_not_before", {}))
    return units, guards


def _guard(form: str, guards: Mapping[str, str]) -> str:
    if form[-1].isascii() and form[-1].isalpha():
        return "(?![A-Za-z0-9])"
    return f"(?![{guards[form]}])" if form in guards else ""


def _bound_before(entry: Mapping[str, Any]) -> BoundWord:
    stop = f"(?<![{entry['not_after']}])" if entry["not_after"] else ""
    return BoundWord(
        Bound(entry["bound"]), f"{stop}(?:{alternation(entry['words'])})", tuple(entry["words"])
    )


def _bound_behind(entry: Mapping[str, Any]) -> BoundWord:
    stop = f"(?!{alternation(entry['not_before'])})" if entry["not_before"] else ""
    return BoundWord(
        Bound(entry["bound"]), f"(?:{alternation(entry['words'])}){stop}", tuple(entry["words"])
    )


def _terms() -> dict[str, NonFactReason]:
    terms = dict.fromkeys(lexicon_data("idioms")["idioms"], NonFactReason.IDIOM)
    for reason, words in lexicon_data("numeral_names")["terms"].items():
        terms.update(dict.fromkeys(words, NonFactReason(reason)))
    return terms


def _by_noun(units: Mapping[str, list[str]]) -> dict[str, str]:
    return {noun: unit for unit, nouns in units.items() for noun in nouns}
