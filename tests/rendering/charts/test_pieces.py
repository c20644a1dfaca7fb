"""Pieces are learnt from pictures of the library, and from nothing else."""

from __future__ import annotations

import pytest
from msgspec import json

from generator.drawing import _specimen
from generator.rendering.charts.pieces import Pieces, in_order, places
from generator.rendering.charts.sheet import AFTER, INK, Sheet


def _learnt(sheet: Sheet, svg: bytes) -> Pieces:
    pieces = Pieces()
    pieces.learn(sheet.height, sheet.steps, svg)
    return pieces


def test_pieces_are_kept_as_they_are() -> None:
    sheet = _specimen()
    pieces = _learnt(sheet, sheet.draw())
    assert pieces.shapes
    assert pieces.signs
    assert json.decode(json.encode(pieces), type=Pieces) == pieces


def test_a_picture_of_another_build_teaches_nothing() -> None:
    sheet = _specimen()
    svg = sheet.draw()
    assert _learnt(sheet, b"<svg></svg>") == Pieces()
    assert (
        _learnt(sheet, svg.replace(b'<g id="patch_2">', b'<g id="patch_2"><g>').rstrip())
        == Pieces()
    )
    fewer = Sheet()
    fewer.head("0", "0")
    assert _learnt(fewer, svg) == Pieces()


def test_a_shape_that_stands_elsewhere_teaches_nothing() -> None:
    sheet, other = Sheet(), Sheet()
    for drawn, x in ((sheet, 20.0), (other, 30.0)):
        drawn.box(x, drawn.down(20), (10, 10), INK)
    assert not _learnt(other, sheet.draw()).shapes
    assert _learnt(sheet, sheet.draw()).shapes


def test_a_height_that_is_a_whole_number_may_stand_elsewhere() -> None:
    sheet = Sheet()
    sheet.box(20, sheet.down(2000 - sheet.height), (10, 10), INK)
    pieces = _learnt(sheet, sheet.draw())
    assert pieces.shapes
    assert not pieces.frame


def test_steps_are_drawn_by_their_depth() -> None:
    sheet = Sheet()
    sheet.text(0, 0, "甲")
    sheet.text(0, 0, "")
    sheet.mark(0, 0, "o", AFTER)
    sheet.line((0, 1), (0, 0))
    sheet.box(0, 0, (1, 1), INK)
    sheet.line((0, 1), (0, 0), zorder=0)
    drawn = in_order(sheet.steps)
    assert [kind for kind, _ in drawn] == ["line", "box", "line", "text", "line"]
    assert "marker" in drawn[-1][1]


def test_an_arrow_that_is_not_horizontal_has_no_places() -> None:
    style = {"posB": (10.0, 10.0), "mutation_scale": 11, "lw": 1.8}
    for start in ((0.0, 0.0), (10.0, 10.0)):
        with pytest.raises(LookupError):
            places("arrow", style | {"posA": start})
