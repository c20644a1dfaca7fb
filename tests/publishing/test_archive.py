"""One file with the whole site, the same bytes for the same files."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from generator.publishing.archive import archive_path, archive_site


def site(folder: Path, names: list[str]) -> Path:
    made = folder / "out"
    for name in names:
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return made


NAMES = ["index.html", "parks/某园.html", "assets/a.css", "search/pages.json"]


def test_holds_every_file_in_one_folder(tmp_path: Path) -> None:
    path = archive_site(site(tmp_path, NAMES))
    assert path == tmp_path / "out.zip" == archive_path(tmp_path / "out")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(f"out/{name}" for name in NAMES)
        assert archive.read("out/parks/某园.html").decode() == "parks/某园.html"


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    first = archive_site(site(tmp_path / "a", NAMES))
    second = archive_site(site(tmp_path / "b", NAMES[::-1]))
    for path in (tmp_path / "b/out").rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert archive_site(tmp_path / "b/out").read_bytes() == first.read_bytes()
    assert second.read_bytes() == first.read_bytes()


def test_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    archive_path(tmp_path / "out").write_bytes(b"old")
    archive_site(site(tmp_path, NAMES))
    assert zipfile.is_zipfile(tmp_path / "out.zip")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "out.zip"]
