"""Elements of WordprocessingML, written as text: thousands of runs a second.

The library that opens and saves documents looks through styles and siblings for every run, and
even an element made by itself takes as long as a paragraph of text; a book of a few hundred
articles has some hundred thousand of them.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INK, GREY = "12436D", "595959"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRONG = frozenset({"strong", "comparable", "with-care", "not-comparable", "mark"})
_SHADE = "F0F0F0"
_ROOM = 45  # twentieths of a point between the words of a cell and the lines above and below
_LINE_END = "\n"
_MOST_KEPT = 1 << 14
"""Properties and names whose form is kept: they come back in every run."""
_LONGEST_NAME = 36  # of a bookmark; with our prefix 40
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\t": "&#9;"})

# "\x0b", "\ufffe": characters that no XML holds
_RE_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def append(parent: Any, pieces: Iterable[str]) -> None:  # noqa: ANN401 - lxml is untyped
    """Put elements at the end of ``parent``; each piece is one or several whole ones."""
    from docx.oxml.ns import nsdecls  # these load slowly, and whole books are written without
    from lxml import etree

    body = f"<w:body {nsdecls('w', 'r')}>{''.join(pieces)}</w:body>"
    parent.extend(list(etree.fromstring(body)))


def paragraph(style: str, content: str, *, keep: bool = False, page_break: bool = False) -> str:
    """A paragraph of a style (by its id).

    Args:
        style: The style's id.
        content: Runs, links and bookmarks.
        keep: Holds it on the next one's page.
        page_break: Whether a page begins with it.
    """
    return f"<w:p>{_paragraph_properties(style, keep, page_break)}{content}</w:p>"


@lru_cache(_MOST_KEPT)
def _paragraph_properties(style: str, keep: bool, page_break: bool) -> str:  # noqa: FBT001
    more = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if page_break else "")
    return f'<w:pPr><w:pStyle w:val="{attribute(style)}"/>{more}</w:pPr>'


def run(text: str, look: str = "", *, linked: bool = False) -> str:
    """Text of one look."""
    words = _escaped(text)
    if _LINE_END in words:
        words = words.replace(_LINE_END, '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{_properties(look, linked)}<w:t xml:space="preserve">{words}</w:t></w:r>'


@lru_cache(_MOST_KEPT)
def _properties(look: str, linked: bool) -> str:  # noqa: FBT001 - a key of the cache
    colour = INK if linked or look == "mark" else GREY if look in {"muted", "missing"} else ""
    made = "<w:b/>" if look in _STRONG else ""
    made += f'<w:color w:val="{colour}"/>' if colour else ""
    made += '<w:vertAlign w:val="superscript"/>' if look == "cite" else ""
    return f"<w:rPr>{made}</w:rPr>" if made else ""


def inner_link(text: str, target: str, look: str = "") -> str:
    """Text that leads to the bookmark of ``target``."""
    name = bookmark_name(target)
    return f'<w:hyperlink w:anchor="{name}">{run(text, look, linked=True)}</w:hyperlink>'


def outer_link(text: str, relation: str, look: str = "") -> str:
    """Text that leads to the address of a relation of the document."""
    return f'<w:hyperlink r:id="{relation}">{run(text, look, linked=True)}</w:hyperlink>'


def bookmark(name: str, number: int) -> str:
    """A target of links; ``number`` is its own in the document."""
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(name)}"/>'
    return f'{begin}<w:bookmarkEnd w:id="{number}"/>'


@lru_cache(_MOST_KEPT)
def bookmark_name(id_: str) -> str:
    """A name that word processors take: letters, digits and low lines, at most 40."""
    plain = "".join(char if char.isascii() and char.isalnum() else "_" for char in id_)
    same = plain == id_.replace("-", "_") and len(plain) <= _LONGEST_NAME
    return f"cb_{plain if same else hashlib.sha256(id_.encode()).hexdigest()[:32]}"


def field_begin(code: str) -> str:
    """A field begins; what follows until ``field_end`` is shown until it is computed."""
    words = f'<w:instrText xml:space="preserve">{_escaped(code)}</w:instrText>'
    return f"{_field('begin')}<w:r>{words}</w:r>{_field('separate')}"


def field_end() -> str:
    """The field ends."""
    return _field("end")


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def table(style: str, widths: Sequence[int], rows: Iterable[str]) -> str:
    """A table of a style, its columns in twentieths of a point."""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in zip(
            ("top", "left", "bottom", "right"), (_ROOM, 2 * _ROOM) * 2, strict=True
        )
    )
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{attribute(style)}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def table_row(cells: Iterable[str], widths: Iterable[int], *, head: bool = False) -> str:
    """A row that no page cuts, of one paragraph a cell. A head is repeated on every page."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if head else ""
    made = "".join([
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    ])  # fmt: skip
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{made}</w:tr>"


def attribute(text: str) -> str:
    """``text`` between the quotation marks of an attribute."""
    return _escaped(text).replace('"', "&quot;")


def writable(text: str) -> str:
    """``text`` without what XML has no form for."""
    return _RE_NO_XML.sub("", text)


def _escaped(text: str) -> str:
    """``text`` within an element; what XML has no form for is left out."""
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text  # as nearly all are
    return writable(text).translate(_ESCAPES)
