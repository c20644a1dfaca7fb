"""The table of facts: filter, sort, share, download; complete without any script."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.publishing.facts_page import AT_ONCE
from tests.browser.conftest import ROWS

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
    assert text == (
        "园区,主题,指标,数值,来源,原句,固定链接,著录\r\n"
        '白塔经开区,惠企政策,投资额,"3,500万元",虚构晚报,,,\r\n'
    )


def test_is_complete_without_scripts(sample: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample + "facts/")
    assert page.locator(".cb-facts tbody tr").count() == 3
    context.close()


FILTERS = {
    "指标": "热线按时办结率",
    "性质": "变化前",
    "界限": "不少于",
    "园区": "海棠高新区",
    "主题": "诉求响应",
    "期间": "2023年",
    "出处": "[2] 海棠高新区开工“快人一步”",
    "复核": "未核",
}


@pytest.mark.parametrize("name", FILTERS)
def test_every_column_is_a_filter(invented: str, visit: Callable[..., Visit], name: str) -> None:
    page = visit(f"{invented}facts/").page
    rows = page.locator("table.cb-facts tbody tr")
    total = rows.count()
    control = page.locator(".cb-filter").get_by_label(name, exact=True)
    control.select_option(FILTERS[name])
    shown = rows.count()
    assert 0 < shown <= total
    for row in rows.all():
        cell = row.locator(f"[data-label={name}]")
        assert FILTERS[name] in (cell.get_attribute("data-choices") or cell.inner_text()).split("|")
    assert page.locator(".cb-filter output").inner_text() == f"显示 {shown} 条，共 {total} 条"


def test_a_mapped_indicator_finds_what_its_articles_call_otherwise(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}facts/").page
    page.locator(".cb-filter").get_by_label("指标").select_option("拿地即开工平均提前时间")
    names = page.locator("table.cb-facts tbody th").all_inner_texts()
    assert {"平均提前开工时间"} == set(names)


def test_every_filter_alone_stays_in_the_address(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}facts/").page
    body = page.locator("table.cb-facts tbody")
    whole = body.inner_text()
    for name, value in FILTERS.items():
        page.goto(f"{invented}facts/")
        page.locator(".cb-filter").get_by_label(name, exact=True).select_option(value)
        shown = body.inner_text()
        page.goto(page.url)
        assert body.inner_text() == shown, name
        assert shown != whole or name == "复核", name


def test_words_and_order_stay_in_the_address(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}facts/").page
    page.get_by_label("含有这些字").fill("高新区")
    page.get_by_role("button", name="期间").dblclick()
    body = page.locator("table.cb-facts tbody")
    shown = body.inner_text()
    page.reload()
    assert body.inner_text() == shown
    assert page.get_by_label("含有这些字").input_value() == "高新区"
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("期间")
    page.get_by_role("button", name="全部显示").click()
    assert page.url == f"{invented}facts/"


def test_parks_are_sorted_by_pinyin(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}facts/").page
    parks = page.locator("table.cb-facts tbody [data-label=园区]")
    before = parks.all_inner_texts()
    page.locator("thead").get_by_role("button", name="园区").click()
    spelt = {"海棠高新区": "haitang", "青屏工业园": "qingping", "云溪经开区": "yunxi"}
    known = [park for park in parks.all_inner_texts() if park in spelt]
    assert sorted(parks.all_inner_texts()) == sorted(before)
    assert known == sorted(known, key=lambda park: spelt[park])
    assert len(set(known)) == len(spelt)


def test_what_is_filtered_is_downloaded_with_its_words_and_addresses(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}facts/").page
    page.locator(".cb-filter").get_by_label("性质", exact=True).select_option("变化前")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载").click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    shown = page.locator("table.cb-facts tbody tr")
    assert [row["数值"] for row in rows] == [
        " ".join(text.split()) for text in shown.locator("[data-label=数值]").all_inner_texts()
    ]
    assert {row["性质"].partition(" · ")[0] for row in rows} == {"变化前"}
    assert all(row["原句"] and row["著录"] for row in rows)
    page.goto(rows[0]["固定链接"])
    assert page.locator("tr:target mark").count() >= 1


def test_all_filters_stay_in_the_address(invented: str, visit: Callable[..., Visit]) -> None:
    first = visit(f"{invented}facts/").page
    chosen = {name: FILTERS[name] for name in ("园区", "主题", "复核", "出处")}
    for name, value in chosen.items():
        first.locator(".cb-filter").get_by_label(name, exact=True).select_option(value)
    second = visit(first.url).page
    for name, value in chosen.items():
        control = second.locator(".cb-filter").get_by_label(name, exact=True)
        assert control.input_value() == value
    facts = "table.cb-facts tbody"
    assert second.locator(facts).inner_text() == first.locator(facts).inner_text() != ""


def test_copies_how_to_cite_a_fact(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}facts/").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = page.locator("table.cb-facts tbody tr", has_text="近20家")
    row.get_by_role("button", name="复制引用").click()
    page.get_by_text("已复制：").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "海棠高新区：容缺审批惠及企业数近20家" in copied
    assert "原文：“容缺审批惠及近20家企业”" in copied
    assert "江北新闻网. 海棠高新区开工“快人一步”[Z]. （2024-06-03）" in copied
    link = copied.rpartition("固定链接：")[2]
    page.goto(link)
    assert "近20家" in page.locator(f"[id='{link.partition('#')[2]}']").inner_text()


def test_the_other_standard_is_copied_where_it_was_chosen(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}facts/").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="GB/T 7714—2015").click()
    page.reload()
    assert "(2024-06-03)" in page.locator(".cb-references").inner_text()
    assert "（2024-06-03）" not in page.locator(".cb-references").inner_text()
    row = page.locator("table.cb-facts tbody tr", has_text="近20家")
    row.get_by_role("button", name="复制引用").click()
    page.get_by_text("已复制：").wait_for()
    assert "(2024-06-03)" in page.evaluate("navigator.clipboard.readText()")


def test_later_rows_are_shown_when_asked_for(many: str, visit: Callable[..., Visit]) -> None:
    page = visit(many).page
    rows = page.locator("table.cb-facts tbody tr")
    assert rows.count() == AT_ONCE
    assert page.locator(".cb-filter output").inner_text() == f"显示 {ROWS} 条，共 {ROWS} 条"
    page.get_by_role("button", name="继续显示").click()
    assert rows.count() == ROWS
    assert page.get_by_role("button", name="继续显示").count() == 0


def test_later_rows_are_found_like_the_first(
    many: str, visit: Callable[..., Visit], browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(many)
    whole = plain.locator("table.cb-facts tbody tr").all_inner_texts()
    context.close()
    page = visit(many).page
    page.get_by_label("含有这些字").fill("容缺审批")
    found = page.locator("table.cb-facts tbody tr").all_inner_texts()
    squeezed = ["".join(row.replace("引用", "").split()) for row in found]
    expected = ["".join(row.split()) for row in whole if "容缺审批" in row]
    assert len(whole) == ROWS
    assert squeezed == expected
    assert any("容缺审批" in row for row in whole[AT_ONCE:])


def test_choices_are_counted_over_all_rows(
    many: str, visit: Callable[..., Visit], browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(many)
    roles = plain.locator("table.cb-facts tbody [data-label=性质]")
    told = roles.evaluate_all("all => all.map(e => e.dataset.choices ?? e.textContent)")
    context.close()
    options = visit(many).page.locator(".cb-filter select[name=性质] option")
    assert sorted(options.all_inner_texts()[1:]) == sorted(
        f"{role}（{count}）" for role, count in Counter(told).items()
    )


def test_a_column_of_many_values_suggests_them_and_takes_a_part(
    many: str, visit: Callable[..., Visit]
) -> None:
    page = visit(many).page
    field = page.locator(".cb-filter input[name=园区]")
    field.focus()
    suggested = page.locator(f"datalist#{field.get_attribute('list')} option")
    values = suggested.evaluate_all("all => all.map(e => e.value)")
    assert len(values) == len(set(values)) == ROWS
    field.fill(values[-1].removesuffix("经开区"))
    rows = page.locator("table.cb-facts tbody tr")
    assert [row.locator("[data-label=园区]").inner_text() for row in rows.all()] == [values[-1]]


def test_an_address_may_ask_for_a_row_that_waits_as_text(
    many: str, visit: Callable[..., Visit]
) -> None:
    first = visit(many).page
    first.locator("thead").get_by_role("button", name="园区").dblclick()
    wanted = first.locator("table.cb-facts tbody tr").all_inner_texts()
    second = visit(first.url).page
    assert second.locator("table.cb-facts tbody tr").all_inner_texts() == wanted
    assert second.locator("table.cb-facts").get_attribute("aria-busy") is None


def test_print_shows_all_rows_that_were_found(many: str, visit: Callable[..., Visit]) -> None:
    page = visit(many).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("table.cb-facts tbody tr").count() == ROWS
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("table.cb-facts tbody tr").count() == AT_ONCE
