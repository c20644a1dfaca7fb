from __future__ import annotations

import pytest

from generator.errors import UnreadableFile
from generator.reading import article_from_bytes
from generator.reading.portable import paragraphs_of, read_pdf
from tests.reading import pages


def test_the_text_layer_is_read() -> None:
    source = read_pdf(
        pages.pdf("The park served 312 firms in 2024.", "It cut the time to 3 days."), "a.pdf"
    )
    assert "312 firms" in source.raw
    assert "3 days" in source.raw


def test_a_scan_is_refused_with_a_remedy() -> None:
    with pytest.raises(UnreadableFile, match="OCR"):
        article_from_bytes("a.pdf", pages.pdf("", ""))


@pytest.mark.parametrize("data", [b"%PDF-1.4\nbroken", b"", "文字".encode()])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="PDF"):
        article_from_bytes("a.pdf", data)


def test_rows_are_put_together_to_paragraphs() -> None:
    rows = [
        "青溪高新区优化营商环境",
        "　　今年以来，园区新增企业三百余家，审批时限压缩到三个工作日，企业满意度达",
        "到百分之九十九，较去年同期提高十二个百分点。",
        "　　下一步，园区将继续推进改革。",
        "一、主要做法",
        "　　设立驿站十二个。",
    ]
    assert paragraphs_of(rows) == [
        "青溪高新区优化营商环境",
        "今年以来，园区新增企业三百余家，审批时限压缩到三个工作日，企业满意度达到百分之九十九，较去年同期提高十二个百分点。",
        "下一步，园区将继续推进改革。",
        "一、主要做法",
        "设立驿站十二个。",
    ]
