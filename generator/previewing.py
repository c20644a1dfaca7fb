"""The pages of a corpus as it is now, one at a time: for a server that shows what was just edited."""

from __future__ import annotations

import gc
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.build import assemble
from generator.comparing.memory import Memory
from generator.drawing import drawing
from generator.extractions import Held, Work, lexicon
from generator.rendering.book import Book
from generator.rendering.pages import one_page
from generator.rendering.printing import Printer
from generator.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.options import Options


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without looking for garbage, a third of the time with so much in memory; there are no cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class CasebookPages:
    """A casebook whose articles and extractions stay in memory from one edit to the next.

    Args:
        corpus_dir: The corpus.
        docs_dir: Where ``generate`` writes its pages.
        options: What a person chose.
    """

    def __init__(self, corpus_dir: Path, docs_dir: Path, options: Options) -> None:
        self._corpus_dir, self._docs_dir, self._options = corpus_dir, docs_dir, options
        self._work = Work(1, memory=Held())
        self._printer = Printer(templates_dir(), self._work.kept)
        self._memory = Memory()
        self._book: Book | None = None

    def load(self) -> None:
        """Load what the first edit would have to wait for.

        Raises:
            CasebookError: The corpus cannot be used.
        """
        import generator.extracting.extract
        import generator.rendering.charts.canvas  # noqa: F401

        lexicon()
        self.renew()

    def renew(self) -> None:
        """Read the corpus again; only files that changed are read and extracted.

        Raises:
            CasebookError: It cannot be used; the pages stay as they were.
        """
        with _no_collection():
            casebook = assemble(self._corpus_dir, self._work, self._memory)
        options = self._options
        self._book = Book.open(
            casebook, full_text=options.full_text, article_pages=options.article_pages
        )

    def page(self, path: str) -> tuple[str, dict[str, bytes]] | None:
        """The Markdown of a page and the files of its charts; None for a page that is not ours."""
        if self._book is None:
            return None
        with drawing(self._work):
            made = one_page(self._book, path, self._printer)
        if made is None:
            return None
        return made.pages[0].text, {chart.path: chart.data for chart in made.charts}

    def writing(self) -> subprocess.Popen[bytes]:
        """A process that writes all pages to the folder of pages; it may be ended at any time."""
        words = ["generate", "--quiet", "--corpus", str(self._corpus_dir)]
        words += ["--docs-dir", str(self._docs_dir)]
        words += ["--full-text"] * self._options.full_text
        words += ["--no-article-pages"] * (not self._options.article_pages)
        code = "from generator.cli import main; main()"
        return subprocess.Popen(  # noqa: S603 - our own command with the paths of the configuration
            [sys.executable, "-c", code, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that it is ended with the processes that it started
        )
