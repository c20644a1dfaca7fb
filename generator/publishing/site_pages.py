"""A built site as a checker sees it: its pages parsed once, its data read once."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import html
from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = "data"

_RE_BLANK = re.compile(r"\s+")


class SiteFault(StrEnum):
    """What can be wrong with a built site."""

    LINK = "link"
    """A link or an anchor leads nowhere."""
    REQUEST = "request"
    """A page or a style sheet loads something from another host, or may run foreign script."""
    QUOTE = "quote"
    """A figure's words do not stand where the data says, or a page shows other words."""
    CHART = "chart"
    """A chart is missing, or has no table with its data."""
    COUNT = "count"
    """A number of things differs between pages, exports and PDF."""
    FILE = "file"
    """A file is missing or is not the one that was published."""


class Fault(Struct, frozen=True, order=True):
    """One thing that is wrong.

    Attributes:
        where: The file, relative to the site, with forward slashes.
        kind: What is wrong.
        message: What and where, in Chinese, for people.
    """

    where: str
    kind: SiteFault
    message: str


class SitePages(Struct, frozen=True, eq=False, dict=True):
    """The pages and the data of a built site."""

    folder: Path
    roots: dict[str, Any] = field(default_factory=dict)
    """Every page by its path; parsed with lxml."""

    @classmethod
    def of(cls, folder: Path) -> SitePages:
        """Read a site.

        Raises:
            OSError: A page could not be read.
        """
        roots = {}
        for path in sorted(folder.rglob("*.html")):
            text = path.read_text(encoding="utf-8")
            if text.strip():
                roots[path.relative_to(folder).as_posix()] = html.document_fromstring(text)
        return cls(folder, roots)

    def page(self, address: str) -> str:
        """The path of a page by its address without ending: ``facts``, or the home page for ``.``."""
        for name in (f"{address}/index.html", f"{address}.html", "index.html"):
            if name in self.roots and (name != "index.html" or address == "."):
                return name
        return f"{address}/index.html"

    def target(self, page: str, link: str) -> tuple[str, str]:
        """The page and the anchor that a link of ``page`` leads to."""
        parts = urlsplit(link)
        path = normpath(join(page, "..", unquote(parts.path))) if parts.path else page
        name = path if path in self.roots else self.page(path)
        return name, unquote(parts.fragment)

    def table(self, name: str) -> list[dict[str, Any]]:
        """A table of the site's data package, numbers as ``Decimal``.

        Raises:
            OSError: The file is not there.
            ValueError: It is no list of records.
        """
        text = (self.folder / DATA / f"{name}.json").read_text(encoding="utf-8")
        rows: list[dict[str, Any]] = json.loads(text, parse_float=Decimal)
        return rows

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The same, empty where the file is not there or is no list of records."""
        try:
            return self.table(name)
        except (OSError, ValueError):
            return []

    @property
    def from_disk(self) -> bool:
        """Whether the site is made to be opened from a disk: its links name files."""
        return "facts.html" in self.roots

    @cached_property
    def fact_pages(self) -> dict[str, str]:
        """The page with the ledger row of each fact, by the fact's id."""
        return {
            row.get("id"): page
            for page, root in self.roots.items()
            for row in root.xpath("//tr[contains(@class, 'cb-fact')][starts-with(@id, 'f-')]")
        }

    def elements(self, path: str) -> Iterator[tuple[str, Any]]:
        """The elements of all pages that an XPath finds, each with its page."""
        for page, root in self.roots.items():
            for element in root.xpath(path):
                yield page, element


def words(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """The text of an element as ``plain`` text."""
    return plain(element.text_content())


def plain(text: str) -> str:
    """For comparing what a page shows with what an article says: one width, no blanks.

    Pages set full-width marks, leave out invisible characters and write …… for a row of dots.
    """
    shown = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return _RE_BLANK.sub("", unicodedata.normalize("NFKC", shown))
