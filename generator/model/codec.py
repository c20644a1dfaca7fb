"""Values of the model as plain JSON values and back, by the types that the model declares.

A struct becomes the list of its fields in their order: an encoding for machines of one version
(cache entries, work sent to other processes), not a file format for people.
"""

from __future__ import annotations

import datetime as dt
import sys
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar

from msgspec import Struct, StructMeta

from generator.model import article, evidence, extraction, fact, finding, measure, period, quantity

T = TypeVar("T")
Convert = Callable[[Any], Any]

# What annotations of the model name; the modules import most of it for type checkers alone.
_NAMES = {"dt": dt, "Decimal": Decimal} | {
    name: value
    for module in (article, evidence, extraction, fact, finding, measure, period, quantity)
    for name, value in vars(module).items()
    if isinstance(value, type)
}


def to_plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """A value of the model as JSON can hold it.

    Raises:
        TypeError: The model has no such type.
    """
    kind: Any = type(value)
    return _encoder(kind)(value)


def from_plain(kind: type[T], data: Any) -> T:  # noqa: ANN401 - JSON
    """The value that ``to_plain`` made ``data`` from.

    Raises:
        ValueError, TypeError, LookupError, ArithmeticError, CasebookError: It is none of ``kind``.
    """
    wanted: Any = kind
    return typing.cast("T", _decoder(wanted)(data))


def prepare(kind: type) -> None:
    """Work out how values of a type are told, so that the first one takes no longer than others."""
    _encoder(kind)


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    found = typing.get_type_hints(kind, localns=_NAMES)
    return tuple(
        (name, found[name]) for name in typing.cast("type[Struct]", kind).__struct_fields__
    )


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


@cache
def _encoder(kind: Any) -> Convert:  # noqa: ANN401, PLR0911 - one return for every form of type
    if kind in (str, int, bool, float):
        return _same
    if kind is evidence.Span:
        return list
    if kind is Decimal:
        return str
    if kind is dt.date:
        return dt.date.isoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    if isinstance(kind, StructMeta):
        fields = tuple((name, _encoder(hint)) for name, hint in _hints(typing.cast("type", kind)))
        return lambda value: [encode(getattr(value, name)) for name, encode in fields]
    if inner := _optional(kind):
        encode = _encoder(inner)
        return lambda value: None if value is None else encode(value)
    if item := _items(kind):
        encode = _encoder(item)
        return list if encode is _same else lambda values: [encode(value) for value in values]
    message = f"no encoding for {kind}"
    raise TypeError(message)


@cache
def _decoder(kind: Any) -> Convert:  # noqa: ANN401, PLR0911 - one return for every form of type
    if kind is str:
        return _shared
    if kind in (int, bool, float):
        return _checked(kind)
    if kind is evidence.Span:
        return lambda data: evidence.Span(*map(_offset, data))
    if kind is Decimal:
        return _decimal
    if kind is dt.date:
        return _date
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if isinstance(kind, StructMeta):
        made = typing.cast("type", kind)
        decoders = tuple(_decoder(hint) for _, hint in _hints(made))
        return lambda data: made(
            *[decode(part) for decode, part in zip(decoders, data, strict=True)]
        )
    if inner := _optional(kind):
        decode = _decoder(inner)
        return lambda data: None if data is None else decode(data)
    if item := _items(kind):
        decode = _decoder(item)
        return lambda data: tuple([decode(part) for part in data])
    message = f"no encoding for {kind}"
    raise TypeError(message)


# A corpus repeats names, units, dates and numbers on end: one object for all that are equal halves
# the memory that a large one takes.
_LONGEST_NAME = 40
_MOST_KEPT = 1 << 14
_decimal = lru_cache(_MOST_KEPT)(Decimal)
_date = lru_cache(_MOST_KEPT)(dt.date.fromisoformat)


_OFFSETS = tuple(range(_MOST_KEPT))


def _offset(value: Any) -> int:  # noqa: ANN401
    if type(value) is not int:
        message = f"{value!r} is no int"
        raise TypeError(message)
    return _OFFSETS[value] if 0 <= value < _MOST_KEPT else value


def _shared(value: Any) -> str:  # noqa: ANN401
    if type(value) is not str:
        message = f"{value!r} is no str"
        raise TypeError(message)
    return sys.intern(value) if len(value) <= _LONGEST_NAME else value


def _checked(kind: type) -> Convert:
    def check(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not kind:
            message = f"{value!r} is no {kind.__name__}"
            raise TypeError(message)
        return value

    return check


def _optional(kind: Any) -> Any:  # noqa: ANN401
    """``X`` of ``X | None``; None for other types."""
    parts = typing.get_args(kind) if isinstance(kind, types.UnionType) else ()
    inner = [part for part in parts if part is not type(None)]
    return inner[0] if len(inner) == 1 and len(parts) > 1 else None


def _items(kind: Any) -> Any:  # noqa: ANN401
    """``X`` of ``tuple[X, ...]``; None for other types."""
    parts = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
    return parts[0] if len(parts) > 1 and parts[1] is Ellipsis else None
