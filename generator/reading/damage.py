"""How byte-level edits damage GBK text: the readings that a damaged run may have had.

A page held as GBK was edited by a replace that took the second byte of one character and the
first byte of the next for a character of their own:

- full-width punctuation to half-width (bytes ``A3 xx`` → ``xx - 80``): ``。”科`` is
  ``A1 [A3 A1] B1 BF C6``, of which ``! B1BF C6…`` is left;
- a gloss put behind a character (``X`` → ``X(pinyin)``): ``夠實現`` holds the bytes of 驅.

The lead byte before the hit is lost, and every byte after it is read one too late, until a
trail byte in ASCII or a dropped byte brings both readings in step again. (The damage model was
found by study of one mirror of a news site; the research notes tell how.)
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCODING = "gb18030"
_LEADS = range(0x81, 0xFF)
_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_FULL_WIDTH_LEAD = 0xA3
_HALF_TO_FULL = 0x80
_LONGEST_RUN = 120
_RUN_MARKS = "。、”“《》"

PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüê"
RE_GLOSS = re.compile(rf"(?<=[\u3400-\u9fff\ue000-\uf8ffA-Za-z])\([{PINYIN}]{{1,6}}\)")

# ?qū) where a gloss split a character, else a half-width mark before a character or mark
RE_ANCHOR = re.compile(rf"\?[{PINYIN}]{{1,6}}\)|[!?,.:;](?=[^\x00-\x7f]|[!?,])")


class Run(Struct, frozen=True):
    """A stretch of text and the characters that may have stood there.

    The reading is one of ``firsts``, then ``body``, then one of ``lasts``.
    """

    end: int
    firsts: tuple[str, ...]
    body: str
    lasts: tuple[str, ...]


@cache
def _bytes_of(char: str) -> bytes | None:
    try:
        found = char.encode(_ENCODING)
    except UnicodeEncodeError:
        return None
    return found if len(found) <= 2 else None  # noqa: PLR2004 - GBK's one- and two-byte forms


@cache
def _char_of(lead: int, trail: int) -> str | None:
    try:
        found = bytes((lead, trail)).decode(_ENCODING)
    except UnicodeDecodeError:
        return None
    return found if len(found) == 1 and not "\ue000" <= found <= "\uf8ff" else None


@cache
def _with_lead(lead: int) -> tuple[str, ...]:
    """Every character of one lead byte: what may have stood where the trail byte was dropped."""
    return tuple(char for trail in _TRAILS if (char := _char_of(lead, trail)))


@cache
def _with_trail(trail: int) -> tuple[str, ...]:
    """Every character of one trail byte: what may have stood where the lead byte was lost."""
    return tuple(char for lead in _LEADS if (char := _char_of(lead, trail)))


def runs_at(text: str, at: int, anchor: str) -> Iterator[Run]:
    """The ways to read the text at an anchor with the lost byte put back, shortest first."""
    if anchor.endswith(")"):
        yield from _glossed(text, at + len(anchor))
    else:
        lead = ord(anchor) + _HALF_TO_FULL
        yield from _realigned(text, at + 1, lead, _with_trail(_FULL_WIDTH_LEAD), after_mark=True)


def _glossed(text: str, at: int) -> Iterator[Run]:
    """The run behind ``?pinyin)``: its first character's trail byte leads the text there."""
    first = _bytes_of(text[at]) if at < len(text) else None
    if not first or text[at] == "\n":
        return
    firsts = _with_trail(first[0])
    if len(first) == 1:
        yield Run(at + 1, firsts, "", ("",))
    else:
        yield from _realigned(text, at + 1, first[1], firsts, after_mark=False)


def _realigned(
    text: str, at: int, lead: int, firsts: tuple[str, ...], *, after_mark: bool
) -> Iterator[Run]:
    start, body = at, ""
    while at < min(len(text), start + _LONGEST_RUN):
        char = text[at]
        boundary = char < "\x80" or char in _RUN_MARKS
        if boundary and (at > start or after_mark):
            yield Run(at, firsts, body, _with_lead(lead))
        found = _bytes_of(char)
        if found is None or char == "\n" or (char == "(" and RE_GLOSS.match(text, at)):
            return
        right = _char_of(lead, found[0])
        if right is None:
            return
        body, at = body + right, at + 1
        if len(found) == 1:
            yield Run(at, firsts, body, ("",))
            return
        lead = found[1]
    if at == len(text) and at > start:
        yield Run(at, firsts, body, _with_lead(lead))
