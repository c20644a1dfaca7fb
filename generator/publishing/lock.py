"""One writer at a time: a lock on a folder that dies with the process that holds it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_NAME = ".casebook.lock"
"""The lock file's name inside the locked folder; MkDocs skips names that begin with a dot."""


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for as long as the block runs.

    The operating system keeps the lock, so that one left by a killed process is free at once.
    The file itself stays, empty and unchanged: writing to it would wake whoever watches the
    folder. Who removes the folder does so while holding it.

    Raises:
        Busy: Another process (or another block of this one) holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _lock(handle)
            current = (folder / LOCK_NAME).stat()
        except OSError as error:
            raise Busy(folder) from error
        if not os.path.samestat(current, os.fstat(handle)):
            raise Busy(folder)  # the folder was removed and made anew while we waited
        yield
    finally:
        os.close(handle)  # closing releases the lock


if sys.platform == "win32":  # pragma: no cover - the two systems are tested each on its own
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
