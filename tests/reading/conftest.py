"""Fixtures of the reading tests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def benchmark_seconds() -> Callable[[Callable[[], object]], float]:
    """Processor seconds that a call takes: the least of three, free of what else the machine does."""

    def once(call: Callable[[], object]) -> float:
        start = time.process_time()
        call()
        return time.process_time() - start

    def seconds(call: Callable[[], object]) -> float:
        return min(once(call) for _ in range(3))

    return seconds
