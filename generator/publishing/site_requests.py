"""What the pages of a built site would load, run or lead to elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.publishing.policy import policy_faults
from generator.publishing.site_pages import Fault, SiteFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.publishing.site_pages import SitePages

_LOADING = (
    "//@src | //@srcset | //link/@href | //@poster | //object/@data | //@action | //@formaction"
    " | //@background | //@ping | //*[local-name()='use' or local-name()='image']/@href"
)
_LEADING = "//@href | //@src | //@action | //@formaction"
_ELEMENTS = "//iframe | //frame | //object | //embed | //applet | //base | //@srcdoc/.."
_REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']"
_SAFE = frozenset({"", "http", "https", "mailto"})
_OWN_WORDS = ".creativecommons.org"
"""The licence of our own words."""
_NO_SCRIPT = frozenset({"application/json", "application/ld+json"})

# url(https://…) and @import in a style sheet
_RE_STYLE_URL = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)")
# <script, onload=, href="https://… in a picture, which a reader may open by itself
_RE_ACTIVE = re.compile(
    r"<script|<foreignObject|\son[a-z]+\s*=\s*[\"']|href\s*=\s*[\"']\s*(?!#|data:image/)",
    re.IGNORECASE,
)


def request_faults(site: SitePages) -> Iterator[Fault]:
    """What a browser would load from elsewhere, and what could run there."""
    for page, root in site.roots.items():
        for message in (
            *_loaded(root),
            *_run(root),
            *policy_faults(root, from_disk=site.from_disk),
        ):
            yield Fault(page, SiteFault.REQUEST, message)
    yield from _foreign_addresses(site)
    for path in (*site.folder.rglob("*.css"), *site.folder.rglob("*.svg")):
        text, name = (
            path.read_text(encoding="utf-8", errors="replace"),
            path.relative_to(site.folder).as_posix(),
        )
        if found := _RE_STYLE_URL.search(text):
            yield Fault(name, SiteFault.REQUEST, f"从外部网站加载：{found[1][:120]}")
        if path.suffix == ".svg" and (found := _RE_ACTIVE.search(text)):
            yield Fault(name, SiteFault.REQUEST, f"图中有脚本或链接：{found[0][:120]}")


def _loaded(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    for link in map(str, root.xpath(_LOADING)):
        if _host(link):
            yield f"从外部网站加载：{link[:120]}"
    for element in root.xpath(_ELEMENTS):
        yield f"页面中有元素 <{element.tag}>"
    if root.xpath(_REFRESH):
        yield "页面会自行转到别处"


def _run(root: Any) -> Iterator[str]:  # noqa: ANN401
    for element in root.xpath("//@*[starts-with(name(), 'on')]/.."):
        yield f"元素 <{element.tag}> 带有事件属性"
    for link in root.xpath(_LEADING):
        scheme = _scheme(str(link))
        if scheme not in _SAFE and not (scheme == "data" and link.getparent().tag == "img"):
            yield f"链接的协议不可用：{link[:120]}"
    for script in root.xpath("//script[not(@src)]"):
        if script.get("type") not in _NO_SCRIPT:
            yield "页面中有内联脚本"


def _host(link: str) -> str:
    """The host that a link names; empty for one within the site, and for what is no address."""
    try:
        return urlsplit(link.strip().replace("\\", "/")).netloc.lower()
    except ValueError:  # "http://[x"
        return ""


def _scheme(link: str) -> str:
    """The scheme as browsers see it: without tabs, line ends and what stands before it."""
    bare = "".join(char for char in link if char > " ")
    head, colon, _ = bare.partition(":")
    return head.lower() if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", head) else ""


def _foreign_addresses(site: SitePages) -> Iterator[Fault]:
    """Readers are led to other sites only where an article of the corpus was published."""
    hosts = {_host(str(row["url"])) for row in site.rows("sources") if row.get("url")}
    for page, link in site.elements("//a[@href] | //area[@href]"):
        host = _host(link.get("href"))
        generated = page.partition("/")[0] != "guide"
        if generated and host and host not in hosts and not f".{host}".endswith(_OWN_WORDS):
            yield Fault(page, SiteFault.REQUEST, f"链接到来源以外的网站：{link.get('href')[:120]}")
