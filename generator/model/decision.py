"""Decisions: what people made of the facts that a machine proposed (corpus/decisions.yml)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.fact import Fact


class Action(StrEnum):
    """What a person decided."""

    CONFIRM = "confirm"
    """The reading is right."""
    CORRECT = "correct"
    """Some fields of the reading are wrong."""
    WITHDRAW = "withdraw"
    """This is no fact of the casebook."""
    ADD = "add"
    """The machine missed a fact."""


class Amendment(Struct, frozen=True):
    """One field of a fact with the value that a person gives it.

    ``value`` has the type of the field in ``Fact`` or ``Quantity``; a period is its two days.
    """

    field: str
    value: object


class Decision(Struct, frozen=True):
    """One entry of decisions.yml.

    Attributes:
        action: What was decided.
        who: Who decided.
        when: The day of the decision.
        why: The reason; may be empty for a confirmation.
        fact: The fact's stable id; empty for an addition.
        article: The article's id, if the entry names it.
        surface: The number's words, if the entry names them.
        amendments: The fields of a correction.
        addition: The fact of an addition; None when its article is not in the corpus.
        line: Where the entry begins in the file, from 1.
    """

    action: Action
    who: str
    when: dt.date
    why: str = ""
    fact: str = ""
    article: str = ""
    surface: str = ""
    amendments: tuple[Amendment, ...] = ()
    addition: Fact | None = None
    line: int = 0


class Change(Struct, frozen=True):
    """A corrected field: what the machine read and what a person made of it, as plain text."""

    field: str
    machine: str
    person: str


class Decided(Struct, frozen=True):
    """A decision as it was carried out on a fact; ``changes`` is empty unless it corrected."""

    action: Action
    who: str
    when: dt.date
    why: str
    changes: tuple[Change, ...] = ()
