"""Sheets drawn with matplotlib; imported only where something is really drawn.

What went wrong elsewhere and cannot happen here: glyphs without a font are replaced before they
are drawn; a ``$`` in a title is not mathematics; time and chance leave no trace in the file.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pylopdf_fonts_zh_cn
from matplotlib.artist import Artist

# Every class of artists writes its own manual while it is imported, a quarter of the time that
# matplotlib takes to load. Nobody reads one here.
_WRITE = "_update_set_signature_and_docstring"
_written = vars(Artist).get(_WRITE)
if _written is not None:
    setattr(Artist, _WRITE, classmethod(lambda cls: None))  # noqa: ARG005

from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties  # noqa: E402
from matplotlib.ft2font import FT2Font  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.patches import FancyArrowPatch, Rectangle  # noqa: E402
from matplotlib.text import Text  # noqa: E402
from matplotlib.transforms import Affine2D  # noqa: E402

if _written is not None:
    setattr(Artist, _WRITE, _written)

if TYPE_CHECKING:
    from collections.abc import Iterable

_SETTINGS: Any = {
    "svg.hashsalt": "casebook", "svg.fonttype": "path", "axes.unicode_minus": False,
    "text.parse_math": False, "path.simplify": False,
}  # fmt: skip


@cache
def _glyphs() -> FT2Font:
    return FT2Font(str(pylopdf_fonts_zh_cn.sans_path()))


@cache
def _font(path: str, size: float) -> FontProperties:
    return FontProperties(fname=path, size=size)


def drawable(text: str) -> str:
    """``text`` with a geta mark 〓 for every character that the font lacks."""
    has = _glyphs().get_char_index
    return "".join(c if has(ord(c)) else "〓" for c in text)


def picture(width: float, height: float, steps: Iterable[tuple[str, dict[str, Any]]]) -> bytes:
    """The SVG of what was put on a sheet.

    The artists stand on the figure itself: axes would cost half of the time for nothing.

    Args:
        width: Points.
        height: Points.
        steps: The kind of each artist (text, line, arrow, box) and its style.
    """
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
        downwards = Affine2D().scale(1, -1).translate(0, height)
        for kind, style in steps:
            figure.add_artist(_artist(kind, style, downwards))
        target = io.BytesIO()
        _print(figure, target)
    return target.getvalue()


def _artist(kind: str, style: dict[str, Any], downwards: Affine2D) -> Artist:
    how = style | {"transform": downwards, "clip_on": False}
    if kind == "text":
        font = _font(str(pylopdf_fonts_zh_cn.sans_path()), how.pop("size"))
        return Text(**how | {"text": drawable(how["text"]), "fontproperties": font})
    made: Artist = {"line": Line2D, "arrow": FancyArrowPatch, "box": Rectangle}[kind](**how)
    return made


def _print(figure: Figure, target: io.BytesIO) -> None:
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(target, metadata={"Date": None, "Creator": None})
