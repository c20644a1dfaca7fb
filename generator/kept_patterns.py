"""Patterns that were compiled before: the engine gets the code that was kept for them.

Python compiles every pattern anew in every process, and reading and extracting have some eight
hundred. Within ``kept_patterns`` a pattern whose code is kept is handed to the engine as it is;
what matches is the same with and without. The engine checks the code itself and refuses what its
own compiler would not have made (``_validate`` in CPython's ``_sre.c``); such a pattern is
compiled. Where Python's private names are missing or mean something else, nothing is kept.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.publishing.cache import Cache

Wanted = tuple[str, int]
"""A pattern and its flags, as ``re.compile`` was asked for them."""

_MOST = 3_000
"""Patterns that are kept; ours are fewer, and those of a registry's names are not to pile up."""
_MOST_WORDS = 1_000_000
"""Words of code that are kept."""
_WORD = 4
"""Bytes of a word of code."""
_PROBE = r"(?P<park>[一-鿿]{2,8}?)(?:高新区|经开区)|(?i:ab+)(?=\d)|^(?:户|家)$"
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RuntimeError)
"""What reading an entry that is not what we wrote, or handing over its code, may raise."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the engine takes: flags with those inside the pattern, code, groups and their names."""

    flags: int
    code: array[int]
    groups: int
    names: dict[str, int]


@contextmanager
def kept_patterns(cache: Cache) -> Iterator[None]:
    """A block in which patterns that a run before compiled need not be compiled again.

    Args:
        cache: Where the code is kept; patterns that are new in the block are added at its end.
    """
    engine = _engine() if cache.keeps else None
    if engine is None:
        yield
        return
    key = f"patterns\0{engine.name}"
    known = _unpacked(cache.get(key))
    found = dict(known)
    try:
        with engine.compiling(found):
            yield
    finally:  # commands end by leaving with their status
        if found.keys() != known.keys():
            cache.put(key, _packed(found))


class _Engine:
    """Python's compiler of patterns and its engine, by names that are no promise of Python's."""

    def __init__(self) -> None:
        self._compiler = import_module("re._compiler")
        self._parser = import_module("re._parser")
        self._sre = import_module("_sre")
        if self._sre.CODESIZE != _WORD or array("I").itemsize != _WORD:
            raise ValueError("another form of code")
        self.name = f"{sys.version}\0{sys.byteorder}\0{self._sre.MAGIC}"
        if self.handed(_PROBE, self.compiled(_PROBE, 0)) != self._compiler.compile(_PROBE, 0):
            raise ValueError("another compiler")

    def compiled(self, pattern: str, flags: int) -> Compiled:
        """Compile a pattern, as ``re._compiler.compile`` does.

        Raises:
            re.error: It is no pattern.
        """
        parsed = self._parser.parse(pattern, flags)
        code = self._compiler._code(parsed, flags)  # noqa: SLF001 - the code is told nowhere else
        state = parsed.state
        return Compiled(
            flags | state.flags, array("I", code), state.groups - 1, dict(state.groupdict)
        )

    def handed(self, pattern: str, made: Compiled) -> re.Pattern[str]:
        """The pattern that the engine makes of compiled code.

        Raises:
            RuntimeError: The engine refuses the code.
        """
        indexed: list[str | None] = [None] * (made.groups + 1)
        for name, index in made.names.items():
            indexed[index] = name
        found: re.Pattern[str] = self._sre.compile(
            pattern, made.flags, made.code.tolist(), made.groups, made.names, tuple(indexed)
        )
        return found

    @contextmanager
    def compiling(self, found: dict[Wanted, Compiled]) -> Iterator[None]:
        """A block in which ``re.compile`` takes code from ``found``, and puts new code there."""
        own = self._compiler.compile
        self._compiler.compile = _Compiler(self, own, found)
        try:
            yield
        finally:
            self._compiler.compile = own


class _Compiler:
    """In the place of ``re._compiler.compile``.

    Args:
        engine: Compiles.
        own: What compiles whatever is not ours to keep.
        found: Code by pattern and flags; new code is added.
    """

    def __init__(
        self, engine: _Engine, own: Callable[[Any, int], Any], found: dict[Wanted, Compiled]
    ) -> None:
        self._engine, self._own, self._found = engine, own, found
        self._room = _MOST_WORDS - sum(len(made.code) for made in found.values())

    def __call__(self, pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401 - a pattern or its parse
        """The compiled pattern."""
        if not isinstance(pattern, str) or flags & re.DEBUG:
            return self._own(pattern, flags)
        wanted = (pattern, int(flags))
        if (made := self._found.get(wanted)) is not None:
            try:
                return self._engine.handed(pattern, made)
            except _BROKEN:
                del self._found[wanted]
        return self._new(wanted)

    def _new(self, wanted: Wanted) -> re.Pattern[str]:
        made = self._engine.compiled(*wanted)
        if len(self._found) < _MOST and len(made.code) <= self._room:
            self._room -= len(made.code)
            self._found[wanted] = made
        return self._engine.handed(wanted[0], made)


def _engine() -> _Engine | None:
    """The engine; None where this Python has another."""
    try:
        return _Engine()
    except (ImportError, *_BROKEN):
        return None


def _packed(found: dict[Wanted, Compiled]) -> bytes:
    """A line of JSON that tells of every pattern, and all code behind it."""
    rows = [
        [pattern, flags, made.flags, made.groups, made.names, len(made.code)]
        for (pattern, flags), made in found.items()
    ]
    head = json.dumps(rows, separators=(",", ":")).encode()
    return b"\n".join([head, b"".join(made.code.tobytes() for made in found.values())])


def _unpacked(data: bytes | None) -> dict[Wanted, Compiled]:
    """What was packed; nothing if it is not what we pack."""
    found: dict[Wanted, Compiled] = {}
    head, _, body = (data or b"[]\n").partition(b"\n")
    try:
        words = array("I", body)
        at = 0
        for pattern, asked, flags, groups, names, size in json.loads(head):
            found[pattern, asked] = Compiled(flags, words[at : at + size], groups, names)
            at += size
    except _BROKEN:
        return {}
    return found
