"""Search in a site that another builder made: Material's own index, without the step that packs ours."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any

import pytest

from generator.publishing import site
from tests.browser.conftest import SAMPLE
from tests.browser.searching import search
from tests.browser.server import served
from tests.browser.test_search import QUERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

# Traditional characters need the table that only our own index has
SIMPLIFIED = [query for query in QUERIES if query not in {"審批時間", "镕"}]


def materials_own() -> Any:
    """Material's search plugin as nobody has changed it: builds of ours replace a method of it."""
    spec = importlib.util.find_spec("material.plugins.search.plugin")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample with the index as MkDocs leaves it."""
    folder = tmp_path_factory.mktemp("unfinished")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "finish_search", lambda *_, **__: None)
        patch.setattr(site, "_add_page", materials_own().SearchIndex.add_entry_from_context)
        site.build_site(SAMPLE, folder / "site", title="案例集")
    assert not (folder / "site/search/pages.json").exists()
    with served(folder / "site") as address:
        yield address


def test_the_same_pages_are_found(unfinished: str, visit: Callable[..., Visit]) -> None:
    page = visit(unfinished).page
    found = {query: search(page, query) for query in SIMPLIFIED}
    assert {query: sorted(pages) for query, pages in found.items()} == {
        query: sorted(QUERIES[query]) for query in SIMPLIFIED
    }
    assert {query: pages[0] for query, pages in found.items()} == {
        query: QUERIES[query][0] for query in SIMPLIFIED
    }
