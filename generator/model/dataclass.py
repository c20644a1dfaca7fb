"""Dataclasses that are quick to declare: a tenth of a start-up went into the standard ones.

The standard decorator writes seven functions for each class and has Python compile them, 0.6 ms a
class, and there are two hundred. Here only ``__init__`` is written, and only when a first value is
made; the rest are closures over an ``attrgetter``. What comes out is a dataclass in every respect (``fields``, ``replace``, ``asdict``,
matching, pickling), and to type checkers it is the standard one.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - type checkers know this one
else:

    def dataclass(**how: bool) -> Callable[[type], type]:
        """As ``dataclasses.dataclass``, which makes what is not one of the two usual kinds.

        Args:
            how: ``frozen=True, slots=True`` or ``slots=True, unsafe_hash=True``; else it is the
                standard one's affair.
        """
        if how == {"frozen": True, "slots": True}:
            return _frozen
        if how == {"slots": True, "unsafe_hash": True}:
            return _changing
        return dataclasses.dataclass(**how)


def _frozen(cls: type) -> Any:  # noqa: ANN401 - a class with what the library adds
    made: Any = _with_methods(cls)
    setters = {f"_set_{f.name}": vars(made)[f.name].__set__ for f in dataclasses.fields(made)}
    made.__init__ = _FirstInit(made, "_set_{0}(self, {1})", setters)
    made.__setattr__, made.__delattr__ = _refuse_assignment, _refuse_deletion
    made.__dataclass_params__.frozen = True
    return made


def _changing(cls: type) -> Any:  # noqa: ANN401
    made: Any = _with_methods(cls)
    made.__init__ = _FirstInit(made, "self.{0} = {1}", {})
    return made


def _with_methods(cls: type) -> Any:  # noqa: ANN401
    """The class with slots and fields, and with everything but ``__init__``."""
    cls.__doc__ = cls.__doc__ or cls.__name__  # else the library works out a signature for it
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    whole = _values([f.name for f in fields])
    compared = _values([f.name for f in fields if f.compare])
    methods = {
        "__repr__": _repr(made.__qualname__, [f.name for f in fields if f.repr]),
        "__eq__": _eq(compared),
        "__hash__": lambda self: hash(compared(self)),
        "__getstate__": lambda self: [*whole(self)],  # an attrgetter is no method
        "__setstate__": _setstate([vars(made)[f.name].__set__ for f in fields]),
    }
    for name, method in methods.items():
        if name not in vars(cls):
            setattr(made, name, method)
    return made


def _values(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What tells the values of fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda self: (getattr(self, names[0]),)) if names else lambda _: ()


def _repr(kind: str, names: Sequence[str]) -> Callable[[Any], str]:
    values = _values(names)
    form = f"{kind}({', '.join(f'{name}=%r' for name in names)})"
    return lambda self: form % values(self)


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], Any]:
    def equal(self: Any, other: object) -> Any:  # noqa: ANN401
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return equal


def _setstate(
    setters: Sequence[Callable[[Any, Any], None]],
) -> Callable[[Any, Sequence[Any]], None]:
    def set_all(self: Any, state: Sequence[Any]) -> None:  # noqa: ANN401
        for setter, value in zip(setters, state, strict=True):
            setter(self, value)

    return set_all


def _refuse_assignment(_: object, name: str, value: object) -> None:
    del value
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


class _FirstInit:
    """In the place of ``__init__`` until somebody asks for it.

    Args:
        how: What ``_init`` takes, the class first.
    """

    def __init__(self, *how: Any) -> None:  # noqa: ANN401
        self._how = how

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., None]:
        cls = self._how[0]
        made = cls.__init__ = _init(*self._how)
        return made.__get__(instance, owner)  # type: ignore[no-any-return] # a function


def _init(cls: Any, assign: str, known: dict[str, Any]) -> Callable[..., None]:  # noqa: ANN401
    """``__init__``, written and compiled as the library does it.

    Args:
        cls: The class.
        assign: How a field gets its value, with places for its name and the value.
        known: What ``assign`` names.
    """
    missing = object()
    parameters, body, names = ["self"], [], known | {"_missing": missing}
    for field in dataclasses.fields(cls):
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            names[f"_make_{value}"] = field.default_factory
            value = f"_make_{value}() if {value} is _missing else {value}"
            names[f"_default_{field.name}"] = missing
        elif field.default is not dataclasses.MISSING:
            names[f"_default_{value}"] = field.default
        if field.init:
            default = f"=_default_{field.name}" if f"_default_{field.name}" in names else ""
            parameters.append(field.name + default)
            body.append(assign.format(field.name, value))
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), names)  # noqa: S102 - of names of fields alone
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made
