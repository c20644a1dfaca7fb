"""Charts kept by content or drawn by other processes are the charts that a sheet draws itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import extractions
from generator.drawing import drawing
from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.rendering.charts.sheet import Sheet
from generator.rendering.pages import Chart, render
from generator.resources import templates_dir
from tests.rendering import sample


def charts(work: Work | None = None) -> tuple[Chart, ...]:
    if work is None:
        return render(sample.casebook(), templates=templates_dir()).charts
    with drawing(work):
        return render(sample.casebook(), templates=templates_dir()).charts


@pytest.fixture(scope="module")
def plain() -> tuple[Chart, ...]:
    return charts()


def test_processes_change_nothing(
    plain: tuple[Chart, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractions, "_WORTH", 0)
    assert plain
    assert charts(Work(2, Cache(None, ""))) == plain


def test_kept_charts_change_nothing(
    plain: tuple[Chart, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert charts(Work(1, Cache(tmp_path, "v"))) == plain
    monkeypatch.setattr(Sheet, "draw", lambda _self: pytest.fail("it was drawn already"))
    assert charts(Work(1, Cache(tmp_path, "v"))) == plain


def test_another_word_is_another_chart() -> None:
    one, other = Sheet(), Sheet()
    one.head("甲", "乙")
    other.head("甲", "丙")
    assert one.key != other.key
    assert one.draw() != other.draw()
