"""Commands killed at random points: SIGKILL, without a chance to tidy up.

Half of the points are moments in time, the other half are operations on files, before which a
child kills itself: so the short moments in which something is being written are met as well.
Afterwards everything on the disk must be old or new and whole, and the same command run again must
leave the bytes that an undisturbed run leaves.

Results are kept in a cache as they are for people; it is killed with the rest, and used again.
Children are forks of one process that has loaded the product, so that a run takes as long as its
work does.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HAND_WRITTEN = {
    "docs/mine.md": "# 我写的\n\n没有人动过。\n",
    "docs/guide/notes.md": "# 手记\n",
    "corpus/decisions.yml": "# 我们的记录\n- fact: f-0000000000\n  action: confirm\n  who: 李核\n  when: 2024-10-08\n",
    "corpus/parks.yml": "- id: liujiang\n  name: 柳江经开区\n  level: 国家级经开区\n",
}
HEAD = """---
title: {park}服务企业
publisher: 某某日报
published: 2024-05-0{n}
rights: own-digest
subject: {park}
---

今年以来，{park}办理“拿地即开工”项目{n}个，平均提前开工约3个月。
审批用时由15个工作日压缩至{n}个工作日，公章由12枚减为1枚。
"""
PAGE = """<html><body><article><h1>{park}服务企业记</h1><p>2024-05-0{n} 来源：绍兴晨报</p>
<p>今年以来，{park}办理“拿地即开工”项目{n}个，企业普遍感到满意。园区还组织了{n}场招聘会，帮助企业解决用工。</p></article></body></html>"""
_WRITES = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.truncate"}
)


@dataclass(frozen=True)
class Scenario:
    """A command and what it may change.

    Attributes:
        name: The command.
        words: Its words; run in the workspace.
        whole: Folders and files that must be entirely old or entirely new.
        grows: Folders in which each file must be old, new, or not there yet.
        answers: What a person types.
    """

    name: str
    words: tuple[str, ...]
    whole: tuple[str, ...] = ()
    grows: tuple[str, ...] = ()
    answers: str = ""


SCENARIOS = (
    Scenario("add", ("add", "incoming"), grows=("corpus",)),
    Scenario(
        "review",
        ("review", "--who", "李核", "--when", "2024-10-09"),
        grows=("corpus",),
        answers="c\n\n" * 40 + "q\n",
    ),
    Scenario("export", ("export", "data", "--docx"), whole=("data",)),
    Scenario("pdf", ("pdf", "-o", "book.pdf", "-q"), whole=("book.pdf",)),
    Scenario(
        "build",
        ("build", "--docs-dir", "docs", "--site-dir", "site", "-q"),
        whole=("site",),
        grows=("docs",),
    ),
)


@dataclass
class Outcome:
    """What became of the points of one command."""

    killed: int = 0
    survived: int = 0
    finished: int = 0
    """Points that lay behind the end of the run; they are not counted as faults."""
    failures: list[str] = field(default_factory=list)


Tree = dict[str, str]


def tree(folder: Path) -> Tree:
    """Digests by path; locks, which are always empty, are left out. A file is a tree of one."""
    if folder.is_file():
        return {folder.name: hashlib.sha256(folder.read_bytes()).hexdigest()}
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".casebook.lock"
    }


def prepare(folder: Path) -> None:
    """A workspace with a last good edition, and a corpus that has grown since."""
    for name, text in HAND_WRITTEN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    articles = folder / "corpus" / "articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text(HEAD.format(park="柳江经开区", n=5), encoding="utf-8")
    for scenario in SCENARIOS:
        if scenario.whole:
            assert run(folder, scenario) == 0, scenario.name
    (articles / "b.md").write_text(HEAD.format(park="绍兴经开区", n=7), encoding="utf-8")
    (folder / "incoming").mkdir()
    for n in (1, 2, 3):
        page = PAGE.format(park="绍兴经开区", n=n)
        (folder / "incoming" / f"{n}.html").write_text(page, encoding="utf-8")


def run(folder: Path, scenario: Scenario, before: Callable[[], None] | None = None) -> int:
    """The command in a child, until it ends; its exit status (negative: the signal)."""
    return _ended(_started(folder, scenario, before))


def _started(folder: Path, scenario: Scenario, before: Callable[[], None] | None = None) -> int:
    child = os.fork()
    if child:
        return child
    status = 99
    try:
        os.setsid()
        os.chdir(folder)
        os.environ |= {"CASEBOOK_CACHE": str(folder / "cache")}
        _muted(scenario.answers)
        if before:
            before()
        status = _command(scenario.words)
    finally:
        os._exit(status)


def _muted(answers: str) -> None:
    read, write = os.pipe()
    os.write(write, answers.encode())
    os.close(write)
    os.dup2(read, 0)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the child ends


def _command(words: Sequence[str]) -> int:
    from generator.cli import main

    try:
        main(list(words))
    except SystemExit as end:
        return int(end.code or 0) if not isinstance(end.code, str) else 1
    return 0


def _ended(child: int) -> int:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


# ---- killing ----------------------------------------------------------------------------------


def _at_operation(number: int) -> Callable[[], None]:
    """Kill this process at its ``number``-th operation that changes files."""

    def arm() -> None:
        count = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event in _WRITES or (event == "open" and _for_writing(arguments)):
                count += 1
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)

    return arm


def _for_writing(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _counting(pipe: int) -> Callable[[], None]:
    """Tell of every operation that changes files, a byte each."""

    def arm() -> None:
        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in _WRITES or (event == "open" and _for_writing(arguments)):
                os.write(pipe, b".")

        sys.addaudithook(hook)

    return arm


def _operations(folder: Path, scenario: Scenario) -> int:
    """How many operations an undisturbed run makes; at most what a pipe holds (65,536)."""
    read, write = os.pipe()
    assert run(folder, scenario, _counting(write)) == 0, scenario.name
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        return len(stream.read())


def campaign(root: Path, scenario: Scenario, points: int, seed: int) -> Outcome:
    """Kill one command at so many random points of its run."""
    last, clean, place = root / "last", root / f"clean-{scenario.name}", root / "place"
    if not last.is_dir():
        last.mkdir(parents=True)
        prepare(last)
    shutil.copytree(last, clean)
    start = time.perf_counter()
    operations = _operations(clean, scenario)
    seconds = time.perf_counter() - start
    chance, outcome = random.Random(f"{seed} {scenario.name}"), Outcome()  # noqa: S311 - not a secret
    while outcome.killed < points and outcome.finished < 3 * points + 20:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(last, place)
        if chance.random() < 0.5:
            point = f"after {(wait := chance.uniform(0, seconds)):.3f} s"
            status = _killed_after(place, scenario, wait)
        else:
            point = f"at operation {(number := chance.randint(1, operations))}"
            status = run(place, scenario, _at_operation(number))
        if status >= 0:
            outcome.finished += 1
            continue
        outcome.killed += 1
        broken = [*_broken(last, clean, place), *_not_healed(clean, place, scenario)]
        outcome.survived += not broken
        outcome.failures += [f"{scenario.name} killed {point}: {words}" for words in broken[:3]]
    return outcome


def _killed_after(place: Path, scenario: Scenario, seconds: float) -> int:
    child = _started(place, scenario)
    time.sleep(seconds)
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # not yet its own group, or gone
        os.kill(child, signal.SIGKILL)
    return _ended(child)


def _broken(last: Path, clean: Path, place: Path) -> list[str]:
    """What is neither old nor new, or was a person's and has changed."""
    found = []
    for name, text in HAND_WRITTEN.items():
        here = (place / name).read_text(encoding="utf-8")
        if here != text and not (name.endswith("decisions.yml") and here.startswith(text)):
            found.append(f"{name} was changed")
    decisions = yaml.safe_load((place / "corpus/decisions.yml").read_text(encoding="utf-8"))
    if not all({"action", "who", "when"} <= entry.keys() for entry in decisions):
        found.append("half an entry in decisions.yml")
    found += [
        f"{name} is neither the old nor the new one"
        for scenario in SCENARIOS
        for name in scenario.whole
        if tree(place / name) not in (tree(last / name), tree(clean / name))
    ]
    for name in ("docs", "corpus"):
        old, new, here = tree(last / name), tree(clean / name), tree(place / name)
        for path in sorted(old.keys() | new.keys() | here.keys()):
            if _ours(path) or path == "decisions.yml":
                continue
            if here.get(path) not in (old.get(path), new.get(path)):
                found.append(f"{name}/{path} is neither old nor new")
    return found


def _ours(path: str) -> bool:
    """Records of the generator itself, and files on their way that the next run sweeps away."""
    return path.rpartition("/")[2].startswith(".casebook")


def _not_healed(clean: Path, place: Path, scenario: Scenario) -> list[str]:
    """What the next run does not put right."""
    if (status := run(place, scenario)) != 0:
        return [f"the next run ended with {status}"]
    names = {*scenario.whole, *scenario.grows}
    wrong = []
    for name in sorted(names):
        should, here = tree(clean / name), tree(place / name)
        different = [p for p in should.keys() | here.keys() if should.get(p) != here.get(p)]
        wrong += [f"after the next run {name}/{p} is not as in a clean one" for p in different[:3]]
    left = [p.name for p in place.iterdir() if p.name.endswith(".casebook")]
    return wrong + [f"{name} was left" for name in left]
