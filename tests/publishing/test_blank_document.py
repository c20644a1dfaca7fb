"""A document made once without its text, and filled by others."""

from __future__ import annotations

import io
import zipfile

from docx import Document

from generator.publishing import wordprocessing as word
from generator.publishing.blank_document import Blank, blank
from generator.publishing.document import _style, document
from generator.rendering.manuscript import manuscript
from tests.rendering import sample

TITLE = "云溪<&>案例"


def _filled(*words: str, links: dict[str, str] | None = None) -> bytes:
    pieces = (word.paragraph("Normal", word.run(text)) for text in words)
    return Blank.read(blank(TITLE, (2024, 6, 3))).filled(pieces, links or {})


def test_it_is_what_was_written() -> None:
    made = Blank.read(blank(TITLE, None))
    assert Blank.read(made.written()) == made
    assert blank(TITLE, None) == made.written()
    assert blank(TITLE, (2024, 6, 3)) != made.written()


def test_what_is_put_in_is_all_that_it_says() -> None:
    made = Document(io.BytesIO(_filled("甲 < 乙", "“丙”\x0b&")))
    assert [p.text for p in made.paragraphs] == ["甲 < 乙", "“丙”&"]
    assert made.core_properties.title == TITLE
    assert made.core_properties.created.isoformat().startswith("2024-06-03")
    assert round(made.sections[0].page_width.cm) == 21
    assert "PAGE" in made.sections[0].footer._element.xml


def test_links_are_told_when_all_pieces_are_there() -> None:
    links: dict[str, str] = {}
    address = 'https://a.example/?b="1"&c=2'

    def pieces() -> list[str]:
        links[address] = "link1"
        return [word.paragraph("Normal", word.outer_link("甲", "link1"))]

    made = Document(io.BytesIO(Blank.read(blank(TITLE, None)).filled(iter(pieces()), links)))
    assert made.part.rels["link1"].target_ref == address
    assert made.paragraphs[0].hyperlinks[0].address == address


def test_every_part_is_there_once() -> None:
    with zipfile.ZipFile(io.BytesIO(_filled("甲"))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(names) == len(set(names))
    assert {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"} <= set(
        names
    )
    assert names[0] == "[Content_Types].xml"


def test_a_kept_one_changes_nothing() -> None:
    content = manuscript(sample.casebook()).record(breaks=False)
    kept: dict[str, bytes] = {}
    made = 0

    def keep(key: str, make: object) -> bytes:
        nonlocal made
        if key not in kept:
            made += 1
            kept[key] = make()  # type: ignore[operator]
        return kept[key]

    assert document(content, keep) == document(content, keep) == document(content)
    assert made == 1


def test_styles_have_the_names_that_the_text_gives_them() -> None:
    styles = {s.name: s.style_id for s in Document(io.BytesIO(_filled("甲"))).styles}
    used = ["Normal", "Title", "Subtitle", "Caption", "Quote", "Body Text", "List Bullet",
            "Table Text", "Table Grid", "TOC Heading", *(f"toc {n}" for n in (1, 2, 3)),
            *(f"Heading {n}" for n in (1, 2, 3, 4))]  # fmt: skip
    assert {name: styles[name] for name in used} == {name: _style(name) for name in used}
