"""Values that are made by the thousand: frozen to the type checker, quick to make.

``dataclass(frozen=True)`` sets every field through ``object.__setattr__``, which takes some seven
times as long as a plain assignment; a figure of an article makes two dozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A dataclass with slots that compares and hashes by its fields.

    Nobody may assign to a field; mypy sees to that, not the interpreter.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
