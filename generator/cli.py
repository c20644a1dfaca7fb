"""The command line. Imports are lazy so that ``casebook --help`` answers at once.

What draws takes longest to load, and while a run begins a second core has nothing to do: so a copy
of this process loads it from the moment that all is loaded which both need.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from generator.commands.collecting import rarely_collect

rarely_collect()  # before anything is loaded: modules make much and drop little

from generator.commands.statuses import FAILED, INCOMPLETE, OK
from generator.copying import copies, cores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from click import Group

__all__ = ["FAILED", "INCOMPLETE", "OK", "main"]

_DRAWS = "generate"
"""The command whose every run may draw; ``build`` knows first whether anything changed."""
_WITHOUT = frozenset({"-h", "--help", "--jobs"})
"""Options with which nobody draws, or which say themselves whether anybody draws beside."""


class CommandLine:
    """The program when it is called, and click's group of commands to whoever asks for anything else."""

    def __call__(self, args: Sequence[str] | None = None, **how: Any) -> Any:  # noqa: ANN401 - click's
        """Run the command that the words name, and leave with its status.

        Args:
            args: The words behind the program's name; those it was started with when None.
            how: What else click's groups take when they are called: ``standalone_mode=False``.

        Returns:
            What the command returns, for who does not have it leave.
        """
        try:
            with _begun(sys.argv[1:] if args is None else args):
                return _group()(args, **how)
        except KeyboardInterrupt:  # while all is loaded or put away, when click does not listen
            sys.exit("Aborted!")

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - click's
        return getattr(_group(), name)


main = CommandLine()


def _group() -> Group:
    from generator.commands.casebook import casebook

    return casebook


def _begun(words: Sequence[str]) -> AbstractContextManager[None]:
    """A block that has a painter from its beginning, where one may be wanted."""
    options = {word.partition("=")[0] for word in words[1:]}
    if list(words[:1]) != [_DRAWS] or options & _WITHOUT or cores() == 1 or not copies():
        return nullcontext()
    from generator.drawing import early_painter

    return early_painter(keep="--no-cache" not in options)


if __name__ == "__main__":
    main()
