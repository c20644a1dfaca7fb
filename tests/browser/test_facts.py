"""The table of facts: filter, sort, share, download; complete without any script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def column(page: Page, number: int) -> list[str]:
    return page.locator(f".cb-facts tbody tr:visible td:nth-child({number})").all_inner_texts()


def test_filters_by_words_and_by_column(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "facts/").page
    page.get_by_label("含有这些字").fill("白塔 ５个")
    assert column(page, 4) == ["5个工作日"]
    page.get_by_label("含有这些字").fill("")
    page.get_by_label("主题").select_option("审批服务")
    assert column(page, 4) == ["3个工作日", "5个工作日"]
    assert page.locator(".cb-filter output").inner_text() == "显示 2 条，共 3 条"
    page.get_by_role("button", name="全部显示").click()
    assert len(column(page, 4)) == 3


def test_sorts_by_pinyin_and_by_number(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "facts/").page
    page.get_by_role("button", name="园区").click()
    assert column(page, 1) == ["白塔经开区", "白塔经开区", "云溪高新区"]
    page.get_by_role("button", name="数值").click()
    page.get_by_role("button", name="数值").click()
    assert column(page, 4) == ["3,500万元", "5个工作日", "3个工作日"]
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("数值")


def test_the_address_keeps_the_state(sample: str, visit: Callable[..., Visit]) -> None:
    first = visit(sample + "facts/").page
    first.get_by_label("主题").select_option("审批服务")
    first.get_by_role("button", name="数值").dblclick()
    second = visit(first.url).page
    assert column(second, 4) == ["5个工作日", "3个工作日"]


def test_downloads_what_is_shown(sample: str, visit: Callable[..., Visit]) -> None:
    page = visit(sample + "facts/").page
    page.get_by_label("含有这些字").fill("投资额")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert text == '园区,主题,指标,数值,来源\r\n白塔经开区,惠企政策,投资额,"3,500万元",虚构晚报\r\n'


def test_is_complete_without_scripts(sample: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample + "facts/")
    assert page.locator(".cb-facts tbody tr").count() == 3
    context.close()


# Milliseconds that an action takes, with the layout that follows it. How fast the machine is today
# shows in what it takes to turn the rows around, so that a busy machine is no failure.
TIMED = """(act) => {
    const start = performance.now();
    eval(act);
    document.body.offsetHeight;
    return performance.now() - start;
}"""
FILTER = """
    const q = document.querySelector('.cb-filter input');
    q.value = '重庆 97';
    q.dispatchEvent(new Event('input', {bubbles: true}))
"""


def test_five_thousand_rows_are_usable(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<table class=cb-facts><thead><tr></tr></thead><tbody></tbody></table>")
    page.evaluate("""() => {
        const parks = ['长沙', '重庆', '北京', '成都', '厦门', '贵阳'];
        document.querySelector('thead tr').innerHTML = '<th>园区</th><th>指标</th><th>数值</th><th>来源</th>';
        document.querySelector('tbody').innerHTML = Array.from({length: 5000}, (_, i) =>
            `<tr><td>${parks[i % 6]}</td><td>指标${i % 97}号说明文字</td><td data-value="${i * 7919 % 5000}">${i}万元</td><td>来源${i % 50}</td></tr>`).join('');
    }""")
    page.add_script_tag(path=str(templates_dir() / "theme/assets/facts.js"))
    turned = page.evaluate(
        TIMED, "const b = document.querySelector('tbody'); b.append(...[...b.rows].reverse())"
    )
    sort = page.evaluate(TIMED, "document.querySelectorAll('th button')[1].click()")
    filtering = page.evaluate(TIMED, FILTER)
    page.close()
    assert sort < 3 * turned + 200, "sorting costs little more than to lay the rows out anew"
    assert filtering < 3 * turned + 200
