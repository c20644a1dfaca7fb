"""How Chinese words sound, in ASCII letters."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import Literal

from generator.model.answers import answered
from generator.syllables import syllables

_FEW = 5
"""Texts that are looked up before the library is loaded, which pays from a few hundred: after an edit
one or two have not been asked before, in a first run all."""
_ASKED = count()
"""Tells how many texts this process has spelled; what comes out does not depend on it."""


def sounds(text: str, *, others: Literal["default", "ignore"] = "default") -> list[str]:
    """The syllables of a text by pypinyin, phrases heeded: 重庆 is ``chong``, ``qing``.

    Args:
        text: The text.
        others: What becomes of runs of other characters: syllables of their own, or nothing.
    """
    spelled: list[str] = answered(f"sounds\0{others}\0{text}", lambda: sounds_anew(text, others))
    return spelled


def sounds_anew(text: str, others: Literal["default", "ignore"] = "default") -> list[str]:
    """The same for who remembers it himself: what is told twice is kept twice."""
    if next(_ASKED) < _FEW:
        with suppress(OSError, ValueError):
            return syllables(text, others)
    from pypinyin import lazy_pinyin  # a dictionary that takes a third of a second to load

    found: list[str] = lazy_pinyin(text, errors=others)
    return found
