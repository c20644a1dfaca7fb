"""Patterns that were compiled before: the engine gets the code that was kept for them.

Python compiles every pattern anew in every process, and reading and extracting have some eight
hundred. While ``KeptPatterns`` lends, a pattern whose code is kept is handed to the engine as it
is; what matches is the same with and without.

The engine looks at code before it takes it (``_validate`` in CPython's ``_sre.c``), and what it
refuses is compiled; but code that was made to harm may get past it. So code is taken only from a
cache that nobody else can write. Where Python's private names are missing or mean something else,
nothing is kept.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from generator.publishing.cache import Cache

Wanted = tuple[str, int]
"""A pattern and its flags, as ``re.compile`` was asked for them."""

_MOST = 3_000
"""Patterns that are kept; ours are some twelve hundred, and those of names of a corpus are not to pile up."""
_MOST_WORDS = 1_000_000
"""Words of code that are kept."""
_UNSTABLE = frozenset({"pypinyin.standard", "tokenize"})
"""Modules that write a pattern from a set: another text in every process."""
_DEBUG = int(re.DEBUG)  # the flag itself takes longer to ask than a pattern to find
_WORD = 4
"""Bytes of a word of code."""
_PROBE = r"(?P<park>[一-鿿]{2,8}?)(?:高新区|经开区)|(?i:ab+)(?=\d)|^(?:户|家)$"
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RuntimeError)
"""What reading an entry that is not what we wrote, or handing over its code, may raise."""


class Compiled(Struct, frozen=True):
    """What the engine takes: flags with those inside the pattern, code, groups and their names."""

    flags: int
    code: array[int] | memoryview[int]
    groups: int
    names: dict[str, int]


class KeptPatterns:
    """Lends code to ``re.compile``, and remembers what had to be compiled.

    Args:
        cache: Where code is kept.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._engine = _engine() if cache.private else None
        self._compiler: _Compiler | None = None

    def lend(self) -> None:
        """From now on patterns whose code is kept are not compiled."""
        if self._engine is not None:
            self._compiler = _Compiler(self._engine, self._kept(self._engine))
            self._engine.take(self._compiler)

    @property
    def at_hand(self) -> bool:
        """Whether any were kept by an earlier run."""
        return self._compiler is not None and self._compiler.begun

    def take_back(self) -> None:
        """From now on every pattern is compiled again."""
        if self._engine is not None:
            self._engine.take(self._engine.own)

    def leave(self) -> None:
        """Forget that patterns are new: another process keeps them."""
        if self._compiler is not None:
            self._compiler.used |= self._compiler.new
            self._compiler.new.clear()

    def keep(self) -> bool:
        """Keep the code of new patterns, beside what others kept meanwhile; whether there were any."""
        if self._engine is None or self._compiler is None or not self._compiler.new:
            return False
        found = self._kept(self._engine) | self._compiler.new
        if not _few(found):  # patterns that nobody asks for any more: names of other corpora
            found = self._compiler.used | self._compiler.new
        self._compiler.new.clear()
        if _few(found):
            self._cache.put(_key(self._engine), _packed(found), packed=False)
        return True

    def _kept(self, engine: _Engine) -> dict[Wanted, Compiled]:
        return _unpacked(self._cache.get(_key(engine)))


class _Engine:
    """Python's compiler of patterns and its engine, by names that are no promise of Python's."""

    def __init__(self) -> None:
        self._compiler: Any = import_module("re._compiler")
        self._parser: Any = import_module("re._parser")
        self._sre: Any = import_module("_sre")
        self.own = self._compiler.compile
        if self._sre.CODESIZE != _WORD or array("I").itemsize != _WORD:
            raise ValueError("another form of code")
        self.name = f"{sys.version}\0{sys.byteorder}\0{self._sre.MAGIC}"
        if self.handed(_PROBE, self.compiled(_PROBE, 0)) != self.own(_PROBE, 0):
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
            ValueError: So many groups or such names are not in the pattern.
        """
        if not 0 <= made.groups <= pattern.count("("):  # each takes memory whatever the code says
            raise ValueError(made.groups)
        indexed: list[str | None] = [None] * (made.groups + 1)
        for name, index in made.names.items():
            if index < 1 or name not in pattern:
                raise ValueError(name)
            indexed[index] = name
        found: re.Pattern[str] = self._sre.compile(
            pattern, made.flags, made.code.tolist(), made.groups, made.names, tuple(indexed)
        )
        return found

    def take(self, compiler: Callable[..., Any]) -> None:
        """Have ``re.compile`` ask this compiler for what it does not remember."""
        self._compiler.compile = compiler


class _Compiler:
    """In the place of ``re._compiler.compile``.

    Args:
        engine: Compiles, and makes patterns of code.
        kept: Code by pattern and flags.

    Attributes:
        begun: Whether there is any.
        used: What of it was asked for.
        new: Code of patterns that had to be compiled.
    """

    def __init__(self, engine: _Engine, kept: dict[Wanted, Compiled]) -> None:
        self._engine, self._kept = engine, kept
        self.begun = bool(kept)
        self.used: dict[Wanted, Compiled] = {}
        self.new: dict[Wanted, Compiled] = {}

    def __call__(self, pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401 - a pattern or its parse
        """The compiled pattern."""
        if not isinstance(pattern, str) or flags & _DEBUG:
            return self._engine.own(pattern, flags)
        wanted = (pattern, int(flags))
        if (made := self._kept.get(wanted)) is not None:
            try:
                found = self._engine.handed(pattern, made)
            except _BROKEN:
                del self._kept[wanted]
            else:
                self.used[wanted] = made
                return found
        made = self._engine.compiled(*wanted)
        if _asker() not in _UNSTABLE:
            self.new[wanted] = made
        return self._engine.handed(pattern, made)


def _asker() -> str:
    """The module that asked ``re`` for a pattern."""
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - the caller of the compiler
    while frame and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")) if frame else ""


def _few(found: dict[Wanted, Compiled]) -> bool:
    """Whether so much is kept."""
    return len(found) <= _MOST and sum(len(made.code) for made in found.values()) <= _MOST_WORDS


def _key(engine: _Engine) -> str:
    return f"patterns\0{engine.name}"


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
    head = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    code = b"".join(made.code.tobytes() for made in found.values())
    return b"\n".join([head.encode("utf-8", "surrogatepass"), code])


def _unpacked(data: bytes | None) -> dict[Wanted, Compiled]:
    """What was packed; nothing if it is not what we pack. Code stays where it is until it is asked for."""
    found: dict[Wanted, Compiled] = {}
    data = data or b"[]\n"
    end = data.find(b"\n")
    try:
        words = memoryview(data)[end + 1 :].cast("I")
        at = 0
        for pattern, asked, flags, groups, names, size in json.loads(
            data[:end].decode("utf-8", "surrogatepass")
        ):
            found[pattern, asked] = Compiled(flags, words[at : at + size], groups, names)
            at += size
    except _BROKEN:
        return {}
    return found
