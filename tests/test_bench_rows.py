"""The page of benchmarks: a run renews its own rows and sizes, and tells how time grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.editing import EDITS, Taken, middle
from tests.bench.rows import Row, renew
from tests.bench.small import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SIZE: dict[str, float | str | bool] = {
    "articles": 100, "facts": 3000, "reading_milliseconds": 2.0, "reading_seconds": 0.2,
    "extracting_comparing_milliseconds": 18.0, "extracting_comparing_seconds": 1.8,
    "compared_megabytes": 90, "compared_megabytes_helper": 80, "day": "2026-01-02", "load": 0.5,
}  # fmt: skip
RENDERED = SIZE | {
    "articles": 1000, "facts": 30000, "extracting_comparing_milliseconds": 22.0,
    "rendering_milliseconds": 30.0, "rendering_seconds": 30.0, "pages": 2000,
    "pages_megabytes": 160.0, "largest_page_kilobytes": 900, "rendered_megabytes": 400,
    "rendered_megabytes_helper": 90, "article_pages": True,
}  # fmt: skip


def test_a_run_renews_its_rows_and_leaves_the_others(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    renew(
        [Row("start", "0.1 s", "< 0.2 s", holds=True), Row("chart", "9 ms", "≤ 60 ms", holds=True)],
        [],
        page,
    )
    renew([Row("start", "0.3 s", "< 0.2 s", holds=False)], [], page)
    lines = page.read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("| chart | 9 ms | ≤ 60 ms | yes |")]
    assert [line.split("|")[2:5] for line in lines if line.startswith("| start |")] == [
        [" 0.3 s ", " < 0.2 s ", " **no** "]
    ]


def test_sizes_stand_in_their_order_with_the_ratio_between_them(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    renew([], [RENDERED], page)
    renew([], [SIZE], page)
    text = page.read_text("utf-8")
    assert text.index("| 100 | 3,000 | 20.0 |") < text.index("| 1,000 | 30,000 | 24.0 |")
    assert "100 → 1,000 | 20.0 → 24.0; 1.20× | ≤ 1.15× | **no** |" in text
    renew([], [RENDERED | {"extracting_comparing_milliseconds": 20.0}], page)
    text = page.read_text("utf-8")
    assert "100 → 1,000 | 20.0 → 22.0; 1.10× | ≤ 1.15× | yes |" in text
    assert text.count("100 → 1,000") == 1
    assert text.count("| 1,000 | 30,000 |") == 1
    assert "1.10× | ≤ 1.15× | yes | 2026-01-02, 0.5 |" in text  # when the sizes were measured


def test_memory_is_told_by_what_further_articles_take(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    third = RENDERED | {
        "articles": 10_000, "compared_megabytes": 1_260, "rendered_megabytes": 5_000,
    }  # fmt: skip
    renew([], [SIZE, RENDERED | {"compared_megabytes": 180}, third], page)
    text = page.read_text("utf-8")
    rows = [line for line in text.splitlines() if "further article" in line]
    assert len(rows) == 1  # two sizes were rendered, which tell nothing
    assert "100 → 1,000 → 10,000 | 100 → 120; 1.20× | ≤ 1.15× | **no** |" in rows[0]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_the_text_and_not_what_stands_above_it(name: str) -> None:
    text = min((ROOT / "corpus").rglob("*.md")).read_text("utf-8")
    head = text[: text.rindex("\n---\n")]
    made = EDITS[name](text)
    assert made != text
    assert made.startswith(head)
    assert (sorted(filter(str.isdigit, made)) == sorted(filter(str.isdigit, text))) == (
        name == "a typo"
    )


def test_a_median_is_not_moved_by_one_slow_run() -> None:
    assert middle([Taken(1.0, 2.0), Taken(9.0, 2.5), Taken(1.5, 9.0)]) == Taken(1.5, 2.5)
