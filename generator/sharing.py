"""Work in parts that this process and a copy of it share: who has time takes the next one."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from generator.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

_BEHIND = 5
"""How far the copy stands behind others who want the same core: nobody waits for it but its parent."""


class Shared(Generic[T]):
    """Values that a copy of this process begins to make while this one goes on.

    When they are wanted, this process makes those that the copy has not begun. What becomes of the
    copy changes nothing but time. Used as a block, in whose end the copy is gone.

    Args:
        parts: Pure functions by name, at most 256, the longest first.
        apart: Whether another process is wanted at all.
    """

    def __init__(self, parts: Mapping[str, Callable[[], T]], *, apart: bool) -> None:
        self._parts, self._here = parts, os.getpid()
        self._claims, given = (
            os.pipe()
        )  # who reads the number of a part makes it: one reader gets it
        os.write(given, bytes(range(len(parts))))
        os.close(given)
        self._beside = Beside(self._taken, apart=apart)

    def __enter__(self) -> Self:
        self._beside.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._beside.__exit__()
        os.close(self._claims)

    def _taken(self) -> dict[str, T]:
        """The parts that nobody else has begun."""
        if os.getpid() != self._here:
            os.nice(_BEHIND)
        names = list(self._parts)
        made: dict[str, T] = {}
        while claim := os.read(self._claims, 1):
            name = names[claim[0]]
            made[name] = self._parts[name]()
        return made

    @cached_property
    def values(self) -> dict[str, T]:
        """All values by the names of their parts, in their order.

        Raises:
            Exception: What one of the parts raises.
        """
        made = self._taken()
        made |= self._beside.value()
        return {name: made[name] if name in made else make() for name, make in self._parts.items()}
