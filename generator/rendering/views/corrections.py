"""What people decided about the machine's readings: labels for facts, and the log of corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.decision import Action
from generator.model.fact import Basis, Direction, Role, Statistic, Status
from generator.model.quantity import Bound
from generator.rendering import addresses, wording
from generator.rendering.escaping import joined, raw
from generator.rendering.evidence import figure
from generator.rendering.labels import (
    ACTIONS,
    BASES,
    BOUNDS,
    DIRECTIONS,
    EXACT,
    FIELDS,
    ROLES,
    STATISTICS,
    STATUSES,
)
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import chinese
from generator.rendering.views.head import Head
from generator.rendering.views.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.casebook import FactRecord
    from generator.model.decision import Change
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book


class CorrectionsView(Struct, frozen=True):
    """Context of ``corrections.md.j2``."""

    head: Head
    summary: str
    groups: tuple[tuple[str, str, Table | None], ...]
    """Anchor, heading and table of the facts of one kind of decision."""


def corrections_view(book: Book) -> CorrectionsView:
    """Every decision that was carried out, by its kind; those who changed something first."""
    place = book.place(addresses.CORRECTIONS)
    order = (Action.CORRECT, Action.WITHDRAW, Action.ADD, Action.CONFIRM)
    shelf = Shelf(place, "更正记录")
    groups = [(f"a-{a.value}", ACTIONS[a], _group(book, shelf, a)) for a in order]
    about = "人工复核的结果：更正、撤回、补充和确认了哪些事实，为什么。"
    return CorrectionsView(
        Head("更正记录", about, volumes=shelf.volumes),
        _summary(book.casebook.facts),
        tuple(group for group in groups if group[2]),
    )


def _summary(records: Sequence[FactRecord]) -> str:
    counts = (
        f"{STATUSES[status]}{sum(r.fact.status is status for r in records)}条" for status in Status
    )
    return f"事实由程序提取，由人复核：{'，'.join(counts)}。"


def _group(book: Book, shelf: Shelf, action: Action) -> Table | None:
    found = [r for r in book.casebook.facts if r.decision and r.decision.action is action]
    id_, caption = f"a-{action.value}-list", f"{ACTIONS[action]}：{len(found)}条"

    def made(place: Place, records: Sequence[FactRecord]) -> Table | None:
        columns = ("数字", "指标", "园区", "出处", "改动和理由", "复核")
        return table(id_, caption, columns, (_row(book, place, r) for r in records))

    return shelf.table(id_, ACTIONS[action], found, made)


def _row(book: Book, place: Place, record: FactRecord) -> tuple[tuple[object, ...], str, str]:
    decision = record.decision
    return row(
        figure(place, record),
        record.fact.indicator,
        record.fact.park,
        place.source(book.source_of(record)),
        explanation(record) or "—",
        f"{decision.who}，{wording.day(decision.when)}" if decision else "—",
    )


def explanation(record: FactRecord) -> Markup | str:
    """What the machine read, what a person made of it and why; empty without a decision."""
    decision = record.decision
    if decision is None:
        return ""
    lines: list[object] = [_changed(change) for change in decision.changes]
    if decision.why:
        lines.append(f"理由：{chinese(decision.why)}")
    return joined(*lines, separator=raw("<br>"))


def _changed(change: Change) -> str:
    machine, person = (field_value(change.field, v) for v in (change.machine, change.person))
    return f"{FIELDS.get(change.field, change.field)}：程序读作“{machine}”，更正为“{person}”"


def field_value(field: str, value: str) -> str:
    """A field's value as readers know it: 现状 for ``level``."""
    if not value:
        return "（空）"
    names: dict[str, dict[str, str]] = {
        "role": {k.value: ROLES[k] for k in Role},
        "basis": {k.value: BASES[k] for k in Basis},
        "statistic": {k.value: STATISTICS[k] or "未说明" for k in Statistic},
        "bound": {k.value: BOUNDS[k] or EXACT for k in Bound},
        "direction": {k.value: DIRECTIONS[k] for k in Direction},
        "key": {"True": "是", "False": "否"},
    }
    return names.get(field, {}).get(value, value)
