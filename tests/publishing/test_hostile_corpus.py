"""A corpus whose every word tries to be something else than text, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.publishing.site_check import check_site
from generator.publishing.site_pages import SiteFault
from generator.reading.corpus import read_corpus

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>[链](javascript:alert(3))![图](data:text/html,x)"
    '{{ 7*7 }}{% raw %}--8<-- "a"[TOC]{: onclick=alert(4)}=HYPERLINK("http://evil.example")]]></script>'
    "#let x = 1 $y$ ../../etc \u202e\u200b\ue000 ee\u0301\u0301\u0301"
)
ARTICLE = """---
title: '{title}'
publisher: '{title}'
published: 2024-05-0{n}
url: 'https://example.org/"><script>alert(5)</script>'
rights: open
subject: {park}
---

今年以来，{park}推行“{name}”，办理项目{n}个，审批用时由15个工作日压缩至{n}个工作日。
{body}办件{n}件。
!!! note
{long}
“{name}很好。”{park}某某公司总经理林默说，“以前要跑3趟，现在1趟就行。”
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "corpus").mkdir()
    for n, park in ((5, "柳江经开区"), (7, "绍兴经开区")):
        text = ARTICLE.format(
            title=HOSTILE.replace("'", "''").replace("\ue000", ""),
            park=park,
            n=n,
            name="<b onclick=alert(6)>一窗通办</b>",
            body=HOSTILE,
            long="9" * 10_000,
        )
        (folder / "corpus" / f"{n}--8<--[x](y){{{{1}}}}.md").write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "docs", folder / "site")
    return folder / "corpus", folder / "site"


def test_nothing_is_loaded_run_or_broken(site: tuple[Path, Path]) -> None:
    corpus, built = site
    found = check_site(built, read_corpus(corpus).articles)
    # Quotations of such words are cut and set in ways that the comparison of quotes does not follow.
    assert [fault for fault in found if fault.kind is not SiteFault.QUOTE] == []


def test_the_words_are_shown_as_words(site: tuple[Path, Path]) -> None:
    from lxml import html

    pages = sorted(site[1].glob("sources/*/index.html"))
    assert len(pages) == 2
    for page in pages:
        heading = html.document_fromstring(page.read_text(encoding="utf-8")).xpath("//h1")[0]
        assert "<script>alert(1)</script>" in heading.text_content().replace(" ", "")
        assert not heading.xpath(".//script | .//img")
