"""Roles of figures: the lexicon's examples, case files, and the gold articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting import roles
from generator.extracting.ledger import find_mentions
from generator.extracting.mention import Mention
from generator.extracting.numeral_lexicon import NumeralLexicon
from generator.extracting.pairing import quiet_places
from generator.extracting.plans import _BEHIND
from generator.extracting.roles import RoleLexicon, RoleReading, assign_roles
from generator.extracting.segmentation import segment
from generator.extracting.surroundings import surroundings
from generator.model.fact import Role
from generator.resources import lexicon_data
from tests.extracting import reading
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.marked import marked
from tests.gold import SHARED, article, gold_lines, ids

FOLDER = Path(__file__).parent / "cases"
CASES = yaml.safe_load((FOLDER / "roles.yml").read_text(encoding="utf-8"))
TOLD = yaml.safe_load((FOLDER / "told_roles.yml").read_text(encoding="utf-8"))
LEXICON = RoleLexicon.load()
NUMERALS = NumeralLexicon.load()
EXAMPLES = [
    example
    for name, group in lexicon_data("roles").items()
    for example in group["examples"]
    if name != "examples"
]


def readings(text: str) -> list[RoleReading]:
    document, mentions = marked(text)
    found = assign_roles(document, mentions, LEXICON)
    return [found[mention.span] for mention in mentions]


def shown(reading: RoleReading) -> str:
    return f"{reading.role}/{reading.direction}" if reading.direction else str(reading.role)


def check(case: dict[str, Any]) -> None:
    found = readings(case["text"])
    if "reads" in case:
        assert [shown(reading) for reading in found] == case["reads"]
    if "basis" in case:
        assert found[-1].basis == case["basis"]
    if "statistic" in case:
        assert found[-1].statistic == case["statistic"]
    if "paired" in case:
        labels = [reading.pair for reading in found if reading.pair]
        assert len(labels) == 2 * case["paired"]
        assert all(labels.count(label) == 2 for label in labels)


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["text"])
def test_examples_of_the_lexicon(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_cases(case: dict[str, Any]) -> None:
    check(case)


def told(text: str) -> list[str]:
    """Each figure that the ledger finds: its words, its role and, of a pair, which one."""
    document = reading.document(text)
    mentions = [m for m in find_mentions(document, NUMERALS) if m.quantity]
    found = assign_roles(document, mentions, LEXICON)
    pairs = list(dict.fromkeys(r.pair for r in found.values() if r.pair))
    numbers = {pair: f" {pairs.index(pair) + 1}" for pair in pairs}
    return [
        f"{m.surface} {shown(found[m.span])}{numbers.get(found[m.span].pair or '', '')}"
        for m in mentions
    ]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case["text"][:24])
def test_told(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["reads"]


def test_a_role_of_the_words_themselves_is_kept() -> None:
    document, mentions = marked("园区综合考评排名预计居全省【第一】。")
    found = assign_roles(document, mentions, LEXICON)
    assert found[mentions[0].span].role is Role.RANK


def test_figures_of_which_little_is_asked_would_be_read_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [case["text"] for case in CASES]
    plain = [readings(text) for text in texts]
    quiet = [quiet_places(surroundings(*marked(text)), LEXICON) for text in texts]
    monkeypatch.setattr(roles, "quiet_places", lambda places, _: [False] * len(places))
    assert [readings(text) for text in texts] == plain
    assert sum(map(sum, quiet)) > 20


def test_words_of_plans_behind_a_figure_stand_within_reach() -> None:
    words = lexicon_data("roles")["target"]["after_verbs"]
    for word in (*words, "跨越", "投产后", "达产后"):
        text = "甲" * 8 + word
        assert LEXICON.target_behind.match(text), word
        assert LEXICON.words_behind.search(text, 0, _BEHIND), word


def test_mentions_without_a_figure_get_no_role() -> None:
    document, mentions = marked("今年【12家】企业入驻。")
    bare = [Mention(mention.span, mention.surface) for mention in mentions]
    assert assign_roles(document, bare, LEXICON) == {}


@pytest.mark.parametrize(("folder", "floor"), [("gold", 0.95), ("gold-more", 0.93)])
def test_gold(folder: str, floor: float) -> None:
    path = SHARED / folder
    if not path.is_dir():
        pytest.skip("the gold articles lie beside the repository; they are not there")
    right = total = 0
    for id_ in ids(path):
        text = article(path, id_)
        lines = gold_lines(path, id_, text.text)
        found = assign_roles(segment(text), gold_mentions(lines), LEXICON)
        for line in lines:
            if line.data["type"] == "fact" and line.span:
                reading = found[line.span]
                total += 1
                right += (reading.role, reading.direction) == (
                    line.data["role"],
                    line.data["direction"],
                )
    assert right / total >= floor
