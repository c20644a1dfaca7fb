"""Writing an imported article into a corpus, with front matter for a person to review."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct

from generator.model.filename import DEVICES
from generator.publishing.lock import exclusive
from generator.publishing.writing import create_file, sweep
from generator.spelling import sounds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.article import Article

_SLUG_LENGTH = 60
_UNDATED = "undated"


class Imported(Struct, frozen=True):
    """What became of one article.

    Attributes:
        path: Where it stands in the corpus.
        new: False when the same article was there already.
        doubts: What needs a human's eye, in Chinese.
    """

    path: Path
    new: bool
    doubts: tuple[str, ...]


def import_article(article: Article, corpus: Path, *, url: str | None = None) -> Imported:
    """Write an article to ``corpus/articles/<park>/<date>-<slug>.md``.

    Nothing is ever overwritten: the same article again is left as it is (also when a person has
    edited its front matter since), another one of the same name gets a number.

    Args:
        article: The article, as it was read.
        corpus: The corpus folder.
        url: The address it was fetched from, when the page itself states none.

    Raises:
        Busy: Another run is importing into the same corpus.
        OSError: The disk is full or cannot be written; nothing was made.
    """
    folder = corpus / "articles" / (slug(article.subject or "") or "unsorted")
    date = article.published.date.isoformat() if article.published else _UNDATED
    name = f"{date}-{slug(article.title) or 'article'}"
    text = _markdown(article, url)
    with exclusive(corpus):
        sweep([folder])
        return _filed(article, folder, name, text)


def _filed(article: Article, folder: Path, name: str, text: str) -> Imported:
    """Put the article under the first name that is free, unless it is there."""
    for path in _names(folder, name):
        if not path.exists():
            create_file(path, text.encode())
            return Imported(path, new=True, doubts=_doubts(article))
        if _body(path.read_text(encoding="utf-8", errors="replace")) == _body(text):
            return Imported(path, new=False, doubts=())
    raise AssertionError


def slug(text: str) -> str:
    """An ASCII name for files from Chinese words; never a device name, never a path."""
    words = re.findall(r"[a-z0-9]+", "-".join(sounds(text)).lower())
    short = "-".join(words)[:_SLUG_LENGTH].strip("-")
    return f"{short}-" if short in DEVICES else short


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.md"
    number = 2
    while True:
        yield folder / f"{name}-{number}.md"
        number += 1


def _markdown(article: Article, url: str | None) -> str:
    published: Any = article.published.date if article.published else None
    if article.published and article.published.inferred:
        published = {"date": article.published.date, "inferred": True}
    fields = {
        "title": article.title,
        "publisher": article.publisher,
        "carrier": article.carrier,
        "authors": list(article.authors),
        "editors": list(article.editors),
        "published": published,
        "url": article.url or url,
        "rights": article.rights.value,
        "subject": article.subject,
    }
    kept = {key: value for key, value in fields.items() if value}
    head = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1000)
    paragraphs = [
        f"## {p.text}" if p.kind.value == "heading" else p.text for p in article.paragraphs
    ]
    return f"---\n{head}---\n\n" + "\n\n".join(paragraphs) + "\n"


def _body(text: str) -> str:
    return text.partition("\n---\n")[2].strip()


def _doubts(article: Article) -> tuple[str, ...]:
    doubts = []
    if article.published is None:
        doubts.append("没有找到发布日期")
    elif article.published.inferred:
        doubts.append(f"发布日期 {article.published.date} 是推断的")
    if not article.publisher:
        doubts.append("没有找到来源")
    if not article.subject:
        doubts.append("没有认出主要园区")
    doubts += [
        f"“{r.before[:12]}”处疑似受损" for r in article.repairs if r.kind.value == "gbk-suspect"
    ]
    return tuple(doubts)
