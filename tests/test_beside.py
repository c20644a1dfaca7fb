"""Work in a copy of the process: the same value or the same error, whatever becomes of the copy."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.beside import Ahead, Beside
from tests.running import forking


@pytest.mark.parametrize("apart", [False, True])
def test_a_value_is_made_once(apart: bool) -> None:  # noqa: FBT001
    made = Beside(lambda: [b"x" * 1_000_000, "值"], apart=apart)
    assert made.value() == [b"x" * 1_000_000, "值"]
    assert made.value() is made.value()


@forking
def test_it_is_made_in_another_process() -> None:
    assert Beside(os.getpid, apart=True).value() != os.getpid()
    assert Beside(os.getpid, apart=False).value() == os.getpid()


def running(number: int) -> bool:
    """Whether there is such a process, or nobody has waited for its end."""
    return Path(f"/proc/{number}").exists()


@forking
def test_a_block_ends_its_copy() -> None:
    """Whether its value was asked for or not; who has the value does not wait for the copy's end."""

    with Beside(os.getpid, apart=True) as made:
        assert made.value() != os.getpid()
    assert not running(made.value())
    with Beside(lambda: time.sleep(60), apart=True) as slow:
        assert slow._copy
        number = slow._copy.number
        assert running(number)
    assert not running(number)
    with Beside(os.getpid, apart=False) as here:
        assert here.value() == os.getpid()


def test_an_error_is_told_here() -> None:
    def fails() -> None:
        raise ValueError("二")

    with pytest.raises(ValueError, match="二"):
        Beside(fails, apart=True).value()


@forking
def test_a_copy_that_dies_is_no_loss() -> None:
    here = os.getpid()

    def dies() -> int:
        if os.getpid() != here:
            os._exit(9)
        return os.getpid()

    assert Beside(dies, apart=True).value() == here


def test_beside_threads_nothing_is_copied() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert Beside(os.getpid, apart=True).value() == os.getpid()
    finally:
        stop.set()
        thread.join()


def ignore(*_: object) -> None:
    """Load nothing."""


def pause(seconds: float) -> None:
    time.sleep(seconds)


def told(number: int) -> tuple[int, int]:
    return os.getpid(), number + 1


@forking
def test_a_copy_made_ahead_works_on_what_it_is_given() -> None:
    with Ahead(ignore, told, apart=True) as ahead:
        assert ahead.ready
        first, second = ahead.give(1), ahead.give(2)
        (one, two), (other, three) = first() or (0, 0), second() or (0, 0)
    assert (two, three) == (2, 3)
    assert one == other != os.getpid()


@forking
def test_it_loads_before_there_is_any_work() -> None:
    loaded: list[int] = []

    def listed(number: int) -> list[int]:
        return [*loaded, number]

    with Ahead(lambda: loaded.append(7), listed, apart=True) as ahead:
        assert ahead.give(1)() == [7, 1]
    assert loaded == []


@forking
def test_work_comes_between_the_steps_of_loading() -> None:
    """It does not wait until all is loaded, and what was not loaded before is loaded behind it."""
    loaded: list[int] = []

    def load() -> Iterator[None]:
        for number in range(20):
            loaded.append(number)
            yield
            time.sleep(0.02)

    def count(_number: int) -> int:
        return len(loaded)

    with Ahead(load, count, apart=True) as ahead:
        seen = [ahead.give(1)() or 0]
        while seen[-1] < 20:
            seen.append(ahead.give(1)() or 0)
            assert len(seen) < 10_000
    assert 0 < seen[0] < 20
    assert seen == sorted(seen)


def sized(content: bytes) -> bytes:
    return content


@forking
def test_nobody_waits_for_who_waits_for_him() -> None:
    """Results and work that no line between processes can hold at once."""
    with Ahead(ignore, sized, apart=True) as ahead:
        waiting = [ahead.give(bytes(size)) for size in (2_000_000, 3_000_000, 4_000_000)]
        assert [len(wait() or b"") for wait in waiting] == [2_000_000, 3_000_000, 4_000_000]


@forking
def test_what_was_not_received_before_the_end_is_nothing() -> None:
    with Ahead(ignore, pause, apart=True) as ahead:
        wait = ahead.give(60)
        ahead.dismiss()
        assert wait() is None


def write_and_read(lines: tuple[int, int]) -> int:
    os.write(lines[0], b"x")
    return len(os.read(lines[1], 1))


@forking
def test_it_is_free_when_it_has_nothing_to_do() -> None:
    begun, go = os.pipe(), os.pipe()
    with Ahead(ignore, write_and_read, apart=True) as ahead:
        assert ahead.free
        wait = ahead.give((begun[1], go[0]))
        assert os.read(begun[0], 1)
        assert not ahead.free
        os.write(go[1], b"x")
        assert wait() == 1
        assert ahead.free
    assert not ahead.free


def fails(*_: object) -> int:
    raise ValueError("三")


def dies(*_: object) -> int:
    os._exit(9)


@forking
@pytest.mark.parametrize("broken", [fails, dies])
def test_from_a_copy_that_fails_nothing_comes(broken: Callable[..., int]) -> None:
    with Ahead(ignore, broken, apart=True) as ahead:
        assert ahead.give(1)() is None
        assert ahead.give(2)() is None
    with Ahead(broken, told, apart=True) as ahead:
        assert ahead.give(1)() is None


@forking
def test_whatever_it_does_it_is_gone_behind_the_block() -> None:
    start = time.monotonic()
    with Ahead(ignore, pause, apart=True) as ahead:
        ahead.give(60)
    assert not ahead.ready
    assert time.monotonic() - start < 30


@forking
def test_who_is_dismissed_takes_no_more_work() -> None:
    with Ahead(ignore, told, apart=True) as ahead:
        number, _ = ahead.give(1)() or (0, 0)
        ahead.dismiss()
        assert not ahead.ready
        ahead.dismiss()
        assert ahead.give(2)() is None
    assert not running(number)


def test_none_is_made_where_none_is_wanted() -> None:
    with Ahead(ignore, told, apart=False) as ahead:
        assert not ahead.ready


ABANDONING = """
import os, signal
from generator.beside import Beside
made = Beside(lambda: bytes(10_000_000), apart=True)
print(made._copy.number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@forking
def test_a_copy_ends_when_nobody_is_left_to_read(tmp_path: Path) -> None:
    number = tmp_path / "copy"
    with number.open("wb") as file:
        subprocess.run([sys.executable, "-c", ABANDONING], check=False, stdout=file)
    status = Path(f"/proc/{int(number.read_text())}/stat")
    end = time.monotonic() + 30
    while status.exists() and status.read_text().rpartition(") ")[2][0] != "Z":
        assert time.monotonic() < end, "it waits for itself to read what it sends"
        time.sleep(0.05)
