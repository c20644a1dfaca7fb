"""Plain text and Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.reading.source import Mark, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

# ## 改革创新 ##
_RE_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")

# | 事项 | 时限 |   or the rule below a table's head
_RE_TABLE = re.compile(r"\s{0,3}\|.*\|\s*$")


def read_plain(text: str, start: int = 0, *, markdown: bool = False) -> Source:
    """A text file; ``start`` is where the article begins behind its front matter.

    Markdown's marks are turned into spaces, so that offsets stay those of the file.
    """
    if not markdown:
        return Source(text, start=start)
    rows = list(_rows(text[start:]))
    raw = text[:start] + "\n".join(row for row, _ in rows)
    return Source(raw, tuple(mark for _, mark in rows), start=start)


# **bold**, `code`, [words](address), ![picture](address), > quotation
_RE_EMPHASIS = re.compile(r"\*\*|__|`")
_RE_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_RE_LINK = re.compile(r"\[(?P<words>[^\]\n]{1,200})\](?P<address>\([^)\s]{1,500}\))")
_RE_ITEM = re.compile(r"\s{0,6}(?:[-*+]\s|>\s?)")


def _rows(text: str) -> Iterator[tuple[str, Mark]]:
    for row in text.split("\n"):
        if heading := _RE_HEADING.match(row):
            yield _blank(heading) + _words(row[heading.end() :]).rstrip("# "), Mark.HEADING
        elif _RE_TABLE.match(row):
            yield row, Mark.TABLE
        else:
            item = _RE_ITEM.match(row)
            yield (_blank(item) + _words(row[item.end() :]) if item else _words(row)), Mark.NONE


def _words(row: str) -> str:
    row = _RE_PICTURE.sub(_blank, row)
    row = _RE_LINK.sub(lambda m: f" {m['words']} {' ' * len(m['address'])}", row)
    return _RE_EMPHASIS.sub(_blank, row)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
