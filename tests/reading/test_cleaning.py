from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.article import RepairKind
from generator.reading.cleaning import (
    Cleaned,
    clean_characters,
    in_one_width,
    in_simplified_script,
    lines_of,
    without_glosses,
    without_residues,
)
from generator.reading.tracing import Traced


def _state(text: str) -> Cleaned:
    return Cleaned(Traced.of(text))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("服務(wù)大廳", "服務大廳"),
        ("辦理（lǐ）時限", "辦理時限"),
        ("公里(km)", "公里(km)"),
        ("比亚迪(byd)公司", "比亚迪(byd)公司"),
        ("人们(men)说", "人们(men)说"),
        ("投资(PPP)项目", "投资(PPP)项目"),
    ],
)
def test_glosses_go_and_other_brackets_stay(raw: str, clean: str) -> None:
    assert without_glosses(_state(raw)).text == clean


def test_on_a_glossed_page_neutral_syllables_go_too() -> None:
    assert without_glosses(_state("務(wù)" * 10 + "們(men)")).text == "務" * 10 + "們"


def test_each_gloss_is_recorded() -> None:
    repairs = without_glosses(_state("業務(wù)")).repairs
    assert [(r.kind, r.start, r.before) for r in repairs] == [(RepairKind.PINYIN, 2, "(wù)")]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("园\u200b区\ufeff", "园区"),
        ("园\ue123区", "园区"),
        ("园\u00a0区", "园 区"),
        ("园&nbsp;区", "园 区"),
        ("3\u00ad5", "35"),
        ("甲\t乙", "甲 乙"),
    ],
)
def test_residues_go(raw: str, clean: str) -> None:
    assert without_residues(_state(raw)).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("園區著力優化營商環境", "园区着力优化营商环境"),
        ("這是顯著的進步，也是著名的案例", "这是显著的进步，也是著名的案例"),
        ("隻有改革，裡面纔有後勁", "只有改革，里面才有后劲"),
    ],
)
def test_traditional_text_is_simplified(raw: str, clean: str) -> None:
    state = in_simplified_script(_state(raw))
    assert state.text == clean
    assert state.script == "hant"


def test_simplified_text_is_left_alone() -> None:
    text = (
        "瞭望塔旁的企业家著书立说，乾县的项目落地，园区的服务不断升级，审批时限一再压缩，群众满意。"
    )
    assert in_simplified_script(_state(text)).text == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("１２％，（乙）", "12%,(乙)"),
        ("①项", "①项"),
        ("500㎡", "500㎡"),
        ("3m²", "3m²"),
        ("½的", "½的"),
        ("⒈做法", "⒈做法"),
        ("㈠做法", "㈠做法"),
        ("好……", "好......"),
        ("制药﹔项目", "制药;项目"),
        ("「园区」『事』", "“园区”‘事’"),
        ("⼀批", "一批"),
        ("Ａ股", "A股"),
        ("“好”、《法》。", "“好”、《法》。"),
        ("20℃", "20°C"),
    ],
)
def test_width_is_normalised_without_inventing_numbers(raw: str, clean: str) -> None:
    assert in_one_width(_state(raw)).text == clean


@given(st.text(max_size=60))
def test_no_step_adds_or_removes_lines_or_invents_digits(text: str) -> None:
    raw = text.replace("\r", "").replace("\x85", "")
    state = clean_characters(Traced.of(raw))
    assert state.text.count("\n") == raw.count("\n")
    before = sum(unicodedata.normalize("NFKC", c).isdigit() for c in raw)
    assert sum(c.isascii() and c.isdigit() for c in state.text) <= before


def test_lines_lose_their_margins_and_keep_their_places() -> None:
    lines = list(lines_of(Traced.of("  甲  乙 \n丙")))
    assert [line.text for line in lines] == ["甲 乙", "丙"]
    assert lines[0].origin == (2, 3, 5)
