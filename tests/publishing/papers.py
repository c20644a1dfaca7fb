"""Reports of the sample on paper, each made once for all tests, and what is read back from them."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from generator.publishing.pdf import compile_pdf
from generator.rendering.report import WHOLE, Scope, Style, report
from generator.rendering.reporting.content import Front, ReportContent
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.hostile import hostile as hostile_article

SCOPES = {
    "book": WHOLE,
    "park": Scope((sample.YUNXI,)),
    "theme": Scope(theme=sample.THEMES[1]),
    "compare": Scope((sample.YUNXI, sample.HAITANG)),
}
MM = 72 / 25.4


@cache
def content(scope: str = "book", style: str = "gongwen", *, hostile: bool = False) -> ReportContent:
    extra = [hostile_article()] if hostile else []
    return report(sample.casebook(*extra), SCOPES[scope], Style(style))


def made(value: ReportContent) -> bytes:
    return compile_pdf(value.json(), value.charts, templates=templates_dir())


@cache
def data(scope: str = "book", style: str = "gongwen", *, hostile: bool = False) -> bytes:
    return made(content(scope, style, hostile=hostile))


@cache
def pdf(scope: str = "book", style: str = "gongwen", *, hostile: bool = False) -> PdfReader:
    return PdfReader(io.BytesIO(data(scope, style, hostile=hostile)))


def read(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    """Without blanks and the invisible places where a line may break."""
    return re.sub(r"[\s\u200b\u00ad\u2060]", "", text)


def paper(
    *blocks: Any, style: str = "gongwen", title: str = "样张", book: bool = False
) -> PdfReader:
    value = ReportContent(
        Front(title, "供试排", ("数据截至某日",)), blocks, {}, style, book, None, title
    )
    return PdfReader(io.BytesIO(made(value)))


def links(reader: PdfReader) -> tuple[set[str], int]:
    """The web addresses, and how many links lead into the document."""
    addresses, inside = set(), 0
    for page in reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A", {})
            if "/URI" in action:
                addresses.add(str(action["/URI"]))
            else:
                inside += 1
    return addresses, inside


everything = pytest.mark.parametrize(
    ("scope", "style"), [(scope, style.value) for scope in SCOPES for style in Style]
)
styles = pytest.mark.parametrize("style", [style.value for style in Style])
