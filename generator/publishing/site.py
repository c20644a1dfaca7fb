"""From the folder of pages to the site: MkDocs, in this process, with the product's theme."""

from __future__ import annotations

import datetime as dt
import logging
import os
import shutil
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import MissingTemplate, SiteFailed
from generator.publishing import policy
from generator.publishing.facts_page import finish_facts
from generator.publishing.folder import recover, swap
from generator.publishing.lock import exclusive
from generator.publishing.search_index import finish_search
from generator.resources import BASE_CONFIG, templates_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERATED = "CASEBOOK_GENERATED"
"""Set in the environment while we build: the hook of a clone must not generate again."""

_FALLBACK_DATE = dt.date(2020, 1, 1)
_EARLIEST = dt.date(1980, 1, 1)
"""Archives know no earlier date, and compressed files none before 1970."""


def build_site(
    docs_dir: Path,
    site_dir: Path,
    config_file: Path | None = None,
    *,
    title: str,
    as_of: dt.date | None = None,
    strict: bool = True,
    offline: bool = False,
) -> None:
    """Build the site of ``docs_dir`` into ``site_dir``.

    It is built beside ``site_dir`` and takes its place in the end: when MkDocs fails, the last
    good site stays. Two builds of the same pages are equal byte for byte.

    Args:
        docs_dir: The folder of pages.
        site_dir: The folder of the site; what was in it is replaced.
        config_file: A clone's ``mkdocs.yml``; None takes the configuration that ships with the
            product.
        title: The site's name.
        as_of: The date of the data, for the site map.
        strict: Whether warnings (broken links and anchors among them) are errors.
        offline: Whether the site must work from ``file://``.

    Raises:
        Busy: Another run builds the same site.
        MissingTemplate: The configuration is not there.
        SiteFailed: MkDocs reported an error.
    """
    config_file = config_file or templates_dir() / BASE_CONFIG
    if not config_file.is_file():
        raise MissingTemplate(config_file.name, config_file.parent)
    site_dir = site_dir.absolute()
    with _workshop(site_dir) as (fresh, old):
        options = _options(docs_dir.absolute(), fresh, title, strict=strict, offline=offline)
        with _environment(as_of), _reports() as reported:
            _run(config_file, options, reported)
        finish_search(fresh, offline=offline)
        finish_facts(fresh)
        swap(fresh, site_dir, old)


@contextmanager
def _workshop(site_dir: Path) -> Iterator[tuple[Path, Path]]:
    """An empty folder beside ``site_dir`` (renaming works within one disk only), for us alone.

    The second folder is where the site goes while it is replaced, on systems that need two steps.
    """
    workshop = site_dir.parent / f".{site_dir.name}.casebook"
    with exclusive(workshop):
        try:
            fresh, old = workshop / "site", workshop / "site-old"
            recover(site_dir, old)  # of a run that was killed
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            yield fresh, old
        finally:
            if site_dir.exists() or not old.exists():
                shutil.rmtree(workshop, ignore_errors=True)


def _options(
    docs_dir: Path, site_dir: Path, title: str, *, strict: bool, offline: bool
) -> dict[str, Any]:
    options: dict[str, Any] = {
        "docs_dir": str(docs_dir),
        "site_dir": str(site_dir),
        "site_name": title,
        "strict": strict,
    }
    # A folder opened from disk has no index pages, and its scripts have no origin to compare with.
    return {**options, "use_directory_urls": False} if offline else options


def _run(config_file: Path, options: dict[str, Any], reported: list[str]) -> None:
    _import_search_plugin()
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    try:
        config = load_config(config_file=str(config_file), **options)
        prepare(config, offline=options.get("use_directory_urls") is False)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, TemplateError, OSError) as error:
        raise SiteFailed(_reason(error, reported)) from error


def epoch(as_of: dt.date | None) -> str:
    """Midnight (UTC) of the date of the data in the form of ``SOURCE_DATE_EPOCH``; 1980 at the earliest."""
    midnight = dt.datetime.combine(max(as_of or _FALLBACK_DATE, _EARLIEST), dt.time(), dt.UTC)
    return str(int(midnight.timestamp()))


def prepare(config: Any, *, offline: bool = False, serving: bool = False) -> None:  # noqa: ANN401 - MkDocs is untyped
    """Set what a build needs and no configuration file can say.

    Pages that are not there leave the navigation. Search needs no word boundaries (``search_index``): without jieba Material's plugin leaves the
    text alone, as it does where jieba is not installed. A live server adds scripts of its own to
    the pages, and pages on a disk have another origin, so each has a policy of its own (``policy``).
    """
    plugin = _import_search_plugin()
    plugin.jieba = None
    plugin.SearchIndex.add_entry_from_context = _add_page
    config.nav = existing_entries(config.nav or [], Path(config.docs_dir))
    config.extra["offline"] = offline
    config.extra["content_security_policy"] = (
        policy.PREVIEW if serving else policy.FROM_DISK if offline else policy.SERVED
    )


def _add_page(index: Any, page: Any) -> None:  # noqa: ANN401 - MkDocs is untyped
    """Note in Material's index that a page is to be searched, and under which other names.

    ``finish_search`` reads the text from the built page; Material would have parsed it once more,
    which is a seventh of the whole build.
    """
    if (page.meta.get("search") or {}).get("exclude"):
        return
    entry = {"location": page.url, "title": str(page.meta.get("title", page.title)), "text": ""}
    tags = page.meta.get("tags")
    if isinstance(tags, list):
        entry["tags"] = [str(name) for name in tags if name]
    index.entries.append(entry)


def existing_entries(nav: list[Any], docs_dir: Path) -> list[Any]:
    """The entries of a navigation whose pages are there; sections without any are left out."""
    kept: list[Any] = []
    for entry in nav:
        title, target = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(target, list):
            target = existing_entries(target, docs_dir)
        elif not (docs_dir / target).is_file():
            continue
        if target:
            kept.append(target if title is None else {title: target})
    return kept


def _import_search_plugin() -> Any:  # noqa: ANN401 - MkDocs is untyped
    """Material's search plugin; it imports jieba, whose source Python warns of when first compiled."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from material.plugins.search import plugin
    return plugin


def _reason(error: BaseException, reported: list[str]) -> str:
    """One line: the first things that MkDocs complained about, else the error itself."""
    lines = reported[:3] or [str(error) or type(error).__name__]
    more = f"（另有 {len(reported) - 3} 条）" if len(reported) > len(lines) else ""
    return "；".join(" ".join(line.split()) for line in lines) + more


@contextmanager
def _environment(as_of: dt.date | None) -> Iterator[None]:
    """The environment of a quiet and reproducible build, put back afterwards."""
    wanted = {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": epoch(as_of),
        GENERATED: "1",
    }
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Collector(logging.Handler):
    """Keeps the messages of MkDocs' warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _reports() -> Iterator[list[str]]:
    """What MkDocs warns of inside the block; it is kept from the terminal."""
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagate = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
