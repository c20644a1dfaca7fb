"""Results that stand in the folder of pages: what stands there is taken only if it is the result."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.publishing.cache import Cache
from generator.publishing.standing import Standing
from generator.publishing.tree import write_tree

PAGE = "甲页\n".encode()


def forbidden() -> bytes:
    raise AssertionError("it was known already")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with a page, of which a note was made; the page itself is not in the cache."""
    docs = tmp_path / "docs"
    write_tree(docs, {"a/b.md": PAGE})
    first = Standing(docs, Cache(tmp_path / "cache", "v"))
    assert first.kept("page", lambda: PAGE) == PAGE
    assert first.kept("elsewhere", lambda: b"no page") == b"no page"
    only(tmp_path, first)
    return docs


def only(tmp_path: Path, standing: Standing) -> None:
    """Leave nothing in the cache but the note."""
    shutil.rmtree(tmp_path / "cache")
    standing.note()


def opened(docs: Path, version: str = "v") -> Standing:
    return Standing(docs, Cache(docs.parent / "cache", version))


def test_what_stands_in_the_folder_is_taken_from_there(docs: Path) -> None:
    found = opened(docs)
    assert found.kept("page", forbidden) == PAGE
    assert found.get("elsewhere") is None
    assert found.get("another page") is None


def test_what_was_read_ahead_is_what_stands_there(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not read again; a file that was another one then is not taken."""
    other, none = opened(docs), opened(docs)
    (docs / "a/b.md").write_bytes(b"other")
    other.read_ahead()
    (docs / "a/b.md").write_bytes(PAGE)
    assert other.get("page") == PAGE
    monkeypatch.setattr("generator.publishing.standing._MOST_AHEAD", -1)
    none.read_ahead()
    found = opened(docs)
    monkeypatch.undo()
    found.read_ahead()
    (docs / "a/b.md").unlink()
    assert found.get("page") == PAGE
    assert none.get("page") is None


def test_the_next_run_finds_what_this_one_found(docs: Path) -> None:
    found = opened(docs)
    assert found.get("page") == PAGE
    found.put("new", b"2")
    write_tree(docs, {"a/b.md": PAGE, "c.md": b"2"})
    only(docs.parent, found)
    assert opened(docs).get("page") == PAGE
    assert opened(docs).get("new") == b"2"


@pytest.mark.parametrize("content", [b"", b"other", None])
def test_what_somebody_changed_is_no_result(docs: Path, content: bytes | None) -> None:
    path = docs / "a/b.md"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    found = opened(docs)
    assert found.get("page") is None
    assert found.kept("page", lambda: PAGE) == PAGE
    assert opened(docs).get("page") == PAGE  # in the cache


def test_a_page_that_moved_is_found_where_it_is(docs: Path) -> None:
    write_tree(docs, {"elsewhere.md": PAGE})
    assert opened(docs).get("page") == PAGE


def test_other_code_and_other_folders_have_notes_of_their_own(docs: Path) -> None:
    assert opened(docs, "w").get("page") is None
    other = docs.with_name("other")
    shutil.copytree(docs, other)
    assert opened(other).get("page") is None


@pytest.mark.parametrize("note", [b"", b"[", b"[1]", b'{"a": 1}'])
def test_a_damaged_note_says_nothing(docs: Path, note: bytes) -> None:
    cache = Cache(docs.parent / "cache", "v")
    cache.put(Standing(docs, cache)._key, note)
    assert opened(docs).get("page") is None


def test_without_a_cache_nothing_is_noted(tmp_path: Path) -> None:
    standing = Standing(tmp_path, Cache(None, ""))
    assert standing.kept("a", lambda: b"1") == b"1"
    standing.note()
    assert [*tmp_path.iterdir()] == []
