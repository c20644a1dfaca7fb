"""Search finds what literally contains the query, typed as readers type it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.searching import BOX, RESULT, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LAND = ["measures/start-on-land/", "", "measures/", "parks/yunxi/", "sources/s1/"]

# query → the pages that hold it, the right one first
QUERIES = {
    "拿地即开工": LAND,
    "“拿地即开工”": LAND,
    "《拿地即开工》": LAND,
    "交地即开工": ["measures/start-on-land/"],
    "容缺受理": ["measures/tolerant/", "parks/baita/"],
    "12345热线": ["parks/yunxi/"],
    "１２３４５": ["parks/baita/", "parks/yunxi/"],
    "热线12345": ["parks/baita/"],
    "26.2亿元": ["parks/yunxi/", "sources/s1/"],
    "3500万元": ["parks/baita/", "facts/"],
    "3,500 万元": ["parks/baita/", "facts/"],
    "5g＋工业互联网": ["parks/baita/"],
    "白塔 工业互联网": ["parks/baita/"],
    "审批时间，热线": ["parks/yunxi/"],
    "審批時間": ["parks/yunxi/", "sources/s1/"],
    "云溪高新区": ["parks/yunxi/", "", "parks/", "themes/approval/", "facts/"],
    "镕": [],
}


@pytest.mark.parametrize("query", QUERIES)
def test_finds_the_pages_that_hold_the_query(
    sample: str, visit: Callable[..., Visit], query: str
) -> None:
    pages = search(visit(sample).page, query)
    assert sorted(pages) == sorted(QUERIES[query])
    assert pages[:1] == QUERIES[query][:1]


def test_a_query_that_no_page_holds_falls_back_on_its_parts(
    sample: str, visit: Callable[..., Visit]
) -> None:
    assert search(visit(sample).page, "企业开办全流程审批时间")[0] == "parks/yunxi/"


def test_a_hit_shows_its_sentence_and_leads_to_the_fact(
    sample: str, visit: Callable[..., Visit]
) -> None:
    page = visit(sample).page
    search(page, "26.2亿元")
    hit = page.locator(RESULT).first.locator("a", has=page.locator("mark"))
    assert hit.locator("p").first.inner_text() == "全年引进项目投资 26.2亿元"
    assert hit.locator("mark").first.inner_text() == "26.2亿元"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/parks/yunxi/.*#f-0002$"))


def test_what_was_searched_is_marked_on_the_page(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample).page
    search(page, "容缺审批")
    page.locator(RESULT).last.locator("a").first.click()
    page.wait_for_selector("article mark[data-md-highlight]")
    assert page.locator("article mark[data-md-highlight]").first.inner_text() == "容缺审批"
    assert page.locator("article mark[data-md-highlight]").first.is_visible()


def test_words_pasted_without_keys_are_searched_too(
    sample: str, visit: Callable[..., Visit]
) -> None:
    page = visit(sample).page
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text("容缺审批")
    page.wait_for_selector(RESULT)


def test_the_index_is_loaded_once_and_not_before_the_box_has_the_focus(
    sample: str, visit: Callable[..., Visit]
) -> None:
    visited = visit(sample)
    visited.page.wait_for_load_state("networkidle")
    assert not [url for url in visited.requests if url.endswith("pages.json")]
    with visited.page.expect_response("**/pages.json"):
        visited.page.locator(BOX).focus()
    search(visited.page, "审批")
    assert len([url for url in visited.requests if url.endswith("pages.json")]) == 1


def test_works_on_a_phone(sample: str, visit: Callable[..., Visit]) -> None:
    assert search(visit(sample, 390).page, "拿地即开工") == LAND


@pytest.mark.parametrize("query", ["拿地即开工", "12345热线", "審批時間"])
def test_works_from_disk(
    sample: str, sample_on_disk: str, visit: Callable[..., Visit], query: str
) -> None:
    online = search(visit(sample).page, query)
    offline = search(visit(sample_on_disk + "parks/yunxi.html").page, query)
    assert [re.sub(r"(index)?\.html$", "", p).rstrip("/") for p in offline] == [
        p.rstrip("/") for p in online
    ]


def test_markup_in_a_query_is_only_text(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample).page
    search(page, "<img src=x onerror=alert(1)> 审批")
    assert page.locator(f"{RESULT} img").count() == 0
