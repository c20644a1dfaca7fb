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
_MOST = 2_000
"""Answers that are kept, those that were asked last; those about a large corpus are not to pile up."""
_MOST_CHARACTERS = 4_000_000
"""Characters of answers that are kept."""


class KeptAnswers:
    """Lends what is kept, and remembers what had to be worked out.

    Args:
        cache: Where answers are kept.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lines: dict[str, str] | None = None
        self._asked: dict[str, str] = {}
        self._new = False

    def answer(self, question: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - plain values
        """The answer at hand, or what ``work`` finds."""
        if self._lines is None:
            self._lines = self._kept()
        digest = hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()
        line = self._asked.pop(digest, None) or self._lines.get(digest, "")
        with suppress(ValueError):  # there is none, or it is not what we wrote
            found = json.loads(line)
            self._remember(digest, line)
            return found
        found = work()
        if told := _told(found):
            self._remember(digest, told)
            self._new = True
        return found

    def _remember(self, digest: str, line: str) -> None:
        """As the one that was asked last; a large corpus must not fill the memory with answers."""
        if len(self._asked) >= _MOST:
            del self._asked[next(iter(self._asked))]
        self._asked[digest] = line

    def leave(self) -> None:
        """Forget that answers are new: another process keeps them."""
        self._new = False

    def keep(self) -> bool:
        """Keep what was worked out, beside what others kept meanwhile; whether there was anything."""
        if not self._new:
            return False
        self._new = False
        older = {d: line for d, line in self._kept().items() if d not in self._asked}
        lines = _newest(older | self._asked)
        self._cache.put(_KEY, "\n".join(lines).encode("utf-8", "surrogatepass"), packed=False)
        return True

    def _kept(self) -> dict[str, str]:
        return _lines(self._cache.get(_KEY) or b"")


def _lines(data: bytes) -> dict[str, str]:
    try:
        parts = [line.partition(" ") for line in data.decode("utf-8", "surrogatepass").split("\n")]
    except UnicodeDecodeError:
        return {}
    return {digest: line for digest, _, line in parts if line}


def _newest(answers: dict[str, str]) -> list[str]:
    """The last of the answers as lines, as many as are kept."""
    lines: list[str] = []
    room = _MOST_CHARACTERS
    for digest, line in reversed(answers.items()):
        room -= len(line)
        if room < 0 or len(lines) == _MOST:
            break
        lines.append(f"{digest} {line}")
    return lines[::-1]


def _told(found: object) -> str | None:
    """The answer as a line; None where reading the line would tell anything else."""
    try:
        line = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    except (TypeError, ValueError):  # something that JSON has no form for
        return None
    return line if repr(json.loads(line)) == repr(found) else None
