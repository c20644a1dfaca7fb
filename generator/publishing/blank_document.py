"""A text document with nothing in it but its styles, into which a text is put without its library.

The library that makes documents takes as long to load and to open its own model as a book takes to
write, and what it makes is the same for all books of one title and day: so it is made once, and kept.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.publishing import wordprocessing as word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MADE = (2020, 1, 1)
_BATCH = 500
"""Pieces that are written together: each by itself takes longer to pack."""
_UNIX = 3
_LEVEL = 3
"""How hard parts are packed: a fifth larger than at most, in half the time."""
_SONG, _HEI = "宋体", "黑体"
LEVELS = 4
"""Levels of headings."""
CONTENTS = 3
"""Levels of headings in the table of contents."""
CELL = "Table Text"
"""The style of the text of tables."""
_TEXT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_LINK = (
    '<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    '/hyperlink" Target="%s" TargetMode="External"/>'
)
_END_OF_TEXT, _END_OF_RELATIONS = "<w:sectPr", "</Relationships>"


class Blank(Struct, frozen=True):
    """A document to be filled.

    Attributes:
        text: The part that holds the text, as XML without any.
        relations: The part that says where its links lead, as XML.
        archive: All other parts, as an archive.
    """

    text: str
    relations: str
    archive: bytes

    @classmethod
    def read(cls, data: bytes) -> Blank:
        """What ``written`` wrote."""
        head, _, archive = data.partition(b"\n")
        text, relations = json.loads(head)
        return cls(text, relations, archive)

    def written(self) -> bytes:
        """All of it in one piece."""
        return b"\n".join([json.dumps([self.text, self.relations]).encode(), self.archive])

    def filled(self, pieces: Iterable[str], links: Mapping[str, str]) -> bytes:
        """The document's bytes.

        Args:
            pieces: Paragraphs and tables.
            links: The addresses that they lead to with the names of their relations; it is looked
                at when all pieces are there.
        """
        target = io.BytesIO(self.archive)
        with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            _add(archive, _TEXT, _inside(self.text, _END_OF_TEXT, pieces))
            named = (_LINK % (name, word.attribute(address)) for address, name in links.items())
            _add(archive, _RELATIONS, _inside(self.relations, _END_OF_RELATIONS, named))
        return target.getvalue()


def _inside(frame: str, end: str, pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces within a part, before where it ends with ``end``."""
    at = frame.rindex(end)
    yield frame[:at].encode()
    rest = iter(pieces)
    while batch := "".join(islice(rest, _BATCH)):
        yield batch.encode()
    yield frame[at:].encode()


def blank(title: str, date: Sequence[int] | None) -> bytes:
    """A document with styles and properties, as ``Blank.written`` writes it.

    Args:
        title: For the document's properties.
        date: Year, month and day of the data, for the properties.
    """
    from docx import Document

    made = Document()
    _page(made)
    _styles(made)
    _properties(made, title, date)
    parts = _parts(made.part.package)
    text, relations = (parts.pop(name).decode() for name in (_TEXT, _RELATIONS))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in parts.items():
            _add(archive, name, [content])
    return Blank(text, relations, target.getvalue()).written()


def _page(made: Any) -> None:  # noqa: ANN401 - python-docx is untyped here
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

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
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    styles = made.styles
    _font(styles["Normal"], _SONG, 12)
    styles["Normal"].paragraph_format.line_spacing = 1.5
    for name in ("Body Text", "Quote", "Caption", "Subtitle", "List Bullet", "List Number"):
        _font(styles[name], _SONG, 10.5 if name in {"Quote", "Caption"} else 12)
    for level in range(1, LEVELS + 1):
        _font(styles[f"Heading {level}"], _HEI, (18, 16, 14, 12)[level - 1])
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _font(styles["Title"], _HEI, 26)
    for language in styles.element.iter(
        qn("w:lang")
    ):  # else marks have the forms of another country
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, size in ((CELL, 9), *((f"toc {n}", 12) for n in range(1, CONTENTS + 1))):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, _SONG, size)
        style.paragraph_format.line_spacing = 1.15
        style.paragraph_format.space_after = Pt(0)
    for level in range(2, CONTENTS + 1):
        styles[f"toc {level}"].paragraph_format.left_indent = Cm(0.75 * (level - 1))
    styles["Caption"].font.bold = False
    styles["Quote"].paragraph_format.left_indent = Cm(0.85)
    styles["Quote"].font.italic = False
    styles["Subtitle"].font.italic = False


def _font(style: Any, name: str, size: float) -> None:  # noqa: ANN401
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _properties(made: Any, title: str, date: Sequence[int] | None) -> None:  # noqa: ANN401
    properties = made.core_properties
    properties.title = word.writable(title)[:255]
    properties.author = "casebook"
    properties.comments = "根据公开报道整理，未经当事单位核实"
    properties.language = "zh-CN"
    year, month, day = date or _MADE
    when = dt.datetime(year, month, day)  # noqa: DTZ001 - the library wants a bare time
    properties.created = properties.modified = when
    properties.last_modified_by = "casebook"


def _parts(package: Any) -> dict[str, bytes]:  # noqa: ANN401
    """The parts of a package by name.

    The library's own way of saving asks the clock, and fails where that shows a year before 1980.
    """
    from docx.opc.pkgwriter import PackageWriter

    writer: Any = PackageWriter  # partly without types
    for part in package.parts:
        part.before_marshal()
    parts = _Parts()
    writer._write_content_types_stream(parts, package.parts)  # noqa: SLF001
    writer._write_pkg_rels(parts, package.rels)  # noqa: SLF001
    writer._write_parts(parts, package.parts)  # noqa: SLF001
    return parts.found


class _Parts:
    """Takes the parts of a package in place of an archive."""

    def __init__(self) -> None:
        self.found: dict[str, bytes] = {}

    def write(self, uri: Any, blob: bytes) -> None:  # noqa: ANN401
        """Take a part."""
        self.found[uri.membername] = blob


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    """Add a part, of the same time as all parts of all documents."""
    with archive.open(name, "w") as stream:
        for piece in pieces:
            stream.write(piece)
    info = archive.getinfo(name)  # what is said here is written when the archive is closed
    info.create_system = _UNIX
