"""Copies of a process: what one sends the other gets, whole, and each ends by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from generator.copying import Copy, Line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows copies no processes")


def answer(line: Line) -> None:
    """Send back what comes, until nobody can send any more."""
    while True:
        line.send(("answer", line.recv()))


def test_values_of_any_size_come_back() -> None:
    copy = Copy(answer)
    for value in (None, [], "值", b"x" * 3_000_000, {"a": (1, 2.5)}):
        copy.line.send(value)
        assert copy.line.recv() == ("answer", value)
    copy.line.close()
    copy.join()
    with pytest.raises(ProcessLookupError):
        os.kill(copy.number, 0)


def test_there_is_nothing_to_receive_until_it_is_sent() -> None:
    copy = Copy(answer)
    assert not copy.line.poll()
    copy.line.send(1)
    assert copy.line.poll(30)
    assert copy.line.recv() == ("answer", 1)
    assert not copy.line.poll(0.01)
    copy.line.close()
    copy.join()


def test_who_ends_in_the_middle_has_sent_nothing() -> None:
    def half(line: Line) -> None:
        os.write(line._pipes[1], (100).to_bytes(4, "big") + b"half")

    for work in (half, lambda _: os._exit(3), lambda line: line.send(lambda: None)):
        copy = Copy(work)
        assert copy.line.poll(30)
        with pytest.raises((EOFError, OSError)):
            copy.line.recv()
        copy.join()
        with pytest.raises(BrokenPipeError):
            copy.line.send(1)
        copy.line.close()


def test_it_can_be_ended_whatever_it_does() -> None:
    copy = Copy(lambda _: time.sleep(60))
    copy.kill()
    copy.join()
    copy.kill()
    copy.join()
    copy.line.close()


UNWANTED = """
import signal
from generator.copying import Copy
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
copy = Copy(lambda line: None)
try:
    copy.line.recv()
except EOFError:
    copy.join()  # until it is gone
copy._there = True  # as far as was known before
copy.end()
"""


def test_one_that_has_ended_can_be_ended_where_the_system_forgets_it_at_once() -> None:
    """A program may be started with its children's ends ignored: the system keeps nothing of them."""
    done = subprocess.run(
        [sys.executable, "-c", UNWANTED], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


PRINTING = """
import sys
from generator.copying import Copy
print("before")
copy = Copy(lambda line: print("in the copy", flush=True))
copy.join()
print("behind")
"""


def test_what_was_printed_is_printed_once() -> None:
    words = [sys.executable, "-c", PRINTING]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["before", "in the copy", "behind", ""]
