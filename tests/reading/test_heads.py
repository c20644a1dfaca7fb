"""Heads and feet of pages, apps and accounts: metadata is read, nothing of it stays in the text."""

from __future__ import annotations

from typing import Any

import pytest

from generator.reading import article_from_bytes
from tests.reading.cases_of import cases

TITLE = "青溪高新区：审批再提速 服务再升级"
BODY = (
    "今年以来，青溪高新区新增企业312家，平均办理时间由5天压缩到1天。",
    "“以前要跑五趟，现在一趟就够了。”企业负责人李向阳说。",
    "下一步，园区将继续推进改革，预计全年服务企业超过500家次。",
)
TEXT = """今年以来,青溪高新区新增企业312家,平均办理时间由5天压缩到1天。
“以前要跑五趟,现在一趟就够了。”企业负责人李向阳说。
下一步,园区将继续推进改革,预计全年服务企业超过500家次。"""


@pytest.mark.parametrize("case", cases("heads"))
def test_a_head_is_read_and_left_out(case: dict[str, Any]) -> None:
    head = [line.replace("TITLE", TITLE) for line in case["head"]]
    raw = "\n".join((*head, *(f"　　{line}" for line in BODY), *case["foot"], ""))
    article = article_from_bytes("dump.txt", raw.encode())
    assert article.text == TEXT
    assert (article.title, article.publisher) == (case["title"], case["publisher"])
    assert article.carrier == case.get("carrier")
    assert article.published is not None
    assert (article.published.date, article.published.inferred) == (case["date"], False)
    assert list(article.authors) == case.get("authors", [])
    assert list(article.editors) == case.get("editors", [])
    assert article.url == case.get("url")
