"""Numbers in full Chinese spelling, by the textbook: the other way round than the reader."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
SECTIONS = ((10**8, "亿"), (10**4, "万"))
SCALES = ((1000, "千"), (100, "百"), (10, "十"))


def spelled(number: int) -> str:
    """A number below 10^12 in full Chinese spelling."""
    for size, name in SECTIONS:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return spelled(head) + name + gap + (spelled(rest) if rest else "")
    for size, name in SCALES:
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return DIGITS[head] + name + gap + (spelled(rest) if rest else "")
    return DIGITS[number]
