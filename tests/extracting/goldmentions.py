"""Mentions made from gold lines, to measure one reader without the ones before it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.extracting.mention import Mention
from generator.model.fact import NonFactReason, Role
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.gold import GoldLine


def gold_mentions(lines: Iterable[GoldLine]) -> list[Mention]:
    """One mention for each gold line that has a place; only ranks bring their role along."""
    found = []
    for line in lines:
        if line.span is None:
            continue
        data = line.data
        if data["type"] == "nonfact":
            reason = NonFactReason(data["reason"])
            found.append(Mention(line.span, data["surface"], reason=reason))
            continue
        value = Decimal(str(data["value"]))
        quantity = Quantity(value, data["unit"], Bound(data["bound"]))
        role = Role.RANK if data["role"] == "rank" else None
        found.append(Mention(line.span, data["surface"], quantity, role=role))
    return found
