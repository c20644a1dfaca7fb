"""Which built pages hold some words: plain scanning, which knows nothing of the search index."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_RE_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)
_RE_UNREAD = re.compile(
    r"<(script|style|nav)\b.*?</\1>|<a [^>]*(?:headerlink|cb-permalink|cb-context)[^>]*>.*?</a>",
    re.DOTALL,
)
# What ends a line for a reader; other tags stand inside of one
_RE_LINE_END = re.compile(
    r"</?(?:p|li|ul|ol|tr|td|th|table|div|h[1-6]|dt|dd|dl|blockquote|footer|figure|figcaption|caption|br|pre|section)\b[^>]*>"
)
_RE_TAG = re.compile(r"<[^>]*>")
_RE_UNTYPED = re.compile(r"[\s“”‘’\"'`《》〈〉()\[\]{}「」『』【】〔〕]")
_RE_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def typed(text: str) -> str:
    """As a reader types it: one width and case, without blanks, quotation marks and brackets."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _RE_THOUSANDS.sub("", _RE_UNTYPED.sub("", folded))


def lines_of(site: Path) -> dict[str, list[str]]:
    """The lines of every page that is not left out of search on purpose, by its address."""
    found = {}
    for path in site.rglob("index.html"):
        address = path.parent.relative_to(site).as_posix()
        if address == "facts":
            continue
        article = _RE_ARTICLE.search(path.read_text(encoding="utf-8"))
        text = _RE_LINE_END.sub("\n", _RE_UNREAD.sub("", article.group() if article else ""))
        lines = [typed(html.unescape(_RE_TAG.sub("", line))) for line in text.split("\n")]
        found["" if address == "." else f"{address}/"] = [line for line in lines if line]
    return found


def holding(lines: dict[str, list[str]], words: Sequence[str]) -> set[str]:
    """The pages that hold every one of the words, each within a line."""
    wanted = [typed(word) for word in words]
    return {
        page
        for page, found in lines.items()
        if all(any(word in line for line in found) for word in wanted)
    }
