"""The command line. Imports are lazy so that ``casebook --help`` answers at once.

What draws takes longest to load, and while a run begins a second core has nothing to do: so a copy
of this process loads it from the moment that all is loaded which both need.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from generator.commands.collecting import rarely_collect

rarely_collect()  # before anything is loaded: modules make much and drop little

from generator.commands.statuses import FAILED, INCOMPLETE, OK
from generator.copying import EARLY, copies, cores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click import Group

    from generator.copying import Copy

__all__ = ["FAILED", "INCOMPLETE", "OK", "main"]

_DRAWS = "generate"
"""The command whose every run may draw; ``build`` knows first whether anything changed."""
_WITHOUT = frozenset({"-h", "--help", "--jobs"})
"""Options with which nobody draws, or which say themselves whether anybody draws beside."""


class CommandLine:
    """The program when it is called, and click's group of commands to whoever asks for anything else."""

    def __call__(self, words: Sequence[str] | None = None) -> None:
        """Run the command that the words name, and leave with its status.

        Args:
            words: The words behind the program's name; those it was started with when None.
        """
        early = _early(sys.argv[1:] if words is None else words)
        token = EARLY.set(early)
        try:
            _group()(words)
        finally:
            EARLY.reset(token)
            if early:
                early.end()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - click's
        return getattr(_group(), name)


main = CommandLine()


def _group() -> Group:
    from generator.commands.casebook import casebook

    return casebook


def _early(words: Sequence[str]) -> Copy | None:
    """A copy that loads what draws, where it may be wanted; the command ends what it does not want."""
    options = {word.partition("=")[0] for word in words[1:]}
    if list(words[:1]) != [_DRAWS] or options & _WITHOUT or cores() == 1 or not copies():
        return None
    from generator.drawing import early_painter

    return early_painter(keep="--no-cache" not in options)


if __name__ == "__main__":
    main()
