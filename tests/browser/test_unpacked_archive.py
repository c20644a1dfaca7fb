"""The archive for a USB stick, unpacked where a reader may put it, and opened from disk."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from generator.publishing.archive import archive_site
from generator.publishing.site import build_site
from tests.browser.invented import write_docs
from tests.browser.searching import RESULT, search

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def unpacked_site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked archive; nothing of the build is left where it was built."""
    folder = tmp_path_factory.mktemp("archive")
    docs = write_docs(folder / "docs", full_text=True)
    build_site(docs, folder / "案例集", title="营商环境改革案例集", offline=True)
    archive = archive_site(folder / "案例集")
    stick = folder / "U盘 1#"
    (folder / "案例集").rename(folder / "gone")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(stick)
    return address_of(stick / "案例集")


def address_of(site: Path) -> str:
    return site.as_uri() + "/"


@pytest.mark.parametrize("width", [1280, 390])
def test_search_finds_a_fact_and_leads_to_it(
    unpacked_site: str, visit: Callable[..., Visit], width: int
) -> None:
    page = visit(f"{unpacked_site}index.html", width).page
    found = search(page, "審批時間")
    assert any("parks/" in address for address in found)
    hit = page.locator(RESULT).first.locator("a", has=page.locator("mark")).first
    hit.click()
    page.wait_for_url(re.compile(r"\.html"))
    assert page.locator("article h1").inner_text()


def test_the_explorer_filters_sorts_and_opens_the_words(
    unpacked_site: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{unpacked_site}facts.html").page
    rows = page.locator("table.cb-facts tbody tr")
    before = rows.count()
    page.get_by_label("主题").select_option(index=1)
    assert 0 < rows.count() < before
    page.get_by_role("button", name="数值").click()
    assert "sort=" in page.url
    page.locator("table.cb-facts a.cb-figure").first.click()
    page.wait_for_url(re.compile(r"sources/.*#"))
    anchor = page.url.partition("#")[2]
    assert page.locator(f"[id='{anchor}']").count() == 1


def test_pages_link_to_pages_that_are_there(
    unpacked_site: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{unpacked_site}index.html").page
    links = page.locator("article a[href], .md-tabs a[href]")
    addresses = {a.split("#")[0] for a in links.evaluate_all("all => all.map(a => a.href)")}
    local = sorted(a for a in addresses if a.startswith("file:"))[:6]
    assert len(local) > 1
    for address in local:
        visit(address)  # complains of what is not there


def test_side_by_side_hides_what_is_not_chosen(
    unpacked_site: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{unpacked_site}compare.html").page
    heads = page.locator("table.cb-compare >> nth=0 >> thead th:visible")
    names = heads.all_inner_texts()[1:]
    assert len(names) > 2
    for name in names[:2]:
        page.get_by_label(name, exact=True).check()
    assert heads.all_inner_texts()[1:] == names[:2]
    assert "parks=" in page.url


def test_dark_is_chosen_and_kept(unpacked_site: str, visit: Callable[..., Visit]) -> None:
    page = visit(f"{unpacked_site}index.html").page
    page.locator("label[title=切换到深色]").click()
    page.goto(f"{unpacked_site}parks/index.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_pictures_are_shown_and_a_form_of_citation_is_chosen(
    unpacked_site: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{unpacked_site}themes/approval.html").page
    chart = page.locator("figure.cb-chart img:visible").first
    assert chart.evaluate("e => (e.loading = 'eager', e.decode().then(() => e.naturalWidth))") > 0
    page.goto(f"{unpacked_site}sources/index.html")
    page.locator("article table a[href$='.html']").first.click()
    page.get_by_role("button", name="2015").click()
    assert page.locator("html").get_attribute("data-citation") == "2015"
