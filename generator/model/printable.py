"""Words of others on a line of a terminal or in a record: nothing in them that acts or hides."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def printable(text: str) -> str:
    r"""``text`` with escapes for what nobody sees: ``右\u202e左.md``, ``\udcff.md``.

    That is: control characters, marks that turn the writing around, line ends, and bytes of file
    names that are no text.
    """
    if text.isprintable():
        return text
    return "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN:
        return char
    return char.encode("unicode_escape").decode("ascii")
