"""Conflicts: the same indicator of the same park with different values, never overwritten."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from generator.comparing.comparability import same_value
from generator.model.finding import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.comparing.candidates import Candidate


def conflict_findings(pairs: Iterable[tuple[Candidate, Candidate]]) -> tuple[Finding, ...]:
    """A finding for every two values that contradict each other."""
    return tuple(_conflict(one, other) for one, other in pairs)


def conflicting(
    candidates: Mapping[str, list[Candidate]],
) -> tuple[tuple[Candidate, Candidate], ...]:
    """Pairs of values that cannot both hold: same park, indicator, scope and period."""
    return tuple(pair for found in candidates.values() for pair in _within(found))


def _within(found: Sequence[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """The pairs of one indicator in its order; only values of one park and period can meet."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number, candidate in enumerate(found):
        groups[candidate.park.id, candidate.scope, candidate.days].append(number)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    for one, other in sorted(pairs):
        if _contradict(found[one], found[other]):
            yield found[one], found[other]


def _contradict(one: Candidate, other: Candidate) -> bool:
    """Two articles give the same thing different values.

    Within one article different values of one indicator are nearly always different things
    (several projects, several channels), so only articles are set against each other; a stated
    period is needed, since two counts without a period may both be right.
    """
    return (
        one.park == other.park
        and one.record.article.id != other.record.article.id
        and one.scope == other.scope
        and one.days is not None
        and one.days == other.days
        and not one.derived_from
        and not other.derived_from
        and not same_value(one.quantity, other.quantity)
    )


def _conflict(one: Candidate, other: Candidate) -> Finding:
    values = " 与 ".join(
        f"{c.record.fact.surface.text}（{c.record.article.id}）" for c in _ordered((one, other))
    )
    message = f"{one.park.name}的“{one.rule.indicator.name}”有不同数值：{values}；请核对原文。"
    files = "、".join(c.record.article.path or c.record.article.id for c in _ordered((one, other)))
    return Finding(FindingKind.CONFLICT, Severity.WARNING, files, message)


def _ordered(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: c.record.number)
