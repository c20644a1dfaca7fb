"""Every link of a built site, followed on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HOST = "http://site"


def broken_links(site: Path) -> Iterator[str]:
    """``page → link`` for each address or anchor that leads nowhere within the site."""
    anchors: dict[Path, frozenset[str]] = {}
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        address = f"{_HOST}/{page.relative_to(site).as_posix()}"
        root = html.document_fromstring(page.read_text(encoding="utf-8"))
        for link in root.xpath("//@href | //@src"):
            url = urlsplit(urljoin(address, str(link)))
            if f"{url.scheme}://{url.netloc}" == _HOST and not _leads_somewhere(
                site, url.path, url.fragment, anchors
            ):
                yield f"{page.relative_to(site)} → {link}"


def _leads_somewhere(
    site: Path, path: str, fragment: str, anchors: dict[Path, frozenset[str]]
) -> bool:
    target = site / unquote(path).lstrip("/")
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return False
    if target.suffix != ".html" or not fragment:
        return True
    if target not in anchors:
        ids = html.document_fromstring(target.read_text(encoding="utf-8")).xpath(
            "//@id | //a/@name"
        )
        anchors[target] = frozenset(map(str, ids))
    return unquote(fragment) in anchors[target]
