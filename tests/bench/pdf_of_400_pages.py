"""How long a book of 400 pages takes: ``python -m tests.bench.pdf_of_400_pages``.

The corpus is invented: the sample's articles again and again under other parks' names. The time
counts from the casebook to the bytes, charts included; 10 seconds is the aim.
"""

from __future__ import annotations

import io
import sys
import time
from dataclasses import replace

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
from tests.rendering import sample

AIM = 10.0
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
    text = sample.TEXT_YUNXI if number % 2 else sample.TEXT_HAITANG
    for name in ("云溪经开区", "海棠高新区"):
        text = text.replace(name, park)
    made = sample.article(
        f"a-{number}", text, publisher="某报", url=f"https://example.org/{number}"
    )
    published = Published(sample.casebook().as_of or sample.dt.date(2024, 1, 1))
    return replace(made, published=published, subject=park)


def measure(book: Casebook, style: Style) -> tuple[int, float, float, float]:
    """Pages, and the seconds of the content, of the setting, and of both."""
    start = time.perf_counter()
    content = report(book, WHOLE, style)
    middle = time.perf_counter()
    data = compile_pdf(content.json(), content.charts, templates=templates_dir())
    end = time.perf_counter()
    return len(PdfReader(io.BytesIO(data)).pages), middle - start, end - middle, end - start


def main() -> int:
    """Print a line for each style; leave with 1 when one takes longer than the aim."""
    book = casebook(int(sys.argv[1]) if len(sys.argv) > 1 else 70)
    slow = False
    for style in Style:
        pages, content, setting, both = measure(book, style)
        slow |= both > AIM * max(1, pages / 400)
        line = f"{style.value}: {pages} pages, content {content:.2f} s, setting {setting:.2f} s, {both:.2f} s\n"
        sys.stdout.write(line)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
