"""Work done beside other work: in a copy of this process where the system makes one cheaply.

A copy is a gift that may fail at any moment: what it does not send is made here, so that what
comes out is the same with and without it, errors included.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from generator.copying import Copy, copies
from generator.starting import keep_found, leave_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.copying import Line

_LOOK = 2.0
"""Seconds after which a copy that waits for work looks whether its parent lives."""

G = TypeVar("G")
T = TypeVar("T")


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
        self._copy: Copy | None = None
        self._waits = False
        self._made: list[T] = []
        self._block = False
        if apart and copies():
            self._start()

    def __enter__(self) -> Self:
        self._block = True
        return self

    def __exit__(self, *_: object) -> None:
        if self._copy is None:
            return
        if self._waits:  # nobody wanted the value
            self._copy.line.close()
            self._copy.kill()
        self._copy.join()
        self._copy = None

    def _start(self) -> None:
        import multiprocessing.connection  # noqa: F401 - both ends send: what is loaded is copied

        make = self._make
        try:
            self._copy = Copy(lambda line: _send(line, make))
        except OSError:  # no room for another process
            return
        self._waits = True

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
        if self._copy is None or not self._waits:
            return []
        self._waits = False
        try:
            return [self._copy.line.recv()]
        except (EOFError, OSError):
            return []
        finally:
            self._copy.line.close()
            if not self._block:
                self._copy.join()


def _send(line: Line, make: Callable[[], T]) -> None:
    """In the copy: send the value, or nothing if there is none."""
    leave_found()
    with suppress(Exception):  # it is made again where its error can be told
        line.send(make())
        keep_found()


class Ahead(Generic[G, T]):
    """A function called in a copy of this process that loads libraries while this one goes on.

    It is copied early, when there is nothing to work on yet, and given its work later. Used as a
    block, in whose end it is gone, whatever it was doing.

    Args:
        load: Loads what ``make`` needs; it may do so in steps (an iterator), between which it works
            on what has come.
        make: A pure function; what it takes and gives is sent between the processes.
        apart: Whether another process is wanted at all.
        early: A copy that has begun with the same already; ended at once where none is wanted.
    """

    def __init__(
        self,
        load: Callable[[], Iterable[object] | None],
        make: Callable[[G], T],
        *,
        apart: bool,
        early: Copy | None = None,
    ) -> None:
        self._load, self._make, self._apart = load, make, apart
        self._copy = early
        self._ready = False
        self._awaited: list[T | None] | None = None

    def __enter__(self) -> Self:
        self._ready = self._copy is not None
        if not self._apart:
            self.dismiss()
        elif not self._ready and copies():
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()
        if self._copy is not None:
            self._copy.join()
            self._copy = None

    def dismiss(self) -> None:
        """End the copy without waiting for it: there is no more work."""
        if self._copy is not None and self._ready:
            self._copy.line.close()
            self._ready = False
            if self._awaited is not None:
                self._awaited.append(None)
                self._awaited = None
            self._copy.kill()  # it holds nothing that anybody else will see

    def _start(self) -> None:
        load, make = self._load, self._make
        try:
            self._copy = Copy(lambda line: serve(line, load, make))
        except OSError:  # no room for another process
            return
        self._ready = True

    @property
    def ready(self) -> bool:
        """Whether there is a copy that can be given work."""
        return self._ready

    @property
    def free(self) -> bool:
        """Whether the copy has nothing to do, as far as is known here."""
        if self._copy is None or not self._ready:
            return False
        return self._awaited is None or self._copy.line.poll()

    def give(self, work: G) -> Callable[[], T | None]:
        """Give the copy its work and go on.

        What it still has from before is waited for first: two who send and do not receive would
        wait for each other.

        Returns:
            What waits for the result; None comes where the copy has failed.
        """
        self._receive()
        result: list[T | None] = []
        if self._copy is None or not self._ready:
            return _nothing
        try:
            self._copy.line.send(work)
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
        if self._awaited is None or self._copy is None:
            return
        try:
            self._awaited.append(self._copy.line.recv())
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


def serve(
    line: Line, load: Callable[[], Iterable[object] | None], make: Callable[[Any], object]
) -> None:
    """In a copy: load, work on what comes meanwhile, and after that until nobody can send any more."""
    leave_found()
    parent = os.getppid()
    with suppress(Exception):  # nobody sends, or it fails here as well, where it is told
        for _ in load() or ():
            while line.poll():
                line.send(make(line.recv()))
        keep_found()
        while _waited(line, parent):
            line.send(make(line.recv()))


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


def end_children() -> None:
    """End all processes that this one started, whatever they are doing."""
    import multiprocessing

    for child in multiprocessing.active_children():
        child.kill()


def _waited(line: Line, parent: int) -> bool:
    """Wait for work; False when the parent was killed, of whose line other copies have an end."""
    while not line.poll(_LOOK):
        if os.getppid() != parent:
            return False
    return True
