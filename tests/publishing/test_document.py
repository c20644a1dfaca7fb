"""The text document: opened again by its own library, with real styles, links and contents."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from generator.errors import UnknownSubject
from generator.publishing.blank_document import Blank, blank
from generator.publishing.document import document
from generator.rendering.manuscript import manuscript
from tests.rendering import sample
from tests.rendering.hostile import hostile


@pytest.fixture(scope="module")
def book() -> bytes:
    return document(manuscript(sample.casebook(hostile())).record(breaks=False))


def xml(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def test_headings_quotes_and_tables_have_real_styles(book: bytes) -> None:
    made = Document(io.BytesIO(book))
    styles = {p.style.name for p in made.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Quote", "Caption", "toc 1"} <= styles
    assert made.tables
    assert {c.paragraphs[0].style.name for c in made.tables[0].rows[0].cells} == {"Table Text"}
    assert made.tables[0].style.name == "Table Grid"
    fonts = made.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "宋体"


def test_the_contents_are_a_field_that_lists_the_headings(book: bytes) -> None:
    made = Document(io.BytesIO(book))
    assert 'TOC \\o "1-3"' in xml(book)
    listed = [p.text for p in made.paragraphs if p.style.name.startswith("toc ")]
    heads = [
        p.text for p in made.paragraphs if p.style.name in {"Heading 1", "Heading 2", "Heading 3"}
    ]
    assert heads
    assert listed == heads
    marks = re.findall(r'fldCharType="(\w+)"', xml(book))
    assert marks == ["begin", "separate", "end"]


def test_every_link_inside_has_its_bookmark(book: bytes) -> None:
    text = xml(book)
    targets = set(re.findall(r'w:anchor="([^"]+)"', text))
    assert targets
    assert targets <= set(re.findall(r'w:bookmarkStart[^>]* w:name="([^"]+)"', text))
    assert all(len(name) <= 40 for name in targets)


def test_the_same_bytes_twice(book: bytes) -> None:
    assert document(manuscript(sample.casebook(hostile())).record(breaks=False)) == book


def test_one_case_has_the_form_of_the_collections() -> None:
    made = Document(
        io.BytesIO(document(manuscript(sample.casebook(), "yunxi/approval").record(breaks=False)))
    )
    assert made.paragraphs[0].text == "云溪经开区·审批服务"
    heads = [p.text for p in made.paragraphs if p.style.name.startswith("Heading")]
    parts = [head for head in heads if head in ("背景", "主要做法", "工作成效", "创新亮点")]
    assert parts[-1] in ("工作成效", "创新亮点")
    assert parts == [p for p in ("背景", "主要做法", "工作成效", "创新亮点") if p in parts]
    assert any("4.78万件" in p.text for p in made.paragraphs if p.style.name == "Quote")


def test_names_will_do_and_an_unknown_case_is_named_with_those_there_are() -> None:
    by_name = manuscript(sample.casebook(), "云溪经开区·审批服务")
    assert by_name.front.title == "云溪经开区·审批服务"
    with pytest.raises(UnknownSubject, match="yunxi/approval"):
        manuscript(sample.casebook(), "yunxi/water")


def test_hostile_words_are_text(book: bytes) -> None:
    text = xml(book)
    assert "<script" not in text.replace("&lt;script", "")
    rels = xml(book, "word/_rels/document.xml.rels")
    assert "javascript:" not in rels
    assert "file:" not in rels


def test_marks_have_chinese_forms_and_words_of_others_are_quoted(book: bytes) -> None:
    assert 'w:eastAsia="zh-CN"' in xml(book, "word/styles.xml")
    assert 'w:eastAsia="en-US"' not in xml(book, "word/styles.xml")
    quotes = [p.text for p in Document(io.BytesIO(book)).paragraphs if p.style.name == "Quote"]
    assert quotes
    assert all(text.startswith("“") and "”" in text for text in quotes)


def test_places_to_break_are_left_to_the_word_processor(book: bytes) -> None:
    assert "\u200b" not in xml(book)
    assert "https://example.org/" in xml(book)


def test_a_title_may_hold_what_xml_has_no_form_for() -> None:
    made = Blank.read(blank("甲\ufffe乙\x02", (2024, 5, 6))).filled([], {})
    assert Document(io.BytesIO(made)).core_properties.title == "甲乙"
