"""Values that might stand side by side: stated ones, and ones derived from before and after."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.fact import Role, Statistic
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.comparing.indicators import IndicatorRule, IndicatorRules, Reading
    from generator.model.article import Article
    from generator.model.casebook import FactRecord
    from generator.model.fact import Fact
    from generator.model.subject import Park

_CENT = Decimal("0.01")

_PUBLIC = tuple("省市县区州旗镇乡园道")
"""Last characters of the names of regions and parks."""

# How the bound of a reduction 1 - after/before follows from the bounds of its ends: a longer
# `before` or a shorter `after` makes the reduction larger.
_RAISES_BEFORE = {Bound.MORE, Bound.AT_LEAST}
_RAISES_AFTER = {Bound.LESS, Bound.AT_MOST}


class Candidate(Struct, frozen=True):
    """One value of one indicator in one park.

    Attributes:
        records: The facts it rests on: one if stated, before and after if derived.
        scope: What exactly is counted, in the reader's words; empty if the text does not say.
        derived_from: The inputs as shown; empty if stated.
    """

    rule: IndicatorRule
    park: Park
    quantity: Quantity
    records: tuple[FactRecord, ...]
    scope: str
    derived_from: tuple[str, ...] = ()

    @property
    def record(self) -> FactRecord:
        """The fact that carries the value (the ``after`` of a derived one)."""
        return self.records[-1]

    @property
    def statistic(self) -> Statistic:
        """The statistic that the value gives."""
        return self.record.fact.statistic

    @property
    def days(self) -> tuple[str | None, str | None] | None:
        """The stated period as ISO dates, None if unstated."""
        period = self.record.fact.period
        if period is None:
            return None
        start, end = period.start, period.end
        return (start.isoformat() if start else None, end.isoformat() if end else None)


def collect(
    records: Iterable[FactRecord],
    rules: IndicatorRules,
    read: Callable[[Fact, Article], Reading] | None = None,
) -> dict[str, list[Candidate]]:
    """Every value of every indicator, keyed by indicator id, in the order of the facts.

    Args:
        records: The facts.
        rules: The indicators.
        read: ``rules.read``, or what remembers its results.
    """
    read = read or rules.read
    ordered = tuple(records)
    by_id = {record.id: record for record in ordered}
    found: dict[str, list[Candidate]] = {rule.indicator.id: [] for rule in rules.rules}
    for record in ordered:
        reading = read(record.fact, record.article)
        if (reading.rule or reading.derived) and not _of_a_firm(record):
            for candidate in (*_stated(record, reading), *_derived(record, by_id, reading)):
                found[candidate.rule.indicator.id].append(candidate)
    return found


def _of_a_firm(record: FactRecord) -> bool:
    """Whether a figure is an enterprise's own: one firm's case never stands for its park."""
    entity = record.fact.entity
    names = [name for park in record.parks for name in park.names]
    if entity.endswith(_PUBLIC) or any(name in entity or entity in name for name in names):
        return False
    return bool(names)


def _stated(record: FactRecord, reading: Reading) -> list[Candidate]:
    rule = reading.rule
    if rule is None:
        return []
    quantity = record.fact.quantity
    return [Candidate(rule, park, quantity, (record,), reading.scope) for park in record.parks]


def _derived(
    record: FactRecord, by_id: Mapping[str, FactRecord], reading: Reading
) -> list[Candidate]:
    """Reductions computed from the pair whose ``after`` is this fact."""
    before = by_id.get(record.partner or "")
    if not reading.derived or before is None:
        return []
    quantity = reduction(before.fact.quantity, record.fact.quantity)
    if quantity is None:
        return []
    inputs = (_shown(before.fact.quantity), _shown(record.fact.quantity))
    return [
        Candidate(rule, park, quantity, (before, record), rule.derive.scope, inputs)
        for rule in reading.derived
        if rule.derive
        for park in record.parks
    ]


def reduction(before: Quantity, after: Quantity) -> Quantity | None:
    """By how many percent ``after`` is less than ``before``, with the bound that follows.

    Returns:
        None where the units differ, nothing was reduced, or the two bounds pull the result in
        opposite directions, so that no honest bound can be given.
    """
    if before.unit != after.unit or before.value <= 0 or not 0 <= after.value < before.value:
        return None
    bound = _reduction_bound(before.bound, after.bound)
    if bound is None:
        return None
    value = ((1 - after.value / before.value) * 100).quantize(_CENT, ROUND_HALF_UP)
    low = value if bound in (Bound.EXACT, Bound.AT_LEAST, Bound.MORE) else None
    high = value if bound in (Bound.EXACT, Bound.AT_MOST, Bound.LESS) else Decimal(100)
    return Quantity(value, "%", bound, low, high)


def _reduction_bound(before: Bound, after: Bound) -> Bound | None:
    raises = before in _RAISES_BEFORE or after in _RAISES_AFTER
    lowers = before in _RAISES_AFTER or after in _RAISES_BEFORE
    if raises and lowers:
        return None
    if raises:
        return Bound.AT_LEAST
    if lowers:
        return Bound.AT_MOST
    return Bound.EXACT if before is after is Bound.EXACT else Bound.ABOUT


def _shown(quantity: Quantity) -> str:
    return f"{quantity.value.normalize():f}{quantity.unit}"


def representatives(candidates: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
    """One value a park, and the others.

    A stated value goes before a derived one, a key figure before scenery, and of several counts
    the most inclusive (largest) one, so that a part never stands for its whole.
    """
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        held = best.get(candidate.park.id)
        if held is None or _preference(candidate) > _preference(held):
            best[candidate.park.id] = candidate
    chosen = list(best.values())
    taken = {id(candidate) for candidate in chosen}
    return chosen, [candidate for candidate in candidates if id(candidate) not in taken]


def _preference(candidate: Candidate) -> tuple[bool, bool, str, Decimal]:
    whole = candidate.record.fact.role is not Role.SHARE
    newest = (candidate.days or (None, None))[1] or ""
    size = candidate.quantity.value if candidate.rule.kind.accumulates else Decimal(0)
    return (whole, not candidate.derived_from, newest if not size else "", size)
