"""Text that remembers where each of its characters stood in the raw file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.article import OffsetRun

if TYPE_CHECKING:
    from collections.abc import Iterable

MADE = -1
"""Origin of a character that has no counterpart in the raw text."""


class Edit(Struct, frozen=True):
    """Characters ``[start, end)`` of a text are to become ``text``."""

    start: int
    end: int
    text: str = ""


class Traced(Struct, frozen=True):
    """A text with the raw offset of every character (``MADE`` where there is none)."""

    text: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, raw: str, start: int = 0) -> Traced:
        """The raw text itself, from its character ``start`` on."""
        return cls(raw[start:], tuple(range(start, len(raw))))

    def part(self, start: int, end: int) -> Traced:
        """The characters ``[start, end)``."""
        return Traced(self.text[start:end], self.origin[start:end])

    def respelt(self, text: str) -> Traced:
        """The same characters in another spelling, one for one.

        Raises:
            ValueError: The lengths differ.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(self.text)} characters became {len(text)}")
        return Traced(text, self.origin)

    def edited(self, edits: Iterable[Edit]) -> Traced:
        """The text after ``edits`` (in order, not overlapping).

        Of a replaced stretch only the first new character keeps its origin: the others stand for
        no single raw character.
        """
        texts: list[str] = []
        origins: list[int] = []
        at = 0
        for edit in edits:
            texts += (self.text[at : edit.start], edit.text)
            origins.extend(self.origin[at : edit.start])
            if edit.text:
                first = self.origin[edit.start] if edit.start < edit.end else MADE
                origins.append(first)
                origins.extend([MADE] * (len(edit.text) - 1))
            at = edit.end
        texts.append(self.text[at:])
        origins.extend(self.origin[at:])
        return Traced("".join(texts), tuple(origins))

    def raw_start(self, start: int = 0) -> int:
        """Raw offset of the first traceable character from ``start`` on; 0 when there is none."""
        return next((at for at in self.origin[start:] if at != MADE), 0)


def joined(parts: Iterable[Traced], separator: str) -> Traced:
    """The parts in one text, with a separator that has no origin."""
    texts: list[str] = []
    origins: list[int] = []
    for number, part in enumerate(parts):
        if number:
            origins.extend([MADE] * len(separator))
        texts.append(part.text)
        origins.extend(part.origin)
    return Traced(separator.join(texts), tuple(origins))


def offset_runs(traced: Traced) -> tuple[OffsetRun, ...]:
    """The longest stretches that stand in the raw text one to one."""
    runs: list[OffsetRun] = []
    start = length = 0
    for at, raw in enumerate(traced.origin):
        if length and raw == traced.origin[start] + length and raw != MADE:
            length += 1
            continue
        if length:
            runs.append(OffsetRun(start, traced.origin[start], length))
        start, length = at, int(raw != MADE)
    if length:
        runs.append(OffsetRun(start, traced.origin[start], length))
    return tuple(runs)
