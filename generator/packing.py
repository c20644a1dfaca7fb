"""The data package of a casebook, its slow parts made once for each content."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec.structs import replace

from generator.model.keeping import made_anew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.model.article import Article
    from generator.model.casebook import Casebook
    from generator.model.keeping import Keep
    from generator.publishing.datapackage import PackageFiles
    from generator.publishing.dataset import Row


_NO_HEAD: Any = {
    "text": "", "paragraphs": (), "repairs": (), "offsets": (), "asides": (), "path": "", "source_hash": "",
}  # fmt: skip
"""Fields of an article that no reference names."""


Parts: TypeAlias = "dict[str, Callable[[], Any]]"
"""What makes the parts of a package, each by itself, the longest first."""


def package(
    casebook: Casebook,
    *,
    full_text: bool = False,
    docx: bool = True,
    case: str | None = None,
    keep: Keep = made_anew,
) -> PackageFiles:
    """The data package, with the book (or a case of it) as a text document.

    Args:
        casebook: The casebook.
        full_text: Whether whole articles and long quotes may be written whatever their rights.
        docx: Whether it holds the text document.
        case: ``park/theme``: the document holds this case alone.
        keep: What remembers results.

    Raises:
        UnknownSubject: There is no such case.
    """
    made = parts(casebook, full_text=full_text, docx=docx, case=case, keep=keep)
    return put_together(casebook, {name: make() for name, make in made.items()})


def parts(
    casebook: Casebook,
    *,
    full_text: bool = False,
    docx: bool = True,
    case: str | None = None,
    keep: Keep = made_anew,
) -> Parts:
    """The parts of a package, for ``put_together``; see ``package``."""
    from generator.publishing import datapackage
    from generator.publishing.dataset import dataset

    @cache
    def rows() -> Mapping[str, Sequence[Row]]:
        return dataset(casebook, full_text=full_text)

    def text() -> dict[str, bytes]:
        return {"casebook.docx": _document(casebook, case, keep)} if docx else {}

    def others() -> dict[str, bytes]:
        made = _references([source.article for source in casebook.sources], keep)
        named = {f"references.{ending}": data for ending, data in made.items()}
        return named | datapackage.annotated_files(casebook, full_text=full_text)

    return {
        "text": text,
        "workbook": lambda: datapackage.workbook_files(casebook, rows(), keep),
        "tables": lambda: datapackage.table_files(casebook, rows()),
        "others": others,
    }


def put_together(casebook: Casebook, made: Mapping[str, Any]) -> PackageFiles:
    """The package of its parts, by the names that ``parts`` gave them."""
    from generator.publishing.datapackage import assembled

    others = {
        path: data for name in ("text", "workbook", "others") for path, data in made[name].items()
    }
    return assembled(casebook, made["tables"], others)


def reference_files(articles: Mapping[str, Article], keep: Keep = made_anew) -> dict[str, bytes]:
    """The files for reference managers beside the page of each article.

    Args:
        articles: By the address of the article's page without its ending: ``sources/a-001``.
        keep: What remembers results.
    """
    return {
        f"{stem}.{ending}": data
        for stem, article in articles.items()
        for ending, data in _references([article], keep).items()
    }


def _document(casebook: Casebook, case: str | None, keep: Keep) -> bytes:
    from generator.publishing.document import document
    from generator.rendering.manuscript import manuscript

    return document(manuscript(casebook, case).record(breaks=False), keep)


def _references(articles: Iterable[Article], keep: Keep) -> dict[str, bytes]:
    """What the heads of articles say: without the texts, which no reference depends on."""
    heads = [replace(a, **_NO_HEAD) for a in articles]

    def make() -> bytes:
        from generator.publishing.bibliography import bibliography

        made = bibliography(heads)
        return json.dumps({ending: data.decode() for ending, data in made.items()}).encode()

    kept = json.loads(keep(f"references\0{_digest(repr(heads))}", make))
    return {ending: text.encode() for ending, text in kept.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
