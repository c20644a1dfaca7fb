"""A run with nothing to do does nothing and says the same; anything else that is different is built."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import generator.build
from generator.cli import OK, main
from generator.publishing.fingerprint import Unsure, configuration_digest, folder_digest
from generator.publishing.lock import exclusive
from tests.conftest import ROOT
from tests.faults.killing import HEAD
from tests.running import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUILD = ("build", "--site-dir", "out", "--json")
CONFIG = "INHERIT: base/mkdocs.base.yml\nsite_name: x\nsite_url: !ENV [OWN_URL, '']\ntheme:\n  custom_dir: mine\n"


class Done(Exception):
    """Raised in the place of the work."""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def lazy(*words: str) -> Result:
    """A run that may not work: it raises where it would."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("build", "generate"):
            patch.setattr(generator.build, name, _work)
        return run(*words)


def _work(*_: object, **__: object) -> None:
    raise Done


def works(*words: str) -> bool:
    done = lazy(*words)
    if isinstance(done.exception, Done):
        return True
    assert done.exit_code == OK, done.output
    return False


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with a site that is up to date, and the record of the build that made it."""
    folder = tmp_path_factory.mktemp("project")
    for n, park in ((5, "柳江经开区"), (7, "绍兴经开区")):
        (folder / "corpus").mkdir(exist_ok=True)
        (folder / "corpus" / f"{n}.md").write_text(HEAD.format(park=park, n=n), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/own.md").write_text("# 自写\n", encoding="utf-8")
    shutil.copytree(ROOT / "templates/theme", folder / "mine")
    (folder / "base").mkdir()
    shutil.copy(ROOT / "templates/mkdocs.base.yml", folder / "base")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("CASEBOOK_CACHE", str(folder / "cache"))
        done = run(*BUILD)
        assert done.exit_code == OK, done.output
        (folder / "told.json").write_text(done.stdout, encoding="utf-8")
        yield folder


def test_nothing_changed_says_the_same_and_touches_nothing(project: Path) -> None:
    before = {path: path.stat() for path in project.rglob("*") if "cache" not in path.parts}
    done = lazy(*BUILD)
    assert done.exit_code == OK
    assert json.loads(done.stdout) == json.loads((project / "told.json").read_text("utf-8"))
    for path, state in before.items():
        now = path.stat()
        assert (now.st_ino, now.st_size) == (state.st_ino, state.st_size), path
        assert path.is_dir() or now.st_mtime_ns == state.st_mtime_ns
    assert "没有变化，站点已是最新。" in lazy(*BUILD[:-1]).stdout
    assert lazy(*BUILD[:-1], "-q").output == ""


def test_the_note_is_true_of_a_run_that_does_everything(project: Path) -> None:
    """What the short way leaves on the disk is what the long way would have written."""
    kept = digest(project / "out"), digest(project / "docs")
    assert run(*BUILD, "--no-cache").exit_code == OK
    assert (digest(project / "out"), digest(project / "docs")) == kept
    assert not works(*BUILD)


@contextmanager
def edited(
    path: Path, change: Callable[[bytes], bytes] = lambda data: data + b"\n"
) -> Iterator[None]:
    data = path.read_bytes() if path.exists() else None
    path.write_bytes(change(data or b""))
    yield
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)


CHANGED = [
    "corpus/5.md", "corpus/new.md", "corpus/parks.yml", "docs/own.md", "docs/index.md", "docs/new.css",
    "docs/.casebook-facts.json", "docs/.casebook.json", "docs/data/facts.csv", "mkdocs.yml",
    "base/mkdocs.base.yml", "mine/main.html", "mine/new.html", "out/index.html", "out/new.html",
    "out/search/search_index.json", "out/.hidden", ".out.casebook",
]  # fmt: skip


def test_any_other_byte_is_work(project: Path) -> None:
    for name in CHANGED:
        with edited(project / name):
            assert works(*BUILD), name
    for name in ("docs/own.md", "out/index.html", "out/assets/casebook.css"):
        aside = project / "aside"
        if (project / name).exists():
            (project / name).rename(aside)
            assert works(*BUILD), name
            aside.rename(project / name)
    assert not works(*BUILD)


@pytest.mark.usefixtures("project")
def test_options_environment_and_places_are_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert works(*BUILD, "--no-cache")
    assert works(*BUILD, "--full-text")
    assert works(*BUILD, "--offline")
    assert works("build", "--site-dir", "elsewhere")
    for name in ("OWN_URL", "SITE_URL", "TZ"):
        with monkeypatch.context() as patch:
            patch.setenv(name, "Asia/Urumqi")
            assert works(*BUILD), name
    monkeypatch.setattr("sys.version", "another Python")
    assert works(*BUILD)


def test_while_another_run_writes_nothing_is_taken_for_done(project: Path) -> None:
    with exclusive(project / "docs"):
        assert works(*BUILD)


def test_a_clock_means_nothing(project: Path) -> None:
    for path in project.rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert not works(*BUILD)


def test_notes_that_are_damaged_are_no_notes(project: Path) -> None:
    entries = [path for path in (project / "cache").rglob("*") if path.is_file()]
    kept = {path: path.read_bytes() for path in entries}
    for path, data in kept.items():
        path.write_bytes(data[: len(data) // 2])
    assert works(*BUILD)
    for path, data in kept.items():
        path.write_bytes(data)
    assert not works(*BUILD)


def test_pages_kept_by_hand_are_told_every_time(project: Path) -> None:
    with edited(project / "docs/parks/index.md"):
        first, second = run(*BUILD[:-1]), run(*BUILD[:-1])
        assert first.exit_code == second.exit_code != OK
        assert "parks/index.md" in first.stderr
        assert first.stderr == second.stderr
    assert run(*BUILD).exit_code == OK


@pytest.mark.usefixtures("project")
def test_pages_alone_are_told_too() -> None:
    words = ("generate", "--docs-dir", "pages", "-q")
    assert run(*words).exit_code == OK
    assert not works(*words)
    assert works("generate", "--docs-dir", "other", "-q")


def test_pages_of_a_foreign_corpus_are_not_kept_and_not_missed(project: Path) -> None:
    shutil.copytree(project / "corpus", project / "foreign")
    words = ("build", "--corpus", "foreign", "--site-dir", "second", "-q")
    assert run(*words).exit_code == OK
    assert not works(*words)
    (project / "foreign/5.md").unlink()
    assert works(*words)


@pytest.mark.parametrize(
    "text",
    [
        "hooks: [mine.py]",
        "plugins: [search, macros]",
        "plugins:\n  git-revision-date: {}",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions:\n  - mine.extension: {}",
        "extra: !!python/name:mine.value",
        "INHERIT: mkdocs.yml",
        "- a list",
        "extra: [",
    ],
)
def test_a_configuration_that_may_depend_on_anything_has_no_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unsure):
        configuration_digest(path)


def test_the_products_own_configurations_have_names() -> None:
    names = {
        configuration_digest(ROOT / "mkdocs.yml"),
        configuration_digest(ROOT / "templates/mkdocs.base.yml"),
    }
    assert len(names) == 2


def test_folders_are_told_by_paths_and_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        (folder / "a").mkdir(parents=True)
        (folder / "a/b").write_bytes(b"c")
    assert folder_digest(one) == folder_digest(other)
    told = hashlib.sha256(b"c").hexdigest()
    assert folder_digest(one, known={"a/b": told, "gone": told}) == folder_digest(one)
    assert folder_digest(one, known={"a/b": "another"}) != folder_digest(one)
    (other / "a/b").rename(other / "b")
    assert folder_digest(one) != folder_digest(other)
    (other / "link").symlink_to(one)
    with pytest.raises(Unsure):
        folder_digest(other)
