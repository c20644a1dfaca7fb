"""Kept results and processes change how long the work takes, and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator import crew as crews
from generator import extractions
from generator.beside import Ahead, called
from generator.build import assemble
from generator.crew import Crew
from generator.extractions import Held, Work
from generator.model.article import Article
from generator.model.casebook import Casebook
from generator.model.codec import from_plain, to_plain
from generator.model.extraction import Extraction
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.subject import Park
from generator.publishing.cache import Cache
from generator.reading.corpus import read_corpus
from tests.bench.synthetic import write_corpus
from tests.running import forking

ARTICLES = 40


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, ARTICLES, 4)
    (folder / "articles" / "bad.md").write_text("---\ntitle: [\n---\n\n甲。\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(corpus: Path) -> Casebook:
    """What comes out in one process without kept results."""
    return assemble(corpus, Work(1, Cache(None, "")))


class Counted:
    """Counts the articles that are read and extracted in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.extracted: list[str] = []
        read, extract = extractions._read, extractions._extract

        def counted_read(file: extractions.FileToRead) -> object:
            self.read.append(file.id)
            return read(file)

        def counted_extract(article: Article, parks: tuple[object, ...]) -> Extraction:
            self.extracted.append(article.id)
            return extract(article, parks)  # type: ignore[arg-type]

        monkeypatch.setattr(extractions, "_read", counted_read)
        monkeypatch.setattr(extractions, "_extract", counted_extract)


def test_processes_change_nothing(
    corpus: Path, plain: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractions, "_WORTH", 0)
    assert assemble(corpus, Work(2, Cache(None, ""))) == plain


def test_kept_results_change_nothing(
    corpus: Path, plain: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert assemble(corpus, Work(1, Cache(tmp_path, "v"))) == plain
    counted = Counted(monkeypatch)
    assert assemble(corpus, Work(1, Cache(tmp_path, "v"))) == plain
    assert counted.extracted == []
    assert counted.read == ["bad"]  # what cannot be read is looked at again


def test_one_changed_article_is_extracted_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path, 6, 2)
    kept = Cache(tmp_path / "cache", "v")
    assemble(tmp_path, Work(1, kept))
    path = tmp_path / "articles" / "000" / "a000003.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n新增企业123家。\n", encoding="utf-8")
    counted = Counted(monkeypatch)
    after = assemble(tmp_path, Work(1, kept))
    assert counted.read == counted.extracted == ["a000003"]
    assert after == assemble(tmp_path, Work(1, Cache(None, "")))


@forking
@pytest.mark.parametrize("state", ["ready", "broken", "told nonsense", "dead"])
def test_a_helper_changes_nothing(
    corpus: Path, plain: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """It extracts one article that is missing, and who waits does something else; this process the others."""
    store = Cache(tmp_path, "v")
    assert assemble(corpus, Work(1, store)) == plain
    read = read_corpus(corpus, Work(1, store).read)
    articles, parks = read.articles, read.registry.parks
    done: list[str] = []
    with Ahead(list, MAKING[state], apart=True) as helper:
        if state == "dead":
            helper.dismiss()
        counted = Counted(monkeypatch)
        work = Work(1, store, helper=helper, meanwhile=lambda: done.append("meanwhile"))
        changed = [*articles[:3], _more(articles[3]), *articles[4:7], _more(articles[7])]
        found = list(work.extract(changed, parks))
    assert done == ([] if state == "dead" else ["meanwhile"])
    assert len(counted.extracted) == (1 if state == "ready" else 2)
    assert found == list(Work(1, Cache(None, "")).extract(changed, parks))
    counted.extracted.clear()
    assert found == list(Work(1, store).extract(changed, parks))
    assert counted.extracted == []


def _more(article: Article) -> Article:
    return replace(article, text=article.text.replace("个", "家"))


MAKING: dict[str, Any] = {
    "ready": called,
    "broken": lambda _task: 1 / 0,
    "told nonsense": lambda _task: b'{"a": 1}',
    "dead": called,
}


def test_broken_entries_are_computed_again(corpus: Path, plain: Casebook, tmp_path: Path) -> None:
    assemble(corpus, Work(1, Cache(tmp_path, "v")))
    entries = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(entries) == 2 * ARTICLES + len(plain.measures) + 1  # and the names of all measures
    for number, entry in enumerate(entries):
        entry.write_bytes([b"", b"broken", entry.read_bytes()[:50]][number % 3])
    assert assemble(corpus, Work(1, Cache(tmp_path, "v"))) == plain


@pytest.mark.parametrize("entry", [b"null", b"[]", b'{"a": 1}', b"[1, 2, 3, 4, 5, 6]", b"\xff"])
def test_entries_of_another_shape_are_computed_again(
    corpus: Path, plain: Casebook, monkeypatch: pytest.MonkeyPatch, entry: bytes
) -> None:
    monkeypatch.setattr(Cache, "get", lambda _self, _key: entry)
    assert assemble(corpus, Work(1, Cache(None, ""))) == plain


def test_an_entry_in_another_place_is_no_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v")
    cache.put("one", b"1")
    (one,) = (path for path in tmp_path.rglob("*") if path.is_file())
    cache.put("two", b"2")
    (two,) = (path for path in tmp_path.rglob("*") if path.is_file() and path != one)
    two.write_bytes(one.read_bytes())
    assert (cache.get("one"), cache.get("two")) == (b"1", None)


def test_memory_keeps_the_same_values(corpus: Path, plain: Casebook) -> None:
    work = Work(1, Cache(None, ""), Held())
    first, second = assemble(corpus, work), assemble(corpus, work)
    assert first == second == plain
    assert all(a.nonfacts is b.nonfacts for a, b in zip(first.sources, second.sources, strict=True))


def test_the_encoding_gives_back_what_it_was_given(corpus: Path) -> None:
    work = Work(1, Cache(None, ""))
    from generator.reading.corpus import read_corpus

    articles = read_corpus(corpus).articles
    for extraction in work.extract(articles[:8]):
        assert from_plain(Extraction, to_plain(extraction)) == extraction


def test_an_encoding_of_another_type_is_refused() -> None:
    with pytest.raises((TypeError, ValueError, LookupError)):
        from_plain(Article, to_plain(Finding(FindingKind.NO_DATE, Severity.NOTE, "x", "y")))
    with pytest.raises(TypeError):
        to_plain(object())


def add(number: int, *more: int) -> int:
    return number + sum(more)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crew_works_with_what_is_fixed_whatever_it_was_told_before(jobs: int) -> None:
    with Crew(jobs, Cache(None, "")) as crew:
        assert list(crew.map(add, [1, 2, 3], 10)) == [11, 12, 13]
        assert list(crew.map(add, [1, 2, 3], 10)) == [11, 12, 13]
        assert list(crew.map(add, [1, 2, 3], 20, 5)) == [26, 27, 28]
        assert list(crew.map(add, [1, 2, 3])) == [1, 2, 3]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not copied there")
def test_what_is_fixed_is_not_sent_with_every_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "_context", lambda: multiprocessing.get_context("fork"))

    def never(_self: object) -> object:
        raise AssertionError("it was sent")

    monkeypatch.setattr(Park, "__getstate__", never, raising=False)
    monkeypatch.setattr(Park, "__reduce__", never)
    park = Park("jia", "甲经开区")
    with Crew(2, Cache(None, "")) as crew:
        assert list(crew.map(second, [1, 2, 3, 4], park)) == ["甲经开区"] * 4


def second(_number: int, park: Park) -> str:
    return park.name


ABANDONING = """
import os, signal, sys, time
from generator.crew import Crew
from generator.publishing.cache import Cache
from generator.reading.corpus import read_corpus

def pid(_):
    time.sleep(0.1)
    return os.getpid()

with Crew(2, Cache(None, "")) as crew:
    print(*sorted(set(crew.map(pid, range(8)))), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(
    not Path("/proc/self/stat").is_file(), reason="processes are looked at in /proc"
)
def test_a_crew_ends_when_the_run_is_killed(tmp_path: Path) -> None:
    script, told = tmp_path / "run.py", tmp_path / "numbers"
    script.write_text(ABANDONING, encoding="utf-8")
    with told.open("wb") as file:
        subprocess.run([sys.executable, str(script)], check=False, stdout=file, env=_found())
    numbers = told.read_text().split()
    assert numbers
    end = time.monotonic() + 30
    while any(_lives(number) for number in numbers):
        assert time.monotonic() < end, "workers wait for work that nobody sends"
        time.sleep(0.1)


INTERRUPTED = """
import os, signal, threading, time
from generator.crew import Crew
from generator.publishing.cache import Cache

def slow(seconds):
    time.sleep(seconds)
    return seconds

signal.signal(signal.SIGINT, signal.default_int_handler)
with Crew(2, Cache(None, "")) as crew:
    made = crew.map(slow, [0.1, 0.1] + [60] * 6)
    assert next(made)
    threading.Timer(0.3, os.killpg, (0, signal.SIGINT)).start()
    list(made)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are interrupted")
def test_a_crew_that_is_interrupted_ends_at_once_and_says_so(tmp_path: Path) -> None:
    """As at a terminal, where all processes of a run are interrupted together."""
    script = tmp_path / "run.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script)],
        check=False, capture_output=True, text=True, env=_found(), start_new_session=True, timeout=50,
    )  # fmt: skip
    assert run.stderr.splitlines()[-1] == "KeyboardInterrupt"
    assert "BrokenProcessPool" not in run.stderr
    assert run.stderr.count("Traceback") == 1


def _found() -> dict[str, str]:
    root = str(Path(extractions.__file__).parents[1])
    return os.environ | {"PYTHONPATH": root}


def _lives(number: str) -> bool:
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text().rpartition(") ")[2][0] != "Z"


def test_names_are_told_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def tell(name: str) -> str:
        asked.append(name)
        return f"told {name}"

    names = ("一", "二", "三")
    for work in (Work(1, Cache(tmp_path, "v")), Work(1, Cache(tmp_path, "v"))):
        assert work.told(names, tell) == ("told 一", "told 二", "told 三")
    assert asked == ["一", "二", "三"]
    assert Work(1, Cache(tmp_path, "v")).told(("三", "四"), tell) == ("told 三", "told 四")
    assert asked == ["一", "二", "三", "四"]
    assert Work(1, Cache(tmp_path, "v")).told((), tell) == ()


def test_the_name_of_an_article_is_that_of_its_content(corpus: Path, tmp_path: Path) -> None:
    """Whether it was just read, or is kept: what was kept before is found."""
    for _ in range(2):
        work = Work(1, Cache(tmp_path, "v"))
        articles = read_corpus(corpus, work.read).articles
        assert work.named
        names = [work._name(article) for article in articles]
        assert names == [extractions._content(article) for article in articles]
        assert names == [work._name(article) for article in articles]
