r"""Text files that hold a row of a database or a piece of markup instead of an article's words.

People export articles from a site's own database: ``INSERT INTO … VALUES (12, '标题', '<p>…')``,
``{"title": "…", "body": "<div>…"}``, or a bare ``<p>…</p>``. The string values are the article.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from generator.reading.dates import RE_DATE
from generator.reading.labels import Labels
from generator.reading.source import Hints, Mark, Source, source_of
from generator.reading.webpage import read_fragment, read_page

# <p>  <br/>  </div>  <span style=…>
_RE_TAG = re.compile(
    r"</?(?:p|div|br|span|td|section|h[1-6]|strong|li)\b[^<>]{0,2000}>", re.IGNORECASE
)
_MIN_TAGS = 2
_RE_PAGE = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)

# How a row or an object of data begins.
_RE_RECORD = re.compile(
    r"""\s*(?:INSERT\s+INTO\b|REPLACE\s+INTO\b|"[\w-]+"\s*:|[\w$]+\s*[:=]\s*["'`\[{]|[\[{]\s*["'{\[])""",
    re.IGNORECASE,
)

# 'it\'s'   "…"   `…`, each with the name before it, if any:  "title": "…"
_RE_STRING = re.compile(
    r"""(?:["']?(?P<name>[A-Za-z_]\w{0,30})["']?\s*[:=]\s*)?"""
    r"""(?:'(?P<single>(?:[^'\\]|\\.|'')*)(?:'|\Z)|"(?P<double>(?:[^"\\]|\\.)*)(?:"|\Z)|`(?P<back>[^`]*)`)""",
    re.DOTALL,
)
_RE_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<char>.))", re.DOTALL)
# "pubtime": 1478677522000, seconds or milliseconds since 1970
_RE_STAMP = re.compile(
    r"""["']?(?:pub_?time|publish_?time|pub_?date|publish_?date)["']?\s*:\s*(?P<seconds>1\d{9})(?:\d{3})?\b""",
    re.IGNORECASE,
)
_CHINA = dt.timezone(dt.timedelta(hours=8))

_ESCAPES = {"n": "\n", "r": "", "t": " ", "0": ""}
_RE_HAN = re.compile(r"[\u4e00-\u9fff]")

_LONG = 60
_TITLE = range(4, 71)
_TITLE_NAMES = frozenset({"title", "headline", "subject", "name"})
_SOURCE_NAMES = frozenset({"source", "publisher", "media", "origin", "from"})


class _Value(Struct, frozen=True):
    name: str
    text: str

    @property
    def is_long(self) -> bool:
        return len(self.text) >= _LONG or _RE_TAG.search(self.text) is not None


def read_embedded(text: str) -> Source | None:
    """The article in a text file that holds data or markup; None when it holds plain words."""
    if _RE_RECORD.match(text):
        values = [v for m in _RE_STRING.finditer(text) if (v := _value(m)).text.strip()]
        if any(value.is_long and _RE_HAN.search(value.text) for value in values):
            return _record(values, _stamp(text))
    if _RE_PAGE.search(text[:4000]):
        return read_page(text)
    if len(_RE_TAG.findall(text)) < _MIN_TAGS:
        return None
    page = read_page(text)
    return page if page.raw else None


def _value(match: re.Match[str]) -> _Value:
    written = (
        match["single"] if match["single"] is not None else match["double"] or match["back"] or ""
    )
    if match["single"] is not None:
        written = written.replace("''", "'")
    return _Value((match["name"] or "").lower(), _RE_ESCAPE.sub(_unescaped, written))


def _unescaped(match: re.Match[str]) -> str:
    if match["code"]:
        return chr(int(match["code"], 16))
    return _ESCAPES.get(match["char"], match["char"])


def _record(values: list[_Value], stamp: str) -> Source:
    """Long values are the text; what the short ones are is told by their names or their form."""
    bodies = [value for value in values if value.is_long and _RE_HAN.search(value.text)]
    lines = [line for body in bodies for line in _lines(body.text)]
    short = [value for value in values if not value.is_long]
    hints = Hints(
        title=_title(values, bodies[0]),
        publisher=_named(short, _SOURCE_NAMES) or _media(short),
        authors=_authors(short),
        date=stamp or next((v.text for v in short if RE_DATE.match(v.text)), ""),
        inferred=not stamp,
    )
    return source_of(lines, hints)


def _lines(text: str) -> list[tuple[str, Mark]]:
    if _RE_TAG.search(text):
        return read_fragment(text.replace("\n", "<br>") if "<p" not in text.lower() else text)
    return [(line, Mark.NONE) for line in text.split("\n")]


def _title(values: list[_Value], body: _Value) -> str:
    named = _named([v for v in values if len(_plain(v.text)) in _TITLE], _TITLE_NAMES)
    above = values[: values.index(body)]
    first = (_plain(v.text) for v in above if _RE_HAN.search(v.text) and "。" not in v.text)
    return named or next((text for text in first if len(text) in _TITLE), "")


def _plain(text: str) -> str:
    return re.sub(r"<[^<>]*>", "", text).strip()


def _named(values: list[_Value], names: frozenset[str]) -> str:
    return next((_plain(v.text) for v in values if v.name in names and _RE_HAN.search(v.text)), "")


def _media(values: list[_Value]) -> str:
    """The short value that is the name of a paper or site."""
    ends = ("日报", "晚报", "网", "新华社", "资讯", "时报", "在线", "电视台", "发布", "客户端")
    labels = Labels.load()
    texts = (v.text.strip() for v in values)
    return next((text for text in texts if labels.is_media(text) and text.endswith(ends)), "")


def _authors(values: list[_Value]) -> tuple[str, ...]:
    labels = Labels.load()
    found = (labels.only_people(v.text) for v in values if len(v.text) <= _LONG and " " in v.text)
    return next((people for people in found if people), ())


def _stamp(text: str) -> str:
    """The day of a time stamp that is called a publication time."""
    match = _RE_STAMP.search(text)
    return (
        dt.datetime.fromtimestamp(int(match["seconds"]), _CHINA).date().isoformat() if match else ""
    )
