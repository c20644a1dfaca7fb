"""Citations of web news in the form of GB/T 7714.

The form follows the reading of the standard by the merged CSL style
``china-national-standard-gb-t-7714-2025-numeric`` (sections 8.5 and 8.11), not the text of the
standard itself, which is not free.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from generator.rendering.labels import UNSTATED
from generator.rendering.typography import chinese

if TYPE_CHECKING:
    from generator.model.article import Article

_NAMED = 3  # more authors than these are 等


class Standard(StrEnum):
    """The edition of GB/T 7714."""

    GBT_2025 = "2025"
    """In force since 1 July 2026: full-width brackets in Chinese entries."""
    GBT_2015 = "2015"


def cite(article: Article, standard: Standard = Standard.GBT_2025) -> str:
    """The entry of ``article`` for a list of references, without its number.

    Without a named author the body that published it is responsible; a portal that reprints
    it is not. Dates stand in ISO form, the day of publication in brackets, the day of access
    in square brackets.
    """
    online = bool(article.url)
    medium = "[EB/OL]" if online else "[Z]"
    parts = [f"{_responsible(article)}. {chinese(article.title) or UNSTATED}{medium}"]
    dates = _published(article, standard)
    if online and article.accessed:
        dates += f"[{article.accessed.isoformat()}]"
    if dates:
        parts.append(dates)
    if article.url:
        parts.append(article.url)
    return ". ".join(parts) + "."


def _responsible(article: Article) -> str:
    names = article.authors
    if names:
        people = "，".join(names[:_NAMED])
        return f"{people}，等" if len(names) > _NAMED else people
    return article.publisher or article.carrier or "[责任者不详]"


def _published(article: Article, standard: Standard) -> str:
    if article.published is None:
        return ""
    date = article.published.date.isoformat()
    return f"（{date}）" if standard is Standard.GBT_2025 else f"({date})"
