"""A few names found in a text: those that the text itself gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.extracting.wordlist import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def places_of_names(names: Iterable[str], text: str) -> Iterator[tuple[int, str]]:
    """Where some of the names stand, left to right, never overlapping, the longest at each place.

    As ``WordList.find``, without filing names that are looked for only once.
    """
    found = [(at, -len(name), name) for name in names for at in places_of(name, text)]
    free = 0
    for at, size, name in sorted(found):
        if at >= free:
            free = at - size
            yield at, name
