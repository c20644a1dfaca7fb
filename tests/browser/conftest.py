"""A real browser, and the sites that it opens: the sample and the project's own casebook."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import sync_playwright

from generator.publishing.site import build_site
from tests.browser.invented import many_facts, write_docs, write_facts
from tests.browser.server import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Request, ViewportSize

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests/publishing/sample"

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a Chinese font, whatever fonts the machine has."""
    folder = tmp_path_factory.mktemp("fonts")
    fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    (folder / "fonts.conf").write_text(
        _FONTS.format(fonts=fonts, cache=folder / "cache"), encoding="utf-8"
    )
    environment: dict[str, str | float | bool] = {
        **os.environ,
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=chromium, args=_ARGUMENTS, env=environment
        )
        yield chrome
        chrome.close()


@dataclass
class Visit:
    """A page, with everything it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Listen from now on."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("console", lambda message: self._heard(message.type, message.text))

    def _failed(self, request: Request) -> None:
        """A request that could not be answered; one that leaving the page cut off is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}")

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens pages of a given width; in the end none may have complained or gone elsewhere."""
    visits: list[tuple[Visit, str]] = []

    def open_page(
        address: str, width: int = 1280, color: Literal["light", "dark"] = "light"
    ) -> Visit:
        size: ViewportSize = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, locale="zh-CN", color_scheme=color)
        context.set_default_timeout(10_000)
        opened = Visit(context.new_page())
        opened.watch()
        opened.page.goto(address)
        visits.append((opened, address))
        return opened

    yield open_page
    for opened, address in visits:
        opened.page.context.close()
        host = "/".join(address.split("/")[:3])
        elsewhere = [url for url in opened.requests if not url.startswith((host, "data:", "blob:"))]
        assert elsewhere == [], "a request left the site"
        assert opened.complaints == []


@contextmanager
def site_of(docs: Path, site: Path, *, offline: bool = False) -> Iterator[str]:
    """Build ``docs`` and serve it (or give the address on disk)."""
    build_site(docs, site, title="营商环境改革案例集", offline=offline)
    if offline:
        yield site.as_uri() + "/"
    else:
        with served(site) as address:
            yield address


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample site."""
    with site_of(SAMPLE, tmp_path_factory.mktemp("sample") / "site") as address:
        yield address


@pytest.fixture(scope="session")
def sample_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample built to be opened from disk."""
    with site_of(SAMPLE, tmp_path_factory.mktemp("offline") / "site", offline=True) as address:
        yield address


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented casebook, its articles shown in full, with the guides that people wrote."""
    folder = tmp_path_factory.mktemp("invented")
    docs = write_docs(folder / "docs", full_text=True)
    shutil.copytree(ROOT / "docs/guide", docs / "guide")
    build_site(docs, folder / "site", title="营商环境改革案例集")
    return folder / "site"


@pytest.fixture(scope="session")
def invented(invented_site: Path) -> Iterator[str]:
    """The address of the invented casebook."""
    with served(invented_site) as address:
        yield address


ROWS = 130
"""Rows of ``many``: more than stand in a page at first, and more choices than a list may have."""


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page of so many facts that the later ones wait as text."""
    folder = tmp_path_factory.mktemp("many")
    write_facts(folder / "docs", many_facts(ROWS))
    build_site(folder / "docs", folder / "site", title="案例集", strict=False)
    with served(folder / "site") as address:
        yield f"{address}facts/"


@pytest.fixture(scope="session")
def casebook_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own casebook, built by the whole pipeline."""
    from generator.build import build

    if not any((ROOT / "corpus/articles").glob("*")):
        pytest.skip("there is no corpus yet")
    folder = tmp_path_factory.mktemp("casebook")
    build(ROOT / "corpus", folder / "docs", folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def casebook(casebook_site: Path) -> Iterator[str]:
    """The address of the project's own casebook."""
    with served(casebook_site) as address:
        yield address
