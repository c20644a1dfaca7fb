"""Measures: the lexicons' examples, case files, and the gold articles."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.measure_lexicon import MeasureLexicon
from generator.extracting.measure_scope import shared_by_pairs
from generator.extracting.measures import FoundMeasure, find_measures, measure_of
from generator.extracting.segmentation import segment
from generator.extracting.surroundings import surroundings
from generator.model.evidence import Span
from generator.model.period import Period, PeriodKind
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.invented import figures
from tests.extracting.marked import document
from tests.gold import SHARED, article, gold_lines, ids, lines

CASE_FOLDER = Path(__file__).parent / "cases"
CASES = yaml.safe_load((CASE_FOLDER / "measures.yml").read_text(encoding="utf-8"))
SCOPES = yaml.safe_load((CASE_FOLDER / "measure_scope.yml").read_text(encoding="utf-8"))
LEXICON = MeasureLexicon.load()
TERMS = lexicon_data("measures")
INTRODUCED = [
    example for group in lexicon_data("measure_verbs").values() for example in group["examples"]
]


def found_in(text: str) -> tuple[FoundMeasure, ...]:
    return find_measures(document(text), LEXICON)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["name"])
def test_every_term_is_found_in_its_examples(term: dict[str, Any]) -> None:
    for example in term["examples"]:
        measures = {measure.canonical: measure for measure in found_in(example)}
        assert term["name"] in measures
        assert measures[term["name"]].theme == term["theme"]


def test_no_wording_belongs_to_two_terms() -> None:
    wordings = [word for term in TERMS for word in (term["name"], *term["aliases"])]
    assert len(wordings) == len(set(wordings))
    assert LEXICON.weak <= set(wordings)


@pytest.mark.parametrize("case", INTRODUCED, ids=lambda case: case["text"])
def test_examples_of_introducing_words(case: dict[str, Any]) -> None:
    names = [measure.name for measure in found_in(case["text"])]
    if "none" in case:
        assert case["none"] not in names
    else:
        expected = case.get("name") or case["owner"]
        assert any(expected in name for name in names)
    if "stage" in case:
        assert found_in(case["text"])[0].stage == case["stage"]
    if "owner" in case:
        assert owners(case["text"]) == [case["owner"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    measures = found_in(case["text"])
    assert [measure.name for measure in measures] == case["names"]
    for measure in measures:
        assert all(measure.name == span.of(case["text"]) for span in measure.mentions)
        assert measure.mentions[0] in measure.quote
    if "stage" in case:
        assert measures[0].stage == case["stage"]
    if "themes" in case:
        assert [measure.theme for measure in measures] == case["themes"]
    assert {measure.first for measure in measures} <= {case.get("first")}


def test_names_of_one_measure_stand_wherever_their_words_do() -> None:
    text = "“一窗受理小程序”“综窗”、一窗受理"
    places = [span for m in found_in(text) for span in m.mentions if span.of(text) == "一窗受理"]
    assert Span(1, 5) in places


def test_since_is_the_date_of_the_founding_clause() -> None:
    text = "2023年4月,石桥新区设立“企业会客厅”。今年以来,已有90人次到访。"
    periods = (
        Period(dt.date(2023, 4, 1), dt.date(2023, 4, 30), PeriodKind.SPAN, Span(0, 7)),
        Period(dt.date(2024, 1, 1), None, PeriodKind.SINCE, Span(21, 25)),
    )
    measures = find_measures(document(text), LEXICON, periods)
    assert [(m.name, m.since) for m in measures] == [("企业会客厅", dt.date(2023, 4, 1))]


def test_since_may_stand_between_name_and_verb() -> None:
    text = "“企业会客厅”于2023年4月启用。石桥新区出台2024年招商方案。"
    start = text.index("2023")
    periods = (
        Period(dt.date(2023, 4, 1), dt.date(2023, 4, 30), PeriodKind.SPAN, Span(start, start + 7)),
    )
    found = {m.name: m.since for m in find_measures(document(text), LEXICON, periods)}
    assert found["企业会客厅"] == dt.date(2023, 4, 1)


def owners(text: str) -> list[str | None]:
    frame, mentions = figures(text)
    found = find_measures(frame, LEXICON)
    named = measure_of(frame, surroundings(frame, mentions), found, LEXICON)
    return [named[mention.span] for mention in mentions]


@pytest.mark.parametrize("case", SCOPES, ids=lambda case: case["text"])
def test_scopes(case: dict[str, Any]) -> None:
    assert owners(case["text"]) == case["owners"]


def same(gold: str | None, mine: str | None) -> bool:
    """The scorer's equality: one name holds the other, punctuation apart."""

    def bare(name: str | None) -> str:
        return "".join(c for c in name or "" if c not in '“”‘’"、,。;:()《》 ')

    a, b = bare(gold), bare(mine)
    return a == b or bool(a and b and (a in b or b in a))


@pytest.mark.parametrize(("folder", "f1", "owned"), [("gold", 0.9, 0.8), ("gold-more", 0.8, 0.82)])
def test_gold_floor(folder: str, f1: float, owned: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the gold articles are not here")
    hits = proposed = wanted = figures_right = figures_all = 0
    for id_ in ids(SHARED / folder):
        text = article(SHARED / folder, id_)
        frame = segment(text)
        found = find_measures(frame, LEXICON)
        left = list(found)
        for gold in lines(SHARED / folder / f"{id_}.measures.jsonl"):
            wanted += 1
            hit = next((m for m in left if same(gold["name"], m.name)), None)
            if hit:
                hits += 1
                left.remove(hit)
        proposed += len(found)
        rows = [row for row in gold_lines(SHARED / folder, id_, text.text) if row.span]
        named = measure_of(frame, surroundings(frame, gold_mentions(rows)), found, LEXICON)
        for row in rows:
            if row.data["type"] == "fact" and row.span:
                figures_all += 1
                figures_right += same(row.data["measure"], named[row.span])
    assert 2 * hits / (proposed + wanted) >= f1
    assert figures_right / figures_all >= owned


def test_both_ends_of_a_change_have_the_measure_that_one_of_them_found() -> None:
    before, after, other = Span(0, 2), Span(5, 7), Span(9, 11)
    owners = {before: None, after: "四证齐发", other: None}
    assert shared_by_pairs(owners, {before: "p1", after: "p1", other: None}) == {
        before: "四证齐发",
        after: "四证齐发",
        other: None,
    }


def test_ends_of_a_change_with_measures_of_their_own_keep_them() -> None:
    before, after = Span(0, 2), Span(5, 7)
    owners = {before: "容缺受理", after: "四证齐发"}
    assert shared_by_pairs(owners, {before: "p1", after: "p1"}) == owners
