"""What pictures of the library are made of, learnt from those that it drew.

A picture begins and ends like any other, and a line, a box or a mark of a style is written like
any other of that style but for its place. So what the library wrote once may stand in another
picture, at another place (``composing``).
"""

from __future__ import annotations

import math
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Style: TypeAlias = dict[str, Any]
Step: TypeAlias = tuple[str, Style]
"""What is put on a sheet: its kind and its style (``Sheet``)."""

BEGIN, CLOSE, END = '\n  <g id="', "\n  </g>", "\n </g>\n</svg>\n"
"""What stands before the name of each group, behind it, and behind the last one."""
GROUPS = {"text": "text", "line": "line2d", "box": "patch", "arrow": "patch"}
_DEPTHS = {"text": 3, "line": 2, "box": 1, "arrow": 1}
_OWN = {"line": ("xdata", "ydata"), "box": ("xy", "width", "height"), "arrow": ("posA", "posB")}
"""What only one shape has: where it is."""

# '<defs><path id="m8c16f93193" d="M -4 4" style="stroke: #c4501b"/></defs>', each on lines of its own:
# the sign of a mark, where the mark stands first
_RE_SIGN = re.compile(r' *<defs>\n *<path id="(\w+)"[^>]*>\n *</defs>\n')
# '<use xlink:href="#m8c16f93193" x="13" …': the sign that a mark shows
_RE_SHOWN = re.compile(r'xlink:href="#(\w+)"')


class Shape(Struct, frozen=True):
    """How a shape of one style is written.

    Attributes:
        parts: What stands around its places.
        sign: The name of the sign that it shows, if any.
    """

    parts: tuple[str, ...]
    sign: str = ""


class Pieces(Struct):
    """What is known of pictures.

    Attributes:
        frame: A picture without groups, cut where it tells its height.
        shapes: Shapes by kind and style.
        signs: The definitions of signs by name.
        proved: Whether a picture put together of them was the one that the library drew.
    """

    frame: tuple[str, ...] = ()
    shapes: dict[str, Shape] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    proved: bool = False

    def lack(self, steps: Sequence[Step]) -> bool:
        """Whether a picture with these steps could teach anything."""
        return not self.frame or not all(
            kind == "text" or shape_key(kind, style) in self.shapes for kind, style in steps
        )

    def learn(self, height: float, steps: Sequence[Step], svg: bytes) -> None:
        """Take what is new in a picture that the library drew; one of another build teaches nothing."""
        whole, drawn = svg.decode(), in_order(steps)
        found = whole.removesuffix(CLOSE + END).split(BEGIN)
        if len(found) != len(drawn) + 2 or not whole.endswith(CLOSE + END):
            return
        head, background, *groups = found
        told = short(height)
        if "." in told:  # whole numbers stand in the names of standards, too
            self.frame = tuple(f"{head}{BEGIN}{background}".split(told))
        for (kind, style), group in zip(drawn, groups, strict=True):
            if kind != "text":
                _, _, body = group.removesuffix(CLOSE).partition('">\n')
                with suppress(LookupError):  # of a kind that has no places that we know
                    self._learn_shape(kind, style, body)

    def _learn_shape(self, kind: str, style: Style, body: str) -> None:
        if first := _RE_SIGN.match(body):
            self.signs[first[1]] = first[0]
            body = body[first.end() :]
        shown = _RE_SHOWN.search(body)
        parts = []
        for place in places(kind, style):
            before, found, body = body.partition(place)
            if not found:
                return
            parts.append(before)
        self.shapes[shape_key(kind, style)] = Shape((*parts, body), shown[1] if shown else "")


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Steps in the order that they are drawn in, without words that are none."""
    return sorted(
        ((kind, style) for kind, style in steps if kind != "text" or style["text"]),
        key=lambda step: step[1].get("zorder", _DEPTHS[step[0]]),
    )


def shape_key(kind: str, style: Style) -> str:
    """What a shape has in common with those that are written alike: all but its places."""
    own = _OWN[kind]
    return repr((kind, sorted((name, value) for name, value in style.items() if name not in own)))


def places(kind: str, style: Style) -> tuple[str, ...]:
    """Where a shape is, as a picture tells it."""
    if kind == "arrow":
        return _arrow(style)
    if kind == "box":
        return (_corners(style["xy"], style["width"], style["height"]),)
    points = [f"{short(x)} {short(y)}" for x, y in zip(style["xdata"], style["ydata"], strict=True)]
    if style.get("marker") and len(points) == 1:
        x, y = points[0].split()
        return (f'x="{x}" y="{y}"',)
    return (_path(points),)


def _path(points: Iterable[str], end: str = "") -> str:
    """A way along points, as the language of pictures tells it."""
    way = " \nL ".join(points)
    return f"M {way} \n{end}"


def _corners(corner: tuple[float, float], width: float, height: float) -> str:
    x, y = corner
    left, right, top, bottom = map(short, (x, x + width, y, y + height))
    return _path(
        (f"{left} {top}", f"{right} {top}", f"{right} {bottom}", f"{left} {bottom}"), "z\n"
    )


def _arrow(style: Style) -> tuple[str, ...]:
    """The shaft and the head of a horizontal arrow, which ends where its point does with its edge.

    As the library measures heads: 0.4 of their scale long, 0.2 to either side.

    Raises:
        LookupError: It is not horizontal.
    """
    (start, y), (end, other) = style["posA"], style["posB"]
    if y != other or start == end:
        raise LookupError
    side = 1 if end > start else -1
    long, wide = 0.4 * style["mutation_scale"], 0.2 * style["mutation_scale"]
    point = end - side * 0.5 * style["lw"] * math.hypot(long, wide) / wide
    back, at, middle = (short(x) for x in (point - side * long, point, (start + end) / 2))
    shaft = f"M {short(start)} {short(y)} \nQ {middle} {short(y)} {at} {short(y)} \n"
    edges = [
        f"{back} {short(y - side * wide)}",
        f"{at} {short(y)}",
        f"{back} {short(y + side * wide)}",
    ]
    return shaft, _path(edges, "z\n")


def short(number: float) -> str:
    """A number as pictures write it: six decimals at most, without noughts at the end."""
    return f"{number + 0.0:f}".rstrip("0").rstrip(".")  # nought has no sign
