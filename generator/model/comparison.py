"""Comparisons: two figures stand side by side only with a verdict and its reasons."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.model.fact import Fact
    from generator.model.quantity import Quantity


class Verdict(StrEnum):
    """Whether figures may be compared."""

    COMPARABLE = "comparable"
    WITH_CARE = "with-care"
    NOT_COMPARABLE = "not-comparable"


class ReasonKind(StrEnum):
    """Why a verdict is not simply comparable, or what to keep in mind."""

    UNIT = "unit"
    """人 and 人次, 工作日 and 天."""
    SCOPE = "scope"
    """What is counted differs."""
    PERIOD = "period"
    BOUND = "bound"
    ROLE = "role"
    BASIS = "basis"
    """法定时限 and 改革前."""
    STATISTIC = "statistic"
    """平均 and 最快."""
    LEVEL = "level"
    """A city beside a park."""
    DERIVED = "derived"
    """A value computed from others."""
    OBJECT = "object"
    """The objects differ; nothing to compare."""


class Reason(Struct, frozen=True):
    """A reason that explains itself to a reader, in Chinese."""

    kind: ReasonKind
    text: str


class Indicator(Struct, frozen=True):
    """A definition of what is compared.

    Attributes:
        id: ASCII slug.
        name: Canonical name in Chinese.
        definition: One sentence.
        unit: Canonical unit of its values.
        theme: Theme id; None when its figures come from several themes.
        scope: What must be the same for two values to be the same thing.
    """

    id: str
    name: str
    definition: str
    unit: str
    theme: str | None
    scope: str = ""


class Cell(Struct, frozen=True, gc=False):
    """One park's value in a comparison.

    Attributes:
        park: The park's name.
        quantity: The value compared.
        facts: Ids of the facts it rests on (two for a value derived from before and after).
        derived_from: The inputs as shown, e.g. ``("19工作日", "1工作日")``; empty if stated.
        scope: What exactly this park counts, in few words; empty if as defined.
    """

    park: str
    quantity: Quantity
    facts: tuple[str, ...]
    derived_from: tuple[str, ...] = ()
    scope: str = ""


class PairVerdict(Struct, frozen=True):
    """Whether two of a comparison's values may stand side by side, whatever the others are."""

    parks: tuple[str, str]
    """The parks' names, in the order of the cells."""
    verdict: Verdict
    reasons: tuple[Reason, ...]


class Comparison(Struct, frozen=True):
    """The values of one indicator side by side, with a verdict and its reasons."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    pairs: tuple[PairVerdict, ...] = ()
    """Every two of three values and more; empty for two values and for very many."""


class Pair(Struct, frozen=True):
    """A before and an after of one change."""

    before: Fact
    after: Fact
