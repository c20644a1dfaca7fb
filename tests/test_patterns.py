"""Every regular expression of the product is linear or bounded: its input grows, its time does not run away.

The expressions are those that are compiled while the whole pipeline runs, in whatever module or
lexicon they stand; each is tried in the way in which it is used (``match`` or ``search``), on
texts made from itself (``tests/growth.py``).
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.growth import attacks

LENGTH = 4_000
QUICK = 0.01
"""Processor seconds below which nothing is said about growth; a linear search takes a tenth."""
GROWTH = 3.0
"""Twice the text may take so many times as long: linear is 2, quadratic 4."""
HANG = 0.6
SHARES = 8
_ANY = ("match", "search")


class Found(NamedTuple):
    source: str
    flags: int
    module: str
    line: int


@cache
def patterns() -> tuple[Found, ...]:
    """What is compiled when everything is imported and a corpus goes through all stages."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.patterns_in_use"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(Found(*row) for row in json.loads(done.stdout))


@cache
def _sources() -> dict[str, str]:
    files = (ROOT / "generator").rglob("*.py")
    return {path.as_posix(): path.read_text(encoding="utf-8") for path in files}


def uses(found: Found) -> tuple[str, ...]:
    """How the module that compiles a constant uses it; any way, where that cannot be told."""
    text = _sources()[(ROOT / f"{found.module.replace('.', '/')}.py").as_posix()]
    head = "\n".join(text.splitlines()[: found.line])
    name = re.findall(r"^([A-Z_]*[A-Z][A-Z_0-9]*)\b[^=\n]*= *re\.compile\($", head, re.MULTILINE)
    name += re.findall(
        r"^([A-Z_]*[A-Z][A-Z_0-9]*)\b[^=\n]*= *re\.compile\(.+", text.splitlines()[found.line - 1]
    )
    if not name or not name[-1].startswith("_"):
        return _ANY
    ways = set(
        re.findall(rf"\b{re.escape(name[-1])}\b(?:\.(\w+))?", text.replace(f"{name[-1]} =", ""))
    )
    if not ways or not ways <= {"match", "fullmatch"}:
        return _ANY
    return tuple(sorted(ways))


@contextmanager
def _no_hang() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _seconds(call: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    try:
        with _no_hang():
            call(text)
    except TimeoutError:
        return HANG
    return time.process_time() - start


def _least(call: Callable[[str], object], text: str) -> float:
    first = _seconds(call, text)
    return first if first >= HANG else min(first, *(_seconds(call, text) for _ in range(2)))


def runs_away(call: Callable[[str], object], text: str) -> bool:
    """Whether twice the text takes far more than twice the time, and twice that again."""
    first = _seconds(call, text)
    if first < QUICK or first >= HANG:
        return first >= HANG
    half, whole = _least(call, text[: len(text) // 2]), _least(call, text)
    if whole < QUICK or whole < GROWTH * half:
        return False
    return whole >= HANG or _least(call, text * 2) > GROWTH * whole


def ways_of(pattern: re.Pattern[str]) -> dict[str, Callable[[str], object]]:
    return {
        "match": pattern.match,
        "fullmatch": pattern.fullmatch,
        "search": lambda text: sum(1 for _ in pattern.finditer(text)),
    }


def growing(found: Found) -> str | None:
    """The first way and text with which a pattern runs away; None when it never does."""
    pattern = re.compile(found.source, found.flags)
    ways = ways_of(pattern)
    for text in attacks(pattern, LENGTH):
        for way in uses(found):
            if runs_away(ways[way], text):
                return f"{way}: {text[:24]!r}…"
    return None


@pytest.mark.parametrize("share", range(SHARES))
def test_no_pattern_runs_away(share: int) -> None:
    bad = {}
    for found in patterns()[share::SHARES]:
        if ways := growing(found):
            bad[f"{found.module}:{found.line} {found.source[:60]}"] = ways
    assert bad == {}, "\n".join(map(str, bad.items()))


def test_the_whole_product_is_looked_at() -> None:
    modules = {found.module for found in patterns()}
    written = {
        "generator."
        + Path(path).relative_to(ROOT / "generator").with_suffix("").as_posix().replace("/", ".")
        for path, text in _sources().items()
        if re.search(r"^_?[A-Z_]+\b.* = re\.compile\(r?f?\"", text, re.MULTILINE)
    }
    assert written <= modules | {"generator.mkdocs_hook"}
    assert len(patterns()) > 400


@pytest.mark.parametrize(
    "source",
    [r"(a+)+$", r"(?:\d{1,4}\s*){0,12}x", r"(?:ab?|b)*c", r"\s*\d*\s*\d*\s*x", r"[ab]*[ac]*d"],
)
def test_what_runs_away_is_seen(source: str) -> None:
    found = Found(source, 0, "generator.errors", 1)
    assert growing(found)


@pytest.mark.parametrize("source", [r"(?<!a)a++b", r"a{0,30}b", r"[^,]{0,60}x", r"\d+", r"甲|乙"])
def test_what_does_not_is_left_alone(source: str) -> None:
    assert growing(Found(source, 0, "generator.errors", 1)) is None
