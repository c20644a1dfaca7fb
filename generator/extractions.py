"""From files to articles and from articles to extractions: once for each content, over processes.

Reading and extracting are pure functions of one file's bytes, so their results are kept by content
and computed in any process; what comes out is the same with and without either.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.copying import cores
from generator.crew import Crew, batches, compact, encoded
from generator.errors import CasebookError
from generator.model.article import Article
from generator.model.codec import from_plain, prepare
from generator.model.extraction import Extraction
from generator.model.finding import Finding
from generator.model.progress import Progress, Silent
from generator.model.remembering import Remembered
from generator.publishing.cache import Cache, default_folder
from generator.resources import code_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.beside import Helper
    from generator.extracting.lexicon import Lexicon
    from generator.model.subject import Park
    from generator.reading.corpus import FileToRead

T = TypeVar("T")

_BATCH = 512
"""Articles that are looked up and extracted together."""
_WORTH = 60_000
"""Characters of text below which starting processes takes longer than it saves."""
_BYTES_A_CHARACTER = 3
_BROKEN = (ValueError, TypeError, LookupError, ArithmeticError, CasebookError)
"""What decoding an entry that is not what we wrote may raise."""


class Held:
    """Articles and extractions of this process by key, and the names of the articles' content."""

    __slots__ = ("names", "results")

    def __init__(self) -> None:
        self.results: dict[str, Article | Extraction] = {}
        self.names: Remembered[str] = Remembered(_content)


def nothing() -> None:
    """What is done where there is nothing to do."""


class Work(Struct):
    """How the work is done: how many processes, and where results are kept.

    Attributes:
        jobs: Processes at most; 1 works in this one, 0 takes as many as there are cores.
        cache: Kept results.
        memory: What this process holds from one edit to the next, for a server; None holds nothing.
        progress: Who hears how far it is.
        helper: Who extracts an article beside this process, if it is one or two that changed.
        meanwhile: What this process does while it waits for that.
        named: Articles that were read, with the names of their content.
    """

    jobs: int = 0
    cache: Cache = field(default_factory=lambda: Cache(default_folder(), code_version()))
    memory: Held | None = None
    progress: Progress = field(default_factory=Silent)
    helper: Helper | None = None
    meanwhile: Callable[[], None] = nothing
    named: dict[int, tuple[Article, str]] = field(default_factory=dict)

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` returns, kept under a key that names everything that it depends on."""
        data = self.cache.get(key)
        if data is None:
            data = make()
            self.cache.put(key, data)
        return data

    def told(self, names: Sequence[str], tell: Callable[[str], str]) -> Sequence[str]:
        """What a pure function tells of each name.

        Kept for each by itself, and for all together: mostly the same are asked for again.
        """
        together = hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()
        key = f"told of all\0{tell.__module__}.{tell.__qualname__}\0{together}"
        with suppress(*_BROKEN):
            data = self.cache.get(key)
            found = json.loads(data)["told"] if data is not None else ()
            if len(found) == len(names) and all(type(words) is str for words in found):
                return tuple(found)
        told = tuple(self._told(name, tell) for name in names)
        self.cache.put(key, compact({"told": told}))
        return told

    def _told(self, name: str, tell: Callable[[str], str]) -> str:
        """What it tells of one; kept under both, in a form that nothing else has."""
        key = f"told\0{tell.__module__}.{tell.__qualname__}\0{name}"
        with suppress(*_BROKEN):
            data = self.cache.get(key)
            if data is not None and isinstance(words := json.loads(data)["told"], str):
                return words
        words = tell(name)
        self.cache.put(key, compact({"told": words}))
        return words

    @property
    def processes(self) -> int:
        """How many processes may work at once."""
        return self.jobs or cores()

    def read(self, files: Sequence[FileToRead]) -> Iterator[Article | Finding]:
        """Read files; the order is kept. What cannot be read is a finding."""
        keys = [_file_key(file) for file in files]
        known: list[Article | Finding | None] = [self._known(Article, key) for key in keys]
        missing = [n for n, found in enumerate(known) if found is None]
        size = sum(files[n].size for n in missing) // _BYTES_A_CHARACTER
        self.progress.stage("读入文章", len(files))
        self.progress.advance(len(files) - len(missing))
        with self.crew(size) as crew:
            results = crew.map(_read, [files[n] for n in missing])
            for number, made in zip(missing, results, strict=True):
                known[number] = self._read(files[number], keys[number], made)
                self.progress.advance()
        return (found for found in known if found is not None)

    def _read(
        self, file: FileToRead, key: str, made: Article | Finding | bytes
    ) -> Article | Finding:
        if isinstance(made, Finding):
            return made
        article = _decoded(Article, made) if isinstance(made, bytes) else made
        if article.source_hash == file.digest:  # else it was changed while we worked
            self._keep(key, article, made)
        return article

    def extract(
        self, articles: Sequence[Article], parks: tuple[Park, ...] = ()
    ) -> Iterator[Extraction]:
        """Extract articles, each by itself; the order is kept, and few are in memory at once."""
        if self.memory is not None:
            self.memory.names.turn()
        registry = hashlib.sha256(repr(parks).encode()).hexdigest()
        self.progress.stage("提取事实", len(articles))
        with self.crew(sum(len(article.text) for article in articles)) as crew:
            for batch in batches(articles, _BATCH):
                yield from self._extract(batch, parks, registry, crew)

    def _extract(
        self, articles: Sequence[Article], parks: tuple[Park, ...], registry: str, crew: Crew
    ) -> Iterator[Extraction]:
        keys = [f"extraction\0{registry}\0{self._name(article)}" for article in articles]
        known = self._known_or_begun(keys, articles, parks)
        missing = [n for n, found in enumerate(known) if found is None]
        self.progress.advance(len(articles) - len(missing))
        results = crew.map(_extract, [articles[n] for n in missing], parks)
        for number, made in zip(missing, results, strict=True):
            value = _decoded(Extraction, made) if isinstance(made, bytes) else made
            known[number] = value
            self._keep(keys[number], value, made)
            self.progress.advance()
        triples = zip(keys, articles, known, strict=True)
        return (self._whole(key, article, found) for key, article, found in triples if found)

    def _known_or_begun(
        self, keys: Sequence[str], articles: Sequence[Article], parks: tuple[Park, ...]
    ) -> list[Extraction | None]:
        """What is kept, and what a helper extracts: the first that is missing."""
        known: list[Extraction | None] = []
        begun: tuple[int, Callable[[], Any]] | None = None
        for number, (key, article) in enumerate(zip(keys, articles, strict=True)):
            known.append(found := self._known(Extraction, key))
            if found is None and begun is None and self.helper is not None and self.helper.ready:
                begun = number, self.helper.give((_extract_beside, (article, parks)))
        if begun is not None:
            self.meanwhile()
            number, received = begun
            with suppress(*_BROKEN):  # it has failed, and all is told where it fails again
                value = _decoded(Extraction, made := received())
                known[number] = value
                self._keep(keys[number], value, made)
        return known

    def _whole(self, key: str, article: Article, found: Extraction) -> Extraction:
        """The extraction without a second copy of its article, whose text is most of what it holds."""
        if found.article is article or found.article != article:
            return found
        whole = replace(found, article=article)
        self._remember(key, whole)
        return whole

    def _name(self, article: Article) -> str:
        """A name for an article's content."""
        if self.memory is not None:
            return self.memory.names.of(article)
        known, name = self.named.pop(id(article), (None, ""))  # each is asked for once
        return name if known is article else _content(article)

    def _known(self, kind: type[T], key: str) -> T | None:
        if self.memory is not None and isinstance(held := self.memory.results.get(key), kind):
            return held
        data = self.cache.get(key)
        if data is None:
            return None
        try:
            value = _decoded(kind, data)
        except _BROKEN:
            return None
        self._remember(key, value)
        self._told_by(value, data)
        return value

    def _keep(self, key: str, value: object, made: object) -> None:
        """Keep a result that was just computed, here as a value or elsewhere as bytes."""
        data = made if isinstance(made, bytes) else encoded(value)
        self.cache.put(key, data)
        self._remember(key, value)
        self._told_by(value, data)

    def _told_by(self, value: object, data: bytes) -> None:
        """Remember the name of what was read, whose bytes are at hand."""
        if self.memory is None and isinstance(value, Article):
            self.named[id(value)] = value, hashlib.sha256(data).hexdigest()

    def _remember(self, key: str, value: object) -> None:
        if self.memory is not None and isinstance(value, (Article, Extraction)):
            self.memory.results[key] = value

    def crew(self, size: int) -> Crew:
        """Processes for this many characters of text; none where starting them does not pay."""
        return Crew(self.processes if size >= _WORTH else 1, self.cache)


def _decoded(kind: type[T], data: bytes) -> T:
    return from_plain(kind, json.loads(data))


def _read(file: FileToRead) -> Article | Finding:
    from generator.reading.corpus import read_file

    return read_file(file)


def _extract(article: Article, parks: tuple[Park, ...]) -> Extraction:
    from generator.extracting.extract import extract

    return extract(article, lexicon(), parks)


def _extract_beside(task: tuple[Article, tuple[Park, ...]]) -> bytes:
    """In a helper: one article, as bytes that are kept as they are."""
    return encoded(_extract(*task))


def load_extraction() -> Iterator[None]:
    """In a helper, while there is no work: load what extracts, in steps."""
    import generator.extracting.extract  # noqa: F401

    yield
    lexicon()
    yield
    prepare(Extraction)
    yield


_loaded: dict[str, Lexicon] = {}


def lexicon() -> Lexicon:
    """The lexicons, loaded once for each version of them."""
    from generator.extracting.lexicon import Lexicon

    version = code_version()
    if version not in _loaded:
        _loaded.clear()
        _loaded[version] = Lexicon.load()
    return _loaded[version]


def _file_key(file: FileToRead) -> str:
    return f"article\0{file.name}\0{file.id}\0{file.digest}"


def _content(article: Article) -> str:
    return hashlib.sha256(encoded(article)).hexdigest()
