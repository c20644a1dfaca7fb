from __future__ import annotations

from typing import Any

import pytest

from generator.model.article import Article, Published
from generator.rendering.citations import Standard, cite
from tests.rendering.case_files import cases


@pytest.mark.parametrize("standard", list(Standard))
@pytest.mark.parametrize("case", cases("citations"), ids=lambda c: c["title"])
def test_citations(case: dict[str, Any], standard: Standard) -> None:
    published = Published(case["published"]) if "published" in case else None
    article = Article(
        id="a",
        title=case["title"],
        text="",
        paragraphs=(),
        publisher=case.get("publisher"),
        authors=tuple(case.get("authors", ())),
        published=published,
        url=case.get("url"),
        accessed=case.get("accessed"),
    )
    assert cite(article, standard) == case[standard.value]
