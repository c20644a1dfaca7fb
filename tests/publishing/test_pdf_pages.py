"""Pages of reports: their measures, what breaks and what does not, and hostile words."""

from __future__ import annotations

import re
from typing import Any

from generator.rendering.reporting.content import (
    Heading,
    Look,
    Paragraph,
    Reference,
    References,
    Run,
    Table,
)
from tests.publishing.papers import (
    MM,
    content,
    everything,
    links,
    paper,
    pdf,
    read,
    squeezed,
    styles,
)


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
    assert links(reader)[0] == {url}


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
    addresses, _ = links(reader)
    assert all(address.startswith("https://example.org/") for address in addresses)
    root: Any = reader.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/JavaScript" not in root.get("/Names", {})


def test_typst_markup_in_words_does_nothing() -> None:
    words = '#panic("x") #read("/etc/passwd") = 题 *粗* _斜_ $1/2$ `码` @ref <label> // 注 \\u{41} #import "a.typ"'
    assert squeezed(words) in read(paper(Heading(words), Paragraph((words, Run(words)))))


@everything
def test_a_link_is_read_out_as_the_source_it_leads_to(scope: str, style: str) -> None:
    (references,) = (b for b in content(scope, style).blocks if isinstance(b, References))
    told = {
        str(note.get_object().get("/Contents", ""))
        for page in pdf(scope, style).pages
        for note in page.get("/Annots", [])
    }
    cited = {entry for entry in told if entry.startswith("来源")}
    assert cited
    assert cited <= {f"来源 {entry.number}" for entry in references.entries}


@styles
def test_a_theme_begins_a_page_and_in_landscape_a_park_too(style: str) -> None:
    kinds = ("theme-", "park-") if style == "charts" else ("theme-",)
    wanted = {
        b.text
        for b in content("book", style).blocks
        if isinstance(b, Heading) and b.level == 2 and b.id.startswith(kinds)
    }
    assert wanted
    reader = pdf("book", style)
    begun = [squeezed(page.extract_text())[:80] for page in reader.pages[2:]]
    for name in wanted:
        assert any(squeezed(name) in head for head in begun), name


def test_a_citation_never_begins_a_line() -> None:
    cite = Run("[1]", Look.CITE, "#source-1")
    entry = Reference(1, "甲. 题[EB/OL]", "", "source-1")
    rows = tuple((("字" * n, cite),) for n in range(1, 40))
    reader = paper(Table("表", ("一栏",), (1.0,), rows), References((entry,)))
    for page in reader.pages:
        assert not re.search(r"^\u2060?\[1\]$", page.extract_text().split("甲")[0], re.MULTILINE)


@styles
def test_a_last_line_is_not_alone_on_a_page(style: str) -> None:
    table = Table("小表", ("栏",), (1.0,), ((("表中字",),),))
    seen = set()
    for lines in range(4, 52, 3):
        reader = paper(
            Heading("章"),
            Paragraph(("园" * 28 * lines,)),
            table,
            Heading("末节", 2),
            Paragraph(("末句。",)),
            style=style,
        )
        last = squeezed(reader.pages[-1].extract_text())
        assert "末句" in last
        assert "表中字" in last
        seen.add(len(reader.pages))
    assert len(seen) > 1
