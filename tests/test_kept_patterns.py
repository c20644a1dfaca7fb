"""Kept patterns are the compiled ones; whatever is wrong with the store, only time is lost."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec, module_from_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import generator
from generator import kept_patterns
from generator.kept_patterns import KeptPatterns
from generator.publishing.cache import Cache
from tests.conftest import ROOT

COMPILER: Any = importlib.import_module("re._compiler")
PATTERN = r"(?P<count>\d{1,9})\s?(?:户|家)(?=[,。]|$)"
OTHER = r"(?i)(?:最多)?跑(?P<times>一次|\d次)"
TEXT = "新增企业37 家,最多跑1次。"


@contextmanager
def lent(cache: Cache) -> Iterator[list[str]]:
    """A run; the patterns that it had to compile are listed."""
    patterns, made = KeptPatterns(cache), list[str]()
    own = COMPILER._code

    def code(parsed: Any, flags: int) -> Any:
        made.append(str(parsed.state.str))
        return own(parsed, flags)

    patterns.lend()
    re.purge()
    COMPILER._code = code
    try:
        yield made
    finally:
        COMPILER._code = own
        patterns.take_back()
        patterns.keep()


def compiled_anew(*patterns: str) -> list[re.Pattern[str]]:
    re.purge()
    return [re.compile(pattern) for pattern in patterns]


@cache
def ours() -> tuple[re.Pattern[str], ...]:
    """The patterns of all modules and of the lexicons of extraction."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    own = COMPILER.compile

    def recorded(pattern: Any, flags: int = 0) -> Any:
        made = own(pattern, flags)
        if isinstance(pattern, str):
            found[pattern, flags] = made
        return made

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        held = vars(importlib.import_module(module.name)).values()
        patterns = (p for p in held if isinstance(p, re.Pattern) and isinstance(p.pattern, str))
        found |= {(p.pattern, p.flags): p for p in patterns}
    re.purge()
    COMPILER.compile = recorded
    try:
        from generator.extracting.lexicon import Lexicon

        Lexicon.load()
    finally:
        COMPILER.compile = own
    return tuple(found.values())


def some_text() -> str:
    return min((ROOT / "corpus").rglob("*.md")).read_text(encoding="utf-8")


def test_kept_patterns_are_the_compiled_ones(tmp_path: Path) -> None:
    store, wanted = Cache(tmp_path, "v"), [(p.pattern, p.flags) for p in ours()]
    assert len(wanted) > 500
    with lent(store) as made:
        first = [re.compile(*each) for each in wanted]
    assert len(made) >= len(set(wanted))
    with lent(store) as made:
        again = [re.compile(*each) for each in wanted]
    assert made == []
    text = some_text()
    for pattern, fresh, kept in zip(ours(), first, again, strict=True):
        assert kept is not fresh
        assert kept == fresh == pattern  # flags and every word of code
        assert kept.groups == pattern.groups
        assert dict(kept.groupindex) == dict(pattern.groupindex)
        assert [m.regs for m in kept.finditer(text)] == [m.regs for m in pattern.finditer(text)]


def test_names_and_inner_flags_of_groups_are_kept(tmp_path: Path) -> None:
    for _ in range(2):
        with lent(Cache(tmp_path, "v")) as made:
            count, times = re.compile(PATTERN), re.compile(OTHER)
        assert (match := count.search(TEXT))
        assert match.groupdict() == {"count": "37"}
        assert match.lastgroup == "count"
        assert times.flags & re.IGNORECASE
        assert times.sub(r"<\g<times>>", TEXT) == "新增企业37 家,<1次>。"
    assert made == []


def test_asked_flags_are_part_of_what_is_kept(tmp_path: Path) -> None:
    with lent(Cache(tmp_path, "v")):
        re.compile("a.b")
    with lent(Cache(tmp_path, "v")) as made:
        assert re.compile("a.b", re.DOTALL | re.IGNORECASE).match("A\nb")
        assert not re.compile("a.b").match("a\nb")
    assert made == ["a.b"]


def test_bytes_and_wrong_patterns_are_left_to_python(tmp_path: Path) -> None:
    with lent(Cache(tmp_path, "v")):
        assert re.compile(rb"\d+", re.LOCALE).findall(b"3 of 14") == [b"3", b"14"]
        with pytest.raises(re.error, match="unterminated"):
            re.compile("(a")
    with lent(Cache(tmp_path, "v")), pytest.raises(re.error, match="unterminated"):
        re.compile("(a")


def the_entry(folder: Path) -> Path:
    [entry] = [path for path in folder.rglob("*") if path.is_file()]
    return entry


@pytest.fixture
def plain() -> re.Pattern[str]:
    [made] = compiled_anew(PATTERN)
    return made


@pytest.mark.parametrize("at", [0, 10, 40, -1])
def test_damaged_bytes_are_no_entry(tmp_path: Path, plain: re.Pattern[str], at: int) -> None:
    store = Cache(tmp_path, "v")
    with lent(store):
        re.compile(PATTERN)
    entry = the_entry(tmp_path)
    data = bytearray(entry.read_bytes())
    data[at] ^= 0x55
    entry.write_bytes(data)
    with lent(store) as made:
        assert re.compile(PATTERN) == plain
    assert made == [PATTERN]
    with lent(store) as made:
        assert re.compile(PATTERN) == plain
    assert made == []


def key() -> str:
    engine = kept_patterns._engine()
    assert engine is not None
    return kept_patterns._key(engine)


def row(**changed: Any) -> bytes:
    """A whole entry of one pattern, parts of it changed."""
    parts = {"pattern": PATTERN, "asked": 0, "flags": 32, "groups": 1, "names": {"count": 1}, "size": 2}  # fmt: skip
    head = json.dumps([list((parts | changed).values())]).encode()
    return head + b"\n" + array("I", [1, 2]).tobytes()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[1]\n",
        b"nonsense",
        b"[]\nabc",
        row(),
        row(pattern=[1]),
        row(flags="32"),
        row(flags=2**40),
        row(groups=-1),
        row(groups=2**31),
        row(groups="1"),
        row(names=[1]),
        row(names={"count": 9}),
        row(names={"count": "1"}),
        row(names={"count": -1}),
        row(names={"park": 1}),
        row(size=10**9),
        row(size="2"),
    ],
)
def test_what_we_did_not_pack_is_compiled(
    tmp_path: Path, plain: re.Pattern[str], data: bytes
) -> None:
    store = Cache(tmp_path, "v")
    store.put(key(), data)
    with lent(store) as made:
        kept = re.compile(PATTERN)
    assert kept == plain
    assert kept.groupindex == plain.groupindex
    assert made == [PATTERN]
    with lent(store) as made:
        assert re.compile(PATTERN) == plain  # the wrong entry is replaced
    assert made == []


def test_code_that_the_engine_refuses_is_compiled(tmp_path: Path, plain: re.Pattern[str]) -> None:
    engine = kept_patterns._engine()
    assert engine is not None
    whole = engine.compiled(PATTERN, 0)
    store = Cache(tmp_path, "v")
    store.put(key(), kept_patterns._packed({(PATTERN, 0): replace(whole, code=whole.code[:-1])}))
    with lent(store) as made:
        assert re.compile(PATTERN) == plain
    assert made == [PATTERN]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no rights there")
@pytest.mark.parametrize("shared", ["", "v"])
def test_code_is_not_taken_from_where_others_may_write(tmp_path: Path, shared: str) -> None:
    store = Cache(tmp_path / "cache", "v")
    with lent(store):
        re.compile(PATTERN)
    (tmp_path / "cache" / shared).chmod(0o775)
    with lent(store) as made:
        re.compile(PATTERN)
    assert made == [PATTERN]
    (tmp_path / "cache" / shared).chmod(0o700)
    with lent(store) as made:
        re.compile(PATTERN)
    assert made == []


@pytest.mark.parametrize("name", ["version", "byteorder"])
def test_another_interpreter_sees_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with lent(Cache(tmp_path, "v")):
        re.compile(PATTERN)
    monkeypatch.setattr(sys, name, "another")
    with lent(Cache(tmp_path, "v")) as made:
        re.compile(PATTERN)
    assert made == [PATTERN]


def test_another_form_of_code_is_another_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lent(Cache(tmp_path, "v")):
        re.compile(PATTERN)
    monkeypatch.setattr("_sre.MAGIC", 1)
    with lent(Cache(tmp_path, "v")) as made:
        re.compile(PATTERN)
    assert made == [PATTERN]


def another_compiler(_: Any, __: int = 0) -> Any:
    return re.compile("another pattern")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("re._compiler._code", None),
        ("re._compiler.compile", another_compiler),
        ("re._parser.parse", None),
        ("re._compiler.compile", None),
        ("_sre.compile", None),
        ("_sre.CODESIZE", 2),
    ],
)
def test_a_python_of_another_kind_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    if value is None:
        monkeypatch.delattr(name)
    else:
        monkeypatch.setattr(name, value)
    own = getattr(COMPILER, "compile", None)
    patterns = KeptPatterns(Cache(tmp_path, "v"))
    patterns.lend()
    taken = getattr(COMPILER, "compile", None)
    patterns.take_back()
    patterns.keep()
    assert taken is own
    assert not any(tmp_path.iterdir())


def test_without_a_cache_python_compiles(tmp_path: Path) -> None:
    own = COMPILER.compile
    patterns = KeptPatterns(Cache(None, ""))
    patterns.lend()
    assert COMPILER.compile is own
    file = tmp_path / "file"
    file.touch()
    with lent(Cache(file / "below", "v")) as made:  # a folder that nobody can make
        assert re.compile(PATTERN).findall(TEXT) == ["37"]
    assert made == [PATTERN]


def test_runs_at_the_same_time_keep_what_each_found(tmp_path: Path) -> None:
    store = Cache(tmp_path, "v")
    with lent(store):
        re.compile("a+")
    runs = [KeptPatterns(store) for _ in range(3)]
    for run, pattern in zip(runs, ["b+", "c+", "c+"], strict=True):
        run.lend()
        re.purge()
        re.compile(pattern)
        run.take_back()
    for run in runs:
        run.keep()
    with lent(store) as made:
        compiled = [re.compile(pattern) for pattern in ("a+", "b+", "c+")]
    assert made == []
    assert all(one != other for one, other in pairwise(compiled))


def test_patterns_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that nobody asks for any more make room."""
    store = Cache(tmp_path, "v")
    with lent(store):
        re.compile(PATTERN)
        re.compile("甲高新区")
    monkeypatch.setattr(kept_patterns, "_MOST", 3)
    with lent(store):
        found = [re.compile(word) for word in (PATTERN, "乙高新区", "丙高新区")]
    assert [pattern.search("丙高新区") is None for pattern in found] == [True, True, False]
    with lent(store) as made:
        for word in (PATTERN, "乙高新区", "丙高新区"):
            re.compile(word)
    assert made == []
    with lent(store) as made:
        for word in (PATTERN, "甲高新区", "丁高新区", "戊高新区"):
            re.compile(word)
    assert len(made) == 3
    with lent(store) as made:  # more than is kept at all: the store stays as it was
        re.compile("乙高新区")
    assert made == []


def test_patterns_of_another_text_in_every_process_are_not_kept(tmp_path: Path) -> None:
    from tokenize import PseudoToken, _compile  # type: ignore[attr-defined]

    with lent(Cache(tmp_path, "v")) as made:
        _compile.cache_clear()
        assert _compile(PseudoToken).match("x = 1")
    assert made == [PseudoToken]
    assert not any(tmp_path.iterdir())


def test_patterns_that_pypinyin_writes_from_sets_are_not_kept(tmp_path: Path) -> None:
    spec: Any = find_spec("pypinyin.standard")
    re.purge()
    with lent(Cache(tmp_path, "v")) as made:
        spec.loader.exec_module(module_from_spec(spec))
    assert len(made) >= 3
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_our_patterns_have_the_same_text_in_every_process(seed: str) -> None:
    assert texts(seed) == texts("0")


@cache
def texts(seed: str) -> tuple[str, ...]:
    """The patterns of extraction in a process whose sets have an order of their own."""
    code = (
        "import json, re; from re import _compiler; own, found = _compiler.compile, []\n"
        "def compile(pattern, flags=0): found.append(str(pattern)); return own(pattern, flags)\n"
        "_compiler.compile = compile\n"
        "from generator.extracting.extract import extract; from generator.extracting.lexicon import Lexicon\n"
        "Lexicon.load(); print(json.dumps(sorted(found)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(done.stdout))
