"""What was computed from values that are still the same objects the next time.

A server looks at a casebook again after each edit, in which one article of a thousand changed. The
other articles and their facts are the objects that they were, so that what depends on nothing else
is there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")


class Remembered(Generic[V]):
    """Results by the identity of what they were computed from, for one round and the next.

    Args:
        make: A pure function of an unchanging value.
    """

    __slots__ = ("_before", "_make", "_now")

    def __init__(self, make: Callable[..., V]) -> None:
        self._make = make
        self._before: dict[int, tuple[object, V]] = {}
        self._now: dict[int, tuple[object, V]] = {}

    def turn(self) -> None:
        """Begin another round; what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def of(self, value: object, *others: Any) -> V:  # noqa: ANN401 - what the function takes
        """The result for a value; ``others`` must be the same whenever the value is."""
        key = id(value)
        held = self._now.get(key) or self._before.get(key)
        # The value is held too, so that no other object can have its identity.
        if held is None or held[0] is not value:
            held = (value, self._make(value, *others))
        self._now[key] = held
        return held[1]
