"""Attributes that are worked out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


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
