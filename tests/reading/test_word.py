from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.errors import UnreadableFile
from generator.model.article import ParagraphKind
from generator.reading import article_from_bytes


def _saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_paragraphs_headings_lists_and_tables() -> None:
    document = docx.Document()
    document.add_heading("青溪高新区优化营商环境工作汇报", 0)
    document.add_paragraph("来源：青溪高新区管委会  2024年7月3日")
    document.add_paragraph("今年以来，园区新增企业３１２家，同比增长12%。")
    document.add_heading("审批提速", 1)
    document.add_paragraph("审批时限压缩到3个工作日；", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ["事项", "时限", "立项", "2天"], strict=True
    ):
        cell.text = text
    document.add_paragraph("下一步，园区将继续推进改革。")
    article = article_from_bytes("a.docx", _saved(document))
    assert article.title == "青溪高新区优化营商环境工作汇报"
    assert article.text.split("\n") == [
        "今年以来,园区新增企业312家,同比增长12%。",
        "审批提速",
        "审批时限压缩到3个工作日;",
        "下一步,园区将继续推进改革。",
    ]
    assert article.paragraphs[1].kind is ParagraphKind.HEADING
    assert [aside.text for aside in article.asides] == ["事项 | 时限", "立项 | 2天"]
    assert article.publisher == "青溪高新区管委会"


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("时限由")
    for tag, text_tag, text in (("del", "delText", "20天"), ("ins", "t", "15天")):
        paragraph._p.append(
            parse_xml(
                f"<w:{tag} {nsdecls('w')} w:id='1' w:author='a'><w:r><w:{text_tag}>{text}</w:{text_tag}></w:r></w:{tag}>"
            )
        )
    paragraph.add_run("压缩到3天。")
    assert article_from_bytes("a.docx", _saved(document)).text == "时限由15天压缩到3天。"


def test_a_file_that_is_no_word_file_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "不是")
    for data in (b"", b"PK\x03\x04broken", buffer.getvalue(), "文字".encode()):
        with pytest.raises(UnreadableFile, match="Word"):
            article_from_bytes("a.docx", data)
