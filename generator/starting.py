"""A quick start: what earlier runs of the same code found out is at hand in this one."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.kept_answers import KeptAnswers
from generator.kept_patterns import KeptPatterns
from generator.model.answers import LENDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.publishing.cache import Cache


class _Store(Struct):
    """What is lent, and kept again.

    ``given`` says whether a process beside the run's own has kept what it began with.
    """

    patterns: KeptPatterns
    answers: KeptAnswers
    given: bool = False

    @classmethod
    def of(cls, cache: Cache) -> _Store:
        return cls(KeptPatterns(cache), KeptAnswers(cache))

    def lend(self) -> None:
        self.patterns.lend()
        LENDER.set(self.answers)

    def take_back(self) -> None:
        LENDER.set(None)
        self.patterns.take_back()

    def leave(self) -> None:
        """Leave what was new until now to whoever found it."""
        self.patterns.leave()
        self.answers.leave()

    def keep(self) -> bool:
        """Keep what was new; whether anything was."""
        new = [kind.keep() for kind in (self.patterns, self.answers)]
        return any(new)


_STORE: ContextVar[_Store | None] = ContextVar("store", default=None)


@contextmanager
def quick_start(cache: Cache) -> Iterator[Cache]:
    """A block that has what earlier runs compiled, parsed and spelled at hand.

    Args:
        cache: Where it is kept; what is new in the block is added at its end. A block inside of
            another has what that one has.

    Yields:
        The cache.
    """
    if _STORE.get() is not None:  # it has begun already
        yield cache
        return
    store = _Store.of(cache) if cache.keeps else None
    token = _STORE.set(store)
    if store:
        store.lend()
    try:
        yield cache
    finally:  # commands end by leaving with their status
        if store:
            store.take_back()
        _STORE.reset(token)
        if store:
            store.keep()


def leave_found() -> None:
    """In a copy of a run's process, as it begins: what was found before, that process keeps."""
    if store := _STORE.get():
        store.leave()


def keep_found() -> None:
    """In another process of a run, behind its first work: keep what it had to find out."""
    if (store := _STORE.get()) and not store.given:
        store.given = store.keep()


def ran_before() -> bool:
    """Whether an earlier run of the same code has left anything for this one."""
    store = _STORE.get()
    return store is not None and store.patterns.at_hand


def start_worker(cache: Cache) -> None:
    """Begin a process of a pool: with the same at hand, also where it is no copy of ours."""
    if cache.keeps and _STORE.get() is None:
        store = _Store.of(cache)
        store.lend()
        _STORE.set(store)
