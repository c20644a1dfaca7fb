"""Themes of figures: from the clause outwards, weighing words, unit, measure and heading."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.wordlist import WordList
from generator.model.evidence import Span
from generator.model.fact import Role
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document

FALLBACK = "investment"
"""The theme of a figure that nothing else speaks for: scenery of a park is about its economy."""

_STRENGTH = {"strong": 4.0, "plain": 2.0, "faint": 1.0}
_NEAR, _NEAR_FACTOR = 10, 1.6
_BEHIND, _BEHIND_FACTOR = 5, 2.0
_OTHER_PART, _SAME_PART, _PART_OF_WHOLE = 0.1, 1.5, 3.0
_CLAUSE, _EARLIER, _LATER, _BEFORE, _HEADING, _TOPIC = 0.5, 0.35, 0.15, 0.1, 0.5, 0.25
_MEASURE = 7.0
_MOST_ABOVE = 1.5
"""However long a paragraph is, what stands far above weighs no more than a plain word."""
_SENTENCE_RULE = 0.45
_ENOUGH, _WIDE = 8.0, 8.0
"""Below `_ENOUGH` weight of its own a figure takes its theme partly from its surroundings."""
_PLACES = frozenset({"名", "位", "位次", "个位次"})
_OWN_RANKS = ("营商环境", "评价", "考核", "指标", "评比", "百强", "总量")


@dataclass(frozen=True, slots=True)
class ThemeRule:
    """A settled case: ``weight`` for ``theme`` when all its conditions hold."""

    theme: str
    weight: float
    any_words: tuple[str, ...]
    any_too: tuple[str, ...]
    units: frozenset[str]
    roles: frozenset[Role]

    def holds(self, words: str, unit: str, role: Role | None) -> bool:
        """Whether the rule speaks for a figure with these words around it."""
        if (self.units and unit not in self.units) or (self.roles and role not in self.roles):
            return False
        for word in self.any_words:  # a loop: this is asked a hundred times for each figure
            if word in words:
                return not self.any_too or any(other in words for other in self.any_too)
        return False


@dataclass(frozen=True, slots=True)
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
    themes: tuple[str, ...]

    @classmethod
    def load(cls) -> ThemeLexicon:
        """The shipped lexicon."""
        data = lexicon_data("theme_words")
        weights: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for theme, groups in data["themes"].items():
            for strength, weight in _STRENGTH.items():
                for word in groups[strength]:
                    weights[word].append((theme, weight))
        units: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        for theme, entries in data["units"].items():
            for unit, weight in entries.items():
                units[unit].append((theme, float(weight)))
        rules = tuple(_rule(entry) for entry in data["rules"])
        return cls(
            {word: tuple(pairs) for word, pairs in weights.items()},
            WordList(weights),
            {unit: tuple(pairs) for unit, pairs in units.items()},
            rules,
            _by_unit(rules),
            tuple(_rule(entry) for entry in data["name_rules"]),
            tuple(data["themes"]),
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
        for span in self.words.find(name):
            for theme, weight in self.weights[span.of(name)]:
                totals[theme] += 3 * weight if weight >= _STRENGTH["strong"] else weight
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


class ThemeMap:
    """Where the words that tell a theme stand in one document."""

    __slots__ = ("_document", "_headings", "_hits", "_lexicon", "_starts", "_wide")

    def __init__(self, document: Document, lexicon: ThemeLexicon) -> None:
        self._document, self._lexicon = document, lexicon
        self._headings: dict[str, Mapping[str, float]] = {}
        self._hits = [
            (span, lexicon.weights[span.of(document.text)])
            for span in lexicon.words.find(document.text)
        ]
        self._starts = [span.start for span, _ in self._hits]
        self._wide: dict[Span, dict[str, float]] = {}

    def add(
        self, totals: dict[str, float], span: Span, factor: float, near: Span | None = None
    ) -> None:
        """Add the weights of the words in ``span`` to ``totals``; words close to ``near`` more."""
        for index in range(
            bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        ):
            word, pairs = self._hits[index]
            close = _closeness(word, near) if near else 1.0
            for theme, weight in pairs:
                totals[theme] += weight * factor * close

    def around(self, span: Span) -> dict[str, float]:
        """The weights around a place: its clause, its sentence, its paragraph, its heading."""
        totals: defaultdict[str, float] = defaultdict(float)
        document = self._document
        sentence, clause = document.sentence_at(span.start), document.clause_at(span.start)
        paragraph = document.paragraph_at(span.start)
        item = _item(document.text, clause.span, span)
        self.add(totals, item, 1.0, span)
        self.add(totals, Span(clause.span.start, item.start), _CLAUSE)
        self.add(totals, Span(item.end, max(clause.span.end, item.end)), _CLAUSE * 0.6)
        part = _part(document.text, sentence.span, clause.span)
        self.add(totals, Span(sentence.span.start, part.start), _OTHER_PART)
        self.add(totals, Span(part.start, clause.span.start), _EARLIER)
        self.add(totals, Span(clause.span.end, part.end), _LATER)
        first = document.sentence_at(paragraph.span.start)
        if first.span.end <= sentence.span.start:
            self.add(totals, first.span, _TOPIC)
            above: defaultdict[str, float] = defaultdict(float)
            self.add(above, Span(first.span.end, sentence.span.start), _BEFORE)
            for theme, weight in above.items():
                totals[theme] += min(weight, _MOST_ABOVE)
        heading = document.heading_at(span.start)
        if heading:
            for theme, weight in self._heading(heading).items():
                totals[theme] += weight * _HEADING
        return totals

    def _heading(self, words: str) -> Mapping[str, float]:
        """The weights of a heading, looked up once for all figures below it."""
        if words not in self._headings:
            self._headings[words] = self._lexicon.score(words)
        return self._headings[words]


def _part(text: str, sentence: Span, clause: Span) -> Span:
    """The part of a sentence between semicolons that holds a clause: each part is a matter."""
    start = text.rfind(";", sentence.start, clause.start) + 1
    end = text.find(";", clause.end - 1, sentence.end)
    return Span(max(start, sentence.start), max(end if end >= 0 else sentence.end, clause.end))


def _closeness(word: Span, figure: Span) -> float:
    """What is counted stands right behind a figure, or right before it."""
    if 0 <= word.start - figure.end < _BEHIND:
        return _BEHIND_FACTOR
    near = -_NEAR < word.start - figure.end < _NEAR or 0 <= figure.start - word.end < _NEAR
    return _NEAR_FACTOR if near else 1.0


def best_theme(totals: Mapping[str, float], order: Sequence[str]) -> str | None:
    """The heaviest theme; ties go to the one named first in ``order``; None if all are zero."""
    best, most = None, 0.0
    for theme in order:
        weight = totals.get(theme, 0.0)
        if weight > most:
            best, most = theme, weight
    return best


def assign_themes(
    document: Document,
    mentions: Sequence[Mention],
    measure_names: Mapping[Span, str | None],
    found: Sequence[FoundMeasure],
    roles: Mapping[Span, Role],
    lexicon: ThemeLexicon,
    theme_map: ThemeMap | None = None,
) -> dict[Span, str]:
    """The theme of every figure.

    Args:
        document: The article.
        mentions: All numeral mentions; those without a quantity are passed over.
        measure_names: The measure that each figure belongs to (``measures.measure_of``).
        found: The article's measures.
        roles: The role of each figure.
        lexicon: Words, units and settled cases.
        theme_map: The article's theme words, if they were looked up before.

    Returns:
        A theme id for each figure's span.
    """
    words = theme_map or ThemeMap(document, lexicon)
    measure_themes = {measure.name: measure.theme for measure in found}
    assigned: dict[Span, str] = {}
    last: tuple[Span, str] | None = None
    for mention in mentions:
        if mention.quantity is None:
            continue
        totals = words.around(mention.span)
        unit, role = mention.quantity.unit, roles.get(mention.span)
        for theme, weight in lexicon.units.get(unit, ()):
            totals[theme] = totals.get(theme, 0.0) + weight
        measure = measure_names.get(mention.span)
        if measure in measure_themes:
            theme = measure_themes[measure]
            totals[theme] = totals.get(theme, 0.0) + _MEASURE
        clause, sentence = (
            document.clause_at(mention.span.start),
            document.sentence_at(mention.span.start),
        )
        part = _part(document.text, sentence.span, clause.span)
        around = document.text[part.start : clause.span.start]
        _apply_rules(totals, (clause.text, around), unit, role, lexicon)
        if last and last[0].start >= part.start:
            inside = "其中" in document.text[last[0].end : mention.span.start]
            totals[last[1]] = totals.get(last[1], 0.0) + (_PART_OF_WHOLE if inside else _SAME_PART)
        own = best_theme(totals, lexicon.themes)
        kept = last[1] if last and last[0].start >= sentence.span.start else None
        if kept and (own is None or _is_place(mention, role, clause.text)):
            own = kept
        assigned[mention.span] = own or FALLBACK
        last = (mention.span, assigned[mention.span])
    return assigned


def _is_place(mention: Mention, role: Role | None, clause: str) -> bool:
    """Whether a figure is a place in a ranking of what its sentence has just spoken of.

    The theme of a rank is that of the field ranked (GUIDELINES); one of the business environment
    as a whole speaks for itself.
    """
    unit = mention.quantity.unit if mention.quantity else ""
    return (role is Role.RANK or unit in _PLACES) and not any(w in clause for w in _OWN_RANKS)


def _item(text: str, clause: Span, span: Span) -> Span:
    """The item of a 、-list that holds a figure: 减少环节9个 in 精简事项5项、减少环节9个."""
    start = max(text.rfind("、", clause.start, span.start) + 1, clause.start)
    end = text.find("、", span.end, clause.end)
    return Span(min(start, span.start), max(end if end >= 0 else clause.end, span.end))


def _apply_rules(
    totals: dict[str, float],
    words: tuple[str, str],
    unit: str,
    role: Role | None,
    lexicon: ThemeLexicon,
) -> None:
    """Add the settled cases: in full for the clause, by half for the sentence before it."""
    clause, before = words
    for rule in lexicon.by_unit.get(unit, lexicon.by_unit[""]):
        if rule.holds(clause, unit, role):
            totals[rule.theme] = totals.get(rule.theme, 0.0) + rule.weight
        elif before and rule.holds(before + clause, unit, role):
            totals[rule.theme] = totals.get(rule.theme, 0.0) + rule.weight * _SENTENCE_RULE
