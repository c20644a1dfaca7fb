"""Generated files among hand-written ones: written, kept and removed by a manifest of ownership.

The folder of pages belongs to people and to the generator together. The manifest lists the files
that the generator wrote, each with the SHA-256 of its bytes. A file that is not in the list, or
whose bytes are not the listed ones, is a person's and is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.json import encode, format  # noqa: A004

from generator.publishing.lock import LOCK_NAME, exclusive
from generator.publishing.writing import replace_file, replace_files, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST_NAME = ".casebook.json"
"""The manifest's name inside the folder."""

_RESERVED = frozenset({MANIFEST_NAME, LOCK_NAME})


class TreeReport(Struct, frozen=True):
    """What one run did; paths are relative with forward slashes, sorted.

    Attributes:
        written: Files that are new or whose bytes changed.
        unchanged: Files that had the right bytes already and were not touched.
        removed: Files of an earlier run that are no longer generated.
        kept_by_hand: Files that a person wrote or edited; their generated versions were not
            written, or they were not removed.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept_by_hand: tuple[str, ...]


class _Manifest(Struct, frozen=True):
    """Which bytes are the generator's own.

    ``pending`` holds what an unfinished run was about to write: after a crash those files are
    still recognised as generated.
    """

    files: Mapping[str, str]
    pending: Mapping[str, str]

    def owns(self, name: str, digest: str) -> bool:
        return digest in (self.files.get(name), self.pending.get(name))


def write_tree(docs_dir: Path, files: Mapping[str, bytes]) -> TreeReport:
    """Make the generated part of ``docs_dir`` equal to ``files``.

    Every file is replaced in one step and only when its bytes change, so that a reader (or a
    server that watches) never sees half of one. Folders that become empty are removed.

    Args:
        docs_dir: The folder of pages; made when missing.
        files: Bytes by path relative to ``docs_dir``, with forward slashes.

    Raises:
        Busy: Another run writes to the same folder.
        ValueError: A path leaves the folder, or is a name that the generator keeps for itself.
    """
    _check_names(docs_dir, files)
    with exclusive(docs_dir):
        return _write(docs_dir, files)


def owned_files(docs_dir: Path) -> frozenset[str]:
    """The paths that the manifest of ``docs_dir`` lists; empty when there is none."""
    manifest = _read_manifest(docs_dir)
    return frozenset(manifest.files) | frozenset(manifest.pending)


def owned_digests(docs_dir: Path) -> dict[str, str]:
    """The SHA-256 of every file that the manifest of ``docs_dir`` lists, by its path."""
    return dict(_read_manifest(docs_dir).files)


def _write(docs_dir: Path, files: Mapping[str, bytes]) -> TreeReport:
    manifest = _read_manifest(docs_dir)
    sweep(_folders(docs_dir, {*files, *manifest.files, *manifest.pending}))
    digests = {name: _digest(content) for name, content in files.items()}
    found = {
        name: _digest_of(f"{docs_dir}/{name}", files.get(name), digests.get(name))
        for name in {*files, *manifest.files, *manifest.pending}
    }
    unchanged = {name for name in files if found[name] == digests[name]}
    kept = [
        name for name in files if name not in unchanged and _is_foreign(manifest, name, found[name])
    ]
    written = sorted(set(files) - unchanged - set(kept))
    stale = sorted(
        name for name, digest in found.items() if name not in files and digest is not None
    )
    kept_stale = [name for name in stale if _is_foreign(manifest, name, found[name])]
    removed = [name for name in stale if name not in kept_stale]

    if written or removed:
        _save_manifest(docs_dir, _Manifest(manifest.files, {**manifest.pending, **digests}))
    replace_files({docs_dir / name: files[name] for name in written})
    for name in removed:
        (docs_dir / name).unlink(missing_ok=True)
    _remove_empty_folders(docs_dir, removed)
    final = {
        name: manifest.files.get(name, "") if name in kept else digests[name] for name in files
    }
    _save_manifest(docs_dir, _Manifest({n: d for n, d in final.items() if d}, {}))
    return TreeReport(
        *(tuple(sorted(names)) for names in (written, unchanged, removed, [*kept, *kept_stale]))
    )


def _folders(docs_dir: Path, names: Iterable[str]) -> set[Path]:
    """The folders that hold the named files."""
    inside = {name.rpartition("/")[0] for name in names}
    return {docs_dir, *(docs_dir / folder for folder in inside)}


def _is_foreign(manifest: _Manifest, name: str, digest: str | None) -> bool:
    """Whether the file on disk has bytes that the generator did not write."""
    return digest is not None and not manifest.owns(name, digest)


def _check_names(docs_dir: Path, names: Iterable[str]) -> None:
    """Refuse what is no path inside; of many pages in a folder the folder is looked at once."""
    root = docs_dir.resolve()
    inside: dict[str, bool] = {}
    for name in names:
        parts = name.split("/")
        if not {"", ".", ".."}.isdisjoint(parts) or _foreign_path(name) or name in _RESERVED:
            message = f"not a path inside of the folder of pages: {name!r}"
            raise ValueError(message)
        folder, file = "/".join(parts[:-1]), f"{docs_dir}/{name}"
        if folder not in inside:
            inside[folder] = (docs_dir / folder).resolve().is_relative_to(root)
        link = os.path.islink(file)  # noqa: PTH114 - thousands
        if not inside[folder] or (link and not Path(file).resolve().is_relative_to(root)):
            message = f"a link leads out of the folder of pages: {name!r}"
            raise ValueError(message)


def _foreign_path(name: str) -> bool:
    """Whether Windows would take a name for a path to somewhere else."""
    return "\\" in name or (":" in name and bool(PureWindowsPath(name).drive))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: str, likely: bytes | None = None, digest: str | None = None) -> str | None:
    """The digest of a file's bytes; None where no file is. A folder is a person's.

    Args:
        path: The file.
        likely: Bytes that it probably has: to compare them is quicker than to digest them again.
        digest: Their digest.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - thousands; a path takes longer than its file
    except PermissionError:  # it may be there: to call it gone would be to forget it
        raise
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(mode):
        return "folder" if stat.S_ISDIR(mode) else None
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
        content = stream.read()
    return digest if content == likely else _digest(content)


def _remove_empty_folders(docs_dir: Path, removed: Iterable[str]) -> None:
    folders = {folder for name in removed for folder in PurePosixPath(name).parents}
    for folder in sorted(
        folders - {PurePosixPath()}, key=lambda path: len(path.parts), reverse=True
    ):
        path = docs_dir / folder
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _read_manifest(docs_dir: Path) -> _Manifest:
    """The manifest; an empty one when it is missing or damaged, so that nothing is overwritten."""
    try:
        data = json.loads((docs_dir / MANIFEST_NAME).read_text(encoding="utf-8"))
        return _Manifest(_inside(data["files"]), _inside(data.get("pending", {})))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return _Manifest({}, {})


def _inside(files: Mapping[str, str]) -> dict[str, str]:
    """The entries that stay in the folder: nothing that someone wrote there can delete elsewhere."""
    return {n: d for n, d in files.items() if ".." not in n.split("/") and not n.startswith("/")}


def _save_manifest(docs_dir: Path, manifest: _Manifest) -> None:
    data: dict[str, object] = {"version": 1, "files": dict(sorted(manifest.files.items()))}
    if manifest.pending:
        data["pending"] = dict(sorted(manifest.pending.items()))
    content = format(encode(data), indent=1) + b"\n"  # the library's own takes ten times as long
    path = docs_dir / MANIFEST_NAME
    if _digest_of(str(path)) != _digest(content):
        replace_file(path, content)
