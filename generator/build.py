"""The composition of the five stages; the only module that knows all of them.

```
corpus/ ─reading→ articles ─extracting→ extractions ─comparing→ casebook ─rendering→ pages ─publishing→ docs/, site/
```

Nothing is written before everything is computed.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from generator.extractions import Work, lexicon
from generator.gathering import (
    extract_over_cluster,
    read_paths,
    read_sources,
    read_url,
    registry_of,
)
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.options import Options
from generator.packing import package, parts, put_together, reference_files
from generator.sharing import Shared
from generator.starting import ran_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.beside import Helper
    from generator.comparing.memory import Memory
    from generator.model.article import Article
    from generator.model.casebook import Casebook
    from generator.model.changes import History
    from generator.model.datafile import DataDictionary
    from generator.model.decision import Decision
    from generator.model.extraction import Extraction
    from generator.model.keeping import Keep
    from generator.model.subject import Park, Registry
    from generator.publishing.datapackage import PackageFiles
    from generator.publishing.importing import Imported
    from generator.publishing.tree import TreeReport


__all__ = [
    "ExportReport",
    "GenerateReport",
    "add_articles",
    "assemble",
    "assemble_articles",
    "build",
    "export",
    "extract_articles",
    "extract_over_cluster",
    "generate",
    "read_paths",
    "read_sources",
    "read_url",
    "registry_of",
]


class GenerateReport(Struct, frozen=True):
    """What ``generate`` computed and wrote."""

    casebook: Casebook
    tree: TreeReport
    findings: tuple[Finding, ...]
    """The casebook's findings and those of writing."""


class ExportReport(Struct, frozen=True):
    """What ``export`` wrote, and the casebook's findings."""

    dictionary: DataDictionary
    findings: tuple[Finding, ...]


def add_articles(articles: Sequence[Article], corpus_dir: Path) -> Iterator[Imported]:
    """Import articles into a corpus, each under the park that it is about."""
    from generator.publishing.importing import import_article
    from generator.reading.registries import load_registry

    parks = load_registry(corpus_dir)[0].parks
    for extraction in extract_articles(articles, parks):
        yield import_article(extraction.article, corpus_dir)


def extract_articles(
    articles: Sequence[Article], parks: Sequence[Park] = (), work: Work | None = None
) -> Iterator[Extraction]:
    """Extract each article by itself; the order is kept."""
    return (work or Work()).extract(articles, tuple(parks))


def assemble(corpus_dir: Path, work: Work | None = None, memory: Memory | None = None) -> Casebook:
    """Read, extract and compare a whole corpus.

    Args:
        corpus_dir: The corpus.
        work: How many processes work, and where results are kept.
        memory: What the last comparison left, for a server.

    Raises:
        EmptyCorpus: No article could be read.
        BadRegistry: parks.yml, themes.yml or decisions.yml is not valid.
    """
    from generator.reading.corpus import read_corpus
    from generator.reading.registries import DECISIONS

    work = work or Work()
    corpus = read_corpus(corpus_dir, work.read)
    decisions: tuple[Decision, ...] = ()
    if (corpus_dir / DECISIONS).is_file():
        from generator.reading.decisions import load_decisions  # what checks them loads slowly

        decisions = load_decisions(corpus_dir, corpus.articles, corpus.registry)
    return assemble_articles(
        corpus.articles, corpus.registry, corpus.findings, decisions, work, memory
    )


def assemble_articles(
    articles: Sequence[Article],
    registry: Registry,
    findings: Sequence[Finding] = (),
    decisions: Sequence[Decision] = (),
    work: Work | None = None,
    memory: Memory | None = None,
) -> Casebook:
    """Extract and compare articles that were read before, with what people decided."""
    from generator.comparing.casebook import compare
    from generator.comparing.measures import spelled
    from generator.extracting.measure_terms import measure_terms

    work = work or Work()
    extractions = tuple(extract_articles(articles, registry.parks, work))
    work.progress.stage("比较各园区")

    return compare(
        extractions,
        registry,
        _unlisted([e.article for e in extractions], registry),
        terms=measure_terms(),
        findings=findings,
        decisions=decisions,
        spell=lambda names: work.told(names, spelled),
        memory=memory,
    )


def _unlisted(articles: Sequence[Article], registry: Registry) -> tuple[Park, ...]:
    """The parks that the articles are about and the registry lacks."""
    from generator.extracting.subjects import subject_names

    listed = {name for park in registry.parks for name in park.names}
    if all(name in listed for a in articles for name in subject_names(a.subject) or ("",)):
        return ()  # nothing can be found, and looking takes a second for each thousand articles
    from generator.extracting.parks import discover_parks

    discovered = discover_parks(articles, lexicon().gazetteer)
    return tuple(park for park in discovered if not listed & set(park.names))


def generate(
    corpus_dir: Path,
    docs_dir: Path,
    options: Options | None = None,
    work: Work | None = None,
    beside: Helper | None = None,
) -> GenerateReport:
    """Compute all pages and charts, then write them to ``docs_dir``.

    Args:
        corpus_dir: The corpus.
        docs_dir: Where pages are written; what people wrote there stays.
        options: What a person chose.
        work: How many processes work, and where results are kept.
        beside: Who draws and prints beside this process, where it was started already.

    Raises:
        CasebookError: Nothing was written; the message says what to do.
    """
    from generator.drawing import drawing, painter
    from generator.printing import printing
    from generator.publishing.standing import Standing
    from generator.publishing.tree import write_tree

    options = options or Options()
    work = work or Work()
    with ExitStack() as copies:
        beside = beside or copies.enter_context(painter(work))
        standing = Standing(docs_dir, work.cache)

        def meanwhile() -> None:
            _load()
            standing.read_ahead()

        apart = beside if ran_before() else None  # else there is more to extract than one can
        casebook = assemble(corpus_dir, replace(work, helper=apart, meanwhile=meanwhile))
        work.progress.stage("编排页面和图表")
        packed = copies.enter_context(_packed(casebook, options, work))
        with drawing(work, beside, standing), printing(beside):
            files = _files(casebook, packed, docs_dir, options, standing.kept)
        beside.dismiss()
        work.progress.stage("写出页面")
        tree = write_tree(docs_dir, files)
        standing.note()
    kept = tuple(_kept(path) for path in tree.kept_by_hand)
    large = _large(casebook, options)
    return GenerateReport(casebook, tree, (*casebook.findings, *large, *kept))


def _load() -> None:
    """What follows comparing; for who has to wait anyway."""
    import generator.comparing.changes
    import generator.publishing.datapackage
    import generator.publishing.history
    import generator.rendering.charts.plan
    import generator.rendering.pages  # noqa: F401


def _packed(casebook: Casebook, options: Options, work: Work) -> Shared[Any]:
    """The parts of the data package, which are made while pages are."""
    import generator.rendering.pages  # noqa: F401 - both need it: what is loaded is copied

    docx = len(casebook.sources) < MANY_ARTICLES
    made = parts(casebook, full_text=options.full_text, docx=docx, keep=work.kept)
    return Shared(made, apart=work.processes > 1)


def _files(
    casebook: Casebook,
    packed: Shared[Any],
    docs_dir: Path,
    options: Options,
    keep: Keep,
) -> dict[str, bytes]:
    """All files of the folder of pages by path."""
    from generator.comparing.changes import changes
    from generator.publishing.history import HISTORY_NAME, history_bytes, read_history
    from generator.rendering.addresses import DATA_FOLDER, reference_stem
    from generator.rendering.pages import render
    from generator.resources import templates_dir

    @cache
    def package_files() -> PackageFiles:
        return put_together(casebook, packed.values)

    @cache
    def late() -> tuple[History, DataDictionary]:
        dictionary = package_files().dictionary
        return changes(read_history(docs_dir), casebook, dictionary.version), dictionary

    rendering = render(
        casebook,
        templates=templates_dir(),
        full_text=options.full_text,
        article_pages=options.article_pages,
        keep=keep,
        late=late,
    )
    pages, charts = deque(rendering.pages), rendering.charts
    del rendering  # the pages of a large corpus take gigabytes: none is held twice
    files = {}
    while pages:
        page = pages.popleft()
        files[page.path] = page.text.encode()
    files |= {HISTORY_NAME: history_bytes(late()[0])}
    files |= {chart.path: chart.data for chart in charts}
    files |= {f"{DATA_FOLDER}/{name}": data for name, data in package_files().files.items()}
    if options.article_pages:
        articles = {reference_stem(s.article): s.article for s in casebook.sources}
        files |= reference_files(articles, keep)
    return files


MANY_ARTICLES = 2000
"""From so many articles on a site without a page of each is suggested (docs/guide/scale.md)."""


def _large(casebook: Casebook, options: Options) -> tuple[Finding, ...]:
    """What is left out of a site of so many articles, and what is better left out."""
    articles = len(casebook.sources)
    if articles < MANY_ARTICLES:
        return ()
    message = f"共{articles:,}篇文章：全书的文字稿（casebook.docx）太大，没有做，请用 casebook export --docx --case 逐个案例导出。"
    if options.article_pages:
        message += (
            "每篇一页会使站点很大、建站很慢，加 --no-article-pages 可不做各篇的页面，"
            "原句集中在“原句”各页（见“规模”）。"
        )
    return (Finding(FindingKind.LARGE_CORPUS, Severity.NOTE, "articles", message),)


def export(
    corpus_dir: Path,
    folder: Path,
    *,
    docx: bool = False,
    case: str | None = None,
    full_text: bool = False,
    work: Work | None = None,
) -> ExportReport:
    """Write the data package of a corpus to a folder of its own.

    Args:
        corpus_dir: The corpus.
        folder: Where it goes; replaced as a whole.
        docx: Add the book as a text document for editing.
        case: ``park/theme``: the document holds this case alone.
        full_text: Write long quotes and whole texts whatever the articles' rights.
        work: How many processes work, and where results are kept.

    Raises:
        HandWritten: The folder holds files of somebody else.
        CasebookError: Nothing was written; the message says what to do.
    """
    from generator.publishing.folder import replace_folder

    casebook = assemble(corpus_dir, work)
    made = package(casebook, full_text=full_text, docx=docx, case=case)
    replace_folder(folder, made.files)
    return ExportReport(made.dictionary, casebook.findings)


def _kept(path: str) -> Finding:
    message = f"{path}：此文件是人工写的或被人工改过，未覆盖；请改名或移走后重试。"
    return Finding(FindingKind.HAND_WRITTEN, Severity.ERROR, path, message)


def build(
    corpus_dir: Path,
    docs_dir: Path,
    site_dir: Path,
    config_file: Path | None = None,
    options: Options | None = None,
    work: Work | None = None,
) -> GenerateReport:
    """Generate the pages and build the site; the last good site stays if anything fails.

    Args:
        corpus_dir: The corpus.
        docs_dir: Where pages are written; what people wrote there stays.
        site_dir: Where the site is built.
        config_file: The project's mkdocs.yml; None for the shipped configuration.
        options: What a person chose.
        work: How many processes work, and where results are kept.
    """
    from generator.publishing.archive import archive_site
    from generator.publishing.site import build_site
    from generator.rendering.escaping import headline

    options = options or Options()
    work = work or Work()
    report = generate(corpus_dir, docs_dir, options, work)
    work.progress.stage("建成站点")
    build_site(
        docs_dir,
        site_dir,
        config_file,
        title=headline(report.casebook.registry.title),
        as_of=report.casebook.as_of,
        offline=options.offline,
    )
    if options.offline:
        work.progress.stage("压缩离线站点")
        archive_site(site_dir)
    return report
