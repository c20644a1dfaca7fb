"""Inputs by the thousand: each is checked by itself, timed, and counted.

Time is processor time, so that a busy machine is no fault; the wall's clock only ends a hang.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import Target

SLOWEST = 1.0
"""Processor seconds that no single input may take."""
_HANG = 20.0


class TooSlow(AssertionError):
    """An input took longer than any may."""


@dataclass
class Tally:
    """What became of one target's inputs."""

    inputs: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)


@contextmanager
def _no_hang() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlow("hangs")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def checked(target: Target, value: Any, tally: Tally) -> None:
    """One input.

    Raises:
        AssertionError: It breaks an invariant, or takes too long.
    """
    tally.inputs += 1
    start = time.process_time()
    try:
        with _no_hang():
            target.check(value)
    except Exception as error:
        error.add_note(f"input of {target.name}: {value!r:.2000}")
        raise
    seconds = time.process_time() - start
    if seconds > SLOWEST:  # once more: a collection of garbage may have fallen into it
        start = time.process_time()
        target.check(value)
        seconds = time.process_time() - start
    tally.slowest = max(tally.slowest, seconds)
    if seconds > SLOWEST:
        raise TooSlow(f"{seconds:.1f} s for {value!r:.500}")


def batch(target: Target, number: int, examples: int, tally: Tally, *, shrink: bool) -> None:
    """``examples`` draws of many inputs each, the same ones for the same number."""
    phases = [Phase.generate, Phase.shrink] if shrink else [Phase.generate]

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def run(values: list[Any]) -> None:
        for value in values:
            checked(target, value, tally)

    run()
