"""The offline site as one file for a USB stick or an attachment."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the form knows: no clock, the same bytes
_PLAIN_FILE = 0o644 << 16
_UNIX = 3
"""The system that the rights of files are of; else Python notes the one that it runs on."""


def archive_path(site_dir: Path) -> Path:
    """Where the archive of a site lies: beside it, ``site.zip`` for ``site``."""
    return site_dir.with_name(f"{site_dir.name}.zip")


def archive_site(site_dir: Path) -> Path:
    """Write the site's files into one archive beside it and return its path.

    The same files give the same bytes. All lie in one folder, so that unpacking scatters nothing;
    the last good archive stays until the new one is whole.
    """
    target = archive_path(site_dir)
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(_archive(site_dir))
    fresh.replace(target)
    return target


def _archive(site_dir: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        files = [path for path in site_dir.rglob("*") if path.is_file()]
        for path in sorted(files, key=lambda p: p.relative_to(site_dir).as_posix()):
            name = f"{site_dir.name}/{path.relative_to(site_dir).as_posix()}"
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr, entry.create_system = _PLAIN_FILE, _UNIX
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
