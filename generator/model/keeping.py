"""How a stage may have results remembered without knowing where."""

from __future__ import annotations

from collections.abc import Callable

Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Makes bytes, or finds those that were made before under the same key.

The key names everything that the bytes depend on but code, lexicons and libraries.
"""


def made_anew(key: str, make: Callable[[], bytes]) -> bytes:
    """What ``make`` returns: the ``Keep`` that remembers nothing."""
    del key
    return make()
