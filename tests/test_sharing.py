"""Work shared with a copy of the process: the same values or the same error, whoever makes them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.sharing import Shared
from tests.running import forking


@pytest.mark.parametrize("apart", [False, True])
def test_every_part_is_made_and_in_its_place(apart: bool) -> None:  # noqa: FBT001
    parts: dict[str, Callable[[], object]] = {
        "甲": lambda: b"x" * 1_000_000,
        "乙": lambda: "值",
        "丙": lambda: None,
    }
    with Shared(parts, apart=apart) as shared:
        assert shared.values == {"甲": b"x" * 1_000_000, "乙": "值", "丙": None}
        assert list(shared.values) == list(parts)
        assert shared.values is shared.values


@forking
def test_each_is_made_by_one_of_both(tmp_path: Path) -> None:
    """The copy makes what it can; when the values are wanted, this process makes what is left."""
    begun = tmp_path / "begun"

    def slowly() -> int:
        begun.touch()
        time.sleep(0.1)
        return os.getpid()

    with Shared({str(number): slowly for number in range(8)}, apart=True) as shared:
        while not begun.exists():
            time.sleep(0.01)
        makers = list(shared.values.values())
    assert makers[0] != os.getpid()
    assert makers[-1] in {makers[0], os.getpid()}
    assert os.getpid() in makers
    assert len(set(makers)) == 2


@forking
def test_a_copy_stands_behind_others() -> None:
    def gently() -> int:
        return os.nice(0)

    here = gently()
    with Shared({"甲": gently}, apart=True) as shared:
        time.sleep(0.5)
        assert shared.values["甲"] >= here
    assert gently() == here


def _fails() -> int:
    raise ValueError("二")


@pytest.mark.parametrize("apart", [False, True])
def test_an_error_is_told_here(apart: bool) -> None:  # noqa: FBT001
    with (
        Shared({"甲": _fails, "乙": lambda: 2}, apart=apart) as shared,
        pytest.raises(ValueError, match="二"),
    ):
        _ = shared.values


@forking
def test_a_copy_that_dies_is_no_loss() -> None:
    here = os.getpid()

    def dies_there() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 1

    with Shared({"甲": lambda: 0, "乙": dies_there, "丙": lambda: 2}, apart=True) as shared:
        time.sleep(0.2)
        assert shared.values == {"甲": 0, "乙": 1, "丙": 2}


@forking
def test_behind_the_block_nothing_is_left() -> None:
    began = time.monotonic()
    with Shared({"甲": lambda: time.sleep(60)}, apart=True) as shared:
        assert os.fstat(shared._claims)
    assert time.monotonic() - began < 30
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(shared._claims)
