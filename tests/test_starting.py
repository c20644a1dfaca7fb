"""A run finds at hand what earlier runs found out, in whatever process it works; nothing else changes."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from generator import crew
from generator.beside import Beside
from generator.model.answers import LENDER, answered
from generator.publishing.cache import Cache
from generator.resources import lexicon_data
from generator.starting import quick_start, ran_before
from tests.conftest import ROOT
from tests.running import forking

COMPILER: Any = importlib.import_module("re._compiler")

_RUN = """
import hashlib, json, re, sys
from pathlib import Path
counts = {"compiled": 0, "parsed": 0}
code = re._compiler._code
def compiled(parsed, flags):
    counts["compiled"] += isinstance(parsed.state.str, str)
    return code(parsed, flags)
import generator.resources as gr
parse = gr._parsed
def parsed(text):
    counts["parsed"] += 1
    return parse(text)
from generator.publishing.cache import Cache
from generator.starting import quick_start, ran_before
with quick_start(Cache(Path(sys.argv[1]) if sys.argv[1] else None, "v")):
    re._compiler._code, gr._parsed = compiled, parsed
    from generator.extracting.extract import extract
    from generator.extracting.lexicon import Lexicon
    from generator.reading.formats import article_from_bytes
    lexicon = Lexicon.load()
    read = [article_from_bytes(path.name, path.read_bytes()) for path in sorted(Path("corpus").rglob("*.md"))]
    told = repr([extract(article, lexicon) for article in read])
print(json.dumps({**counts, "told": hashlib.sha256(told.encode()).hexdigest()}))
"""

_COPY = """
import json, re, sys
from pathlib import Path
from generator.beside import Beside
from generator.publishing.cache import Cache
from generator.starting import _STORE, quick_start
def new():
    return sorted(pattern for pattern, _ in _STORE.get().patterns._compiler.new)
def found():
    was = new()
    re.compile("in the copy")
    return was
def kept():
    store = _STORE.get().patterns
    return {pattern for pattern, _ in store._kept(store._engine)}
with quick_start(Cache(Path(sys.argv[1]), "v")):
    re.compile("before")
    told = [[p for p in new() if p == "before"]]
    with Beside(found, apart=True) as copy:
        told.append(copy.value() == [])
        copy._copy and copy._copy.join()
    after_copy = kept()
with quick_start(Cache(Path(sys.argv[1]), "v")):
    told.append(sorted({"before", "in the copy"} & kept()))
assert "before" not in after_copy and "in the copy" in after_copy
print(json.dumps(told))
"""


class Run(NamedTuple):
    compiled: int
    parsed: int
    told: str


def run(cache: Path | str) -> Run:
    """What a process of its own compiles and parses, and what it extracts from ``corpus/``."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(cache)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    return Run(**json.loads(done.stdout))


def test_a_second_start_compiles_and_parses_nothing(tmp_path: Path) -> None:
    without, first, second = run(""), run(tmp_path), run(tmp_path)
    assert (first.compiled, first.parsed) == (without.compiled, without.parsed)
    assert first.compiled > 500
    assert (second.compiled, second.parsed) == (0, 0)
    assert without.told == first.told == second.told


def test_everything_is_as_before_behind_the_block(tmp_path: Path) -> None:
    own = COMPILER.compile

    def command() -> None:
        with quick_start(Cache(tmp_path, "v")):
            assert COMPILER.compile is not own
            assert LENDER.get()
            assert answered("question", lambda: [1]) == [1]
            sys.exit(3)

    with pytest.raises(SystemExit):
        command()
    assert COMPILER.compile is own
    assert LENDER.get() is None
    with quick_start(Cache(tmp_path, "v")):
        assert answered("question", list) == [1]


def test_a_block_inside_of_another_has_what_that_one_has(tmp_path: Path) -> None:
    outer, inner = Cache(tmp_path, "v"), Cache(tmp_path, "v")
    with quick_start(outer):
        lender, compiler = LENDER.get(), COMPILER.compile
        assert not ran_before()
        with quick_start(inner) as cache:
            assert cache is inner
            assert LENDER.get() is lender
            assert COMPILER.compile is compiler
            re.purge()
            re.compile("内+外")
        assert LENDER.get() is lender
        assert COMPILER.compile is compiler
    assert LENDER.get() is None
    assert not ran_before()
    with quick_start(inner):
        assert ran_before()


def test_without_a_cache_nothing_is_lent() -> None:
    own = COMPILER.compile
    with quick_start(Cache(None, "")):
        assert COMPILER.compile is own
        assert LENDER.get() is None


def test_a_lexicon_that_was_edited_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers are kept under the lexicon's bytes; a server lives longer than a version of the code."""
    monkeypatch.setattr("generator.resources.lexicons_dir", lambda: tmp_path)
    monkeypatch.setattr("generator.resources.lexicon_data", lexicon_data.__wrapped__)
    for text in ("[甲]", "[甲, 乙]", "[甲]"):
        (tmp_path / "words.yml").write_text(text, encoding="utf-8")
        with quick_start(Cache(tmp_path / "cache", "v")):
            assert lexicon_data.__wrapped__("words") == yaml.safe_load(text)


def _asked(question: str) -> tuple[object, object, bool]:
    """In a worker: what is kept, an answer, and whether patterns are lent there."""
    kept = answered("at hand", lambda: "not kept")
    return kept, answered(question, lambda: "answer"), "kept_patterns" in repr(COMPILER.compile)


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_workers_have_the_same_at_hand_and_keep_what_they_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip("processes cannot be copied here")
    monkeypatch.setattr(crew, "_context", lambda: multiprocessing.get_context(method))
    store = Cache(tmp_path, "v")
    with quick_start(store):
        answered("at hand", lambda: "kept")
    with quick_start(store), crew.Crew(2, store) as workers:
        found = list(
            workers.map(_asked, ["new", "new"])
        )  # a worker keeps what its first work found
    assert found == [("kept", "answer", True)] * 2
    with quick_start(store):
        assert answered("new", lambda: "not kept") == "answer"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_a_copy_keeps_what_it_finds(tmp_path: Path) -> None:
    store = Cache(tmp_path, "v")
    with quick_start(store):
        answered("ours", lambda: 1)
        assert Beside(lambda: answered("copy's", lambda: 2), apart=True).value() == 2
    with quick_start(store):
        assert [answered("ours", lambda: 0), answered("copy's", lambda: 0)] == [1, 2]


@forking
def test_a_copy_keeps_what_it_found_and_leaves_what_was_found_before(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COPY, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [["before"], True, ["before", "in the copy"]]
