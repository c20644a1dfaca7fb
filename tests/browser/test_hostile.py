"""Hostile words in a real browser: every kind of page, from a server and from a disk.

The fixture ``visit`` fails when a page asks for anything elsewhere or complains in its console.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.searching import search
from tests.browser.server import served
from tests.hostile import NOON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit
    from tests.hostile import HostileSite

pytestmark = pytest.mark.browser

_KINDS = {"parks", "themes", "cases", "measures", "indicators", "sources"}


def kinds(site: Path) -> Iterator[str]:
    """A page of every kind: the single ones, each overview, and one below each overview."""
    seen: dict[str, int] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        place = re.sub(r"(?:/?index)?\.html$", "", name)
        folder, _, inner = place.partition("/")
        seen[folder] = seen.get(folder, 0) + bool(inner)
        if name != "404.html" and (not inner or seen[folder] <= 1):
            yield name


@pytest.fixture(params=["http", "file"])
def edition(request: pytest.FixtureRequest, hostile: HostileSite) -> Iterator[tuple[str, Path]]:
    if request.param == "file":
        yield hostile.on_disk.as_uri() + "/", hostile.on_disk
    else:
        with served(hostile.site) as address:
            yield address, hostile.site


def test_nothing_acts_on_any_kind_of_page(
    edition: tuple[str, Path], visit: Callable[..., Visit]
) -> None:
    address, site = edition
    names = list(kinds(site))
    assert {name.partition("/")[0].removesuffix(".html") for name in names} >= _KINDS
    opened = visit(address + "index.html")
    page = opened.page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.context.on("page", lambda other: dialogs.append(f"window: {other.url}"))
    for name in names:
        page.goto(address + name)
        _touch(page)
        assert page.locator("article h1").first.inner_text().strip(), name
        assert dialogs == [], name
    page.wait_for_load_state("networkidle")
    assert dialogs == []


def _touch(page: Page) -> None:
    """Point at and focus what may wait for it; nothing of it may carry a handler."""
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].filter("
        "e => [...e.attributes].some(a => a.name.startsWith('on')) || /^(javascript|data):/i.test(e.href || '')"
        ").map(e => e.outerHTML.slice(0, 100))"
    )
    assert handlers == []
    for kind in ("mouseover", "click", "focus"):
        page.evaluate(
            "kind => document.querySelectorAll('article :is(b, i, h1, td, mark)').forEach("
            "e => e.dispatchEvent(new Event(kind, {bubbles: true})))",
            kind,
        )


@pytest.mark.parametrize("width", [1280, 390])
def test_no_word_makes_a_page_wider_than_the_screen(
    hostile: HostileSite, visit: Callable[..., Visit], width: int
) -> None:
    """A number of ten thousand digits, addresses and piles of marks stay within the column."""
    address = hostile.on_disk.as_uri() + "/"
    page = visit(address + "index.html", width).page
    wide = {}
    sources = {path.relative_to(hostile.on_disk).as_posix() for path in
               hostile.on_disk.glob("sources/*.html") if path.name != "long.html"}  # fmt: skip
    assert any(NOON in (hostile.on_disk / name).read_text("utf-8") for name in sources)
    for name in sorted({*kinds(hostile.on_disk), *sources}):
        page.goto(address + name)
        wide[name] = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    assert {name: over for name, over in wide.items() if over > 0} == {}


def test_search_shows_hostile_words_as_words(
    edition: tuple[str, Path], visit: Callable[..., Visit]
) -> None:
    page = visit(edition[0] + "index.html").page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for query in ("<script>alert(1)</script>", "onerror=alert", '"><img src=x onerror=alert(1)>'):
        page.goto(edition[0] + "index.html")
        search(page, query)
        assert page.locator(".md-search__output :is(script, img, [onerror])").count() == 0
    assert dialogs == []
