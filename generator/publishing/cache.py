"""A folder of results by the content that they were computed from.

An entry is a pure function's result under a key that names everything the function depended on:
its input's bytes and the version of code and lexicons. So entries never go stale and may be
deleted at any time. What cannot be read, or is not what was written, counts as missing.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path

from generator.publishing.writing import replace_file

VARIABLE = "CASEBOOK_CACHE"
"""Environment variable: the folder of the cache; ``off`` for none."""

_OFF = frozenset({"off", "none", "0", "false"})
_DIGEST = 32
_PLAIN = b"\0"
"""Behind the digest of an entry that is not packed; what zlib packs begins with anything else."""
_MOST_BYTES = 256 * 1024 * 1024
"""An entry that claims to be larger when unpacked is no entry of ours."""
_MODE = 0o700
_OTHERS_WRITE = 0o022
_GENERATIONS = 3
"""How many versions of the code keep their entries, the newest used first."""


def default_folder() -> Path | None:
    """Where entries are kept: what the environment names, else the platform's place for caches.

    Returns:
        None when the environment turns the cache off, or there is no home folder.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return None if named.lower() in _OFF else Path(named)
    with suppress(RuntimeError):  # no home folder
        return _platform_folder() / "casebook"
    return None


def _platform_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


class Cache:
    """Entries of one version of the code.

    Any number of processes may read and write one folder: an entry is written beside its place
    and renamed, and two writers of one key write the same bytes. A folder that cannot be written
    makes a cache that remembers nothing.

    Args:
        folder: The cache's folder; made when the first entry is written. None: no cache.
        version: Names code, lexicons and libraries; entries of other versions are not seen.
    """

    def __init__(self, folder: Path | None, version: str) -> None:
        self._folder = None if folder is None else folder / version
        self._pruned = False

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._folder is not None

    @property
    def private(self) -> bool:
        """Whether nobody but this user and the system's can have written what is kept.

        Damage is told by checksums, malice is not. Where folders have no rights (Windows), the
        platform's own place for caches is the user's alone.
        """
        if self._folder is None:
            return False
        if sys.platform == "win32":
            return self._folder.parent == _platform_folder() / "casebook"
        places = [place for place in (self._folder.parent, self._folder) if place.exists()]
        try:
            return all(map(_ours_alone, places))
        except OSError:
            return False

    def get(self, key: str) -> bytes | None:
        """The bytes under a key; None when there are none, or not the ones that were written."""
        if self._folder is None:
            return None
        try:
            with open(self._path(key), "rb", buffering=0) as stream:  # noqa: PTH123 - hundreds
                head, body = stream.read(_DIGEST + len(_PLAIN)), stream.read()
            digest, form = head[:_DIGEST], head[_DIGEST:]
            data = body if form == _PLAIN else _unpacked(form + body)
        except (OSError, zlib.error):
            return None
        return data if data is not None and _digest(key, data) == digest else None

    def put(self, key: str, data: bytes, *, packed: bool = True) -> None:
        """Keep bytes under a key; a disk that is full or read-only is no error.

        Args:
            key: Names everything that the bytes depend on.
            data: The bytes.
            packed: Whether they are made small; what every run begins with is quicker read as it is.
        """
        if self._folder is None:
            return
        with suppress(OSError):
            if not self._pruned:
                self._pruned = True
                self._prune()
            body = zlib.compress(data, 1) if packed else _PLAIN + data
            replace_file(Path(self._path(key)), _digest(key, data) + body, durable=False)

    def _path(self, key: str) -> str:
        name = hashlib.sha256(key.encode()).hexdigest()
        return f"{self._folder}/{name[:2]}/{name[2:]}"

    def _prune(self) -> None:
        """Remove the entries of versions that were not used for longest."""
        import shutil  # loads slowly, and is asked for once a run at most

        if self._folder is None:
            return
        for place in (self._folder.parent, self._folder):
            place.mkdir(_MODE, parents=True, exist_ok=True)
        os.utime(self._folder)
        others = [p for p in self._folder.parent.iterdir() if p.is_dir() and p != self._folder]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for stale in others[_GENERATIONS - 1 :]:
            shutil.rmtree(stale, ignore_errors=True)


def _ours_alone(folder: Path) -> bool:
    """Whether this user or the system made a folder, and nobody else may write there."""
    found = folder.stat()
    return found.st_uid in {0, os.getuid()} and not found.st_mode & _OTHERS_WRITE


def _unpacked(packed: bytes) -> bytes | None:
    """What zlib packed; None if it is broken off, or more than any entry of ours.

    Raises:
        zlib.error: It is nothing that zlib packed.
    """
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, _MOST_BYTES)
    return data if unpacker.eof and not unpacker.unconsumed_tail else None


def _digest(key: str, data: bytes) -> bytes:
    """What an entry begins with; the key is in it, so that a copy in another place is no entry."""
    digest = hashlib.sha256(f"{key}\0".encode())
    digest.update(data)
    return digest.digest()
