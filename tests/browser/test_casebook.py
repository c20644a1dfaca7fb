"""The project's own casebook, built by the whole pipeline, in a real browser."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from generator.publishing.link_check import broken_links
from tests.browser.searching import search
from tests.publishing.search_unpacking import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
QUERIES = (
    "拿地即开工",
    "容缺审批",
    "12345热线",
    "“拿地即开工”",
    "一网通办",
    "營商環境",
    "亿元",
    "工作日",
)


def pages_of(site: Path) -> list[dict[str, Any]]:
    data = json.loads((site / "search/pages.json").read_text(encoding="utf-8"))
    return list(unpacked(data).values())


def plain(text: str) -> str:
    """As a reader compares: one width, without blanks, quotation marks and brackets."""
    return re.sub(
        r"[\s“”‘’\"'《》〈〉()\[\]{}「」『』【】〔〕]",
        "",
        unicodedata.normalize("NFKC", text).lower(),
    )


def pages_holding(site: Path, term: str) -> set[str]:
    def holds(page: dict[str, Any]) -> bool:
        texts = [
            text
            for _, title, blocks in page["sections"]
            for text in (title, *(b for _, b in blocks))
        ]
        return any(plain(term) in plain(text) for text in texts)

    return {page["location"] for page in pages_of(site) if holds(page)}


def test_no_link_and_no_anchor_is_broken(casebook_site: Path) -> None:
    assert broken_links(casebook_site) == ()


def linked_data(site: Path, address: str) -> dict[str, Any]:
    """The one block of JSON-LD of a built page."""
    root = html.parse(site / address / "index.html").getroot()
    (block,) = root.xpath("//script[@type='application/ld+json']/text()")
    return dict(json.loads(block))


def test_built_pages_carry_their_linked_data(casebook_site: Path) -> None:
    dataset = linked_data(casebook_site, ".")
    assert dataset["@type"] == "Dataset"
    assert dataset["name"]
    terms = linked_data(casebook_site, "glossary")
    assert terms["@type"] == "DefinedTermSet"
    assert {term["@type"] for term in terms["hasDefinedTerm"]} == {"DefinedTerm"}
    for page in (casebook_site / "sources").glob("*/index.html"):
        claims = linked_data(casebook_site, f"sources/{page.parent.name}")["@graph"]
        assert {claim["@type"] for claim in claims} == {"Claim"}
        text = page.read_text(encoding="utf-8")
        for claim in claims:
            assert claim["appearance"]["@type"]
            assert f'id="{claim["@id"].rpartition("#")[2]}"' in text


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_screen(
    casebook_site: Path, casebook: str, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    too_wide = []
    for file in sorted(casebook_site.rglob("index.html")):
        address = file.parent.relative_to(casebook_site).as_posix()
        page.goto(f"{casebook}{address}/", wait_until="domcontentloaded")
        if page.evaluate(OVERFLOW) > 0:
            too_wide.append(address)
    page.close()
    assert too_wide == []


@pytest.mark.parametrize(
    "kind", ["", "parks/", "themes/", "measures/", "sources/", "facts/", "quality/"]
)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_of_each_kind_opens_without_complaint(
    casebook_site: Path, casebook: str, visit: Callable[..., Visit], kind: str, width: int
) -> None:
    inside = (
        sorted(p.parent.name for p in casebook_site.glob(f"{kind}*/index.html"))
        if kind.count("/") and kind[:-1] in {"parks", "themes", "measures", "sources"}
        else []
    )
    page = visit(f"{casebook}{kind}{inside[0] + '/' if inside else ''}", width).page
    page.wait_for_load_state("networkidle")
    assert page.locator("article h1").inner_text()


def test_a_figure_leads_to_its_sentence_and_source(
    casebook: str, visit: Callable[..., Visit]
) -> None:
    page = visit(f"{casebook}parks/").page
    page.locator("article table a").first.click()
    page.wait_for_url("**/parks/*/")
    figure = page.locator("article table a.cb-figure").first
    words = figure.inner_text()
    figure.click()
    page.wait_for_url("**/sources/**#f-*")
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert words in target.inner_text()
    assert target.locator("mark").count() >= 1
    box, header = target.bounding_box(), page.locator(".md-header").bounding_box()
    assert box is not None
    assert header is not None
    assert box["y"] >= header["y"] + header["height"] - 1


@pytest.mark.parametrize("width", [1280, 390])
def test_search_finds_what_holds_the_query(
    casebook_site: Path, casebook: str, visit: Callable[..., Visit], width: int
) -> None:
    page = visit(casebook, width).page
    for query in ("拿地即开工", "12345热线"):
        page.goto(casebook)
        expected = pages_holding(casebook_site, query)
        found = set(search(page, query))
        assert found == expected if len(expected) <= 10 else found <= expected


@pytest.mark.parametrize("query", QUERIES)
def test_search_counts_every_page_that_holds_the_query(
    casebook_site: Path, casebook: str, visit: Callable[..., Visit], query: str
) -> None:
    page = visit(casebook).page
    search(page, query)
    shown = page.locator(".md-search-result__meta").inner_text()
    expected = len(pages_holding(casebook_site, query.translate(str.maketrans("營環", "营环"))))
    expected = expected or len(
        pages_holding(casebook_site, "营商环境") if query == "營商環境" else ()
    )
    assert re.search(r"\d+", shown), shown
    assert int(re.findall(r"\d+", shown)[0]) == expected


def test_a_measures_name_finds_its_page_first(
    casebook_site: Path, casebook: str, visit: Callable[..., Visit]
) -> None:
    measures = [
        p for p in pages_of(casebook_site) if re.fullmatch(r"measures/[^/]+/", p["location"])
    ]
    page = visit(casebook).page
    wrong = []
    for measure in measures[:: max(1, len(measures) // 12)]:
        title = measure["sections"][0][1]
        page.goto(casebook)
        found = search(page, title)
        if found[0] != measure["location"]:
            wrong.append((title, found[0]))
    assert wrong == []
