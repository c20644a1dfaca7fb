"""Adding a decision to decisions.yml: at its end, as text, so that what people wrote there stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from generator.errors import BadRegistry
from generator.publishing.lock import exclusive
from generator.publishing.writing import replace_file, sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

DECISIONS = "decisions.yml"
SEEN = ".casebook-seen.json"
"""The facts that were there at the last review; beside decisions.yml, safe to delete."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # thousands of decisions, at every one

_HEAD = """\
# 人工复核的决定；可以手工编辑，也可以用 casebook review 逐条添加。
# 同一条事实有几条决定时，以最后一条为准。
"""


def append_decision(
    corpus_dir: Path, entry: Mapping[str, Any], check: Callable[[str], object]
) -> None:
    """Add one entry behind all others.

    Args:
        corpus_dir: The corpus.
        entry: The entry's fields in the order in which they are written.
        check: Called with the new text of the file before it is written; it raises if the text
            is not valid, and then nothing is written.

    Raises:
        BadRegistry: The file is not a list with one entry a block, so that nothing can be added.
        Busy: Another run is adding one.
    """
    path = corpus_dir / DECISIONS
    with exclusive(corpus_dir):
        sweep([corpus_dir])
        before = path.read_bytes().decode("utf-8-sig") if path.is_file() else _HEAD
        text = appended(before, entry, path)
        check(text)
        replace_file(path, text.encode())


def appended(text: str, entry: Mapping[str, Any], path: Path) -> str:
    """``text`` with an entry at its end; everything before it stays as it is.

    Raises:
        BadRegistry: The text is no list of blocks.
    """
    rows, column = _list_of(text, path)
    dumped = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=10_000)
    block = "".join(f"{' ' * column}{line}\n" for line in dumped.splitlines())
    made = (text if not text or text.endswith("\n") else f"{text}\n") + block
    try:
        grown, _ = _list_of(made, path)
    except BadRegistry:
        grown = rows
    if grown != rows + 1:
        raise BadRegistry(path, "无法在末尾添加条目", "请把内容改成每条以“- ”开头的列表")
    return made.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else made


def _list_of(text: str, path: Path) -> tuple[int, int]:
    """How many entries the list has and in which column they begin."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise BadRegistry(path, "不是有效的 YAML", "请先改正文件") from error
    if isinstance(node, yaml.MappingNode):
        found = [value for name, value in node.value if name.value == "decisions"]
        node = found[0] if found else node
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return 0, 0
    if not isinstance(node, yaml.SequenceNode):
        raise BadRegistry(path, "内容应为列表", "每个条目请以“- ”开头", node.start_mark.line + 1)
    return len(node.value), node.start_mark.column


def read_seen(corpus_dir: Path) -> frozenset[str] | None:
    """The facts of the last review; None when there was none or its file is damaged."""
    try:
        ids = json.loads((corpus_dir / SEEN).read_text(encoding="utf-8"))
        return frozenset(str(id_) for id_ in ids)
    except (OSError, ValueError, TypeError):
        return None


def write_seen(corpus_dir: Path, ids: Collection[str]) -> None:
    """Remember which facts were there.

    Raises:
        Busy: Another run is writing into the corpus.
    """
    text = json.dumps(sorted(ids), indent=0) + "\n"
    with exclusive(corpus_dir):
        sweep([corpus_dir])
        replace_file(corpus_dir / SEEN, text.encode())
