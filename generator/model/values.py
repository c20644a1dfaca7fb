"""Values that are made by the thousand: frozen to the type checker, quick to make.

``dataclass(frozen=True)`` sets every field through ``object.__setattr__``, which takes some seven
times as long as a plain assignment; a figure of an article makes two dozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A dataclass with slots that compares and hashes by its fields.

    Nobody may assign to a field; mypy sees to that, not the interpreter.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


class once(Generic[T]):  # noqa: N801 - a decorator
    """An attribute that is worked out when it is first looked at.

    As ``functools.cached_property``, which takes a lock each time until Python 3.12.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:  # noqa: ANN401 - any object
        made = self._make(instance)
        instance.__dict__[self._name] = made
        return made
