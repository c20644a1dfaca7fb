"""A figure says how it was read, and what of it is not in its sentence."""

from __future__ import annotations

from msgspec.structs import replace

from generator.model.casebook import FactRecord
from generator.model.evidence import Span
from generator.model.fact import Status
from generator.rendering.provenance import how_read, inferred
from tests.rendering import sample


def fact(surface: str) -> FactRecord:
    return next(r for r in sample.casebook().facts if r.fact.surface.text == surface)


def test_value_unit_bound_and_period_are_told() -> None:
    words = str(how_read(fact("95%以上"))).replace("&#37;", "%")
    assert "数值：95 · 单位：% · 界限：不少于" in words
    assert "期间：截至2024年8月31日" in words


def test_a_large_number_is_written_out() -> None:
    assert "数值：30,000,000,000 · 单位：元 · 界限：超过" in str(how_read(fact("突破300亿元")))


def test_a_range_has_both_ends() -> None:
    assert "数值：3–5 · 单位：月 · 界限：区间" in str(how_read(fact("3至5个月")))


def test_the_mapped_indicator_is_named() -> None:
    assert "平均提前开工时间（归入“拿地即开工平均提前时间”）" in str(how_read(fact("2个月")))


def test_what_is_not_in_the_sentence_is_told() -> None:
    record = fact("96个")  # 专班收集企业问题120余个,解决96个
    assert "园区据上下文" in inferred(record)
    assert not any("期间" in words for words in inferred(record)), "no period, nothing inferred"


def test_a_relative_period_was_computed() -> None:
    found = inferred(fact("28个"))  # 云溪市去年新签约项目28个
    assert "期间由“去年”按发布日期换算" in found
    assert "园区据上下文" not in found


def test_a_period_of_another_sentence_is_quoted() -> None:
    record = fact("5个")
    period = record.fact.period
    assert period is not None
    far = replace(period, span=Span(0, 7))
    moved = replace(record, fact=replace(record.fact, period=far))
    assert any(words.startswith("期间取自句外的“海棠高新区开工”") for words in inferred(moved))


def test_what_a_person_added_was_not_inferred() -> None:
    record = fact("96个")
    added = replace(record, fact=replace(record.fact, status=Status.ADDED))
    assert inferred(added) == ("由人补充",)
