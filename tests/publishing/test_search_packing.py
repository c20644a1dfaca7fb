"""What stands on many pages is sent once, and each page gets back all of its blocks."""

from __future__ import annotations

import pytest

from generator.publishing.page_text import Block, Section
from generator.publishing.search_packing import packed_pages
from tests.publishing.search_unpacking import unpacked

SENTENCE = "云溪高新区把审批时间减为3天。"
SHARED = [Block("f-1", SENTENCE), Block("f-1", "3天 · 云溪"), Block("", SENTENCE)]

PAGES = {
    "one page": [("a/", (Section("", "甲", SHARED),), [])],
    "a page that repeats another": [
        ("a/", (Section("", "甲", [Block("", "独有"), *SHARED]),), []),
        ("b/", (Section("", "乙", [*reversed(SHARED)]), Section("s", "甲", SHARED)), ["丙"]),
    ],
    "a section without blocks": [("a/", (Section("", "甲"), Section("s", "乙", SHARED)), [])],
    "a block that is only the first text": [("a/", (Section("", "甲", [Block("", "一")]),), [])],
    "cells that repeat": [("a/", (Section("", "甲", [Block("", "一 · 一 · 二 · 一")]),), [])],
    "runs of two anchors": [
        ("a/", (Section("", "甲", [Block("x", "一"), Block("y", "一"), Block("x", "一")]),), [])
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_gets_back_its_blocks(name: str) -> None:
    pages = unpacked(packed_pages(PAGES[name]))
    for location, sections, aliases in PAGES[name]:
        assert pages[location].get("aliases", []) == aliases
        assert pages[location]["sections"] == [
            [s.anchor, s.title, [[b.anchor, b.text] for b in s.blocks]] for s in sections
        ]


def test_each_text_is_written_once() -> None:
    texts = packed_pages(PAGES["a page that repeats another"])["texts"].split("\n")
    assert sorted(texts) == sorted({"独有", SENTENCE, "3天", "云溪", "甲", "乙"})
