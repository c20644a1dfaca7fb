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
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - the library wants a bare time
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SONG, _HEI = "宋体", "黑体"
_LEVELS = 4
_INK = RGBColor(0x12, 0x43, 0x6D)
_STRONG = frozenset({"strong", "comparable", "with-care", "not-comparable"})
_ROLES = {"lead": "Subtitle", "note": "Caption", "label": "Body Text"}
_CELL = "Table Text"
_CONTENTS = 3  # levels of headings in the table of contents


def document(content: str) -> bytes:
    """The document's bytes, the same for the same report.

    Charts are left out: their figures stand in the tables. The table of contents is a field: it
    lists the headings, and the word processor puts in the pages when it updates it.

    Args:
        content: The report as JSON (``ReportContent.json``).
    """
    report = json.loads(content)
    made = Document()
    _page(made)
    _styles(made)
    _properties(made, report)
    writer = _Writer(made)
    writer.front(report)
    for block in report["blocks"]:
        writer.write(block)
    target = io.BytesIO()
    made.save(target)
    return _timeless(target.getvalue())


def _page(made: Any) -> None:  # noqa: ANN401 - python-docx is untyped here
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(paragraph, "PAGE", "1")


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
    for name, size in ((_CELL, 9), *((f"toc {n}", 12) for n in range(1, _CONTENTS + 1))):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, _SONG, size)
        style.paragraph_format.line_spacing = 1.15
    for level in range(2, _CONTENTS + 1):
        styles[f"toc {level}"].paragraph_format.left_indent = Cm(0.75 * (level - 1))
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


def _field(paragraph: Any, code: str, shown: str) -> None:  # noqa: ANN401
    """A field with what is shown until the word processor computes it."""
    _field_begin(paragraph, code)
    paragraph.add_run(shown)
    _field_mark(paragraph, "end")


def _field_begin(paragraph: Any, code: str) -> None:  # noqa: ANN401
    _field_mark(paragraph, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = code
    paragraph.add_run()._r.append(text)  # noqa: SLF001 - the library has no fields
    _field_mark(paragraph, "separate")


def _field_mark(paragraph: Any, kind: str) -> None:  # noqa: ANN401
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001


class _Writer:
    """Writes blocks at the end of one document."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401
        self._made = made
        self._marks = 0
        # The library's own look-up by name goes through all styles for every paragraph.
        self._styles = {style.name: style.style_id for style in made.styles}
        self._kinds: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "items": self._items,
            "quotation": self._quotation,
            "table": self._table,
            "references": self._references,
        }

    def front(self, report: Mapping[str, Any]) -> None:
        """The title, and the contents of a book."""
        front = report["front"]
        self._add("Title", front["title"])
        self._add("Subtitle", front["purpose"])
        for line in front["lines"]:
            self._add("Caption", line)
        headings = [b for b in report["blocks"] if b["kind"] == "heading"]
        listed = [b for b in headings if b["level"] <= _CONTENTS]
        if report["book"] and listed:
            self._add("TOC Heading", "目录")
            self._contents(listed)
            self._made.add_page_break()

    def _contents(self, headings: Sequence[Mapping[str, Any]]) -> None:
        made = [self._add(f"toc {heading['level']}") for heading in headings]
        _field_begin(made[0], f'TOC \\o "1-{_CONTENTS}" \\h \\z \\u')
        for paragraph, heading in zip(made, headings, strict=True):
            to = f"#{heading['id']}" if heading["id"] else ""
            self._runs(paragraph, [{"text": heading["text"], "to": to}])
        _field_mark(made[-1], "end")

    def _add(self, style: str, text: str = "") -> Any:  # noqa: ANN401
        """A paragraph at the end of the document."""
        made = self._made.add_paragraph(text)
        made._p.style = self._styles[style]  # noqa: SLF001 - see __init__
        return made

    def write(self, block: Mapping[str, Any]) -> None:
        """Write a block; charts and the index (which needs page numbers) are left out."""
        if block["kind"] in self._kinds:
            self._kinds[block["kind"]](block)

    def _heading(self, block: Mapping[str, Any]) -> None:
        made = self._add(f"Heading {min(block['level'], _LEVELS)}", block["text"])
        self._bookmark(made, block["id"])

    def _paragraph(self, block: Mapping[str, Any]) -> None:
        made = self._add(_ROLES.get(block["role"], "Normal"))
        self._runs(made, block["text"])
        if block["role"] == "label":
            made.paragraph_format.keep_with_next = True

    def _items(self, block: Mapping[str, Any]) -> None:
        for item in block["items"]:
            self._runs(self._add("List Bullet"), item)

    def _quotation(self, block: Mapping[str, Any]) -> None:
        made = self._add("Quote")
        self._runs(made, block["text"])
        self._runs(made, block["source"])

    def _table(self, block: Mapping[str, Any]) -> None:
        caption = self._add("Caption", block["caption"])
        caption.paragraph_format.keep_with_next = True
        rows, columns = block["rows"], block["columns"]
        table = self._made.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
        lines = list(table._tbl.tr_lst)  # noqa: SLF001 - table.cell() takes time with the square
        self._line(table, lines[0], [[{"text": name, "look": "strong"}] for name in columns])
        head = OxmlElement("w:tblHeader")
        lines[0].get_or_add_trPr().append(head)
        for line, row in zip(lines[1:], rows, strict=True):
            self._line(table, line, row)
        self._add("Normal")

    def _line(self, table: Any, line: Any, texts: Sequence[Any]) -> None:  # noqa: ANN401
        from docx.table import _Cell

        line.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for element, text in zip(line.tc_lst, texts, strict=True):
            paragraph = _Cell(element, table).paragraphs[0]
            paragraph._p.style = self._styles[_CELL]  # noqa: SLF001 - see __init__
            self._runs(paragraph, text)

    def _references(self, block: Mapping[str, Any]) -> None:
        for entry in block["entries"]:
            made = self._add("Normal")
            self._bookmark(made, entry["id"])
            made.add_run(f"[{entry['number']}] ")
            text, url = entry["text"], entry["url"]
            before, found, behind = text.partition(url) if url else (text, "", "")
            made.add_run(before)
            if found or url:
                self._link(made, {"text": url, "to": url})
            made.add_run(behind)

    def _runs(self, paragraph: Any, text: Any) -> None:  # noqa: ANN401
        for run in text if isinstance(text, list) else [text]:
            found = {"text": run} if isinstance(run, str) else run
            if found.get("to"):
                self._link(paragraph, found)
            else:
                _look(paragraph.add_run(found["text"]), found.get("look", ""))

    def _link(self, paragraph: Any, run: Mapping[str, Any]) -> None:  # noqa: ANN401
        """A link to a bookmark, or to a page of the web."""
        link, to = OxmlElement("w:hyperlink"), run["to"]
        if to.startswith("#"):
            link.set(qn("w:anchor"), _bookmark_name(to[1:]))
        elif to.startswith(("http://", "https://")):
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            link.set(qn("r:id"), paragraph.part.relate_to(to, kind, is_external=True))
        made = paragraph.add_run(run["text"])
        _look(made, run.get("look", ""))
        made.font.color.rgb = _INK
        link.append(made._r)  # noqa: SLF001 - the library has no links
        paragraph._p.append(link)  # noqa: SLF001

    def _bookmark(self, paragraph: Any, name: str) -> None:  # noqa: ANN401
        if not name:
            return
        self._marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._marks))
        start.set(qn("w:name"), _bookmark_name(name))
        paragraph._p.append(start)  # noqa: SLF001
        paragraph._p.append(end)  # noqa: SLF001


def _bookmark_name(id_: str) -> str:
    """A name that word processors take: letters, digits and low lines, at most 40."""
    plain = "".join(char if char.isascii() and char.isalnum() else "_" for char in id_)
    if len(plain) <= 36:  # noqa: PLR2004 - with the prefix 40
        return f"cb_{plain}"
    import hashlib

    return f"cb_{hashlib.sha256(id_.encode()).hexdigest()[:32]}"


def _look(run: Any, look: str) -> None:  # noqa: ANN401
    if look in _STRONG or look == "mark":
        run.bold = True
    if look == "mark":
        run.font.color.rgb = _INK
    if look == "cite":
        run.font.superscript = True
    if look in {"muted", "missing"}:
        run.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _timeless(data: bytes) -> bytes:
    """The same archive with one time for all of its parts."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            made.writestr(info, source.read(name))
    return target.getvalue()
