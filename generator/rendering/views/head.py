"""The head that every page has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """Title and description of a page, whether a search may find it, and whether its table is wide."""

    title: str
    description: str
    unsearched: bool = False
    wide: bool = False
