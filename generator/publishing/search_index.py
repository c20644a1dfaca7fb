"""What the search worker loads: the pages' text, block by block, with the anchors to open it at.

Material fetches ``search/search_index.json`` with every page, writes six bytes for a Han character,
knows no anchor but headings' and can mark word boundaries with U+200B. Our worker needs neither
marks nor an early download: the text goes to ``search/pages.json`` (UTF-8), which the worker
fetches at the first query. The worker reads Material's form too, where this step was left out.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.publishing.page_text import page_sections
from generator.publishing.search_limit import within_limit
from generator.publishing.search_packing import packed_pages
from generator.publishing.writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.publishing.page_text import Section
    from generator.publishing.search_packing import IndexedPage

INDEX, PAGES, SCRIPT = "search_index.json", "pages.json", "search_index.js"

_ALSO_CALLED = "也称："

# The stop between two names, but not the one inside “双随机、一公开”; no name is longer
_RE_BETWEEN_NAMES = re.compile(r"、(?![^“”]{0,80}”)")
_HAN = range(0x3400, 0xA000)


def finish_search(site_dir: Path, *, offline: bool = False) -> None:
    """Replace the search index that MkDocs left in ``site_dir``; a second call changes nothing.

    Pages that MkDocs left out of its index stay out.

    Args:
        site_dir: The built site.
        offline: Write a script too, because a page opened from ``file://`` may not fetch.
    """
    folder = site_dir / "search"
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    if not index["docs"]:
        return
    pages = [_page(site_dir, entry) for entry in _first_entries(index["docs"])]
    tables = packed_pages(within_limit(pages))
    written = json.dumps(tables, ensure_ascii=False)
    data = tables | {"traditional": traditional_pairs(frozenset(written))}
    if offline:
        config = {**index["config"], "casebook": data}  # Material hands on nothing but these two
        _write(folder / SCRIPT, "var __index=" + _compact({"config": config, "docs": []}))
    _write(folder / PAGES, _compact(data))
    _write(folder / INDEX, _compact({**index, "docs": []}))


def traditional_pairs(written: frozenset[str]) -> str:
    """Pairs of a Traditional character and the simplified one that it stands for.

    Args:
        written: The characters of the site; pairs that lead to none of them are left out.

    Returns:
        The pairs one after another, two characters each: ``開开審审``.
    """
    return "".join(pair for pair in _all_pairs() if pair[1] in written)


@cache
def _all_pairs() -> tuple[str, ...]:
    """Every pair by OpenCC's table for single characters (``t2s``)."""
    from opencc import OpenCC

    characters = [chr(code) for code in _HAN]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return tuple(
        t + s for t, s in zip(characters, simplified, strict=True) if t != s and len(s) == 1
    )


def _first_entries(docs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entry of each page itself, without those of its headings."""
    entries: dict[str, dict[str, Any]] = {}
    for entry in docs:
        entries.setdefault(entry["location"].partition("#")[0], entry)
    return list(entries.values())


def _page(site_dir: Path, entry: dict[str, Any]) -> IndexedPage:
    location = entry["location"].partition("#")[0]
    file = (
        site_dir / location / "index.html"
        if location.endswith("/") or not location
        else site_dir / location
    )
    sections = page_sections(file)
    return location, sections, [*entry.get("tags", ()), *_aliases(sections)]


def _aliases(sections: tuple[Section, ...]) -> list[str]:
    """Other names of the page: its opening has a paragraph “也称：甲、乙。”."""
    opening = sections[0].blocks if sections else ()
    named = [
        block.text.removeprefix(_ALSO_CALLED)
        for block in opening
        if block.text.startswith(_ALSO_CALLED)
    ]
    return [alias for names in named for alias in _RE_BETWEEN_NAMES.split(names.rstrip("。"))]


def _write(path: Path, text: str) -> None:
    replace_file(path, text.encode(), durable=False)  # a preview may be read meanwhile


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
