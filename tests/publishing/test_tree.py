"""Generated files among hand-written ones."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from generator.errors import Busy
from generator.publishing.lock import LOCK_NAME, exclusive
from generator.publishing.tree import MANIFEST_NAME, TreeReport, owned_files, write_tree


def names(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found - {MANIFEST_NAME, LOCK_NAME}


def test_writes_files_in_folders(tmp_path: Path) -> None:
    report = write_tree(tmp_path, {"index.md": b"a", "parks/x.md": b"b"})
    assert report == TreeReport(("index.md", "parks/x.md"), (), (), ())
    assert (tmp_path / "parks/x.md").read_bytes() == b"b"


def test_makes_the_folder_itself(tmp_path: Path) -> None:
    write_tree(tmp_path / "new" / "docs", {"index.md": b"a"})
    assert (tmp_path / "new/docs/index.md").is_file()


def test_touches_nothing_that_has_the_right_bytes(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"a", "b.md": b"b"})
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    report = write_tree(tmp_path, {"a.md": b"a", "b.md": b"b"})
    assert report.unchanged == ("a.md", "b.md")
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()} == before


def test_removes_what_is_no_longer_generated_and_empty_folders(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"a", "parks/deep/x.md": b"x", "themes/y.md": b"y"})
    (tmp_path / "themes/mine.md").write_bytes(b"mine")
    report = write_tree(tmp_path, {"a.md": b"a"})
    assert report.removed == ("parks/deep/x.md", "themes/y.md")
    assert names(tmp_path) == {"a.md", "themes/mine.md"}
    assert not (tmp_path / "parks").exists()


def test_keeps_a_page_that_a_person_wrote(tmp_path: Path) -> None:
    (tmp_path / "method.md").write_bytes(b"by hand")
    report = write_tree(tmp_path, {"method.md": b"generated"})
    assert report.kept_by_hand == ("method.md",)
    assert (tmp_path / "method.md").read_bytes() == b"by hand"


def test_keeps_a_generated_page_that_a_person_edited(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one"})
    (tmp_path / "a.md").write_bytes(b"edited")
    for _ in range(2):
        report = write_tree(tmp_path, {"a.md": b"two"})
        assert report.kept_by_hand == ("a.md",)
        assert (tmp_path / "a.md").read_bytes() == b"edited"


def test_a_page_that_may_not_be_looked_at_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, {"a.md": b"one", "old/b.md": b"one"})
    look = os.stat

    def refusing(path: str | Path, **how: bool) -> os.stat_result:
        if "old" in Path(path).parts:
            raise PermissionError(path)
        return look(path, **how)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", refusing)
        with pytest.raises(PermissionError):
            write_tree(tmp_path, {"a.md": b"one"})
    write_tree(tmp_path, {"a.md": b"one"})
    assert names(tmp_path) == {"a.md"}


def test_takes_an_edited_page_back_when_the_edit_is_undone(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one"})
    (tmp_path / "a.md").write_bytes(b"edited")
    write_tree(tmp_path, {"a.md": b"two"})
    (tmp_path / "a.md").write_bytes(b"one")
    assert write_tree(tmp_path, {"a.md": b"two"}).written == ("a.md",)


def test_does_not_remove_an_edited_page_that_is_no_longer_generated(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"a", "b.md": b"b"})
    (tmp_path / "b.md").write_bytes(b"edited")
    assert write_tree(tmp_path, {"a.md": b"a"}).kept_by_hand == ("b.md",)
    assert (tmp_path / "b.md").read_bytes() == b"edited"


def test_writes_again_what_was_deleted(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"a"})
    (tmp_path / "a.md").unlink()
    assert write_tree(tmp_path, {"a.md": b"a"}).written == ("a.md",)


def test_owns_equal_bytes_without_a_manifest(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"a"})
    (tmp_path / MANIFEST_NAME).unlink()
    assert write_tree(tmp_path, {"a.md": b"a"}).unchanged == ("a.md",)
    assert write_tree(tmp_path, {"a.md": b"b"}).written == ("a.md",)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"files": 3}', '{"files": {"../x": "y"}}'])
def test_a_damaged_manifest_never_leads_to_loss(tmp_path: Path, damage: str) -> None:
    docs = tmp_path / "docs"
    write_tree(docs, {"a.md": b"a"})
    (tmp_path / "x").write_bytes(b"outside")
    (docs / MANIFEST_NAME).write_text(damage, encoding="utf-8")
    assert write_tree(docs, {"a.md": b"b"}).kept_by_hand == ("a.md",)
    assert (tmp_path / "x").read_bytes() == b"outside"


def test_files_of_a_run_that_died_are_still_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, {"a.md": b"a1", "b.md": b"b1"})
    replace, calls = Path.replace, []

    def dies_at_the_second_page(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > 2:  # the manifest and one page
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", dies_at_the_second_page)
    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path, {"a.md": b"a2", "b.md": b"b2"})
    monkeypatch.undo()
    assert names(tmp_path) == {"a.md", "b.md"}  # no temporary file is left
    report = write_tree(tmp_path, {"a.md": b"a3", "b.md": b"b3"})
    assert report.written == ("a.md", "b.md")
    assert report.kept_by_hand == ()


@pytest.mark.parametrize(
    "name",
    [
        "../x.md",
        "a/../../x.md",
        "/x.md",
        "a\\b.md",
        "C:/x.md",
        "",
        ".",
        "a//b.md",
        "./a.md",
        MANIFEST_NAME,
        LOCK_NAME,
    ],
)
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    docs = tmp_path / "docs"
    with pytest.raises(ValueError, match="not a path inside"):
        write_tree(docs, {"good.md": b"", name: b"x"})
    assert not docs.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    docs.mkdir()
    outside.mkdir()
    (docs / "parks").symlink_to(outside)
    with pytest.raises(ValueError, match="leads out"):
        write_tree(docs, {"parks/x.md": b"x"})
    assert not list(outside.iterdir())


def test_a_folder_in_the_place_of_a_page_is_a_persons(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    assert write_tree(tmp_path, {"a.md": b"a"}).kept_by_hand == ("a.md",)


def test_the_manifest_lists_digests_by_path(tmp_path: Path) -> None:
    write_tree(tmp_path, {"b.md": b"b", "a.md": b"a"})
    manifest = json.loads((tmp_path / MANIFEST_NAME).read_text(encoding="utf-8"))
    assert list(manifest["files"]) == ["a.md", "b.md"]
    assert owned_files(tmp_path) == {"a.md", "b.md"}
    assert "pending" not in manifest


def test_two_runs_do_not_interleave(tmp_path: Path) -> None:
    with exclusive(tmp_path), pytest.raises(Busy, match="另一次生成正在进行"):
        write_tree(tmp_path, {"a.md": b"a"})
    assert names(tmp_path) == set()


def _die_with_the_lock(folder: Path) -> None:
    with exclusive(folder):
        os._exit(1)


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=_die_with_the_lock, args=(tmp_path,)
    )
    process.start()
    process.join()
    assert process.exitcode == 1
    assert (tmp_path / LOCK_NAME).exists()
    assert write_tree(tmp_path, {"a.md": b"a"}).written == ("a.md",)
