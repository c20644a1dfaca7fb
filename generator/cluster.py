"""Extraction over a Dask cluster: partitions of files in, one file of JSON lines for each out.

A partition is a pure function of the bytes of its files, the registry and the version of the code,
and its file is named by them. So a run that was broken off goes on where it stopped, a partition
that two workers computed is written once, and nothing is computed again while nothing changed.
"""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.errors import CasebookError, ClusterFailed
from generator.publishing.writing import replace_file
from generator.resources import code_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.model.subject import Park
    from generator.reading.corpus import FileToRead

PARTITION = 100
"""Articles in a partition: some seconds of work, some hundred kilobytes to send."""
SUMMARY = "summary.json"
_AHEAD = 3
"""Partitions under way for each thread of the cluster; the next ones are not read yet."""


class RawFile(Struct, frozen=True):
    """A file's bytes on their way to a worker; ``problem`` says why there are none."""

    name: str
    id: str
    data: bytes
    problem: str = ""


class ClusterReport(Struct, frozen=True):
    """What a run did.

    Attributes:
        articles: Files that were accounted for, the failed ones included.
        failed: Names of the files that gave a ``failure`` record.
        partitions: Files of results.
        resumed: How many of them an earlier run had written.
    """

    articles: int
    failed: tuple[str, ...]
    partitions: int
    resumed: int


def extract_on_cluster(
    files: Sequence[FileToRead],
    parks: tuple[Park, ...],
    scheduler: str,
    folder: Path,
    size: int = PARTITION,
) -> ClusterReport:
    """Extract files on a Dask cluster and write ``part-*.jsonl`` and ``summary.json``.

    Every file is accounted for exactly once: by its records, or by one record of type
    ``failure`` with the reason. A lost worker's partitions go to another one; a partition that
    no worker survives is tried article by article.

    Args:
        files: The files, in their order.
        parks: The registry's parks.
        scheduler: The scheduler's address, ``tcp://host:port``.
        folder: Where the results go; parts of an earlier run that still hold are kept.
        size: Files in a partition.

    Raises:
        ClusterFailed: Dask is not installed, the scheduler does not answer, or its workers run
            another version of the code.
    """
    client = _connected(scheduler)
    try:
        parts = _run(client, files, parks, folder, size)
    finally:
        client.close()
    for stale in folder.glob("part-*.jsonl"):
        if stale.name not in parts:
            stale.unlink()
    failed = tuple(name for part in parts.values() for name in part["failed"])
    report = ClusterReport(
        articles=sum(part["articles"] for part in parts.values()),
        failed=failed,
        partitions=len(parts),
        resumed=sum(part["resumed"] for part in parts.values()),
    )
    summary = {
        "version": code_version(),
        "articles": report.articles,
        "failed": list(failed),
        "parts": {name: part["articles"] for name, part in sorted(parts.items())},
    }
    replace_file(folder / SUMMARY, json.dumps(summary, ensure_ascii=False, indent=1).encode())
    return report


def _connected(scheduler: str) -> Any:  # noqa: ANN401 - Dask is untyped
    try:
        import distributed
    except ImportError as error:
        message = "没有安装 Dask；请先运行 pip install 'casebook-generator[cluster]'"
        raise ClusterFailed(message) from error
    try:
        connect: Any = distributed.Client
        client = connect(scheduler, timeout=15, set_as_default=False)
        versions = set(client.run(code_version).values())
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())
        raise ClusterFailed(f"连不上集群 {scheduler}：{reason}") from error
    if versions - {code_version()}:
        client.close()
        message = f"集群 {scheduler} 上的版本与本机不同；请在各节点安装同一版本后重试"
        raise ClusterFailed(message)
    return client


def _run(
    client: Any,  # noqa: ANN401 - Dask is untyped
    files: Sequence[FileToRead],
    parks: tuple[Park, ...],
    folder: Path,
    size: int,
) -> dict[str, dict[str, Any]]:
    """Keep the cluster busy with a few partitions at a time until all are written."""
    import distributed

    parts: dict[str, dict[str, Any]] = {}
    todo = _missing(files, parks, folder, size, parts)
    threads = sum(client.nthreads().values()) or 1
    under_way: dict[str, tuple[str, list[RawFile]]] = {}
    queue: Any = distributed.as_completed
    done = queue(loop=client.loop)
    while True:
        for name, raw in islice(todo, max(0, threads * _AHEAD - len(under_way))):
            future = client.submit(extract_partition, raw, parks, pure=False)
            under_way[future.key] = (name, raw)
            done.add(future)
        if not under_way:
            return parts
        future = next(done)
        name, raw = under_way.pop(future.key)
        lines = future.result() if future.status == "finished" else _one_by_one(client, raw, parks)
        replace_file(folder / name, lines)
        parts[name] = _counted(lines) | {"resumed": False}


def _missing(
    files: Sequence[FileToRead],
    parks: tuple[Park, ...],
    folder: Path,
    size: int,
    parts: dict[str, dict[str, Any]],
) -> Iterator[tuple[str, list[RawFile]]]:
    """Name and files of each partition that has no results yet; the others enter ``parts``."""
    rest = iter(files)
    number = 0
    while batch := list(islice(rest, size)):
        raw = [_raw(file) for file in batch]
        name = f"part-{number:06}-{_key(raw, parks)}.jsonl"
        number += 1
        target = folder / name
        if target.is_file():
            parts[name] = _counted(target.read_bytes()) | {"resumed": True}
        else:
            yield name, raw


def _raw(file: FileToRead) -> RawFile:
    try:
        return RawFile(file.name, file.id, file.file.read_bytes())
    except OSError as error:
        return RawFile(file.name, file.id, b"", f"无法打开（{error.strerror}）")


def _key(raw: Iterable[RawFile], parks: tuple[Park, ...]) -> str:
    digest = hashlib.sha256(f"{code_version()}\0{parks!r}".encode())
    for file in raw:
        digest.update(f"\0{file.name}\0{file.id}\0".encode())
        digest.update(hashlib.sha256(file.data).digest())
    return digest.hexdigest()[:16]


def _counted(lines: bytes) -> dict[str, Any]:
    """How many articles a part accounts for, and the names of those that failed."""
    records = [json.loads(line) for line in lines.splitlines()]
    failed = [r["path"] for r in records if r["type"] == "failure"]
    return {
        "articles": sum(r["type"] == "article" for r in records) + len(failed),
        "failed": failed,
    }


def _one_by_one(client: Any, raw: list[RawFile], parks: tuple[Park, ...]) -> bytes:  # noqa: ANN401
    """A partition that failed as a whole: the article at fault fails, the others do not."""
    futures = [client.submit(extract_partition, [file], parks, pure=False) for file in raw]
    found = []
    for file, future in zip(raw, futures, strict=True):
        error = future.exception()
        found.append(future.result() if error is None else _line(_failure(file, error)))
    return b"".join(found)


def extract_partition(raw: Sequence[RawFile], parks: tuple[Park, ...]) -> bytes:
    """The records of some files as JSON lines, in order; one ``failure`` record for a bad file."""
    return b"".join(_line(record) for file in raw for record in _records(file, parks))


def _records(file: RawFile, parks: tuple[Park, ...]) -> list[dict[str, Any]]:
    from generator.extracting.extract import extract
    from generator.extractions import lexicon
    from generator.publishing.records import extraction_records
    from generator.reading.formats import article_from_bytes

    try:
        if file.problem:
            return [_failure(file, file.problem)]
        article = article_from_bytes(file.name, file.data, id_=file.id)
        return list(extraction_records(extract(article, lexicon(), parks)))
    except Exception as error:  # noqa: BLE001 - whatever one article does, the others go on
        return [_failure(file, error)]


def _failure(file: RawFile, error: object) -> dict[str, Any]:
    kind = "" if isinstance(error, (str, CasebookError)) else f"{type(error).__name__}: "
    return {"type": "failure", "article": file.id, "path": file.name, "error": f"{kind}{error}"}


def _line(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()
