"""Reports on paper, read back: words, fonts, bookmarks, links, tags, and the same bytes twice."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from generator.cli import FAILED, OK, main
from generator.errors import PdfFailed, UnknownSubject
from generator.publishing.pdf import compile_pdf, publish_pdf
from generator.rendering.report import WHOLE, Scope, Style, file_stem, report, scope_of
from generator.rendering.reporting.content import (
    Front,
    Heading,
    Paragraph,
    Reference,
    References,
    ReportContent,
    Run,
    Table,
)
from generator.resources import templates_dir
from tests.rendering import sample

SCOPES = {
    "book": WHOLE,
    "park": Scope((sample.YUNXI,)),
    "theme": Scope(theme=sample.THEMES[1]),
    "compare": Scope((sample.YUNXI, sample.HAITANG)),
}
MM = 72 / 25.4


@cache
def content(scope: str = "book", style: str = "gongwen", *, hostile: bool = False) -> ReportContent:
    extra = [sample.hostile()] if hostile else []
    return report(sample.casebook(*extra), SCOPES[scope], Style(style))


def made(value: ReportContent) -> bytes:
    return compile_pdf(value.json(), value.charts, templates=templates_dir())


@cache
def data(scope: str = "book", style: str = "gongwen", *, hostile: bool = False) -> bytes:
    return made(content(scope, style, hostile=hostile))


@cache
def pdf(scope: str = "book", style: str = "gongwen", *, hostile: bool = False) -> PdfReader:
    return PdfReader(io.BytesIO(data(scope, style, hostile=hostile)))


def read(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    """Without blanks and the invisible places where a line may break."""
    return re.sub(r"[\s\u200b\u00ad\u2060]", "", text)


def paper(
    *blocks: Any, style: str = "gongwen", title: str = "样张", book: bool = False
) -> PdfReader:
    value = ReportContent(
        Front(title, "供试排", ("数据截至某日",)), blocks, {}, style, book, None, title
    )
    return PdfReader(io.BytesIO(made(value)))


everything = pytest.mark.parametrize(
    ("scope", "style"), [(scope, style.value) for scope in SCOPES for style in Style]
)
styles = pytest.mark.parametrize("style", [style.value for style in Style])


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


def _links(reader: PdfReader) -> tuple[set[str], int]:
    """The web addresses, and how many links lead into the document."""
    addresses, inside = set(), 0
    for page in reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            if "/URI" in action:
                addresses.add(str(action["/URI"]))
            else:
                inside += 1
    return addresses, inside


@everything
def test_citations_lead_to_numbered_sources(scope: str, style: str) -> None:
    value = content(scope, style)
    _, inside = _links(pdf(scope, style))
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
    addresses, _ = _links(pdf())
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


@everything
def test_handouts_are_a_few_pages(scope: str, style: str) -> None:
    if scope != "book":
        assert 1 <= len(pdf(scope, style).pages) <= 6


@styles
def test_paper_sizes(style: str) -> None:
    box = pdf("book", style).pages[0].mediabox
    size = (round(float(box.width) / MM), round(float(box.height) / MM))
    assert size == ((210, 297) if style == "gongwen" else (297, 210))


def test_28_characters_a_line_and_22_lines_a_page() -> None:
    reader = paper(Paragraph(("园" * 28 * 60,)))
    rows: dict[float, str] = {}

    def note(text: str, page: Any, place: Any, _font: Any, _size: Any) -> None:
        if "园" in text:
            at = round(page[5] + place[5] * page[3], 1)
            rows[at] = rows.get(at, "") + text.strip()

    reader.pages[1].extract_text(visitor_text=note)
    assert len(rows) == 22
    assert {len(row) for row in rows.values()} == {28}
    assert 215 * MM < max(rows) - min(rows) < 225 * MM


@styles
def test_heads_of_tables_stand_on_every_page_and_rows_stay_whole(style: str) -> None:
    rows = tuple(((f"第{n}行始",), ("长" * 90 + f"第{n}行末",)) for n in range(60))
    reader = paper(Table("长表", ("栏目甲", "栏目乙"), (1, 2), rows), style=style)
    texts = [squeezed(page.extract_text()) for page in reader.pages]
    assert len(texts) > 3
    for text in texts:
        assert "栏目甲" in text
        assert set(re.findall(r"第(\d+)行始", text)) == set(re.findall(r"第(\d+)行末", text))


@styles
def test_a_heading_never_stands_last_on_a_page(style: str) -> None:
    for lines in range(8, 24, 3):
        reader = paper(
            Heading("章"),
            Paragraph(("园" * 28 * lines,)),
            Heading("小节", 2),
            Paragraph(("后文" * 60,)),
            style=style,
        )
        for page in reader.pages:
            text = squeezed(page.extract_text())
            assert "小节" not in text or "后文" in text


@styles
def test_long_names_and_addresses_break(style: str) -> None:
    url = "https://example.org/" + "a" * 400
    name = "B" * 200
    entry = Reference(1, f"{name}. 题[EB/OL]", url, "source-1")
    table = Table(name, ("名", "值"), (1, 1), (((name,), (name,)),))
    reader = paper(Heading(name), Paragraph((name,)), table, References((entry,)), style=style)
    room = float(reader.pages[0].mediabox.width) - 30 * MM
    for page in reader.pages:
        for row in page.extract_text().splitlines():
            assert len(re.findall(r"[a-zB]", row)) * 4.5 < room  # points a letter, at least
    text = read(reader)
    assert url in text
    assert text.count(name) >= 4
    assert _links(reader)[0] == {url}


def test_what_no_font_can_draw_is_a_geta_mark() -> None:
    text = read(paper(Paragraph(("象形𓀀字\u0007铃\u202e倒",))))
    assert "象形〓字" in text
    assert "铃倒" in text


@everything
def test_hostile_words_are_only_words(scope: str, style: str) -> None:
    reader = pdf(scope, style, hostile=True)
    text = read(reader)
    if scope in ("book", "park"):
        assert squeezed("<script>alert(1)</script>") in text
        assert squeezed("$x$ # 题") in text
    addresses, _ = _links(reader)
    assert all(address.startswith("https://example.org/") for address in addresses)
    root: Any = reader.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/JavaScript" not in root.get("/Names", {})


def test_typst_markup_in_words_does_nothing() -> None:
    words = '#panic("x") #read("/etc/passwd") = 题 *粗* _斜_ $1/2$ `码` @ref <label> // 注 \\u{41} #import "a.typ"'
    assert squeezed(words) in read(paper(Heading(words), Paragraph((words, Run(words)))))


def test_same_bytes_twice_and_in_another_process() -> None:
    again = report(sample.casebook(), WHOLE, Style.GONGWEN)
    assert made(again) == data()
    code = (
        "import hashlib;from tests.publishing.test_pdf import data;"
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


def test_a_warning_is_an_error_and_the_last_good_file_stays(tmp_path: Path) -> None:
    shutil.copytree(templates_dir() / "pdf", tmp_path / "templates" / "pdf")
    template = tmp_path / "templates" / "pdf" / "main.typ"
    target = tmp_path / "out" / "a.pdf"
    value = content("theme")
    publish_pdf(target, value.json(), value.charts, templates=tmp_path / "templates")
    good = target.read_bytes()
    template.write_text(template.read_text() + '\n#text(font: "No Such Font")[字]')
    with pytest.raises(PdfFailed, match=r"(?i)no such font"):
        publish_pdf(target, value.json(), value.charts, templates=tmp_path / "templates")
    template.write_text("#panic()")
    with pytest.raises(PdfFailed) as failed:
        publish_pdf(target, value.json(), value.charts, templates=tmp_path / "templates")
    assert "\n" not in str(failed.value)
    assert target.read_bytes() == good
    assert [p.name for p in target.parent.iterdir()] == ["a.pdf"]


def test_an_offices_own_fonts_win(tmp_path: Path) -> None:
    value = content("theme")
    with pytest.raises(PdfFailed, match=re.escape(str(tmp_path))):
        compile_pdf(value.json(), value.charts, templates=templates_dir(), font_dir=tmp_path)
    _renamed_font(tmp_path / "office.otf", "FangSong_GB2312")
    own = compile_pdf(value.json(), value.charts, templates=templates_dir(), font_dir=tmp_path)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(own)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("FangSong" in name for name in fonts)
    (tmp_path / "office.otf").write_bytes(b"not a font")
    with pytest.raises(PdfFailed, match=r"office\.otf"):
        compile_pdf(value.json(), value.charts, templates=templates_dir(), font_dir=tmp_path)


def _renamed_font(target: Path, family: str) -> None:
    """A copy of the package's Song under another name, as an office's licensed one would come."""
    import pylopdf_fonts_zh_cn
    from fontTools.ttLib import TTFont

    with TTFont(pylopdf_fonts_zh_cn.serif_path()) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                font["name"].setName(
                    family, record.nameID, record.platformID, record.platEncID, record.langID
                )
        font["CFF "].cff.fontNames[0] = family
        font.save(target)


def test_scopes_by_name_and_id() -> None:
    book = sample.casebook()
    assert scope_of(book) == WHOLE
    assert scope_of(book, park="云溪经济技术开发区").parks == (sample.YUNXI,)
    assert scope_of(book, theme="construction").theme == sample.THEMES[1]
    both = scope_of(book, parks="yunxi， 海棠高新区")
    assert both.parks == (sample.YUNXI, sample.HAITANG)
    assert file_stem(both, Style.CHARTS) == "casebook-yunxi-haitang-charts"


@pytest.mark.parametrize(
    "wanted",
    [
        {"park": "无此园"},
        {"theme": "无此题"},
        {"parks": "云溪经开区,无此园"},
        {"parks": "云溪经开区"},
    ],
)
def test_unknown_subjects_name_the_known_ones(wanted: dict[str, str]) -> None:
    with pytest.raises(UnknownSubject) as failed:
        scope_of(sample.casebook(), **wanted)
    message = str(failed.value)
    assert "\n" not in message
    assert ("审批服务" if "theme" in wanted else "海棠高新区") in message


ARTICLE = """---
title: 甲乙经开区服务企业
publisher: 甲乙日报
published: 2024-05-06
rights: own-digest
subject: 甲乙经开区
---

今年以来，甲乙经开区办理“拿地即开工”项目7个，平均提前开工约3个月。
"""


def test_the_command_writes_a_file_or_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text(ARTICLE, encoding="utf-8")

    def run(*words: str) -> Any:
        corpus = str(tmp_path / "corpus")
        return CliRunner().invoke(main, ["pdf", "--corpus", corpus, *words], catch_exceptions=False)

    target = tmp_path / "a.pdf"
    done = run("--park", "甲乙经开区", "--style", "charts", "-o", str(target))
    assert done.exit_code == OK, done.output
    assert "甲乙经开区" in read(PdfReader(target))
    failed = run("--park", "丙丁", "-o", str(tmp_path / "b.pdf"))
    assert failed.exit_code == FAILED
    (line,) = failed.stderr.splitlines()
    assert "甲乙经开区" in line
    assert not (tmp_path / "b.pdf").exists()
    assert run("--park", "甲乙经开区", "--theme", "construction").exit_code == 2
