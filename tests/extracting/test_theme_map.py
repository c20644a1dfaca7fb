"""Theme words of a text: those of a part are what the part alone would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.theme_lexicon import ThemeLexicon
from generator.extracting.theme_map import ThemeMap
from tests.extracting.reading import document

TEXT = (
    "石桥新区推行拿地即开工改革,施工许可审批时限压缩一半;惠企政策兑现专窗办结奖补资金申请,"
    "政务服务大厅帮办代办队伍上门服务企业,知识产权质押融资贷款发放,法治护航营商环境。"
)
LEXICON = ThemeLexicon.load()
MAP = ThemeMap(document(TEXT), LEXICON)


@given(st.integers(0, len(TEXT)), st.integers(0, 12))
def test_words_of_a_part_stand_for_themselves(start: int, length: int) -> None:
    end = min(start + length, len(TEXT))
    assert list(MAP.said_in(start, end)) == LEXICON.said_of(TEXT[start:end])
