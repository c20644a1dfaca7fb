"""How words of an article look on a page: Chinese punctuation, excerpts, highlights.

Article text is NFKC, so its commas and brackets are half-width; between Han characters a
Chinese reader expects full-width ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.rendering.escaping import inert, joined, raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

EXCERPT = 120
"""Most characters of a quotation for one fact (domain research §3.7)."""

_WIDE = "\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—"

# A mark after a Han character, or before one when no Han character precedes it:
# "审批,提速" and "50%,同比" but not "1,500" or "12:30"
_RE_MARK = re.compile(rf"[,;:!?](?:(?<=[{_WIDE}].)|(?<=[0-9A-Za-z%)].)(?=[{_WIDE}]))")

# A pair of brackets with Han inside or around it: "设备(湖南)有限公司"
_RE_BRACKETS = re.compile(rf"(?<=[{_WIDE}])\(([^()]*)\)|\((?=[^()]*[{_WIDE}])([^()]*)\)")

# A bracket that an excerpt has cut off from its partner
_RE_LONE = re.compile(rf"(?<=[{_WIDE}])[()]|[()](?=[{_WIDE}])")

# The day of a citation: "2024-06-03"
_RE_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})")

_RE_ELLIPSIS = re.compile(r"\.{3,6}|…{1,2}")
_FULL = str.maketrans(",;:!?()", "，；：！？（）")

# A blank beside a full-width mark; between Han characters it parts the halves of a headline.
_MARKS = "\u3001-\u303f\uff01-\uff60…—"
_RE_REDUNDANT_BLANK = re.compile(rf"(?<=[{_MARKS}]) +(?=[{_WIDE}])|(?<=[{_WIDE}]) +(?=[{_MARKS}])")


_MOST_KEPT = 1 << 14


@lru_cache(_MOST_KEPT)
def full_width(text: str) -> str:
    """Half-width punctuation beside Han characters made full-width; the length stays."""

    def widen(match: re.Match[str]) -> str:
        found = match.group()
        if len(found) == 1:
            return found.translate(_FULL)
        return f"（{found[1:-1]}）"

    if "(" in text or ")" in text:
        text = _RE_LONE.sub(widen, _RE_BRACKETS.sub(widen, text))
    return _RE_MARK.sub(widen, text)


@lru_cache(_MOST_KEPT)
def chinese(text: str) -> str:
    """``text`` as a Chinese reader expects it to be printed."""
    shown = full_width(text)
    if "..." in shown or "…" in shown:
        shown = _RE_ELLIPSIS.sub("……", shown)
    return _RE_REDUNDANT_BLANK.sub("", shown) if " " in shown else shown


def excerpt(
    text: str, marks: Sequence[tuple[int, int]], most: int = EXCERPT
) -> tuple[tuple[str, bool], ...]:
    """At most ``most`` characters of ``text`` in pieces, each with whether it is marked.

    The excerpt is cut around the first of the ranges ``marks``; …… stands where it was cut.
    """
    ordered = _apart(sorted(marks))
    left, right = _window(len(text), ordered, most)
    wide = full_width(text)
    pieces = [("……" if left else "", False)]
    at = left
    for start, end in ordered:
        if start < at or end > right:
            continue
        pieces += [(chinese(wide[at:start]), False), (chinese(wide[start:end]), True)]
        at = end
    pieces += [(chinese(wide[at:right]), False), ("……" if right < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def highlighted(text: str, marks: Sequence[tuple[int, int]], most: int = EXCERPT) -> Markup:
    """The excerpt (see ``excerpt``) with its marked pieces highlighted."""
    return _highlighted(text, tuple(marks), most)


@lru_cache(_MOST_KEPT)
def _highlighted(text: str, marks: tuple[tuple[int, int], ...], most: int) -> Markup:
    return joined(
        *(
            joined(raw("<mark>"), words, raw("</mark>")) if marked else words
            for words, marked in excerpt(text, marks, most)
        )
    )


def _apart(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, without those that overlap an earlier one."""
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def _window(length: int, ranges: Sequence[tuple[int, int]], most: int) -> tuple[int, int]:
    """Where an excerpt around the first range begins and ends: a third of the room behind it."""
    if length <= most:
        return 0, length
    start, end = ranges[0] if ranges else (0, 0)
    room = max(0, most - (end - start))
    right = min(length, end + max(room // 3, room - start))
    left = max(0, right - most)
    return min(left, start), min(right, min(left, start) + most)


def shortened(text: str, most: int = EXCERPT) -> str:
    """The beginning of ``text``, with …… where it was cut."""
    shown = chinese(text)
    return shown if len(shown) <= most else shown[: most - 2].rstrip("，、；：") + "……"


def unbroken(text: str) -> Markup:
    """``text`` in which no line ends within a day: ``（2024-06-03）``."""
    pieces = _RE_DAY.split(text)
    return joined(
        *(
            joined(raw('<span class="cb-day">'), piece, raw("</span>")) if number % 2 else piece
            for number, piece in enumerate(pieces)
        )
    )


def strong(text: object) -> Markup:
    """Bold by element: ``**`` next to Chinese punctuation is not read as bold."""
    return joined(raw("<strong>"), inert(text), raw("</strong>"))
