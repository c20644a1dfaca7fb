"""What long work tells of itself while it runs; who listens is the command's business."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of the stages of a run, one after the other."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins: its name in Chinese, and how many things it has to do, if known."""

    def advance(self, count: int = 1) -> None:
        """So many things of the stage are done."""

    def close(self) -> None:
        """The run is over, or is about to speak itself; a second call does nothing."""


class Silent:
    """Nobody listens."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self, count: int = 1) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Say nothing."""
