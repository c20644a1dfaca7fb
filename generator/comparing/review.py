"""Which facts a person should look at first, and how much has been reviewed."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.fact import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.model.casebook import Casebook, FactRecord


LOW_MARGIN = 0.8
"""Below this margin the theme of a fact should be looked at: on the articles with gold annotations
more than one theme in four is wrong there, and one in forty above it."""


class Doubt(StrEnum):
    """Why a fact should be looked at, the gravest first."""

    CONFLICT = "conflict"
    """Another article gives another value."""
    UNPLACED = "unplaced"
    """It belongs to no park of the registry."""
    UNSURE = "unsure"
    """Another figure of the same clause has the same reading: one of the two may be something else."""
    LOW_MARGIN = "low-margin"
    """Another theme has nearly as much for it as the one that was chosen."""
    INFERRED = "inferred"
    """Its period rests on an inferred year or day."""
    COMPARED = "compared"
    """A comparison rests on it."""
    KEY = "key"
    """A reader who compares parks will see it."""
    NEW = "new"
    """It was not there when people reviewed last."""


class ReviewItem(Struct, frozen=True):
    """A fact that nobody has reviewed, with the reasons to do so."""

    record: FactRecord
    doubts: tuple[Doubt, ...]


def review_queue(casebook: Casebook, seen: Collection[str] | None = None) -> tuple[ReviewItem, ...]:
    """The facts that nobody has decided on and that have a reason to be looked at.

    Args:
        casebook: The casebook.
        seen: Ids of the facts that were there at the last review; None when there was none.

    Returns:
        The gravest reason first; among equals the one with more reasons, then in reading order.
    """
    doubts = _Doubts(casebook, seen)
    items = [
        ReviewItem(record, found)
        for record in casebook.facts
        if record.fact.status is Status.UNREVIEWED and (found := tuple(doubts.of(record)))
    ]
    order = list(Doubt)
    return tuple(
        sorted(items, key=lambda i: (order.index(i.doubts[0]), -len(i.doubts), i.record.number))
    )


class _Doubts:
    """The reasons for one casebook, looked up once."""

    def __init__(self, casebook: Casebook, seen: Collection[str] | None) -> None:
        self._seen = seen
        self._conflicting = {id_ for pair in casebook.conflicts for id_ in pair}
        self._compared = {
            id_ for c in casebook.comparisons for cell in c.cells for id_ in cell.facts
        }
        self._readings = Counter(map(_reading, casebook.facts))

    def of(self, record: FactRecord) -> Iterator[Doubt]:
        fact = record.fact
        if record.id in self._conflicting:
            yield Doubt.CONFLICT
        if not record.parks:
            yield Doubt.UNPLACED
        if self._readings[_reading(record)] > 1:
            yield Doubt.UNSURE
        if fact.margin is not None and fact.margin < LOW_MARGIN:
            yield Doubt.LOW_MARGIN
        if fact.period is not None and fact.period.inferred:
            yield Doubt.INFERRED
        if record.id in self._compared:
            yield Doubt.COMPARED
        if fact.key:
            yield Doubt.KEY
        if self._seen is not None and record.id not in self._seen:
            yield Doubt.NEW


def _reading(record: FactRecord) -> tuple[object, ...]:
    fact = record.fact
    place = (record.article.id, fact.quote.span)
    return (*place, fact.indicator, fact.role, fact.parks, fact.entity, fact.quantity.unit)


def status_counts(casebook: Casebook) -> dict[Status, int]:
    """How many facts have each status."""
    counts = Counter(record.fact.status for record in casebook.facts)
    return {status: counts[status] for status in Status}
