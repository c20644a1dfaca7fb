"""Making words of others inert: shown as text, whatever they contain.

Titles, names and quotes come from articles and registries. They are printed into Markdown that
also holds HTML, so one escaper must disarm both, and the extensions of Python-Markdown besides.
It writes every ASCII mark that could mean anything as a numeric character reference, which
Markdown passes through unread and a browser shows as the mark itself. The same form is right in
running text, in table cells, in link texts and in attribute values.

What belongs here: the one function that may call ``Markup`` on words that are not a literal.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from markupsafe import Markup

# Every ASCII mark but "," ";" "%": "*", "<", "1. "
_RE_ARMED = re.compile(r"[!-$&-+\--/:<-@\[-`{-~]")

# Around a mark: a dot between digits and a hyphen inside a word are harmless. "99.99%" and
# "2024-05" stay legible in the Markdown, "1. ", "www." and "--8<--" do not.
_RE_HARMLESS = re.compile(r"(?<=[0-9])\.(?=[0-9])|(?<=[0-9A-Za-z])-(?=[0-9A-Za-z])")

# Two or more blanks, line ends and tabs are one blank: "    code" -> " code"
_RE_BLANKS = re.compile(r"\s+")

_FULL_WIDTH = str.maketrans(
    {"<": "＜", ">": "＞", "&": "＆", '"': "”", "\\": "＼", "{": "｛", "}": "｝"}
)
_CONTROL = ("Cc", "Cf", "Cs", "Co")

_MOST_KEPT = 1 << 15
"""Texts whose inert form is kept: names, labels and units come back on every page."""


def raw(text: str) -> Markup:
    """Markdown of our own making, as it is. Never call it with words of others."""
    return str.__new__(Markup, text)  # the one place; see the module's docstring


NOTHING = raw("")


def legible(text: str) -> str:
    """``text`` on one line, without control characters, directional overrides and the like."""
    if text.isprintable() and "  " not in text:  # nothing of the kind, as in nearly every text
        return text
    flat = _RE_BLANKS.sub(" ", text)
    return "".join(c for c in flat if unicodedata.category(c) not in _CONTROL)


def inert(value: object) -> Markup:
    """``value`` as Markdown that shows exactly its characters.

    ``Markup`` passes unchanged: it is Markdown that was made on purpose. None shows nothing.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        return _disarmed(value)
    if isinstance(value, Markup):
        return value
    return NOTHING if value is None else _disarmed(str(value))


@lru_cache(_MOST_KEPT)
def _disarmed(text: str) -> Markup:
    return raw(_RE_ARMED.sub(_reference, legible(text)))


def _reference(match: re.Match[str]) -> str:
    mark = match.group()
    if mark in ".-" and _RE_HARMLESS.match(match.string, match.start()):
        return mark
    return f"&#{ord(mark)};"


def joined(*pieces: object, separator: str = "") -> Markup:
    """The pieces one after the other, each inert. Use it instead of ``+``."""
    shown = [piece if type(piece) is Markup else inert(piece) for piece in pieces]
    return raw(str.join(separator, shown))  # that of Markup would escape what is inert already


def metadata(text: str) -> str:
    """A YAML scalar for the front matter of a page, made of ``headline(text)``."""
    return json.dumps(headline(text), ensure_ascii=False)


def headline(text: str) -> str:
    """``text`` as the title of a page or of the site.

    Themes print titles into HTML without escaping them and through filters that undo entities,
    so the marks that HTML knows are replaced by their full-width look-alikes here.
    """
    return legible(text).strip().translate(_FULL_WIDTH)


def web_address(url: str | None) -> str | None:
    """``url`` for use inside a Markdown link, or None when it is no http(s) address."""
    if not url:
        return None
    try:
        parts = urlsplit(legible(url).strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(parts.geturl(), safe=":/?#@!$&+,;=%~.-_")
