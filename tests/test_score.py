"""Scores before and after decisions are made from what the decisions leave standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import extract_articles, read_paths
from generator.comparing.identity import fact_ids
from tests import score


@pytest.fixture
def one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    text = "甲乙经开区办好实事\n\n甲乙经开区今年办理许可320件，办理时限由20天压缩至3天。\n"
    (tmp_path / "z01.raw.txt").write_text(text, encoding="utf-8")
    monkeypatch.setitem(score.SETS, "one", (tmp_path, tmp_path, "*.raw.txt"))
    return tmp_path


def test_decisions_change_what_is_scored(one_article: Path) -> None:
    articles, _ = read_paths([one_article / "z01.raw.txt"])
    (extraction,) = extract_articles(articles)
    ids = dict(
        zip((f.surface.text for f in extraction.facts), fact_ids(extraction.facts), strict=True)
    )
    signed = "  why: 误\n  who: 李核\n  when: 2024-10-08\n"
    decisions = one_article / "decisions.yml"
    decisions.write_text(
        f"- fact: {ids['20天']}\n  action: withdraw\n{signed}"
        f"- fact: {ids['320件']}\n  action: correct\n  change: {{value: 321}}\n{signed}",
        encoding="utf-8",
    )

    def values(file: Path | None) -> dict[str, float]:
        records = score.predict("one", file)
        return {r["surface"]: r["value"] for r in records if r["type"] == "fact"}

    before, after = values(None), values(decisions)
    assert before["320件"] == 320
    assert after["320件"] == 321
    assert "20天" in before
    assert "20天" not in after
