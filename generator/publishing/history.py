"""The log of editions as a small file beside the pages: data, never a time."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins
from msgspec.json import encode, format  # noqa: A004

from generator.model.changes import ChangeKind, Edition, FactChange, FactState, History

if TYPE_CHECKING:
    from pathlib import Path

HISTORY_NAME = ".casebook-facts.json"
"""The file's name inside the folder of pages; the manifest owns it like the pages."""


def read_history(docs_dir: Path) -> History | None:
    """What the last build left; None when there is nothing, or nothing that can be read."""
    try:
        data = json.loads((docs_dir / HISTORY_NAME).read_text(encoding="utf-8"))
        return History(
            tuple(FactState(**fact) for fact in data["facts"]),
            tuple(_edition(entry) for entry in data["editions"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def history_bytes(history: History) -> bytes:
    """The file's bytes: the same for the same history."""
    data = {
        "format": 1,
        "facts": [to_builtins(fact) for fact in history.facts],
        "editions": [_entry(edition) for edition in history.editions],
    }
    return format(encode(data), indent=1) + b"\n"


def _entry(edition: Edition) -> dict[str, Any]:
    made: dict[str, Any] = to_builtins(edition)
    return made


def _edition(entry: dict[str, Any]) -> Edition:
    as_of = entry["as_of"]
    return Edition(
        str(entry["version"]),
        dt.date.fromisoformat(as_of) if as_of else None,
        int(entry["facts"]),
        tuple(_change(change) for change in entry["changes"]),
    )


def _change(entry: dict[str, Any]) -> FactChange:
    before, after = entry["before"], entry["after"]
    return FactChange(
        ChangeKind(entry["kind"]),
        FactState(**before) if before else None,
        FactState(**after) if after else None,
    )
