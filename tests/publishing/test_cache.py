"""Kept results: what was put comes back, and nothing else ever does."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from generator.publishing.cache import VARIABLE, Cache, default_folder


def entries(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    Cache(tmp_path, "v").put("key", b"value")
    assert Cache(tmp_path, "v").get("key") == b"value"
    assert Cache(tmp_path, "v").get("other") is None


def test_an_entry_may_be_kept_as_it_is(tmp_path: Path) -> None:
    value = b"value" * 100
    Cache(tmp_path, "v").put("key", value, packed=False)
    Cache(tmp_path, "v").put("small", value)
    sizes = sorted(entry.stat().st_size for entry in entries(tmp_path))
    assert sizes[0] < len(value) < sizes[1]
    assert Cache(tmp_path, "v").get("key") == Cache(tmp_path, "v").get("small") == value


def test_another_version_sees_nothing(tmp_path: Path) -> None:
    Cache(tmp_path, "v").put("key", b"value")
    assert Cache(tmp_path, "w").get("key") is None


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 200, "cut", "tail", "flip"])
def test_a_damaged_entry_is_missing(tmp_path: Path, damage: bytes | str) -> None:
    cache = Cache(tmp_path, "v")
    cache.put("key", b"value" * 100)
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    changed = {
        "cut": whole[:-3],
        "tail": whole + b"x",
        "flip": whole[:10] + bytes([whole[10] ^ 1]) + whole[11:],
    }
    entry.write_bytes(changed[damage] if isinstance(damage, str) else damage)
    # Bytes behind a whole entry do no harm; everything else is no entry.
    assert cache.get("key") == (b"value" * 100 if damage == "tail" else None)
    cache.put("key", b"new")
    assert cache.get("key") == b"new"


def test_no_folder_remembers_nothing() -> None:
    cache = Cache(None, "v")
    cache.put("key", b"value")
    assert cache.get("key") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    cache = Cache(tmp_path / "file", "v")
    cache.put("key", b"value")
    assert cache.get("key") is None


def test_only_the_last_versions_stay(tmp_path: Path) -> None:
    for number in range(5):
        Cache(tmp_path, f"v{number}").put("key", b"value")
        os.utime(tmp_path / f"v{number}", (number, number))
    assert {path.name for path in tmp_path.iterdir()} == {"v2", "v3", "v4"}


@pytest.mark.parametrize(("value", "expected"), [("off", None), ("OFF", None), ("/x", Path("/x"))])
def test_the_environment_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: Path | None
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    assert default_folder() == expected


def test_without_a_name_it_is_the_platform_s_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    folder = default_folder()
    assert folder is not None
    assert folder.name == "casebook"
    assert folder.is_absolute()


def _write(folder: str, text: bytes) -> int:
    cache = Cache(Path(folder), "v")
    wrong = 0
    for number in range(60):
        key = str(number % 7)
        cache.put(key, text + key.encode())
        wrong += cache.get(key) not in (b"a" * 9000 + key.encode(), b"b" * 90 + key.encode())
    return wrong


def test_writers_at_once_leave_whole_entries(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        wrong = pool.starmap(_write, [(str(tmp_path), b"a" * 9000), (str(tmp_path), b"b" * 90)])
    assert wrong == [0, 0]
    assert len(entries(tmp_path)) == 7
