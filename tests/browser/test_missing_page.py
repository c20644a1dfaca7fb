"""The page for missing addresses below a sub-path, at any depth: the one page that needs SITE_URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.publishing.site import build_site
from tests.browser.conftest import SAMPLE
from tests.browser.searching import search
from tests.browser.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample below ``/cases/`` of a host that shows its page for missing addresses."""
    root = tmp_path_factory.mktemp("below")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://intranet.invalid/cases/")
        build_site(SAMPLE, root / "cases", title="案例集")
    with served(root, below="cases/", missing=root / "cases/404.html") as address:
        yield address


@pytest.mark.parametrize("path", ["nothing", "parks/nothing/at/all/"])
def test_it_has_its_looks_its_search_and_the_way_home(
    below: str, browser: Browser, path: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    failed: list[str] = []

    def note(response: Response) -> None:
        if response.status >= 400 and response.url != f"{below}{path}":
            failed.append(response.url)

    page.on("response", note)
    answer = page.goto(f"{below}{path}")
    assert answer
    assert answer.status == 404
    page.wait_for_load_state("networkidle")
    assert failed == []
    assert page.locator("h1").inner_text() == "没有这个页面"
    header = page.locator(".md-header")
    assert header.evaluate("e => getComputedStyle(e).position") == "sticky"
    assert "measures/start-on-land/" in search(page, "拿地即开工")
    page.keyboard.press("Escape")
    page.locator("article").get_by_role("link", name="首页").click()
    page.wait_for_url(below)
    page.close()


def test_every_other_page_works_below_any_path_without_being_told(
    sample_site_anywhere: str, browser: Browser
) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{sample_site_anywhere}parks/yunxi/")
    page.wait_for_load_state("networkidle")
    page.locator(".md-tabs").get_by_role("link", name="主题").click()
    page.wait_for_url(f"{sample_site_anywhere}themes/")
    assert search(page, "拿地即开工")[0] == "measures/start-on-land/"
    assert failed == []
    page.close()


@pytest.fixture(scope="module")
def sample_site_anywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample below a path that nobody told the build of."""
    root = tmp_path_factory.mktemp("anywhere")
    build_site(SAMPLE, root / "甲 乙/cases", title="案例集")
    with served(root, below="%E7%94%B2%20%E4%B9%99/cases/") as address:
        yield address
