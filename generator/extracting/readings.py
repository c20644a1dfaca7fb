"""What a reader makes of a number before it is known whether it states a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.model.evidence import Span
    from generator.model.quantity import Quantity


class Reading(Struct, frozen=True, gc=False):
    """A quantity and the words that it was read from.

    Attributes:
        span: Qualifiers, number and unit.
        kind: Kind of the unit (see ``units.yml``), "context" when a noun before gave the unit,
            empty without one.
        unit_form: The unit as printed, empty when none is.
        explicit: Whether a unit, a filler or a bound word stands there.
    """

    span: Span
    quantity: Quantity
    kind: str
    unit_form: str
    explicit: bool
