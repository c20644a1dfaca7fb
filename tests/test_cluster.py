"""Extraction on a real cluster of processes: every article once, whatever happens to a worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build import extract_articles, extract_over_cluster
from generator.cluster import SUMMARY, RawFile, extract_partition
from generator.errors import ClusterFailed
from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.publishing.records import extraction_records
from generator.reading.corpus import read_corpus
from tests.bench.synthetic import write_corpus

ARTICLES = 60
SIZE = 4


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, ARTICLES, 5)
    (folder / "articles" / "000" / "a000010.md").write_text(
        "---\ntitle: [\n---\n", encoding="utf-8"
    )
    return folder


class Cluster:
    """A scheduler and workers, each a process of its own as on machines of their own."""

    def __init__(self, workers: int, folder: Path) -> None:
        known = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", known)
        while not known.is_file() or not known.read_text(encoding="utf-8").endswith("}"):
            time.sleep(0.05)
        self.address = str(json.loads(known.read_text(encoding="utf-8"))["address"])
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        self.workers = [self._start("worker", self.address, *options) for _ in range(workers)]

    def _start(self, kind: str, *options: str | Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, options)]
        quiet = subprocess.DEVNULL
        self._processes.append(subprocess.Popen(command, stdout=quiet, stderr=quiet))
        return self._processes[-1]

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    made = Cluster(3, tmp_path_factory.mktemp("scheduler"))
    yield made
    made.stop()


def records(folder: Path) -> list[dict[str, Any]]:
    parts = sorted(folder.glob("part-*.jsonl"))
    rows = [line for part in parts for line in part.read_bytes().splitlines()]
    return [json.loads(row) for row in rows]


def accounted(found: list[dict[str, Any]]) -> Counter[str]:
    return Counter(r["article"] for r in found if r["type"] in {"article", "failure"})


def test_a_killed_worker_loses_nothing(corpus: Path, cluster: Cluster, tmp_path: Path) -> None:
    killed = threading.Event()

    def kill() -> None:
        while not list(tmp_path.glob("part-*.jsonl")):
            time.sleep(0.01)
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        killed.set()

    threading.Thread(target=kill, daemon=True).start()
    report = extract_over_cluster([corpus], cluster.address, tmp_path, SIZE)
    assert killed.is_set()
    assert cluster.workers[0].wait(10) == -signal.SIGKILL

    found = records(tmp_path)
    assert accounted(found) == {f"a{n:06}": 1 for n in range(ARTICLES)}
    assert report.articles == ARTICLES
    assert report.partitions == ARTICLES // SIZE
    assert [r["article"] for r in found if r["type"] == "failure"] == ["a000010"]
    assert report.failed == ("articles/000/a000010.md",)
    work = Work(1, Cache(None, ""))
    expected = [
        record
        for extraction in extract_articles(read_corpus(corpus).articles, (), work)
        for record in extraction_records(extraction)
    ]
    assert [r for r in found if r["type"] != "failure"] == json.loads(json.dumps(expected))


def test_a_broken_off_run_goes_on(corpus: Path, cluster: Cluster, tmp_path: Path) -> None:
    extract_over_cluster([corpus], cluster.address, tmp_path, 20)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    parts = sorted(tmp_path.glob("part-*.jsonl"))
    parts[1].unlink()
    (tmp_path / SUMMARY).unlink()
    (tmp_path / "part-000009-gone.jsonl").write_text("{}\n", encoding="utf-8")
    kept = parts[0].stat().st_mtime_ns
    report = extract_over_cluster([corpus], cluster.address, tmp_path, 20)
    assert (report.partitions, report.resumed) == (3, 2)
    assert parts[0].stat().st_mtime_ns == kept
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_no_scheduler_is_one_line(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterFailed, match="连不上集群"):
        extract_over_cluster([corpus], "nonsense://127.0.0.1:1", tmp_path, SIZE)


def test_whatever_an_article_does_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.extracting import extract as module

    real = module.extract

    def faulty(article: Any, *rest: Any) -> Any:
        if article.id == "b":
            raise RecursionError("too deep")
        return real(article, *rest)

    monkeypatch.setattr(module, "extract", faulty)
    raw = [RawFile(f"{id_}.txt", id_, "园区办理证照12件。".encode()) for id_ in "abc"]
    raw.append(RawFile("d.txt", "d", b"", "无法打开"))
    found = [json.loads(row) for row in extract_partition(raw, ()).splitlines()]
    told = [(r["type"], r["article"]) for r in found if r["type"] in {"article", "failure"}]
    assert told == [("article", "a"), ("failure", "b"), ("article", "c"), ("failure", "d")]
    assert "RecursionError" in next(r["error"] for r in found if r["article"] == "b")
