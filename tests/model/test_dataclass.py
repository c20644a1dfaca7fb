"""Our dataclasses are those of the library in every respect but the time that they take."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from generator.model.dataclass import dataclass

_FROZEN, _CHANGING = {"frozen": True, "slots": True}, {"slots": True, "unsafe_hash": True}


def _numbers() -> list[int]:
    return [1, 2]


def _declared(make: Callable[..., Any], how: dict[str, bool], name: str) -> Any:
    class Place:
        """Where something is."""

        start: int
        names: tuple[str, ...] = ()
        more: list[int] = dataclasses.field(default_factory=_numbers, compare=False)
        note: str = dataclasses.field(default="-", repr=False)
        end: int = dataclasses.field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "end", self.start + len(self.names))

        @property
        def length(self) -> int:
            """How long."""
            return self.end - self.start

    Place.__qualname__ = Place.__name__ = name
    return make(**how)(Place)


def _sent(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - of our own making


Frozen = _declared(dataclass, _FROZEN, "Frozen")
Changing = _declared(dataclass, _CHANGING, "Changing")
PAIRS = [
    (Frozen, _declared(dataclasses.dataclass, _FROZEN, "Frozen")),
    (Changing, _declared(dataclasses.dataclass, _CHANGING, "Changing")),
]
CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((3,), {}),
    ((3, ("a", "b")), {}),
    ((3,), {"names": ("a",), "note": "x"}),
    ((3, (), [7], "y"), {}),
]


@pytest.mark.parametrize(("own", "standard"), PAIRS)
@pytest.mark.parametrize(("args", "named"), CALLS)
def test_values_are_the_same(
    own: Any, standard: Any, args: tuple[Any, ...], named: dict[str, Any]
) -> None:
    made, expected = own(*args, **named), standard(*args, **named)
    assert repr(made) == repr(expected)
    assert hash(made) == hash(expected)
    assert dataclasses.asdict(made) == dataclasses.asdict(expected)
    assert made.length == expected.length
    assert made == own(*args, **named)
    assert made != expected
    assert made != dataclasses.replace(made, start=4)
    assert own.__match_args__ == standard.__match_args__
    assert own.__slots__ == standard.__slots__
    assert [f.name for f in dataclasses.fields(own)] == [f.name for f in dataclasses.fields(standard)]  # fmt: skip


@pytest.mark.parametrize(("own", "standard"), PAIRS)
def test_they_take_the_same_parameters(own: Any, standard: Any) -> None:
    mine, theirs = (inspect.signature(made).parameters for made in (own, standard))
    assert list(mine) == list(theirs)
    for args, named in (((), {}), ((1, (), [], "", 5), {}), ((1,), {"end": 3}), ((1,), {"start": 2})):  # fmt: skip
        for made in (own, standard):
            with pytest.raises(TypeError):
                made(*args, **named)


def test_each_value_has_defaults_of_its_own() -> None:
    assert Frozen(1).more == [1, 2]
    assert Frozen(1).more is not Frozen(1).more


def test_what_is_frozen_stays() -> None:
    made = Frozen(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="start"):
        made.start = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="start"):
        del made.start
    assert made.start == 1
    assert Frozen.__dataclass_params__.frozen
    assert not hasattr(made, "__dict__")


def test_what_changes_changes() -> None:
    made = Changing(1)
    made.start = 2
    assert made == Changing(2)


@pytest.mark.parametrize("kind", [Frozen, Changing])
def test_they_can_be_copied_and_sent(kind: Any) -> None:
    made = kind(3, ("a",), [9], "x")
    for other in (_sent(made), copy.copy(made), copy.deepcopy(made)):
        assert other == made
        assert (other.more, other.end) == ([9], 4)


def test_own_methods_stay() -> None:
    @dataclass(frozen=True, slots=True)
    class Named:
        """With words of its own."""

        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

        def __hash__(self) -> int:
            return 7

    assert repr(Named("甲")) == "<甲>"
    assert hash(Named("甲")) == 7
    assert Named("甲") == Named("甲")


def test_other_kinds_are_the_libraries() -> None:
    @dataclass(frozen=True, order=True)
    class Ordered:
        """Compares."""

        number: int

    assert Ordered(1) < Ordered(2)

    @dataclass(frozen=True, slots=True)
    class Empty:
        """Without fields."""

    assert Empty() == Empty()
    assert repr(Empty()).endswith("Empty()")
    assert hash(Empty()) == hash(Empty())
    assert _sent(Frozen) is Frozen
