"""Pictures are drawn without matplotlib's figure, as the figure would draw them."""

from __future__ import annotations

import io
import subprocess
import sys

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from generator.rendering.charts.canvas import _SETTINGS, _artist, picture
from generator.rendering.charts.sheet import AFTER, BEFORE, INK, TINTS, WIDTH, Sheet


def _sheet() -> Sheet:
    sheet = Sheet()
    sheet.head("云溪经开区办件时限由12天压到3天（一个有$的标题）", "天，截至2024年6月；越短越好")
    y = sheet.down(20)
    sheet.box(40, y - 8, (60, 16), TINTS[2])
    sheet.line((40, 200), (y, y))
    sheet.line((40, 40), (y - 9, y + 9), color=INK, lw=0.6)
    sheet.mark(60, y, "o", AFTER)
    sheet.mark(90, y, "D", BEFORE, hollow=True)
    sheet.arrow(60, 190, y, AFTER)
    sheet.text(210, y, "3天 \U0002a6a5<&", ha="left", color=INK)
    sheet.foot("来源：某报2024年6月3日；事实 f-71b75ec035")
    return sheet


def _by_figure(sheet: Sheet) -> bytes:
    height = sheet.height
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor="none")
        downwards = Affine2D().scale(1, -1).translate(0, height)
        for kind, style in sheet._steps:
            figure.add_artist(_artist(kind, style, downwards))
        target = io.BytesIO()
        FigureCanvasSVG(figure).print_svg(target, metadata={"Date": None, "Creator": None})
    return target.getvalue()


@pytest.mark.parametrize("sheet", [_sheet(), Sheet()], ids=["full", "empty"])
def test_a_picture_has_the_bytes_of_a_figure(sheet: Sheet) -> None:
    made = picture(WIDTH, sheet.height, sheet._steps)
    assert made == _by_figure(sheet)
    assert made.count(b"<g id=") > len(sheet._steps)


def test_nothing_is_loaded_that_no_sheet_needs() -> None:
    code = "import sys, generator.rendering.charts.canvas; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "matplotlib.lines" in loaded
    assert {"matplotlib.figure", "matplotlib.axes", "matplotlib.pyplot"}.isdisjoint(loaded)
