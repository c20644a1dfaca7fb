"""What goes wrong around a run: the last good results stay, the message is one line, the next run heals."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from generator.cli import FAILED, OK, main
from generator.publishing.lock import exclusive
from tests.conftest import ROOT
from tests.faults.killing import HAND_WRITTEN, HEAD, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

resource = pytest.importorskip("resource", reason="limits are set as POSIX sets them")

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write fails as on a full disk
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from generator.cli import main
main(sys.argv[2:])
"""


def casebook(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus with hand-written files beside generated ones, and its last good pages and data."""
    for name, text in HAND_WRITTEN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "corpus/a.md").write_text(HEAD.format(park="柳江经开区", n=5), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_CACHE", str(tmp_path / "cache"))
    assert casebook("generate", "-q").exit_code == OK
    (tmp_path / "corpus/b.md").write_text(HEAD.format(park="绍兴经开区", n=7), encoding="utf-8")
    return tmp_path


def one_line(done: Result) -> str:
    (line,) = done.stderr.splitlines()
    assert line.startswith("错误：")
    return line


def limited(size: int, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command where no file may grow beyond ``size`` bytes."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LIMITED, str(size), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_a_full_disk_keeps_the_last_pages(place: Path) -> None:
    before = {name: (place / name).read_text("utf-8") for name in HAND_WRITTEN}
    old = tree(place / "docs")
    done = limited(20_000, "generate", "-q")
    assert done.returncode == FAILED
    (line,) = done.stderr.splitlines()
    assert line.startswith("错误：")
    assert {name: (place / name).read_text("utf-8") for name in HAND_WRITTEN} == before
    assert old.keys() <= tree(place / "docs").keys()
    clean = place / "clean"
    shutil.copytree(place / "docs", clean / "docs")
    assert casebook("generate", "-q").exit_code == OK
    assert not list((place / "docs").rglob("*.tmp"))
    assert casebook("generate", "-q", "--docs-dir", "fresh").exit_code == OK
    fresh = {
        n: d for n, d in tree(place / "fresh").items() if "news" not in n and ".casebook" not in n
    }
    assert fresh.items() <= tree(place / "docs").items()


def test_a_full_disk_keeps_site_data_and_paper(place: Path) -> None:
    for words in (
        ("build", "--docs-dir", "d", "--site-dir", "out", "-q"),
        ("pdf", "-o", "b.pdf", "-q"),
    ):
        assert casebook(*words).exit_code == OK
    assert casebook("export", "data").exit_code == OK
    old = tree(place / "out"), tree(place / "data"), (place / "b.pdf").read_bytes()
    (place / "corpus/c.md").write_text(HEAD.format(park="青屏高新区", n=8), encoding="utf-8")
    for words in (
        ("build", "--docs-dir", "d", "--site-dir", "out", "-q"),
        ("pdf", "-o", "b.pdf", "-q"),
        ("export", "data"),
    ):
        done = limited(30_000, *words)
        assert done.returncode == FAILED, words
        assert len(done.stderr.splitlines()) == 1, done.stderr
    assert (tree(place / "out"), tree(place / "data"), (place / "b.pdf").read_bytes()) == old
    assert not [p.name for p in place.iterdir() if p.name.startswith(".")]


# Loads everything, becomes somebody who may only read, then runs the command: the interpreter's own
# files may be root's alone.
READING_ONLY = """
import json, os, sys
from generator.cli import main
def run(words):
    try:
        main(list(words))
    except SystemExit as end:
        return end.code
commands = json.loads(sys.argv[1])
for words in commands:
    run(w.replace("locked", "free") for w in words)
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
for words in commands:
    sys.stderr.write("--\\n")
    sys.stderr.write(f"{run(words)}\\n")
"""
LOCKED = (
    ("generate", "-q", "--jobs", "1", "--docs-dir", "locked/docs"),  # all is loaded here
    ("export", "locked/data", "--docx"),
    ("pdf", "-q", "-o", "locked/b.pdf"),
    ("add", "--corpus", "locked/corpus", "corpus/b.md"),
)


@pytest.fixture
def open_place(place: Path) -> Iterator[Path]:
    """The same in a folder that everybody may enter, half of it locked."""
    with tempfile.TemporaryDirectory(prefix="casebook-locked-") as name:
        folder = Path(name)
        for part in ("locked", "free"):
            shutil.copytree(place, folder / part)
            (folder / part / "b.pdf").write_bytes(b"last")
            (folder / part / "data").mkdir()
        shutil.copytree(place / "corpus", folder / "corpus")
        for path in (folder, *folder.rglob("*")):
            locked = "locked" in path.parts
            path.chmod((0o555 if locked else 0o755) if path.is_dir() else 0o444)
        yield folder
        for path in (folder / "locked").rglob("*"):
            path.chmod(0o755)
        (folder / "locked").chmod(0o755)


def test_folders_that_cannot_be_written(open_place: Path) -> None:
    before = tree(open_place / "locked")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READING_ONLY, json.dumps(LOCKED)],
        cwd=open_place,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "CASEBOOK_CACHE": "off"},
    )
    _, *told = done.stderr.split("--\n")
    if "Operation not permitted" in done.stderr:
        pytest.skip("this machine does not let root become somebody else")
    assert len(told) == len(LOCKED), done.stderr
    for words, lines in zip(LOCKED, told, strict=True):
        line, status = lines.splitlines()
        assert status == str(FAILED), words
        assert line.startswith("错误：")
        assert "locked" in line
    assert tree(open_place / "locked") == before


def test_a_file_where_a_folder_should_be(place: Path) -> None:
    (place / "taken").write_text("我的", encoding="utf-8")
    assert "taken" in one_line(casebook("generate", "-q", "--docs-dir", "taken/docs"))
    assert (place / "taken").read_text("utf-8") == "我的"


def test_an_input_that_vanishes_is_named(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def gone(self: Path) -> bytes:
        if self.name == "b.md":
            self.unlink(missing_ok=True)
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", gone)
    done = casebook("generate", "-q")
    assert done.exit_code in (OK, 3)  # gone before or after the folder was listed
    assert "Traceback" not in done.output
    assert (place / "docs/index.md").is_file()


def test_a_clock_set_back_changes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert casebook("generate", "-q").exit_code == OK
    kept = tree(place / "docs")
    for path in (place / "docs").rglob("*"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    import time

    monkeypatch.setattr(time, "time", lambda: 1_000_000_000.0)
    assert casebook("generate", "-q").exit_code == OK
    assert tree(place / "docs") == kept


def test_a_clock_and_articles_before_1980_stop_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Archives know no earlier year; an old clock, old variables and old articles are all met."""
    import time

    for path in (place / "corpus").glob("?.md"):
        text = path.read_text("utf-8").replace("2024-05", "1957-05")
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    words = [
        ("build", "--docs-dir", "d", "--site-dir", "out", "--offline", "-q"),
        ("export", "data", "--docx"),
        ("pdf", "-o", "b.pdf", "-q"),
    ]
    for arguments in words:
        done = casebook(*arguments)
        assert done.exit_code == OK, done.output
    made = {name: tree(place / name) for name in ("out", "data")}
    archives = [place / "out.zip", *(place / "data").glob("casebook.*x")]
    assert len(archives) == 3
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    monkeypatch.setattr(time, "time", lambda: 86_400.0)
    for arguments in words:
        done = casebook(*arguments)
        assert done.exit_code == OK, done.output
    assert {name: tree(place / name) for name in ("out", "data")} == made


def test_two_at_once_are_told_apart(place: Path) -> None:
    with exclusive(place / "docs"):
        line = one_line(casebook("generate", "-q"))
    assert "另一次生成正在进行" in line
    assert casebook("generate", "-q").exit_code == OK


def test_two_runs_at_once_do_not_mix(place: Path) -> None:
    """Each either does all of it or says that the other one is at work; what is there is whole."""
    command = "from generator.cli import main; main()"
    words = [sys.executable, "-W", "ignore", "-c", command, "generate", "-q", "--no-cache"]
    runs = [
        subprocess.Popen(
            words,
            cwd=place,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ]
    told = [(run.communicate()[1], run.returncode) for run in runs]
    assert min(status for _, status in told) == OK
    for line, status in told:
        assert status == OK or "另一次生成正在进行" in line
    kept = tree(place / "docs")
    assert casebook("generate", "-q", "--docs-dir", "clean").exit_code == OK
    made = {n: d for n, d in tree(place / "clean").items() if not n.startswith((".", "news"))}
    assert made.items() <= kept.items()


@pytest.mark.parametrize("damage", ["emptied", "cut", "turned", "folder"])
def test_a_broken_cache_is_no_cache(place: Path, damage: str) -> None:
    assert casebook("generate", "-q", "--docs-dir", "one").exit_code == OK
    entries = [path for path in (place / "cache").rglob("*") if path.is_file()]
    assert entries
    for path in entries:
        data = path.read_bytes()
        if damage == "folder":
            path.unlink()
            path.mkdir()
        else:
            half = len(data) // 2
            turned = data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]
            path.write_bytes({"emptied": b"", "cut": data[:half], "turned": turned}[damage])
    assert casebook("generate", "-q", "--docs-dir", "other").exit_code == OK
    assert tree(place / "one") == tree(place / "other")


def test_a_cache_that_cannot_be_written_is_no_fault(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "file").touch()
    monkeypatch.setenv("CASEBOOK_CACHE", str(place / "file" / "below"))
    assert casebook("generate", "-q").exit_code == OK


def test_a_missing_font_is_one_line_and_the_last_book_stays(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "b.pdf").write_bytes(b"last")
    import pylopdf_fonts_zh_cn

    monkeypatch.setattr(pylopdf_fonts_zh_cn, "sans_path", lambda: place / "none" / "sans.ttf")
    line = one_line(casebook("pdf", "-o", "b.pdf"))
    assert "字体" in line or "font" in line
    assert (place / "b.pdf").read_bytes() == b"last"


def test_an_office_folder_without_fonts_is_one_line(place: Path) -> None:
    (place / "fonts").mkdir()
    (place / "fonts" / "bad.ttf").write_bytes(b"x")
    assert "字体" in one_line(casebook("pdf", "-o", "b.pdf", "--font-dir", "fonts"))
    assert not (place / "b.pdf").exists()


def test_few_points_of_sigkill() -> None:
    """A short run of the campaign that ``make faults`` makes at 200 points."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.faults", "--points", "5", "--seed", "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count('"failures": []') == 5
