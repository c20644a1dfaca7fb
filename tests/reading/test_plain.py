from __future__ import annotations

from generator.model.article import ParagraphKind
from generator.reading import article_from_bytes

_MARKDOWN = """---
title: 青溪改革摘编
rights: own-digest
subject: 青溪高新区
---

# 青溪改革摘编

## 审批提速

园区把时限**压缩到3个工作日**，见[清单](https://example.cn/a)。

- 新增企业312家；
- 设立驿站12个。

| 事项 | 时限 |
| --- | --- |
| 立项 | 2天 |

![图](a.png)
"""


def test_markdown_is_read_without_its_marks() -> None:
    article = article_from_bytes("a.md", _MARKDOWN.encode())
    assert article.title == "青溪改革摘编"
    assert article.text.split("\n") == [
        "审批提速",
        "园区把时限 压缩到3个工作日 ,见 清单 。",
        "新增企业312家;",
        "设立驿站12个。",
    ]
    assert article.paragraphs[0].kind is ParagraphKind.HEADING
    assert article.rights.full_text
    assert article.subject == "青溪高新区"


def test_offsets_lead_back_into_the_file() -> None:
    article = article_from_bytes("a.md", _MARKDOWN.encode())
    at = article.text.index("312")
    paragraph = next(p for p in article.paragraphs if p.span.start <= at < p.span.end)
    raw = article.raw_span(paragraph.span)
    assert raw is not None
    assert raw.of(_MARKDOWN) == "新增企业312家；"
