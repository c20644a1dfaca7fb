"""The head that every page has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """Title and description of a page, and whether a search may find it."""

    title: str
    description: str
    unsearched: bool = False
