"""YAML that people edit, read with care: plain values only, and nothing that grows out of bounds.

Nested aliases make a small file huge; deep nesting overflows the stack of the C library; a number
of thousands of digits is no number. Each is refused in a line that says where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from generator.errors import CorpusError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""No tag of it makes anything but plain values."""

_DEEPEST = 20
_SYNTAX = ("不是有效的 YAML", "请检查冒号后的空格、引号、缩进和日期")


def load(
    text: str, path: Path | str, error: type[CorpusError], first: int = 1
) -> tuple[yaml.Node | None, Any]:
    """The tree of a YAML text and its data; ``(None, None)`` for an empty one.

    Args:
        text: The text.
        path: The file it stands in.
        error: What is raised.
        first: The line of the file that the text begins in.

    Raises:
        CorpusError: The text is no YAML, has aliases or tags, nests too deeply or holds a value
            that cannot be (a date such as 2024-13-01).
    """
    try:
        _check_shape(text, path, error, first)
        node = yaml.compose(text, Loader=LOADER)
        return node, yaml.load(text, Loader=LOADER)  # noqa: S506 - both are safe loaders
    except (yaml.YAMLError, ValueError, OverflowError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line if mark else _line_of_bad_value(text)
        raise error(path, *_SYNTAX, line + first) from problem


def _line_of_bad_value(text: str) -> int:
    """The line (from 0) of the first value that YAML reads as a date or number that cannot be."""
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.start_mark:
            try:
                yaml.load(event.value, Loader=LOADER)  # noqa: S506 - a safe loader
            except (ValueError, OverflowError):
                return int(event.start_mark.line)
            except yaml.YAMLError:
                continue
    return 0


def _check_shape(text: str, path: Path | str, error: type[CorpusError], first: int) -> None:
    """Refuse what grows or nests without bounds before a tree is made of it."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + first if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            raise error(path, "不支持 & 和 * 引用", "请把内容逐处写出", line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise error(path, "括号或缩进嵌套过深", "请参照文档改写", line)
