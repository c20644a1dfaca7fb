"""Work done beside other work: in a copy of this process where the system makes one cheaply."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Beside(Generic[T]):
    """A value that is made while this process goes on.

    The copy has everything in memory already, so nothing but the result is sent. Where processes
    cannot be copied, and where the copy failed, the value is made here when it is asked for: what
    comes out is the same, errors included.

    Args:
        make: A pure function; it is called once or twice.
        apart: Whether another process is wanted at all.
    """

    def __init__(self, make: Callable[[], T], *, apart: bool) -> None:
        self._make = make
        self._reader: Any = None
        self._made: list[T] = []
        if apart and sys.platform == "linux" and threading.active_count() == 1:
            self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(writer, self._make), daemon=True)
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
            self._process.join()
            self._reader = None


def _send(writer: Any, make: Callable[[], T]) -> None:  # noqa: ANN401 - the library names no type
    """In the copy: send the value, or nothing if there is none."""
    try:
        writer.send(make())
    except Exception:  # noqa: BLE001, S110 - it is made again where its error can be told
        pass
    finally:
        writer.close()
