"""A whole folder replaced in one step, and only if everything in it is our own."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.errors import HandWritten
from generator.publishing.exchange import exchange
from generator.publishing.lock import exclusive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANIFEST = ".casebook-export.json"

_CANNOT_SYNC = (errno.EINVAL, errno.EBADF, errno.EROFS)  # network drives and the like


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make ``folder`` hold exactly ``files``: written beside it, then put in its place.

    A run that is killed leaves the old folder or the new one. Where folders cannot change places
    in one step (Windows), it may leave none; the next run then puts the old one back first.

    Args:
        folder: The folder; made when missing. An empty one may be taken.
        files: Bytes by path, with forward slashes.

    Raises:
        HandWritten: The folder holds a file that is not ours, or that somebody has changed.
        Busy: Another run replaces the same folder.
        ValueError: A path leaves the folder.
    """
    for name in files:
        if not _inside(name):
            message = f"not a path inside of the folder: {name!r}"
            raise ValueError(message)
    folder = folder.absolute()
    workshop = folder.parent / f".{folder.name}.casebook"
    with exclusive(workshop):
        try:
            fresh, old = workshop / "new", workshop / "old"
            recover(folder, old)
            _check_owned(folder)
            shutil.rmtree(fresh, ignore_errors=True)
            _write(fresh, files)
            swap(fresh, folder, old)
        finally:
            if folder.exists() or not (workshop / "old").exists():
                shutil.rmtree(workshop, ignore_errors=True)


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and not {"..", "\\", ":"} & set(path.parts)


@contextmanager
def pages_folder(named: Path | None) -> Iterator[Path]:
    """The folder of pages that was named; else one that is gone with the block."""
    if named is not None:
        yield named
        return
    import tempfile  # few runs need it

    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        yield Path(folder) / "docs"


def recover(folder: Path, old: Path) -> None:
    """What a killed run left: without the folder the old one is the last good one."""
    if old.exists() and not folder.exists():
        old.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def _check_owned(folder: Path) -> None:
    if folder.is_file() or folder.is_symlink():
        raise HandWritten(folder)
    owned = _manifest(folder)
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST and (
            path.is_symlink() or owned.get(name) != _digest(path.read_bytes())
        ):
            raise HandWritten(path)


def _files(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        yield from (Path(directory, n) for n in names)
        yield from (Path(directory, n) for n in folders if Path(directory, n).is_symlink())


def _manifest(folder: Path) -> dict[str, str]:
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in data["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _write(fresh: Path, files: Mapping[str, bytes]) -> None:
    digests = {name: _digest(data) for name, data in sorted(files.items())}
    manifest = json.dumps({"files": digests}, ensure_ascii=False, indent=1) + "\n"
    for name, data in {**files, MANIFEST: manifest.encode()}.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def swap(fresh: Path, folder: Path, old: Path) -> None:
    """Put ``fresh`` in the place of ``folder``; where the system cannot do it in one step, in two.

    The bytes reach the disk before the names change: after a power cut no name leads to half a file.
    """
    sync(fresh)
    if folder.exists():
        if exchange(fresh, folder):
            return  # what was there lies in the workshop now and goes with it
        folder.replace(old)
    try:
        fresh.replace(folder)
    except OSError:
        if old.exists():
            old.replace(folder)
        raise


def sync(folder: Path) -> None:
    """Wait until every file of a folder, and the folder's own list of names, is on the disk."""
    for directory, _, names in os.walk(folder):
        for path in (*(Path(directory, name) for name in names), Path(directory)):
            sync_path(path)


def sync_path(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk, where the system can say so.

    Raises:
        OSError: The disk is full or failing.
    """
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle for it
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
