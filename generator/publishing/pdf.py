"""A report as a PDF file: set by Typst, checked, written in one step.

Typst runs inside of this process and reads from memory alone: the templates, one JSON file and
the charts. Fonts come from a package and from the folder that a person names, never from the
machine, so that every machine makes the same bytes. A warning of the compiler is an error here,
because its warnings are about what readers would see: a font that is not there.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import typst
from pypdf import PdfReader

from generator.errors import MissingTemplate, PdfFailed
from generator.publishing.pdf_fonts import Typefaces, load
from generator.publishing.writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MAIN = "main.typ"
_STANDARD = "ua-1"
"""PDF/UA-1: tagged, titled, with a language and a description of every picture."""
_GETA = "〓"
_BREAK = "\u200b"
"""Where a line may break: nothing to draw."""
_compile: Any = typst.compile_with_warnings  # its stub does not know of files in memory


def publish_pdf(
    target: Path,
    content: str,
    charts: Mapping[str, bytes],
    *,
    templates: Path,
    font_dir: Path | None = None,
) -> int:
    """Set a report and write it; the last good file stays if anything fails.

    Args:
        target: The file.
        content: The report as JSON (``ReportContent.json``).
        charts: SVG by the file names that the report gives.
        templates: The product's templates; those of this module are in ``pdf/``.
        font_dir: A folder of an office's own fonts, which win over the package's.

    Returns:
        How many pages it has.

    Raises:
        PdfFailed: The report could not be set, or not without a warning.
    """
    data = compile_pdf(content, charts, templates=templates, font_dir=font_dir)
    try:
        replace_file(target, data)
    except OSError as error:
        raise PdfFailed(f"{target} 无法写入（{error.strerror}）") from error
    return len(PdfReader(io.BytesIO(data)).pages)


def compile_pdf(
    content: str,
    charts: Mapping[str, bytes],
    *,
    templates: Path,
    font_dir: Path | None = None,
) -> bytes:
    """The report as PDF; the same bytes whenever it is made.

    Raises:
        PdfFailed: As in ``publish_pdf``.
        MissingTemplate: The templates of this module are not there.
    """
    faces = load(font_dir)
    files = {path.name: path.read_bytes() for path in sorted((templates / "pdf").glob("*.typ"))}
    if _MAIN not in files:
        raise MissingTemplate(_MAIN, templates / "pdf")
    files |= {f"charts/{name}": svg for name, svg in charts.items()}
    files["content.json"] = _printable(content, faces).encode()
    try:
        made, warnings = _compile(
            files,
            font_paths=faces.fonts,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=_STANDARD,
        )
    except (typst.TypstError, RuntimeError) as error:
        raise PdfFailed(_reason(error)) from error
    if warnings:
        raise PdfFailed("；".join(sorted({_reason(warning) for warning in warnings})))
    return bytes(made)


def _printable(content: str, faces: Typefaces) -> str:
    """The content with the typefaces, and a geta mark 〓 for what none of them can draw."""
    known = faces.characters
    shown = "".join(c if c < "\x7f" or c == _BREAK or ord(c) in known else _GETA for c in content)
    return f'{{"fonts": {json.dumps(faces.families, ensure_ascii=False)}, {shown[1:]}'


def _reason(trouble: object) -> str:
    """The compiler's message on one line."""
    return " ".join(str(getattr(trouble, "message", trouble)).split())
