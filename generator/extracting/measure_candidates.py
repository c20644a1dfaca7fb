"""A place where a measure is named, and the words around such a place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.model.evidence import Span
    from generator.model.measure import MeasureTerm

# The words up to the next mark that ends what stands around a name.
_RE_UNMARKED = re.compile(r"[^,。;:!?\n]*")
# ... and all up to the last such mark: 去年,园区|推行.
_RE_MARKED = re.compile(r".*[,。;:!?\n]", re.DOTALL)

_BEFORE, _AFTER = 30, 16


class Candidate(Struct, frozen=True, gc=False):
    """A place where a measure is named.

    Attributes:
        span: The words of the name, inner quotation marks included.
        name: The words without enclosing marks.
        term: The lexicon's entry, if the words are one of its wordings.
        context: The words before the name, up to the last comma or full stop.
    """

    span: Span
    name: str
    term: MeasureTerm | None
    context: str


def context_before(text: str, offset: int) -> str:
    """The words of the clause before ``offset``, thirty characters at most."""
    start = offset - _BEFORE if offset > _BEFORE else 0
    marked = _RE_MARKED.match(text, start, offset)
    return text[marked.end() if marked else start : offset]


def context_after(text: str, offset: int) -> str:
    """The words of the clause from ``offset`` on, sixteen characters at most."""
    words = _RE_UNMARKED.match(text, offset, offset + _AFTER)
    return words.group() if words else ""
