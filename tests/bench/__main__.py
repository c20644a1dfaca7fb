"""How fast Casebook is, beside what it is built on: ``make bench``.

Every ratio is of two things measured in turn, in one run on one machine, by the time that
processors were busy, or where a row says so by the time elapsed. The result is a page of the documentation, ``docs/guide/benchmarks.md``.

``python -m tests.bench`` measures everything; ``python -m tests.bench charts 1000 10000`` some rows and
sizes of large corpora only, and leaves the other rows of the page as they are. Sizes of 100,000
articles and more are not rendered.
``--add FILE`` takes the sizes that ``python -m tests.bench.large … --results FILE`` measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import editing, facts_of_5000_rows, large, live, search_of_1000_articles, small
from tests.bench.rows import ALLOWED, Row, machine, renew
from tests.bench.synthetic import write_corpus

_SIZES = (100, 1000, 10_000)
_NO_PAGES = 100_000
_FEWER_BUILT = 300
_PREVIEWED = 1000
_SOON = 2.0
_PAGES = 400

_BOOK = """
import json, resource
from tests.bench.pdf_of_400_pages import books
print(json.dumps([books(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""


def paper(_: Path) -> list[Row]:
    """The book of 400 pages in both styles, from the casebook to the bytes."""
    made = subprocess.run(
        [sys.executable, "-c", _BOOK], check=True, capture_output=True, text=True, cwd=small.ROOT
    )
    told, memory = json.loads(made.stdout.splitlines()[-1])
    rows = []
    for style, (pages, content, setting, both) in told.items():
        value = f"{pages} pages: {content:.1f} s to compose, {setting:.1f} s to set; {both:.1f} s elapsed"
        wanted = "≤ 10 s for 400 pages"
        rows.append(Row(f"PDF, style {style}", value, wanted, holds=both <= 10 * pages / _PAGES))
    peak = f"{memory / 1024:,.0f} MB"
    return [*rows, Row("PDF, peak memory", peak, "told", holds=True)]


def explorer(_: Path) -> list[Row]:
    """The facts explorer with 5,000 rows in a browser."""
    times = facts_of_5000_rows.measure(5000)
    value = "; ".join(f"{label} {time:.0f} ms" for label, time in times.items())
    holds = max(times.values()) <= facts_of_5000_rows.AIM
    return [Row("Explorer, 5,000 rows", value, "≤ 500 ms each", holds=holds)]


def search(folder: Path) -> list[Row]:
    """Sites of 300 and 1,000 articles, and the search of the larger one in a browser; takes a while."""
    few, many = (_site(folder / str(size), size) for size in (_FEWER_BUILT, _PREVIEWED))
    ratio = many.a_page / few.a_page
    built = f"{few.a_page:.0f} → {many.a_page:.0f} ms a page; {ratio:.2f}×"
    built += (
        f" ({few.pages:,} pages in {few.seconds:.0f} s, {many.pages:,} in {many.seconds:.0f} s)"
    )
    sent, times = search_of_1000_articles.measure(many.folder)
    limits = search_of_1000_articles.AIM_BYTES, search_of_1000_articles.AIM_SECONDS
    return [
        Row(f"Building sites of {_FEWER_BUILT} → 1,000 articles", built, "≤ 1.15×", holds=ratio <= ALLOWED),
        Row("Search index, 1,000 articles", f"{sent / 1e6:.2f} MB gzipped", "< 3 MB", holds=sent < limits[0]),
        Row("First answer, 1,000 articles", f"{max(times):.2f} s after the focus (slowest of {len(times)})", "≤ 1 s", holds=max(times) <= limits[1]),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Site:
    """A built site, and the seconds in which processors were busy with it."""

    folder: Path
    pages: int
    seconds: float

    @property
    def a_page(self) -> float:
        """Milliseconds a page."""
        return 1000 * self.seconds / self.pages


def _site(folder: Path, articles: int) -> _Site:
    """Build the site of an invented corpus, with all that ``casebook build`` does."""
    corpus, site = folder / "search", folder / "search-site"
    write_corpus(corpus, articles, articles // large.ARTICLES_A_PARK)
    words = ("build", "--corpus", str(corpus), "--site-dir", str(site))
    seconds = small.busy(lambda: small.casebook(*words))
    return _Site(site, sum(1 for _ in site.rglob("*.html")), seconds)


def preview(_: Path) -> list[Row]:
    """``casebook serve`` at 1,000 articles after an edit."""
    told: dict[str, Any] = live.run(_PREVIEWED)
    edits = told["shown"]
    value = (
        f"{', '.join(f'{e:.1f}' for e in edits)} s elapsed; first page after {told['first']:.0f} s"
    )
    holds = max(edits) <= _SOON
    return [Row("`serve` after an edit, 1,000 articles", value, "≤ 2 s", holds=holds)]


ROWS: dict[str, Callable[[Path], list[Row]]] = {
    "extraction": small.extraction,
    "starting": lambda _: small.starting(),
    "charts": lambda _: small.charts(),
    "editing": editing.editing,
    "building": editing.building,
    "paper": paper,
    "explorer": explorer,
    "search": search,
    "preview": preview,
}


def growing(size: int) -> dict[str, Any]:
    """Time and memory of an invented corpus of this size."""
    return large.run(size, *(["--no-render"] if size >= _NO_PAGES else []))


def main() -> None:
    """Measure what is asked for and write the page after each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", help=f"{', '.join(ROWS)}, or numbers of articles")
    parser.add_argument("--add", type=Path, help="measured sizes, a JSON object a line")
    given = parser.parse_args()
    what = given.what or ([] if given.add else [*ROWS, *map(str, _SIZES)])
    if unknown := [word for word in what if word not in ROWS and not word.isdecimal()]:
        parser.error(f"no such row: {', '.join(unknown)}")
    sys.stderr.write(f"{machine()}\n")
    if given.add:
        lines = given.add.read_text(encoding="utf-8").splitlines()
        renew([], [json.loads(line) for line in lines])
    with tempfile.TemporaryDirectory() as name:
        for word in what:
            if word.isdecimal():
                renew([], [growing(int(word))])
            else:
                rows = ROWS[word](Path(name))
                renew(rows, [])
                sys.stdout.write("".join(f"{row.line}\n" for row in rows))
                sys.stdout.flush()


if __name__ == "__main__":
    main()
