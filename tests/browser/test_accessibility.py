"""WCAG 2.2 A and AA by axe-core on every kind of page; everything works by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.searching import BOX, RESULT
from tests.rendering import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
FOLDERS = ("parks", "themes", "indicators", "cases", "measures", "sources", "guide")


def kinds(site: Path) -> list[str]:
    """The address of one page of each kind: all lists, and of each folder the longest page."""
    lists = [p.parent.relative_to(site).as_posix() for p in site.glob("*/index.html")]
    longest = [
        max((site / name).glob("*/index.html"), key=lambda p: p.stat().st_size).parent
        for name in FOLDERS
    ]
    return ["", "404.html", *sorted(lists), *(p.relative_to(site).as_posix() for p in longest)]


@pytest.mark.parametrize(
    ("color", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
)
def test_axe_finds_nothing_on_any_kind_of_page(
    invented_site: Path,
    invented: str,
    browser: Browser,
    color: Literal["light", "dark"],
    width: int,
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=color, locale="zh-CN"
    )
    found = []
    for kind in kinds(invented_site):
        page.goto(f"{invented}{kind}")
        violations = Axe().run(page, options=RULES).response["violations"]
        found += [f"{kind}: {v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations]
    page.close()
    assert found == []


def test_axe_finds_nothing_in_an_open_search(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(invented).page
    page.locator(BOX).click()
    page.keyboard.insert_text("审批")
    page.locator(RESULT).first.wait_for()
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == []


def test_the_checker_sees_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=zh><title>甲</title><main><h1>甲</h1><img src='data:,'></main>")
    found = [v["id"] for v in Axe().run(page, options=RULES).response["violations"]]
    page.close()
    assert "image-alt" in found


def test_every_page_says_its_language_and_has_one_heading(invented_site: Path) -> None:
    for path in invented_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert re.search(r'<html lang="zh-Hans"', text)
        assert len(re.findall(r"<h1[ >]", text)) == 1, path


def test_every_table_has_a_caption_and_scopes(invented_site: Path) -> None:
    """The casebook's tables; those of the guides are Markdown's, whose heads browsers scope."""
    seen = 0
    for path in set(invented_site.rglob("*.html")) - set(invented_site.glob("guide/**/*.html")):
        for table in re.findall(r"<table.*?</table>", path.read_text(encoding="utf-8"), re.DOTALL):
            seen += 1
            caption = re.search(r"<caption>(.*?)</caption>", table, re.DOTALL)
            assert caption, path
            assert re.sub(r"<[^>]*>", "", caption.group(1)).strip()
            heads = re.findall(r"<th\b[^>]*>", table)
            assert heads
            assert all('scope="col"' in head or 'scope="row"' in head for head in heads), path
    assert seen > 20


# ---- By keyboard alone ------------------------------------------------------------------------


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until an element that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_search_by_keyboard(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(invented).page
    tab_to(page, BOX)
    page.keyboard.insert_text("容缺审批")
    page.locator(RESULT).first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.md-search-result__item') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]h="))
    expect(page.locator("article")).to_contain_text("容缺审批")


def test_search_opens_and_closes_by_a_key(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(invented).page
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).not_to_be_focused()


def test_explorer_by_keyboard(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}facts/").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rows = page.locator("table.cb-facts tbody tr")
    total = rows.count()
    tab_to(page, ".cb-filter input[name=q]")
    page.keyboard.insert_text("热线")
    found = rows.count()
    assert 0 < found < total
    tab_to(page, ".cb-filter select[name=园区]")
    page.keyboard.press("ArrowDown")
    assert rows.count() < found
    tab_to(page, "table.cb-facts thead th:nth-child(2) button")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("数值")
    tab_to(page, "table.cb-facts tbody button.cb-copy")
    page.keyboard.press("Enter")
    page.get_by_text("已复制：").wait_for()
    assert "热线" in page.evaluate("navigator.clipboard.readText()")


def test_side_by_side_by_keyboard(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}compare/").page
    names = [park.name for park in sample.casebook().parks][:2]
    for name in names:
        tab_to(page, f"#choose-parks input[value='{name}']")
        page.keyboard.press("Space")
    heads = page.locator("table.cb-compare >> nth=0 >> thead th:visible")
    assert heads.all_inner_texts() == ["项目", *names]


HIDDEN = """() => {
    const focused = document.activeElement;
    if (focused === document.body || focused.closest('.md-header, .md-tabs, .md-skip, .md-search')) return null;
    const box = focused.getBoundingClientRect();
    const header = document.querySelector('.md-header').getBoundingClientRect();
    const outside = box.bottom > innerHeight + 1 && box.height < innerHeight / 2;
    return box.top < header.bottom - 1 || outside ? focused.outerHTML.slice(0, 120) : '';
}"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["parks/yunxi/", "facts/"])
def test_the_focus_is_never_hidden_by_the_header(
    invented: str, visit: Callable[..., Visit], path: str, width: int
) -> None:
    page = visit(f"{invented}{path}", width).page
    hidden, seen = [], 0
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 45:
        page.keyboard.press(key)
        what = page.evaluate(HIDDEN)
        seen += what is not None
        hidden += [what] if what else []
    assert seen > 20
    assert hidden == []


def test_the_first_key_offers_to_skip_to_the_content(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}parks/yunxi/").page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "md-skip" in (skip.get_attribute("class") or "").split()
    target = (skip.get_attribute("href") or "").partition("#")[2]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/#{target}")
    assert page.locator(f"article [id='{target}']").count() == 1
