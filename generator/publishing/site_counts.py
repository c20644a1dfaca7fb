"""Numbers of things, wherever a site, its exports and the book on paper tell them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree
from pypdf import PdfReader

from generator.publishing.cells import csv_stream
from generator.publishing.datatables import data_tables
from generator.publishing.site_pages import DATA, Fault, SiteFault, SitePages, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WITHDRAWN = "withdrawn"
_CARDS = {
    "篇来源": "sources",
    "个园区和地区": "parks",
    "个主题": "themes",
    "条事实": "facts",
    "项举措": "measures",
    "组对比": "indicators",
}
"""The cards of the home page: what each counts."""

# 所收5篇公开报道涉及5个园区和地区、10个主题,整理出事实154条、举措84项。能放在一起看的数字有11组
_RE_BOOK = re.compile(
    r"所收(?P<sources>[\d,]+)篇公开报道涉及(?P<parks>[\d,]+)个园区和地区、(?P<themes>[\d,]+)个主题[,，]"
    r"整理出事实(?P<facts>[\d,]+)条、举措(?P<measures>[\d,]+)项"
)
_RE_GROUPS = re.compile(r"可以对照的数字有(?P<indicators>[\d,]+)组")

# 全文共有58处数字:37处读作事实,21处不是事实
_RE_LEDGER = re.compile(r"全文共有([\d,]+)处数字[:：]([\d,]+)处读作事实[,，]([\d,]+)处不是事实")
_RE_TOTAL = re.compile(r"共([\d,]+)条")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OPENING = 12
"""So many pages of the book may stand before its overview."""


def count_faults(site: SitePages, book: bytes | None, name: str) -> Iterator[Fault]:
    """Where two places tell different numbers.

    Raises:
        OSError: A file of the data package is missing.
        ValueError: It is not what it should be.
    """
    told = _counted(site)
    yield from _home(site, told)
    yield from _facts_page(site, told["facts"])
    yield from _ledgers(site)
    yield from _forms(site)
    if book is not None:
        yield from _book(book, name, told)


def _counted(site: SitePages) -> dict[str, int]:
    """What the data says; a fact that several articles state is told once on pages."""
    facts = site.table("facts")
    standing = {row["id"] for row in facts if row["status"] != _WITHDRAWN}
    listed = _listed_facts(site)
    return {
        "sources": len(site.table("sources")),
        "parks": len(site.table("parks")),
        "themes": sum(1 for row in site.table("themes") if row["listed"]),
        "facts": len(listed & standing),
        "measures": len({row["measure"] for row in site.table("measures")}),
        "indicators": len({row["indicator"] for row in site.table("comparisons")}),
    }


def _listed_facts(site: SitePages) -> set[str]:
    path = "//table[contains(@class, 'cb-facts')]//td[@data-label='数值']//a/@href"
    return {
        site.target(page, str(link))[1]
        for page in _facts_pages(site)
        for link in site.roots[page].xpath(path)
    }


def _facts_pages(site: SitePages) -> list[str]:
    """The page of all facts, and those on which a very long one goes on."""
    first = site.page("facts")
    return [page for page in site.roots if page == first or page.startswith("facts/")]


def _home(site: SitePages, told: dict[str, int]) -> Iterator[Fault]:
    page = site.page(".")
    root = site.roots.get(page)
    cards = root.xpath("//div[contains(@class, 'cb-cards')]/div") if root is not None else []
    seen = set()
    for card in cards:
        text = words(card)
        for name, key in _CARDS.items():
            if text.endswith(name):
                seen.add(key)
                yield from _differ(page, name, _number(text.removesuffix(name)), told[key])
    for key in sorted(set(_CARDS.values()) - seen):
        yield Fault(page, SiteFault.COUNT, f"首页没有“{key}”的数目")


def _facts_page(site: SitePages, facts: int) -> Iterator[Fault]:
    page = site.page("facts")
    root = site.roots.get(page)
    if root is None:
        yield Fault(page, SiteFault.COUNT, "没有事实总表")
        return
    path = "//table[contains(@class, 'cb-facts')]//tr[contains(@class, 'cb-fact')]"
    rows = sum(len(site.roots[name].xpath(path)) for name in _facts_pages(site))
    yield from _differ(page, "总表的行数", rows, facts)
    caption = _RE_TOTAL.search("".join(map(words, root.xpath("//table[@id='facts']/caption"))))
    yield from _differ(page, "总表的标题", _number(caption[1]) if caption else None, rows)


def _ledgers(site: SitePages) -> Iterator[Fault]:
    """Each article's page tells as many numerals as the table of sources and as it has rows."""
    sources = {row["id"]: row for row in site.table("sources")}
    of_fact = {row["id"]: row["source"] for row in site.table("facts")}
    withdrawn = Counter(row["source"] for row in site.table("facts") if row["status"] == _WITHDRAWN)
    pages = {page: of_fact[id_] for id_, page in site.fact_pages.items() if id_ in of_fact}
    for page, article in sorted(pages.items()):
        if page.startswith("quotes/"):
            continue  # several articles on a page, without what is no fact
        row, root = sources[article], site.roots[page]
        found = _RE_LEDGER.search(words(root.body))
        shown = tuple(map(_number, found.groups())) if found else None
        listed = row["facts"] + withdrawn[article]  # what a person withdrew stays in the ledger
        data = (listed + row["nonfacts"], row["facts"], row["nonfacts"])
        rows = tuple(
            len(root.xpath(f"//table[@id='ledger']//tr[contains(@class, '{css}')]"))
            for css in ("cb-fact", "cb-nonfact")
        )
        if shown != data or rows != (listed, row["nonfacts"]):
            message = f"台账的数目不一致：页面写 {shown}，数据为 {data}，表中有 {rows} 行"
            yield Fault(page, SiteFault.COUNT, message)


def _forms(site: SitePages) -> Iterator[Fault]:
    """CSV, JSON, workbook and JSON lines hold the same number of rows."""
    folder = site.folder / DATA
    sheets = _sheets(folder / "casebook.xlsx")
    for path in sorted(folder.glob("*.csv")):
        rows = len(site.table(path.stem))
        text = path.read_bytes().decode("utf-8-sig")
        lines = sum(1 for _ in csv.reader(csv_stream(text))) - 1
        yield from _differ(f"{DATA}/{path.name}", "行数", lines, rows)
        if path.stem in sheets:
            yield from _differ(f"{DATA}/casebook.xlsx", path.stem, sheets[path.stem], rows)
    articles = (folder / "casebook.jsonl").read_text(encoding="utf-8").splitlines()
    yield from _differ(f"{DATA}/casebook.jsonl", "行数", len(articles), len(site.table("sources")))
    marked = sum(len(json.loads(line)["extractions"]) for line in articles)
    yield from _differ(f"{DATA}/casebook.jsonl", "事实数", marked, _marked(site))


def _marked(site: SitePages) -> int:
    """The facts that a file of annotations can hold: those that were not withdrawn."""
    return sum(1 for row in site.table("facts") if row["status"] != _WITHDRAWN)


def _sheets(path: Path) -> dict[str, int]:
    """The rows of each sheet of the workbook below its head, by the name of its table.

    A workbook is read as what it is, an archive of XML; the sheets stand in the tables' order.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    counts = {}
    with zipfile.ZipFile(path) as archive:
        for number, table in enumerate(data_tables(), 1):
            root = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"), parser)
            counts[table.name] = len(root.findall(f".//{_SHEET}row")) - 1
    return counts


def _book(book: bytes, name: str, told: dict[str, int]) -> Iterator[Fault]:
    """The overview of the whole book on paper."""
    try:
        pages = PdfReader(io.BytesIO(book)).pages[:_OPENING]
        text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a damaged file makes it raise
        yield Fault(name, SiteFault.FILE, f"PDF 无法读取：{type(error).__name__}")
        return
    found = {**_groups(_RE_BOOK, text), **_groups(_RE_GROUPS, text)}
    if told["indicators"] == 0:
        found.setdefault("indicators", 0)
    for key, count in told.items():
        yield from _differ(name, key, found.get(key), count)


def _groups(pattern: re.Pattern[str], text: str) -> dict[str, int | None]:
    match = pattern.search(text)
    return {key: _number(value) for key, value in match.groupdict().items()} if match else {}


def _number(text: str) -> int | None:
    digits = text.replace(",", "")
    return int(digits) if digits.isdecimal() else None


def _differ(where: str, what: str, shown: int | None, told: int) -> Iterator[Fault]:
    if shown != told:
        yield Fault(where, SiteFault.COUNT, f"数目不一致：“{what}”为 {shown}，数据为 {told}")
