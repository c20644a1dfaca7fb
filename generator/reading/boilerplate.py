"""Lines of a page that are not part of its article."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct

from generator.resources import lexicon_data

_LONGEST = 60

# From this length on a line with a full stop is a sentence of the article, unless the kind of
# boilerplate is one that speaks in sentences.
_SENTENCE = 18

# The spaces and the marks that decorate a line: 【相关阅读】 » ◆ ……
_RE_SPACE = re.compile(r"\s+")
_ORNAMENT = "【】[]<>()|·•*#-—=_~:;,.。!?>»▶►◆■□●○★☆→↓↑▲▼丨/ "

# f0f8a21f_副本.jpg   640 (4).png   图片1.jpeg   微信图片_2024.mp4
_RE_FILE = re.compile(
    r"[^。,]{0,80}\.(?:jpe?g|png|gif|bmp|webp|svg|mp4|avi|docx?|pdf|xlsx?|pptx?|zip|rar)",
    re.IGNORECASE,
)

# A photo counter, a page number, a row of them: 4   3/12   1 2 3 4   第1页   PART 01
_RE_COUNTER = re.compile(
    r"第?\s?\d{1,12}\s?页?(?:\s?(?:[/|,]\s?|(?<!\d))\d{1,12}){0,12}|\d{1,2}:\d{2}(?:\s*/\s*\d{1,2}:\d{2})?|(?:PART|Part|NO|No)[.\s]{0,2}\d{1,2}"
)

# 首页 > 要闻 > 园区   人民网>>湖南频道>>市州   首页 » 资讯
_RE_BREADCRUMB = re.compile(r"[^。,!?>»›→]{1,24}(?:(?:>>|>|»|›|→)[^。,!?>»›→]{1,42}){1,6}>?")

# A line of nothing but marks: ------  ◆ ◆ ◆  END
_RE_RULE = re.compile(r"[\W_]*+(?:(?:END|end|The End)[\W_]*+)?")


class Noise(StrEnum):
    """What sort of boilerplate a line is."""

    LINE = "line"
    """This line only."""
    RELATED = "related"
    """From here on short lines are links."""
    CLOSING = "closing"
    """From here on there are only notices."""


class _Entry(Struct, frozen=True):
    whole: frozenset[str]
    pattern: re.Pattern[str] | None
    longest: int
    noise: Noise
    prose: bool
    """Whether whole sentences may be boilerplate of this kind."""

    def catches(self, squeezed: str, bare: str) -> bool:
        if bare in self.whole:
            return True
        if self.pattern is None or len(squeezed) > self.longest:
            return False
        if "。" in squeezed and len(squeezed) > _SENTENCE and not self.prose:
            return False
        return self.pattern.match(squeezed) is not None


class Boilerplate(Struct, frozen=True):
    """The lexicon of boilerplate lines (``lexicons/boilerplate.yml``)."""

    entries: tuple[_Entry, ...]

    @classmethod
    @cache
    def load(cls) -> Boilerplate:
        """The shipped lexicon."""
        return cls(tuple(_entry(row) for row in lexicon_data("boilerplate")))

    def noise(self, line: str) -> Noise | None:
        """What sort of boilerplate a cleaned line is; None when it may belong to the article."""
        squeezed = _RE_SPACE.sub("", line)
        bare = squeezed.strip(_ORNAMENT)
        if any(p.fullmatch(line) for p in (_RE_FILE, _RE_COUNTER, _RE_BREADCRUMB, _RE_RULE)):
            return Noise.LINE
        return next((e.noise for e in self.entries if e.catches(squeezed, bare)), None)


def _entry(row: dict[str, Any]) -> _Entry:
    def words(key: str) -> str:
        return "|".join(re.escape(str(word)) for word in row.get(key, ()))

    colon = "[^。]{0,6}?[:/|]" if row.get("needs_colon") else ""
    front = f".{{0,{row.get('longest', _LONGEST)}}}"
    parts = []
    if row.get("starts"):
        parts.append(f"(?:{words('starts')}){colon}")
    if row.get("ends"):
        parts.append(f"{front}(?:{words('ends')})$")
    if row.get("has"):
        parts.append(f"{front}(?:{words('has')})")
    noise = (
        Noise.CLOSING if row.get("closes") else Noise.RELATED if row.get("related") else Noise.LINE
    )
    whole = frozenset(str(word).strip(_ORNAMENT) for word in row.get("is", ()))
    pattern = re.compile("|".join(parts)) if parts else None
    return _Entry(whole, pattern, row.get("longest", _LONGEST), noise, row.get("prose", False))
