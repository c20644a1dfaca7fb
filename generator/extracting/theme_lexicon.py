"""What tells a theme: words with their strength, units, settled cases, and what each place weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from generator.extracting.wordlist import WordList
from generator.model.fact import Role
from generator.model.values import value
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable

STRENGTH = {"sure": 4.0, "strong": 2.4, "plain": 1.4, "faint": 0.6}
"""What a word of each strength weighs; a sure word settles the theme where nothing speaks against."""

_IN_NAMES = 3.0
"""How much more a sure or strong word weighs inside a measure's name."""


Told = tuple[Mapping[str, float], float]
"""What some words say: weights of themes, and their sum or the whole of which they are parts."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What a word says of themes.

    Attributes:
        pairs: Its themes and what it weighs for each.
        told: The same of the word alone.
        clear: The themes that it speaks for at least strongly, without those it only hints at.
    """

    pairs: tuple[tuple[str, float], ...]
    told: Told
    clear: Mapping[str, float]

    @classmethod
    def of(cls, pairs: tuple[tuple[str, float], ...]) -> Self:
        """What a word with these weights says."""
        clear = {theme: weight for theme, weight in pairs if weight >= STRENGTH["strong"]}
        return cls(pairs, (dict(pairs), sum(weight for _, weight in pairs)), clear)


Head = tuple[tuple[int, ...], tuple[tuple[str, int], ...]]
"""The lengths of the words that tell a theme, from the longest, and the words of settled cases,
each with the index of its case."""


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

    def told(self, words: str) -> bool:
        """Whether a stretch of text has the words of the rule."""
        return _stands(self.any_words, words) and self.completed(words)

    def completed(self, words: str) -> bool:
        """Whether a stretch of text that has one of ``any_words`` has the rest of the rule."""
        return not self.any_too or _stands(self.any_too, words)

    def counts(self, unit: str, role: Role | None) -> bool:
        """Whether the rule is about figures of this unit and role."""
        return (not self.units or unit in self.units) and (not self.roles or role in self.roles)


@value
class ThemeLexicon:
    """The words, units and settled cases that tell a theme (``theme_words.yml``)."""

    weights: Mapping[str, Said]
    """From a word to what it says."""
    words: WordList
    heads: Mapping[str, Head]
    """From two characters to the words that begin with them."""
    units: Mapping[str, Told]
    """What a figure's unit says."""
    rules: tuple[ThemeRule, ...]
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
        units: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for theme, entries in data["units"].items():
            for unit, weight in entries.items():
                units[unit][theme] = float(weight)
        # Two thousand words say some sixty things: few objects stay in the processor's cache.
        said = {pairs: Said.of(pairs) for pairs in map(tuple, weights.values())}
        words = {word: said[tuple(pairs)] for word, pairs in weights.items()}
        rules = tuple(_rule(entry) for entry in data["rules"])
        return cls(
            weights=words,
            words=(known := WordList(weights)),
            heads=_heads(known, rules),
            units={unit: (said, STRENGTH["sure"]) for unit, said in units.items()},
            rules=rules,
            name_rules=tuple(_rule(entry) for entry in data["name_rules"]),
            name_ends=tuple(sorted(data["name_ends"], key=len, reverse=True)),
            themes=tuple(data["themes"]),
            places=fitted["places"],
            ties=fitted["ties"],
        )

    def without(self, words: Iterable[str]) -> ThemeLexicon:
        """The same lexicon with fewer words."""
        dropped = frozenset(words)
        kept = {word: pairs for word, pairs in self.weights.items() if word not in dropped}
        known = WordList(kept)
        return replace(self, weights=kept, words=known, heads=_heads(known, self.rules))

    def score(self, words: str) -> dict[str, float]:
        """Weight of each theme in some words."""
        totals: defaultdict[str, float] = defaultdict(float)
        for at, end in self.words.places(words):
            for theme, weight in self.weights[words[at:end]].pairs:
                totals[theme] += weight
        return totals

    def score_name(self, name: str) -> dict[str, float]:
        """Weight of each theme in a measure's name, where common words count little."""
        totals: defaultdict[str, float] = defaultdict(float)
        end = ""
        if name.endswith(self.name_ends):
            end = next(noun for noun in self.name_ends if name.endswith(noun))
        telling = name.removesuffix(end)
        for at, stop in self.words.places(telling):
            for theme, weight in self.weights[telling[at:stop]].pairs:
                totals[theme] += weight * (_IN_NAMES if weight >= STRENGTH["strong"] else 1.0)
        for rule in self.name_rules:
            if rule.counts("", None) and rule.told(name):
                totals[rule.theme] += rule.weight
        return totals


def _heads(words: WordList, rules: Iterable[ThemeRule]) -> dict[str, Head]:
    cases: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for index, rule in enumerate(rules):
        for word in rule.any_words:
            cases[word[:2]].append((word, index))
    sizes = words.sizes
    heads = dict.fromkeys([*sizes, *cases])
    return {head: (sizes.get(head, ()), tuple(cases.get(head, ()))) for head in heads}


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
