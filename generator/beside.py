"""Work done beside other work: in a copy of this process where the system makes one cheaply.

A copy is a gift that may fail at any moment: what it does not send is made here, so that what
comes out is the same with and without it, errors included.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from generator.starting import keep_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_LOOK = 2.0
"""Seconds after which a copy that waits for work looks whether its parent lives."""

G = TypeVar("G")
T = TypeVar("T")


def copies() -> bool:
    """Whether this process can be copied: no thread of it may hold a lock that nobody would open."""
    return sys.platform == "linux" and threading.active_count() == 1


class Beside(Generic[T]):
    """A value that is made while this process goes on.

    The copy has everything in memory already, so nothing but the result is sent. Where processes
    cannot be copied, and where the copy failed, the value is made here when it is asked for: what
    comes out is the same, errors included. Used as a block, in whose end the copy is gone: to go
    takes it a moment, for which nobody has to wait who has the value.

    Args:
        make: A pure function; it is called once or twice.
        apart: Whether another process is wanted at all.
    """

    def __init__(self, make: Callable[[], T], *, apart: bool) -> None:
        self._make = make
        self._reader: Any = None
        self._process: Any = None
        self._made: list[T] = []
        self._block = False
        if apart and copies():
            self._start()

    def __enter__(self) -> Self:
        self._block = True
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        if self._reader is not None:  # nobody wanted the value
            self._reader.close()
            self._process.kill()
        self._process.join()
        self._reader = self._process = None

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(reader, writer, self._make), daemon=True)
        try:
            process.start()
        except OSError:  # no room for another process
            return
        writer.close()
        self._reader, self._process = reader, process

    def value(self) -> T:
        """The value, once it is made.

        Raises:
            Exception: What ``make`` raises.
        """
        if not self._made:
            self._made += self._received() or [self._make()]
        return self._made[0]

    def _received(self) -> list[T]:
        """What the copy sent, if there is one and it sent anything."""
        if self._reader is None:
            return []
        try:
            return [self._reader.recv()]
        except (EOFError, OSError):
            return []
        finally:
            self._reader.close()
            self._reader = None
            if not self._block:
                self._process.join()


def _send(reader: Any, writer: Any, make: Callable[[], T]) -> None:  # noqa: ANN401 - of no named type
    """In the copy: send the value, or nothing if there is none."""
    _leave_interrupts()
    reader.close()  # else a copy whose parent was ended would wait for itself to read
    try:
        writer.send(make())
        keep_found()
    except Exception:  # noqa: BLE001, S110 - it is made again where its error can be told
        pass
    finally:
        writer.close()


def _leave_interrupts() -> None:
    """Who interrupts a run means the process that they started, which ends its copies and says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Ahead(Generic[G, T]):
    """A function called in a copy of this process that loads libraries while this one goes on.

    It is copied early, when there is nothing to work on yet, and given its work later. Used as a
    block, in whose end it is gone, whatever it was doing.

    Args:
        load: Loads what ``make`` needs; it may do so in steps (an iterator), of which those are
            left out that work comes before.
        make: A pure function; what it takes and gives is sent between the processes.
        apart: Whether another process is wanted at all.
    """

    def __init__(
        self, load: Callable[[], Iterable[object] | None], make: Callable[[G], T], *, apart: bool
    ) -> None:
        self._load, self._make, self._apart = load, make, apart
        self._pipe: Any = None
        self._process: Any = None
        self._awaited: list[T | None] | None = None

    def __enter__(self) -> Self:
        if self._apart and copies():
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()
        if self._process is not None:
            self._process.join()
            self._process = None

    def dismiss(self) -> None:
        """End the copy without waiting for it: there is no more work."""
        if self.ready:
            self._pipe.close()
            self._pipe = None
            if self._awaited is not None:
                self._awaited.append(None)
                self._awaited = None
            self._process.kill()  # it holds nothing that anybody else will see

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe()
        process = context.Process(
            target=_serve, args=(here, there, self._load, self._make), daemon=True
        )
        try:
            process.start()
        except OSError:  # no room for another process
            return
        there.close()
        self._pipe, self._process = here, process

    @property
    def ready(self) -> bool:
        """Whether there is a copy that can be given work."""
        return self._pipe is not None

    @property
    def free(self) -> bool:
        """Whether the copy has nothing to do, as far as is known here."""
        return self.ready and (self._awaited is None or self._pipe.poll())

    def give(self, work: G) -> Callable[[], T | None]:
        """Give the copy its work and go on.

        What it still has from before is waited for first: two who send and do not receive would
        wait for each other.

        Returns:
            What waits for the result; None comes where the copy has failed.
        """
        self._receive()
        result: list[T | None] = []
        try:
            self._pipe.send(work)
        except OSError:
            return _nothing
        self._awaited = result

        def received() -> T | None:
            if self._awaited is result:
                self._receive()
            return result[0]

        return received

    def _receive(self) -> None:
        """Take the result that the copy has been asked for."""
        if self._awaited is None:
            return
        try:
            self._awaited.append(self._pipe.recv())
        except (EOFError, OSError):
            self._awaited.append(None)
        self._awaited = None


def _nothing() -> None:
    """What a copy that has failed gives."""


Helper: TypeAlias = "Ahead[tuple[Callable[[Any], Any], Any], Any]"
"""A copy that calls the functions that it is given, each with what it is called with."""


def called(task: tuple[Callable[[Any], Any], Any]) -> object:
    """What a helper makes of its work."""
    make, work = task
    return make(work)


def _serve(  # the library names no type of its connections
    here: Any,  # noqa: ANN401
    there: Any,  # noqa: ANN401
    load: Callable[[], Iterable[object] | None],
    make: Callable[[Any], object],
) -> None:
    """In the copy: load, then work on what comes until nobody can send any more."""
    here.close()  # else this process would keep its own line open
    _leave_interrupts()
    parent = os.getppid()
    try:
        for _ in load() or ():
            if there.poll():
                break
        keep_found()
        while _waited(there, parent):
            there.send(make(there.recv()))
    except Exception:  # noqa: BLE001, S110 - nobody sends, or it fails here as well, where it is told
        pass
    finally:
        there.close()


def end_with_parent() -> None:
    """In a process of a pool: end when the one that started it was killed.

    Each of a pool holds both ends of the line that work comes on, and would wait for ever.
    """
    parent = os.getppid()

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()


def _waited(there: Any, parent: int) -> bool:  # noqa: ANN401
    """Wait for work; False when the parent was killed, of whose line other copies have an end."""
    while not there.poll(_LOOK):
        if os.getppid() != parent:
            return False
    return True
