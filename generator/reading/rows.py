"""Lists in YAML that people edit: every entry with its lines, so that an error says where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import yaml
from msgspec import Struct
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from generator.errors import BadRegistry
from generator.reading import safeyaml
from generator.reading.cleaning import visible
from generator.reading.fields import Shown, field_problem
from generator.reading.registries import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Name = Annotated[Shown, StringConstraints(strip_whitespace=True, min_length=1)]

Entry = TypeVar("Entry", bound=BaseModel)


class StrictEntry(BaseModel):
    """An entry whose unknown fields are errors, not silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(Struct, frozen=True):
    """An entry of a list as data.

    Attributes:
        data: What YAML made of it.
        line: Its first line in the file, from 1.
        lines: The line of each of its fields.
    """

    data: Any
    line: int
    lines: Mapping[str, int]


def read_rows(path: Path, key: str, text: str | None = None) -> tuple[str, list[Row]]:
    """The title and rows of a list file: a bare list, or ``{title: …, <key>: [...]}``.

    Args:
        path: The file.
        key: The name of the list.
        text: Read instead of the file's, before it is written.

    Raises:
        BadRegistry: The file is not UTF-8, not YAML, or no list.
    """
    text = text_of(path) if text is None else text
    node, data = safeyaml.load(text, path, BadRegistry)
    if data is None or node is None:
        return "", []
    title = visible(str(data.get("title") or "")) if isinstance(data, dict) else ""
    rows, nodes = _listed(data, node, key, path)
    return title, [_row(row, n) for row, n in zip(rows, nodes, strict=True)]


def _row(data: object, node: yaml.Node) -> Row:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    lines = {str(name.value): name.start_mark.line + 1 for name, _ in pairs}
    return Row(data, node.start_mark.line + 1, lines)


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


def checked(model: type[Entry], row: Row, path: Path) -> Entry:
    """The row as an entry.

    Raises:
        BadRegistry: A field is missing, unknown or wrong.
    """
    if not isinstance(row.data, dict):
        raise BadRegistry(path, "条目应为“字段: 值”的形式", "请参照文档改写", row.line)
    try:
        return model.model_validate(row.data)
    except ValidationError as error:
        detail = error.errors()[0]
        name = str(detail["loc"][0]) if detail["loc"] else ""
        line = row.lines.get(name, row.line)
        inner = ".".join(part for part in detail["loc"] if isinstance(part, str))
        raise BadRegistry(path, *field_problem(inner, detail, model), line) from error
