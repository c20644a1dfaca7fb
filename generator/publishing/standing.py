"""Results that stand as files in the folder of pages: found there, not in the cache beside it.

After an edit nearly all pages and charts are those that stand in the folder, where one file is read
more quickly than an entry of the cache is unpacked. A note in the cache says which bytes were the
result under which key. That is true whenever the note is read and whatever became of the folder,
since a file is taken only if its bytes are those of the note.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from msgspec import MsgspecError, json

from generator.publishing.tree import owned_digests

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.publishing.cache import Cache


_MOST_AHEAD = 16_000_000
"""Bytes that are read before they are asked for."""


class Standing:
    """What is kept, with a look into the folder of pages first.

    Args:
        docs_dir: The folder of pages.
        cache: Where results are kept, and the note of those that stand in the folder.
    """

    def __init__(self, docs_dir: Path, cache: Cache) -> None:
        self._docs, self._cache = docs_dir, cache
        owned = owned_digests(docs_dir) if cache.keeps else {}
        self._places = {digest: name for name, digest in owned.items()}
        self._noted = self._note() if owned else {}
        self._results: dict[str, str] = {}
        self._ahead: dict[str, bytes] = {}

    def read_ahead(self) -> None:
        """Read what stands in the folder, as far as memory is no matter; for who has to wait anyway."""
        room = _MOST_AHEAD
        for digest in self._noted.values():
            if room < 0:
                return
            if (data := self._standing(digest)) is not None:
                self._ahead[digest] = data
                room -= len(data)

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, from wherever they are at hand."""
        name = _digest(key.encode())
        digest = self._noted.get(name, "")
        data = self._ahead.pop(digest, None) or self._standing(digest)
        if data is None:
            data = self._cache.get(key)
            if data is None:
                return None
            digest = _digest(data)
        self._results[name] = digest
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        self._cache.put(key, data)
        self._results[_digest(key.encode())] = _digest(data)

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What ``make`` returns, kept under a key that names everything that it depends on."""
        data = self.get(key)
        if data is None:
            data = make()
            self.put(key, data)
        return data

    def note(self) -> None:
        """Note which results of this run stand in the folder now, for the next run."""
        if not self._cache.keeps:
            return
        owned = frozenset(owned_digests(self._docs).values())
        results = {name: digest for name, digest in self._results.items() if digest in owned}
        if results != self._noted:
            self._cache.put(self._key, json.encode(results, order="sorted"))

    @property
    def _key(self) -> str:
        return f"standing\0{os.path.abspath(self._docs)}"  # noqa: PTH100 - links may stay

    def _note(self) -> dict[str, str]:
        try:
            return json.decode(self._cache.get(self._key) or b"{}", type=dict[str, str])
        except MsgspecError:
            return {}

    def _standing(self, digest: str) -> bytes | None:
        """The bytes of a file with this digest, if it still has it."""
        place = self._places.get(digest)
        if place is None:
            return None
        try:
            with open(f"{self._docs}/{place}", "rb", buffering=0) as stream:  # noqa: PTH123 - hundreds
                data = stream.read()
        except OSError:
            return None
        return data if _digest(data) == digest else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
