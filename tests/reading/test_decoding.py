from __future__ import annotations

import pytest

from generator.errors import UnreadableFile
from generator.reading.decoding import chinese_share, decode

_TEXT = "青溪高新区今年以来新增企业312家，审批时限压缩到3个工作日，企业满意度为99.5%。\n" * 3
_TRADITIONAL = "青溪高新區今年以來新增企業312家，審批時限壓縮到3個工作日，企業滿意度為99.5%。\n" * 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"],
)
def test_simplified_text_is_decoded_by_its_bytes(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding), "a.txt") == _TEXT


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030", "utf-16"])
def test_traditional_text_is_decoded_by_its_bytes(encoding: str) -> None:
    assert decode(_TRADITIONAL.encode(encoding), "a.txt") == _TRADITIONAL


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


def test_one_broken_byte_does_not_cost_the_article() -> None:
    data = (_TEXT * 10).encode()
    assert "新增企业312家" in decode(data[:-2], "a.txt")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片"),
        (b"PK\x03\x04" + bytes(100), "Office"),
        (b"%PDF-1.7\n", "PDF"),
        (bytes(range(256)) * 20, "不是文本文件"),
    ],
)
def test_other_kinds_of_file_are_refused(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableFile, match=word):
        decode(data, "a.txt")


def test_a_wrong_decoding_has_few_common_characters() -> None:
    assert chinese_share(_TRADITIONAL.encode("big5").decode("gb18030", "replace")) < chinese_share(
        _TRADITIONAL
    )
