"""Decisions on extractions: statuses, corrections, what vanished."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from generator.comparing.casebook import compare
from generator.comparing.decisions import apply_decisions
from generator.comparing.identity import fact_ids
from generator.model.decision import Action, Amendment, Change, Decision
from generator.model.extraction import Extraction
from generator.model.fact import NonFact, NonFactReason, Status
from generator.model.finding import FindingKind, Severity
from generator.model.quantity import Bound
from generator.model.subject import Park, Registry, Theme
from tests.factory import article, extraction, fact

REGISTRY = Registry((Park("jiayi", "甲乙经开区"),), (Theme("construction", "项目建设", "？"),))
DAY = dt.date(2024, 10, 8)
TEXT = "园区开工项目7个,提前约3个月。\n另有9个。"


def read(text: str = TEXT) -> Extraction:
    source = article(text, "a", date="2024-05-01")
    return extraction(source, fact(source, "7个", "7", "个"), fact(source, "约3个月", "3", "月"))


def decide(action: Action, fact_: str = "", **fields: Any) -> Decision:
    return Decision(action, "李核", DAY, fields.pop("why", "误读"), fact_, **fields)


def ids(one: Extraction) -> tuple[str, ...]:
    return fact_ids(one.facts)


def test_a_correction_keeps_what_the_machine_read() -> None:
    one = read()
    amendments = (Amendment("value", Decimal(4)), Amendment("bound", Bound.AT_LEAST))
    decision = decide(Action.CORRECT, ids(one)[1], amendments=amendments)
    book = compare([one], REGISTRY, decisions=[decision])
    record = book.facts[1]
    quantity = record.fact.quantity
    assert record.fact.status is Status.CORRECTED
    assert (quantity.value, quantity.bound, quantity.low, quantity.high) == (4, ">=", 4, None)
    assert record.decision is not None
    assert record.decision.changes == (Change("value", "3", "4"), Change("bound", "=", ">="))
    assert (record.decision.who, record.decision.why) == ("李核", "误读")
    assert record.id == ids(one)[1]


def test_decisions_survive_edits_elsewhere() -> None:
    decision = decide(Action.CONFIRM, ids(read())[0])
    edited = read("新加的一段。\n" + TEXT)
    book = compare([edited], REGISTRY, decisions=[decision])
    assert [r.fact.status for r in book.facts] == [Status.CONFIRMED, Status.UNREVIEWED]
    assert not [f for f in book.findings if f.kind is FindingKind.LOST_DECISION]


def test_a_decision_whose_fact_vanished_is_reported() -> None:
    decision = decide(Action.CONFIRM, ids(read())[0], article="a", surface="7个", line=12)
    edited = read(TEXT.replace("园区开工", "园区今年开工"))
    book = compare([edited], REGISTRY, decisions=[decision])
    (finding,) = [f for f in book.findings if f.kind is FindingKind.LOST_DECISION]
    assert finding.where == "decisions.yml:12"
    assert ids(edited)[0] in finding.message  # the fact with the same number is suggested
    assert finding.severity is Severity.WARNING


def test_the_last_decision_on_a_fact_counts() -> None:
    one = read()
    first = decide(Action.WITHDRAW, ids(one)[0])
    reviewed = apply_decisions([one], [first, decide(Action.CONFIRM, ids(one)[0])])
    assert reviewed.extractions[0].facts[0].status is Status.CONFIRMED


def test_a_withdrawn_fact_counts_nowhere_but_is_still_there() -> None:
    one = read()
    book = compare([one], REGISTRY, decisions=[decide(Action.WITHDRAW, ids(one)[0])])
    assert book.facts[0].fact.status is Status.WITHDRAWN
    assert book.coverage[0].facts == 1
    assert compare([one], REGISTRY).coverage[0].facts == 2


def test_an_addition_takes_its_place_in_the_ledger_and_no_other_id_changes() -> None:
    one = read()
    nine = fact(one.article, "9个", "9", "个", status=Status.ADDED)
    nonfact = NonFact(nine.surface, nine.quote, NonFactReason.OTHER)
    one = replace(one, nonfacts=(nonfact,))
    reviewed = apply_decisions([one], [decide(Action.ADD, addition=nine)])
    facts = reviewed.extractions[0].facts
    assert [f.surface.text for f in facts] == ["7个", "约3个月", "9个"]
    assert reviewed.extractions[0].nonfacts == ()
    assert fact_ids(facts)[:2] == ids(one)
    assert reviewed.decided[fact_ids(facts)[2]].action is Action.ADD


def test_an_addition_with_the_words_of_another_fact_leaves_that_ones_id() -> None:
    source = article("办结7个。\n办结7个。", "a")
    at = source.text.rindex("7个")
    machine = fact(source, "7个", "7", "个")
    shift = at - machine.surface.span.start

    def moved(quote: Any) -> Any:
        span = type(quote.span)(quote.span.start + shift, quote.span.end + shift)
        return replace(quote, span=span)

    later = replace(machine, surface=moved(machine.surface), quote=moved(machine.quote))
    one = extraction(source, later)
    added = replace(machine, status=Status.ADDED)
    reviewed = apply_decisions([one], [decide(Action.ADD, addition=added)])
    assert fact_ids(reviewed.extractions[0].facts)[1] == ids(one)[0]


def test_a_person_outranks_a_machine_that_has_learned_to_read() -> None:
    one = read()
    mine = replace(one.facts[0], status=Status.ADDED, indicator="开工项目数")
    reviewed = apply_decisions([one], [decide(Action.ADD, addition=mine)])
    facts = reviewed.extractions[0].facts
    assert [f.indicator for f in facts] == ["开工项目数", "某数"]
    assert [f.severity for f in reviewed.findings] == [Severity.NOTE]


def test_an_addition_whose_article_is_gone_is_an_error_on_the_quality_page() -> None:
    reviewed = apply_decisions([read()], [decide(Action.ADD, article="gone", surface="9个")])
    (finding,) = reviewed.findings
    assert (finding.kind, finding.severity) == (FindingKind.LOST_DECISION, Severity.ERROR)
