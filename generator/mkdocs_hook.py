"""The hook of a clone's ``mkdocs.yml``: plain ``mkdocs build`` and ``mkdocs serve`` generate first.

MkDocs loads this file by its path. Only MkDocs (and its fork properdocs) knows hooks; a builder
that does not know them makes the same pages after ``casebook generate``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from generator.errors import CasebookError
from generator.model.options import Options
from generator.publishing.facts_page import finish_facts
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
        bare = not config.extra.get("article_pages", True)
        options = Options(article_pages=False) if bare else None
        _generate(_corpus_dir(config), Path(config.docs_dir), options)
        prepare(config, serving=address == str(config.dev_addr))
    return config


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
    return server


def _generate(corpus_dir: Path, docs_dir: Path, options: Options | None) -> None:
    from generator.build import generate

    lexicon_data.cache_clear()  # while serving, a lexicon may have changed
    code_version.cache_clear()
    try:
        report = (
            generate(corpus_dir, docs_dir, options) if options else generate(corpus_dir, docs_dir)
        )
    except CasebookError as error:
        raise PluginError(str(error)) from error
    os.environ.setdefault("SOURCE_DATE_EPOCH", epoch(report.casebook.as_of))


def _corpus_dir(config: Any) -> Path:  # noqa: ANN401
    return Path(config.config_file_path).parent / str(config.extra.get("corpus", "corpus"))


def _hand_written(docs_dir: Path) -> Iterator[Path]:
    """The entries of the folder of pages that hold nothing generated."""
    generated = {name.partition("/")[0] for name in owned_files(docs_dir)}
    for path in sorted(docs_dir.iterdir()):
        if path.name not in generated and not path.name.startswith("."):
            yield path
