"""Charts kept by content or drawn by other processes are the charts that a sheet draws itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import extractions
from generator.beside import Helper
from generator.drawing import _PIECES, _keep, _load, _pieces, _specimen, drawing, painter
from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.rendering.charts.pieces import Pieces
from generator.rendering.charts.sheet import Sheet
from generator.rendering.pages import Chart, render
from generator.resources import templates_dir
from tests.conftest import ROOT
from tests.rendering import sample
from tests.running import forking


def charts(work: Work | None = None, beside: Helper | None = None) -> tuple[Chart, ...]:
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


# In a process of its own: where threads of other tests are left, nothing is copied.
BESIDE = """
import sys
from pathlib import Path
from tests.test_drawing import *
work = Work(2, Cache(Path(sys.argv[1]), "v"))
with painter(work) as beside:
    Sheet.draw = None
    sys.stdout.write(named(charts(work, beside)))
"""


def named(made: tuple[Chart, ...]) -> str:
    return hashlib.sha256(repr(made).encode()).hexdigest()


@forking
def test_a_painter_beside_changes_nothing(
    plain: tuple[Chart, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BESIDE, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == named(plain)
    monkeypatch.setattr(Sheet, "draw", lambda _self: pytest.fail("they were not kept"))
    assert charts(Work(2, Cache(tmp_path, "v"))) == plain


# What another casebook's charts taught is enough for these: nothing is drawn, anywhere.
COMPOSED = """
import sys
from pathlib import Path
from tests.test_drawing import *
work = Work(2, Cache(Path(sys.argv[1]), "v"))
Sheet.draw = None
with painter(work) as beside:
    with drawing(work, beside, Nothing()):
        sys.stdout.write(named(render(sample.casebook(), templates=templates_dir()).charts))
"""


class Nothing:
    """Keeps no charts."""

    def get(self, key: str) -> None:
        del key

    def put(self, key: str, data: bytes) -> None:
        del key, data


@forking
def test_a_painter_that_draws_nothing_changes_nothing(
    plain: tuple[Chart, ...], tmp_path: Path
) -> None:
    work = Work(1, Cache(tmp_path, "v"))
    specimen = _specimen()
    pieces = Pieces()
    pieces.learn(specimen.height, specimen.steps, specimen.draw())
    pieces.proved = True
    _keep(work.cache, pieces)
    with drawing(work, None, Nothing()):
        assert render(sample.casebook(), templates=templates_dir()).charts == plain
    done = subprocess.run(
        [sys.executable, "-c", COMPOSED, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == named(plain)


def test_pictures_are_put_together_only_where_the_specimen_is_the_librarys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path, "v")
    monkeypatch.setattr("generator.rendering.charts.typesetter._SUBPIXELS", 63)  # set otherwise
    for _ in _load(cache):
        assert not _pieces(cache).proved
    assert _pieces(cache).frame
    assert not _pieces(cache).proved
    monkeypatch.undo()
    for _ in _load(cache):
        pass
    assert _pieces(cache).proved


def test_pieces_that_are_damaged_are_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "v")
    for damaged in (b"", b"[]", b'{"frame":1}', b"\xff"):
        cache.put(_PIECES, damaged)
        assert _pieces(cache) == Pieces()


def test_where_nothing_can_be_put_together_charts_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path, "v")
    monkeypatch.setattr("generator.rendering.charts.composing.Composer.picture", None)
    assert list(_load(cache))
    assert not _pieces(cache).proved


@forking
def test_a_painter_that_was_killed_is_no_loss(plain: tuple[Chart, ...]) -> None:
    work = Work(2, Cache(None, ""))
    with painter(work) as beside:
        assert beside._copy
        beside._copy.kill()
        beside._copy.join()
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
