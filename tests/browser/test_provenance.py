"""A figure opens its sentence with all that was read; text and ledger light each other up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.build import generate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

SOURCE = "sources/yunxi-2024/"


def test_a_figure_opens_its_sentence_with_everything_known(
    invented: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{invented}parks/yunxi/").page
    page.locator("article table a.cb-figure", has_text="95%以上").first.click()
    page.wait_for_url("**/sources/**#f-*")
    line = page.locator(f"[id='{page.url.partition('#')[2]}']")
    words = line.inner_text()
    told = (
        "群众满意率",
        "数值：95",
        "单位：%",
        "界限：不少于",
        "期间：截至2024年8月31日",
        "推断：",
    )
    assert [part for part in told if part not in words] == []
    assert "说话人：" in words
    assert re.search("出处：.*2024年9月20日", words)
    assert line.locator("blockquote mark, td mark").first.inner_text() == "95%以上"
    sentence = line.locator("td").first.inner_text()
    assert "截至2024年8月底，12345热线按时办结率99.6%" in sentence, "the sentence, not the clause"


LIT = re.compile(r"\bcb-lit\b")


def test_text_and_ledger_light_each_other_up(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}{SOURCE}").page
    figure = page.locator(".cb-text a.cb-figure", has_text="4.78万件")
    line = page.locator(f"[id='{(figure.get_attribute('href') or '').removeprefix('#')}']")
    figure.hover()
    expect(line).to_have_class(LIT)
    line.hover()
    expect(figure).to_have_class(LIT)
    page.locator("h1").hover()
    expect(figure).not_to_have_class(LIT)
    figure.focus()
    expect(line).to_have_class(LIT)


def test_each_leads_to_the_other(invented: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{invented}{SOURCE}").page
    line = page.locator("tr.cb-fact:has(th a:text-is('4.78万件'))")
    line.get_by_role("link", name="在全文中看").click()
    assert page.locator(".cb-text a:target").inner_text() == "4.78万件"
    figure = page.locator(".cb-text a.cb-figure", has_text="4.78万件")
    expect(line).to_have_class(LIT)
    figure.click()
    expect(page.locator("tr:target")).to_contain_text("4.78万件")
    expect(figure).to_have_class(LIT)


ARTICLES = {
    "a": "禾山经开区推行一窗通办，审批时限由20个工作日压缩至6个工作日，累计办件3200件。",
    "b": "松原高新区新开工项目18个。松原高新区企业开办时间压缩到半天。",
}


def anchors(docs: Path, article: str) -> list[str]:
    return re.findall(r'id="(f-\w+)"', (docs / f"sources/{article}.md").read_text(encoding="utf-8"))


def corpus(folder: Path, articles: dict[str, str]) -> Path:
    for name, text in articles.items():
        path = folder / f"articles/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: 报道{name}\npublished: 2024-05-06\n---\n\n{text}\n", "utf-8")
    return folder


def test_permalinks_survive_rebuilds_and_edits_elsewhere(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    generate(corpus(tmp_path / "corpus", ARTICLES), docs)
    first = anchors(docs, "a")
    assert len(first) == 3
    edited = {
        "a": f"今年以来，改革不断深入。\n\n{ARTICLES['a']}\n\n园区还新建厂房7万平方米。",
        "b": ARTICLES["b"].replace("18个", "21个"),
        "0": "竹溪工业园新增企业12家。",
    }
    generate(corpus(tmp_path / "corpus", edited), docs)
    again = anchors(docs, "a")
    assert [anchor for anchor in again if anchor in first] == first
    assert len(again) == 4
    generate(corpus(tmp_path / "corpus", edited), tmp_path / "elsewhere")
    assert anchors(tmp_path / "elsewhere", "a") == again
