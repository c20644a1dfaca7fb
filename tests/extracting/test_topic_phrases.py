"""What the topics of clauses are told by agrees with the words that a text is searched for."""

from __future__ import annotations

import pytest

from generator.extracting.gazetteer import Gazetteer
from generator.extracting.topic_phrases import COMRADE, RE_OFFICE
from generator.extracting.wordlist import places_of

GAZETTEER = Gazetteer.load()


@pytest.mark.parametrize("office", RE_OFFICE.pattern.split("|"))
def test_every_office_stands_where_a_text_has_marks(office: str) -> None:
    text = f"青溪高新区{office}陆明介绍,{office}会上作了说明。"
    marked = {*GAZETTEER.marks(text).offices, *places_of(COMRADE, text)}
    assert {match.start() for match in RE_OFFICE.finditer(text)} <= marked
