"""Pages as people see them, on a desk and in the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PAGES = sorted(
    path.relative_to(SAMPLE).as_posix().removesuffix("index.md").replace(".md", "/")
    for path in SAMPLE.rglob("*.md")
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(
    sample: str, visit: Callable[..., Visit], path: str, width: int
) -> None:
    page = visit(sample + path, width).page
    assert page.evaluate(OVERFLOW) <= 0


def test_a_figure_leads_to_its_words_in_the_source(
    sample: str, visit: Callable[..., Visit]
) -> None:
    page = visit(sample + "parks/yunxi/").page
    page.get_by_role("link", name="3个工作日").click()
    page.wait_for_url("**/sources/s1/#f-0001")
    target = page.locator("#f-0001")
    assert "审批时间由20个工作日" in target.inner_text()
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    top = target.bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top is not None
    assert header is not None
    assert top["y"] >= header["y"] + header["height"], "the header hides what was followed to"


def test_lines_have_about_forty_characters(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "method/").page
    widths = page.evaluate(
        "[...document.querySelectorAll('article p')].map(p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize))"
    )
    assert widths
    assert max(widths) <= 44


def test_rows_become_labelled_cards_on_a_phone(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "themes/approval/", 390).page
    cell = page.locator("td[data-label=时限]").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"时限"'
    assert cell.evaluate("e => getComputedStyle(e).display") == "block"


def test_the_reader_chooses_dark_and_it_stays(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample, color="light").page
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.locator("label[title=切换到深色]").click()
    page.goto(sample + "parks/yunxi/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_system_asks_for_dark(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample, color="dark").page
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_print_shows_the_page_and_nothing_around_it(
    sample: str, visit: Callable[..., Visit]
) -> None:
    page = visit(sample + "themes/approval/").page
    page.emulate_media(media="print")
    for around in (".md-header", ".md-tabs", ".md-footer", ".md-sidebar--secondary", ".headerlink"):
        assert not page.locator(around).first.is_visible()
    assert page.locator("article table").is_visible()


def test_who_reads_in_the_dark_prints_black_on_white(
    sample: str, visit: Callable[..., Visit]
) -> None:
    page = visit(sample + "themes/approval/", color="dark").page
    page.emulate_media(media="print")
    color = "e => getComputedStyle(e).color"
    assert page.locator("article p").first.evaluate(color) == "rgb(0, 0, 0)"
    assert page.locator("article h2").first.evaluate(color) == "rgb(0, 0, 0)"
    assert (
        page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_pages_below_a_section_say_where_they_are(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "parks/yunxi/").page
    page.locator(".cb-path").get_by_text("园区").click()
    page.wait_for_url("**/parks/")
    assert page.locator(".cb-path").count() == 0


def test_a_missing_page_answers_in_chinese(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "404.html").page
    assert page.locator("h1").inner_text() == "没有这个页面"


def test_works_below_any_path(sample_on_disk: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample_on_disk + "index.html").page
    page.get_by_role("link", name="云溪高新区").first.click()
    page.get_by_role("link", name="26.2亿元").wait_for()
