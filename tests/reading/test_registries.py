from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.errors import BadRegistry
from generator.reading.registries import load_registry
from generator.resources import lexicons_dir
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_PARKS = """\
- id: qingxi
  name: 青溪市
  level: 县级市
- id: qingxi-hitech
  name: 青溪高新区
  aliases: [青溪高新技术产业开发区, 青溪国家高新区]
  level: 国家级高新区
  place: 某省青溪市
  parent: qingxi
"""


def test_without_files_there_are_ten_themes_and_no_parks(tmp_path: Path) -> None:
    registry, findings = load_registry(tmp_path)
    assert registry.parks == ()
    assert len(registry.themes) == 10
    assert findings == ()
    approval = registry.theme("approval")
    assert approval is not None
    assert {mapping.framework for mapping in approval.mappings} == {
        "世界银行 B-READY",
        "全国18项指标",
        "优化营商环境条例",
    }
    assert all(theme.question.endswith("？") and theme.covers for theme in registry.themes)


def test_parks_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "parks.yml").write_text(_PARKS, encoding="utf-8")
    registry, _ = load_registry(tmp_path)
    assert [park.id for park in registry.parks] == ["qingxi", "qingxi-hitech"]
    park = registry.park_named("青溪国家高新区")
    assert park is not None
    assert park.parent == "qingxi"


def test_own_themes_and_a_title(tmp_path: Path) -> None:
    text = "title: 青溪案例集\nthemes:\n- {id: water, name: 用水, question: 水通了吗？}\n"
    (tmp_path / "themes.yml").write_text(text, encoding="utf-8")
    registry, _ = load_registry(tmp_path)
    assert [theme.id for theme in registry.themes] == ["water"]
    assert registry.title == "青溪案例集"


def test_an_empty_parks_file_is_no_parks(tmp_path: Path) -> None:
    (tmp_path / "parks.yml").write_text("# 待填\n", encoding="utf-8")
    assert load_registry(tmp_path)[0].parks == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (_PARKS + "- {id: qingxi, name: 另一个}\n", 10, "重复"),
        (_PARKS + "- {id: other, name: 青溪高新区}\n", 10, "重复"),
        (_PARKS + "- {id: other, name: 某区, parent: nowhere}\n", 10, "nowhere"),
        ("- {id: a, name: 甲, parent: b}\n- {id: b, name: 乙, parent: a}\n", 1, "圈"),
        ("- {id: 青溪, name: 青溪}\n", 1, "编号"),
        ("- {id: a}\n", 1, "name"),
        ("- {id: a, name: 甲, area: 12}\n", 1, "area"),
        ("- 青溪\n", 1, "条目"),
        ("id: a\n", None, "顶层"),
        ("- {id: a\n", 2, "YAML"),
    ],
)
def test_mistakes_are_told_with_their_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    (tmp_path / "parks.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadRegistry, match=words) as caught:
        load_registry(tmp_path)
    assert caught.value.line == line


def test_our_own_corpus_has_every_shipped_theme_and_its_mappings() -> None:
    own, _ = load_registry(ROOT / "corpus")
    shipped, _ = load_registry(lexicons_dir())
    assert {theme.id for theme in own.themes} == {theme.id for theme in shipped.themes}
    assert all(theme.question and len(theme.mappings) == 3 for theme in own.themes)


def test_what_no_reader_sees_is_no_part_of_a_name(tmp_path: Path) -> None:
    text = _PARKS.replace("青溪国家高新区", '"青溪\\u200b国家\\u202e高新区"')
    (tmp_path / "parks.yml").write_text(text, encoding="utf-8")
    assert load_registry(tmp_path)[0].park_named("青溪国家高新区")
    (tmp_path / "parks.yml").write_text('- {id: a, name: "\\u200b"}\n', encoding="utf-8")
    with pytest.raises(BadRegistry, match="name"):
        load_registry(tmp_path)
