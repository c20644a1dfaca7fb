"""Patterns asked only at the marks of a text: where names of places, firms, titles may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence


def matches_at(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> list[re.Match[str]]:
    """As ``pattern.finditer(text)``, for a pattern whose matches begin at one of ``places``."""
    found, free = [], 0
    for at in places:
        if at >= free and (match := pattern.match(text, at)):
            free = match.end()
            found.append(match)
    return found
