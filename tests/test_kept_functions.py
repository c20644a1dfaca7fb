"""Dataclasses behave the same whether the code of their functions was compiled now or kept."""

from __future__ import annotations

import dataclasses
import marshal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator import kept_functions
from generator.kept_functions import KeptFunctions
from generator.publishing.cache import Cache


@contextmanager
def lent(cache: Cache) -> Iterator[list[str]]:
    """A run; the texts that it had to compile are listed."""
    functions, made = KeptFunctions(cache), list[str]()

    def counted(text: str, *more: Any, **named: Any) -> Any:
        made.append(text)
        return compile(text, *more, **named)

    functions.lend()
    kept_functions.compile = counted  # type: ignore[attr-defined]
    try:
        yield made
    finally:
        del kept_functions.compile  # type: ignore[attr-defined]
        functions.take_back()
        functions.keep()


def frozen() -> Any:
    @dataclasses.dataclass(frozen=True, slots=True, order=True)
    class Zone:
        name: str
        firms: int = 3
        parts: list[str] = dataclasses.field(default_factory=list, compare=False)
        scale: dataclasses.InitVar[int] = 1
        area: int = dataclasses.field(kw_only=True, default=7, repr=False)

        def __post_init__(self, scale: int) -> None:
            object.__setattr__(self, "area", self.area * scale)

    return Zone


def behaviour(zone: Any) -> list[object]:
    """All that the written functions do."""
    one, same, other = zone("甲"), zone("甲", 3, ["x"]), zone("乙", 4, scale=2, area=5)
    told: list[object] = [repr(one), repr(other), other.area, one == same, one != other]
    told += [one < zone("甲", 5), hash(one) == hash(same), zone.__match_args__, zone.__doc__]
    told.append(hasattr(one, "__dict__"))
    attempts: tuple[Callable[[], object], ...] = (
        lambda: setattr(one, "firms", 2),
        lambda: delattr(one, "firms"),
        zone,
        lambda: zone("甲", size=1),
    )
    for attempt in attempts:
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)) as raised:
            attempt()
        told.append(str(raised.value))
    return told


def test_kept_functions_do_what_compiled_ones_do(tmp_path: Path) -> None:
    expected = behaviour(frozen())
    with lent(Cache(tmp_path, "v")) as made:
        first = frozen()
    assert made
    with lent(Cache(tmp_path, "v")) as made:
        second = frozen()
    assert made == []
    assert behaviour(first) == behaviour(second) == expected
    assert second.__init__.__code__.co_code == frozen().__init__.__code__.co_code


def test_names_are_those_of_each_class(tmp_path: Path) -> None:
    """Two classes may have the same text: what it means is in the names that go with it."""

    def made(default: object) -> Any:
        return dataclasses.make_dataclass("Made", [("x", object, dataclasses.field(default=default))])  # fmt: skip

    for _ in range(2):
        with lent(Cache(tmp_path, "v")):
            first, second = made("first"), made("second")
        assert (first().x, second().x) == ("first", "second")
        assert first() != second()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"\xff" * 9,
        marshal.dumps([1]),
        marshal.dumps({"text": 1}),
        marshal.dumps({})[:-1],
    ],
)
def test_what_we_did_not_write_is_compiled(tmp_path: Path, data: bytes) -> None:
    expected = behaviour(frozen())
    Cache(tmp_path, "v").put(kept_functions._KEY, data)
    with lent(Cache(tmp_path, "v")) as made:
        assert behaviour(frozen()) == expected
    assert made
    with lent(Cache(tmp_path, "v")) as made:
        frozen()
    assert made == []


def test_damaged_bytes_are_no_entry(tmp_path: Path) -> None:
    with lent(Cache(tmp_path, "v")):
        frozen()
    [entry] = [path for path in tmp_path.rglob("*") if path.is_file()]
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    entry.write_bytes(data)
    with lent(Cache(tmp_path, "v")) as made:
        frozen()
    assert made


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no rights there")
def test_code_is_not_taken_from_where_others_may_write(tmp_path: Path) -> None:
    with lent(Cache(tmp_path / "cache", "v")):
        frozen()
    (tmp_path / "cache").chmod(0o777)
    functions = KeptFunctions(Cache(tmp_path / "cache", "v"))
    functions.lend()
    assert "exec" not in vars(dataclasses)
    assert not functions.keep()


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with lent(Cache(tmp_path, "v")):
        assert "exec" in vars(dataclasses)
    assert "exec" not in vars(dataclasses)


def test_runs_at_the_same_time_keep_what_each_found(tmp_path: Path) -> None:
    runs = [KeptFunctions(Cache(tmp_path, "v")) for _ in range(2)]
    for run, name in zip(runs, ("left", "right"), strict=True):
        run.lend()
        dataclasses.make_dataclass("Made", [(name, int)])
        run.take_back()
    assert [run.keep() for run in runs] == [True, True]
    with lent(Cache(tmp_path, "v")) as made:
        dataclasses.make_dataclass("Made", [("left", int)])
        dataclasses.make_dataclass("Made", [("right", int)])
    assert made == []
