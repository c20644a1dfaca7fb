"""The parks of a registry by their names: made once, asked by every article."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.subject import Park


class KnownParks:
    """Parks with their names filed, so that an article's cost does not grow with the registry.

    Equal to itself alone, so that it is a quick key.

    Attributes:
        parks: The parks.
        listed: From every name and alias to the name to use; of two parks with one name the last.
    """

    __slots__ = ("_addresses", "_filed", "_places", "listed", "parks")

    def __init__(self, parks: Sequence[Park]) -> None:
        self.parks = tuple(parks)
        self.listed = {name: park.name for park in parks for name in park.names}
        self._addresses = {park.name: park.place for park in parks}
        self._places = {name: (park.name, park.place) for park in parks for name in park.names}
        filed: defaultdict[str, list[str]] = defaultdict(list)
        for name in self._places:
            filed[name[:2]].append(name)
        self._filed = dict(filed)

    def address(self, name: str) -> str:
        """Where a park lies; empty where the registry does not say."""
        return self._addresses.get(name, "")

    def in_text(self, text: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """The names that stand in a text, each with the park's name and address."""
        if not self._filed:
            return
        alone = (head for head in self._filed if len(head) == 1)
        heads = self._filed.keys() & set(map(add, text, text[1:]))
        for head in (*sorted(heads), *alone):
            for name in self._filed[head]:
                if name in text:
                    yield name, self._places[name]

    def has(self, name: str) -> bool:
        """Whether a park has this name or alias."""
        return name in self._places


NOBODY = KnownParks(())
"""A registry without parks."""


def known_parks(parks: Sequence[Park] | KnownParks) -> KnownParks:
    """The parks filed; the same object again for the same registry."""
    if isinstance(parks, KnownParks):
        return parks
    return _filed(_Same(tuple(parks))) if parks else NOBODY


class _Same:
    """A registry as a key: the very same tuple, as hashing thousands of parks takes too long."""

    __slots__ = ("parks",)

    def __init__(self, parks: tuple[Park, ...]) -> None:
        self.parks = parks

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.parks is other.parks

    def __hash__(self) -> int:
        return id(self.parks)


@lru_cache(maxsize=2)
def _filed(same: _Same) -> KnownParks:
    return KnownParks(same.parks)
