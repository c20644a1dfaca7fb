"""A copy of this process that does some work and ends, and the line between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Line: TypeAlias = Any
"""One end of a line on which values are sent: a connection of ``multiprocessing``, which names no type of both systems."""


class Copy:
    """A copy of this process; only where the system makes one (``beside.copies``).

    Args:
        work: What it does, with its end of the line; what it raises is not told.

    Attributes:
        line: Our end.

    Raises:
        OSError: There is no room for another process.
    """

    def __init__(self, work: Callable[[Line], object]) -> None:
        import multiprocessing  # it takes as long to load as a page to print, and few commands copy

        context = multiprocessing.get_context("fork")
        here, there = context.Pipe()
        self._process = context.Process(target=_work, args=(work, here, there), daemon=True)
        try:
            self._process.start()
        except OSError:
            here.close()
            raise
        finally:
            there.close()
        self.line: Line = here

    @property
    def number(self) -> int:
        """The number of its process."""
        return self._process.pid or 0

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()

    def join(self) -> None:
        """Wait until it has ended."""
        self._process.join()


def _work(work: Callable[[Line], object], here: Line, there: Line) -> None:
    """In the copy: work, and tell nobody what went wrong, since all is made again where it can be told."""
    here.close()  # else it would keep its own line open, and wait for itself to read what it sends
    try:
        work(there)
    except Exception:  # noqa: BLE001 - a copy is a gift
        raise SystemExit(1) from None
