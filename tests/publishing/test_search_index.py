"""What the search worker loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.publishing.search_index import finish_search, traditional_pairs
from generator.publishing.site import build_site
from tests.publishing.search_unpacking import unpacked

if TYPE_CHECKING:
    from pathlib import Path


def pages_of(site: Path) -> dict[str, dict[str, Any]]:
    return unpacked(json.loads((site / "search/pages.json").read_text(encoding="utf-8")))


def test_every_page_is_in(sample_site: Path) -> None:
    built = {p.parent.relative_to(sample_site).as_posix() for p in sample_site.rglob("index.html")}
    assert {location.rstrip("/") or "." for location in pages_of(sample_site)} == built


def test_a_fact_keeps_its_anchor(sample_site: Path) -> None:
    sections = pages_of(sample_site)["parks/yunxi/"]["sections"]
    assert ["f-0002", "全年引进项目投资 26.2亿元"] in sections[1][2]


def test_aliases_are_in(sample_site: Path) -> None:
    assert pages_of(sample_site)["measures/tolerant/"]["aliases"] == ["容缺受理"]
    assert pages_of(sample_site)["measures/start-on-land/"]["aliases"] == [
        "交地即开工",
        "带方案供地",
    ]


def test_what_every_page_loads_is_small(sample_site: Path) -> None:
    index = json.loads((sample_site / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["docs"] == []
    assert index["config"]["separator"]


def test_nothing_is_marked_or_escaped(sample_site: Path) -> None:
    text = (sample_site / "search/pages.json").read_text(encoding="utf-8")
    assert "拿地即开工" in text
    assert "\u200b" not in text
    assert "\\u" not in text


def test_a_second_call_changes_nothing(sample_site: Path) -> None:
    before = (sample_site / "search/pages.json").read_bytes()
    finish_search(sample_site)
    assert (sample_site / "search/pages.json").read_bytes() == before


def test_excluded_pages_stay_out(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# 甲\n\n看得见\n", encoding="utf-8")
    (docs / "b.md").write_text("---\nsearch:\n  exclude: true\n---\n# 乙\n", encoding="utf-8")
    build_site(docs, tmp_path / "site", title="样本", strict=False)
    assert list(pages_of(tmp_path / "site")) == [""]


def test_traditional_characters_lead_to_what_is_written() -> None:
    pairs = traditional_pairs(frozenset("审批时间"))
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert table["審"] == "审"
    assert table["時"] == "时"
    assert table["間"] == "间"
    assert set(table.values()) <= set("审批时间")
