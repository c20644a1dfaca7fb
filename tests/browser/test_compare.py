"""Side by side: chosen on the page, kept in the address, whole without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.rendering import sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

PARKS = [park.name for park in sample.casebook().parks]
HEADS = "table.cb-compare >> nth=0 >> thead th:visible"


@pytest.fixture
def address(invented: str) -> str:
    """The page of the invented casebook."""
    return f"{invented}compare/"


def test_all_parks_are_shown_before_a_choice(address: str, visit: Callable[..., Visit]) -> None:
    page = visit(address).page
    assert page.locator(HEADS).all_inner_texts() == ["项目", *PARKS]


def test_a_choice_hides_the_others_and_is_kept_in_the_address(
    address: str, visit: Callable[..., Visit]
) -> None:
    page = visit(address).page
    for name in PARKS[:2]:
        page.get_by_label(name, exact=True).check()
    assert page.locator(HEADS).all_inner_texts() == ["项目", *PARKS[:2]]
    again = visit(page.url).page
    assert again.locator(HEADS).all_inner_texts() == ["项目", *PARKS[:2]]


def test_rows_and_themes_that_no_chosen_park_fills_are_hidden(
    address: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{address}#parks={quote(PARKS[3])}").page
    hidden = page.locator("h2[hidden]").count()
    assert hidden
    assert f"另有{hidden}个主题都未见报道" in page.locator("#choose-parks output").inner_text()
    shown = page.locator("table.cb-compare tbody tr:visible")
    assert all("未见报道" not in words for words in shown.all_inner_texts())


def test_without_scripts_the_page_is_whole(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(HEADS).all_inner_texts() == ["项目", *PARKS]
    context.close()
