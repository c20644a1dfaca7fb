"""What tells a theme: words with their strength, units, settled cases, and what each place weighs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.wordlist import WordList
from generator.model.fact import Role
from generator.model.values import value
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STRENGTH = {"sure": 4.0, "strong": 2.4, "plain": 1.4, "faint": 0.6}
"""What a word of each strength weighs; a sure word settles the theme where nothing speaks against."""

_IN_NAMES = 3.0
"""How much more a sure or strong word weighs inside a measure's name."""


def _stands(words: Iterable[str], text: str) -> bool:
    """Whether one of some words stands in a text."""
    for word in words:  # noqa: SIM110 - a loop: this is asked a dozen times for each figure
        if word in text:
            return True
    return False


@dataclass(frozen=True, slots=True, eq=False)
class ThemeRule:
    """A settled case: ``weight`` for ``theme`` when all its conditions hold."""

    theme: str
    weight: float
    any_words: tuple[str, ...]
    any_too: tuple[str, ...]
    units: frozenset[str]
    roles: frozenset[Role]

    def possible(self, text: str) -> bool:
        """Whether a text has the words of the rule, wherever they stand."""
        if not _stands(self.any_words, text):
            return False
        return not self.any_too or _stands(self.any_too, text)

    def holds(self, words: str, unit: str, role: Role | None) -> bool:
        """Whether the rule speaks for a figure with these words around it."""
        if (self.units and unit not in self.units) or (self.roles and role not in self.roles):
            return False
        if not _stands(self.any_words, words):
            return False
        return not self.any_too or _stands(self.any_too, words)


@value
class ThemeLexicon:
    """The words, units and settled cases that tell a theme (``theme_words.yml``)."""

    weights: Mapping[str, tuple[tuple[str, float], ...]]
    """From a word to its themes and weights."""
    words: WordList
    units: Mapping[str, tuple[tuple[str, float], ...]]
    rules: tuple[ThemeRule, ...]
    by_unit: Mapping[str, tuple[ThemeRule, ...]]
    """The rules that can hold for a unit; those of ``""`` for every other unit."""
    name_rules: tuple[ThemeRule, ...]
    """Settled cases of measures' names."""
    name_ends: tuple[str, ...]
    """Nouns of class that say nothing of the theme at the end of a measure's name."""
    themes: tuple[str, ...]
    places: Mapping[str, float]
    """What evidence weighs by the place where it stands (``theme_weights.yml``)."""
    ties: Mapping[str, float]
    """What speaks for a figure having the theme of the one before it (``theme_weights.yml``)."""

    @classmethod
    def load(cls) -> ThemeLexicon:
        """The shipped lexicon."""
        data, fitted = lexicon_data("theme_words"), lexicon_data("theme_weights")
        weights: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for theme, groups in data["themes"].items():
            for strength, weight in STRENGTH.items():
                for word in groups[strength]:
                    weights[word].append((theme, weight))
        units: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for theme, entries in data["units"].items():
            for unit, weight in entries.items():
                units[unit].append((theme, float(weight)))
        rules = tuple(_rule(entry) for entry in data["rules"])
        return cls(
            weights={word: tuple(pairs) for word, pairs in weights.items()},
            words=WordList(weights),
            units={unit: tuple(pairs) for unit, pairs in units.items()},
            rules=rules,
            by_unit=_by_unit(rules),
            name_rules=tuple(_rule(entry) for entry in data["name_rules"]),
            name_ends=tuple(sorted(data["name_ends"], key=len, reverse=True)),
            themes=tuple(data["themes"]),
            places=fitted["places"],
            ties=fitted["ties"],
        )

    def score(self, words: str) -> dict[str, float]:
        """Weight of each theme in some words."""
        totals: defaultdict[str, float] = defaultdict(float)
        for span in self.words.find(words):
            for theme, weight in self.weights[span.of(words)]:
                totals[theme] += weight
        return totals

    def score_name(self, name: str) -> dict[str, float]:
        """Weight of each theme in a measure's name, where common words count little."""
        totals: defaultdict[str, float] = defaultdict(float)
        end = next((noun for noun in self.name_ends if name.endswith(noun)), "")
        telling = name.removesuffix(end)
        for span in self.words.find(telling):
            for theme, weight in self.weights[span.of(telling)]:
                totals[theme] += weight * (_IN_NAMES if weight >= STRENGTH["strong"] else 1.0)
        for rule in self.name_rules:
            if rule.holds(name, "", None):
                totals[rule.theme] += rule.weight
        return totals


def _by_unit(rules: Sequence[ThemeRule]) -> dict[str, tuple[ThemeRule, ...]]:
    units = {unit for rule in rules for unit in rule.units} | {""}
    return {
        unit: tuple(rule for rule in rules if not rule.units or unit in rule.units)
        for unit in units
    }


def _rule(entry: Mapping[str, object]) -> ThemeRule:
    def strings(key: str) -> tuple[str, ...]:
        value = entry.get(key, ())
        return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()

    return ThemeRule(
        theme=str(entry["theme"]),
        weight=float(str(entry["weight"])),
        any_words=strings("any"),
        any_too=strings("any_too"),
        units=frozenset(strings("units")),
        roles=frozenset(Role(name) for name in strings("roles")),
    )
