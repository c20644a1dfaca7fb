from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.typography import EXCERPT, chinese, full_width, highlighted, shortened
from tests.rendering.case_files import cases


@pytest.mark.parametrize("case", cases("punctuation"), ids=lambda c: c["given"])
def test_punctuation(case: dict[str, Any]) -> None:
    assert chinese(case["given"]) == case["shown"]


@given(st.text(alphabet=st.sampled_from("中文,;:!?()12a%“”。 "), max_size=60))
def test_full_width_keeps_every_place(text: str) -> None:
    assert len(full_width(text)) == len(text)


def test_a_highlight_marks_the_figure() -> None:
    assert highlighted("共有16个项目,受益", [(2, 5)]) == "共有<mark>16个</mark>项目，受益"


def test_overlapping_highlights_are_marked_once() -> None:
    made = highlighted("一二三四", [(0, 3), (1, 4)])
    assert made == "<mark>一二三</mark>四"


@given(st.integers(0, 290), st.integers(1, 10))
def test_an_excerpt_is_short_and_holds_the_figure(start: int, length: int) -> None:
    text = "甲" * 300
    made = str(highlighted(text, [(start, start + length)]))
    assert f"<mark>{'甲' * length}</mark>" in made
    assert made.count("甲") == EXCERPT


def test_a_cut_is_marked_on_the_side_where_it_is() -> None:
    assert not str(highlighted("甲" * 300, [(0, 2)])).startswith("……")
    assert str(highlighted("甲" * 300, [(0, 2)])).endswith("……")
    assert str(highlighted("甲" * 300, [(298, 300)])).startswith("……")


def test_shortened_ends_with_an_ellipsis() -> None:
    assert shortened("甲" * 10, 10) == "甲" * 10
    assert shortened("甲" * 11, 10) == "甲" * 8 + "……"
