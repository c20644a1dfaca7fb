"""The data page: every file with its hash, and what each column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering import addresses
from generator.rendering.addresses import Place, link
from generator.rendering.escaping import raw
from generator.rendering.tables import Table, row, table
from generator.rendering.views.head import Head

if TYPE_CHECKING:
    from generator.model.datafile import DataColumn, DataDictionary, DataFile

_KILO = 1024

_KINDS = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是否",
    "date": "日期",
    "list": "列表",
}


class DataView(Struct, frozen=True):
    """Context of ``data.md.j2``."""

    head: Head
    version: str
    files: Table | None
    tables: tuple[tuple[str, str, str, Table | None], ...]
    """Anchor, heading, description and columns of each table."""


def data_view(dictionary: DataDictionary) -> DataView:
    """All files of the package, and the dictionary of its tables."""
    place = Place(addresses.DATA)
    columns = ("文件", "内容", "行数", "大小", "SHA-256")
    rows = (_file_row(place, file) for file in dictionary.files)
    return DataView(
        Head("数据", "全部事实、举措、比较和来源，可下载的表格和数据包。"),
        dictionary.version,
        table("files", f"数据文件，版本{dictionary.version}", columns, rows),
        tuple(
            (f"t-{name}", f"{title}（{name}）", about, _columns(name, title, fields))
            for name, title, about, fields in dictionary.tables
        ),
    )


def _file_row(place: Place, file: DataFile) -> tuple[tuple[object, ...], str, str]:
    return row(
        link(file.path, place.to(f"{addresses.DATA_FOLDER}/{file.path}")),
        file.title,
        "—" if file.rows is None else f"{file.rows:,}",
        _size(file.size),
        raw(f"<code>{file.sha256[:16]}</code>…"),
    )


def _size(size: int) -> str:
    if size < _KILO:
        return f"{size} B"
    kilos = size / _KILO
    return f"{kilos:.0f} KB" if kilos < _KILO else f"{kilos / _KILO:.1f} MB"


def _columns(name: str, title: str, fields: tuple[DataColumn, ...]) -> Table | None:
    columns = ("列", "名称", "类型", "说明")
    rows = (
        row(
            raw(f"<code>{field.name}</code>"),
            field.title,
            _KINDS.get(field.kind, field.kind),
            _about(field),
        )
        for field in fields
    )
    return table(f"t-{name}-columns", f"{title}表的列", columns, rows)


def _about(field: DataColumn) -> str:
    codes = "，".join(f"{code} {label}" for code, label in field.values)
    return f"{field.about}。代码：{codes}" if codes else field.about
