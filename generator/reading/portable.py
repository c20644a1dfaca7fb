"""PDF files with a text layer."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from generator.errors import UnreadableFile
from generator.reading.source import Mark, Source, source_of

if TYPE_CHECKING:
    from pathlib import Path

_END = re.compile(r"[。!?！？;；:：…][”’」』)）]*$")
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节])"
)
_RE_PAGE = re.compile(r"[-—–·\s]*+\d{1,4}[-—–·\s]*+$|\s*+第\s?\d{1,6}\s?页.*$")
_MIN_PAGES_OF_RUNNING_HEAD = 3
_FULL_LINE = 0.82
"""A line at least this long, of the page's usual full width, runs on into the next one."""


def read_pdf(data: bytes, path: Path | str) -> Source:
    """The lines of a PDF's text layer, put together to paragraphs.

    Raises:
        UnreadableFile: The bytes are no PDF, it is locked, or it holds pictures of text only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(path, "PDF 有密码", "请去除密码后重试")
        pages = [page.extract_text().splitlines() for page in reader.pages]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        NotImplementedError,
    ) as error:
        raise UnreadableFile(path, "不是有效的 PDF 文件", "请重新导出后重试") from error
    rows = [row for page in _without_running_heads(pages) for row in page]
    if not any(row.strip() for row in rows):
        raise UnreadableFile(
            path, "PDF 没有文字层（可能是扫描件）", "请先做文字识别（OCR），或改用原文的网页"
        )
    return source_of([(line, Mark.NONE) for line in paragraphs_of(rows)])


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without first and last lines that most pages share."""
    ends = Counter(row.strip() for page in pages for row in {*page[:1], *page[-1:]})
    many = {
        row
        for row, count in ends.items()
        if count >= max(_MIN_PAGES_OF_RUNNING_HEAD, len(pages) / 2)
    }
    return [
        [row for row in page if row.strip() not in many and not _RE_PAGE.fullmatch(row)]
        for page in pages
    ]


def paragraphs_of(rows: list[str]) -> list[str]:
    """Rows of a page put together: a row as long as the column runs on unless it ends a sentence."""
    lengths = sorted(len(row.strip()) for row in rows if row.strip())
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    found: list[str] = []
    open_ = False
    for row in rows:
        text = row.strip()
        indented = row.startswith(("\u3000", "  ")) or _NUMBERED.match(row) is not None
        if not text:
            open_ = False
        elif open_ and not indented:
            found[-1] += text
        else:
            found.append(text)
        full = len(text) >= _FULL_LINE * width
        open_ = bool(text) and full and not (_END.search(text) and len(text) < width)
    return found
