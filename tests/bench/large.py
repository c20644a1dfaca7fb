"""Time and memory of a large corpus: ``python -m tests.bench.large 100 1000 10000``.

Each size is a process of its own, so that its peak of memory is its own. The corpora are invented
(``synthetic``), with ten articles of each park. A line of JSON for each size goes to standard
output (and is added to ``--results FILE``): the time that processors were busy with reading and
extracting, with comparing and with rendering (which other work on the machine hardly changes), the
seconds of each, and the peak of memory of this process and of the largest of its helpers. Starting
(loading the lexicons, and all steps with three articles), which takes as long for any corpus, is
told apart.

``--no-render`` stops after comparing, ``--no-article-pages`` renders as that option of
``casebook build`` does. ``--keep DIR`` keeps corpus and extractions there: a run that was broken off
goes on where it stopped (its times then tell of the rest only).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build import assemble_articles
from generator.drawing import drawing
from generator.extractions import Work, lexicon
from generator.publishing.cache import Cache
from generator.reading.corpus import read_article, read_corpus
from generator.reading.registries import load_registry
from generator.rendering.pages import render
from generator.resources import code_version, templates_dir
from tests.bench.synthetic import write_corpus

if TYPE_CHECKING:
    from generator.model.casebook import Casebook

ARTICLES_A_PARK = 10
_BYTES = 1024 * (1 if sys.platform == "linux" else 1024)
_SELF_AND_HELPERS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


class _Clock:
    """Busy and elapsed seconds since the last look."""

    def __init__(self) -> None:
        self.look()

    def look(self) -> tuple[float, float]:
        """Seconds that processors were busy, and that passed."""
        used = sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, _SELF_AND_HELPERS))
        now = time.perf_counter()
        seconds = used - getattr(self, "_used", used), now - getattr(self, "_now", now)
        self._used, self._now = used, now
        return seconds


def measure(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Read, extract, compare and render a corpus."""
    kept = folder.parent / "kept"
    work = Work(given.jobs, Cache(kept, code_version()) if given.keep else Cache(None, ""))
    clock = _Clock()
    _warm(folder)
    told: dict[str, Any] = {"start_seconds": round(clock.look()[0], 2), "jobs": work.processes}
    corpus = read_corpus(folder, work.read)
    told |= _phase("reading", clock, len(corpus.articles))
    casebook = assemble_articles(corpus.articles, corpus.registry, corpus.findings, (), work)
    told |= _phase("extracting_comparing", clock, len(corpus.articles))
    told |= {
        "articles": len(corpus.articles),
        "characters": sum(len(article.text) for article in corpus.articles),
        "facts": len(casebook.facts),
        **_peaks("compared"),
    }
    if given.render:
        told |= _rendered(casebook, work, article_pages=given.article_pages)
        told |= _phase("rendering", clock, len(corpus.articles)) | _peaks("rendered")
    return told


def _warm(folder: Path) -> None:
    """Load and compile what is loaded and compiled once, whatever the size of the corpus."""
    lexicon()
    some = [read_article(path) for path in sorted(folder.rglob("a*.md"))[:3]]
    registry = load_registry(folder)[0]
    book = assemble_articles(some, registry, (), (), Work(1, Cache(None, "")))
    render(book, templates=templates_dir())


def _phase(name: str, clock: _Clock, articles: int) -> dict[str, float]:
    busy, elapsed = clock.look()
    return {
        f"{name}_seconds": round(elapsed, 2),
        f"{name}_busy": round(busy, 2),
        f"{name}_milliseconds": round(1000 * busy / articles, 2),
    }


def _peaks(name: str) -> dict[str, int]:
    own, helper = _own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _BYTES
    return {f"{name}_megabytes": round(own), f"{name}_megabytes_helper": round(helper)}


def _own_peak() -> float:
    """Megabytes of this process at most; what Linux tells by ``getrusage`` may be of who started it."""
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.is_file() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _BYTES


def _rendered(casebook: Casebook, work: Work, *, article_pages: bool) -> dict[str, Any]:
    with drawing(work):
        made = render(casebook, templates=templates_dir(), article_pages=article_pages)
    sizes = [len(page.text.encode()) for page in made.pages]
    return {
        "article_pages": article_pages,
        "pages": len(sizes),
        "charts": len(made.charts),
        "pages_megabytes": round(sum(sizes) / 1e6, 1),
        "largest_page_kilobytes": round(max(sizes) / 1e3),
    }


def run(articles: int, *words: str) -> dict[str, Any]:
    """Measure an invented corpus of this size in a process of its own."""
    given = _given([str(articles), *words])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(given.keep or name) / f"corpus-{articles}"
        if not (folder / "whole").is_file():
            write_corpus(folder / "corpus", articles, max(2, articles // ARTICLES_A_PARK))
            (folder / "whole").touch()
        command = [sys.executable, "-m", "tests.bench.large", str(articles), *words]
        one = ["--one", str(folder / "corpus")]
        made = subprocess.run([*command, *one], check=True, stdout=subprocess.PIPE, text=True)
    told = dict(json.loads(made.stdout))
    return told | {"day": time.strftime("%Y-%m-%d"), "load": round(os.getloadavg()[0], 1)}


def _given(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--no-render", dest="render", action="store_false")
    parser.add_argument("--no-article-pages", dest="article_pages", action="store_false")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--results", type=Path)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(words)


def main() -> None:
    """Measure every size that is named."""
    given = _given(sys.argv[1:])
    if given.one:
        sys.stdout.write(json.dumps(measure(given.one, given)))
        return
    options = [word for word in sys.argv[1:] if not word.isdecimal()]
    for size in given.sizes:
        line = json.dumps(run(size, *options)) + "\n"
        sys.stdout.write(line)
        sys.stdout.flush()
        if given.results:
            with given.results.open("a", encoding="utf-8") as file:
                file.write(line)


if __name__ == "__main__":
    main()
