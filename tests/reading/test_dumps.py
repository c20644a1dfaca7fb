"""Whole dumps from bytes to article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.reading import article_from_bytes
from tests.reading.cases_of import cases

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("case", cases("dumps"))
def test_a_dump_is_read(case: dict[str, Any]) -> None:
    article = article_from_bytes("dump.txt", case["raw"].encode())
    assert article.title == case["title"]
    assert article.text == case["text"].rstrip("\n")
    assert article.publisher == case.get("publisher")
    assert list(article.authors) == case.get("authors", list(article.authors))
    assert list(article.editors) == case.get("editors", [])
    assert (article.published.date if article.published else None) == case.get("date")
    if article.published:
        assert article.published.inferred is case.get("inferred", False)
    if "kinds" in case:
        assert [paragraph.kind.value for paragraph in article.paragraphs] == case["kinds"]
    assert [aside.text for aside in article.asides] == case.get("asides", [])
    assert article.script == case.get("script", "hans")


@pytest.mark.parametrize("case", cases("dumps"))
def test_paragraphs_and_offsets_hold(case: dict[str, Any]) -> None:
    article = article_from_bytes("dump.txt", case["raw"].encode())
    for paragraph in article.paragraphs:
        assert paragraph.span.of(article.text) == paragraph.text
    for run in article.offsets:
        clean = article.text[run.clean : run.clean + run.length]
        raw = case["raw"][run.raw : run.raw + run.length]
        assert sum(c.isdigit() for c in clean) == sum(c.isdigit() for c in raw)


def test_a_long_list_of_links_costs_no_more_than_its_length(
    benchmark_seconds: Callable[[Callable[[], object]], float],
) -> None:
    text = ("某区要闻链接若干\n" * 20_000 + "青溪高新区今年新增企业312家。\n").encode()
    assert benchmark_seconds(lambda: article_from_bytes("dump.txt", text)) < 20
