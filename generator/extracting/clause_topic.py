"""One topic of a clause, and the signs by which it is told that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.extracting.region_names import RegionMention

OFFICE, NAMED, PROJECT, PLACED, PAUSED = 1, 2, 4, 8, 16
"""Kinds of signs: 局长, an organisation, 项目, 在 before a region, a dash; sums are sets of them."""


class Topic(Struct, frozen=True, gc=False):
    """One topic of a clause; exactly one of the ways to name it is set.

    Attributes:
        start: Where it stands in the text.
        region: A region or a word that refers back to one.
        organisation: A firm's or an institution's full name.
        estate: The name of an estate (产业园) inside the park.
        refers_back: 该公司, 项目, 一期: the organisation named before.
        speaker: 我们公司: the organisation of the person who speaks.
        official: A bureau's head speaks: what follows is no firm's.
        weak: Continues only the organisation of the sentence before (投产后, 总投资).
        home: The region that is named as the organisation's place.
        companions: Further regions beside ``region``.
        attribute: The region only describes what follows (大兴区的小王).
    """

    start: int
    region: RegionMention | None = None
    organisation: str = ""
    estate: str = ""
    refers_back: str = ""
    speaker: bool = False
    official: bool = False
    weak: bool = False
    home: tuple[str, ...] = ()
    attribute: bool = False
    companions: tuple[RegionMention, ...] = ()
