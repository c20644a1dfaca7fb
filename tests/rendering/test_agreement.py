"""One fact of two articles is one row with two sources and says so."""

from __future__ import annotations

from generator.comparing.casebook import compare
from generator.model.subject import Park, Registry, Theme
from generator.rendering.pages import render
from generator.resources import templates_dir
from tests.factory import article, extraction, fact

REGISTRY = Registry(
    parks=(Park("jiayi", "甲乙经开区"),), themes=(Theme("construction", "项目建设", "？"),)
)


def test_a_fact_of_two_articles_is_one_row_with_two_sources() -> None:
    extractions = []
    for id_ in ("a", "b"):
        source = article("举办银企对接会26场。", id_)
        extractions.append(extraction(source, fact(source, "26场", "26", "场", park="甲乙经开区")))
    rendering = render(compare(extractions, REGISTRY), templates=templates_dir())
    pages = {page.path: page.text for page in rendering.pages}
    rows = [row for row in pages["facts.md"].splitlines() if "26场" in row.replace("<", "")]
    assert sum("2篇报道一致" in row for row in rows) == 1
    (row,) = [row for row in rows if "2篇报道一致" in row]
    assert "sources/a.md" in row
    assert "sources/b.md" in row
