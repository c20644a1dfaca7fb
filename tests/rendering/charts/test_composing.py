"""Pictures put together of pieces have the bytes that the library would draw."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drawing import _specimen
from generator.rendering.charts.canvas import picture
from generator.rendering.charts.composing import Composer
from generator.rendering.charts.pieces import Pieces
from generator.rendering.charts.sheet import (
    AFTER,
    BEFORE,
    BODY,
    INK,
    MUTED,
    RULE,
    SMALL,
    TINTS,
    TITLE,
    WIDTH,
    Sheet,
)

# Numbers beside hundredths: as axes of time and of counts divide them, and any others.
_PLACES = st.one_of(
    st.integers(0, 36600).map(lambda n: n / 100),
    st.integers(0, 46000).map(lambda n: n / 128),
    st.floats(0, 366),
)
_WORDS = st.lists(
    st.one_of(
        st.text("云溪经开区企业办理时限由压到个工作日新增", min_size=1, max_size=8),
        st.text("0123456789.%,", min_size=1, max_size=6),
        st.text("abcdef0123456789-gjpqyAVTo", min_size=1, max_size=10),
        st.text("，。：；、（）“”《》—…·()[]/ 〓\U0002a6a5éß①ア", min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: re.sub("-+", "-", "".join(parts)))


@cache
def _composer() -> Composer:
    """Who knows what was drawn on two other sheets."""
    pieces = Pieces()
    for sheet in (_specimen(), _ruled()):
        pieces.learn(sheet.height, sheet.steps, sheet.draw())
    return Composer(pieces)


def _ruled() -> Sheet:
    sheet = Sheet()
    y = sheet.down(11.5)
    sheet.line((40, 200), (y, y))
    sheet.line((40, 40), (y - 9, y + 9), color=INK, lw=0.6, zorder=0)
    sheet.down(11.45)
    return sheet


@st.composite
def _sheets(draw: st.DrawFn) -> Sheet:
    sheet = Sheet()
    sheet.head(draw(_WORDS), draw(_WORDS))
    for kind in draw(
        st.lists(st.sampled_from(["text", "line", "mark", "arrow", "box"]), max_size=8)
    ):
        y, x, end = (
            sheet.down(draw(st.sampled_from([11.0, 12.35, 23.1]))),
            draw(_PLACES),
            draw(_PLACES),
        )
        color, marker = draw(st.sampled_from([(BEFORE, "s"), (AFTER, "o")]))
        if kind == "text":
            how: dict[str, Any] = {"size": draw(st.sampled_from([BODY, SMALL, TITLE]))}
            how |= {"ha": draw(st.sampled_from(["left", "center", "right"])), "color": MUTED}
            sheet.text(x, y, draw(_WORDS), **how)
        elif kind == "line":
            sheet.line((x, end), (y, y - 5))
        elif kind == "mark":
            sheet.mark(x, y, marker, color, hollow=draw(st.booleans()))
        elif kind == "arrow" and x != end:
            sheet.arrow(x, end, y, color)
        elif kind == "box":
            sheet.box(x, y, (end, 21.0), draw(st.sampled_from(TINTS)))
    sheet.foot(draw(_WORDS))
    return sheet


@settings(max_examples=60, deadline=None)
@given(_sheets())
def test_a_picture_is_the_one_that_would_be_drawn(sheet: Sheet) -> None:
    assert _composer().picture(sheet.height, sheet.steps) == sheet.draw()


def test_words_that_fonts_and_files_find_hard() -> None:
    sheet = Sheet()
    for words in (
        "",
        " ",
        "   甲",
        "g",
        "由12天压到——3天……",
        "f-71b75ec035、f-00aa11bb22",
        "\u0301a",
        "한ب",
        "甲\n乙",
    ):
        sheet.text(20, sheet.down(15), words)
    assert _composer().picture(sheet.height, sheet.steps) == sheet.draw()


def _with(kind: str, **how: Any) -> Sheet:
    sheet = Sheet()
    match kind:
        case "text":
            sheet.text(20, sheet.down(20), how.pop("words", "甲"), **how)
        case "line":
            sheet.line((20, 40), (sheet.height, sheet.down(20)), **how)
        case "mark":
            sheet.mark(20, sheet.down(20), "D", INK)
        case "arrow":
            sheet.arrow(20, WIDTH + 10, sheet.down(20), AFTER)
    return sheet


@pytest.mark.parametrize(
    "sheet",
    [
        _with("mark"),
        _with("arrow"),
        _with("line", color=MUTED),
        _with("line", zorder=7),
        _with("text", rotation=90),
        _with("text", va="top"),
        _with("text", color="#000000"),
        _with("text", color="black"),
        _with("text", words="甲<乙"),
        _with("text", words="甲&乙"),
        _with("text", words="甲--乙"),
    ],
)
def test_what_was_not_drawn_yet_is_left_to_the_library(sheet: Sheet) -> None:
    with pytest.raises(LookupError):
        _composer().picture(sheet.height, sheet.steps)


def test_a_line_that_leaves_the_page_is_left_to_the_library() -> None:
    for ys in ((10.0, 500.0), (-5.0, 10.0)):
        sheet = Sheet()
        sheet.down(20)
        sheet.line((20, 40), ys)
        with pytest.raises(LookupError):
            _composer().picture(sheet.height, sheet.steps)


def test_nought_has_no_sign() -> None:
    sheet = Sheet()
    sheet.text(-0.0, sheet.down(20), "甲", color=MUTED)
    sheet.mark(-0.0, 10.0, "o", AFTER)
    sheet.box(-0.0, 10.0, (1.0, 21.0), TINTS[0])
    assert _composer().picture(sheet.height, sheet.steps) == sheet.draw()


def test_without_pieces_nothing_is_put_together() -> None:
    with pytest.raises(LookupError):
        Composer(Pieces()).picture(20.0, [])


def test_a_composer_learns_what_it_lacked() -> None:
    pieces, sheet = Pieces(), _ruled()
    assert pieces.lack(sheet.steps)
    pieces.learn(sheet.height, sheet.steps, picture(WIDTH, sheet.height, sheet.steps))
    assert not pieces.lack(sheet.steps)
    assert RULE in "".join(part for shape in pieces.shapes.values() for part in shape.parts)
