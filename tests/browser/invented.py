"""The invented casebook as a folder of pages, as large as a test wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.publishing.bibliography import reference_files
from generator.rendering.addresses import reference_stem
from generator.rendering.book import Book
from generator.rendering.environment import environment, template
from generator.rendering.pages import render
from generator.rendering.views.facts import facts_view
from generator.resources import templates_dir
from tests.rendering import sample

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.casebook import Casebook

_CITIES = "安宝昌德恩丰桂海吉凯乐明宁平启荣顺泰文新"


def write_docs(folder: Path, casebook: Casebook | None = None, *, full_text: bool = False) -> Path:
    """Render a casebook (the sample's, if none is given) into ``folder``."""
    book = casebook or sample.casebook()
    rendering = render(book, templates=templates_dir(), full_text=full_text)
    files = {p.path: p.text.encode() for p in rendering.pages}
    files |= {c.path: c.data for c in rendering.charts}
    files |= reference_files({reference_stem(s.article): s.article for s in book.sources})
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_facts(folder: Path, casebook: Casebook) -> Path:
    """Render the page of facts alone; its links lead nowhere."""
    pages = environment(templates_dir())
    text = template(pages, "facts.md.j2").render(page=facts_view(Book.open(casebook)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facts.md").write_text(text, encoding="utf-8")
    (folder / "index.md").write_text("# 首页\n", encoding="utf-8")
    return folder


def many_facts(count: int) -> Casebook:
    """The sample's casebook with its facts repeated under other parks' and indicators' names."""
    book = sample.casebook()
    facts = []
    for number in range(count):
        record = book.facts[number % len(book.facts)]
        park = f"{_CITIES[number % 20]}{_CITIES[number // 20 % 20]}经开区"
        fact = replace(record.fact, parks=(park,), indicator=f"{record.fact.indicator}{number % 9}")
        facts.append(
            replace(
                record, id=f"f-{number:010x}", number=number + 1, fact=fact, also=(), partner=None
            )
        )
    return replace(book, facts=tuple(facts), comparisons=(), conflicts=())
