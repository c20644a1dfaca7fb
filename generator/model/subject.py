"""Parks and themes: the two sides along which a casebook is read."""

from __future__ import annotations

from msgspec import Struct


class Park(Struct, frozen=True):
    """A park or region.

    Attributes:
        id: ASCII slug, used in addresses.
        name: The usual short name: 浏阳经开区.
        aliases: Other names, the full official one included.
        level: 国家级经开区, 国家级高新区, 省级园区, 县级市, …; empty when unknown.
        place: Where it lies: 湖南省长沙市浏阳市.
        parent: Id of the region it lies in, if that one is in the casebook too. Facts of the
            one are not facts of the other.
        discovered: True when read from the articles, not from parks.yml.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    place: str = ""
    parent: str | None = None
    discovered: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the usual one first."""
        return (self.name, *self.aliases)


class Mapping(Struct, frozen=True):
    """What a theme corresponds to in another framework.

    ``unsure`` items are only partly covered; an empty ``items`` means 无直接对应.
    """

    framework: str
    items: tuple[str, ...]
    unsure: tuple[str, ...] = ()


class Theme(Struct, frozen=True):
    """A theme of reform.

    Attributes:
        id: One of the ten ids, or a corpus' own.
        name: 审批服务.
        question: The question that a leader asks under it.
        covers: What belongs here.
        mappings: B-READY topics, the 18 national indicators, articles of the 条例.
    """

    id: str
    name: str
    question: str
    covers: tuple[str, ...] = ()
    mappings: tuple[Mapping, ...] = ()


class Registry(Struct, frozen=True):
    """The parks and themes of a corpus, in the order in which readers see them."""

    parks: tuple[Park, ...]
    themes: tuple[Theme, ...]
    title: str = "营商环境改革案例集"

    def park_named(self, name: str) -> Park | None:
        """The park with this name or alias."""
        return next((park for park in self.parks if name in park.names), None)

    def theme(self, theme_id: str) -> Theme | None:
        """The theme with this id."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)
