from __future__ import annotations

import pytest

from generator.reading.labels import Field, Labels
from generator.resources import lexicon_data


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("来源:青溪日报", [("publisher", "青溪日报")]),
        (
            "2024-07-03 09:12 来源:青溪网 编辑:周晓梅",
            [("publisher", "青溪网"), ("editors", "周晓梅")],
        ),
        (
            "发布时间:2023-11-03 来源:青溪网 作者:",
            [("date", "2023-11-03"), ("publisher", "青溪网"), ("authors", "")],
        ),
        ("(责编:周晓梅、何丽)", [("editors", "周晓梅、何丽")]),
        ("文/陈志强 图/何丽", [("authors", "陈志强"), ("none", "何丽")]),
        ("作者丨陈志强", [("authors", "陈志强")]),
    ],
)
def test_labelled_values(line: str, fields: list[tuple[str, str]]) -> None:
    assert list(Labels.load().read(line)[0]) == [Field(*field) for field in fields]
    assert Labels.load().is_label_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "记者:请问审批时限压缩了多少?",
        "收入来源:税收增长12%,占比六成,其余为非税收入,结构持续优化。",
        "项目审批时间:由30天压缩到5天",
        "2024年5月6日新闻发布会",
        "编辑部:3名同志获奖",
    ],
)
def test_lines_of_text_are_no_labels(line: str) -> None:
    assert not Labels.load().is_label_line(line)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("陈志强 何丽", ("陈志强", "何丽")),
        ("记者陈志强、通讯员何丽", ("陈志强", "何丽")),
        ("欧阳明 李 红", ("欧阳明", "李红")),
        ("某某中心 何丽", ("何丽",)),
        ("陈志强·何丽", ("陈志强", "何丽")),
        ("艾则孜江·买买提 何丽", ("艾则孜江·买买提", "何丽")),
    ],
)
def test_people(text: str, people: tuple[str, ...]) -> None:
    assert Labels.load().people(text) == people


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("阿茵", ("阿茵",)),
        ("园区改革课题组", ("园区改革课题组",)),
        ("陈志强", ("陈志强",)),
        ("佚名", ()),
        ("青溪高新区党政办", ()),
    ],
)
def test_who_stands_behind_a_label(value: str, names: tuple[str, ...]) -> None:
    assert Labels.load().named(value) == names


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("青溪网全媒体记者 陈志强 青溪报道", ("陈志强",)),
        ("□ 本报记者 陈志强 通讯员 何丽", ("陈志强", "何丽")),
        ("(陈志强 何丽)", ("陈志强", "何丽")),
        ("(投资)", ()),
        ("审批服务中心", ()),
    ],
)
def test_bylines(line: str, people: tuple[str, ...]) -> None:
    assert Labels.load().byline_of(line) == people


@pytest.mark.parametrize("line", lexicon_data("labels")["captions"]["examples"])
def test_every_caption_example_is_one(line: str) -> None:
    assert Labels.load().caption.match(line)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("新华社青溪8月17日电", "新华社"),
        ("青溪新闻网10月10日消息:今天", "青溪新闻网"),
        ("本报讯(记者 陈志强)近日", None),
    ],
)
def test_datelines(text: str, who: str | None) -> None:
    match = Labels.load().dateline.match(text)
    found = match["who"] if match else None
    assert found == who or (who is None and found in (None, "本报"))
