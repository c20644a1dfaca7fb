"""Work in a copy of the process: the same value or the same error, whatever becomes of the copy."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from generator.beside import Beside

forking = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes safely")


@pytest.mark.parametrize("apart", [False, True])
def test_a_value_is_made_once(apart: bool) -> None:  # noqa: FBT001
    made = Beside(lambda: [b"x" * 1_000_000, "值"], apart=apart)
    assert made.value() == [b"x" * 1_000_000, "值"]
    assert made.value() is made.value()


@forking
def test_it_is_made_in_another_process() -> None:
    assert Beside(os.getpid, apart=True).value() != os.getpid()
    assert Beside(os.getpid, apart=False).value() == os.getpid()


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
