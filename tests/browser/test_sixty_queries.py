"""Sixty queries with known truth: every page that holds them is found, the right one first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.plain_scan import holding, lines_of, typed
from tests.browser.searching import RESULT, search
from tests.conftest import load_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

CASES: list[dict[str, Any]] = load_cases(Path(__file__).with_name("cases") / "queries.yml")
FACTS = ("parks/", "themes/", "cases/", "indicators/", "measures/")

# The site's own worker, asked as Material asks it.
ASK = """async (queries) => {
    const worker = new Worker('assets/search-worker.js');
    const answer = (message) => new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage(message);
    });
    const setup = await (await fetch('search/search_index.json')).json();
    await answer({ type: 0, data: setup });
    const found = [];
    for (const query of queries) found.push((await answer({ type: 2, data: query })).data.items);
    worker.terminate();
    return found;
}"""


@pytest.fixture(scope="module")
def answers(casebook: str, browser: Browser) -> list[list[list[dict[str, Any]]]]:
    """For each query its groups of results."""
    page = browser.new_page()
    page.goto(casebook)
    found = page.evaluate(ASK, [case["query"] for case in CASES])
    page.close()
    return list(found)


@pytest.fixture(scope="module")
def lines(casebook_site: Path) -> dict[str, list[str]]:
    return lines_of(casebook_site)


def words_of(case: dict[str, Any]) -> list[str]:
    return list(case.get("words") or [case.get("means") or case["query"]])


def pages_of(groups: list[list[dict[str, Any]]]) -> list[str]:
    return [group[0]["location"].partition("#")[0] for group in groups]


def test_there_are_sixty_different_queries_that_pages_hold(lines: dict[str, list[str]]) -> None:
    assert len({case["query"] for case in CASES}) == 60
    assert [case["query"] for case in CASES if not holding(lines, words_of(case))] == []


def test_every_page_that_holds_a_query_is_found(
    answers: list[list[list[dict[str, Any]]]], lines: dict[str, list[str]]
) -> None:
    wrong = {}
    for case, groups in zip(CASES, answers, strict=True):
        found, truth = set(pages_of(groups)), holding(lines, words_of(case))
        if found != truth:
            wrong[case["query"]] = (truth - found, found - truth)
    assert wrong == {}, "missing pages, and pages that do not hold it"


def is_right(case: dict[str, Any], first: str, lines: dict[str, list[str]]) -> bool:
    if case["first"] == "facts":
        return first.startswith(FACTS)
    return first.startswith(FACTS) and lines[first][0] == typed(case["first"])


def test_the_right_page_comes_first(
    answers: list[list[list[dict[str, Any]]]], lines: dict[str, list[str]]
) -> None:
    wrong = {
        case["query"]: pages_of(groups)[:3]
        for case, groups in zip(CASES, answers, strict=True)
        if not is_right(case, pages_of(groups)[0], lines)
    }
    assert len(wrong) <= len(CASES) // 10, wrong


def test_pages_of_facts_stand_before_plain_text(
    answers: list[list[list[dict[str, Any]]]], lines: dict[str, list[str]]
) -> None:
    """Where a case or a list of facts holds a query, no article and no guide stands above all of them."""
    late = [
        case["query"]
        for case, groups in zip(CASES, answers, strict=True)
        if any(page.startswith(FACTS) for page in holding(lines, words_of(case)))
        and not pages_of(groups)[0].startswith(FACTS)
    ]
    assert late == []


def test_the_matching_words_are_marked_in_their_sentence(
    answers: list[list[list[dict[str, Any]]]],
) -> None:
    unmarked = []
    for case, groups in zip(CASES, answers, strict=True):
        wanted = {typed(word) for word in words_of(case)}
        shown = " ".join(item["title"] + item["text"] for item in groups[0])
        marked = {typed(words) for words in re.findall(r"<mark>(.*?)</mark>", shown)}
        if not wanted & marked:
            unmarked.append((case["query"], marked))
    assert unmarked == []


@pytest.mark.parametrize("query", ["容缺许可", "瀏陽經開區", "99.99%"])
def test_the_reader_sees_what_the_worker_found(
    casebook: str, visit: Callable[..., Visit], query: str, lines: dict[str, list[str]]
) -> None:
    case = next(case for case in CASES if case["query"] == query)
    page = visit(casebook).page
    found = search(page, query)
    assert is_right(case, found[0], lines)
    first = page.locator(RESULT).first
    marks = [typed(words) for words in first.locator("mark").all_inner_texts()]
    assert typed(words_of(case)[0]) in marks
