"""What the search worker loads: the pages' text, compact, apart from what every page loads.

Material fetches ``search/search_index.json`` with every page, writes six bytes for a Han character
and can mark word boundaries with U+200B. Our worker needs neither marks nor an early download:
the text goes to ``search/pages.json`` (UTF-8), which the worker fetches at the first query.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

INDEX, PAGES, SCRIPT = "search_index.json", "pages.json", "search_index.js"

_HAN = range(0x3400, 0xA000)


def finish_search(site_dir: Path, *, offline: bool = False) -> None:
    """Rewrite the search index that MkDocs left in ``site_dir``; a second call changes nothing.

    Args:
        site_dir: The built site.
        offline: Write a script too, because a page opened from ``file://`` may not fetch.
    """
    folder = site_dir / "search"
    index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    if not index["docs"]:
        return
    docs = [_clean(entry) for entry in index["docs"]]
    written = "".join(f"{entry['title']}{entry['text']}" for entry in docs)
    pages = {"docs": docs, "traditional": traditional_pairs(frozenset(written))}
    if offline:
        script = "var __index=" + _compact({**index, **pages})
        (folder / SCRIPT).write_text(script, encoding="utf-8", newline="\n")
    (folder / PAGES).write_text(_compact(pages), encoding="utf-8", newline="\n")
    (folder / INDEX).write_text(_compact({**index, "docs": []}), encoding="utf-8", newline="\n")


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
    from opencc import OpenCC  # noqa: PLC0415 - loading it takes a moment that most commands need not spend

    characters = [chr(code) for code in _HAN]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return tuple(t + s for t, s in zip(characters, simplified, strict=True) if t != s and len(s) == 1)


def _clean(entry: dict[str, Any]) -> dict[str, Any]:
    marks = {"title": entry["title"].replace("\u200b", ""), "text": entry["text"].replace("\u200b", "")}
    return {**entry, **marks}


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
