"""Reports on paper, read back: words, fonts, bookmarks, links, tags, and the same bytes twice."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.rendering.report import WHOLE, Style, report
from generator.rendering.reporting.content import (
    Heading,
    References,
)
from tests.publishing.papers import (
    content,
    data,
    everything,
    links,
    made,
    pdf,
    read,
    squeezed,
    styles,
)
from tests.rendering import sample


@styles
def test_the_cover_says_what_it_is_and_is_not(style: str) -> None:
    cover = squeezed(pdf("book", style).pages[0].extract_text())
    for words in (
        sample.casebook().registry.title,
        "数据截至2024年9月20日",
        "依据公开报道3篇",
        "根据公开报道整理，未经当事单位核实",
    ):
        assert squeezed(words) in cover


@styles
def test_the_book_has_every_chapter_in_order(style: str) -> None:
    chapters = [
        "怎样读",
        "总览",
        "对比与结论",
        "主题与案例",
        "园区",
        "来源",
        "方法与数据质量",
        "术语",
        "举措索引",
    ]
    found = [
        b.text for b in content("book", style).blocks if isinstance(b, Heading) and b.level == 1
    ]
    assert found == chapters
    marks = [str(mark.title) for mark in pdf("book", style).outline if not isinstance(mark, list)]
    assert [name for name in chapters if any(mark.endswith(name) for mark in marks)] == chapters


def test_levels_are_numbered_as_in_official_papers() -> None:
    text = read(pdf())
    for words in ("一、怎样读", "（一）先看这几组对比", "1.云溪经开区", "（1）主要做法"):
        assert words in text


@everything
def test_figures_verdicts_and_reasons_are_printed(scope: str, style: str) -> None:
    text = read(pdf(scope, style))
    assert "慎比" in text
    assert "拿地即开工" in text
    assert squeezed("云溪经开区") in text
    assert squeezed("根据公开报道整理，未经当事单位核实") in text


def test_bounds_and_printed_figures_stay() -> None:
    text = read(pdf())
    for words in (
        "12个工作日以内",
        "不超过12个工作日",
        "约6个月",
        "近20家",
        "4.78万件",
        "未见报道",
    ):
        assert words in text


@styles
def test_contents_give_the_page_where_a_chapter_begins(style: str) -> None:
    reader = pdf("book", style)
    contents = squeezed(reader.pages[1].extract_text() + reader.pages[2].extract_text())
    for name in ("来源", "术语"):
        (page,) = {
            reader.get_destination_page_number(mark) + 1
            for mark in reader.outline
            if not isinstance(mark, list) and str(mark.title).endswith(name)
        }
        assert re.search(rf"{name}[.…·]*{page}", contents)
        assert name in squeezed(reader.pages[page - 1].extract_text())


@everything
def test_every_page_but_a_cover_has_its_number_and_running_head(scope: str, style: str) -> None:
    value, reader = content(scope, style), pdf(scope, style)
    for number, page in enumerate(reader.pages, start=1):
        if number == 1 and value.book:
            continue
        text = squeezed(page.extract_text())
        assert squeezed(value.running) in text
        assert f"—{number}—" in text or f"{number}/{len(reader.pages)}" in text


@everything
def test_all_fonts_are_embedded_and_the_packages(scope: str, style: str) -> None:
    names = set()
    for page in pdf(scope, style).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            face = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile3", "/FontFile2"} & set(face.get_object())
            names.add(str(face.get_object()["/FontName"]).split("+")[-1])
    assert names
    assert all(name.startswith("NotoS") for name in names), names


@everything
def test_it_is_tagged_for_readers_who_do_not_see_it(scope: str, style: str) -> None:
    reader = pdf(scope, style)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("zh")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == content(scope, style).front.title
    tags = tuple(_tags(root["/StructTreeRoot"]))
    assert {"/Table", "/TH", "/TD", "/P"} <= {kind for kind, _ in tags}
    assert any(kind.startswith("/H") for kind, _ in tags)
    figures = [alt for kind, alt in tags if kind == "/Figure"]
    assert len(figures) == len(content(scope, style).charts)
    assert all(figures)


def _tags(node: Any) -> Any:
    """Kind and alternative text of every element of the structure."""
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            yield from _tags(kid)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from _tags(node["/K"])


@everything
def test_citations_lead_to_numbered_sources(scope: str, style: str) -> None:
    value = content(scope, style)
    _, inside = links(pdf(scope, style))
    (references,) = (b for b in value.blocks if isinstance(b, References))
    entries = {entry.id for entry in references.entries}
    cited = set(re.findall(r'"to": "#(source-\d+)"', value.json()))
    assert cited
    assert cited <= entries
    assert scope == "book" or cited == entries
    assert inside >= len(cited)
    numbers = {s.article.id: s.number for s in sample.casebook().sources}
    assert {entry.number for entry in references.entries} <= set(numbers.values())


def test_sources_are_cited_as_gb_t_7714_wants() -> None:
    text = read(pdf())
    assert (
        "陈一帆，周禾，吴越，等.云溪经开区：把时间还给企业[EB/OL].（2024-09-20）[2026-01-10]."
        in text
    )
    addresses, _ = links(pdf())
    assert all(address.startswith("https://example.org/") for address in addresses)


def test_the_index_names_the_pages_of_a_measure() -> None:
    reader = pdf()
    last = squeezed(reader.pages[-1].extract_text())
    pages = re.search(r"一窗通办[.…]*([\d，]+)", last)
    assert pages
    numbers = [int(n) for n in re.findall(r"\d+", pages.group(1))]
    assert numbers
    for number in numbers:
        assert "一窗通办" in squeezed(reader.pages[number - 1].extract_text())


def test_same_bytes_twice_and_in_another_process() -> None:
    again = report(sample.casebook(), WHOLE, Style.GONGWEN)
    assert made(again) == data()
    code = (
        "import hashlib;from tests.publishing.papers import data;"
        "print(hashlib.sha256(data()).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"},
    )
    assert done.stdout.strip() == hashlib.sha256(data()).hexdigest()


def test_the_document_is_dated_by_its_data() -> None:
    info = pdf().metadata
    assert info is not None
    assert info.creation_date is not None
    assert info.creation_date.date().isoformat() == "2024-09-20"


@everything
def test_the_content_is_json(scope: str, style: str) -> None:
    record = json.loads(content(scope, style).json())
    assert record["style"] == style
    assert record["book"] is (scope == "book")
    assert record["blocks"]
