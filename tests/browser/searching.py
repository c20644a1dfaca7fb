"""Typing into the real search box and reading what it lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDE = 960  # pixels; below, the box opens by a button

BOX = "[data-md-component=search-query]"
STATUS = ".md-search-result__meta"
RESULT = ".md-search-result__item"


def search(page: Page, query: str) -> list[str]:
    """The addresses of the pages found, best first, relative to the site."""
    if (page.viewport_size or {"width": 0})["width"] < WIDE:
        page.locator("label[for=__search].md-header__button").click()
    else:
        page.locator(BOX).click()
    page.locator(BOX).fill("")
    expect(page.locator(STATUS)).to_contain_text("键入")
    page.keyboard.insert_text(query)
    expect(page.locator(STATUS)).to_contain_text("结果")
    return found(page)


def found(page: Page) -> list[str]:
    """The pages that the list of results shows."""
    script = """() => [...document.querySelectorAll('.md-search-result__item')].map(item => {
        const base = new URL(JSON.parse(document.getElementById('__config').textContent).base, location);
        return new URL(item.querySelector('a').href).pathname.slice(base.pathname.length).replace(/^\\//, '');
    })"""
    return list(page.evaluate(script))
