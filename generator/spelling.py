"""How Chinese words sound, in ASCII letters."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from generator.model.answers import answered


def sounds(text: str, *, others: Literal["default", "ignore"] = "default") -> list[str]:
    """The syllables of a text by pypinyin, phrases heeded: 重庆 is ``chong``, ``qing``.

    Args:
        text: The text.
        others: What becomes of runs of other characters: syllables of their own, or nothing.
    """
    spelled: list[str] = answered(f"sounds\0{others}\0{text}", partial(_spelled, text, others))
    return spelled


def _spelled(text: str, others: str) -> Any:  # noqa: ANN401 - pypinyin is untyped
    from pypinyin import lazy_pinyin  # a dictionary that takes a third of a second to load

    return lazy_pinyin(text, errors=others)
