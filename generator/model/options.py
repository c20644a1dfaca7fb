"""What a person may choose about a build."""

from __future__ import annotations

from msgspec import Struct


class Options(Struct, frozen=True):
    """What a person may choose about a build.

    Attributes:
        full_text: Show the full text of third-party articles too (for local reading only).
        offline: Make a site that works from ``file://``, and an archive of it.
        article_pages: Make a page of each article; without them pages of quotations of many
            articles take their place, which very large casebooks need.
    """

    full_text: bool = False
    offline: bool = False
    article_pages: bool = True
