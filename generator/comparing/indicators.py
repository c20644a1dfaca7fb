"""Indicators: what may be compared, as data, and which figures are values of which."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.model.comparison import Indicator
from generator.model.fact import Direction, Role
from generator.model.values import once
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.article import Article
    from generator.model.evidence import Span
    from generator.model.fact import Fact

_SENTENCE_ENDS = "。!?\n"
_CONTEXT_BEFORE = 160
_CONTEXT_AFTER = 80


class Kind(StrEnum):
    """What kind of value an indicator has; decides which differences matter."""

    COUNT = "count"
    """How many in a period: another period is another thing."""
    MONEY = "money"
    RATE = "rate"
    """A share of cases: periods are caveats."""
    AVERAGE = "average"
    DURATION = "duration"
    REDUCTION = "reduction"
    """By how much a time was cut."""

    @property
    def accumulates(self) -> bool:
        """Whether a longer period makes a larger value."""
        return self in (Kind.COUNT, Kind.MONEY)


class Scope(Struct, frozen=True):
    """What exactly is counted, recognised by a pattern over the sentence."""

    name: str
    pattern: re.Pattern[str]


class Derivation(Struct, frozen=True):
    """How a value follows from the two ends of one change (percentage of reduction)."""

    units: frozenset[str]
    scope: str
    match: tuple[re.Pattern[str], ...]
    without: tuple[re.Pattern[str], ...]


class IndicatorRule(Struct, frozen=True):
    """An indicator with the rule that finds its values. See ``lexicons/indicators.yml``."""

    indicator: Indicator
    kind: Kind
    units: frozenset[str]
    roles: frozenset[str]
    match: tuple[re.Pattern[str], ...]
    within: tuple[re.Pattern[str], ...]
    without: tuple[re.Pattern[str], ...]
    scopes: tuple[Scope, ...]
    refuse_unlike: bool
    derive: Derivation | None
    examples: tuple[str, ...]

    def accepts(self, fact: Fact, context: str) -> bool:
        """Whether the figure at ``#`` in ``context`` is a value of this indicator."""
        return (
            fact.quantity.unit in self.units
            and fact.role in self.roles
            and _any(self.match, context)
            and all(pattern.search(context) for pattern in self.within)
            and not _any(self.without, context)
        )

    def derives_from(self, fact: Fact, context: str) -> bool:
        """Whether a before/after pair with this figure gives a derived value."""
        rule = self.derive
        return (
            rule is not None
            and fact.quantity.unit in rule.units
            and _any(rule.match, context)
            and not _any(rule.without, context)
        )

    def scope_of(self, context: str) -> str:
        """The name of the scope that the sentence states; empty if none."""
        return next((scope.name for scope in self.scopes if scope.pattern.search(context)), "")


class IndicatorRules(Struct, frozen=True, dict=True):
    """All indicators, in the order in which they are tried."""

    rules: tuple[IndicatorRule, ...]

    @once
    def _by_unit(self) -> dict[str, tuple[IndicatorRule, ...]]:
        units = {unit for rule in self.rules for unit in rule.units}
        return {unit: tuple(r for r in self.rules if unit in r.units) for unit in units}

    @classmethod
    def load(cls) -> IndicatorRules:
        """The shipped indicators."""
        return cls(tuple(_rule(entry) for entry in lexicon_data("indicators")))

    def read(self, fact: Fact, article: Article) -> Reading:
        """What indicators a figure of an article gives values of."""
        unit, role = fact.quantity.unit, fact.role
        likely = [rule for rule in self._by_unit.get(unit, ()) if role in rule.roles]
        end = role is Role.AFTER and fact.direction is Direction.DOWN
        deriving = [r for r in self.rules if r.derive and unit in r.derive.units] if end else ()
        if not likely and not deriving:
            return NO_VALUE
        context = context_of(article, fact.surface.span)
        rule = next((rule for rule in likely if rule.accepts(fact, context)), None)
        derived = tuple(rule for rule in deriving if rule.derives_from(fact, context))
        return Reading(rule, rule.scope_of(context) if rule else "", derived)


class Reading(Struct, frozen=True):
    """What indicators a figure gives values of.

    Attributes:
        rule: The indicator that it is a value of as it stands, if any.
        scope: What exactly is counted; empty if the text does not say.
        derived: The indicators that a value follows for from this figure and the one before it.
    """

    rule: IndicatorRule | None = None
    scope: str = ""
    derived: tuple[IndicatorRule, ...] = ()


NO_VALUE = Reading()


def context_of(article: Article, span: Span) -> str:
    """The sentence around a figure, with ``#`` in its place.

    A sentence of more than 240 characters is cut on both sides, so that patterns stay cheap.
    """
    text, start, end = article.text, span.start, span.end
    before = text[max(0, start - _CONTEXT_BEFORE) : start]
    after = text[end : end + _CONTEXT_AFTER]
    for mark in _SENTENCE_ENDS:
        before = before.rpartition(mark)[2]
        after = after.partition(mark)[0]
    return f"{before}#{after}"


def _any(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _patterns(entry: dict[str, Any], key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source) for source in entry.get(key) or ())


def _rule(entry: dict[str, Any]) -> IndicatorRule:
    indicator = Indicator(
        id=entry["id"],
        name=entry["name"],
        definition=entry["definition"],
        unit=entry["unit"],
        theme=entry["theme"],
        scope="、".join(scope["name"] for scope in entry.get("scopes") or ()),
    )
    return IndicatorRule(
        indicator=indicator,
        kind=Kind(entry["kind"]),
        units=frozenset([entry["unit"], *entry.get("also_units", ())]),
        roles=frozenset(entry["roles"]),
        match=_patterns(entry, "match"),
        within=_patterns(entry, "within"),
        without=_patterns(entry, "without"),
        scopes=tuple(Scope(s["name"], re.compile(s["pattern"])) for s in entry.get("scopes") or ()),
        refuse_unlike=entry.get("unlike") == "refuse",
        derive=_derivation(entry.get("derive")),
        examples=tuple(entry.get("examples") or ()),
    )


def _derivation(entry: dict[str, Any] | None) -> Derivation | None:
    if entry is None:
        return None
    return Derivation(
        frozenset(entry["units"]),
        entry["scope"],
        _patterns(entry, "match"),
        _patterns(entry, "without"),
    )
