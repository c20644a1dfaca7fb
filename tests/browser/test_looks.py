"""Type, dark charts and paper: what a reader sees beside the words."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browser.test_accessibility import kinds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PARK = "parks/yunxi/"


def test_letters_are_the_readers_own_and_never_smeared(
    invented: str, visit: Callable[..., Visit]
) -> None:
    visited = visit(f"{invented}{PARK}")
    page = visited.page
    style = page.locator("article p").first.evaluate(
        "e => { const s = getComputedStyle(e); return [s.fontFamily, s.fontSynthesis, s.fontVariantNumeric]; }"
    )
    for name in ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"):
        assert name in style[0]
    assert style[1:] == ["none", "tabular-nums"]
    assert not [url for url in visited.requests if re.search(r"\.(woff2?|ttf|otf)", url)]


# How wide a mark is between two Han characters, in ems
WIDE = """(mark) => {
    const line = document.createElement('span');
    line.style.cssText = 'position: absolute; white-space: nowrap; text-spacing-trim: space-all';
    document.querySelector('article p').append(line);
    const width = (text) => ((line.textContent = text), line.getBoundingClientRect().width);
    const em = width('区区') / 2;
    const wide = (width(`区${mark}区`) - width('区区')) / em;
    line.remove();
    return wide;
}"""


def test_quotation_marks_are_as_wide_as_han_characters(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}{PARK}").page
    for mark in "“”，。（）":
        assert page.evaluate(WIDE, mark) == pytest.approx(1, abs=0.02), mark


@pytest.mark.parametrize("color", ["light", "dark"])
def test_charts_match_the_page(invented: str, visit: Callable[..., Visit], color: str) -> None:
    page = visit(f"{invented}{PARK}", color=color).page
    shown = page.locator(".cb-chart img:visible")
    assert shown.count() >= 1
    for image in shown.all():
        assert (image.get_attribute("src") or "").endswith(f"#only-{color}")
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert all(shown.evaluate_all("all => all.map(e => e.complete && e.naturalWidth > 100)"))


# ---- Screens ---------------------------------------------------------------------------------

# What stands out of its place: a page wider than the screen, or words over the next cell of a card
OUT_OF_PLACE = """() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? ['the page is wider than the screen'] : [];
    const cells = [...document.querySelectorAll('article td[data-label]')].filter((e) => e.clientHeight > 1);
    return [...wide, ...cells.filter((e) => e.scrollHeight > e.clientHeight + 1).map((e) => e.outerHTML.slice(0, 120))];
}"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_stands_out_of_its_place(
    invented_site: Path, invented: str, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    found = []
    for kind in kinds(invented_site):
        page.goto(f"{invented}{kind}")
        found += [f"{kind}: {what}" for what in page.evaluate(OUT_OF_PLACE)]
    page.close()
    assert found == []


# Behind an element comes a mark that the line may not begin with, and it stands on the next line.
MARKS_AHEAD = """() => {
    const found = [], texts = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, before = text.previousSibling;
        if (!before || before.nodeType !== 1 || !/^[，。、；：）》”！？]/.test(text.data)) continue;
        const mark = document.createRange();
        mark.setStart(text, 0);
        mark.setEnd(text, 1);
        const ends = before.getClientRects(), end = ends[ends.length - 1], at = mark.getBoundingClientRect();
        if (end && at.width && at.top >= end.bottom - 2) found.push(before.outerHTML.slice(0, 80) + text.data.slice(0, 12));
    }
    return found;
}"""


def test_no_line_begins_with_a_comma(invented_site: Path, invented: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    found = []
    for kind in kinds(invented_site):
        page.goto(f"{invented}{kind}")
        found += [f"{kind}: {what}" for what in page.evaluate(MARKS_AHEAD)]
    page.close()
    assert found == []


# ---- Paper ------------------------------------------------------------------------------------

PAPER = 658  # pixels: the width that A4 leaves within our margins

# What a sheet of paper cannot scroll to; what only listeners get is one pixel wide on purpose
CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll('article *')].filter((e) => {
    const hides = e === document.documentElement || getComputedStyle(e).overflowX !== 'visible';
    return hides && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1;
}).map((e) => e.outerHTML.slice(0, 120))"""


def test_nothing_is_cut_off_or_folded_on_paper(
    invented_site: Path, invented: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": PAPER, "height": 900})
    page.emulate_media(media="print")
    found = []
    for kind in kinds(invented_site):
        page.goto(f"{invented}{kind}")
        found += [f"{kind}: {what}" for what in page.evaluate(CUT_OFF)]
        folded = "all => all.filter(e => [...e.children].some(c => !c.checkVisibility())).length"
        assert page.locator("article details").evaluate_all(folded) == 0, kind
    page.close()
    assert found == []


def printed(page: Page) -> list[str]:
    """The words of each sheet, without blanks; PDF writes radicals for some characters."""
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [plain(sheet.extract_text()) for sheet in pdf.pages]


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_a_park_is_a_whole_handout(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}{PARK}").page
    page.emulate_media(media="print")
    words = page.locator("article :is(h1, h2, h3, p, li, dt, dd, td, th, footer)").all_inner_texts()
    said = Counter(plain("".join(words)))
    paper = "".join(printed(page))
    assert len(said) > 200
    # Cells are printed side by side, so that only characters can be told. PDF has radicals without
    # a decomposition (⻅ for 见) in the place of some.
    radicals = sum("⺀" <= character <= "⻿" for character in paper)
    assert (said - Counter(paper)).total() <= radicals < said.total() / 20
    assert "搜索" not in paper
    assert "目录" not in paper


def test_the_table_of_facts_is_printed_with_its_head_on_every_sheet(
    many: str, visit: Callable[..., Visit]
) -> None:
    page = visit(many).page
    page.get_by_label("含有这些字").fill("经开区")
    sheets = printed(page)
    tables = [sheet for sheet in sheets if "未核" in sheet]
    assert len(tables) > 2
    assert all("界限园区主题" in sheet for sheet in tables)
    assert "".join(sheets).count("未核") == 130
    assert "(含有:经开区)" in sheets[0]
    assert "引用" not in sheets[0]
