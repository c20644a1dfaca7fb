"""The same fact in several articles is one fact with several sources.

Two reports state the same fact when park, value, unit, bound and role are equal, their stated
periods do not contradict each other, and the sentences speak of the same thing. Reprints of one
article are merged in reading already; what is left here are independent reports, and the more of
them, the better a figure is evidenced.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.casebook import FactRecord
    from generator.model.fact import Fact

# Share of the shorter text's pairs of characters found in the longer: below, the sentences may
# speak of different things that happen to have the same number.
_ALIKE = 0.6


def agreements(records: Sequence[FactRecord]) -> dict[str, tuple[str, ...]]:
    """For each fact that other articles state too, the ids of their facts, in reading order."""
    groups: defaultdict[tuple[object, ...], list[FactRecord]] = defaultdict(list)
    for record in records:
        groups[_key(record)].append(record)
    found: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        if len(group) > 1:
            found |= _agreeing(group)
    return found


def _agreeing(group: Sequence[FactRecord]) -> dict[str, tuple[str, ...]]:
    """For each fact of a group the first fact of every other article that states the same."""
    others: defaultdict[str, list[FactRecord]] = defaultdict(list)
    for one, other in combinations(group, 2):
        if _same(one, other):
            others[one.id].append(other)
            others[other.id].append(one)
    place = {record.id: number for number, record in enumerate(group)}
    found = {}
    for id_, same in others.items():
        same.sort(key=lambda record: place[record.id])
        first = {record.article.id: record.id for record in reversed(same)}
        found[id_] = tuple(record.id for record in same if first[record.article.id] == record.id)
    return found


def _key(record: FactRecord) -> tuple[object, ...]:
    fact = record.fact
    quantity = fact.quantity
    parks = tuple(park.id for park in record.parks)
    return (parks, quantity.value, quantity.unit, quantity.bound, fact.role, fact.theme)


def _same(one: FactRecord, other: FactRecord) -> bool:
    return (
        one.article.id != other.article.id
        and not _contradict(one.fact, other.fact)
        and _alike(one.fact, other.fact)
    )


def _contradict(one: Fact, other: Fact) -> bool:
    """Whether both state a period, and the periods have no day in common."""
    a, b = one.period, other.period
    if a is None or b is None:
        return False
    apart = a.end and b.start and a.end < b.start
    return bool(apart or (b.end and a.start and b.end < a.start))


def _alike(one: Fact, other: Fact) -> bool:
    return (
        _containment(one.indicator, other.indicator) >= _ALIKE
        or _containment(one.quote.text, other.quote.text) >= _ALIKE
    )


@lru_cache(maxsize=1 << 16)  # a server compares the same words after every edit
def _containment(one: str, other: str) -> float:
    """The share of the shorter text's pairs of characters that the longer has too."""
    a, b = _pairs(one), _pairs(other)
    shorter = min(sum(a.values()), sum(b.values()))
    return sum((a & b).values()) / shorter if shorter else 0.0


def _pairs(text: str) -> Counter[str]:
    words = "".join(filter(str.isalnum, text))
    return Counter(words[i : i + 2] for i in range(len(words) - 1))
