"""What the readers of file formats hand on: lines of raw text with what the format says of them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field


class Mark(StrEnum):
    """What a file format itself says of a line."""

    NONE = ""
    """Nothing: plain text."""
    TEXT = "text"
    """A paragraph or list item."""
    HEADING = "heading"
    CAPTION = "caption"
    """figcaption, a caption style."""
    TABLE = "table"
    """A row of a table, cells joined by a bar."""


class Hints(Struct, frozen=True):
    """Metadata that a format declares in its own fields, as written there."""

    title: str = ""
    publisher: str = ""
    carrier: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    url: str = ""
    inferred: bool = False
    """True when ``date`` is the date of a file or row, not one that readers saw."""
    account: bool = False
    """True when ``publisher`` is the account that published a post."""


class Source(Struct, frozen=True):
    r"""A file as lines of text.

    Attributes:
        raw: The text, lines separated by ``\n``; all raw offsets count its characters.
        marks: What the format says of each line; empty for plain text.
        hints: Declared metadata.
        start: Offset in ``raw`` where the article begins (behind front matter).
    """

    raw: str
    marks: tuple[Mark, ...] = ()
    hints: Hints = field(default_factory=Hints)
    start: int = 0

    def mark(self, line: int) -> Mark:
        """What the format says of a line (counted from 0 at ``start``)."""
        return self.marks[line] if line < len(self.marks) else Mark.NONE


def source_of(lines: list[tuple[str, Mark]], hints: Hints | None = None) -> Source:
    """A source of marked lines; a line break inside a line becomes a space."""
    texts = [" ".join(text.splitlines()) for text, _ in lines]
    return Source("\n".join(texts), tuple(mark for _, mark in lines), hints or Hints())
