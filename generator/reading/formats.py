"""Which reader reads which file.

A reader is imported when its first file is met: the libraries of PDF, Word and HTML take longer to
load than an article takes to read.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.errors import UnreadableFile
from generator.reading.article import make_article
from generator.reading.decoding import decode
from generator.reading.frontmatter import split_front_matter
from generator.reading.plain import read_plain

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.reading.frontmatter import FrontMatter
    from generator.reading.source import Source

SUPPORTED = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")

MAX_BYTES = 20 * 1024 * 1024


def article_from_bytes(name: str, data: bytes, *, id_: str | None = None) -> Article:
    """The article in a file's bytes.

    Args:
        name: The file's name or relative path; its ending decides the format.
        data: The bytes.
        id_: The article's id; the name's stem by default.

    Raises:
        UnreadableFile: The bytes are too many, of another kind, damaged, or hold no text.
        BadFrontMatter: The block at the head is not valid.
    """
    path = PurePath(name)
    if len(data) > MAX_BYTES:
        size = len(data) / 1024 / 1024
        raise UnreadableFile(
            name, f"文件有 {size:.0f} MB，超过 20 MB 的上限", "请只保存文章正文后重试"
        )
    source, front = _read(path.suffix.lower(), data, name)
    return make_article(source, front, id_=id_ or path.stem, path=path.as_posix(), data=data)


def _read(suffix: str, data: bytes, name: str) -> tuple[Source, FrontMatter | None]:
    if suffix not in SUPPORTED:
        raise UnreadableFile(
            name, f"不支持的格式“{suffix}”", f"请另存为 {' '.join(SUPPORTED)} 之一"
        )
    if suffix == ".docx":
        from generator.reading.word import read_word

        return read_word(data, name), None
    if suffix == ".pdf":
        from generator.reading.portable import read_pdf

        return read_pdf(data, name), None
    return _read_text(suffix, decode(data, name), name)


def _read_text(suffix: str, text: str, name: str) -> tuple[Source, FrontMatter | None]:
    if suffix in (".html", ".htm"):
        from generator.reading.webpage import read_page

        return read_page(text), None
    front, start = split_front_matter(text, name)
    if front is None and suffix == ".txt":
        from generator.reading.record import read_embedded

        embedded = read_embedded(text)
        if embedded is not None:
            return embedded, None
    return read_plain(text, start, markdown=suffix in (".md", ".markdown")), front
