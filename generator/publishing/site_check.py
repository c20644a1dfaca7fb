"""The checks of a built site: what a careful reader would look up, looked up for every figure.

Nothing here knows how pages were made. What a page shows is compared with the articles of the
corpus, with the data package beside the pages, and with the book on paper.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from lxml import etree

from generator.publishing.link_check import broken_links
from generator.publishing.site_counts import count_faults
from generator.publishing.site_pages import DATA, Fault, SiteFault, SitePages, plain, words
from generator.publishing.site_requests import request_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.model.article import Article

_UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
)
"""What damaged files make their readers raise."""

_CHANGED = frozenset({"corrected", "added"})
"""What a person set, so that the value may differ from the words."""


def check_site(
    site_dir: Path, articles: Iterable[Article], book: bytes | None = None, name: str = "PDF"
) -> tuple[Fault, ...]:
    """Everything that is wrong with a built site, sorted; nothing for a sound one.

    Args:
        site_dir: The folder of the site.
        articles: The articles that it was built from.
        book: The whole book as PDF, if it is to be compared too.
        name: What the book is called in messages.
    """
    site = SitePages.of(site_dir)
    known = {article.id: article for article in articles}
    found: set[Fault] = {
        Fault(link.page, SiteFault.LINK, link.message)
        for link in broken_links(site_dir, from_disk=site.from_disk)
    }
    found.update(request_faults(site))
    found.update(_charts(site))
    found.update(_files(site))
    try:
        found.update(_data_quotes(site, known))
        found.update(_shown_figures(site))
        found.update(_ledgers(site, known))
        found.update(_passages(site, known))
        found.update(count_faults(site, book, name))
    except _UNREADABLE as error:
        message = f"数据无法读取：{type(error).__name__} {error}"
        found.add(Fault(DATA, SiteFault.FILE, " ".join(message.split())))
    return tuple(sorted(found))


# ---- figures and their words ------------------------------------------------------------------


def _data_quotes(site: SitePages, articles: Mapping[str, Article]) -> Iterator[Fault]:
    """Every surface and quote of the data stands at its offsets in its article."""
    for row in site.rows("sources"):
        article = articles.get(row["id"])
        if article is None or article.source_hash != row["sha256"]:
            message = f"来源 {row['id']} 不在素材中，或素材已改动；请重新生成站点"
            yield Fault(f"{DATA}/sources.json", SiteFault.QUOTE, message)
    for name in ("facts", "nonfacts", "measures"):
        for row in site.table(name):
            article = articles.get(row["source"])
            if article is None:
                continue  # told above, once
            if not _stands(row, article.text):
                message = (
                    f"“{row['surface']}”的原句不在来源 {row['source']} 的 {row['quote_start']} 处"
                )
                yield Fault(f"{DATA}/{name}.json", SiteFault.QUOTE, message)


def _stands(row: Mapping[str, Any], text: str) -> bool:
    start, end = row["quote_start"], row["quote_end"]
    inner = row["start"], row["end"]
    return bool(
        text[start:end] == row["quote"]
        and text[inner[0] : inner[1]] == row["surface"] != ""
        and (row["surface"] in row["quote"])
    )


def _shown_figures(site: SitePages) -> Iterator[Fault]:
    """Every figure on a page leads to its own fact and reads as its article prints it."""
    facts = {row["id"]: row for row in site.table("facts")}
    for page, link in site.elements("//a[contains(@class, 'cb-figure')][@href]"):
        target, anchor = site.target(page, link.get("href"))
        if not anchor.startswith("f-"):
            continue
        row = facts.get(anchor)
        if row is None or site.fact_pages.get(anchor) != target:
            yield Fault(page, SiteFault.QUOTE, f"数字“{words(link)}”没有对应的事实 {anchor}")
        elif _misquoted(link, row, own=target == page):
            yield Fault(page, SiteFault.QUOTE, f"数字“{words(link)}”与事实 {anchor} 的原句不符")


def _misquoted(link: Any, row: Mapping[str, Any], *, own: bool) -> bool:  # noqa: ANN401
    title = plain(link.get("title") or "")
    if row["status"] in _CHANGED or not title:
        return False  # a person's value, or one derived from several facts
    if words(link) != plain(row["surface"]):
        return True
    return not own and title[:60] not in plain(row["quote"]) and plain(row["quote"]) not in title


def _ledgers(site: SitePages, articles: Mapping[str, Article]) -> Iterator[Fault]:
    """Every fact has one row in its article's ledger, with its words, the figure marked in them."""
    facts = {row["id"]: row for row in site.table("facts")}
    for id_ in sorted(facts.keys() - site.fact_pages.keys()):
        yield Fault(DATA, SiteFault.QUOTE, f"事实 {id_} 在来源页没有一行")
    for page, row in site.elements("//tr[contains(@class, 'cb-fact')][starts-with(@id, 'f-')]"):
        fact = facts.get(row.get("id"))
        quotes = row.xpath(".//td[@data-label='原句']")
        if fact is None or not quotes:
            yield Fault(page, SiteFault.QUOTE, f"台账中的 {row.get('id')} 不在数据中")
            continue
        marks = [words(mark) for mark in quotes[0].xpath(".//mark")]
        text = plain(articles[fact["source"]].text) if fact["source"] in articles else ""
        if (
            not _quoted(quotes[0], plain(fact["quote"]), text)
            or plain(fact["surface"]) not in marks
        ):
            yield Fault(page, SiteFault.QUOTE, f"台账中 {row.get('id')} 的原句与数据不符")


def _quoted(cell: Any, quote: str, text: str) -> bool:  # noqa: ANN401
    """Whether a cell shows the clause, cut or with the rest of its sentence as the article has it."""
    shown = words(cell)
    for link in cell.xpath(".//a[contains(@class, 'cb-context')]"):
        shown = shown.removesuffix(words(link))
    return (quote in shown and shown in text) or _within(shown, quote)


def _passages(site: SitePages, articles: Mapping[str, Article]) -> Iterator[Fault]:
    """Every quotation on a page stands in the article that it names."""
    ids = {row["id"]: row["source"] for row in site.table("facts")}
    told: dict[str, set[str]] = {}
    for id_, page in site.fact_pages.items():
        if ids.get(id_) in articles:
            told.setdefault(page, set()).add(ids[id_])
    texts = {
        page: "\n".join(plain(articles[name].text) for name in sorted(names))
        for page, names in told.items()
    }
    for page, quote in site.elements("//blockquote[contains(@class, 'cb-quote')]"):
        links = quote.xpath(".//a[contains(@class, 'cb-source')]/@href")
        text = texts.get(site.target(page, str(links[0]))[0]) if links else None
        body = quote.xpath("./p")
        if text is not None and body and not all(_within(words(p), text) for p in body):
            yield Fault(page, SiteFault.QUOTE, f"引文不在所注来源中：{words(body[0])[:40]}")


def _within(shown: str, text: str) -> bool:
    """Whether every stretch between …… of what is shown stands in ``text``."""
    pieces = re.split(r"\.{3,}", shown)
    bare = text.replace("...", "")
    return all(piece.strip(",;:、。") in text or piece in bare for piece in pieces if piece)


# ---- charts and files -------------------------------------------------------------------------


def _charts(site: SitePages) -> Iterator[Fault]:
    """Every chart of the site is on a page, and each there leads to a table with rows."""
    shown = set()
    for page, figure in site.elements("//figure[contains(@class, 'cb-chart')]"):
        for source in map(str, figure.xpath(".//img/@src")):
            shown.add(site.target(page, source)[0].removesuffix("/index.html"))
        links = figure.xpath(".//figcaption//a/@href")
        if not links or not _has_rows(site, page, str(links[0])):
            yield Fault(page, SiteFault.CHART, f"图 {figure.get('id')} 没有数据表")
        if not figure.xpath(".//img[@alt != '']"):
            yield Fault(page, SiteFault.CHART, f"图 {figure.get('id')} 没有文字说明")
    for path in sorted((site.folder / "charts").glob("*.svg")):
        name = path.relative_to(site.folder).as_posix()
        if name not in shown:
            yield Fault(name, SiteFault.CHART, "这张图不在任何页面上")


def _has_rows(site: SitePages, page: str, link: str) -> bool:
    target, anchor = site.target(page, link)
    if target not in site.roots:
        return False
    place = "descendant-or-self::table//td"
    return any(
        element.xpath(place) for element in site.roots[target].xpath("//*[@id=$id]", id=anchor)
    )


def _files(site: SitePages) -> Iterator[Fault]:
    """The data package is the one that was published: every file has the digest of its descriptor."""
    descriptor = site.folder / DATA / "datapackage.json"
    try:
        resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
        listed = {str(r["path"]): str(r["hash"]) for r in resources}
    except (OSError, ValueError, KeyError, TypeError):
        yield Fault(f"{DATA}/datapackage.json", SiteFault.FILE, "数据包的说明缺失或损坏")
        return
    for name, digest in sorted(listed.items()):
        path = site.folder / DATA / name
        if not path.is_file():
            yield Fault(f"{DATA}/{name}", SiteFault.FILE, "数据包缺少这个文件")
        elif digest != f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}":
            yield Fault(f"{DATA}/{name}", SiteFault.FILE, "文件与数据包的说明不符，可能被改动")
