"""How a few words sound, by pypinyin's dictionary, looked up without loading it.

The library reads 90,000 entries before it spells the first word, which takes as long as a page of
the site to print a dozen times over. Its two dictionaries lie beside it as JSON, an entry behind the
other in the order of code points; so what one name needs is found by halving. Texts are cut as the
library cuts them: the longest phrase that begins here, else one character. A test holds what comes
out against the library; where anything is not as it is known, the library has to be asked.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_left
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

K = TypeVar("K", bytes, int)

_LIBRARY = "pypinyin"
_PHRASES, _CHARACTERS = "phrases_dict.json", "pinyin_dict.json"
_BEHIND_KEY = b'": '
_BEHIND_PHRASE, _BEHIND_CHARACTER = b"\n]\n]", b'"'
_HAN = range(0x4E00, 0xA000)
_LAST_PLAIN = "\u3006"
"""Behind it comes 〇, which sounds; before it nothing does."""
_SHORTEST = 2
"""Characters of a phrase."""
_TONES = dict.fromkeys((0x0300, 0x0301, 0x0304, 0x030C))
"""Marks above vowels: à á ā ǎ."""


class Unknown(ValueError):
    """How a text sounds cannot be told from the dictionaries alone."""


def syllables(text: str, others: str) -> list[str]:
    """The syllables of a text; see ``spelling.sounds``.

    Raises:
        Unknown: There are characters that the library treats in a way of its own.
        OSError: The dictionary does not lie where it is known to.
        ValueError: It is not what it is known to be.
    """
    found: list[str] = []
    for sounds, run in groupby(text, _sounds):
        characters = "".join(run)
        if sounds:
            found += _spelled(characters)
        elif others == "default":
            found.append(characters)
    return found


def _sounds(character: str) -> bool:
    if ord(character) in _HAN:
        return True
    if character > _LAST_PLAIN:
        raise Unknown(character)
    return False


def _spelled(run: str) -> Iterator[str]:
    """The syllables of a run of Han characters."""
    while run:
        entry, goes_on = _phrase(run)
        if entry:
            length, tones = entry
            yield from map(_plain, tones)
            run = run[length:]
        else:  # what is but the beginning of a phrase is cut no further
            end = len(run) if goes_on else 1
            for character in run[:end]:
                yield _plain(_of_character(character))
            run = run[end:]


def _phrase(run: str) -> tuple[tuple[int, list[str]] | None, bool]:
    """The longest phrase that a run begins with, and whether all of it begins some phrase."""
    phrases = _phrases()
    found = None
    for length in range(_SHORTEST, len(run) + 1):
        beginning = run[:length].encode()
        key, place = phrases.first(beginning)
        if not key.startswith(beginning):
            return found, False
        if key == beginning:
            tones = phrases.value(place, _BEHIND_PHRASE)
            found = length, [sound[0] for sound in tones]
    return found, True


def _of_character(character: str) -> str:
    """How a character sounds that is in no phrase: in the first of its ways."""
    key, place = _characters().first(ord(character))
    if key != ord(character):
        raise Unknown(character)
    tones: str = _characters().value(place, _BEHIND_CHARACTER)
    return tones.partition(",")[0]


def _plain(sound: str) -> str:
    """A syllable without its tone: ``lǜ`` is ``lv``."""
    plain = unicodedata.normalize("NFD", sound).translate(_TONES).replace("u\u0308", "v")
    if not (plain.isascii() and plain.isalpha()):
        raise Unknown(sound)
    return plain


class _Entries(Generic[K]):
    """A dictionary as it lies on the disk, sorted by its keys: ``"key": value,`` and so on.

    Args:
        name: The file's name.
        key: Makes keys that can be compared of what stands between the quotes.
    """

    def __init__(self, name: str, key: Callable[[bytes], K]) -> None:
        library = find_spec(_LIBRARY)
        if library is None or not library.submodule_search_locations:
            raise Unknown(name)
        self._data = Path(library.submodule_search_locations[0], name).read_bytes()
        self._key: Callable[[bytes], K] = key

    def first(self, wanted: K) -> tuple[K, int]:
        """The first key that is no less than the one wanted, and the place of its value."""
        end = self._data.rindex(_BEHIND_KEY)
        place = bisect_left(range(end), wanted, key=lambda at: self._at(at)[0])
        return self._at(place)

    def _at(self, place: int) -> tuple[K, int]:
        """The key that ends first behind a place."""
        end = self._data.index(_BEHIND_KEY, place)
        begin = self._data.rindex(b'"', 0, end) + 1
        return self._key(self._data[begin:end]), end + len(_BEHIND_KEY)

    def value(self, place: int, end: bytes) -> Any:  # noqa: ANN401 - JSON
        """The value at a place, which ends with these characters."""
        behind = self._data.index(end, place + 1) + len(end)
        return json.loads(self._data[place:behind])


@cache
def _phrases() -> _Entries[bytes]:
    return _Entries(_PHRASES, bytes)


@cache
def _characters() -> _Entries[int]:
    return _Entries(_CHARACTERS, int)
