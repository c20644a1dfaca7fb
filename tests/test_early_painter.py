"""What draws is begun before the command line is loaded: never in vain for long, never left behind."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from click import NoSuchOption

from generator import cli
from generator.copying import EARLY, Copy
from tests.conftest import ROOT
from tests.running import command, digest
from tests.small_article import ARTICLE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux copies processes safely"
)

# What is drawn in this process fails, after a first run also what is extracted, and a second painter;
# the one that was made early is told.
WATCHED = """
import sys
from generator import beside, cli, drawing, extractions, starting, unchanged
made, run = [], unchanged.generate
class Watched(drawing.Copy):
    def __init__(self, work):
        super().__init__(work)
        made.append(self.number)
drawing.Copy = Watched
def fail(*_):
    raise SystemExit("not by the early painter")
def generate(*words):
    beside.Ahead._start, drawing.Sheet.draw = fail, fail
    if starting.ran_before():
        extractions._extract = fail
    return run(*words)
unchanged.generate = generate
try:
    cli.main()
finally:
    print(*made)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    other = ARTICLE.replace("甲乙", "绍兴").replace("7个", "9个")
    for name, text in (("a", ARTICLE), ("b", other)):
        (tmp_path / f"corpus/{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def environment(place: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "CASEBOOK_CACHE": str(place / "cache")}


def run(place: Path, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Words until they end, in a session of their own, in which nothing is left then."""
    with subprocess.Popen(
        words,
        cwd=place,
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        process.wait(timeout=60)
        assert list(session(process.pid)) == []
        out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def session(number: int) -> Iterator[int]:
    """The processes of a session that have not ended."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, owner, *_ = status.read_text().rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # gone while we looked
            continue
        if int(owner) == number and state != "Z":
            yield int(status.parent.name)


def watched(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run(place, [sys.executable, "-W", "ignore", "-c", WATCHED, *words])


def test_it_draws_and_prints_what_one_process_makes(place: Path) -> None:
    """In a first run, and after an edit, where it reads the article as well; it is gone when the run ends."""
    for number in ("7个", "8个"):
        text = ARTICLE.replace("7个", number)
        (place / "corpus/a.md").write_text(text, encoding="utf-8")
        for docs, *words in (("beside",), ("alone", "--jobs", "1", "--no-cache")):
            watch = watched if docs == "beside" else lambda place, *w: run(place, command(*w))
            done = watch(place, "generate", "-q", "--docs-dir", docs, *words)
            assert done.returncode == 0, done.stderr
            assert bool(re.fullmatch(r"\d+\n", done.stdout)) is (docs == "beside")
        assert digest(place / "beside") == digest(place / "alone")
        assert list((place / "beside").rglob("*.svg"))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("generate", "--wrong"), 2),
        (("generate", "more"), 2),
        (("generate", "--corpus", "nowhere", "-q"), 1),
        (("generate", "--docs-dir", "corpus/a.md/docs"), 1),
    ],
)
def test_a_run_that_fails_leaves_nothing(place: Path, words: Sequence[str], status: int) -> None:
    early = watched(place, *words)
    alone = run(place, command(*words, "--jobs", "1"))
    assert (early.returncode, alone.returncode) == (status, status)
    assert early.stderr.replace("-c", "") == alone.stderr.replace("-c", "")


def test_without_a_cache_nothing_is_kept(place: Path) -> None:
    assert watched(place, "generate", "-q", "--no-cache").returncode == 0
    assert not (place / "cache").exists()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether an early painter may keep what it finds, for each that is asked for."""
    found: list[bool] = []

    def painter(*, keep: bool) -> AbstractContextManager[None]:
        found.append(keep)
        return nullcontext()

    monkeypatch.setattr("generator.drawing.early_painter", painter)
    monkeypatch.setattr(cli, "cores", lambda: 2)
    monkeypatch.setattr(cli, "copies", lambda: True)
    return found


@pytest.mark.parametrize(
    "words",
    [
        "", "--help", "build", "build --offline", "check", "-q generate", "generate --help",
        "generate -q -h", "generate --jobs 1", "generate --jobs=2", "generate -q --jobs 0",
    ],
)  # fmt: skip
def test_none_is_made_where_none_may_be_wanted(asked: list[bool], words: str) -> None:
    with cli._begun(words.split()):
        assert asked == []


def test_one_is_made_where_pages_are(asked: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ("generate", "generate -q --corpus some", "generate --no-cache"):
        cli._begun(words.split())
    assert asked == [True, True, False]
    for name, value in (("cores", 1), ("copies", False)):
        with monkeypatch.context() as patch:
            patch.setattr(cli, name, lambda value=value: value)
            cli._begun(["generate"])
    assert asked == [True, True, False]


def test_who_asks_for_commands_is_given_them() -> None:
    assert {"build", "generate", "check"} <= cli.main.commands.keys()
    assert cli.main.name == "main"
    with pytest.raises(AttributeError):
        _ = cli.main.nothing


def test_it_is_called_as_groups_are() -> None:
    with pytest.raises(NoSuchOption):
        cli.main(["generate", "--wrong", "--jobs", "1"], standalone_mode=False)
    assert cli.main(args=["--version"], prog_name="casebook", standalone_mode=False) == 0


def test_it_is_for_one_run(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Called as a function, with an error, the program ends its copy and forgets it."""
    made: list[Copy] = []

    def copied(_work: object) -> Copy:
        made.append(Copy(lambda _line: time.sleep(60)))
        return made[0]

    monkeypatch.setattr("generator.drawing.Copy", copied)
    monkeypatch.setattr(cli, "cores", lambda: 2)
    monkeypatch.setattr(cli, "copies", lambda: True)
    with pytest.raises(SystemExit):
        cli.main(["generate", "--corpus", str(place / "nowhere")])
    assert EARLY.get() is None
    assert not Path(f"/proc/{made[0].number}").exists()


def test_where_there_is_no_room_for_another_process_one_does_all(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr("generator.copying.os.fork", full)
    monkeypatch.setattr(cli, "cores", lambda: 2)
    monkeypatch.setattr(cli, "copies", lambda: True)
    words = ["generate", "-q", "--corpus", str(place / "corpus"), "--docs-dir", str(place / "docs")]
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 0
    assert list((place / "docs").rglob("*.svg"))


# Waits in the middle of a run, until a signal comes.
WAITING = """
import signal, sys, time
from generator import cli, unchanged
signal.signal(signal.SIGINT, signal.default_int_handler)
def wait(*_):
    print("ready", flush=True)
    time.sleep(60)
unchanged.generate = wait
cli.main()
"""


@pytest.mark.parametrize("where", ["early_painter", "Copy.end"])
def test_who_interrupts_it_early_or_late_is_told_so_in_a_word(place: Path, where: str) -> None:
    """While it is made, and while it is put away, when nobody listens to interrupts but this."""
    interrupted = f"""
from generator import cli, drawing
def interrupt(*_, **__):
    raise KeyboardInterrupt
drawing.{where} = interrupt
cli.main()
"""
    words = [sys.executable, "-W", "ignore", "-c", interrupted, "generate", "-q"]
    done = run(place, words)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Aborted!\n")


@pytest.mark.parametrize(
    ("jobs", "closed"), [("", ">&-"), ("--jobs 1", "2>&-"), ("", ">&- 2>&- <&-")]
)
def test_where_nothing_can_be_printed_the_pages_are_made(
    place: Path, jobs: str, closed: str
) -> None:
    words = f"{shlex.join(command('generate'))} {jobs} {closed}"
    assert run(place, ["sh", "-c", words]).returncode == 0
    assert (place / "docs/index.md").is_file()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_its_run(place: Path, kind: signal.Signals) -> None:
    """Interrupted as at a terminal, where all processes are told together, or the run itself ended."""
    words = [sys.executable, "-W", "ignore", "-c", WAITING, "generate", "-q"]
    with subprocess.Popen(
        words,
        cwd=place,
        env=environment(place),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"ready\n"
        assert len(list(session(process.pid))) == 2
        if kind == signal.SIGINT:
            os.killpg(process.pid, kind)
        else:
            process.send_signal(kind)
        process.wait(timeout=30)
        end = time.monotonic() + 30
        while list(session(process.pid)):
            assert time.monotonic() < end, "the copy waits for a run that has ended"
            time.sleep(0.05)
        assert b"Traceback" not in process.stderr.read()
