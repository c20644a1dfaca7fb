"""Stable ids of the facts of an article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.fact import Status, fact_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.fact import Fact


def fact_ids(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The id of each fact of one article.

    Facts of the same words are told apart by their place; those that people added are counted
    last, so that an addition changes no other fact's id.
    """
    seen: Counter[tuple[str, str]] = Counter()
    ids = [""] * len(facts)
    added = Status.ADDED
    machine_first = sorted(range(len(facts)), key=lambda n: facts[n].status is added)
    for n in machine_first:
        fact = facts[n]
        key = (fact.surface.text, fact.quote.text)
        ids[n] = fact_id(fact.quote.article, *key, nth=seen[key])
        seen[key] += 1
    return tuple(ids)
