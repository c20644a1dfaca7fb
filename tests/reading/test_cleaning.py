from __future__ import annotations

import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.article import RepairKind
from generator.reading.cleaning import (
    Cleaned,
    clean_characters,
    in_one_width,
    in_simplified_script,
    is_traditional,
    lines_of,
    visible,
    without_floods,
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


@given(st.text(alphabet="园區環境优化著名乾县後勁一种瞭望 12。", max_size=60))
def test_the_script_is_told_as_the_library_tells_it(text: str) -> None:
    """Whatever is not looked at because no character could change."""
    han = [c for c in text if "\u3400" <= c <= "\u9fff"]
    changed = sum(
        a != b for a, b in zip(han, opencc.OpenCC("t2s").convert("".join(han)), strict=True)
    )
    assert is_traditional(text) == (changed > 0.03 * len(han))


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


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e" + "\u0301" * 500 + "x", "e" + "\u0301" * 3 + "x"),
        ("字\u0338\u0338\u0338\u0338园", "字\u0338\u0338\u0338园"),
        ("e" + "\u0301\u0489" * 9, "e\u0301\u0489\u0301"),
        ("\u20dd" * 9 + "区", "\u20dd" * 3 + "区"),
        ("\u0e17\u0e35\u0e48\u0e44\u0e2b\u0e19" * 5, "\u0e17\u0e35\u0e48\u0e44\u0e2b\u0e19" * 5),
        ("ắ ḗ 审批", "ắ ḗ 审批"),
        ("甲" + "\u0301" * 4 + "乙" + "\u0301" * 5, "甲" + "\u0301" * 3 + "乙" + "\u0301" * 3),
    ],
)
def test_of_marks_piled_upon_one_character_three_are_left(raw: str, clean: str) -> None:
    state = without_floods(_state(raw))
    assert state.text == clean
    assert [repair.kind for repair in state.repairs] == [RepairKind.MARKS] * (raw != clean)
    assert all(raw[at] == char for at, char in zip(state.traced.origin, clean, strict=False))


def test_a_pile_is_told_by_its_size_and_not_shown() -> None:
    (repair,) = without_floods(_state("项é" + "\u0301" * 403)).repairs
    assert (repair.start, repair.before) == (5, "U+0301 等 400 个")


@pytest.mark.parametrize(
    "unseen",
    ["\u202e", "\u2066", "\u061c", "\u200b", "\ufeff", "\u034f", "\ue000", "\U000f0000",
     "\U0010fffd", "\U000e0041", "\U000e0101", "\ufe0f", "\x1b", "\x00", "\u3164", "\ud800"],
)  # fmt: skip
def test_what_no_reader_sees_goes(unseen: str) -> None:
    assert visible(f"开{unseen}发 {unseen} 区{unseen}") == "开发 区"
    assert clean_characters(Traced.of(f"开{unseen}发")).text == "开发"


def test_declared_words_are_one_line() -> None:
    assert visible("  甲\n\t乙\u00a0 丙  ") == "甲 乙 丙"
