"""A finished drawing, and how a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.rendering.addresses import Place

FOLDER = "charts"


class Drawing(Struct, frozen=True):
    """A chart in both variants.

    Attributes:
        name: File name without variant and ending; unique in the casebook.
        title: The finding.
        alt: What a reader who cannot see it needs: every value.
        table: Anchor of the data table on the same page.
        light: SVG for a light page.
        dark: SVG for a dark page.
    """

    name: str
    title: str
    alt: str
    table: str
    light: bytes
    dark: bytes

    def path(self, variant: str) -> str:
        """Where a variant lies, relative to the folder of pages."""
        return f"{FOLDER}/{self.name}-{variant}.svg"


class ChartView(Struct, frozen=True):
    """A chart as the partial for charts takes it."""

    id: str
    alt: str
    light: str
    dark: str
    table: str


def chart_views(place: Place, drawings: Iterable[Drawing]) -> tuple[ChartView, ...]:
    """The drawings with addresses as seen from a page."""
    return tuple(
        ChartView(
            f"chart-{d.name}",
            d.alt,
            place.to(d.path("light"), "only-light"),
            place.to(d.path("dark"), "only-dark"),
            f"#{d.table}",
        )
        for d in drawings
    )
