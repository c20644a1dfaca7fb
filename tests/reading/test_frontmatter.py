from __future__ import annotations

import datetime as dt

import pytest

from generator.errors import BadFrontMatter
from generator.model.article import Rights
from generator.reading.frontmatter import split_front_matter

_FULL = """---
title: 青溪高新区改革摘编
publisher: 青溪日报
authors: [陈志强, 何丽]
editors: 周晓梅、罗成
published: {date: 2024-07-03, inferred: true}
url: https://example.cn/a
accessed: 2024-08-01
rights: own-digest
subject: 青溪高新区
origin: 一枚印章管审批
---
正文。
"""


def test_all_fields() -> None:
    front, start = split_front_matter(_FULL, "a.md")
    assert front is not None
    assert _FULL[start:] == "正文。\n"
    assert front.authors == ("陈志强", "何丽")
    assert front.editors == ("周晓梅", "罗成")
    assert front.published is not None
    assert front.published.date == dt.date(2024, 7, 3)
    assert front.published.inferred
    assert front.rights is Rights.OWN_DIGEST
    assert front.origin == ("一枚印章管审批",)


def test_a_bare_date_is_stated() -> None:
    front, _ = split_front_matter("---\npublished: 2024-07-03\n---\n", "a.md")
    assert front is not None
    assert front.published is not None
    assert not front.published.inferred


@pytest.mark.parametrize("text", ["没有元数据\n---\n", "---\n标题在一条线之下\n", ""])
def test_text_without_front_matter(text: str) -> None:
    assert split_front_matter(text, "a.md") == (None, 0)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: 甲\nrigths: open\n---\n", 3, "rigths"),
        ("---\ntitle: 甲\npublished: 七月\n---\n", 3, "日期"),
        ("---\ntitle: 甲\nrights: free\n---\n", 3, "own-digest"),
        ("---\ntitle: [甲\n---\n", None, "YAML"),
        ("---\ntitle: 甲\n正文没有结束线\n", 1, "---"),
        ("---\n- 甲\n---\n", 2, "字段"),
    ],
)
def test_mistakes_are_told_with_their_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(BadFrontMatter, match=words) as caught:
        split_front_matter(text, "a.md")
    assert caught.value.line is not None
    assert line is None or caught.value.line == line
    assert "\n" not in str(caught.value)
