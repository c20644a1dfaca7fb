"""The index of a large site: titles alone of the pages whose words stand elsewhere too."""

from __future__ import annotations

import pytest

from generator.publishing.page_text import Block, Section
from generator.publishing.search_limit import characters, within_limit

PAGES = tuple(
    (f"{folder}{n}/", (Section("", f"{folder}{n}", [Block("", f"{folder} words {n}")]),), ["alias"])
    for folder in ("sources/", "cases/", "parks/", "guide/")
    for n in range(3)
)


def test_a_small_index_is_whole() -> None:
    assert within_limit(PAGES, characters(PAGES)) == PAGES


@pytest.mark.parametrize(
    ("most", "whole"),
    [
        (-1, {"cases", "parks", "guide"}),
        (-60, {"parks", "guide"}),
        (-100, {"guide"}),
        (-999, set()),
    ],
)
def test_articles_lose_their_text_first(most: int, whole: set[str]) -> None:
    found = within_limit(PAGES, characters(PAGES) + most)
    assert {page[0].partition("/")[0] for page in found if page[1][0].blocks} == whole
    assert [page[0] for page in found] == [page[0] for page in PAGES]
    assert all(page[1][0].title and page[2] == ["alias"] for page in found)


def test_the_same_text_counts_once() -> None:
    block = Block("", "审批用时 · 5个工作日")
    page = ("a/", (Section("", "审批用时", [block, block]),), [])
    assert characters([page, page]) == len("审批用时") + len("5个工作日")
