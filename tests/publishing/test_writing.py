"""Files written whole or not at all, many at a time."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from generator.publishing import writing
from generator.publishing.writing import replace_files


def _left(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("count", [0, 1, 7, 40])
def test_all_are_written(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_BATCH", 16)
    files = {tmp_path / f"{n % 3}" / f"{n}.md": b"x" * n for n in range(count)}
    replace_files(files)
    assert {path: path.read_bytes() for path in files} == files
    assert len(_left(tmp_path)) == count
    assert threading.active_count() == 1  # a process beside may be copied again


def test_none_takes_its_place_before_all_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        sync(handle)
        told.append("disk")

    def replaced(self: Path, target: Path) -> Path:
        told.append("place")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    replace_files({tmp_path / f"{n}.md": b"x" for n in range(20)})
    assert told == ["disk"] * 20 + ["place"] * 20


def test_a_disk_that_is_full_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / f"{n}.md": b"old" for n in range(9)}
    replace_files(files)
    sync, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace_files(dict.fromkeys(files, b"new"))
    assert {path.name for path in files} == _left(tmp_path)
    assert {path.read_bytes() for path in files} == {b"old"}


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "parks").write_bytes(b"mine")
    with pytest.raises(OSError, match="parks"):
        replace_files({tmp_path / "a.md": b"x", tmp_path / "parks/x.md": b"x"})
    assert (tmp_path / "parks").read_bytes() == b"mine"
    assert not [name for name in _left(tmp_path) if name.endswith(".tmp")]


def test_who_interrupts_leaves_no_writers_and_no_unfinished_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / f"{n}.md": b"x" for n in range(100)}
    calls: list[int] = []
    threads = threading.active_count()

    def interrupting(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 9:
            signal.raise_signal(signal.SIGINT)
        time.sleep(0.02)

    monkeypatch.setattr(os, "fsync", interrupting)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # else a shell may ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            replace_files(files)
    finally:
        signal.signal(signal.SIGINT, before)
    assert threading.active_count() == threads
    assert len(calls) < 100
    assert not _left(tmp_path)
