"""The definition of the data package's tables, read from the lexicon ``datapackage``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What stands in a column."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"
    """A list of strings."""


class Column(Struct, frozen=True):
    """A column.

    Attributes:
        name: The name in CSV, JSON and the schemas.
        title: The name for readers.
        kind: What stands in it.
        about: What it means, in Chinese.
        required: Whether every row has a value.
        values: The codes that occur, with their names in Chinese; empty for free text.
        refers: The table whose ``id`` a value is; empty if none.
    """

    name: str
    title: str
    kind: Kind
    about: str
    required: bool
    values: Mapping[str, str]
    refers: str


class DataTable(Struct, frozen=True):
    """A table; its column ``id`` is the key."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]


def data_tables() -> tuple[DataTable, ...]:
    """The tables in their order."""
    tables = lexicon_data("datapackage")["tables"]
    return tuple(
        DataTable(
            name,
            table["title"],
            table["about"],
            tuple(_column(key, column) for key, column in table["columns"].items()),
        )
        for name, table in tables.items()
    )


def _column(name: str, data: Mapping[str, Any]) -> Column:
    return Column(
        name,
        data["title"],
        Kind(data["type"]),
        data["about"],
        bool(data.get("required", False)),
        data.get("values", {}),
        data.get("refers", ""),
    )
