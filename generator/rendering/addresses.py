"""Where pages lie and how they link to each other.

Links are relative and end in ``.md``, so that MkDocs checks every one of them; anchors are ours
and stable, never made from a heading's words.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from generator.model.filename import DEVICES
from generator.rendering.escaping import inert, raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import FactRecord, MeasureRecord, Source
    from generator.model.comparison import Indicator
    from generator.model.subject import Park, Theme

HOME = "index.md"
PARKS = "parks/index.md"
THEMES = "themes/index.md"
SOURCES = "sources/index.md"
MEASURES = "measures/index.md"
INDICATORS = "indicators/index.md"
CASES = "cases/index.md"
FACTS = "facts.md"
METHOD = "method.md"
QUALITY = "quality.md"
TIMELINE = "timeline.md"
VOICES = "voices.md"
GLOSSARY = "glossary.md"
COMPARE = "compare.md"
NEWS = "news.md"
CORRECTIONS = "corrections.md"
DATA = "data.md"
DATA_FOLDER = "data"
"""The folder of the data files, beside the pages."""

# A name that can stand in an address as it is: "a-001", "yichun_2024"
_RE_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_RESERVED = DEVICES | {"index", "readme"}


_MOST_KEPT = 1 << 15


@lru_cache(_MOST_KEPT)
def slug(name: str) -> str:
    """A file name for ``name``: itself if safe on every file system, else a hash of it."""
    if _RE_SLUG.fullmatch(name) and name not in _RESERVED:
        return name
    return "x-" + hashlib.sha256(name.encode()).hexdigest()[:10]


def park_page(park: Park) -> str:
    """The park's page, relative to the folder of pages (as all of these)."""
    return f"parks/{slug(park.id)}.md"


def theme_page(theme: Theme) -> str:
    """The theme's page."""
    return f"themes/{slug(theme.id)}.md"


def source_page(article: Article) -> str:
    """The page of an article."""
    return f"sources/{slug(article.id)}.md"


def quotes_page(number: int) -> str:
    """A page of quotations of several articles, where articles have no pages of their own."""
    return f"quotes/{number}.md"


def article_anchor(article: Article) -> str:
    """Where an article begins on a page of quotations."""
    return f"s-{slug(article.id)}"


def reference_file(article: Article, ending: str) -> str:
    """The article's file for reference managers, beside its page."""
    return f"{reference_stem(article)}.{ending}"


def reference_stem(article: Article) -> str:
    """The address of the files for reference managers without their ending."""
    return source_page(article).removesuffix(".md")


def measure_page(measure: MeasureRecord) -> str:
    """The measure's page."""
    return f"measures/{slug(measure.id)}.md"


def indicator_page(indicator: Indicator) -> str:
    """The indicator's page."""
    return f"indicators/{slug(indicator.id)}.md"


def case_page(park: Park, theme: Theme) -> str:
    """The page of one park under one theme."""
    return f"cases/{slug(park.id)}-{slug(theme.id)}.md"


def link(text: object, href: str, *, css: str = "", title: str = "", anchor: str = "") -> Markup:
    """A Markdown link; ``text`` and ``title`` are made inert, the rest must be of our making."""
    written = f"[{inert(text)}]({href})"
    return raw(written + attributes(css, title, anchor) if css or anchor or title else written)


def attributes(css: str, title: str = "", anchor: str = "") -> str:
    """What follows a link: ``{ .cb-figure #f-1 title="…" }``."""
    names = [f".{name}" for name in css.split()] + ([f"#{anchor}"] if anchor else [])
    named = f' title="{inert(title)}"' if title else ""
    return f"{{ {' '.join(names)}{named} }}"


class Place(Struct, frozen=True):
    """The page that links are written on.

    Attributes:
        path: Relative to the folder of pages.
        quotes: The page that quotes an article, by its id; None where each has its own page.
        shown: What the pages of a book show alike, worked out once; no content of its own.
    """

    path: str
    quotes: Mapping[str, str] | None = None
    shown: dict[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.path)

    def on(self, path: str) -> Place:
        """Another page of the same casebook."""
        return Place(path, self.quotes, self.shown)

    def to(self, path: str, anchor: str = "") -> str:
        """The relative address of another page (or of a place on this one)."""
        if path == self.path and anchor:
            return f"#{anchor}"
        relative = _relative(path, self.path)
        return f"{relative}#{anchor}" if anchor else relative

    def park(self, park: Park) -> Markup:
        """A link to a park, by its name."""
        return link(park.name, self.to(park_page(park)))

    def theme(self, theme: Theme) -> Markup:
        """A link to a theme, by its name."""
        return link(theme.name, self.to(theme_page(theme)))

    def measure(self, measure: MeasureRecord) -> Markup:
        """A link to a measure, by its name."""
        return link(measure.name, self.to(measure_page(measure)))

    def indicator(self, indicator: Indicator) -> Markup:
        """A link to an indicator, by its name."""
        return link(indicator.name, self.to(indicator_page(indicator)))

    def source(self, source: Source) -> Markup:
        """A link to an article, by its number: ``[3]``."""
        return link(f"[{source.number}]", self.article(source.article), css="cb-source")

    def article(self, article: Article) -> str:
        """The address of an article: its own page, or its place among quotations."""
        if self.quotes is None:
            return self.to(source_page(article))
        return self.to(self.quotes[article.id], article_anchor(article))

    def fact(self, record: FactRecord) -> str:
        """The address of a fact: its line in the ledger of its source, or among quotations."""
        if self.quotes is None:
            return self.to(source_page(record.article), record.id)
        return self.to(self.quotes[record.article.id], record.id)


@lru_cache(_MOST_KEPT)
def _relative(path: str, page: str) -> str:
    """The way from a page to another file; the library would ask where this process runs."""
    *folders, name = path.split("/")
    own = page.split("/")[:-1]
    shared = 0
    while shared < min(len(own), len(folders)) and own[shared] == folders[shared]:
        shared += 1
    return "/".join([*[".."] * (len(own) - shared), *folders[shared:], name])


# What an id, a class or an address of ours may consist of
_RE_PLAIN = re.compile(r"[A-Za-z0-9_./#-]*(?: [A-Za-z0-9_-]+)*")


def plain(text: str) -> Markup:
    """An id, class or address of our own making for use inside a tag.

    Raises:
        ValueError: It holds a character that none of ours has.
    """
    if not _RE_PLAIN.fullmatch(text):
        message = f"not an id, class or address of ours: {text!r}"
        raise ValueError(message)
    return raw(text)
