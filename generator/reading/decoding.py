"""Bytes to text by their content; what a page declares of itself is only a tie-breaker.

Chinese pages say gb2312 and hold GB18030, say utf-8 and hold Big5; so a declaration is never
believed against the bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import UnreadableFile

if TYPE_CHECKING:
    from pathlib import Path

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# Files of other kinds that people rename or pick by mistake, by their first bytes.
_MAGIC = {
    b"PK\x03\x04": "压缩包或 Office 文件",
    b"\xd0\xcf\x11\xe0": "旧版 Office 文件（.doc/.xls）",
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"\x7fELF": "程序",
    b"MZ\x90": "程序",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
}

# The commonest characters of running Chinese, in both scripts: a wrong decoding has few of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心"
    "园区企服务审批项目优营商环境市县省改革展建设推提升办"
    "這個國時來們會動對發產種過說學經進電現實體機當點從業開還應園區務審項優營環縣間與關線內數長"
    "，。、：；“”（）0123456789"
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
# utf-16 without a mark: nearly every other byte of its ASCII and punctuation is zero.
_MAX_CONTROL_SHARE = 0.002
_MAX_BROKEN_SHARE = 0.002
_SAMPLE = 40_000


def decode(data: bytes, path: Path | str) -> str:
    r"""The text of ``data`` with ``\n`` line ends and no byte order mark.

    Raises:
        UnreadableFile: The bytes are no text, or text in an encoding that is not known.
    """
    _refuse_other_kinds(data, path)
    text = _marked(data) or _unmarked(data)
    if text is None:
        raise UnreadableFile(path, "不是文本文件或编码无法识别", "请另存为 UTF-8 编码的文本后重试")
    return _unified(text)


def _refuse_other_kinds(data: bytes, path: Path | str) -> None:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableFile(
                path, f"内容是{kind}，与扩展名不符", "请改正扩展名，或另存为文本后重试"
            )


def _marked(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text if _is_text(text) else None
    return None


def _unmarked(data: bytes) -> str | None:
    text = _tolerant(data, "utf-8")
    if text is not None and _is_text(text):
        return text
    encodings = (
        ("utf-16-le", "utf-16-be") if b"\x00" in data[:_SAMPLE] else ("gb18030", "big5hkscs")
    )
    found = [(chinese_share(t), t) for e in encodings if (t := _tolerant(data, e)) is not None]
    usable = [(share, t) for share, t in found if _is_text(t) and share > 0]
    return max(usable, key=lambda pair: pair[0])[1] if usable else None


def _tolerant(data: bytes, encoding: str) -> str | None:
    """The text, a few broken bytes allowed: one bad byte is no reason to lose an article."""
    text = data.decode(encoding, errors="replace")
    return text if text.count("\ufffd") <= max(1, len(text) * _MAX_BROKEN_SHARE) else None


def chinese_share(text: str) -> float:
    """Share of a text's non-ASCII characters that are common in Chinese, 0 to 1."""
    wide = [char for char in text[:_SAMPLE] if char > "\x7f"]
    return sum(char in _COMMON for char in wide) / len(wide) if wide else 1.0


def _is_text(text: str) -> bool:
    return len(_CONTROL.findall(text[:_SAMPLE])) <= len(text[:_SAMPLE]) * _MAX_CONTROL_SHARE


def _unified(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", text)
