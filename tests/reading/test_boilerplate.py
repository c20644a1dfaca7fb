from __future__ import annotations

import pytest

from generator.reading.boilerplate import Boilerplate, Noise
from generator.resources import lexicon_data

_EXAMPLES = [
    (row["kind"], example) for row in lexicon_data("boilerplate") for example in row["examples"]
]


@pytest.mark.parametrize(("kind", "line"), _EXAMPLES)
def test_every_entry_catches_its_examples(kind: str, line: str) -> None:
    assert Boilerplate.load().noise(line) is not None, kind


@pytest.mark.parametrize(
    "line",
    [
        "4",
        "3/12",
        "1 2 3 4 5",
        "第2页",
        "图片1.jpeg",
        "a81f_副本.png",
        "某某网>>要闻>>园区",
        "------",
        "◆ ◆ ◆",
        "END",
        "00:00/03:21",
    ],
)
def test_files_counters_and_rules_are_noise(line: str) -> None:
    assert Boilerplate.load().noise(line) is Noise.LINE


@pytest.mark.parametrize(
    "line",
    [
        "一、分享改革红利",
        "分享到的红利越来越多,企业满意度持续提升。",
        "审核时限压缩到3个工作日。",
        "2024年",
        "服务热线12345全年受理2万件。",
        "评论员文章",
        "关注企业急难愁盼",
        "返回家乡创业的青年超过200人。",
        "统筹推进各项改革",
        "首页办理量突破1万件。",
        "上一年度完成投资12亿元。",
    ],
)
def test_words_of_articles_stay(line: str) -> None:
    assert Boilerplate.load().noise(line) is None


def test_notices_and_link_lists_are_told_apart() -> None:
    lexicon = Boilerplate.load()
    assert lexicon.noise("免责声明") is Noise.CLOSING
    assert lexicon.noise("延伸阅读") is Noise.RELATED
