"""A copy of this process that does some work and ends, and the line between the two."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from typing import NoReturn


def copies() -> bool:
    """Whether this process can be copied: no thread of it may hold a lock that nobody would open."""
    threading = sys.modules.get("threading")
    return sys.platform == "linux" and (threading is None or threading.active_count() == 1)


def cores() -> int:
    """The cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def leave_interrupts() -> None:
    """Who interrupts a run means the process that they started, which ends its copies and says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Line:
    """One end of a line on which values are sent, each as a whole.

    What sends takes as long to load as a page to print, and is loaded when somebody first sends.

    Args:
        reading: The number of the pipe that is read.
        writing: The number of the pipe that is written.
    """

    def __init__(self, reading: int, writing: int) -> None:
        self._pipes: tuple[int, ...] = (reading, writing)
        self._ends: tuple[Connection[Any, Any], ...] = ()

    def send(self, value: object) -> None:
        """Send a value, and wait until there is room for it.

        Raises:
            OSError: Nobody is there to read it, or this end is closed.
        """
        self._open()[1].send(value)

    def recv(self) -> Any:  # noqa: ANN401 - whatever is sent
        """The next value, once it is there.

        Raises:
            EOFError: Nobody is left who could send.
            OSError: Who sent has ended in the middle, or this end is closed.
        """
        return self._open()[0].recv()

    def poll(self, seconds: float = 0.0) -> bool:
        """Whether there is anything to read within so many seconds, be it the end.

        Raises:
            OSError: This end is closed.
        """
        return self._open()[0].poll(seconds)

    def close(self) -> None:
        """Close this end."""
        for end in self._ends:
            end.close()
        for pipe in self._pipes:
            os.close(pipe)
        self._pipes = ()

    def __del__(self) -> None:
        self.close()

    def _open(self) -> tuple[Connection[Any, Any], ...]:
        if self._pipes:
            from multiprocessing.connection import Connection

            reading, writing = self._pipes
            self._ends = Connection(reading, writable=False), Connection(writing, readable=False)
            self._pipes = ()
        if not self._ends:
            raise OSError("the line is closed")
        return self._ends


class Copy:
    """A copy of this process; only where the system makes one (``copies``).

    Args:
        work: What it does, with its end of the line; what it raises is not told.

    Attributes:
        line: Our end.
        number: The number of its process.

    Raises:
        OSError: There is no room for another process.
    """

    def __init__(self, work: Callable[[Line], object]) -> None:
        self.line, there = _line()
        _flush()  # else the copy would have it, too
        try:
            self.number = os.fork()
        except OSError:
            self.line.close()
            raise
        if not self.number:
            _work(work, self.line, there)
        there.close()
        self._there = True

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if self._there:
            with suppress(ProcessLookupError):  # it has ended, and who started us wants no children
                os.kill(self.number, signal.SIGKILL)

    def join(self) -> None:
        """Wait until it has ended."""
        if self._there:
            self._there = False
            with suppress(ChildProcessError):  # somebody else has waited for it
                os.waitpid(self.number, 0)

    def end(self) -> None:
        """Have it gone, whatever it is doing."""
        self.line.close()
        self.kill()
        self.join()


def _flush() -> None:
    """Write what was printed; a program may have been started without anywhere to print to."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # None; closed since
            stream.flush()


def _line() -> tuple[Line, Line]:
    """Both ends of a line."""
    from_here, to_here = os.pipe(), os.pipe()
    return Line(to_here[0], from_here[1]), Line(from_here[0], to_here[1])


def _work(work: Callable[[Line], object], here: Line, there: Line) -> NoReturn:
    """In the copy: work, and tell nobody what went wrong, since all is made again where it can be told."""
    status = 1
    try:
        leave_interrupts()
        here.close()  # else it would keep its own line open, and wait for itself to read what it sends
        work(there)
        status = 0
    finally:
        os._exit(status)  # what this process has to do in its end is not the copy's business


EARLY: ContextVar[Copy | None] = ContextVar("early", default=None)
"""A copy that was made before the command line was loaded, for who draws; None: there is none."""
