from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.errors import BadRegistry, Busy
from generator.publishing.deciding import (
    append_decision,
    appended,
    read_seen,
    write_seen,
)
from generator.publishing.lock import exclusive

ENTRY: dict[str, Any] = {"fact": "f-0123456789", "action": "confirm", "why": "注：“是”# 对"}
PATH = Path("decisions.yml")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# 只有注释\n",
        "# 头\n- action: confirm  # 尾注\n  who: 甲",
        "decisions:\n  # 组\n  - action: confirm\n",
        "title: 复核\ndecisions:\n- action: confirm\n\n# 末尾的注释\n",
        "- action: confirm\r\n  who: 甲\r\n",
    ],
)
def test_what_stood_there_stays_as_it_was(before: str) -> None:
    made = appended(before, ENTRY, PATH)
    assert made.startswith(before)
    read = yaml.safe_load(made)
    rows = read["decisions"] if isinstance(read, dict) else read
    assert rows[-1] == ENTRY
    if "\r\n" in before:
        assert "\n" not in made.replace("\r\n", "")


@pytest.mark.parametrize(
    "before", ["[]\n", "- a: 1\n- [\n", "一句话\n", "decisions:\n- a: 1\ntitle: 后\n", "[{a: 1}]"]
)
def test_a_file_that_is_no_list_of_blocks_is_left_alone(before: str) -> None:
    with pytest.raises(BadRegistry):
        appended(before, ENTRY, PATH)


def test_nothing_is_written_when_the_check_fails(tmp_path: Path) -> None:
    def refuse(_: str) -> None:
        raise BadRegistry(PATH, "误", "改")

    with pytest.raises(BadRegistry):
        append_decision(tmp_path, ENTRY, refuse)
    assert not (tmp_path / "decisions.yml").exists()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append_decision(tmp_path, ENTRY, str)
    before = (tmp_path / "decisions.yml").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        append_decision(tmp_path, ENTRY, str)
    assert (tmp_path / "decisions.yml").read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"decisions.yml", ".casebook.lock"}


def test_two_people_at_once(tmp_path: Path) -> None:
    with exclusive(tmp_path), pytest.raises(Busy):
        append_decision(tmp_path, ENTRY, str)


def test_what_was_seen(tmp_path: Path) -> None:
    assert read_seen(tmp_path) is None
    write_seen(tmp_path, ["f-b", "f-a"])
    assert read_seen(tmp_path) == {"f-a", "f-b"}
    (tmp_path / ".casebook-seen.json").write_text("{", encoding="utf-8")
    assert read_seen(tmp_path) is None
