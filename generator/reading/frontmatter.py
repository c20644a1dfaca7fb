"""The YAML block at the head of an article: metadata that a person wrote or checked."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.errors import BadFrontMatter
from generator.model.answers import answered
from generator.model.article import Published, Rights
from generator.model.codec import from_plain, to_plain

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

# ---\ntitle: ……\n---\n
_RE_BLOCK = re.compile(
    r"\A\s*---[ \t]*\n(?P<yaml>(?:(?!---[ \t]*(?:\n|\Z)).*\n)*)---[ \t]*(?:\n|\Z)"
)
_RE_OPEN = re.compile(r"\A\s*---[ \t]*\n")


FRONT_MATTER = "front matter"
"""The evidence of what the head of a file states."""


class FrontMatter(Struct, frozen=True):
    """What the head of an article states; None and empty where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    carrier: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: Published | None = None
    url: str | None = None
    accessed: dt.date | None = None
    rights: Rights = Rights.QUOTE_ONLY
    subject: str | None = None
    origin: tuple[str, ...] = ()


def split_front_matter(text: str, path: Path | str) -> tuple[FrontMatter | None, int]:
    """The front matter and the offset where the article begins; ``(None, 0)`` without one.

    Raises:
        BadFrontMatter: The block is not closed, no YAML, or has unknown or wrong fields.
    """
    if not _RE_OPEN.match(text):
        return None, 0
    block = _RE_BLOCK.match(text)
    if block is None:
        if not re.match(r"\s*---\s*\n\s*\w+\s*[:：]", text):
            return None, 0  # a rule drawn above the headline
        raise BadFrontMatter(path, "文首的元数据没有以 --- 结束", "请在元数据之后另起一行写 ---", 1)
    first = text.count("\n", 0, block.start("yaml")) + 1
    return _checked(block["yaml"], path, first), block.end()


def _checked(block: str, path: Path | str, first: int) -> FrontMatter:
    plain = answered(f"front matter\0{block}", partial(_plain, block, path, first))
    return from_plain(FrontMatter, plain)


def _plain(block: str, path: Path | str, first: int) -> Any:  # noqa: ANN401 - JSON
    from generator.reading.fields import front_matter_of  # takes as long to load as two articles

    return to_plain(front_matter_of(block, path, first))
