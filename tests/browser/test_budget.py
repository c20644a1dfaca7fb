"""The home page is light: what a browser transfers for it stays below 300 kB compressed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

BUDGET = 300_000


@pytest.mark.parametrize("width", [1280, 390])
def test_the_home_page_stays_within_its_budget(
    casebook_site: Path, casebook: str, visit: Callable[..., Visit], width: int
) -> None:
    visited = visit(casebook, width)
    visited.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    visited.page.wait_for_load_state("networkidle")
    sizes = {}
    for address in set(visited.requests):
        path = casebook_site / unquote(urlsplit(address).path).lstrip("/")
        file = path / "index.html" if path.is_dir() else path
        sizes[file.relative_to(casebook_site).as_posix()] = len(gzip.compress(file.read_bytes()))
    assert "index.html" in sizes
    assert any(name.endswith(".css") for name in sizes)
    assert sum(sizes.values()) < BUDGET, sorted(sizes.items(), key=lambda item: -item[1])
