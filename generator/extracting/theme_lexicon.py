"""What tells a theme: words with their strength, units, settled cases, and what each place weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from generator.extracting.theme_weights import Gains, PlaceWeights
from generator.extracting.word_finder import WordFinder
from generator.model.fact import Role
from generator.model.values import once
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STRENGTH = {"sure": 4.0, "strong": 2.4, "plain": 1.4, "faint": 0.6}
"""What a word of each strength weighs; a sure word settles the theme where nothing speaks against."""

_IN_NAMES = 3.0
"""How much more a sure or strong word weighs inside a measure's name."""


FALLBACK = "investment"
"""The theme of a figure that nothing else speaks for: scenery of a park is about its economy."""
FALLBACK_WEIGHT = 0.05
"""What speaks for it everywhere: less than the faintest word."""

Weights = Collection[tuple[int, float]]
"""Themes, by their places in the order of the themes, each once, with what speaks for it."""
Told = tuple[Weights, float]
"""What some words say: weights of themes, and their sum or the whole of which they are parts."""


class Said(Struct, frozen=True, eq=False):
    """What a word says of themes.

    Attributes:
        pairs: Its themes, by their places in the order of the themes, and what it weighs for each.
        whole: What it weighs for all of them.
        clear: The themes that it speaks for at least strongly, without those it only hints at.
    """

    pairs: tuple[tuple[int, float], ...]
    whole: float
    clear: Weights

    @classmethod
    def of(cls, pairs: tuple[tuple[int, float], ...]) -> Self:
        """What a word with these weights says."""
        clear = tuple((theme, weight) for theme, weight in pairs if weight >= STRENGTH["strong"])
        return cls(pairs, sum(weight for _, weight in pairs), clear)


def summed(said: Iterable[Said]) -> Told:
    """What several words say together."""
    totals: dict[int, float] = {}
    for word in said:
        for theme, weight in word.pairs:
            # As quick as can be: what is said in a paragraph is summed up word by word.
            if theme in totals:
                totals[theme] += weight
            else:
                totals[theme] = weight
    return totals.items(), sum(totals.values())


def _stands(words: Iterable[str], text: str) -> bool:
    """Whether one of some words stands in a text."""
    for word in words:  # noqa: SIM110 - a loop: this is asked a dozen times for each figure
        if word in text:
            return True
    return False


class ThemeRule(Struct, frozen=True, eq=False):
    """A settled case: ``weight`` for ``theme`` when all its conditions hold."""

    theme: str
    weight: float
    any_words: tuple[str, ...]
    any_too: tuple[str, ...]
    units: frozenset[str]
    roles: frozenset[Role]
    place: int
    """Where the theme stands in the order of the themes."""

    def told(self, words: str) -> bool:
        """Whether a stretch of text has the words of the rule."""
        return _stands(self.any_words, words) and self.completed(words)

    def completed(self, words: str) -> bool:
        """Whether a stretch of text that has one of ``any_words`` has the rest of the rule."""
        return not self.any_too or _stands(self.any_too, words)

    def counts(self, unit: str, role: Role | None) -> bool:
        """Whether the rule is about figures of this unit and role."""
        return (not self.units or unit in self.units) and (not self.roles or role in self.roles)


class ThemeLexicon(Struct, frozen=True, dict=True):
    """The words, units and settled cases that tell a theme (``theme_words.yml``)."""

    weights: Mapping[str, Said]
    """From a word to what it says."""
    finder: WordFinder
    """The words in the order of ``weights``."""
    said: tuple[Said, ...]
    """What they say, in the same order."""
    case_finder: WordFinder
    """The words of settled cases."""
    cases: tuple[tuple[int, ...], ...]
    """The indices of the cases that each of these words tells, in the same order."""
    units: Mapping[str, Told]
    """What a figure's unit says."""
    rules: tuple[ThemeRule, ...]
    about: Mapping[str, frozenset[int]]
    """From a unit to the settled cases that its figures may be; those of ``""`` for other units."""
    name_rules: tuple[ThemeRule, ...]
    """Settled cases of measures' names."""
    name_ends: tuple[str, ...]
    """Nouns of class that say nothing of the theme at the end of a measure's name."""
    themes: tuple[str, ...]
    places: Mapping[str, float]
    """What evidence weighs by the place where it stands (``theme_weights.yml``)."""
    ties: Mapping[str, float]
    """What speaks for a figure having the theme of the one before it (``theme_weights.yml``)."""
    silent: tuple[float, ...]
    """What speaks for each theme where nothing is said."""

    @classmethod
    def load(cls) -> ThemeLexicon:
        """The shipped lexicon."""
        data, fitted = lexicon_data("theme_words"), lexicon_data("theme_weights")
        themes = tuple(data["themes"])
        weights = _words_of(data["themes"].values())
        # Two thousand words say some sixty things: few objects stay in the processor's cache.
        said = {pairs: Said.of(pairs) for pairs in {*weights.values()}}
        rules = tuple(_rule(entry, themes) for entry in data["rules"])
        cases = _cases(rules)
        return cls(
            weights=(words := {word: said[pairs] for word, pairs in weights.items()}),
            finder=WordFinder(words),
            said=tuple(words.values()),
            case_finder=WordFinder(cases),
            cases=tuple(map(tuple, cases.values())),
            units=_units_of(data["units"], themes),
            rules=rules,
            about=_by_unit(rules),
            name_rules=tuple(
                rule
                for rule in (_rule(entry, themes) for entry in data["name_rules"])
                if rule.counts("", None)
            ),
            name_ends=tuple(sorted(data["name_ends"], key=len, reverse=True)),
            themes=themes,
            places=fitted["places"],
            ties=fitted["ties"],
            silent=tuple(FALLBACK_WEIGHT if theme == FALLBACK else 0.0 for theme in themes),
        )

    @once
    def weighing(self) -> PlaceWeights:
        """The weights of ``places`` as they are asked for at each figure."""
        return PlaceWeights.of(self.places, STRENGTH["sure"])

    @once
    def gains(self) -> Gains:
        """What ``ties`` add up to."""
        return Gains(self.ties)

    def without(self, words: Iterable[str]) -> ThemeLexicon:
        """The same lexicon with fewer words."""
        dropped = frozenset(words)
        kept = {word: pairs for word, pairs in self.weights.items() if word not in dropped}
        said, finder = tuple(kept.values()), WordFinder(kept)
        return replace(self, weights=kept, finder=finder, said=said)

    def said_of(self, words: str) -> list[Said]:
        """What the words in a few words of text say, one by one."""
        return [self.said[word] for word, _, _ in self.finder.find(words)]

    def telling(self, name: str) -> str:
        """A measure's name without the noun of class at its end."""
        if name.endswith(self.name_ends):
            for end in self.name_ends:
                if name.endswith(end):
                    return name[: -len(end)]
        return name

    def score_name(self, name: str, said: Iterable[Said]) -> dict[str, float]:
        """Weight of each theme in a measure's name, where common words count little.

        Args:
            name: The name.
            said: What the words in its ``telling`` part say.
        """
        totals: defaultdict[str, float] = defaultdict(float)
        for word in said:
            for theme, weight in word.pairs:
                factor = _IN_NAMES if weight >= STRENGTH["strong"] else 1.0
                totals[self.themes[theme]] += weight * factor
        for rule in self.name_rules:
            for words in rule.any_words:
                if words in name:  # seldom
                    if rule.completed(name):
                        totals[rule.theme] += rule.weight
                    break
        return totals


def _words_of(
    groups: Iterable[Mapping[str, Iterable[str]]],
) -> dict[str, tuple[tuple[int, float], ...]]:
    """From a word to its themes and what it weighs for each."""
    weights: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for theme, group in enumerate(groups):
        for strength, weight in STRENGTH.items():
            for word in group[strength]:
                weights[word].append((theme, weight))
    return {word: tuple(pairs) for word, pairs in weights.items()}


def _units_of(groups: Mapping[str, Mapping[str, float]], themes: Sequence[str]) -> dict[str, Told]:
    """From a unit to what it says of themes."""
    units: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for theme, entries in groups.items():
        for unit, weight in entries.items():
            units[unit][themes.index(theme)] = float(weight)
    return {unit: (tuple(told.items()), STRENGTH["sure"]) for unit, told in units.items()}


def _cases(rules: Iterable[ThemeRule]) -> dict[str, list[int]]:
    """From the words of settled cases to the indices of their cases."""
    cases: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        for word in rule.any_words:
            cases.setdefault(word, []).append(index)
    return cases


def _by_unit(rules: Sequence[ThemeRule]) -> dict[str, frozenset[int]]:
    units = {unit for rule in rules for unit in rule.units} | {""}
    return {
        unit: frozenset(
            case for case, rule in enumerate(rules) if not rule.units or unit in rule.units
        )
        for unit in units
    }


def _rule(entry: Mapping[str, object], themes: Sequence[str]) -> ThemeRule:
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
        place=themes.index(str(entry["theme"])),
    )
