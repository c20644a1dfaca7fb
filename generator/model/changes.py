"""What is new: the facts of one edition of the dataset against those of the edition before."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt


class ChangeKind(StrEnum):
    """What happened to a fact between two editions."""

    ADDED = "added"
    """It was not in the edition before."""
    CHANGED = "changed"
    """The same statement has another value, owner, period or wording."""
    WITHDRAWN = "withdrawn"
    """It is no longer in the casebook."""


class FactState(Struct, frozen=True):
    """What is remembered of a fact, so that a later edition can say what became of it.

    Attributes:
        id: The fact's id (see ``fact_id``).
        article: The id of the article that states it.
        park: The names of its parks, joined by 、.
        theme: Theme id.
        indicator: What is measured.
        surface: The figure as printed.
        value: The value in its base unit with bound and unit, for comparing: ``>=95%``.
        period: The stated period as ISO dates, ``/`` between; empty when the text gives none.
    """

    id: str
    article: str
    park: str
    theme: str
    indicator: str
    surface: str
    value: str
    period: str = ""


class FactChange(Struct, frozen=True):
    """One entry of the log; ``before`` is None for an added fact, ``after`` for a withdrawn one."""

    kind: ChangeKind
    before: FactState | None
    after: FactState | None

    @property
    def state(self) -> FactState:
        """The newest state that is known.

        Raises:
            ValueError: The entry has neither state.
        """
        state = self.after or self.before
        if state is None:
            message = f"a change of kind {self.kind} without a fact"
            raise ValueError(message)
        return state


class Edition(Struct, frozen=True):
    """One version of the dataset.

    Attributes:
        version: The dataset version: made from a hash of the data, never from a clock.
        as_of: The newest publication date among its articles.
        facts: How many facts it has.
        changes: What differs from the edition before; empty for the first one.
    """

    version: str
    as_of: dt.date | None
    facts: int
    changes: tuple[FactChange, ...] = ()

    def of(self, kind: ChangeKind) -> tuple[FactChange, ...]:
        """The changes of one kind, in their order."""
        return tuple(change for change in self.changes if change.kind is kind)


class History(Struct, frozen=True):
    """The newest edition's facts, and the log of editions, the newest first."""

    facts: tuple[FactState, ...]
    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition | None:
        """The edition that the casebook is now."""
        return self.editions[0] if self.editions else None
