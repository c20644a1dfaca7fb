"""What a comparison leaves for the next one of nearly the same extractions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.comparing.identity import fact_ids
from generator.comparing.indicators import IndicatorRules
from generator.model.remembering import Remembered

if TYPE_CHECKING:
    from generator.comparing.indicators import Reading


class Memory:
    """What comparisons of nearly the same extractions need not find out again.

    Args:
        rules: The indicators; the shipped ones when None.
    """

    __slots__ = ("ids", "readings", "rules")

    def __init__(self, rules: IndicatorRules | None = None) -> None:
        self.rules = rules or IndicatorRules.load()
        self.readings: Remembered[Reading] = Remembered(self.rules.read)
        """By the fact."""
        self.ids: Remembered[tuple[str, ...]] = Remembered(fact_ids)
        """By the facts of an article."""

    def turn(self) -> None:
        """Begin another comparison."""
        self.readings.turn()
        self.ids.turn()
