"""Processes that work for a run: what they are given and what comes back, in order."""

from __future__ import annotations

import json
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, Self, TypeVar

from generator.beside import end_children, end_with_parent
from generator.copying import copies, leave_interrupts
from generator.model.article import Article
from generator.model.codec import to_plain
from generator.model.extraction import Extraction
from generator.starting import keep_found, start_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from generator.publishing.cache import Cache

T = TypeVar("T")

_CHUNK = 16
"""Articles that a process is given at once."""
_IN_FLIGHT = 4
"""Chunks that are under way for each process: enough to keep it busy, few enough to fit memory."""


class Crew:
    """Processes that are started when they are first needed and end with the block."""

    def __init__(self, processes: int, cache: Cache) -> None:
        self._processes, self._cache = processes, cache
        self._pool: ProcessPoolExecutor | None = None
        self._fixed: tuple[object, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether all is done in this process."""
        return self._processes < 2  # noqa: PLR2004

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        if kind is KeyboardInterrupt:  # nobody waits for what they have begun
            end_children()
        self._pool.shutdown(cancel_futures=True)

    def map(
        self, work: Callable[..., T], items: Sequence[Any], *fixed: object
    ) -> Iterator[T | bytes]:
        """``work(item, *fixed)`` of every item in order.

        What the model can encode comes from other processes as bytes, which are quicker to send.
        What is fixed goes to a process once, at its start: to send the parks of a whole country
        with every few articles takes longer than to read these.
        """
        if self.alone or len(items) < 2:  # noqa: PLR2004 - nothing to share
            yield from (work(item, *fixed) for item in items)
            return
        pool = self._started(fixed)
        chunks = batches(items, min(_CHUNK, max(1, len(items) // (self._processes * 2))))
        pending: deque[Future[list[T | bytes]]] = deque()
        while True:
            while len(pending) < self._processes * _IN_FLIGHT and (chunk := next(chunks, None)):
                pending.append(pool.submit(_chunk, work, chunk))
            if not pending:
                return
            yield from pending.popleft().result()

    def _started(self, fixed: tuple[object, ...]) -> ProcessPoolExecutor:
        """The processes, which have been told what is fixed."""
        from concurrent.futures import ProcessPoolExecutor  # loads slowly; an edit needs no pool

        if self._pool is not None and self._fixed != fixed:
            self._pool.shutdown()
            self._pool = None
        if self._pool is None:
            self._fixed = fixed
            self._pool = ProcessPoolExecutor(
                self._processes, _context(), _start, (self._cache, fixed)
            )
        return self._pool


_FIXED: list[object] = []
"""In a process of a crew: what is the same for all of its items."""


def _start(cache: Cache, fixed: tuple[object, ...]) -> None:
    leave_interrupts()
    end_with_parent()
    start_worker(cache)
    _FIXED[:] = fixed


def _context() -> Any:  # noqa: ANN401 - a context of multiprocessing
    """Copies of this process where that is safe: they have the lexicons already."""
    import multiprocessing

    return multiprocessing.get_context("fork" if copies() else "spawn")


def _chunk(work: Callable[..., T], items: Sequence[Any]) -> list[T | bytes]:
    made: Iterable[T] = (work(item, *_FIXED) for item in items)
    sent = [encoded(v) if isinstance(v, (Article, Extraction)) else v for v in made]
    keep_found()
    return sent


def encoded(value: object) -> bytes:
    """A value of the model as the bytes that are kept and sent."""
    return compact(to_plain(value))


def compact(plain: object) -> bytes:
    """Plain data as JSON without spaces."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """So many at a time, in order."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
