"""A numeral mention: what the ledger makes of the text and the other readers annotate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.model.evidence import Span
    from generator.model.fact import NonFactReason, Role
    from generator.model.quantity import Quantity


class Mention(Struct, frozen=True, gc=False):
    """A maximal run of text that expresses a number.

    Exactly one of ``quantity`` and ``reason`` is set.

    Attributes:
        span: The number with qualifiers and unit: ``超280余次``.
        surface: The words at ``span``.
        quantity: Its reading, when it states a figure.
        reason: Why it states none.
        role: Set where the words themselves decide it (首位 is a rank).
    """

    span: Span
    surface: str
    quantity: Quantity | None = None
    reason: NonFactReason | None = None
    role: Role | None = None
