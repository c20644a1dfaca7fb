"""The articles for reference managers: BibTeX, RIS and CSL-JSON.

pybtex and rispy write the first two, because escaping and line forms are theirs to know; CSL-JSON is
JSON of a published schema (citation-style-language/schema, ``csl-data.json``).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from generator.model.article import Article

_LANGUAGE = "zh-CN"

# What a citation key must not hold: blanks, commas, braces and other marks of BibTeX
_RE_NO_KEY = re.compile(r"[\s,{}\\\"'#%~=()]+")


def reference_files(articles: Mapping[str, Article]) -> dict[str, bytes]:
    """The three files of each article.

    Args:
        articles: By the address of the article's page without its ending: ``sources/a-001``.
    """
    files: dict[str, bytes] = {}
    for stem, article in articles.items():
        files |= {f"{stem}.{ending}": data for ending, data in bibliography([article]).items()}
    return files


def bibliography(articles: Iterable[Article]) -> dict[str, bytes]:
    """The articles as one file of each form, by its ending: ``bib``, ``ris``, ``csl.json``."""
    listed = tuple(articles)
    return {"bib": bibtex(listed), "ris": ris(listed), "csl.json": csl_json(listed)}


def bibtex(articles: Iterable[Article]) -> bytes:
    """BibTeX; web pages are ``@online``, what has no address is ``@misc``."""
    from pybtex.database import BibliographyData

    entries = {_key(article): _bibtex_entry(article) for article in articles}
    return str(BibliographyData(entries).to_string("bibtex")).encode()


def _bibtex_entry(article: Article) -> Any:  # noqa: ANN401 - pybtex is untyped
    from pybtex.database import Entry, Person

    published, accessed = _published(article), article.accessed
    fields = {
        "title": f"{{{_bare(article.title)}}}",
        "publisher": _bare(article.publisher or ""),
        "date": published.isoformat() if published else "",
        "year": str(published.year) if published else "",
        "url": article.url or "",
        "urldate": accessed.isoformat() if accessed else "",
        "language": "chinese",
    }
    names = [Person(last=_bare(name)) for name in article.authors]
    people = names or [Person(last=f"{{{_bare(body)}}}") for body in _bodies(article)]
    kept = {name: value for name, value in fields.items() if value}
    return Entry("online" if article.url else "misc", kept, {"author": people} if people else {})


def ris(articles: Iterable[Article]) -> bytes:
    """RIS, UTF-8; web pages are ``ELEC``, what has no address is ``GEN``."""
    import rispy

    return str(rispy.dumps([_ris_entry(article) for article in articles])).encode()


def _ris_entry(article: Article) -> dict[str, Any]:
    published, accessed = _published(article), article.accessed
    entry: dict[str, Any] = {
        "type_of_reference": "ELEC" if article.url else "GEN",
        "id": _key(article),
        "title": _line(article.title),
        "authors": [_line(name) for name in article.authors] or list(_bodies(article)),
        "publisher": _line(article.publisher or ""),
        "year": str(published.year) if published else "",
        "date": published.strftime("%Y/%m/%d") if published else "",
        "urls": [article.url] if article.url else [],
        "access_date": accessed.strftime("%Y/%m/%d") if accessed else "",
        "language": _LANGUAGE,
    }
    return {name: value for name, value in entry.items() if value}


def csl_json(articles: Iterable[Article]) -> bytes:
    """CSL-JSON: a list of items."""
    items = [_csl_item(article) for article in articles]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _csl_item(article: Article) -> dict[str, Any]:
    names = [_line(name) for name in article.authors] or list(_bodies(article))
    item = {
        "id": _key(article),
        "type": "webpage" if article.url else "document",
        "title": _line(article.title),
        "author": [{"literal": name} for name in names],
        "publisher": _line(article.publisher or ""),
        "issued": _csl_date(_published(article)),
        "accessed": _csl_date(article.accessed),
        "URL": article.url,
        "language": _LANGUAGE,
    }
    return {name: value for name, value in item.items() if value}


def _csl_date(day: dt.date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _published(article: Article) -> dt.date | None:
    return article.published.date if article.published else None


def _bodies(article: Article) -> tuple[str, ...]:
    """Without a named author the body that published an article is responsible for it."""
    body = article.publisher or article.carrier
    return (_line(body),) if body else ()


def _key(article: Article) -> str:
    return _RE_NO_KEY.sub("-", article.id).strip("-") or "article"


def _line(text: str) -> str:
    """One line: a line end would begin a new field."""
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Without braces and backslashes, which BibTeX takes for its own."""
    return _line(text.translate(str.maketrans("", "", "{}\\")))
