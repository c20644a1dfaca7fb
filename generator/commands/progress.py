"""Progress for people: a bar on a terminal, plain lines in a log, nothing for ``--quiet``.

The bar goes to standard error. Lines go to standard output, beside the sentences of the result:
standard error says in one line what went wrong. Where a machine reads the output there are none.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator.model.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_QUARTERS = 4
_MANY = 200
"""Things of a stage from which a log tells of its quarters too."""


def progress_for(*, quiet: bool, for_machines: bool) -> Progress:
    """Who listens: a terminal, a log or nobody.

    Args:
        quiet: Whether the person asked for quiet.
        for_machines: Whether standard output is for programs.
    """
    if quiet:
        return Silent()
    if sys.stderr is not None and sys.stderr.isatty():  # None: it was closed before the start
        return TerminalProgress()
    return Silent() if for_machines else PlainProgress()


class PlainProgress:
    """A line for each stage, and for each quarter of a long one."""

    def __init__(self) -> None:
        self._name = ""
        self._total = 0
        self._done = 0

    def stage(self, name: str, total: int | None = None) -> None:
        """Name the stage."""
        self._name, self._total, self._done = name, total or 0, 0
        click.echo(f"{name}（{total}）" if total else name)

    def advance(self, count: int = 1) -> None:
        """Tell of a quarter that was passed."""
        before, self._done = self._done, self._done + count
        if self._total >= _MANY and self._quarter(before) < self._quarter(self._done) < _QUARTERS:
            click.echo(f"{self._name}：{self._done}/{self._total}")

    def _quarter(self, done: int) -> int:
        return done * _QUARTERS // self._total

    def close(self) -> None:
        """Lines need no end."""


class TerminalProgress:
    """A bar that is gone when the work is done."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """Show the stage in the place of the one before."""
        self._bar = self._bar or _bar()
        self._bar.start()
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """Move the bar."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, count)

    def close(self) -> None:
        """Take the bar away, so that what is printed next has a line of its own."""
        if self._bar is not None:
            self._bar.stop()
        self._bar, self._task = None, None


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # Redirected, what a command prints on standard output would come out on standard error.
    return Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
