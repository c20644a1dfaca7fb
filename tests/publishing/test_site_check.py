"""The check of a built site: nothing on a sound one, and every kind of seeded damage is seen."""

from __future__ import annotations

import html
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from generator.build import build
from generator.cli import FAILED, OK, main
from generator.model.article import Article
from generator.publishing.site_check import check_site
from generator.publishing.site_pages import SiteFault
from generator.reading.corpus import read_corpus
from tests.conftest import ROOT

Damage = Callable[[Path], None]


HEADING = """---
title: {park}服务企业
publisher: 某某日报
published: 2024-05-06
rights: own-digest
subject: {park}
---

"""
BODY = """今年以来，{park}办理“拿地即开工”项目{n}个，平均提前开工约3个月。
改革后，审批用时由15个工作日压缩至{n}个工作日，公章由12枚减为1枚。
“办事快多了。”{park}某某公司总经理林默说，“以前要跑3趟，现在1趟就行。”
2024年4月，“一窗受理”第二批事项上线。
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two short articles: a site that is quickly checked, and has one of everything."""
    corpus = tmp_path_factory.mktemp("two") / "corpus"
    corpus.mkdir()
    for n, park in ((5, "柳江经开区"), (7, "绍兴经开区")):
        text = HEADING.format(park=park) + BODY.format(park=park, n=n)
        (corpus / f"{n}.md").write_text(text, encoding="utf-8")
    return corpus


@pytest.fixture(scope="module")
def few(two: Path) -> tuple[Article, ...]:
    return read_corpus(two).articles


@pytest.fixture(scope="module")
def small(two: Path) -> Path:
    """Its site, to be damaged."""
    build(two, two.parent / "docs", two.parent / "site")
    return two.parent / "site"


def printed(corpus: Path, path: Path) -> Path:
    done = CliRunner().invoke(main, ["pdf", "--corpus", str(corpus), "-o", str(path)])
    assert path.is_file(), done.output
    return path


@pytest.fixture(scope="module")
def book(two: Path) -> Path:
    return printed(two, two.parent / "book.pdf")


def replaced(name: str, old: str, new: str, count: int = 1) -> Damage:
    """Damage that puts other words into a file."""

    def damage(site: Path) -> None:
        path = min(site.glob(name))
        text = path.read_text(encoding="utf-8")
        made = re.sub(old, new, text, count=count)
        assert made != text, f"{old} is not in {path}"
        path.write_text(made, encoding="utf-8")

    return damage


def removed(name: str) -> Damage:
    def damage(site: Path) -> None:
        min(site.glob(name)).unlink()

    return damage


def shifted(table: str, field: str) -> Damage:
    """One offset of the data is another one."""

    def damage(site: Path) -> None:
        path = site / "data" / f"{table}.json"
        rows = json.loads(path.read_text(encoding="utf-8"))
        rows[0][field] += 1
        path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    return damage


def fewer(table: str) -> Damage:
    def damage(site: Path) -> None:
        path = site / "data" / f"{table}.json"
        rows = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(rows[:-1], ensure_ascii=False), encoding="utf-8")

    return damage


def rezipped(member: str, data: bytes) -> Damage:
    """The workbook with another member."""

    def damage(site: Path) -> None:
        path = site / "data/casebook.xlsx"
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, held in (members | {member: data}).items():
                archive.writestr(name, held)

    return damage


HEAD = "</head>"
DAMAGES: dict[str, tuple[SiteFault, Damage]] = {
    "a page is gone": (SiteFault.LINK, removed("parks/*/index.html")),
    "an anchor is gone": (
        SiteFault.LINK,
        replaced("sources/*/index.html", r'id="f-\w+"', 'id="x"'),
    ),
    "a link leaves the site": (
        SiteFault.LINK,
        replaced("index.html", r'href="parks/"', 'href="../../../parks/"'),
    ),
    "a script of another host": (
        SiteFault.REQUEST,
        replaced("index.html", HEAD, f'<script src="https://evil.example/a.js"></script>{HEAD}'),
    ),
    "a picture of another host": (
        SiteFault.REQUEST,
        replaced("news/index.html", "<h1", '<img src="//evil.example/a.png"><h1'),
    ),
    "a style of another host": (
        SiteFault.REQUEST,
        replaced("assets/casebook.css", r"\A", "@import url(https://evil.example/a.css);"),
    ),
    "an event handler": (
        SiteFault.REQUEST,
        replaced("parks/*/index.html", "<h1", '<h1 onclick="alert(1)"'),
    ),
    "a script in a link": (
        SiteFault.REQUEST,
        replaced("parks/index.html", "<h1", '<a href=" JavaScript:alert(1)">x</a><h1'),
    ),
    "an inline script": (
        SiteFault.REQUEST,
        replaced("index.html", HEAD, f"<script>alert(1)</script>{HEAD}"),
    ),
    "no policy": (SiteFault.REQUEST, replaced("facts/index.html", "Content-Security-Policy", "x")),
    "a link to a foreign site": (
        SiteFault.REQUEST,
        replaced("index.html", "<h1", '<a href="https://evil.example/">x</a><h1'),
    ),
    "an offset of a quote": (SiteFault.QUOTE, shifted("facts", "quote_start")),
    "an offset of a surface": (SiteFault.QUOTE, shifted("facts", "start")),
    "an offset of a nonfact": (SiteFault.QUOTE, shifted("nonfacts", "start")),
    "an offset of a measure": (SiteFault.QUOTE, shifted("measures", "quote_end")),
    "a figure on a page": (
        SiteFault.QUOTE,
        replaced(
            "parks/*/index.html",
            r'(class="cb-figure"[^>]*title="[^"]*"[^>]*>)[^<]+',
            r"\g<1>99999件",
        ),
    ),
    "words in a ledger": (
        SiteFault.QUOTE,
        replaced(
            "sources/*/index.html",
            r'(?s)(<tr class="cb-fact" id="f-.*?"原句">(?:<span>)?)',
            r"\g<1>据悉",
        ),
    ),
    "a mark in a ledger": (
        SiteFault.QUOTE,
        replaced(
            "sources/*/index.html",
            r'(?s)(<tr class="cb-fact".*?)<mark>([^<]+)</mark>',
            r"\g<1>\g<2>",
        ),
    ),
    "a quotation that nobody said": (
        SiteFault.QUOTE,
        replaced(
            "themes/*/index.html", r'(<blockquote class="cb-quote[^>]*>\s*<p>)', r"\g<1>绝非虚言"
        ),
    ),
    "a fact that the data does not know": (
        SiteFault.QUOTE,
        replaced("facts/index.html", r'#f-\w{10}"', '#f-0000000000"'),
    ),
    "a chart without its table": (
        SiteFault.CHART,
        replaced(
            "themes/*/index.html", r'<figcaption><a href="#\w+">', '<figcaption><a href="#top">'
        ),
    ),
    "a chart on no page": (
        SiteFault.CHART,
        lambda site: (
            shutil.copy(min(site.glob("charts/*.svg")), site / "charts" / "lost.svg") and None
        ),
    ),
    "a chart that is gone": (SiteFault.LINK, removed("charts/*.svg")),
    "a number on the home page": (
        SiteFault.COUNT,
        replaced("index.html", r'(cb-cards">\s*<div><strong><a[^>]*>)\d+', r"\g<1>7"),
    ),
    "a row of the facts": (
        SiteFault.COUNT,
        replaced("facts/index.html", r'(?s)<tr class="cb-fact">.*?</tr>', ""),
    ),
    "the number of facts": (SiteFault.COUNT, replaced("facts/index.html", r"共\d+条", "共3条")),
    "the number in a ledger": (
        SiteFault.COUNT,
        replaced("sources/*/index.html", r"\d+处读作事实", "1处读作事实"),
    ),
    "a row of the data": (SiteFault.COUNT, fewer("nonfacts")),
    "a row of the sources": (SiteFault.COUNT, fewer("sources")),
    "a line of the annotations": (
        SiteFault.COUNT,
        replaced("data/casebook.jsonl", r"\A.*\n", ""),
    ),
    "a changed file of data": (
        SiteFault.FILE,
        replaced("data/facts.csv", "unreviewed", "confirmed"),
    ),
    "a file of data that is gone": (SiteFault.FILE, removed("data/casebook.docx")),
    "data that is no data": (SiteFault.FILE, replaced("data/facts.json", r"\A\[", "{")),
    "a workbook that is none": (
        SiteFault.FILE,
        lambda site: (site / "data/casebook.xlsx").write_bytes(b"x") and None,
    ),
    "a workbook of a broken sheet": (SiteFault.FILE, rezipped("xl/worksheets/sheet1.xml", b"<x")),
    "data of another kind": (SiteFault.FILE, replaced("data/facts.json", r"(?s)\A.*", "[[1]]")),
    "annotations that are none": (SiteFault.FILE, replaced("data/casebook.jsonl", r"\A.", "x")),
    "no descriptor": (SiteFault.FILE, removed("data/datapackage.json")),
}


def test_the_projects_own_site_has_no_fault(own_site: Path, tmp_path: Path) -> None:
    """What CI publishes, by the command that CI runs."""
    corpus = ROOT / "corpus"
    book = printed(corpus, tmp_path / "book.pdf")
    words = ["check", "--corpus", str(corpus), "--site", str(own_site), "--pdf", str(book)]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert (done.exit_code, done.output[:4]) == (OK, "站点无误"), done.output


def test_a_small_site_has_none(small: Path, few: tuple[Article, ...], book: Path) -> None:
    assert check_site(small, few, book.read_bytes()) == ()


def test_a_site_without_article_pages_has_none(
    two: Path, few: tuple[Article, ...], tmp_path: Path
) -> None:
    words = [
        "--corpus",
        str(two),
        "--docs-dir",
        str(tmp_path / "docs"),
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = CliRunner().invoke(main, ["build", "--no-article-pages", *words])
    assert done.exit_code == OK, done.output
    assert {p.name for p in (tmp_path / "docs/sources").iterdir()} == {"index.md"}
    assert check_site(tmp_path / "site", few) == ()
    shown = (tmp_path / "site/sources/index.html").read_text(encoding="utf-8")
    assert "--no-article-pages" in html.unescape(shown)


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_seen(name: str, small: Path, few: tuple[Article, ...]) -> None:
    kind, damage = DAMAGES[name]
    kept = {p: p.read_bytes() for p in small.rglob("*") if p.is_file()}
    try:
        damage(small)
        found = check_site(small, few)
        assert kind in {fault.kind for fault in found}
        assert all("\n" not in fault.message for fault in found)
    finally:
        for path in [p for p in small.rglob("*") if p.is_file() and p not in kept]:
            path.unlink()
        for path, data in kept.items():
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)


def test_an_article_that_changed_is_told(small: Path, few: tuple[Article, ...]) -> None:
    other = (replace(few[0], source_hash="0" * 64), *few[1:])
    assert any("已改动" in fault.message for fault in check_site(small, other))


def test_a_book_of_another_edition_is_told(
    small: Path, few: tuple[Article, ...], two: Path, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    shutil.copy(min(two.glob("*.md")), tmp_path / "corpus")
    book = printed(tmp_path / "corpus", tmp_path / "book.pdf")
    kinds = {f.kind for f in check_site(small, few, book.read_bytes())}
    assert kinds == {SiteFault.COUNT}
    assert {f.kind for f in check_site(small, few, b"%PDF-1.7 broken")} == {SiteFault.FILE}


def test_the_command_says_so(small: Path, two: Path, book: Path) -> None:
    words = ["check", "--corpus", str(two), "--pdf", str(book), "--site", str(small)]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == OK
    assert "站点无误" in done.output
    page = small / "index.html"
    kept = page.read_text(encoding="utf-8")
    page.write_text(kept.replace('href="parks/"', 'href="nowhere/"'), encoding="utf-8")
    try:
        done = CliRunner().invoke(main, [*words, "--format", "json"])
    finally:
        page.write_text(kept, encoding="utf-8")
    assert done.exit_code == FAILED
    assert {fault["kind"] for fault in json.loads(done.output)} >= {"link"}


def test_no_site_is_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", "--site", str(tmp_path)])
    assert done.exit_code == FAILED
    assert "casebook build" in done.output
