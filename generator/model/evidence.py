"""Spans and quotes: every statement of the casebook knows where it was read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass

_new: Any = tuple.__new__


if TYPE_CHECKING:
    from collections.abc import Iterator

    @dataclass(frozen=True, order=True)
    class _Ends:
        """What a span is to a type checker: two ordered, hashable fields that can be unpacked."""

        start: int
        end: int

        def __iter__(self) -> Iterator[int]: ...

else:

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
        made: Self = _new(cls, (start, end))
        return made

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The words that stand in this range of ``text``."""
        return text[self.start : self.end]


spanned: Callable[[tuple[int, int]], Span] = partial(_new, Span)
"""The span of two offsets that are known to be a range, as those of a match: quick, unchecked."""


class Quote(Struct, frozen=True, gc=False):
    """Words of an article, verbatim: ``article.text[span] == text``."""

    article: str
    """The article's id."""
    span: Span
    text: str
