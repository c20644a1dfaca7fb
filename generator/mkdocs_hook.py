"""The hook of a clone's ``mkdocs.yml``: plain ``mkdocs build`` and ``mkdocs serve`` generate first.

MkDocs loads this file by its path. Only MkDocs (and its fork properdocs) knows hooks; a builder
that does not know them makes the same pages after ``casebook generate``.
"""

from __future__ import annotations

import os
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from generator.errors import CasebookError
from generator.model.options import Options
from generator.publishing.built_site import LAST, BuiltSite
from generator.publishing.facts_page import finish_facts
from generator.publishing.fingerprint import Unsure, file_digest, folder_digest
from generator.publishing.live import Live
from generator.publishing.search_index import finish_search
from generator.publishing.site import GENERATED, epoch, prepare
from generator.publishing.tree import owned_files
from generator.resources import code_version, lexicon_data, lexicons_dir, templates_dir

if TYPE_CHECKING:
    from collections.abc import Iterator


def on_config(config: Any) -> Any:  # noqa: ANN401 - MkDocs is untyped
    """Generate the pages before MkDocs looks for them.

    Raises:
        PluginError: The corpus cannot be used; MkDocs shows it as one line.
    """
    address = urlsplit(config.site_url or "").netloc
    if not os.environ.get(GENERATED):
        _generate(_corpus_dir(config), Path(config.docs_dir), _options(config))
        prepare(config, serving=address == str(config.dev_addr))
    return config


def on_nav(nav: Any, config: Any, files: Any) -> Any:  # noqa: ANN401
    """Remember what a live server needs to build single pages."""
    LAST[:] = [BuiltSite(config, files, nav)]
    return nav


@event_priority(-100)
def on_env(env: Any, config: Any, files: Any) -> Any:  # noqa: ANN401, ARG001
    """Remember the theme's templates too."""
    for site in LAST:
        site.env = env
    return env


@event_priority(-50)
def on_post_build(config: Any) -> None:  # noqa: ANN401
    """Make search index and facts page small, after MkDocs wrote them; ``casebook build`` does so itself."""
    if not os.environ.get(GENERATED):
        finish_search(Path(config.site_dir))
        finish_facts(Path(config.site_dir))


def on_serve(server: Any, config: Any, builder: Any) -> Any:  # noqa: ANN401, ARG001
    """Watch what the pages are made from, and of the pages only what people wrote.

    Generated pages are not watched: to see them change would start another build after each.
    """
    docs_dir = Path(config.docs_dir)
    server.unwatch(str(docs_dir))
    for path in (_corpus_dir(config), templates_dir(), lexicons_dir(), *_hand_written(docs_dir)):
        if path.exists():
            server.watch(str(path))
    if hasattr(server, "builder"):
        _go_live(server, config, docs_dir)
    return server


def on_shutdown() -> None:
    """Stop what works on the site before MkDocs removes it."""
    while _SERVED:
        _SERVED.pop().end()


def _go_live(server: Any, config: Any, docs_dir: Path) -> None:  # noqa: ANN401
    """Show edits of the corpus at once instead of building the whole site again."""
    from generator.previewing import CasebookPages

    corpus_dir = _corpus_dir(config)
    pages = partial(CasebookPages, corpus_dir, docs_dir, _options(config))
    _SERVED.append(Live(server, lambda: LAST[-1], pages, partial(_others, config, docs_dir)))


def _others(config: Any, docs_dir: Path) -> str:  # noqa: ANN401
    """A name for everything that the site is made from but the corpus."""
    own = [path for path in _hand_written(docs_dir) if path.is_file()]
    folders = [path for path in _hand_written(docs_dir) if path.is_dir()]
    try:
        names = [folder_digest(path) for path in (templates_dir(), lexicons_dir(), *folders)]
        names += [f"{path}={file_digest(path)}" for path in (*own, Path(config.config_file_path))]
    except (Unsure, OSError):
        return f"unknown {next(_UNKNOWN)}"  # unlike any other: all is built
    return "\n".join(names)


_UNKNOWN = count()
_SERVED: list[Live] = []


def _generate(corpus_dir: Path, docs_dir: Path, options: Options) -> None:
    from generator.build import generate

    lexicon_data.cache_clear()  # while serving, a lexicon may have changed
    code_version.cache_clear()
    try:
        report = generate(corpus_dir, docs_dir, options)
    except CasebookError as error:
        raise PluginError(str(error)) from error
    os.environ.setdefault("SOURCE_DATE_EPOCH", epoch(report.casebook.as_of))


def _options(config: Any) -> Options:  # noqa: ANN401
    return Options(article_pages=bool(config.extra.get("article_pages", True)))


def _corpus_dir(config: Any) -> Path:  # noqa: ANN401
    return Path(config.config_file_path).parent / str(config.extra.get("corpus", "corpus"))


def _hand_written(docs_dir: Path) -> Iterator[Path]:
    """The entries of the folder of pages that hold nothing generated."""
    generated = {name.partition("/")[0] for name in owned_files(docs_dir)}
    for path in sorted(docs_dir.iterdir()):
        if path.name not in generated and not path.name.startswith("."):
            yield path
