"""Names that say nothing alone are completed by the measure or the words that announce them."""

from __future__ import annotations

import pytest

from generator.extracting.indicator_subjects import with_subjects
from generator.extracting.indicators import IndicatorRules, name_places
from generator.extracting.roles import assign_roles
from generator.extracting.surroundings import surroundings
from tests.extracting.marked import marked

RULES = IndicatorRules.load()


@pytest.mark.parametrize(
    ("text", "measure", "name"),
    [
        ("不良率【0.4%】。", "“厂易贷”", "厂易贷不良率"),
        ("累计【29个】项目受益。", "桩基先走", "桩基先走项目数"),
        ("材料减少【63%】。", "告知承诺制", "材料数"),
        ("厂易贷不良率【0.4%】。", "厂易贷", "厂易贷不良率"),
        ("企业开办:最快【2小时】出照。", None, "企业开办出照用时"),
        ("王某某说:最快【2小时】出照。", None, "出照用时"),
        ("配备【56人】“助厂员”。", "助厂员", "助厂员人数"),
    ],
)
def test_subjects(text: str, measure: str | None, name: str) -> None:
    document, mentions = marked(text)
    places = surroundings(document, mentions)
    names = name_places(places, assign_roles(document, mentions, RULES.roles), RULES)
    measures = dict.fromkeys(names, measure)
    assert list(with_subjects(names, places, measures, RULES.words).values()) == [name]
