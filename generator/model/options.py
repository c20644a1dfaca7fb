"""What a person may choose about a build."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose about a build.

    Attributes:
        full_text: Show the full text of third-party articles too (for local reading only).
        offline: Make a site that works from ``file://``, and an archive of it.
    """

    full_text: bool = False
    offline: bool = False
