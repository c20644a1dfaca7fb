"""What became of the facts since the last build: added, changed, withdrawn.

Nothing here knows a clock. An edition is named by a hash of its data, so a rebuild of the same
corpus finds its own version on top of the log and adds nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import astuple

from generator.model.changes import ChangeKind, Edition, FactChange, FactState, History
from generator.model.fact import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import Casebook, FactRecord
    from generator.model.quantity import Quantity

_EDITIONS = 50
"""How many editions the log keeps; older ones are forgotten."""

_DIGITS = 12


def states(casebook: Casebook) -> tuple[FactState, ...]:
    """The facts as they are remembered, without the withdrawn ones, in reading order."""
    return tuple(_state(r) for r in casebook.facts if r.fact.status is not Status.WITHDRAWN)


def dataset_version(facts: Sequence[FactState]) -> str:
    """A name for exactly these facts: twelve hexadecimal digits; their order does not matter."""
    rows = sorted(astuple(fact) for fact in facts)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:_DIGITS]


def changes(previous: History | None, casebook: Casebook, version: str = "") -> History:
    """The log with the casebook's edition on top.

    Args:
        previous: What the last build left; None for a first build.
        casebook: The casebook of this build.
        version: The dataset's version, where it has a name already; else ``dataset_version``.

    Returns:
        ``previous`` itself when it is of the same version. Where no fact changed, but something
        else that the version names, the newest edition takes the new name. The first edition
        has no changes: everything in it would be new.
    """
    facts = states(casebook)
    version = version or dataset_version(facts)
    newest = previous.newest if previous else None
    if previous is None or newest is None:
        return History(facts, (Edition(version, casebook.as_of, len(facts)),))
    if newest.version == version:
        return previous
    found = differences(previous.facts, facts)
    older = previous.editions if found else previous.editions[1:]
    edition = Edition(version, casebook.as_of, len(facts), found or newest.changes)
    return History(facts, (edition, *older)[:_EDITIONS])


def differences(before: Sequence[FactState], after: Sequence[FactState]) -> tuple[FactChange, ...]:
    """Added facts first, then changed and withdrawn ones, each in reading order.

    A fact whose id is gone and one that is new are the same statement in other words when the
    article, the parks, the theme and the indicator are the same.
    """
    old, new = {f.id: f for f in before}, {f.id: f for f in after}
    pairs = [(old[id_], new[id_]) for id_ in new if id_ in old and old[id_] != new[id_]]
    gone = [f for f in before if f.id not in new]
    come = [f for f in after if f.id not in old]
    reworded = _reworded(gone, come)
    pairs += reworded
    matched = {f.id for pair in reworded for f in pair}
    return (
        *(FactChange(ChangeKind.ADDED, None, f) for f in come if f.id not in matched),
        *(FactChange(ChangeKind.CHANGED, one, other) for one, other in pairs),
        *(FactChange(ChangeKind.WITHDRAWN, f, None) for f in gone if f.id not in matched),
    )


def _reworded(
    gone: Iterable[FactState], come: Iterable[FactState]
) -> list[tuple[FactState, FactState]]:
    waiting: dict[tuple[str, ...], list[FactState]] = defaultdict(list)
    for fact in gone:
        waiting[_statement(fact)].append(fact)
    return [(waiting[_statement(fact)].pop(0), fact) for fact in come if waiting[_statement(fact)]]


def _statement(fact: FactState) -> tuple[str, ...]:
    return (fact.article, fact.park, fact.theme, fact.indicator)


def _state(record: FactRecord) -> FactState:
    fact = record.fact
    days = (fact.period.start, fact.period.end) if fact.period else ()
    return FactState(
        id=record.id,
        article=record.article.id,
        park=fact.park,
        theme=fact.theme,
        indicator=fact.indicator,
        surface=fact.surface.text,
        value=_value(fact.quantity),
        period="/".join(day.isoformat() if day else "" for day in days),
    )


def _value(quantity: Quantity) -> str:
    bound = "" if quantity.exact else quantity.bound.value
    return f"{bound}{quantity.value.normalize():f}{quantity.unit}"
