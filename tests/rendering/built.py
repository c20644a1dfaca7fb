"""The sample casebook rendered once, and its pages as a browser would get them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

import markdown

from generator.rendering.pages import Rendering, render
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.hostile import hostile as hostile_article

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
]


@cache
def rendering(*, hostile: bool = False, full_text: bool = False) -> Rendering:
    extra = [hostile_article()] if hostile else []
    return render(sample.casebook(*extra), templates=templates_dir(), full_text=full_text)


def page(path: str, *, hostile: bool = False, full_text: bool = False) -> str:
    pages = rendering(hostile=hostile, full_text=full_text).pages
    return next(p.text for p in pages if p.path == path)


@dataclass
class Seen(HTMLParser):
    """Ids, links, images, tags and words of a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    scripts: list[dict[str, str | None]] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(found)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "script":
            self.scripts.append(found)
        if tag == "img":
            self.images.append(found)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # what stands in a script is nothing that a reader sees
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


@cache
def seen(path: str, *, hostile: bool = False, full_text: bool = False) -> Seen:
    text = page(path, hostile=hostile, full_text=full_text)
    body = text.split("\n---\n", maxsplit=1)[1]
    parser = Seen()
    parser.feed(markdown.markdown(body, extensions=EXTENSIONS))
    return parser
