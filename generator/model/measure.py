"""Named reforms and service measures."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.evidence import Quote


class Stage(StrEnum):
    """How far a measure has come, by the words of the article."""

    PLANNED = "planned"
    """拟, 将, 计划, 探索."""
    PILOT = "pilot"
    """试点, 试行."""
    ADOPTED = "adopted"
    """推行, 实施, 出台, 上线."""


class Measure(Struct, frozen=True, gc=False):
    """A named reform in one article.

    Attributes:
        name: As the text names it, without quotation marks.
        canonical: The lexicon's name for it; ``name`` itself when the lexicon has none.
        parks: Names of the parks that carry it out.
        theme: Id of the theme.
        mention: The name's words where they stand first.
        quote: The clause that reports it.
        since: The day it began, if the text says so; the first such day when it names a month or
            a year only.
        since_end: The last day on which it may have begun; None where only ``since`` is known.
        first: 全国首个, 全省首创, 全市首创: a claim of the text, not of ours.
        known: Whether the lexicon has it.
    """

    name: str
    canonical: str
    parks: tuple[str, ...]
    theme: str
    mention: Quote
    quote: Quote
    since: dt.date | None = None
    first: str | None = None
    stage: Stage = Stage.ADOPTED
    known: bool = False
    since_end: dt.date | None = None

    @property
    def park(self) -> str:
        """The parks' names joined by 、 (the form of the machine output)."""
        return "、".join(self.parks)


class MeasureTerm(Struct, frozen=True):
    """An entry of the lexicon of measures."""

    name: str
    theme: str
    gloss: str
    aliases: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    """Further themes that it has where the words around it speak of them."""
