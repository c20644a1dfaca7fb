"""A report as a text document (DOCX) that people go on editing: real styles, a table of contents."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from generator.model.keeping import made_anew
from generator.publishing import wordprocessing as word
from generator.publishing.blank_document import CELL, CONTENTS, LEVELS, Blank, blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.model.keeping import Keep

_LINE = 8845  # the width of the text, 15.6 cm, in twentieths of a point
_ROLES = {"lead": "Subtitle", "note": "Caption", "label": "Body Text"}


def document(report: Mapping[str, Any], keep: Keep = made_anew) -> bytes:
    """The document's bytes, the same for the same report.

    Charts are left out: their figures stand in the tables. The table of contents is a field: it
    lists the headings, and the word processor puts in the pages when it updates it.

    Args:
        report: The report (``ReportContent.record``) without places where lines may break: a
            word processor finds its own.
        keep: What remembers the document without its text.
    """
    title, date = report["front"]["title"], report["date"]
    empty = keep(f"blank document\0{title}\0{date}", lambda: blank(title, date))
    writer = _Writer()
    return Blank.read(empty).filled(writer.pieces(report), writer.links)


@cache
def _style(name: str) -> str:
    """The identifier of a style, as the word processor makes it from the name."""
    return name.replace(" ", "")


class _Writer:
    """Writes blocks.

    Attributes:
        links: The addresses that they lead to, with the names of the relations that tell them.
    """

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self._marks = 0
        self._new_page = False
        self._kinds: dict[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "items": self._items,
            "quotation": self._quotation,
            "table": self._table,
            "references": self._references,
        }

    def pieces(self, report: Mapping[str, Any]) -> Iterator[str]:
        """The whole report; charts and the index (which needs page numbers) are left out."""
        blocks = [
            {**block, "id": block["id"] or f"heading-{number}"}
            if block["kind"] == "heading" else block
            for number, block in enumerate(_kept(report["blocks"], self._kinds))
        ]  # fmt: skip
        yield from self._front(report, blocks)
        for block in blocks:
            yield from self._kinds[block["kind"]](block)

    def _front(
        self, report: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]
    ) -> Iterator[str]:
        """The title, and the contents of a book."""
        front = report["front"]
        lines = (("Title", front["title"]), ("Subtitle", front["purpose"]))
        for style, line in (*lines, *(("Caption", line) for line in front["lines"])):
            yield self._made(style, self._runs(line))
        listed = [b for b in blocks if b["kind"] == "heading" and b["level"] <= CONTENTS]
        if report["book"] and listed:
            yield self._made("TOC Heading", self._runs("目录"))
            yield from self._contents(listed)
            self._new_page = True

    def _contents(self, headings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        begin, end = word.field_begin(f'TOC \\o "1-{CONTENTS}" \\h \\z \\u'), word.field_end()
        for number, heading in enumerate(headings, 1):
            runs = self._runs([{"text": heading["text"], "to": f"#{heading['id']}"}])
            before, behind = begin * (number == 1), end * (number == len(headings))
            yield self._made(f"toc {heading['level']}", f"{before}{runs}{behind}")

    def _made(self, style: str, content: str, *, keep: bool = False) -> str:
        """A paragraph."""
        return word.paragraph(_style(style), content, keep=keep)

    def _heading(self, block: Mapping[str, Any]) -> Iterator[str]:
        style = _style(f"Heading {min(block['level'], LEVELS)}")
        content = self._bookmark(block["id"]) + self._runs(block["text"])
        # A property of the heading: a paragraph of its own with a break can leave a blank page.
        yield word.paragraph(style, content, page_break=self._new_page)
        self._new_page = False

    def _paragraph(self, block: Mapping[str, Any]) -> Iterator[str]:
        style = _ROLES.get(block["role"], "Normal")
        yield self._made(style, self._runs(block["text"]), keep=block["role"] == "label")

    def _items(self, block: Mapping[str, Any]) -> Iterator[str]:
        for item in block["items"]:
            yield self._made("List Bullet", self._runs(item))

    def _quotation(self, block: Mapping[str, Any]) -> Iterator[str]:
        words = self._runs(["“", *block["text"], "”"])
        yield self._made("Quote", words + self._runs(block["source"]))

    def _table(self, block: Mapping[str, Any]) -> Iterator[str]:
        yield self._made("Caption", self._runs(block["caption"]), keep=True)
        whole = sum(block["widths"])
        widths = [int(_LINE * share / whole) for share in block["widths"]]
        heads = [self._made(CELL, word.run(name, "strong")) for name in block["columns"]]
        rows = [word.table_row(heads, widths, head=True)]
        for row in block["rows"]:
            cells = [self._made(CELL, self._runs(text)) for text in row]
            rows.append(word.table_row(cells, widths))
        yield word.table(_style("Table Grid"), widths, rows)
        yield self._made("Normal", "")

    def _references(self, block: Mapping[str, Any]) -> Iterator[str]:
        for entry in block["entries"]:
            text, url = entry["text"], entry["url"]
            before, _, behind = text.partition(url) if url else (text, "", "")
            content = self._bookmark(entry["id"]) + word.run(f"[{entry['number']}] {before}")
            if url:
                content += self._runs([{"text": url, "to": url}, behind])
            yield self._made("Normal", content)

    def _runs(self, text: Any) -> str:  # noqa: ANN401
        return (
            "".join([self._run(piece) for piece in text]) if type(text) is list else self._run(text)
        )

    def _run(self, piece: Any) -> str:  # noqa: ANN401
        if type(piece) is str:
            return word.run(piece)
        words, to, look = piece["text"], piece.get("to", ""), piece.get("look", "")
        if to.startswith("#"):
            return word.inner_link(words, to[1:], look)
        if to.startswith(("http://", "https://")):
            relation = self.links.setdefault(to, f"link{len(self.links) + 1}")
            return word.outer_link(words, relation, look)
        return word.run(words, look)

    def _bookmark(self, name: str) -> str:
        if not name:
            return ""
        self._marks += 1
        return word.bookmark(name, self._marks)


def _kept(
    blocks: Sequence[Mapping[str, Any]], kinds: Mapping[str, object]
) -> list[Mapping[str, Any]]:
    """The blocks that a document can show, without headings that nothing would follow."""
    followed = [*blocks[1:], {"kind": ""}]
    return [
        block
        for block, after in zip(blocks, followed, strict=True)
        if block["kind"] in kinds and not (block["kind"] == "heading" and after["kind"] == "index")
    ]
