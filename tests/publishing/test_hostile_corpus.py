"""A corpus whose every word tries to be something else than text, through the whole pipeline."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from lxml import html
from pypdf import PdfReader

from generator.cli import OK, main
from generator.model.filename import DEVICES
from generator.publishing.site_check import check_site
from generator.reading.corpus import read_corpus
from tests.hostile import MEASURE, MEASURES, NOON, PARK, TYPST, HostileSite

_UNSEEN = {"Cc", "Cf", "Cs", "Co"}
_KEPT = {*"\t\n\r", "\uf0b7"}  # the bullet of word processors
# Vietnamese takes two marks, and three are left of more
_RE_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]{4}")
_WIDE = str.maketrans('<>&"\\{}', "＜＞＆”＼｛｝")
NO_NAME_SHOWN = "\\udcff\\x1b[31m\\n.md"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def pages(site: Path) -> list[tuple[str, str]]:
    return [
        (path.relative_to(site).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    ]


@pytest.mark.parametrize("edition", ["site", "on_disk"])
def test_nothing_is_loaded_run_misquoted_or_broken(hostile: HostileSite, edition: str) -> None:
    articles = read_corpus(hostile.corpus).articles
    assert len(articles) == 7
    assert check_site(getattr(hostile, edition), articles) == ()


def test_what_is_no_text_at_all_is_refused_and_told(hostile: HostileSite) -> None:
    told = {finding.where.partition(":")[0] for finding in read_corpus(hostile.corpus).findings}
    assert told == {"bomb.md", "tag.md", "deep.md", NO_NAME_SHOWN}
    assert not list(hostile.corpus.rglob("pwned")) + list(Path.cwd().glob("pwned"))


def test_the_words_are_shown_as_words(hostile: HostileSite) -> None:
    sources = [text for name, text in pages(hostile.site) if re.match("sources/.", name)]
    headings = [html.document_fromstring(text).xpath("//h1")[0] for text in sources]
    shown = [heading.text_content().replace(" ", "") for heading in headings]
    assert sum("<script>alert(1)</script><imgsrc=x" in text for text in shown) == 7
    assert sum("{{7*7}}{%raw%}--8<--" in text for text in shown) == 7
    assert not any(heading.xpath(".//script | .//img | .//a[@onclick]") for heading in headings)


def test_names_of_parks_themes_and_measures_are_words(hostile: HostileSite) -> None:
    text = " ".join(
        html.document_fromstring(text).text_content() for _, text in pages(hostile.site)
    ).replace(" ", "")
    for name in (PARK, MEASURE, "审批<script>alert(1)</script>"):
        assert name.replace(" ", "") in text


def test_each_measure_has_a_page_with_its_name_as_words(hostile: HostileSite) -> None:
    found = {}
    for path in sorted((hostile.site / "measures").glob("*/index.html")):
        root = html.document_fromstring(path.read_text("utf-8"))
        heading = root.xpath("//h1")[0]
        assert not heading.xpath(".//*[not(self::a[@class='headerlink'])]"), path
        found[bare(heading.text_content().removesuffix("#"))] = bare(root.xpath("//title")[0].text)
    wanted = {bare(piled_less(name)) for name in MEASURES}
    assert wanted <= found.keys()
    for name in wanted:
        assert found[name].startswith(bare(name).translate(_WIDE)), name


def test_decisions_are_shown_as_words(hostile: HostileSite) -> None:
    page = (hostile.site / "corrections/index.html").read_text("utf-8")
    shown = bare(html.document_fromstring(page).text_content())
    assert shown.count("<script>alert(1)</script><imgsrc=xonerror=alert(2)>") >= 8
    statuses = [row["status"] for row in rows_of(hostile, "facts")]
    assert {"confirmed", "corrected", "added", "withdrawn"} <= set(statuses)


def rows_of(hostile: HostileSite, table: str) -> list[dict[str, str]]:
    return list(json.loads((hostile.site / f"data/{table}.json").read_text("utf-8")))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def piled_less(text: str) -> str:
    return re.sub("([\u0301\u0489]{3})[\u0301\u0489]+", r"\1", text)


def test_no_template_snippet_or_list_of_attributes_is_obeyed(hostile: HostileSite) -> None:
    host = socket.gethostname()
    for name, text in pages(hostile.site):
        root = html.document_fromstring(text)
        assert not root.xpath("//*[contains(@class, 'admonition')][contains(., 'alert')]"), name
        assert not root.xpath("//*[contains(@href, 'evil.example') or contains(@src, 'evil')]"), (
            name
        )
        assert not root.xpath("//abbr[@title='写'] | //div[@class='toc'] | //sup[@id='fnref:1']"), (
            name
        )
        shown = root.text_content()
        assert "root:x:" not in shown
        assert len(host) < 6 or host not in shown
    front = html.document_fromstring((hostile.site / "index.html").read_text("utf-8"))
    assert "7*7" in front.xpath("//h1")[0].text_content()


def test_nothing_made_hides_turns_around_or_piles_up(hostile: HostileSite) -> None:
    looked_at = set()
    for path in sorted((*hostile.site.rglob("*"), *hostile.docs.rglob("*"))):
        if not path.is_file() or "javascripts" in path.parts:
            continue
        text = words_in(path)
        unseen = {char for char in text if unicodedata.category(char) in _UNSEEN}
        assert unseen <= _KEPT, path
        assert not _RE_PILE.search(unicodedata.normalize("NFD", text)), path
        looked_at.add(path.suffix)
    assert looked_at >= {
        ".html",
        ".md",
        ".csv",
        ".json",
        ".jsonl",
        ".xlsx",
        ".docx",
        ".svg",
        ".bib",
    }


def words_in(path: Path) -> str:
    if path.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(path) as archive:
            parts = [n for n in archive.namelist() if n.endswith((".xml", ".rels"))]
            return "".join(archive.read(name).decode("utf-8-sig") for name in parts)
    return "" if path.suffix in {".gz", ".png"} else path.read_text(encoding="utf-8-sig")


def test_the_data_of_programs_stays_inside_its_element(hostile: HostileSite) -> None:
    found = 0
    for name, text in pages(hostile.site):
        root = html.document_fromstring(text)
        for script in root.xpath("//script[@type='application/ld+json']"):
            assert json.loads(script.text)["@context"] == "https://schema.org", name
            found += 1
        ends = root.xpath("//title")
        assert len(ends) == 1, name
    assert found >= 3


def test_a_number_of_ten_thousand_digits_is_no_figure(hostile: HostileSite) -> None:
    facts = json.loads((hostile.site / "data/facts.json").read_text("utf-8"))
    assert facts
    assert not [fact for fact in facts if "999999" in fact["surface"]]
    long = next(article for article in read_corpus(hostile.corpus).articles if article.id == "CON")
    assert NOON in long.text
    rows = json.loads((hostile.site / "data/nonfacts.json").read_text("utf-8"))
    covered = {
        at for row in rows if row["source"] == "CON" for at in range(row["start"], row["end"])
    }
    start = long.text.index(NOON)
    assert set(range(start, start + len(NOON))) <= covered


def test_a_line_of_a_megabyte_is_read_to_its_end(hostile: HostileSite) -> None:
    assert (hostile.corpus / "long.md").stat().st_size > 1_000_000
    facts = json.loads((hostile.site / "data/facts.json").read_text("utf-8"))
    assert [fact["surface"] for fact in facts if fact["source"] == "long"] == ["12件"]


def test_every_file_can_be_written_on_any_system(hostile: HostileSite) -> None:
    for folder in (hostile.site, hostile.docs, hostile.on_disk):
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            for part in PurePosixPath(name).parts:
                assert part.partition(".")[0].lower() not in DEVICES, name
                assert not set('<>:"|?*\\') & set(part), name
                assert part.isascii(), name
                assert not part.endswith((".", " ")), name


def test_no_cell_of_a_table_is_a_formula(hostile: HostileSite) -> None:
    for path in sorted((hostile.site / "data").glob("*.csv")):
        csv.field_size_limit(10_000_000)
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            armed = [c for c in row if c.startswith(_FORMULA) and not _NUMBER.fullmatch(c)]
            assert armed == [], path.name
    with zipfile.ZipFile(hostile.site / "data/casebook.xlsx") as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in book.read(name)


def test_a_text_document_holds_words_and_links_to_the_web_alone(hostile: HostileSite) -> None:
    with zipfile.ZipFile(hostile.site / "data/casebook.docx") as book:
        links = re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"',
                           book.read("word/_rels/document.xml.rels").decode())  # fmt: skip
        text = book.read("word/document.xml").decode()
    assert all(link.startswith("https://example.org/") for link in links)
    assert "&lt;script&gt;alert(1)" in text
    assert not re.search(r"INCLUDE|HYPERLINK &quot;|DDE", re.sub(r"<w:t[ >].*?</w:t>", "", text))


def test_paper_shows_markup_of_the_typesetter_as_words(
    hostile: HostileSite, tmp_path: Path
) -> None:
    target = tmp_path / "book.pdf"
    done = CliRunner().invoke(
        main, ["pdf", "--corpus", str(hostile.corpus), "-o", str(target), "-q"]
    )
    assert done.exit_code in {OK, 3}, done.output
    reader = PdfReader(target)
    shown = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
    assert re.sub(r"\s", "", TYPST[:11]) in shown
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert all(link.startswith("https://example.org/") for link in links)
    assert len(socket.gethostname()) < 6 or socket.gethostname() not in shown
