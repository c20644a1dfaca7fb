"""Whose figures are: case files and the gold articles."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from generator.extracting.entities import Whose, _Binder, bind_entities
from generator.extracting.gazetteer import Gazetteer
from generator.extracting.known_parks import NOBODY
from generator.extracting.mention import Mention
from generator.extracting.organisation_names import OrganisationNames
from generator.extracting.parks import discover_parks, subject_of
from generator.extracting.scenes import Scene
from generator.extracting.segmentation import Document, segment
from generator.model.article import ParagraphKind
from generator.model.evidence import Span
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.marked import marked
from tests.gold import SHARED, article, gold_lines, ids

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "entities.yml").read_text("utf-8"))
GAZETTEER = Gazetteer.load()


def titled(document: Document, title: str) -> Document:
    """The document with a title, and its short lines as headings."""
    paragraphs = tuple(
        replace(p, kind=ParagraphKind.HEADING) if len(p.text) < 12 and p.text[-1] != "。" else p
        for p in document.article.paragraphs
    )
    return segment(replace(document.article, title=title, paragraphs=paragraphs))


def owners(title: str, text: str) -> list[Whose]:
    plain, mentions = marked(text)
    document = titled(plain, title)
    found = bind_entities(document, mentions, GAZETTEER, (), subject_of(document, GAZETTEER))
    return [found[mention.span] for mention in mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = owners(case["title"], case["text"])
    assert len(found) == len(case["whose"])
    for whose, expected in zip(found, case["whose"], strict=True):
        entity, _, park = expected.partition(" | ")
        assert entity in whose.entity, (whose, expected)
        assert "、".join(whose.parks) == (park or entity)


def test_sentences_that_are_left_change_no_owner() -> None:
    pieces = random.Random(11)  # noqa: S311 - invented texts
    texts = [case["text"] for case in CASES if "\n" not in case["text"]]
    told = [
        "铜梁华远药业有限公司落户园区。",
        "该公司新招【5名】工人。",
        "盛泰科技正扩建。",
        "该项目投产【2期】。",
    ]
    some = [*texts, *told * (len(texts) // 2)]
    plain = [re.sub("[【】]", "", text) for text in some]
    left = asked = 0
    for _ in range(250):
        rows = [pieces.choice(pieces.choice((some, plain))) for _ in range(8)]
        document, mentions = marked("\n".join(rows))
        scene = Scene(document, GAZETTEER, NOBODY, ("铜梁高新区",))
        lazy, eager, blind, slow = (_Binder(scene) for _ in range(4))
        eager.lazy = False
        owned = eager.bind(mentions)
        slow._read_at_once = lambda *_: False  # type: ignore[method-assign]
        assert slow.bind(mentions) == owned
        assert lazy.bind(mentions) == owned
        left += lazy.left is not None or lazy.owed is not None
        blind._last_named = lambda: ""  # type: ignore[method-assign]
        asked += blind.bind(mentions) != owned
    assert left > 20, asked
    assert asked > 5  # what is left does matter to some


def test_measures_of_an_article_about_two_parks_have_owners() -> None:
    text = "涪陵高新区推行【1枚】印章审批。綦江工业园区组建【2支】专班。"
    document, mentions = marked(text)
    places = [replace(mention, quantity=None) for mention in mentions]
    found = bind_entities(document, places, GAZETTEER, (), "涪陵高新区;綦江工业园区")
    assert [whose.entity for whose in found.values()] == ["涪陵高新区", "綦江工业园区"]


def test_mentions_without_a_quantity_have_no_owner() -> None:
    document, mentions = marked("昆山经开区设窗口【12个】。")
    unread = [replace(mention, quantity=None) for mention in mentions]
    assert bind_entities(document, unread, GAZETTEER, (), "昆山经开区") == {}


def test_registry_names_are_used() -> None:
    document, mentions = marked("昆山经济技术开发区设窗口【12个】。")
    (park,) = discover_parks([replace(document.article, subject="昆山经开区")], GAZETTEER)
    renamed = replace(park, name="昆山开发区", aliases=("昆山经济技术开发区", "昆山经开区"))
    found = bind_entities(document, mentions, GAZETTEER, (renamed,), "昆山经开区")
    assert list(found.values()) == [Whose("昆山开发区", ("昆山开发区",))]


@pytest.mark.parametrize(
    ("folder", "park", "entity"), [("gold", 0.97, 0.9), ("gold-more", 0.95, 0.9)]
)
def test_gold(folder: str, park: float, entity: float) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the gold articles are not beside this clone")
    rows = [row for id_ in ids(SHARED / folder) for row in compared(folder, id_)]
    assert sum(p for p, _ in rows) / len(rows) >= park
    assert sum(e for _, e in rows) / len(rows) >= entity


def same(gold: str, found: str) -> bool:
    """As the reference scorer: one name contains the other."""
    return bool(gold and found) and (gold in found or found in gold)


def compared(folder: str, id_: str) -> list[tuple[bool, bool]]:
    source = replace(article(SHARED / folder, id_), subject=None)
    lines = gold_lines(SHARED / folder, id_, source.text)
    mentions: list[Mention] = gold_mentions(lines)
    document = segment(source)
    found = bind_entities(document, mentions, GAZETTEER, (), subject_of(document, GAZETTEER))
    return [
        (
            same(line.data["park"], "、".join(found[line.span].parks)),
            same(line.data["entity"], found[line.span].entity),
        )
        for line in lines
        if line.span in found
    ]


@pytest.mark.parametrize("case", lexicon_data("organisations")["examples"], ids=lambda c: c["text"])
def test_organisation_examples(case: dict[str, Any]) -> None:
    names = OrganisationNames(case["text"], GAZETTEER.organisations, GAZETTEER)
    assert [mention.name for mention in names.formal] == case["names"]


def test_a_superior_between_two_figures_takes_nothing_over() -> None:
    document, mentions = marked("热线接单【32件】、省委信箱接单【6件】。")
    found = bind_entities(document, mentions, GAZETTEER, (), "涪陵高新区;綦江工业园区")
    assert len({whose.entity for whose in found.values()}) == 1


def test_names_of_measures_may_overlap() -> None:
    document, mentions = marked("区里出台【不动产登记“一件事”实施方案】。")
    whole = mentions[0].span
    part = Span(whole.start + 5, whole.end - 4)
    places = [
        replace(mentions[0], span=span, surface=document.text[span.start : span.end], quantity=None)
        for span in (whole, part)
    ]
    found = bind_entities(document, places, GAZETTEER, (), "涪陵高新区;綦江工业园区")
    assert set(found) == {whole, part}
