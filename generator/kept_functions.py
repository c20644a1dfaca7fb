"""The functions that dataclasses write for themselves, compiled once.

``dataclass`` writes ``__init__``, ``__eq__`` and their like as text and has it compiled, five texts
for each class; the two hundred classes of a run take a third of the time of all imports. While
``KeptFunctions`` lends, the module ``dataclasses`` finds this ``exec`` before the builtin one. It
runs the very code that the builtin would have made of the text. Code is taken only from a cache
that nobody else can write.
"""

from __future__ import annotations

import dataclasses
import marshal
import sys
from contextlib import suppress
from types import CodeType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.publishing.cache import Cache

_KEY = f"functions\0{sys.version}\0{sys.flags.optimize}"
_MOST = 5_000
"""Texts that are kept; ours are some twelve hundred."""
_BROKEN = (ValueError, EOFError, TypeError)
"""What reading an entry that is not what we wrote may raise."""


class KeptFunctions:
    """Lends compiled texts to ``dataclasses``, and remembers what had to be compiled.

    Args:
        cache: Where code is kept.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache if cache.private else None
        self._code: dict[str, CodeType] = {}
        self._new: dict[str, CodeType] = {}

    def lend(self) -> None:
        """From now on texts whose code is kept are not compiled."""
        if self._cache is not None:
            self._code = _kept(self._cache)
            vars(dataclasses)["exec"] = self._run

    def take_back(self) -> None:
        """From now on every text is compiled again."""
        vars(dataclasses).pop("exec", None)

    def keep(self) -> bool:
        """Keep new code, beside what others kept meanwhile; whether there was any."""
        if self._cache is None or not self._new:
            return False
        found = _kept(self._cache) | self._new
        self._new.clear()
        if len(found) <= _MOST:
            self._cache.put(_KEY, marshal.dumps(found))
        return True

    def _run(self, text: str, names: dict[str, Any], made: dict[str, Any]) -> None:
        code = self._code.get(text)
        if code is None:
            code = compile(text, "<string>", "exec", dont_inherit=True)
            self._code[text] = self._new[text] = code
        exec(code, names, made)  # noqa: S102 - what dataclasses does


def _kept(cache: Cache) -> dict[str, CodeType]:
    with suppress(*_BROKEN):
        found = marshal.loads(cache.get(_KEY) or b"")  # noqa: S302 - from what nobody else can write
        if isinstance(found, dict) and all(isinstance(code, CodeType) for code in found.values()):
            return found
    return {}
