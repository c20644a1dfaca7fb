"""The data package: valid by its own standards, the same when read back, the same bytes twice."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace
from openpyxl import load_workbook

from generator.errors import CorpusError
from generator.model.article import Rights
from generator.model.casebook import Casebook, FactRecord
from generator.model.decision import Action, Change, Decided
from generator.model.fact import Basis, Direction, NonFactReason, Role, Statistic, Status
from generator.model.measure import Stage
from generator.model.period import PeriodKind
from generator.publishing.datapackage import package_files, read_package
from generator.publishing.dataset import BOUNDS, EXCERPT, dataset
from generator.publishing.datatables import Column, data_tables
from generator.publishing.folder import replace_folder
from tests.rendering import sample
from tests.rendering.hostile import hostile

DECIDED = Decided(
    Action.CORRECT,
    '=HYPERLINK("http://x")',
    dt.date(2024, 10, 8),
    "甲；乙\\丙",
    (Change("value", "3", "4"), Change("measure", "", "容缺；审批")),
)


@pytest.fixture(scope="session")
def casebook() -> Casebook:
    """The sample with a hostile article and a corrected fact."""
    made = sample.casebook(hostile())
    first = made.facts[0]
    status = replace(first.fact, status=Status.CORRECTED)
    corrected = replace(first, fact=status, decision=DECIDED)

    def known(record: FactRecord) -> FactRecord:
        return corrected if record.id == first.id else record

    indicators = {c.indicator.id: c.indicator for c in made.comparisons}
    indicators |= {i.id: i for i in made.indicators}
    sources = (replace(s, facts=tuple(map(known, s.facts))) for s in made.sources)
    return replace(
        made,
        facts=tuple(map(known, made.facts)),
        sources=tuple(sources),
        indicators=tuple(indicators.values()),
    )


@pytest.fixture(scope="session")
def folder(casebook: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "data"
    replace_folder(path, package_files(casebook).files)
    return path


def columns() -> Iterator[tuple[str, Column]]:
    for table in data_tables():
        for column in table.columns:
            yield table.name, column


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_read_back_equals_the_model(casebook: Casebook, folder: Path, form: Any) -> None:
    package = read_package(folder, form)
    assert list(package.facts.items()) == [(r.id, r.fact) for r in casebook.facts]
    assert package.decided == {casebook.facts[0].id: DECIDED}
    assert package.nonfacts == tuple(n for s in casebook.sources for n in s.nonfacts)
    assert package.measures == tuple(m for r in casebook.measures for m in r.mentions)
    assert package.comparisons == casebook.comparisons
    assert package.parks == casebook.parks
    assert package.themes == casebook.themes
    assert package.indicators == casebook.indicators
    assert package.rows == dataset(casebook)


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package, system

        with system.use_context(trusted=True):
            package = Package(str(folder / "datapackage.json"))
            report = package.validate()
    assert report.valid, report.flatten(["type", "note", "message"])[:5]
    assert {r.name for r in package.resources} >= {t.name for t in data_tables()}


def test_frictionless_would_find_a_broken_row(folder: Path, tmp_path: Path) -> None:
    files = {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*.*")
        if p.is_file() and not p.name.startswith(".")
    }
    broken = files["facts.csv"].replace(b"unreviewed", b"believed", 1)
    assert broken != files["facts.csv"]
    replace_folder(tmp_path / "data", files | {"facts.csv": broken})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package, system

        with system.use_context(trusted=True):
            report = Package(str(tmp_path / "data" / "datapackage.json")).validate()
    assert not report.valid


@pytest.mark.parametrize("name", [table.name for table in data_tables()])
def test_json_agrees_with_its_schema(folder: Path, name: str) -> None:
    schema = json.loads((folder / "schemas" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    rows = json.loads((folder / f"{name}.json").read_text("utf-8"))
    assert rows or name == "pairs"
    assert not [error.message for error in validator.iter_errors(rows)]
    rows.append({"surplus": 1})
    assert list(validator.iter_errors(rows))


def test_the_codes_of_the_tables_are_those_of_the_model() -> None:
    kinds = {
        "status": Status,
        "role": Role,
        "direction": Direction,
        "basis": Basis,
        "statistic": Statistic,
        "period_kind": PeriodKind,
        "action": Action,
        "stage": Stage,
        "reason": NonFactReason,
        "rights": Rights,
    }
    for _, column in columns():
        if column.name in kinds and column.values:
            assert set(column.values) == {kind.value for kind in kinds[column.name]}, column.name
        if column.name == "bound":
            assert set(column.values) == set(BOUNDS.values())


def test_every_column_is_filled_and_none_is_missing(casebook: Casebook) -> None:
    rows = dataset(casebook)
    for table in data_tables():
        assert all(set(row) == {c.name for c in table.columns} for row in rows[table.name])


def test_csv_has_a_mark_for_excel_and_no_cell_begins_a_formula(folder: Path) -> None:
    import csv

    for table in data_tables():
        data = (folder / f"{table.name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            for cell in row:
                assert not cell.startswith(("=", "@", "+", "\t", "\r")), cell
                assert not cell.startswith("-") or Decimal(cell) < 0
    text = (folder / "facts.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK" in text


def test_the_workbook_for_the_office(folder: Path, casebook: Casebook) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(folder / "casebook.xlsx")
    assert book.sheetnames == [table.title for table in data_tables()]
    sheet = book["事实"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    first = casebook.facts[0]
    assert sheet.cell(2, heads["数值"]).value == float(first.fact.quantity.value)
    assert sheet.cell(2, heads["复核"]).value == "已更正"
    assert sheet.cell(2, heads["复核日期"]).is_date
    link = sheet.cell(2, heads["来源编号"]).hyperlink
    target = link.location
    row = int(target.rpartition("A")[2])
    assert book["来源"].cell(row, 1).value == first.article.id
    for page in book:
        assert page.freeze_panes == "B2"
        last = page.cell(max(page.max_row, 2), page.max_column).coordinate
        assert page.auto_filter.ref == f"A1:{last}"
        assert all(cell.data_type != "f" for line in page.iter_rows() for cell in line)


def test_the_same_bytes_twice(casebook: Casebook) -> None:
    assert package_files(casebook).files == package_files(casebook).files


def test_hashes_in_the_descriptor_and_on_the_page(casebook: Casebook, folder: Path) -> None:
    made = package_files(casebook)
    described = json.loads(made.files["datapackage.json"])
    for resource in described["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)
    listed = {f.path: f for f in made.dictionary.files}
    assert set(listed) == set(made.files)
    assert listed["facts.csv"].rows == len(casebook.facts)
    assert described["version"] == made.dictionary.version
    assert described["version"].startswith("2024.")


def test_the_version_changes_with_the_data(casebook: Casebook) -> None:
    other = replace(casebook, facts=casebook.facts[:-1])
    assert package_files(other).dictionary.version != package_files(casebook).dictionary.version


def test_annotated_documents_are_grounded_and_show_no_more_than_rights_allow(
    casebook: Casebook,
) -> None:
    lines = package_files(casebook).files["casebook.jsonl"].decode().splitlines()
    articles = {s.article.id: s.article for s in casebook.sources}
    for line in lines:
        document = json.loads(line)
        for extraction in document["extractions"]:
            at = extraction["char_interval"]
            words = document["text"][at["start_pos"] : at["end_pos"]]
            assert words == extraction["extraction_text"]
        article = articles[document["document_id"]]
        if not article.rights.full_text:
            assert article.text not in document["text"]
            assert all(len(row) <= EXCERPT for row in document["text"].splitlines())
    assert any(not a.rights.full_text for a in articles.values())


def test_annotated_documents_have_the_fields_that_langextract_reads(casebook: Casebook) -> None:
    """As ``data_lib.dict_to_annotated_document`` of langextract 1.x takes them; tried with 1.6."""
    lines = package_files(casebook).files["casebook.jsonl"].decode().splitlines()
    assert [json.loads(line)["document_id"] for line in lines] == [
        s.article.id for s in casebook.sources
    ]
    for document in map(json.loads, lines):
        assert set(document) == {"extractions", "text", "document_id"}
        starts = [e["char_interval"]["start_pos"] for e in document["extractions"]]
        assert len(starts) == len(set(starts))
        for extraction in document["extractions"]:
            assert extraction["alignment_status"] == "match_exact"
            assert set(extraction["char_interval"]) == {"start_pos", "end_pos"}
            assert extraction["extraction_class"] in {role.value for role in Role}
            values = extraction["attributes"].values()
            assert all(isinstance(value, str | list) for value in values)


def test_the_descriptor_is_of_version_2(folder: Path) -> None:
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    tables = {r["name"]: r for r in described["resources"] if r.get("type") == "table"}
    assert set(tables) >= {t.name for t in data_tables()}
    assert all(
        field["title"] and field["description"]
        for table in tables.values()
        for field in table["schema"]["fields"]
    )


def test_a_long_quote_is_cut_around_its_number(casebook: Casebook) -> None:
    record = casebook.facts[0]
    article = replace(
        record.article, text="甲" * 300 + "7个" + "乙" * 300, rights=Rights.QUOTE_ONLY
    )
    from generator.model.evidence import Span

    fact = replace(
        record.fact, surface=article.quote(Span(300, 302)), quote=article.quote(Span(0, 602))
    )
    long = replace(casebook, facts=(replace(record, fact=fact, article=article),))
    row = dataset(long)["facts"][0]
    assert len(row["quote"]) == EXCERPT
    assert article.text[row["quote_start"] : row["quote_end"]] == row["quote"]
    assert "7个" in row["quote"]
    assert len(dataset(long, full_text=True)["facts"][0]["quote"]) == 602


def test_a_damaged_package_is_an_error_of_one_line(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"facts\.csv"):
        read_package(tmp_path)
    for path in folder.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / "facts.csv").read_text("utf-8-sig").replace("exact", "precise")
    (tmp_path / "facts.csv").write_text(text, encoding="utf-8")
    with pytest.raises((CorpusError, KeyError)):
        read_package(tmp_path)
