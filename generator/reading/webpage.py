"""Saved web pages and WeChat posts: the article's part of the page, and what the page declares."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from lxml import etree, html

from generator.reading.blocks import block_lines, prose_length, text_of
from generator.reading.cleaning import clean_characters
from generator.reading.labels import Labels
from generator.reading.source import Hints, Mark, Source, source_of
from generator.reading.tracing import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_RE_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

# Parts that are never read. rt and rp hold the glosses of ruby text.
_DROPPED = (
    "script", "style", "noscript", "template", "iframe", "object", "svg", "form", "button",
    "select", "textarea", "input", "nav", "footer", "rt", "rp", "audio", "video", "canvas",
)  # fmt: skip

# Words of class names and ids of parts around an article.
_RE_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:share|bdshare\w*|related|relate|recommend|comments?|breadcrumbs?|crumbs?|navbar|nav|footer|"
    r"sidebar|pagination|pager|copyright|statement|disclaimer|qrcode|ewm|toolbar|hotnews|ranking|advert|ads?)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_RE_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)

# Where Chinese sites put an article's text; tried before the densest part is looked for.
_BODIES = (
    "//*[@id='js_content']",
    "//*[contains(concat(' ',@class,' '),' TRS_Editor ')]",
    "//*[@id='UCAP-CONTENT']",
    "//*[@itemprop='articleBody']",
)

_TITLE_META = ("ArticleTitle", "og:title", "twitter:title", "title")
_SOURCE_META = ("ContentSource", "source", "article:source", "sourceName", "og:article:source")
_AUTHOR_META = ("Author", "article:author", "author", "og:article:author", "byline")
_DATE_META = (
    "PubDate", "article:published_time", "publishdate", "pubdate", "og:release_date", "publish_time",
    "datePublished", "weibo:article:create_at", "apub:time", "date", "DC.date", "og:published_time",
)  # fmt: skip
_URL_META = ("og:url", "twitter:url", "Url")

# var ct = "1714528800"  createTime = '2024-05-01 10:00'  publish_time = "2024-05-01": WeChat's scripts
_RE_WECHAT_STAMP = re.compile(r"\bct\s*=\s*[\"'](?P<seconds>\d{10})[\"']")
_RE_WECHAT_DATE = re.compile(r"\b(?:createTime|publish_time)\s*=\s*[\"'](?P<date>20\d\d-\d\d-\d\d)")
_CHINA = dt.timezone(dt.timedelta(hours=8))

_SHORTEST_BODY = 120
_MUCH_MORE = 2
_SHORTEST_HEADLINE = 6


def read_page(page: str) -> Source:
    """The article of a web page as marked lines; no lines when the page has none."""
    tree = _parsed(page)
    if tree is None:
        return Source("")
    hints = _hints(tree, page)
    _strip(tree)
    body = _body(tree)
    if body is None:
        return source_of([], hints)
    own = prose_length(body)
    if own < _SHORTEST_BODY and len(text := _fallback(page)) > _MUCH_MORE * max(
        own, _SHORTEST_BODY
    ):
        return source_of([(line, Mark.NONE) for line in text.splitlines()], hints)
    return source_of(
        [*_around(tree, body, before=True), *block_lines(body), *_around(tree, body, before=False)],
        hints,
    )


def read_fragment(markup: str) -> list[tuple[str, Mark]]:
    """The lines of a piece of HTML that holds an article's text and little else."""
    tree = _parsed(f"<div>{markup}</div>")
    if tree is None:
        return []
    _strip(tree)
    return block_lines(tree)


def _parsed(page: str) -> html.HtmlElement | None:
    try:
        parser = html.HTMLParser(remove_comments=True, huge_tree=True)
        return html.document_fromstring(_RE_XML_DECLARATION.sub("", page), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _strip(tree: html.HtmlElement) -> None:
    """Remove what is never read; parts that look like furniture but hold the text stay."""
    whole = max(1, prose_length(tree))
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.getparent() is None
            or element.tag in ("body", "html")
        ):
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        hidden = _RE_HIDDEN.search(element.get("style") or "") is not None
        furniture = _RE_FURNITURE.search(names) is not None and prose_length(element) * 2 < whole
        if (element.tag in _DROPPED and not _closes_article(element)) or hidden or furniture:
            element.drop_tree()


def _closes_article(element: html.HtmlElement) -> bool:
    """Whether a footer is an article's own, where the editors stand, and not the site's."""
    return element.tag == "footer" and any(a.tag == "article" for a in element.iterancestors())


def _body(tree: html.HtmlElement) -> html.HtmlElement | None:
    """The part that holds the article: a known place, else where the running text is densest."""
    for path in _BODIES:
        found = max(tree.xpath(path), key=prose_length, default=None)
        if found is not None and text_of(found):
            return found
    return _densest(tree)


def _densest(tree: html.HtmlElement) -> html.HtmlElement | None:
    scores: dict[html.HtmlElement, float] = {}
    for element in tree.iter("p", "div", "td", "section", "li", "span", "article"):
        own = prose_length(element, deep=False)
        parent, weight = (
            element
            if own and element.tag in ("div", "td", "article", "section")
            else element.getparent(),
            1.0,
        )
        while own and parent is not None and weight > 0.2:  # noqa: PLR2004 - three levels up
            scores[parent] = scores.get(parent, 0.0) + own * weight
            parent, weight = parent.getparent(), weight * 0.5
    best = max(scores, key=lambda e: scores[e], default=None)
    return None if best is None else _widened(best)


def _widened(body: html.HtmlElement) -> html.HtmlElement:
    """The part, or the one around it when much of the text lies beside it (sections side by side)."""
    for parent in body.iterancestors():
        if prose_length(parent) < 1.3 * prose_length(body):
            break
        body = parent
    return body


def _around(
    tree: html.HtmlElement, body: html.HtmlElement, *, before: bool
) -> Iterator[tuple[str, Mark]]:
    """Metadata lines of the page above or below the text; everything else there is furniture."""
    labels = Labels.load()
    seen: set[str] = set()
    for text, mark in _outside(tree, body, before=before):
        plain = " ".join(clean_characters(Traced.of(text)).text.split())
        if plain in seen or not plain:
            continue
        seen.add(plain)
        if labels.is_label_line(plain) or (labels.byline_of(plain) and len(plain) < 40):  # noqa: PLR2004 - a byline
            yield text, mark


def _outside(
    tree: html.HtmlElement, body: html.HtmlElement, *, before: bool
) -> Iterable[tuple[str, Mark]]:
    """The lines of the page on one side of the text."""
    marker = "\ue8ffbody\ue8ff"  # private-use signs: no page holds them
    place = body.makeelement("p")
    place.text = marker
    parent = body.getparent()
    if parent is None:
        return []
    index = parent.index(body)
    tail, body.tail = body.tail, None
    parent.remove(body)
    parent.insert(index, place)
    place.tail = tail
    lines = block_lines(tree)
    place.tail = None
    parent.remove(place)
    parent.insert(index, body)
    body.tail = tail
    at = next((i for i, (text, _) in enumerate(lines) if marker in text), len(lines))
    return lines[:at] if before else lines[at + 1 :]


def _hints(tree: html.HtmlElement, page: str) -> Hints:
    wechat = bool(tree.xpath("//*[@id='js_content']"))
    headline = _text_at(tree, "//*[@id='activity-name']") if wechat else ""
    account = _text_at(tree, "//*[@id='js_name']") if wechat else ""
    title = headline or _headline(tree)
    author = _text_at(tree, "//*[@id='js_author_name']") or _meta(tree, _AUTHOR_META)
    return Hints(
        title=title,
        publisher=account or _meta(tree, _SOURCE_META) or _source_part(tree),
        account=bool(account),
        carrier=_meta(tree, ("og:site_name", "SiteName")) if not wechat else "",
        authors=Labels.load().only_people(author) if author else (),
        date=_text_at(tree, "//*[@id='publish_time']")
        or _meta(tree, _DATE_META)
        or _wechat_date(page)
        or _time(tree),
        url=_meta(tree, _URL_META) or next(iter(tree.xpath("//link[@rel='canonical']/@href")), ""),
    )


def _headline(tree: html.HtmlElement) -> str:
    """The headline: a heading that the window's title repeats, since h1 is often the site's name."""
    window, declared = _text_at(tree, "//title"), _meta(tree, _TITLE_META)
    heads = [
        text
        for h in tree.iter("h1", "h2", "h3")
        if len(_bare(text := text_of(h))) >= _SHORTEST_HEADLINE
    ]
    repeated = [head for head in heads if _bare(head) in _bare(f"{window} {declared}")]
    if exact := _meta(tree, _TITLE_META[:1]):
        return exact
    if repeated:
        return max(repeated, key=len)
    if declared and not Labels.load().is_media(declared):
        return declared
    telling = len(_bare(window)) > _SHORTEST_HEADLINE and not Labels.load().is_media(window)
    return window if telling or not heads else heads[0]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _text_at(tree: html.HtmlElement, path: str) -> str:
    return next((text for element in tree.xpath(path) if (text := text_of(element))), "")


def _meta(tree: html.HtmlElement, names: Iterable[str]) -> str:
    known: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            known.setdefault(name.lower(), content)
    return next((known[name.lower()] for name in names if name.lower() in known), "")


def _source_part(tree: html.HtmlElement) -> str:
    """The words of a part that is called the source: ``<span class="source">某某日报</span>``."""
    texts = (
        text_of(part)
        for part in tree.xpath("//span[contains(@class,'source')]|//a[contains(@class,'source')]")
    )
    labels = Labels.load()
    return next(
        (text for text in texts if labels.is_media(text) and not re.search(r"[\s:：\d]", text)), ""
    )


def _time(tree: html.HtmlElement) -> str:
    return next((str(value) for value in tree.xpath("//time/@datetime")), "")


def _wechat_date(page: str) -> str:
    if stated := _RE_WECHAT_DATE.search(page):
        return stated["date"]
    stamp = _RE_WECHAT_STAMP.search(page)
    return (
        dt.datetime.fromtimestamp(int(stamp["seconds"]), _CHINA).date().isoformat() if stamp else ""
    )


def _fallback(page: str) -> str:
    """What trafilatura finds where our own rules find next to nothing."""
    import trafilatura  # slow to import, seldom needed

    return (
        trafilatura.extract(page, include_comments=False, include_tables=False, favor_recall=True)
        or ""
    )
