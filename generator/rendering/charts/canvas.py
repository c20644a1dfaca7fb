"""Sheets drawn with matplotlib; imported only where something is really drawn.

What went wrong elsewhere and cannot happen here: glyphs without a font are replaced before they
are drawn; a ``$`` in a title is not mathematics; time and chance leave no trace in the file.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.rendering.charts.loading import when_asked

with when_asked():
    import matplotlib as mpl
    import pylopdf_fonts_zh_cn
    from matplotlib.artist import Artist

    # Every class of artists writes its own manual while it is imported, a quarter of the time that
    # matplotlib takes to load. Nobody reads one here.
    _WRITE = "_update_set_signature_and_docstring"
    _written = vars(Artist).get(_WRITE)
    if _written is not None:
        setattr(Artist, _WRITE, classmethod(lambda cls: None))  # noqa: ARG005

    from matplotlib.backends import backend_svg
    from matplotlib.font_manager import FontProperties, get_font
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyArrowPatch, Rectangle
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D

    if _written is not None:
        setattr(Artist, _WRITE, _written)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.ft2font import FT2Font

_renderer: Any = backend_svg.RendererSVG  # without types
_DPI = 72
"""A point is a unit of the picture."""
_SETTINGS: Any = {
    "svg.hashsalt": "casebook", "svg.fonttype": "path", "axes.unicode_minus": False,
    "text.parse_math": False, "path.simplify": False, "font.enable_last_resort": False,
}  # fmt: skip


@cache
def _glyphs() -> FT2Font:
    """The font as the renderer has it open: to open it again takes as long as five texts."""
    with mpl.rc_context(_SETTINGS):
        return get_font(str(pylopdf_fonts_zh_cn.sans_path()))


@cache
def _font(path: str, size: float) -> FontProperties:
    return FontProperties(fname=path, size=size)


def drawable(text: str) -> str:
    """``text`` with a geta mark 〓 for every character that the font lacks."""
    has = _glyphs().get_char_index
    return "".join(c if has(ord(c)) else "〓" for c in text)


class _Paper:
    """What artists stand on: they ask it for nothing but its resolution.

    The library's figure would bring axes, projections and widgets, a fifth of what takes so long
    to load, and its canvas would lay out what is in its place already.
    """

    dpi = _DPI

    def get_figure(self, *, root: bool = False) -> _Paper:
        """Itself."""
        del root
        return self


def picture(width: float, height: float, steps: Iterable[tuple[str, dict[str, Any]]]) -> bytes:
    """The SVG of what was put on a sheet, the same as a figure with these artists would save.

    Args:
        width: Points.
        height: Points.
        steps: The kind of each artist (text, line, arrow, box) and its style.
    """
    target = io.StringIO()
    with mpl.rc_context(_SETTINGS):
        made = _renderer(width, height, target, metadata={"Date": None, "Creator": None})
        downwards = Affine2D().scale(1, -1).translate(0, height)
        paper: Any = _Paper()
        artists = [_artist(kind, style, downwards) for kind, style in steps]
        made.open_group("figure")
        _background(width, height).draw(made)
        for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
            artist.set_figure(paper)
            artist.draw(made)
        made.close_group("figure")
        made.finalize()
    return target.getvalue().encode()


def _background(width: float, height: float) -> Artist:
    made: Artist = Rectangle((0, 0), width, height, facecolor="none", edgecolor="none", lw=0)
    return made


def _artist(kind: str, style: dict[str, Any], downwards: Affine2D) -> Artist:
    how = style | {"transform": downwards, "clip_on": False}
    if kind == "text":
        font = _font(str(pylopdf_fonts_zh_cn.sans_path()), how.pop("size"))
        return Text(**how | {"text": drawable(how["text"]), "fontproperties": font})
    made: Artist = {"line": Line2D, "arrow": FancyArrowPatch, "box": Rectangle}[kind](**how)
    return made
