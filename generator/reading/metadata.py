"""Who published an article, who wrote it, when: from labels, bylines and datelines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.reading.dates import RE_DATE, first_date, text_date, url_date
from generator.reading.labels import Labels
from generator.reading.publishers import (
    account_name,
    bare_source,
    dateline_publisher,
    masthead,
    signature,
    site_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model.article import Published
    from generator.reading.labels import Field
    from generator.reading.layout import Layout
    from generator.reading.source import Hints


class Metadata(Struct, frozen=True):
    """What could be read of an article besides its text."""

    title: str = ""
    publisher: str | None = None
    carrier: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: Published | None = None
    url: str | None = None


# 优化营商环境丨某区推出新举措: the column's name before the bar. (发布会实录丨某区…: what kind of
# text it is belongs to the headline)
_RE_COLUMN = re.compile(
    r"^(?![^丨|│︱]{0,8}(?:实录|访谈|专访|对话|直播|图解|解读|问答|答问|综述|快讯|通报)\s?[丨|│︱])"
    r"[^丨|│︱,。]{2,14}\s?[丨|│︱]\s?(?=.{8})"
)

# 【某区推出新举措】: how posts set their headline
_RE_FRAMED = re.compile(r"【([^【】]{6,})】")

# 某区推出新举措_某某网   某区推出新举措 - 要闻 - 某某网: the site's name behind it
# (某区推出新举措——某市观察: a double dash leads to the second half of the headline)
_RE_SITE = re.compile(r"\s?(?:[-_|–]{1,2}|(?<!—)—)\s?[^-_|–—,。“”]{2,16}$")

_RE_URL = re.compile(r"https?://[\w./?=&%#:~+,;@!$*-]{4,500}")

# 原创 王小明 某某发布
_RE_ORIGINAL = re.compile(r"原创\s(?P<who>\S{2,4})\s\S")

# 10:20   10:20:33
_RE_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")

# 来源:某某网作者:某某: the next label without a gap
_RE_RUN_ON = re.compile(r"(?:作者|记者|编辑|责编|责任编辑|发布时间|时间|日期|浏览|阅读|点击)[:]")

# So many characters at each end of the text may hold datelines and signatures.
_ENDS = 80


def clean_title(title: str, *, page: bool = False) -> str:
    """A headline without the column's name; on a page also without the site's."""
    title = _RE_COLUMN.sub("", title.strip())
    if framed := _RE_FRAMED.fullmatch(title):
        title = framed[1]
    if page:
        for _ in range(3):
            cut = _RE_SITE.sub("", title)
            site = title[len(cut) :].strip(" -_|–—")
            if cut == title or not (Labels.load().is_media(site) or len(site) <= 6):  # noqa: PLR2004
                break
            title = cut
    return title.strip()


def read_metadata(layout: Layout, hints: Hints, paragraphs: Sequence[str]) -> Metadata:
    """The metadata of an article whose lines are sorted out.

    A declaration of the format (``hints``) yields to a label that readers can see, because
    templates of sites declare themselves, not the source.
    """
    labels = Labels.load()
    fields = [field for line in layout.labels for field in labels.read(line)[0]]
    head = [labels.read(line)[1] for line in layout.labels]
    url = hints.url or _url(fields) or None
    labelled = _first(map(publisher_name, _values(fields, "publisher")))
    if hints.account and not labels.is_press(labelled):  # an office supplies, the account publishes
        labelled = ""
    account = account_name(layout.accounts)
    carrier = (
        hints.carrier
        or (hints.publisher if labelled else "")
        or _first(_values(fields, "carrier"))
        or site_name(layout.above, labels)
    )
    publisher = (
        labelled
        or hints.publisher
        or bare_source(tuple(_words(head)), labels)
        or dateline_publisher(paragraphs, labels)
        or account
        or masthead(layout.above)
        or signature(layout.signatures)
        or carrier
    )
    return Metadata(
        title=layout.title,
        publisher=publisher or None,
        carrier=carrier if carrier and carrier != publisher else None,
        authors=_authors(fields, layout, paragraphs, labels) or hints.authors,
        editors=_people(fields, "editors", labels),
        published=_published(fields, layout, hints, url, paragraphs),
        url=url,
    )


def _values(fields: Iterable[Field], name: str) -> Iterator[str]:
    return (field.value for field in fields if field.name == name and field.value)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def publisher_name(value: str) -> str:
    """The publisher in a labelled value: up to a date or a gap, without title marks."""
    value = _RE_RUN_ON.split(RE_DATE.split(value)[0])[0]
    name = value.strip(" 《》“”()[]|-·").split(" ")[0].strip(" 《》“”()[]|-·")
    return "" if name in Labels.load().nobody or len(name) < 2 or _RE_URL.match(name) else name  # noqa: PLR2004


def _words(rests: Iterable[str]) -> Iterator[str]:
    """The words of lines without dates and times."""
    for rest in rests:
        yield from RE_DATE.sub(" ", _RE_CLOCK.sub(" ", rest)).split()


def _people(fields: Sequence[Field], name: str, labels: Labels) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for value in _values(fields, name) for p in labels.named(value)))


def _authors(
    fields: Sequence[Field], layout: Layout, paragraphs: Sequence[str], labels: Labels
) -> tuple[str, ...]:
    """Label before byline before dateline before the last bracket of the text."""
    named = _people(fields, "authors", labels) or _behind_source(fields, labels)
    if named:
        return named
    lines = tuple(dict.fromkeys(p for line in layout.bylines for p in labels.byline_of(line)))
    if lines:
        return lines
    for text in paragraphs[:2]:
        match = labels.dateline.match(text)
        if match and match["names"] and (people := labels.people(match["names"])):
            return people
    for line in layout.labels:  # 原创 王小明 某某发布 2024年5月1日
        match = _RE_ORIGINAL.match(line)
        if match and (people := labels.only_people(match["who"])):
            return people
    closing = labels.closing.search(paragraphs[-1][-_ENDS:]) if paragraphs else None
    return labels.only_people(closing["names"]) if closing else ()


def _behind_source(fields: Sequence[Field], labels: Labels) -> tuple[str, ...]:
    """来源:某某日报 记者 王小明 通讯员 李红: authors behind the source, without a label."""
    for value in _values(fields, "publisher"):
        name, _, rest = value.partition(" ")
        if name and labels.roles.match(rest) and (people := labels.only_people(rest)):
            return people
    return ()


def _url(fields: Sequence[Field]) -> str:
    found = (_RE_URL.search(value) for value in _values(fields, "url"))
    return _first(match.group() for match in found if match)


def _published(
    fields: Sequence[Field],
    layout: Layout,
    hints: Hints,
    url: str | None,
    paragraphs: Sequence[str],
) -> Published | None:
    stated = (first_date(value) for value in _values(fields, "date"))
    lines = (first_date(line) for line in layout.labels)
    declared = first_date(hints.date)
    if declared and hints.inferred:
        declared = replace(declared, inferred=True)
    found = (*stated, *lines, declared, url_date(url))
    return next((day for day in found if day), None) or text_date("\n".join(paragraphs))
