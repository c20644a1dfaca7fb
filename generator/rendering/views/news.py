"""What is new since the last build, and the log of editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.changes import ChangeKind
from generator.rendering import addresses, wording
from generator.rendering.addresses import Place, link
from generator.rendering.escaping import inert, joined, raw
from generator.rendering.evidence import figure_and_reading
from generator.rendering.labels import CHANGES, UNSTATED
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import chinese
from generator.rendering.views.head import Head

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from generator.model.changes import Edition, FactChange, FactState, History
    from generator.rendering.book import Book

_MOST = 200


class NewsView(Struct, frozen=True):
    """Context of ``news.md.j2``."""

    head: Head
    summary: str
    groups: tuple[tuple[str, str, Table | None], ...]
    """Anchor, heading and table of the facts added, changed and withdrawn."""
    editions: Table | None


def news_view(book: Book, history: History | None) -> NewsView:
    """The newest edition's changes, then every edition in a line."""
    place = book.place(addresses.NEWS)
    editions = history.editions if history else ()
    groups = [_group(book, place, editions[0], kind) for kind in ChangeKind] if editions else []
    return NewsView(
        Head("更新", "和上一版相比，新增、变动和撤下了哪些事实。"),
        _summary(editions),
        tuple(group for group in groups if group[2]),
        table("editions", "各版一览，新的在前", _COLUMNS, (_edition(e) for e in editions)),
    )


_COLUMNS = ("数据版本", "数据截至", "事实", "新增", "变动", "撤下")


def _summary(editions: tuple[Edition, ...]) -> str:
    if not editions:
        return "还没有版本记录。"
    newest = editions[0]
    opening = f"现在的数据版本是 {newest.version}，数据截至{_as_of(newest)}，共{newest.facts}条事实"
    if len(editions) == 1:
        return f"{opening}。这是第一版，没有可以对照的上一版。"
    counts = "、".join(f"{CHANGES[kind]}{len(newest.of(kind))}条" for kind in ChangeKind)
    return f"{opening}。和上一版（{editions[1].version}）相比，{counts}。"


def _as_of(edition: Edition) -> str:
    return wording.day(edition.as_of) if edition.as_of else "不详"


def _edition(edition: Edition) -> tuple[tuple[object, ...], str, str]:
    counts = (f"{len(edition.of(kind))}条" for kind in ChangeKind)
    return row(edition.version, _as_of(edition), f"{edition.facts}条", *counts)


def _group(
    book: Book, place: Place, edition: Edition, kind: ChangeKind
) -> tuple[str, str, Table | None]:
    found = edition.of(kind)
    name = f"{CHANGES[kind]}的事实"
    rest = f"，以下是前{_MOST}条" if len(found) > _MOST else ""
    made = table(
        f"news-{kind.value}-list",
        f"{name}：{len(found)}条{rest}",
        ("指标", "园区", *_values(kind), "出处"),
        _rows(book, place, found[:_MOST]),
    )
    return f"news-{kind.value}", name, made


def _values(kind: ChangeKind) -> tuple[str, ...]:
    return ("原来", "现在") if kind is ChangeKind.CHANGED else ("数值",)


def _rows(
    book: Book, place: Place, found: Iterable[FactChange]
) -> Iterable[tuple[tuple[object, ...], str, str]]:
    for change in found:
        before, after = change.before, change.after
        if before and after:
            values = [_told(book, place, before, after), _told(book, place, after, before)]
        else:
            values = [_value(book, place, change.state)]
        state = change.state
        yield row(state.indicator, state.park or UNSTATED, *values, _source(book, place, state))


def _told(book: Book, place: Place, state: FactState, other: FactState) -> Markup:
    """The figure, and of everything else what the other state has otherwise."""
    told: list[object] = [_value(book, place, state)]
    if state.surface == other.surface and state.value != other.value:
        told[0] = f"{chinese(state.surface)}（读作{state.value}）"
    for name, mine, its in (
        ("指标", state.indicator, other.indicator),
        ("园区", state.park or UNSTATED, other.park or UNSTATED),
        ("主题", _theme(book, state), _theme(book, other)),
        ("期间", state.period or UNSTATED, other.period or UNSTATED),
    ):
        told += [f"{name}：{mine}"] if mine != its else []
    return joined(*told, separator=raw("<br>"))


def _theme(book: Book, state: FactState) -> str:
    theme = book.themes_by_id.get(state.theme)
    return theme.name if theme else state.theme


def _value(book: Book, place: Place, state: FactState) -> Markup:
    """The figure, linked where the casebook still has exactly it."""
    record = book.by_id.get(state.id)
    if record and record.fact.surface.text == state.surface:
        return figure_and_reading(place, record)
    return inert(chinese(state.surface))


def _source(book: Book, place: Place, state: FactState) -> Markup:
    source = book.sources.get(state.article)
    if source is None:
        return inert(f"{state.article}（已不在案例集）")
    return link(f"[{source.number}]", place.article(source.article))
