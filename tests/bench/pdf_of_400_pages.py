"""How long a book of 400 pages takes: ``python -m tests.bench.pdf_of_400_pages``.

The corpus is invented: the sample's articles again and again under other parks' names. The time
counts from the casebook to the bytes, charts included and none of them kept; 10 seconds is the aim.
``--command`` measures ``casebook pdf`` instead, reading and extracting included: a corpus of its own,
first with an empty cache, then with a full one.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace
from pypdf import PdfReader

from generator.comparing.casebook import compare
from generator.extracting.extract import extract
from generator.extracting.lexicon import Lexicon
from generator.model.article import Article, Published
from generator.model.casebook import Casebook
from generator.model.subject import Park, Registry
from generator.publishing.pdf import compile_pdf
from generator.rendering.report import WHOLE, Style, report
from generator.resources import templates_dir
from tests.bench.synthetic import write_corpus
from tests.rendering import sample
from tests.rendering.sample_others import TEXT_HAITANG
from tests.rendering.sample_yunxi import TEXT_YUNXI
from tests.rendering.stated import article

AIM = 10.0
PARKS = {Style.GONGWEN: 89, Style.CHARTS: 120}
"""So many parks make some 400 pages."""
ARTICLES = 80
_NAMES = "东南西北中春夏秋冬金木水火土山川河湖海林"


def casebook(parks: int) -> Casebook:
    """A casebook of ``parks`` invented parks with an article each."""
    lexicon = Lexicon.load()
    names = [f"{a}{b}经开区" for a in _NAMES for b in _NAMES if a != b][:parks]
    made = tuple(Park(f"p-{n}", name, level="省级园区") for n, name in enumerate(names))
    articles = [_article(park.name, number) for number, park in enumerate(made)]
    return compare(
        tuple(extract(a, lexicon, made) for a in articles),
        Registry(made, sample.THEMES),
        (),
        terms=tuple(lexicon.measures.terms.values()),
    )


def _article(park: str, number: int) -> Article:
    text = TEXT_YUNXI if number % 2 else TEXT_HAITANG
    for name in ("云溪经开区", "海棠高新区"):
        text = text.replace(name, park)
    made = article(f"a-{number}", text, publisher="某报", url=f"https://example.org/{number}")
    published = Published(sample.casebook().as_of or dt.date(2024, 1, 1))
    return replace(made, published=published, subject=park)


def measure(book: Casebook, style: Style) -> tuple[int, float, float, float]:
    """Pages, and the seconds of the content, of the setting, and of both."""
    start = time.perf_counter()
    content = report(book, WHOLE, style)
    middle = time.perf_counter()
    data = compile_pdf(content.json(), content.charts, templates=templates_dir())
    end = time.perf_counter()
    return len(PdfReader(io.BytesIO(data)).pages), middle - start, end - middle, end - start


def books() -> dict[str, tuple[int, float, float, float]]:
    """What ``measure`` tells of a book of some 400 pages in each style, by the style's name."""
    measure(casebook(2), Style.CHARTS)  # what is loaded once in a process is not counted
    return {style.value: measure(casebook(PARKS[style]), style) for style in Style}


def commands(folder: Path) -> dict[str, tuple[int, float, float]]:
    """``casebook pdf`` in a process of its own: pages, and seconds with nothing and all kept."""
    write_corpus(folder / "corpus", ARTICLES)
    told = {}
    for style in Style:
        cache, target = folder / f"cache-{style.value}", folder / f"{style.value}.pdf"
        words = (
            "--corpus",
            str(folder / "corpus"),
            "--style",
            style.value,
            "-q",
            "-o",
            str(target),
        )
        times = [_command(cache, words) for _ in range(2)]
        told[style.value] = (len(PdfReader(target).pages), *times)
    return told


def _command(cache: Path, words: tuple[str, ...]) -> float:
    code = "from generator.cli import main; main()"
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, "pdf", *words],
        check=False,
        capture_output=True,
        env={**os.environ, "CASEBOOK_CACHE": str(cache)},
    )
    if done.returncode not in (0, 3):  # 3: done, but something was left out
        raise RuntimeError(done.stderr.decode())
    return time.perf_counter() - start


def main() -> int:
    """Print a line for each style; leave with 1 when one takes longer than the aim."""
    slow = False
    if "--command" in sys.argv:
        with tempfile.TemporaryDirectory() as name:
            for style, (pages, first, again) in commands(Path(name)).items():
                slow |= again > AIM * max(1, pages / 400)
                sys.stdout.write(
                    f"casebook pdf --style {style}: {pages} pages, {first:.2f} s, kept {again:.2f} s\n"
                )
        return int(slow)
    for style, (pages, content, setting, both) in books().items():
        slow |= both > AIM * max(1, pages / 400)
        line = f"{style}: {pages} pages, content {content:.2f} s, setting {setting:.2f} s, {both:.2f} s\n"
        sys.stdout.write(line)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
