"""A report as a text document (DOCX) that people go on editing: real styles, a table of contents."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from generator.publishing import wordprocessing as word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - the library wants a bare time
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_RIGHTS, _UNIX = 0o600 << 16, 3
_SONG, _HEI = "宋体", "黑体"
_writer: Any = PackageWriter  # partly without types
_LEVELS = 4
_LINE = 8845  # the width of the text, 15.6 cm, in twentieths of a point
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_ROLES = {"lead": "Subtitle", "note": "Caption", "label": "Body Text"}
_CELL = "Table Text"
_BREAK = "\u200b"
"""Where a line of the typesetter may break; a word processor finds its own places."""
_CONTENTS = 3  # levels of headings in the table of contents


def document(content: str) -> bytes:
    """The document's bytes, the same for the same report.

    Charts are left out: their figures stand in the tables. The table of contents is a field: it
    lists the headings, and the word processor puts in the pages when it updates it.

    Args:
        content: The report as JSON (``ReportContent.json``).
    """
    report = json.loads(content.replace(_BREAK, ""))
    made = Document()
    _page(made)
    _styles(made)
    _properties(made, report)
    _Writer(made).write(report)
    return _saved(made.part.package)


def _page(made: Any) -> None:  # noqa: ANN401 - python-docx is untyped here
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    fields = (word.field_begin("PAGE"), word.run("1"), word.field_end())
    word.append(paragraph._p, fields)  # noqa: SLF001 - the library has no fields


def _styles(made: Any) -> None:  # noqa: ANN401
    """The word processor's own styles, with Chinese fonts: changing one changes the whole text."""
    styles = made.styles
    _font(styles["Normal"], _SONG, 12)
    styles["Normal"].paragraph_format.line_spacing = 1.5
    for name in ("Body Text", "Quote", "Caption", "Subtitle", "List Bullet", "List Number"):
        _font(styles[name], _SONG, 10.5 if name in {"Quote", "Caption"} else 12)
    for level in range(1, _LEVELS + 1):
        _font(styles[f"Heading {level}"], _HEI, (18, 16, 14, 12)[level - 1])
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _font(styles["Title"], _HEI, 26)
    for language in styles.element.iter(
        qn("w:lang")
    ):  # else marks have the forms of another country
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, size in ((_CELL, 9), *((f"toc {n}", 12) for n in range(1, _CONTENTS + 1))):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, _SONG, size)
        style.paragraph_format.line_spacing = 1.15
        style.paragraph_format.space_after = Pt(0)
    for level in range(2, _CONTENTS + 1):
        styles[f"toc {level}"].paragraph_format.left_indent = Cm(0.75 * (level - 1))
    styles["Caption"].font.bold = False
    styles["Quote"].paragraph_format.left_indent = Cm(0.85)
    styles["Quote"].font.italic = False
    styles["Subtitle"].font.italic = False


def _font(style: Any, name: str, size: float) -> None:  # noqa: ANN401
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _properties(made: Any, report: Mapping[str, Any]) -> None:  # noqa: ANN401
    properties = made.core_properties
    properties.title = report["front"]["title"][:255]
    properties.author = "casebook"
    properties.comments = "根据公开报道整理，未经当事单位核实"
    properties.language = "zh-CN"
    when = dt.datetime(*report["date"]) if report["date"] else _MADE  # noqa: DTZ001
    properties.created = properties.modified = when
    properties.last_modified_by = "casebook"


class _Writer:
    """Writes blocks at the end of one document."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401
        self._part = made.part
        self._body = made.element.body
        self._end = self._body.sectPr  # has to stay last
        self._body.remove(self._end)
        self._marks = 0
        self._new_page = False
        self._styles = {style.name: style.style_id for style in made.styles}
        self._kinds: dict[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "items": self._items,
            "quotation": self._quotation,
            "table": self._table,
            "references": self._references,
        }

    def write(self, report: Mapping[str, Any]) -> None:
        """The whole report; charts and the index (which needs page numbers) are left out."""
        blocks = [
            {**block, "id": block["id"] or f"heading-{number}"}
            if block["kind"] == "heading" else block
            for number, block in enumerate(_kept(report["blocks"], self._kinds))
        ]  # fmt: skip
        word.append(self._body, self._pieces(report, blocks))
        self._body.append(self._end)

    def _pieces(
        self, report: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]
    ) -> Iterator[str]:
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
        listed = [b for b in blocks if b["kind"] == "heading" and b["level"] <= _CONTENTS]
        if report["book"] and listed:
            yield self._made("TOC Heading", self._runs("目录"))
            yield from self._contents(listed)
            self._new_page = True

    def _contents(self, headings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        begin, end = word.field_begin(f'TOC \\o "1-{_CONTENTS}" \\h \\z \\u'), word.field_end()
        for number, heading in enumerate(headings, 1):
            runs = self._runs([{"text": heading["text"], "to": f"#{heading['id']}"}])
            before, behind = begin * (number == 1), end * (number == len(headings))
            yield self._made(f"toc {heading['level']}", f"{before}{runs}{behind}")

    def _made(self, style: str, content: str, *, keep: bool = False) -> str:
        """A paragraph."""
        return word.paragraph(self._styles[style], content, keep=keep)

    def _heading(self, block: Mapping[str, Any]) -> Iterator[str]:
        style = self._styles[f"Heading {min(block['level'], _LEVELS)}"]
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
        heads = [self._made(_CELL, word.run(name, "strong")) for name in block["columns"]]
        rows = [word.table_row(heads, widths, head=True)]
        for row in block["rows"]:
            cells = [self._made(_CELL, self._runs(text)) for text in row]
            rows.append(word.table_row(cells, widths))
        yield word.table(self._styles["Table Grid"], widths, rows)
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
        return "".join(map(self._run, text if isinstance(text, list) else [text]))

    def _run(self, piece: Any) -> str:  # noqa: ANN401
        found = {"text": piece} if isinstance(piece, str) else piece
        words, to, look = found["text"], found.get("to", ""), found.get("look", "")
        if to.startswith("#"):
            return word.inner_link(words, to[1:], look)
        if to.startswith(("http://", "https://")):
            relation = self._part.relate_to(to, _HYPERLINK, is_external=True)
            return word.outer_link(words, relation, look)
        return word.run(words, look)

    def _bookmark(self, name: str) -> str:
        if not name:
            return ""
        self._marks += 1
        return word.bookmark(name, self._marks)


def _saved(package: Any) -> bytes:  # noqa: ANN401
    """The package's bytes, one time for all of its parts.

    The library's own way asks the clock for it, and fails where that shows a year before 1980.
    """
    target = io.BytesIO()
    for part in package.parts:
        part.before_marshal()
    with zipfile.ZipFile(target, "w") as archive:
        parts = _Parts(archive)
        _writer._write_content_types_stream(parts, package.parts)  # noqa: SLF001
        _writer._write_pkg_rels(parts, package.rels)  # noqa: SLF001
        _writer._write_parts(parts, package.parts)  # noqa: SLF001
    return target.getvalue()


class _Parts:
    """Puts the parts of a package into an archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, uri: Any, blob: bytes) -> None:  # noqa: ANN401
        """Add a part."""
        info = zipfile.ZipInfo(uri.membername, _ZIP_TIME)
        info.external_attr, info.create_system = _RIGHTS, _UNIX
        self._archive.writestr(info, blob, zipfile.ZIP_DEFLATED)


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
