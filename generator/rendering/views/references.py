"""Lists of references: each article cited after both editions of the standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.citations import Standard, cite
from generator.rendering.typography import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from generator.model.casebook import Source
    from generator.rendering.addresses import Place


class Reference(Struct, frozen=True):
    """An article in a list of references; ``link`` shows its number and leads to its page."""

    number: str
    anchor: str
    link: Markup
    citation: Markup
    older_citation: Markup


def references(place: Place, sources: Iterable[Source]) -> tuple[Reference, ...]:
    """The articles as a list of references, in their order."""
    return tuple(
        Reference(
            f"[{source.number}]",
            f"s-{source.number}",
            place.source(source),
            unbroken(cite(source.article, Standard.GBT_2025)),
            unbroken(cite(source.article, Standard.GBT_2015)),
        )
        for source in sources
    )
