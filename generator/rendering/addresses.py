"""Where pages lie and how they link to each other.

Links are relative and end in ``.md``, so that MkDocs checks every one of them; anchors are ours
and stable, never made from a heading's words.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field

from generator.model.filename import DEVICES
from generator.rendering.escaping import inert, raw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import FactRecord, MeasureRecord, Source
    from generator.model.comparison import Indicator
    from generator.model.subject import Park, Theme

K = TypeVar("K")
V = TypeVar("V")

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


_MOST_ALIKE = 1 << 11
"""Things of a kind that are kept for other pages."""
_MOST_FOLDERS = 32
_APART = ("sources/", "quotes/")
"""Where the words stand that figures lead to: by other ways from there, even to the page itself."""


class Cited(Struct):
    """What pages as far below the first one show alike, worked out once: figures lead up and to their words.

    Attributes:
        figures: By the fact's id, with the fact itself, since a corrected fact keeps its id; plain,
            and behind what it measures.
        rows: The same for rows of tables.
        quoted: Quotations by the ids of their facts, with the facts.
        attributed: By the article's id, with its source.
        numbers: Links to articles, by the article's id and the number shown.
    """

    figures: dict[str, tuple[FactRecord, Markup, Markup]] = field(default_factory=dict)
    rows: dict[str, tuple[FactRecord, tuple[tuple[object, ...], str, str]]] = field(
        default_factory=dict
    )
    quoted: dict[tuple[str, ...], tuple[Sequence[FactRecord], Any]] = field(default_factory=dict)
    attributed: dict[str, tuple[Source, Markup]] = field(default_factory=dict)
    numbers: dict[tuple[str, int], Markup] = field(default_factory=dict)


def remembered(found: dict[K, V], key: K, value: V) -> V:
    """The value, kept for the next page; so many are kept that memory stays as it is."""
    if len(found) >= _MOST_ALIKE:
        found.clear()
    found[key] = value
    return value


class Shown(Struct):
    """What the pages of a book show alike; it has no content of its own.

    Attributes:
        figures: What all of them show of a figure, by the fact's id.
        cited: What those show that are as far below the first one, by how far.
        links: Links of the pages of a folder, by their address and name.
    """

    figures: dict[str, Any] = field(default_factory=dict)
    cited: dict[int, Cited] = field(default_factory=dict)
    links: dict[str, dict[tuple[str, str], Markup]] = field(default_factory=dict)

    def links_in(self, folder: str) -> dict[tuple[str, str], Markup]:
        """The links of a folder's pages so far."""
        if folder not in self.links and len(self.links) >= _MOST_FOLDERS:
            self.links.clear()
        return self.links.setdefault(folder, {})


class Place(Struct, frozen=True):
    """The page that links are written on.

    Attributes:
        path: Relative to the folder of pages.
        quotes: The page that quotes an article, by its id; None where each has its own page.
        shown: What the pages of a book show alike.
        cited: What pages as far below the first one show alike.
        links: Those of its folder.
    """

    path: str
    quotes: Mapping[str, str] | None = None
    shown: Shown = field(default_factory=Shown)
    cited: Cited = field(default_factory=Cited)
    links: dict[tuple[str, str], Markup] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, quotes: Mapping[str, str] | None, shown: Shown) -> Place:
        """A page of a book."""
        if path.startswith(_APART):
            return cls(path, quotes, shown)
        cited = shown.cited.setdefault(path.count("/"), Cited())
        return cls(path, quotes, shown, cited, shown.links_in(path.rpartition("/")[0]))

    def __hash__(self) -> int:
        return hash(self.path)

    def on(self, path: str) -> Place:
        """Another page of the same casebook."""
        return Place.of(path, self.quotes, self.shown)

    def to(self, path: str, anchor: str = "") -> str:
        """The relative address of another page (or of a place on this one)."""
        if path == self.path and anchor:
            return f"#{anchor}"
        relative = _relative(path, self.path)
        return f"{relative}#{anchor}" if anchor else relative

    def park(self, park: Park) -> Markup:
        """A link to a park, by its name."""
        return self._link(park.name, park_page(park))

    def theme(self, theme: Theme) -> Markup:
        """A link to a theme, by its name."""
        return self._link(theme.name, theme_page(theme))

    def measure(self, measure: MeasureRecord) -> Markup:
        """A link to a measure, by its name."""
        return self._link(measure.name, measure_page(measure))

    def indicator(self, indicator: Indicator) -> Markup:
        """A link to an indicator, by its name."""
        return self._link(indicator.name, indicator_page(indicator))

    def _link(self, name: str, page: str) -> Markup:
        made = self.links.get((page, name))
        return made or remembered(self.links, (page, name), link(name, self.to(page)))

    def source(self, source: Source) -> Markup:
        """A link to an article, by its number: ``[3]``."""
        numbers, key = self.cited.numbers, (source.article.id, source.number)
        made = numbers.get(key)
        return made or remembered(
            numbers, key, link(f"[{source.number}]", self.article(source.article), css="cb-source")
        )

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
