"""Words by which sentences of a case are told apart; the words themselves are data."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Sequence


class CaseParts(Struct, frozen=True):
    """Patterns over a sentence.

    Attributes:
        background: Why a reform was made: 针对企业反映的….
        replication: Under which conditions others could do the same: 适用于….
        enterprise: Who speaks for an enterprise: 公司, 董事长, ….
        office: Who speaks for an office, whatever the title: 管委会, 局, ….
    """

    background: re.Pattern[str]
    replication: re.Pattern[str]
    enterprise: re.Pattern[str]
    office: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> CaseParts:
        """The shipped words."""
        data = lexicon_data("case_parts")
        names = ("background", "replication", "enterprise", "office")
        return cls(*(_pattern(data[name]) for name in names))


def _pattern(entry: dict[str, Any]) -> re.Pattern[str]:
    """One alternation of plain words, the longer first, not inside the words of ``except``.

    复制推广|可推广; with 针对性 excepted, 针对(?!性).
    """
    words = sorted(entry["words"], key=len, reverse=True)
    return re.compile("|".join(_alone(word, entry.get("except", ())) for word in words))


def _alone(word: str, exceptions: Sequence[str]) -> str:
    before, behind = "", ""
    for exception in exceptions:
        head, found, tail = exception.partition(word)
        if found:
            before += f"(?<!{re.escape(head)})" if head else ""
            behind += f"(?!{re.escape(tail)})" if tail else ""
    return before + re.escape(word) + behind
