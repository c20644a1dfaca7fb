"""Word files: paragraphs, headings and lists; tables apart; tracked changes as accepted."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn

from generator.errors import UnreadableFile
from generator.reading.source import Mark, Source, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEADING_STYLES = ("heading", "title", "subtitle", "标题", "副标题")
_CAPTION_STYLES = ("caption", "题注")

# Text that a reader of the final version does not see.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({_FALLBACK, *map(qn, ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:instrText"))})
_MAX_UNPACKED = 200 * 1024 * 1024


def read_word(data: bytes, path: Path | str) -> Source:
    """The lines of a .docx file.

    Raises:
        UnreadableFile: The bytes are no .docx file, or one that unpacks to an absurd size.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        document = docx.Document(io.BytesIO(data)) if unpacked <= _MAX_UNPACKED else None
    except (
        Exception
    ) as error:  # python-docx passes on whatever zipfile, lxml and its own parts raise
        raise UnreadableFile(
            path, "不是有效的 Word 文件（.docx）", "请用 Word 另存为 .docx 后重试"
        ) from error
    if document is None:
        raise UnreadableFile(path, "解压后过大", "请只保存文章正文后重试")
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    return source_of(list(_lines(document.element.body, styles)))


def _lines(body: Any, styles: dict[str, str]) -> Iterator[tuple[str, Mark]]:  # noqa: ANN401 - lxml element
    for element in body:
        if element.tag == qn("w:p"):
            mark = _mark(element, styles)
            yield from ((line, mark) for line in _text(element).split("\n") if line.strip())
        elif element.tag == qn("w:tbl"):
            yield from _table(element, styles)
        elif element.tag in (qn("w:sdt"), qn("w:ins"), qn("w:moveTo"), qn("w:sdtContent")):
            yield from _lines(element, styles)


def _mark(paragraph: Any, styles: dict[str, str]) -> Mark:  # noqa: ANN401 - lxml element
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style = styles.get(found.get(qn("w:val")), "") if found is not None else ""
    if style.startswith(_HEADING_STYLES):
        return Mark.HEADING
    return Mark.CAPTION if style.startswith(_CAPTION_STYLES) else Mark.TEXT


def _text(element: Any) -> str:  # noqa: ANN401 - lxml element
    """The words of a paragraph as they read when all changes are accepted."""
    if element.tag in _GONE:
        return ""
    if element.tag == qn("w:t"):
        return str(element.text or "")
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    if element.tag == qn("w:tab"):
        return " "
    if element.tag == qn("w:txbxContent"):
        return "\n" + "\n".join(_text(child) for child in element) + "\n"
    return "".join(_text(child) for child in element)


def _table(table: Any, styles: dict[str, str]) -> Iterator[tuple[str, Mark]]:  # noqa: ANN401 - lxml element
    """The rows; a table of one cell is a frame around text."""
    rows = [list(row.iter(qn("w:tc"))) for row in table.iter(qn("w:tr"))]
    if len(rows) == 1 and len(rows[0]) == 1:
        yield from _lines(rows[0][0], styles)
        return
    for row in rows:
        cells = (
            " ".join(_text(p) for p in cell.iter(qn("w:p"))).replace("\n", " ").strip()
            for cell in row
        )
        yield " | ".join(cells), Mark.TABLE
