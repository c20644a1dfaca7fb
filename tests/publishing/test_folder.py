from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.errors import Busy, HandWritten
from generator.publishing.exchange import exchange
from generator.publishing.folder import MANIFEST, replace_folder
from generator.publishing.lock import exclusive


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_the_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    replace_folder(folder, {"a.csv": b"1", "schemas/b.json": b"2"})
    replace_folder(folder, {"a.csv": b"3", "c.csv": b"4"})
    assert names(folder) == {"a.csv", "c.csv", MANIFEST}
    assert (folder / "a.csv").read_bytes() == b"3"
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.parametrize("name", ["notes.txt", "sub/mine.csv", "a.csv"])
def test_foreign_and_changed_files_are_not_overwritten(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    replace_folder(folder, {"a.csv": b"1"})
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("人写的", encoding="utf-8")
    with pytest.raises(HandWritten):
        replace_folder(folder, {"a.csv": b"2"})
    assert (folder / name).read_text("utf-8") == "人写的"


def test_a_folder_of_somebody_else_is_refused_and_an_empty_one_taken(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "x").touch()
    with pytest.raises(HandWritten):
        replace_folder(tmp_path / "theirs", {"a.csv": b"1"})
    (tmp_path / "empty").mkdir()
    replace_folder(tmp_path / "empty", {"a.csv": b"1"})
    assert "a.csv" in names(tmp_path / "empty")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "real")
    with pytest.raises(HandWritten):
        replace_folder(tmp_path / "data", {"a.csv": b"1"})
    assert not names(tmp_path / "real")


def test_a_failed_write_leaves_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    replace_folder(folder, {"a.csv": b"1"})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_folder(folder, {"a.csv": b"2"})
    assert (folder / "a.csv").read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [folder]


def test_what_a_run_killed_between_the_two_renames_left_is_put_back(tmp_path: Path) -> None:
    folder, workshop = tmp_path / "data", tmp_path / ".data.casebook"
    replace_folder(folder, {"a.csv": b"1"})
    workshop.mkdir()
    folder.replace(workshop / "old")
    with pytest.raises(ValueError, match="not a path"):
        replace_folder(folder, {"../x": b"2"})
    replace_folder(folder, {"b.csv": b"2"})
    assert names(folder) == {"b.csv", MANIFEST}
    assert list(tmp_path.iterdir()) == [folder]


def test_two_at_once(tmp_path: Path) -> None:
    with exclusive(tmp_path / ".data.casebook"), pytest.raises(Busy):
        replace_folder(tmp_path / "data", {"a.csv": b"1"})


@pytest.mark.parametrize("able", [True, False])
def test_the_folder_is_replaced_with_and_without_the_systems_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, able: bool
) -> None:
    if not able:
        monkeypatch.setattr("generator.publishing.folder.exchange", lambda *_: False)
    folder = tmp_path / "data"
    for number in range(3):
        replace_folder(folder, {f"{number}.csv": b"1"})
    assert names(folder) == {"2.csv", MANIFEST}
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="one step is promised on Linux")
def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert names(tmp_path) == {"one/other", "other/one"}
    assert not exchange(tmp_path / "one", tmp_path / "gone")
