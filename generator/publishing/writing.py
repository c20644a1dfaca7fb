"""Files written whole or not at all, whatever happens in the middle.

Bytes go to a temporary file beside their place, reach the disk, and take the place in one step.
A run that is killed leaves at most temporary files (one, or those of a batch), which the next run
sweeps away.
"""

from __future__ import annotations

import os
import stat
import threading
from collections import deque
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_PREFIX, _SUFFIX = ".casebook-", ".tmp"
_BATCH = 256
_WRITERS = 8
_MODE = 0o644
_OURS = 0o600  # until all is written
_NEW = (
    os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


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
    batch = _Batch(files)
    try:
        batch.write()
        for path in files:
            batch.ready[path].replace(path)
    except BaseException:
        batch.give_up()
        raise


class _Batch:
    """Files that several threads write beside their places.

    Attributes:
        ready: The temporary file of each that is on the disk.
    """

    def __init__(self, files: Mapping[Path, bytes]) -> None:
        self.ready: dict[Path, Path] = {}
        self._size = len(files)
        self._waiting = deque(files.items())
        self._done = threading.Semaphore(0)
        self._failures: list[BaseException] = []
        self._writers = [
            threading.Thread(target=self._work) for _ in range(min(_WRITERS, len(files)))
        ]

    def write(self) -> None:
        """Write all of them.

        Raises:
            OSError: One could not be written; the others need not be.
        """
        for writer in self._writers:
            writer.start()
        for _ in range(self._size):
            self._done.acquire()  # wakes up for each file, so that an interruption is seen
            if self._failures:
                raise self._failures[0]
        for writer in self._writers:
            writer.join()

    def give_up(self) -> None:
        """Remove what was written, when nobody writes any more.

        Who interrupts must not leave writers behind, who go on when the folder's lock is free.
        """
        self._waiting.clear()
        for writer in self._writers:
            if writer.is_alive():
                writer.join()
        for temporary in self.ready.values():
            temporary.unlink(missing_ok=True)

    def _work(self) -> None:
        """In a thread: write one file after the other until none is left."""
        try:
            while file := self._next():
                path, content = file
                self.ready[path] = _written(path, content, durable=True)
                self._done.release()
        except BaseException as error:  # noqa: BLE001 - it is raised where it can be told
            self._failures.append(error)
            self._waiting.clear()
            self._done.release()

    def _next(self) -> tuple[Path, bytes] | None:
        with suppress(IndexError):
            return self._waiting.popleft()
        return None


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
    temporary, handle = _opened(path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        with suppress(OSError):  # a drive without rights
            temporary.chmod(_rights(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _opened(folder: Path) -> tuple[Path, int]:
    """A new file in a folder, which is made when missing; nobody else can have it open."""
    temporary = folder / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
    try:
        return temporary, os.open(temporary, _NEW, _OURS)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return temporary, os.open(temporary, _NEW, _OURS)


def _rights(path: Path) -> int:
    """The rights that a file has, or that a new one gets."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return _MODE
    return mode & 0o777 if stat.S_ISREG(mode) else _MODE


def is_temporary(name: str) -> bool:
    """Whether a file of this name is the unfinished one of a run that goes on or was killed."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def sweep(folders: Iterable[Path]) -> None:
    """Remove the temporary files that killed runs left in folders; call it while holding their lock."""
    for folder in folders:
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                left.unlink()
