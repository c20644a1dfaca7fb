"""What became of the facts between two editions."""

from __future__ import annotations

from msgspec.structs import replace

from generator.comparing.casebook import compare
from generator.comparing.changes import changes, dataset_version, states
from generator.model.casebook import Casebook
from generator.model.changes import ChangeKind, FactChange
from generator.model.fact import Status
from generator.model.subject import Park, Registry, Theme
from tests.factory import article, extraction, fact

REGISTRY = Registry(
    parks=(Park("jiayi", "甲乙经开区"),), themes=(Theme("construction", "项目建设", "？"),)
)


def casebook(*rows: tuple[str, str], **fields: str) -> Casebook:
    """A casebook of one article: indicator and value of each fact."""
    text = "\n".join(f"园区{indicator}{value}项。" for indicator, value in rows)
    source = article(text, "a", date="2024-05-06")
    facts = [
        fact(source, f"{value}项", value, "项", indicator=indicator, **fields)
        for indicator, value in rows
    ]
    return compare([extraction(source, *facts)], REGISTRY)


FIRST = casebook(("代办事项", "31"), ("上门服务", "47"))


def kinds(found: tuple[FactChange, ...]) -> list[tuple[ChangeKind, str, str]]:
    return [
        (c.kind, c.before.surface if c.before else "", c.after.surface if c.after else "")
        for c in found
    ]


def test_a_first_edition_has_no_changes() -> None:
    history = changes(None, FIRST)
    assert [(e.facts, e.changes) for e in history.editions] == [(2, ())]
    assert history.newest
    assert history.newest.as_of == FIRST.as_of


def test_the_same_facts_are_the_same_edition() -> None:
    history = changes(None, FIRST)
    assert changes(history, FIRST) is history


def test_added_changed_and_withdrawn_facts_are_told_apart() -> None:
    later = casebook(("代办事项", "52"), ("招聘会", "8"))
    history = changes(changes(None, FIRST), later)
    assert kinds(history.editions[0].changes) == [
        (ChangeKind.ADDED, "", "8项"),
        (ChangeKind.CHANGED, "31项", "52项"),
        (ChangeKind.WITHDRAWN, "47项", ""),
    ]
    assert len(history.editions) == 2
    assert history.facts == states(later)


def test_another_reading_of_the_same_words_is_a_change() -> None:
    (first, second) = FIRST.facts
    other = replace(first, fact=replace(first.fact, indicator="代办件"))
    history = changes(changes(None, FIRST), replace(FIRST, facts=(other, second)))
    assert kinds(history.editions[0].changes) == [(ChangeKind.CHANGED, "31项", "31项")]


def test_a_withdrawn_fact_is_gone() -> None:
    (first, second) = FIRST.facts
    withdrawn = replace(first, fact=replace(first.fact, status=Status.WITHDRAWN))
    history = changes(changes(None, FIRST), replace(FIRST, facts=(withdrawn, second)))
    assert kinds(history.editions[0].changes) == [(ChangeKind.WITHDRAWN, "31项", "")]


def test_going_back_gives_the_version_its_name_again() -> None:
    later = casebook(("代办事项", "52"))
    history = changes(changes(changes(None, FIRST), later), FIRST)
    versions = [e.version for e in history.editions]
    assert versions[0] == versions[2] != versions[1]


def test_the_version_does_not_depend_on_the_order() -> None:
    facts = states(FIRST)
    assert dataset_version(facts) == dataset_version(facts[::-1])
    assert dataset_version(facts) != dataset_version(facts[:1])


def test_a_name_of_the_dataset_is_kept() -> None:
    history = changes(None, FIRST, "2024.05.06+aa")
    assert changes(history, FIRST, "2024.05.06+aa") is history
    renamed = changes(history, FIRST, "2024.05.06+bb")
    assert [e.version for e in renamed.editions] == ["2024.05.06+bb"], "no fact changed"
    later = changes(renamed, casebook(("代办事项", "52")), "2024.05.06+cc")
    again = changes(later, casebook(("代办事项", "52")), "2024.05.06+dd")
    assert [e.version for e in again.editions] == ["2024.05.06+dd", "2024.05.06+bb"]
    assert again.editions[0].changes == later.editions[0].changes
