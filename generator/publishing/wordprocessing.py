"""Elements of WordprocessingML, made directly: thousands of runs a second.

The library that opens and saves documents looks through styles and siblings for every run; a book
of a few hundred articles has some hundred thousand of them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INK, GREY = "12436D", "595959"
_STRONG = frozenset({"strong", "comparable", "with-care", "not-comparable", "mark"})
_SHADE = "F0F0F0"
_ROOM = 45  # twentieths of a point between the words of a cell and the lines above and below
_LINE_END = "\n"
_LONGEST_NAME = 36  # of a bookmark; with our prefix 40


def add(parent: Any, name: str, /, **values: str) -> Any:  # noqa: ANN401 - lxml is untyped
    """A new last child ``w:name``; the values are its ``w:`` attributes."""
    attributes = {qn(f"w:{key}"): value for key, value in values.items()}
    return etree.SubElement(parent, qn(f"w:{name}"), attributes)


def paragraph(body: Any, style: str, *, keep: bool = False) -> Any:  # noqa: ANN401
    """A new last paragraph of a style (by its id); ``keep`` holds it on the next one's page."""
    made = add(body, "p")
    properties = add(made, "pPr")
    add(properties, "pStyle", val=style)
    if keep:
        add(properties, "keepNext")
    return made


def run(parent: Any, text: str, look: str = "", *, linked: bool = False) -> None:  # noqa: ANN401
    """Text of one look."""
    made = add(parent, "r")
    colour = INK if linked or look == "mark" else GREY if look in {"muted", "missing"} else ""
    if look in _STRONG or look == "cite" or colour:
        properties = add(made, "rPr")
        if look in _STRONG:
            add(properties, "b")
        if colour:
            add(properties, "color", val=colour)
        if look == "cite":
            add(properties, "vertAlign", val="superscript")
    for number, line in enumerate(text.split(_LINE_END)):
        if number:
            add(made, "br")
        words = add(made, "t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def inner_link(parent: Any, text: str, target: str, look: str = "") -> None:  # noqa: ANN401
    """Text that leads to the bookmark of ``target``."""
    run(add(parent, "hyperlink", anchor=bookmark_name(target)), text, look, linked=True)


def outer_link(parent: Any, text: str, relation: str, look: str = "") -> None:  # noqa: ANN401
    """Text that leads to the address of a relation of the document."""
    made = add(parent, "hyperlink")
    made.set(qn("r:id"), relation)
    run(made, text, look, linked=True)


def bookmark(parent: Any, name: str, number: int) -> None:  # noqa: ANN401
    """A target of links; ``number`` is its own in the document."""
    add(parent, "bookmarkStart", id=str(number), name=bookmark_name(name))
    add(parent, "bookmarkEnd", id=str(number))


def bookmark_name(id_: str) -> str:
    """A name that word processors take: letters, digits and low lines, at most 40."""
    plain = "".join(char if char.isascii() and char.isalnum() else "_" for char in id_)
    same = plain == id_.replace("-", "_") and len(plain) <= _LONGEST_NAME
    return f"cb_{plain if same else hashlib.sha256(id_.encode()).hexdigest()[:32]}"


def field_begin(parent: Any, code: str) -> None:  # noqa: ANN401
    """A field begins; what follows until ``field_end`` is shown until it is computed."""
    add(add(parent, "r"), "fldChar", fldCharType="begin")
    text = add(add(parent, "r"), "instrText")
    text.text = code
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    add(add(parent, "r"), "fldChar", fldCharType="separate")


def field_end(parent: Any) -> None:  # noqa: ANN401
    """The field ends."""
    add(add(parent, "r"), "fldChar", fldCharType="end")


def table(body: Any, style: str, widths: Sequence[int]) -> Any:  # noqa: ANN401
    """A new last table of a style, its columns in twentieths of a point."""
    made = add(body, "tbl")
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val=style)
    add(properties, "tblW", w=str(sum(widths)), type="dxa")
    add(properties, "tblLayout", type="fixed")
    margins = add(properties, "tblCellMar")
    for side, width in (
        ("top", _ROOM),
        ("left", 2 * _ROOM),
        ("bottom", _ROOM),
        ("right", 2 * _ROOM),
    ):
        add(margins, side, w=str(width), type="dxa")
    grid = add(made, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=str(width))
    return made


def table_row(
    made: Any,  # noqa: ANN401
    style: str,
    widths: Iterable[int],
    *,
    head: bool = False,
) -> list[Any]:
    """A new last row that no page cuts; its paragraphs. A head is repeated on every page."""
    line = add(made, "tr")
    properties = add(line, "trPr")
    add(properties, "cantSplit")
    if head:
        add(properties, "tblHeader")
    paragraphs = []
    for width in widths:
        cell = add(line, "tc")
        properties = add(cell, "tcPr")
        add(properties, "tcW", w=str(width), type="dxa")
        if head:
            add(properties, "shd", val="clear", color="auto", fill=_SHADE)
        paragraphs.append(paragraph(cell, style))
    return paragraphs
