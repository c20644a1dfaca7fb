"""What people name on a command line (files, folders, addresses) is read, here or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.errors import CasebookError, EmptyCorpus
from generator.extractions import Work
from generator.model.finding import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cluster import ClusterReport
    from generator.model.article import Article
    from generator.model.subject import Registry


def read_paths(
    paths: Sequence[Path], work: Work | None = None
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """Read single files; folders are walked. What cannot be read becomes a finding."""
    from generator.reading.corpus import read_article, read_corpus

    work = work or Work()
    articles: list[Article] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            if path.is_dir():
                corpus = read_corpus(path, work.read)
                articles += corpus.articles
                findings += corpus.findings
            else:
                articles.append(read_article(path))
        except CasebookError as error:
            findings.append(_unreadable(path, error))
    return tuple(articles), tuple(findings)


def _unreadable(path: Path | str, error: CasebookError) -> Finding:
    return Finding(FindingKind.UNREADABLE, Severity.ERROR, str(path), str(error))


def read_url(url: str, *, private: bool = False) -> Article:
    """Fetch and read a page.

    Raises:
        UnreadableFile: It could not be fetched or read.
    """
    from generator.reading.fetching import fetch
    from generator.reading.formats import article_from_bytes

    page = fetch(url, private=private)
    article = article_from_bytes(f"page{page.suffix}", page.data)
    return article if article.url else replace(article, url=page.final_url)


def read_sources(
    sources: Sequence[str], *, private: bool = False
) -> tuple[tuple[Article, ...], tuple[Finding, ...]]:
    """Read files, folders and addresses; what cannot be read becomes a finding."""
    from generator.reading.fetching import is_url

    articles: list[Article] = []
    findings: list[Finding] = []
    for source in sources:
        if is_url(source):
            try:
                articles.append(read_url(source, private=private))
            except CasebookError as error:
                findings.append(_unreadable(source, error))
        else:
            read, doubts = read_paths([Path(source)])
            articles += read
            findings += doubts
    return tuple(articles), tuple(findings)


def extract_over_cluster(
    paths: Sequence[Path], scheduler: str, folder: Path, size: int
) -> ClusterReport:
    """Extract files and folders on a Dask cluster, into a folder of parts.

    Raises:
        EmptyCorpus: There are no files.
        ClusterFailed: The cluster cannot be used.
        Busy: Another run writes to the same folder.
    """
    from generator.cluster import extract_on_cluster
    from generator.publishing.lock import exclusive
    from generator.reading.corpus import FileToRead, files_to_read

    files: list[FileToRead] = []
    for path in paths:
        single = [FileToRead.alone(path)]
        files += files_to_read(path) if path.is_dir() else single
    if not files:
        raise EmptyCorpus(paths[0])
    with exclusive(folder):
        return extract_on_cluster(files, (), scheduler, folder, size)


def registry_of(paths: Sequence[Path]) -> Registry:
    """The registry of the first folder among ``paths``; the shipped one for loose files.

    The shipped registry has the ten themes and no parks: these are discovered from the text.

    Raises:
        BadRegistry: parks.yml or themes.yml of the folder is not valid.
    """
    from generator.reading.registries import load_registry
    from generator.resources import lexicons_dir

    folder = next((path for path in paths if path.is_dir()), lexicons_dir())
    return load_registry(folder)[0]
