"""Schemas of the data package: Table Schema for CSV, JSON Schema 2020-12 for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.publishing.datatables import Kind

if TYPE_CHECKING:
    from generator.publishing.datatables import Column, DataTable

KEY = "id"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def table_schema(table: DataTable) -> dict[str, Any]:
    """The Table Schema of a table's CSV file; a list is a string there."""
    references = [c for c in table.columns if c.refers]
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": [KEY],
        "missingValues": [""],
        "foreignKeys": [
            {
                "fields": [c.name],
                # The empty name is the table itself.
                "reference": {
                    "resource": "" if c.refers == table.name else c.refers,
                    "fields": [KEY],
                },
            }
            for c in references
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    kind = Kind.STRING if column.kind is Kind.LIST else column.kind
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.name == KEY:
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    field: dict[str, Any] = {
        "name": column.name,
        "type": kind.value,
        "title": column.title,
        "description": column.about,
    }
    if column.kind is Kind.BOOLEAN:
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    return field | ({"constraints": constraints} if constraints else {})


def json_schema(table: DataTable) -> dict[str, Any]:
    """The JSON Schema of a table's JSON file: a list of objects with all columns."""
    return {
        "$schema": _DIALECT,
        "title": table.title,
        "description": table.about,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.name: _property(column) for column in table.columns},
            "required": [column.name for column in table.columns],
            "additionalProperties": False,
        },
    }


def _property(column: Column) -> dict[str, Any]:
    about = {"title": column.title, "description": column.about}
    if column.kind is Kind.LIST:
        return about | {"type": "array", "items": {"type": "string"}}
    if column.values:
        values: list[str | None] = list(column.values)
        return about | {"enum": values if column.required else [*values, None]}
    kind = "string" if column.kind is Kind.DATE else column.kind.value
    made: dict[str, Any] = about | {"type": kind if column.required else [kind, "null"]}
    return made | ({"format": "date"} if column.kind is Kind.DATE else {})
