"""A copy of this process, and the line between the two.

``multiprocessing`` offers the same and more, but takes longer to load than a copy to make.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = 8
"""Bytes that tell how long a value is that is sent."""
_PIECE = 1 << 20
"""Bytes that are taken from the line at once."""


class Line:
    """One end of a line on which values are sent.

    Args:
        source: The number of the open file that is read from.
        sink: The one that is written to.
    """

    def __init__(self, source: int, sink: int) -> None:
        self._source, self._sink = source, sink

    def send(self, value: object) -> None:
        """Send a value.

        Raises:
            OSError: Nobody can receive it.
        """
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        left = memoryview(len(data).to_bytes(_LENGTH, "little") + data)
        while left:
            left = left[os.write(self._sink, left) :]

    def receive(self) -> Any:  # noqa: ANN401 - what was sent
        """The next value.

        Raises:
            EOFError: Nobody can send any more.
        """
        length = int.from_bytes(self._bytes(_LENGTH), "little")
        return pickle.loads(self._bytes(length))  # noqa: S301 - sent by a copy of ours

    def _bytes(self, count: int) -> bytes:
        pieces = []
        while count:
            piece = os.read(self._source, min(count, _PIECE))
            if not piece:
                raise EOFError
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def poll(self, seconds: float = 0.0) -> bool:
        """Whether there is something to receive, or the end, within some seconds."""
        return bool(select.select([self._source], [], [], seconds)[0])

    def close(self) -> None:
        """Nothing is sent or received any more."""
        os.close(self._source)
        os.close(self._sink)


class Copy:
    """A copy of this process that does some work and ends.

    Args:
        work: What it does, with its end of the line; what it raises is not told.

    Attributes:
        line: Our end.
        number: The number of its process.

    Raises:
        OSError: There is no room for another process.
    """

    def __init__(self, work: Callable[[Line], object]) -> None:
        here, there = _lines()
        _flush()  # else both would write what waits to be written
        try:
            self.number = os.fork()
        except OSError:
            here.close()
            there.close()
            raise
        if self.number == 0:
            _work(work, here, there)
        there.close()
        self.line = here
        self._gone = False

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if not self._gone:  # else another process may have its number by now
            with suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)

    def join(self) -> None:
        """Wait until it has ended."""
        if not self._gone:
            self._gone = True
            with suppress(ChildProcessError):  # somebody else has waited for it
                os.waitpid(self.number, 0)


def _lines() -> tuple[Line, Line]:
    """Both ends of a line."""
    first, second = os.pipe(), os.pipe()
    return Line(first[0], second[1]), Line(second[0], first[1])


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or it is closed
            stream.flush()


def _work(work: Callable[[Line], object], here: Line, there: Line) -> None:
    """In the copy: work, and end without what a process does that was started by itself."""
    status = 1
    try:
        here.close()  # else it would keep its own line open, and wait for itself to read what it sends
        work(there)
        status = 0
    finally:
        os._exit(status)
