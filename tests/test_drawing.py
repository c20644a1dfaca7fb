"""Charts kept by content or drawn by other processes are the charts that a sheet draws itself."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import pytest

from generator import extractions
from generator.drawing import Painter, drawing, painter
from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.rendering.charts.sheet import Sheet
from generator.rendering.pages import Chart, render
from generator.resources import templates_dir
from tests.rendering import sample

forking = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes safely")


def charts(work: Work | None = None, beside: Painter | None = None) -> tuple[Chart, ...]:
    if work is None:
        return render(sample.casebook(), templates=templates_dir()).charts
    with drawing(work, beside):
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


@forking
def test_a_painter_beside_changes_nothing(
    plain: tuple[Chart, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(2, Cache(tmp_path, "v"))
    with painter(work) as beside:
        monkeypatch.setattr(Sheet, "draw", lambda _self: pytest.fail("drawn here"))
        assert charts(work, beside) == plain
    assert charts(work) == plain, "they were not kept"


@forking
def test_a_painter_that_was_killed_is_no_loss(plain: tuple[Chart, ...]) -> None:
    work = Work(2, Cache(None, ""))
    with painter(work) as beside:
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        assert charts(work, beside) == plain


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
