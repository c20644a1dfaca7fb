"""Answers of earlier runs, lent to the stages: one entry of the cache, read when first asked.

Each answer is a line: the digest of its question, and the answer as JSON.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.publishing.cache import Cache

_KEY = "answers"
_MOST = 5_000
"""Answers that are kept; those about names of a large corpus are not to pile up."""
_MOST_CHARACTERS = 8_000_000
"""Characters of answers that are kept."""


class KeptAnswers:
    """Lends what is kept, and remembers what had to be worked out.

    Args:
        cache: Where answers are kept.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lines: dict[str, str] | None = None
        self._new: dict[str, str] = {}

    def answer(self, question: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - plain values
        """The answer at hand, or what ``work`` finds."""
        if self._lines is None:
            self._lines = self._kept()
        digest = hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()
        with suppress(ValueError, KeyError):
            return json.loads(self._lines[digest])
        found = work()
        if (line := _told(found)) is not None:
            self._lines[digest] = self._new[digest] = line
        return found

    def keep(self) -> None:
        """Keep what was worked out, beside what others kept meanwhile."""
        if not self._new:
            return
        lines = self._kept() | self._new
        self._new.clear()
        if len(lines) <= _MOST and sum(map(len, lines.values())) <= _MOST_CHARACTERS:
            told = "\n".join(f"{digest} {line}" for digest, line in lines.items())
            self._cache.put(_KEY, told.encode("utf-8", "surrogatepass"))

    def _kept(self) -> dict[str, str]:
        return _lines(self._cache.get(_KEY) or b"")


def _lines(data: bytes) -> dict[str, str]:
    try:
        parts = [line.partition(" ") for line in data.decode("utf-8", "surrogatepass").split("\n")]
    except UnicodeDecodeError:
        return {}
    return {digest: line for digest, _, line in parts if line}


def _told(found: object) -> str | None:
    """The answer as a line; None where reading the line would tell anything else."""
    try:
        line = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError):  # something that JSON has no form for
        return None
    return line if repr(json.loads(line)) == repr(found) else None
