"""What the site shows of people's decisions and of the data package."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from generator.model.casebook import Casebook, FactRecord
from generator.model.datafile import DataColumn, DataDictionary, DataFile
from generator.model.decision import Action, Change, Decided
from generator.model.fact import Basis, Direction, Role, Statistic, Status
from generator.model.quantity import Bound
from generator.rendering.labels import FIELDS, STATUSES
from generator.rendering.pages import render
from generator.rendering.views.corrections import field_value
from generator.resources import templates_dir
from tests.rendering import sample

DAY = dt.date(2024, 10, 8)


def decided(made: Casebook, *decisions: tuple[Status, Decided]) -> Casebook:
    """The sample with decisions on its first facts."""
    found = dict(zip((r.id for r in made.facts), decisions, strict=False))

    def of(record: FactRecord) -> FactRecord:
        if record.id not in found:
            return record
        status, decision = found[record.id]
        return replace(record, fact=replace(record.fact, status=status), decision=decision)

    sources = tuple(replace(s, facts=tuple(map(of, s.facts))) for s in made.sources)
    return replace(made, facts=tuple(map(of, made.facts)), sources=sources)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    changes = (Change("role", "level", "target"), Change("value", "3", "4"))
    casebook = decided(
        sample.casebook(),
        (Status.CORRECTED, Decided(Action.CORRECT, "李核", DAY, "<b>误读</b>", changes)),
        (Status.WITHDRAWN, Decided(Action.WITHDRAW, "李核", DAY, "不是事实")),
        (Status.CONFIRMED, Decided(Action.CONFIRM, "王核", DAY, "")),
    )
    files = (DataFile("facts.csv", "事实", 2048, "ab" * 32, 7),)
    columns = (DataColumn("bound", "界限", "string", "数值与真值", (("exact", "等于"),)),)
    dictionary = DataDictionary(
        "2024.09.20+12345678", files, (("facts", "事实", "每一条", columns),)
    )
    made = render(casebook, templates=templates_dir(), dictionary=dictionary)
    return {page.path: page.text for page in made.pages}


def test_the_log_says_what_the_machine_read_what_it_is_now_and_why(pages: dict[str, str]) -> None:
    log = pages["corrections.md"]
    assert "性质：程序读作“现状”，更正为“目标或计划”" in log
    assert "数值：程序读作“3”，更正为“4”" in log
    assert "李核，2024年10月8日" in log
    assert "<b>" not in log
    assert log.index("a-correct") < log.index("a-withdraw") < log.index("a-confirm")


def test_every_fact_shows_its_status(pages: dict[str, str]) -> None:
    facts = pages["facts.md"]
    rows = facts.count('class="cb-fact"')
    shown = sum(facts.count(f">{STATUSES[s]}</td>") for s in Status)
    assert shown == rows > 3
    assert STATUSES[Status.WITHDRAWN] not in facts
    ledger = "".join(text for path, text in pages.items() if path.startswith("sources/"))
    assert "已撤回" in ledger
    assert "更正为“4”" in ledger


def test_without_decisions_the_log_says_how_to_begin() -> None:
    made = render(sample.casebook(), templates=templates_dir())
    log = next(page.text for page in made.pages if page.path == "corrections.md")
    assert "casebook review" in log


def test_the_data_page_links_every_file_with_its_hash(pages: dict[str, str]) -> None:
    page = pages["data.md"]
    assert "(data/facts.csv)" in page
    assert "ab" * 8 in page
    assert "2024.09.20" in page
    assert "exact 等于" in page
    assert "2 KB" in page


def test_without_a_package_there_is_no_data_page() -> None:
    made = render(sample.casebook(), templates=templates_dir())
    assert "data.md" not in {page.path for page in made.pages}


def test_every_code_has_a_name_and_every_field_too() -> None:
    kinds = {
        "role": Role,
        "basis": Basis,
        "statistic": Statistic,
        "bound": Bound,
        "direction": Direction,
    }
    for field, kind in kinds.items():
        assert all(field_value(field, code.value) != code.value for code in kind), field
    assert field_value("speaker", "") == "（空）"
    from generator.reading.decisions import Fields

    assert set(FIELDS) == set(Fields.model_fields)
