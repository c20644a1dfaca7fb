"""Every link of a built site, followed within the site: no address and no anchor may be missing.

MkDocs checks the links of Markdown only. Templates, raw HTML and the theme write links too, and what
a reader clicks is in the built pages; so these are read. Links to other hosts are not followed.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from lxml import html
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The site is followed as if it lay below this address: what climbs out of it, or begins with "/",
# works on a host's root only and nowhere below it.
_HOST, _ROOT = "http://site.invalid", "/a/b/c/"

_NOT_FOUND = "404.html"
_OWN_ANCHORS = frozenset({"", "top"})
"""Fragments that browsers follow on every page (HTML, 7.4.6.4)."""


class LinkFault(StrEnum):
    """Why a link leads nowhere."""

    NO_PAGE = "no-page"
    """No file of the site has this address."""
    NO_ANCHOR = "no-anchor"
    """The page is there, its anchor is not."""
    OUTSIDE = "outside"
    """It leaves the folder of the site, so that the site cannot stand below another path."""


_MESSAGES = {
    LinkFault.NO_PAGE: "没有这个页面或文件",
    LinkFault.NO_ANCHOR: "页面中没有这个锚点",
    LinkFault.OUTSIDE: "链接指到站点文件夹之外，换了路径就失效",
}


class BrokenLink(Struct, frozen=True, order=True):
    """A link that leads nowhere.

    Attributes:
        page: The page it stands on, relative to the site, with forward slashes.
        link: The link as written.
        fault: Why it leads nowhere.
    """

    page: str
    link: str
    fault: LinkFault

    @property
    def message(self) -> str:
        """One line for people."""
        return f"{self.page}：{_MESSAGES[self.fault]}：{self.link}"


class _Document(Struct, frozen=True):
    """What a page links to, what can be linked to in it, and the path that it believes to be below."""

    links: tuple[str, ...]
    anchors: frozenset[str]
    base: str


def broken_links(site_dir: Path, *, from_disk: bool = False) -> tuple[BrokenLink, ...]:
    """The links of a built site that lead nowhere within it, in the order of pages.

    Args:
        site_dir: The folder of the site.
        from_disk: Whether the site is opened as files, where an address of a folder shows no page.
    """
    files = frozenset(
        p.relative_to(site_dir).as_posix() for p in site_dir.rglob("*") if p.is_file()
    )
    pages = sorted(name for name in files if name.endswith(".html"))
    documents = {name: _read(site_dir / name) for name in pages}
    return tuple(
        BrokenLink(page, link, fault)
        for page in pages
        for link in documents[page].links
        if (fault := _fault(page, link, documents, files, from_disk=from_disk))
    )


def _read(path: Path) -> _Document:
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        return _Document((), frozenset(), "")
    root = html.document_fromstring(text)
    links = dict.fromkeys(_links(root))
    return _Document(
        tuple(links), frozenset(map(str, root.xpath("//@id | //a/@name"))), _base(root)
    )


def _links(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    yield from map(str, root.xpath("//@href | //@src | //@poster"))
    for candidates in root.xpath("//@srcset"):
        yield from (part.split()[0] for part in candidates.split(",") if part.split())


def _base(root: Any) -> str:  # noqa: ANN401
    """The site's own path, as Material notes it on each page: ``/casebook`` below a host's root."""
    found = root.xpath("//script[@id='__config']/text()")
    base = json.loads(found[0]).get("base", "") if found else ""
    return str(base).rstrip("/") if str(base).startswith("/") else ""


def _fault(
    page: str,
    link: str,
    documents: dict[str, _Document],
    files: frozenset[str],
    *,
    from_disk: bool,
) -> LinkFault | None:
    address = _address(page, link, documents[page].base)
    if address is None:
        return None
    if not address.path.startswith(_ROOT):
        return LinkFault.OUTSIDE
    target = _target(unquote(address.path[len(_ROOT) :]), files, from_disk=from_disk)
    if target is None:
        return LinkFault.NO_PAGE
    fragment = unquote(address.fragment)
    if target not in documents or fragment in _OWN_ANCHORS:
        return None
    return None if fragment in documents[target].anchors else LinkFault.NO_ANCHOR


def _address(page: str, link: str, base: str) -> SplitResult | None:
    """Where a link leads below our host; None when it leads to another one (or is no address)."""
    link = link.strip()
    if page == _NOT_FOUND and link.startswith(f"{base}/") and not link.startswith("//"):
        link = _ROOT + link[len(base) + 1 :]  # a server shows this page at addresses of any depth
    try:
        found = urlsplit(urljoin(f"{_HOST}{_ROOT}{page}", link))
    except ValueError:  # "http://[x" is no address
        return None
    return found if f"{found.scheme}://{found.netloc}" == _HOST else None


def _target(path: str, files: frozenset[str], *, from_disk: bool) -> str | None:
    """The file that an address shows; servers show a folder's index page."""
    if path in files:
        return path
    index = f"{path.rstrip('/')}/index.html".lstrip("/")
    return index if index in files and not from_disk else None
