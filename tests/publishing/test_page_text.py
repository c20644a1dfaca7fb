"""The blocks of a page and the anchors they can be opened at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.publishing.page_text import Block, page_sections

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    "paragraphs": ("<h1>甲</h1><p>一</p><p>二</p>", [Block("", "一"), Block("", "二")]),
    "inline marks do not part words": (
        "<h1>甲</h1><p>拿<b>地</b>即<mark>开工</mark></p>",
        [Block("", "拿地即开工")],
    ),
    "the anchor inside a paragraph": (
        '<h1>甲</h1><p><a id="f-1">三</a>天</p>',
        [Block("f-1", "三天")],
    ),
    "the anchor of the element itself": (
        '<h1>甲</h1><ul><li id="f-1">三</li></ul>',
        [Block("f-1", "三")],
    ),
    "the anchor of a box around": (
        '<h1>甲</h1><div id="f-1"><p>三</p><p>四</p></div>',
        [Block("f-1", "三"), Block("f-1", "四")],
    ),
    "an anchor ends with its box": (
        '<h1>甲</h1><div id="f-1"><p>三</p></div><p>四</p>',
        [Block("f-1", "三"), Block("", "四")],
    ),
    "rows": (
        "<h1>甲</h1><table><tr><th>园</th><td>三天</td></tr></table>",
        [Block("", "园 · 三天")],
    ),
    "empty cells": (
        "<h1>甲</h1><table><tr><td></td><td>三天</td><td></td></tr></table>",
        [Block("", "三天")],
    ),
    "lists in lists": (
        "<h1>甲</h1><ul><li>一<ul><li>二</li></ul>三</li></ul>",
        [Block("", "一"), Block("", "二"), Block("", "三")],
    ),
    "text outside of any block": (
        "<h1>甲</h1>一<p>二</p>三",
        [Block("", "一"), Block("", "二"), Block("", "三")],
    ),
    "what is not read": (
        "<h1>甲</h1><script>x</script><p>一<!-- 注 --><svg><text>图</text></svg></p>",
        [Block("", "一")],
    ),
    "breaks part words": ("<h1>甲</h1><p>一<br>二</p>", [Block("", "一"), Block("", "二")]),
    "line ends are blanks": ("<h1>甲</h1><p>一\n 二</p>", [Block("", "一 二")]),
}


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES.keys())
def test_blocks(tmp_path: Path, content: str, expected: list[Block]) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><body><nav>x</nav><article>{content}</article></body></html>", encoding="utf-8"
    )
    (section,) = page_sections(page)
    assert section.title == "甲"
    assert section.blocks == expected


def test_sections(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<article><nav class="cb-path">首页</nav><h1 id="x">甲<a class="headerlink">#</a></h1><p>一</p>'
        '<h2 id="y">乙 <code>丙</code></h2><p>二</p></article>',
        encoding="utf-8",
    )
    first, second = page_sections(page)
    assert (first.anchor, first.title, first.blocks) == ("", "甲", [Block("", "一")])
    assert (second.anchor, second.title, second.blocks) == ("y", "乙 丙", [Block("", "二")])


def test_a_page_without_content_has_no_sections(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>甲</p>", encoding="utf-8")
    assert page_sections(page) == ()
