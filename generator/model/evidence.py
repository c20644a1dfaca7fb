"""Spans and quotes: every statement of the casebook knows where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

_new = tuple.__new__


class _Ends(NamedTuple):
    start: int
    end: int


class Span(_Ends):
    """A half-open range ``[start, end)`` of character offsets in an article's text.

    A tuple, because an article makes tens of thousands of them, most as keys of look-ups.

    Raises:
        ValueError: The offsets are no range.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        """Check the offsets."""
        if not 0 <= start <= end:
            message = f"not a span: {start}..{end}"
            raise ValueError(message)
        return _new(cls, (start, end))

    def __len__(self) -> int:
        return self[1] - self[0]

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self[0] <= other[0] and other[1] <= self[1]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self[0] < other[1] and other[0] < self[1]

    def of(self, text: str) -> str:
        """The words that stand in this range of ``text``."""
        return text[self[0] : self[1]]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, verbatim: ``article.text[span] == text``."""

    article: str
    """The article's id."""
    span: Span
    text: str
