"""The local preview: MkDocs' own live server, with the hook that generates first."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any

from generator.errors import SiteFailed
from generator.resources import BASE_CONFIG, templates_dir

_HOOK = Path(__file__).parents[1] / "mkdocs_hook.py"


def serve_site(docs_dir: Path, config_file: Path | None, corpus_dir: Path, address: str) -> None:
    """Serve a casebook until interrupted; corpus, templates and lexicons are watched.

    Args:
        docs_dir: Where pages are written.
        config_file: A project's mkdocs.yml, which names the hook itself; None for the shipped
            configuration.
        corpus_dir: The corpus.
        address: ``host:port``.

    Raises:
        SiteFailed: The address is taken or no address, or the first build failed.
    """
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import MkDocsException

    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    _show_log()
    # Whoever ends it so wants no more left behind than who interrupts it
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options: dict[str, Any] = {"dev_addr": address}
    if config_file is None:
        docs_dir.mkdir(parents=True, exist_ok=True)
        options |= {
            "docs_dir": str(docs_dir.absolute()),
            "hooks": [str(_HOOK)],
            "extra": {"generator": False, "corpus": str(corpus_dir.absolute())},
        }
    try:
        serve(str(config_file or templates_dir() / BASE_CONFIG), **options)
    except (MkDocsException, OSError) as error:
        raise SiteFailed(" ".join(str(error).split())) from error


def _show_log() -> None:
    """Show what the server says (address, rebuilds, warnings), one line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)-8s%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
