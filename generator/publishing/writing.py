"""Files written whole or not at all, whatever happens in the middle.

Bytes go to a temporary file beside their place, reach the disk, and take the place in one step.
A run that is killed leaves at most temporary files (one, or those of a batch), which the next run
sweeps away.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from concurrent.futures import Future

_PREFIX, _SUFFIX = ".casebook-", ".tmp"
_BATCH = 256
_WRITERS = 8
_MODE = 0o644  # mkstemp makes files that only their owner can read


def replace_file(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write a file in one step: who reads it sees the old bytes or the new ones, never half.

    Args:
        path: The file; its folder is made when missing. It keeps the rights that it has.
        content: The bytes.
        durable: Whether they must be on the disk before the name leads to them. Without that a
            power cut may leave an empty file, which only a reader that checks may take.

    Raises:
        OSError: The disk is full or cannot be written; the old file stays.
    """
    temporary = _written(path, content, durable=durable)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each in one step; some hundred at a time are on the disk before any takes its place.

    Who waits for the disk waits for all of them together: one after the other takes five times as
    long.

    Args:
        files: The bytes by file; folders are made when missing.

    Raises:
        OSError: The disk is full or cannot be written; files that were not replaced stay.
    """
    rest = iter(files.items())
    while batch := dict(islice(rest, _BATCH)):
        _replace_batch(batch)


def _replace_batch(files: Mapping[Path, bytes]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    writers = ThreadPoolExecutor(min(_WRITERS, len(files)))
    writing: list[Future[Path]] = []
    try:
        for path, content in files.items():
            writing.append(writers.submit(_written, path, content, durable=True))
        ready = [done.result() for done in writing]
        for path, temporary in zip(files, ready, strict=True):
            temporary.replace(path)
    except BaseException:
        # Who interrupts must not leave writers behind, who go on when the folder's lock is free.
        writers.shutdown(cancel_futures=True)
        for done in writing:
            if not done.cancelled() and done.exception() is None:
                done.result().unlink(missing_ok=True)
        raise
    finally:
        writers.shutdown()


def create_file(path: Path, content: bytes) -> None:
    """Make a file that is not there yet, whole or not at all.

    Raises:
        FileExistsError: It is there; it was not touched.
        OSError: The disk is full or cannot be written; nothing was made.
    """
    temporary = _written(path, content, durable=True)
    try:
        os.link(temporary, path)  # unlike a rename it never takes another file's place
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as stream:
            stream.write(content)
    finally:
        temporary.unlink(missing_ok=True)


def _written(path: Path, content: bytes, *, durable: bool) -> Path:
    """The temporary file with the bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        with suppress(OSError):  # a drive without rights
            temporary.chmod(path.stat().st_mode & 0o777 if path.is_file() else _MODE)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def is_temporary(name: str) -> bool:
    """Whether a file of this name is the unfinished one of a run that goes on or was killed."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporary files that killed runs left in folders; call it while holding their lock."""
    for folder in folders:
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                left.unlink()
