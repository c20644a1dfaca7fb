"""The head that every page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.rendering.volumes import Volume


class Head(Struct, frozen=True):
    """Title and description of a page, whether a search may find it, and whether its table is wide.

    ``volumes`` are the pages on which its long lists go on.
    """

    title: str
    description: str
    unsearched: bool = False
    wide: bool = False
    volumes: tuple[Volume, ...] = ()
