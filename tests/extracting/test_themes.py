"""Themes of figures: the lexicon's examples, case files, and the gold articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.extracting.measure_lexicon import MeasureLexicon
from generator.extracting.measures import find_measures, measure_of
from generator.extracting.segmentation import segment
from generator.extracting.surroundings import surroundings
from generator.extracting.theme_lexicon import STRENGTH
from generator.extracting.themes import FALLBACK, assign_themes
from generator.model.fact import Role
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.invented import figures
from tests.gold import SHARED, article, gold_lines, ids

if TYPE_CHECKING:
    from generator.model.evidence import Span

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "themes.yml").read_text(encoding="utf-8"))
LEXICON = MeasureLexicon.load()
DATA = lexicon_data("theme_words")
WORDS = [(text, theme) for theme, groups in DATA["themes"].items() for text in groups["examples"]]
RULES = [
    (text, rule["theme"], rule.get("roles", ["level"])[0])
    for rule in DATA["rules"]
    for text in rule["examples"]
]


def themes_of(text: str, role: str = "level") -> list[str]:
    frame, mentions = figures(text)
    found = find_measures(frame, LEXICON)
    places = surroundings(frame, mentions)
    owners = measure_of(frame, places, found, LEXICON)
    roles: dict[Span, Role] = {mention.span: Role(role) for mention in mentions}
    themes = assign_themes(frame, places, owners, found, roles, LEXICON.themes)
    return [themes[mention.span].theme for mention in mentions]


@pytest.mark.parametrize(("text", "theme"), WORDS)
def test_examples_of_the_words(text: str, theme: str) -> None:
    assert themes_of(text) == [theme]


@pytest.mark.parametrize(("text", "theme", "role"), RULES)
def test_examples_of_the_settled_cases(text: str, theme: str, role: str) -> None:
    assert theme in themes_of(text, role)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    assert themes_of(case["text"]) == case["themes"]


def test_a_figure_without_any_clue_falls_back() -> None:
    assert themes_of("那里有3只鸟。") == [FALLBACK]


@pytest.mark.parametrize("theme", DATA["themes"])
def test_a_word_has_one_strength_in_a_theme(theme: str) -> None:
    words = [word for strength in STRENGTH for word in DATA["themes"][theme][strength]]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_every_weight_pulls_towards_a_theme_never_away() -> None:
    fitted = lexicon_data("theme_weights")
    assert min([*fitted["places"].values(), *fitted["ties"].values()]) >= 0


@pytest.mark.parametrize(("folder", "floor"), [("gold", 0.95), ("gold-more", 0.91)])
def test_gold_floor(folder: str, floor: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the gold articles are not here")
    right = total = 0
    for id_ in ids(SHARED / folder):
        text = article(SHARED / folder, id_)
        frame = segment(text)
        rows = [row for row in gold_lines(SHARED / folder, id_, text.text) if row.span]
        facts = {row.span: row.data for row in rows if row.data["type"] == "fact" and row.span}
        places = surroundings(frame, gold_mentions(rows))
        found = find_measures(frame, LEXICON)
        roles = {span: Role(data["role"]) for span, data in facts.items()}
        owners = measure_of(frame, places, found, LEXICON)
        themes = assign_themes(frame, places, owners, found, roles, LEXICON.themes)
        total += len(facts)
        right += sum(themes[span].theme == data["theme"] for span, data in facts.items())
    assert right / total >= floor
