"""The text of a built page, block by block, as search needs it.

A block is what a reader sees as one: a paragraph, an item of a list, a row of a table. Each knows
the anchor it can be opened at, so that a search leads to the fact and not only to its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import html
from msgspec import Struct, field

if TYPE_CHECKING:
    from pathlib import Path

CELL_BREAK = " · "
"""Between the cells of a row: shown to readers, and never part of what they search for."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "p",
    "li",
    "tr",
    "dt",
    "dd",
    "blockquote",
    "figcaption",
    "caption",
    "pre",
    "summary",
}
_CONTAINERS = frozenset({"div", "section", "ul", "ol", "dl", "table", "figure", "details", "br"})
_LEFT_OUT = frozenset({"script", "style", "svg", "template", "button", "select"})
_LEFT_OUT_CLASSES = frozenset({"headerlink", "cb-path", "cb-permalink", "cb-context"})


class Block(Struct, frozen=True):
    """The words of one block and the id of the element to open it at (empty: none of its own)."""

    anchor: str
    text: str


class Section(Struct):
    """A heading with the blocks below it; the first of a page is the page itself."""

    anchor: str
    title: str
    blocks: list[Block] = field(default_factory=list)


def page_sections(path: Path) -> tuple[Section, ...]:
    """The sections of a built page, in order.

    Args:
        path: An HTML file whose content stands in ``article``.
    """
    root = html.document_fromstring(path.read_text(encoding="utf-8"))
    article = root.find(".//article")
    reader = _Reader()
    if article is not None:
        reader.read(article, "")
        reader.end_block("")
    return tuple(reader.sections)


class _Reader:
    """Walks the elements in order and gathers text until a block ends."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._words: list[str] = []
        self._anchor = ""

    def read(self, element: Any, inherited: str) -> None:  # noqa: ANN401 - lxml is untyped
        """Read an element's content; ``inherited`` is the anchor of what it stands in."""
        if element.tag in _HEADINGS:
            self.end_block(inherited)
            self._start_section(element)
            return
        boundary = element.tag in _BLOCKS or element.tag in _CONTAINERS
        if boundary:
            self.end_block(inherited)
        anchor = element.get("id") or ""
        self._anchor = self._anchor or anchor
        below = anchor if boundary and anchor else inherited
        self._words.append(element.text or "")
        for child in element:
            if _is_text(child):
                self.read(child, below)
                self._words.append(CELL_BREAK if child.tag in {"td", "th"} else "")
            self._words.append(child.tail or "")
        if boundary:
            self.end_block(below)

    def end_block(self, inherited: str) -> None:
        """Keep the words gathered so far as a block."""
        text = " ".join("".join(self._words).split()).strip(" ·")
        if text:
            if not self.sections:
                self.sections.append(Section("", ""))
            self.sections[-1].blocks.append(Block(self._anchor or inherited, text))
        self._words, self._anchor = [], ""

    def _start_section(self, heading: Any) -> None:  # noqa: ANN401
        words = [heading.text or ""]
        for child in heading:
            words += [*(child.itertext() if _is_text(child) else ()), child.tail or ""]
        title = " ".join("".join(words).split())
        anchor = (heading.get("id") or "") if self.sections else ""
        self.sections.append(Section(anchor, title))


def _is_text(element: Any) -> bool:  # noqa: ANN401
    """Whether a reader reads it; comments have no tag of their own."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return False
    return not _LEFT_OUT_CLASSES & set((element.get("class") or "").split())
