"""The entries of parks.yml and themes.yml, checked; pydantic takes long to load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator

from generator.errors import BadRegistry
from generator.model.subject import Mapping, Park, Theme
from generator.reading.cleaning import visible
from generator.reading.fields import Names, Shown
from generator.reading.rows import Name, StrictEntry, checked, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_RE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")

Items = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: tuple(visible(str(item)) for item in value or ())),
]


class ParkEntry(StrictEntry):
    """One entry of parks.yml."""

    id: Name
    name: Name
    aliases: Names = ()
    level: Shown = ""
    place: Shown = ""
    parent: str | None = None

    def park(self) -> Park:
        """The entry as a noun of the model."""
        return Park(self.id, self.name, self.aliases, self.level, self.place, self.parent)


class MappingEntry(StrictEntry):
    """What a theme corresponds to in one framework."""

    framework: Name
    items: Items = ()
    unsure: Items = ()


class ThemeEntry(StrictEntry):
    """One entry of themes.yml."""

    id: Name
    name: Name
    question: Name
    covers: Names = ()
    mappings: tuple[MappingEntry, ...] = ()

    def theme(self) -> Theme:
        """The entry as a noun of the model."""
        mappings = tuple(Mapping(m.framework, m.items, m.unsure) for m in self.mappings)
        return Theme(self.id, self.name, self.question, self.covers, mappings)


def parks_of(path: Path, text: str) -> tuple[str, tuple[Park, ...]]:
    """The title and the parks of a text that stands in a file.

    Raises:
        BadRegistry: It is not valid YAML, or an entry is wrong, doubled or refers to nothing.
    """
    title, rows = read_rows(path, "parks", text)
    entries = [(checked(ParkEntry, row, path), row.line) for row in rows]
    _check_ids(((entry.id, line) for entry, line in entries), path)
    _check_names(entries, path)
    _check_parents(entries, path)
    return title, tuple(entry.park() for entry, _ in entries)


def themes_of(path: Path, text: str) -> tuple[str, tuple[Theme, ...]]:
    """The title and the themes of a text that stands in a file.

    Raises:
        BadRegistry: It is not valid YAML, or an entry is wrong or doubled, or there is none.
    """
    title, rows = read_rows(path, "themes", text)
    entries = [(checked(ThemeEntry, row, path), row.line) for row in rows]
    _check_ids(((entry.id, line) for entry, line in entries), path)
    if not entries:
        raise BadRegistry(path, "没有主题", "请写入至少一个主题，或删去此文件以使用内置的十个主题")
    return title, tuple(entry.theme() for entry, _ in entries)


def _check_ids(ids: Iterable[tuple[str, int]], path: Path) -> None:
    seen: dict[str, int] = {}
    for id_, line in ids:
        if not _RE_ID.match(id_):
            raise BadRegistry(path, f"编号“{id_}”无效", "只能用小写字母、数字和连字符", line)
        if id_ in seen:
            raise BadRegistry(path, f"编号“{id_}”与第 {seen[id_]} 行重复", "请改成不同的编号", line)
        seen[id_] = line


def _check_names(entries: list[tuple[ParkEntry, int]], path: Path) -> None:
    seen: dict[str, int] = {}
    for entry, line in entries:
        for name in dict.fromkeys((entry.name, *entry.aliases)):
            if name in seen:
                raise BadRegistry(
                    path, f"名称“{name}”与第 {seen[name]} 行重复", "一个名称只能属于一个园区", line
                )
            seen[name] = line


def _check_parents(entries: list[tuple[ParkEntry, int]], path: Path) -> None:
    parents = {entry.id: entry.parent for entry, _ in entries}
    for entry, line in entries:
        if entry.parent is not None and entry.parent not in parents:
            raise BadRegistry(
                path, f"上级“{entry.parent}”不在此文件中", "请先写入上级，或删去 parent", line
            )
        above, seen = entry.parent, {entry.id}
        while above is not None:
            if above in seen:
                raise BadRegistry(path, f"“{entry.id}”的上级绕成了圈", "请改正 parent", line)
            seen.add(above)
            above = parents[above]
