"""Texts that would make a regular expression slow, made from the expression itself.

For every repetition in a pattern: words that lead to it, what it repeats many times over, and an
end that cannot match. A pattern that can go wrong by backtracking does so on one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 4
"""Repetitions that may take fewer turns than this cannot grow."""
_ALPHABET = "一a1 ,。-x“”、;:()\n甲乙丙年月日个元#|<>/=[]{}\"'\\~!?.%"


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of about ``length`` characters."""
    seen: set[str] = set()
    for lead, turn in _pumps(list(parser.parse(pattern.pattern, pattern.flags)), ""):
        body = turn * max(1, length // max(1, len(turn)))
        for text in (lead + body, lead + body + "\x00", body + lead):
            if text not in seen and len(seen) < _MOST:
                seen.add(text)
                yield text


_MOST = 14


def _pumps(tree: list[Any], lead: str) -> Iterator[tuple[str, str]]:
    """What stands before each repetition, and one turn of it."""
    for kind, value in tree:
        yield from _inside(kind, value, lead)
        lead += _sample_of(kind, value)
        lead = lead[-80:]
    if lead:
        yield "", lead  # the whole pattern again and again


def _inside(kind: Any, value: Any, lead: str) -> Iterator[tuple[str, str]]:
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        _, high, body = value
        if high >= _MANY:
            for turn in _turns(list(body)):
                yield lead, turn
        yield from _pumps(list(body), lead)
    elif kind is op.SUBPATTERN:
        yield from _pumps(list(value[-1]), lead)
    elif kind is op.ATOMIC_GROUP:
        yield from _pumps(list(value), lead)
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        yield from _pumps(list(value[1]), lead)
    elif kind is op.BRANCH:
        for branch in value[1][:12]:
            yield from _pumps(list(branch), lead)


def _turns(body: list[Any]) -> Iterator[str]:
    """A few words that the body matches, and single characters of it."""
    sample = "".join(_sample_of(kind, value) for kind, value in body)
    if sample:
        yield sample
    for kind, value in body:
        if kind in (op.IN, op.LITERAL, op.NOT_LITERAL, op.ANY):
            yield from {_sample_of(kind, value), *_characters(kind, value)}
        elif kind is op.BRANCH:
            yield from (_sample(list(branch)) for branch in value[1][:6])
    for kind, value in body:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            yield _sample(list(value[2]))


def _characters(kind: Any, value: Any) -> list[str]:
    """Up to three different characters that the class holds."""
    matches = re.compile(_class_source(kind, value))
    return [char for char in _ALPHABET if matches.fullmatch(char)][:3]


def _class_source(kind: Any, value: Any) -> str:
    if kind is op.ANY:
        return "."
    if kind is op.LITERAL:
        return re.escape(chr(value))
    if kind is op.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    return "[" + "".join(_member(k, v) for k, v in value) + "]"


def _member(kind: Any, value: Any) -> str:
    if kind is op.NEGATE:
        return "^"
    if kind is op.LITERAL:
        return re.escape(chr(value))
    if kind is op.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value]


_CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


def _sample(tree: list[Any]) -> str:
    return "".join(_sample_of(kind, value) for kind, value in tree)


def _sample_of(kind: Any, value: Any) -> str:
    """Words that this part of a pattern matches; look-arounds are left to chance."""
    if kind is op.LITERAL:
        return chr(value)
    if kind in (op.IN, op.NOT_LITERAL, op.ANY):
        return next(iter(_characters(kind, value)), _first(kind, value))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, body = value
        return _sample(list(body)) * min(max(low, 1), high, 12)
    if kind is op.SUBPATTERN:
        return _sample(list(value[-1]))
    if kind is op.ATOMIC_GROUP:
        return _sample(list(value))
    if kind is op.BRANCH:
        return _sample(list(value[1][0]))
    return ""


def _first(kind: Any, value: Any) -> str:
    """A character of a class that holds none of the common ones."""
    if kind is not op.IN:
        return "x"
    for member, what in value:
        if member is op.LITERAL:
            return chr(what)
        if member is op.RANGE:
            return chr(what[0])
    return "x"
