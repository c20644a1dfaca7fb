"""HTML elements as lines of text, with what the markup says of each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.reading.source import Mark

if TYPE_CHECKING:
    from lxml import html

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "header",
    "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul", "br", "title", "head",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RE_CAPTION_CLASS = re.compile(
    r"(?:^|[-_\s])(?:pictext|caption|figcaption|img[-_]?desc|image[-_]?desc|pic[-_]?desc|tuzhu)(?:$|[-_\s])",
    re.IGNORECASE,
)
# <span>来源：某某网</span><span>编辑：王小明</span>: parts that begin like a label
_RE_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_RE_WHITE = re.compile(r"[ \t\r\n\f\v]+")

# Running text has a full stop or is long.
_LONG = 40
_LONGEST_CELL = 120
_SKIPPED = frozenset({"script", "style", "noscript"})


def text_of(element: html.HtmlElement) -> str:
    """All words of an element on one line."""
    return _RE_WHITE.sub(" ", "".join(str(t) for t in element.itertext())).strip()


def prose_length(element: html.HtmlElement, *, deep: bool = True) -> int:
    """Characters of running text in an element (``deep``: and below), words of links left aside."""
    if not deep:
        texts = [element.text or "", *(_inline(child) for child in element)]
        own = _RE_WHITE.sub("", "".join(texts))
        return len(own) if _is_prose(own) else 0
    writer = _Writer()
    writer.walk(element)
    lines = zip(writer.lines, writer.linked, strict=True)
    return sum(
        len(text) - linked
        for (text, _), linked in lines
        if _is_prose(text) and 2 * linked < len(text)
    )


def _is_prose(text: str) -> bool:
    return len(text) > _LONG or "。" in text


def _inline(child: html.HtmlElement) -> str:
    tail = child.tail or ""
    if (
        not isinstance(child.tag, str)
        or child.tag in _BLOCKS
        or child.tag in _HEADINGS
        or child.tag in ("a", *_SKIPPED)
    ):
        return tail
    return f"{child.text_content()}{tail}"


def block_lines(element: html.HtmlElement) -> list[tuple[str, Mark]]:
    """The lines of an element, top to bottom; a new line begins with every block and ``<br>``."""
    writer = _Writer()
    writer.walk(element)
    return writer.lines


class _Writer:
    """Collects lines while walking an element."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, Mark]] = []
        self.linked: list[int] = []
        self.buffer: list[str] = []
        self.in_links = 0
        self.mark = Mark.TEXT

    def walk(self, element: html.HtmlElement) -> None:
        """Write an element and everything below it."""
        stack: list[tuple[html.HtmlElement, Mark | None]] = [(element, None)]
        while stack:  # no recursion: saved pages nest hundreds of levels deep
            current, closing = stack.pop()
            if closing is not None:
                self._close(current, closing)
                continue
            if not isinstance(current.tag, str) or current.tag in _SKIPPED:
                self.buffer.append(current.tail or "")
                continue
            outer = self.mark
            if self._breaks(current):
                self.flush()
            self.mark = _mark_of(current, outer)
            stack.append((current, outer))
            if current.tag == "table" and (rows := data_rows(current)):
                self.lines.extend((row, Mark.TABLE) for row in rows)
                self.linked.extend(0 for _ in rows)
                continue
            if current.tag == "a":
                self.in_links += len(text_of(current))
            if self._runs_into_label(current):
                self.buffer.append(" ")
            self.buffer.append(current.text or "")
            stack.extend((child, None) for child in reversed(current))
        self.flush()

    def _runs_into_label(self, element: html.HtmlElement) -> bool:
        """Whether a label begins in a part of its own, set apart by style sheets alone."""
        before = next((text for text in reversed(self.buffer) if text), "")
        begins = element.text is not None and _RE_LABEL.match(element.text) is not None
        return begins and bool(before) and not before[-1].isspace()

    def _close(self, element: html.HtmlElement, outer: Mark) -> None:
        if self._breaks(element):
            self.flush()
        self.mark = outer
        self.buffer.append(element.tail or "")

    @staticmethod
    def _breaks(element: html.HtmlElement) -> bool:
        return element.tag in _BLOCKS or element.tag in _HEADINGS or element.tag == "figcaption"

    def flush(self) -> None:
        """End the line."""
        text = _RE_WHITE.sub(" ", "".join(self.buffer)).strip()
        self.buffer.clear()
        if text:
            self.lines.append((text, self.mark))
            self.linked.append(self.in_links)
        self.in_links = 0


def _mark_of(element: html.HtmlElement, outer: Mark) -> Mark:
    if element.tag == "figcaption" or _RE_CAPTION_CLASS.search(element.get("class") or ""):
        return Mark.CAPTION
    if element.tag in _HEADINGS:
        return Mark.HEADING
    return outer


def data_rows(table: html.HtmlElement) -> list[str]:
    """The rows of a table of data, cells joined by a bar; none when it only lays out the page."""
    if table.xpath(".//table"):
        return []
    rows = [[text_of(cell) for cell in row.xpath("./td|./th")] for row in table.iter("tr")]
    rows = [row for row in rows if any(row)]
    widest = max((len(row) for row in rows), default=0)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if len(rows) < 2 or widest < 2 or longest > _LONGEST_CELL:  # noqa: PLR2004 - a grid
        return []
    return [" | ".join(row) for row in rows]
