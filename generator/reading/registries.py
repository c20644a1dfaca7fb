"""parks.yml and themes.yml: what is true of one casebook, edited by people who write no Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from generator.errors import BadRegistry
from generator.model.subject import Mapping, Park, Registry, Theme
from generator.reading.frontmatter import Names, field_problem
from generator.resources import lexicons_dir

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model.finding import Finding

PARKS, THEMES = "parks.yml", "themes.yml"

_RE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Items = Annotated[tuple[str, ...], BeforeValidator(lambda value: tuple(map(str, value or ())))]


Entry = TypeVar("Entry", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ParkEntry(_Strict):
    """One entry of parks.yml."""

    id: Name
    name: Name
    aliases: Names = ()
    level: str = ""
    place: str = ""
    parent: str | None = None

    def park(self) -> Park:
        """The entry as a noun of the model."""
        return Park(self.id, self.name, self.aliases, self.level, self.place, self.parent)


class MappingEntry(_Strict):
    """What a theme corresponds to in one framework."""

    framework: Name
    items: Items = ()
    unsure: Items = ()


class ThemeEntry(_Strict):
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


class _Row(NamedTuple):
    """An entry of a list as data, with its first line in the file (from 1)."""

    data: Any
    line: int


def load_registry(corpus_dir: Path) -> tuple[Registry, tuple[Finding, ...]]:
    """The parks and themes of a corpus.

    Without themes.yml the shipped ten themes are used; without parks.yml there are no parks
    (they are then discovered from the articles).

    Raises:
        BadRegistry: A file is not valid YAML, or an entry is wrong, doubled or refers to nothing.
    """
    title, parks = _load_parks(corpus_dir / PARKS)
    own = corpus_dir / THEMES
    theme_title, themes = _load_themes(own if own.is_file() else lexicons_dir() / THEMES)
    title = title or theme_title
    registry = Registry(parks, themes, title) if title else Registry(parks, themes)
    return registry, ()


def _load_parks(path: Path) -> tuple[str, tuple[Park, ...]]:
    if not path.is_file():
        return "", ()
    title, rows = _read(path, "parks")
    entries = [(_entry(ParkEntry, row, path), row.line) for row in rows]
    _check_ids(((entry.id, line) for entry, line in entries), path)
    _check_names(entries, path)
    _check_parents(entries, path)
    return title, tuple(entry.park() for entry, _ in entries)


def _load_themes(path: Path) -> tuple[str, tuple[Theme, ...]]:
    title, rows = _read(path, "themes")
    entries = [(_entry(ThemeEntry, row, path), row.line) for row in rows]
    _check_ids(((entry.id, line) for entry, line in entries), path)
    if not entries:
        raise BadRegistry(path, "没有主题", "请写入至少一个主题，或删去此文件以使用内置的十个主题")
    return title, tuple(entry.theme() for entry, _ in entries)


def _read(path: Path, key: str) -> tuple[str, list[_Row]]:
    """The rows of a list file: a bare list, or ``{title: …, <key>: [...]}``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise BadRegistry(path, "不是 UTF-8 编码", "请另存为 UTF-8 后重试") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise BadRegistry(
            path, "不是有效的 YAML", "请检查冒号后的空格、引号和缩进", line
        ) from error
    if data is None or node is None:
        return "", []
    title = str(data.get("title") or "") if isinstance(data, dict) else ""
    rows, nodes = _listed(data, node, key, path)
    return title, [_Row(row, n.start_mark.line + 1) for row, n in zip(rows, nodes, strict=True)]


def _listed(data: Any, node: yaml.Node, key: str, path: Path) -> tuple[list[Any], list[yaml.Node]]:  # noqa: ANN401 - YAML
    if isinstance(data, dict) and isinstance(node, yaml.MappingNode):
        unknown = [name for name in data if name not in {"title", key}]
        if unknown:
            raise BadRegistry(path, f"未知的字段“{unknown[0]}”", f"顶层只能有 title 和 {key}")
        found = next((value for name, value in node.value if name.value == key), None)
        if found is None or data[key] is None:
            return [], []
        data, node = data[key], found
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        line = node.start_mark.line + 1
        raise BadRegistry(path, "内容应为列表", "每个条目请以“- id: …”开头", line)
    return data, node.value


def _entry(model: type[Entry], row: _Row, path: Path) -> Entry:
    if not isinstance(row.data, dict):
        raise BadRegistry(path, "条目应为“字段: 值”的形式", "请参照文档改写", row.line)
    try:
        return model.model_validate(row.data)
    except ValidationError as error:
        detail = error.errors()[0]
        name = str(detail["loc"][0]) if detail["loc"] else ""
        raise BadRegistry(path, *field_problem(name, detail, model), row.line) from error


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
