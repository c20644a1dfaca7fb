"""A folder of articles: every file that can be read, and a finding for every one that cannot."""

from __future__ import annotations

import os
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.errors import BadFrontMatter, CorpusError, EmptyCorpus, UnreadableFile
from generator.model.article import RepairKind
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.printable import printable
from generator.reading.duplicates import without_duplicates
from generator.reading.formats import MAX_BYTES, SUPPORTED, article_from_bytes
from generator.reading.frontmatter import FRONT_MATTER
from generator.reading.registries import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.model.article import Article
    from generator.model.subject import Registry

    ReadFiles = Callable[[Sequence["FileToRead"]], Iterable[Article | Finding]]

ARTICLES = "articles"

# Files of a corpus folder that are no articles.
_NOT_ARTICLES = frozenset(
    {"parks.yml", "themes.yml", "decisions.yml", "readme", "license", "changelog"}
)

_SHOWN = 20


class ReadCorpus(Struct, frozen=True):
    """Everything that was read of a corpus.

    Attributes:
        articles: In the order of their paths; duplicates once.
        registry: Parks and themes.
        findings: What could not be read and what a person should look at.
    """

    articles: tuple[Article, ...]
    registry: Registry
    findings: tuple[Finding, ...]


class FileToRead(Struct, frozen=True):
    """A file of a corpus.

    Attributes:
        file: Where it is.
        name: Its path relative to the corpus, with forward slashes, as people can read it.
        id: The article's id.
    """

    file: Path
    name: str
    id: str

    @classmethod
    def alone(cls, file: Path) -> FileToRead:
        """A file that belongs to no corpus."""
        return cls(file, printable(file.as_posix()), _stem(file))

    @property
    def size(self) -> int:
        """Its size in bytes; 0 when it cannot be told."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, hexadecimal; empty when they cannot be read or are too many."""
        try:
            return sha256(self.file.read_bytes()).hexdigest() if self.size <= MAX_BYTES else ""
        except OSError:
            return ""


def read_corpus(path: Path, read: ReadFiles | None = None) -> ReadCorpus:
    """Read a corpus: ``path/articles/**`` if that folder exists, else ``path/**``.

    One bad file is a finding; the others go on.

    Args:
        path: The corpus.
        read: What reads the files, in their order; ``read_file`` for each by default.

    Raises:
        EmptyCorpus: Nothing could be read.
        BadRegistry: parks.yml or themes.yml is not valid.
    """
    registry, findings = load_registry(path)
    articles: list[Article] = []
    found = list(findings)
    tasks = files_to_read(path)
    for result in read(tasks) if read else map(read_file, tasks):
        if isinstance(result, Finding):
            found.append(result)
        else:
            articles.append(result)
            found.extend(_remarks(result))
    if not articles:
        raise EmptyCorpus(path)
    kept, doubles = without_duplicates(articles)
    return ReadCorpus(tuple(kept), registry, (*found, *doubles))


def files_to_read(path: Path) -> tuple[FileToRead, ...]:
    """The files of a corpus with their articles' ids, in the order of their paths."""
    files = article_files(path)
    ids = _ids(files, path)
    return tuple(FileToRead(f, printable(f.relative_to(path).as_posix()), ids[f]) for f in files)


def article_files(path: Path) -> list[Path]:
    """The supported files of a corpus, sorted by path; links that leave the corpus are not followed."""
    root = path / ARTICLES if (path / ARTICLES).is_dir() else path
    return sorted(_walk(root, path.resolve()), key=lambda file: file.relative_to(path).as_posix())


def _walk(folder: Path, corpus: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):  # does not follow links to folders
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(directory, name)
            if _is_article(file) and file.is_file() and file.resolve().is_relative_to(corpus):
                yield file


def _is_article(file: Path) -> bool:
    name = file.name.lower()
    ignored = (
        name.startswith((".", "~$")) or name in _NOT_ARTICLES or file.stem.lower() in _NOT_ARTICLES
    )
    return file.suffix.lower() in SUPPORTED and not ignored


def _ids(files: list[Path], root: Path) -> dict[Path, str]:
    """The stem, with the folder's name before it where two files share one."""
    counts = Counter(map(_stem, files))
    ids: dict[Path, str] = {}
    taken: set[str] = set()
    for file in files:
        parts, stem = file.relative_to(root).parts, _stem(file)
        folders = [printable(part) for part in parts[:-1] if part != ARTICLES]
        id_ = "-".join([*folders, stem]) if counts[stem] > 1 else stem
        ids[file] = id_ if id_ not in taken else f"{id_}-{file.suffix[1:].lower()}"
        taken.add(ids[file])
    return ids


def _stem(file: Path) -> str:
    return printable(file.stem)


def read_article(path: Path, *, name: str | None = None, id_: str | None = None) -> Article:
    """Read one file; ``name`` is the path to show, relative to a corpus.

    Raises:
        UnreadableFile: The file is missing, too big, of another kind, damaged, or holds no text.
        BadFrontMatter: The block at the head is not valid.
    """
    name = name or printable(path.as_posix())
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problem = f"文件有 {size / 1024 / 1024:.0f} MB，超过 20 MB 的上限"
            raise UnreadableFile(name, problem, "请只保存文章正文后重试")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(name, f"无法打开（{error.strerror}）", "请检查文件和权限") from error
    return article_from_bytes(name, data, id_=id_ or _stem(path))


def read_file(task: FileToRead) -> Article | Finding:
    """The article in a file of a corpus; a finding when it cannot be read or holds no text."""
    name = task.name
    try:
        article = read_article(task.file, name=name, id_=task.id)
    except CorpusError as error:
        kind = (
            FindingKind.BAD_FRONT_MATTER
            if isinstance(error, BadFrontMatter)
            else FindingKind.UNREADABLE
        )
        where = f"{name}:{error.line}" if error.line else name
        return Finding(kind, Severity.ERROR, where, f"{error.problem}；{error.remedy}。")
    if not article.text.strip():
        message = "除去导航和链接后没有正文，未收入案例集；请确认保存的是文章页面。"
        return Finding(FindingKind.EMPTY_TEXT, Severity.ERROR, name, message)
    return article


def _remarks(article: Article) -> Iterator[Finding]:
    """What a person should look at in an article that was read."""
    where = article.path or article.id
    if article.published is None:
        yield Finding(
            FindingKind.NO_DATE,
            Severity.WARNING,
            where,
            "没有找到发布日期；请在元数据中补写 published。",
        )
    elif article.published.inferred:
        day, words = article.published.date.isoformat(), article.published.evidence
        origin = "是元数据中注明的推断值" if words == FRONT_MATTER else f"是从正文“{words}”推断的"
        message = f"发布日期 {day} {origin}；请核对，确认后在元数据中写成 published: {day}。"
        yield Finding(FindingKind.INFERRED_DATE, Severity.WARNING, where, message)
    if article.publisher is None:
        message = "没有找到来源（首发媒体）；请在元数据中补写 publisher。"
        yield Finding(FindingKind.NO_PUBLISHER, Severity.NOTE, where, message)
    for repair in article.repairs:
        if repair.kind is RepairKind.GBK_DAMAGE:
            message = (
                f"受损文字“{repair.before[:_SHOWN]}”已修复为“{repair.after[:_SHOWN]}”；请核对。"
            )
            yield Finding(FindingKind.REPAIRED, Severity.NOTE, where, message)
        elif repair.kind is RepairKind.GBK_SUSPECT:
            message = (
                f"“{repair.before[:_SHOWN]}”处的文字疑似受损，无法判定，保留原样；请对照原网页。"
            )
            yield Finding(FindingKind.SUSPECT_TEXT, Severity.WARNING, where, message)
