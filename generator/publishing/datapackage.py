"""The data package: a casebook as CSV, JSON and a workbook that describe themselves."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec import json as encoder
from msgspec.structs import replace

from generator.model.datafile import DataColumn, DataDictionary, DataFile
from generator.model.keeping import made_anew
from generator.publishing.annotated import annotated_lines
from generator.publishing.cells import TO_CSV, TO_JSON
from generator.publishing.datareading import read_package
from generator.publishing.dataset import dataset
from generator.publishing.datatables import data_tables
from generator.publishing.schemas import json_schema, table_schema
from generator.publishing.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model.casebook import Casebook
    from generator.model.keeping import Keep
    from generator.publishing.dataset import Row
    from generator.publishing.datatables import DataTable

__all__ = ["PackageFiles", "package_files", "read_package"]

DESCRIPTOR = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "知识共享署名 4.0（仅指本案例集的文字和表格；原句的权利属原权利人）",
}
_TITLES = {
    "casebook.xlsx": "全部表格（一个工作簿）",
    "casebook.docx": "案例集正文（可编辑）",
    "casebook.jsonl": "逐篇标注（langextract 格式）",
    "references.bib": "全部来源的著录（BibTeX）",
    "references.ris": "全部来源的著录（RIS）",
    "references.csl.json": "全部来源的著录（CSL-JSON）",
    DESCRIPTOR: "数据包说明（Frictionless Data Package 2.0）",
}
_BOM = b"\xef\xbb\xbf"


class PackageFiles(Struct, frozen=True):
    """A package in memory: the bytes by path, and what the data page says of them."""

    files: Mapping[str, bytes]
    dictionary: DataDictionary


class TableFiles(Struct, frozen=True):
    """The tables of a package.

    Attributes:
        files: As CSV and JSON, and their schemas, by path.
        counts: Rows by table.
        version: The date of the data and eight digits of a hash of all rows.
    """

    files: Mapping[str, bytes]
    counts: Mapping[str, int]
    version: str


def package_files(
    casebook: Casebook,
    *,
    full_text: bool = False,
    extra: Mapping[str, bytes] | None = None,
    keep: Keep = made_anew,
) -> PackageFiles:
    """All files of the package; the same bytes for the same casebook.

    Args:
        casebook: The casebook.
        full_text: Whether whole articles and long quotes may be written whatever their rights.
        extra: Other files that belong to it, such as the book as a text document.
        keep: What remembers the workbook without its rows.
    """
    rows = dataset(casebook, full_text=full_text)
    others = workbook_files(casebook, rows, keep)
    others |= annotated_files(casebook, full_text=full_text)
    return assembled(casebook, table_files(casebook, rows), {**others, **(extra or {})})


def table_files(casebook: Casebook, rows: Mapping[str, Sequence[Row]]) -> TableFiles:
    """The tables; see ``dataset.dataset`` for their rows."""
    files: dict[str, bytes] = {}
    for table in data_tables():
        files[f"{table.name}.csv"] = csv_file(table, rows[table.name])
        files[f"{table.name}.json"] = json_file(table, rows[table.name])
        files[f"schemas/{table.name}.json"] = _json(json_schema(table))
    counts = {name: len(found) for name, found in rows.items()}
    return TableFiles(files, counts, _version(casebook, files))


def workbook_files(
    casebook: Casebook, rows: Mapping[str, Sequence[Row]], keep: Keep = made_anew
) -> dict[str, bytes]:
    """The workbook by its path."""
    title, made = casebook.registry.title, casebook.as_of
    data = workbook(data_tables(), rows, title=title, made=made, keep=keep)
    return {"casebook.xlsx": data}


def annotated_files(casebook: Casebook, *, full_text: bool = False) -> dict[str, bytes]:
    """The annotated documents by their path."""
    return {"casebook.jsonl": annotated_lines(casebook, full_text=full_text)}


def assembled(casebook: Casebook, made: TableFiles, others: Mapping[str, bytes]) -> PackageFiles:
    """The package of its tables and of other files, with what describes them."""
    tables = data_tables()
    files = {**made.files, **others}
    listed = {path: _file(path, data) for path, data in files.items()}
    files[DESCRIPTOR] = _json(_descriptor(casebook, tables, listed, made.version))
    listed[DESCRIPTOR] = _file(DESCRIPTOR, files[DESCRIPTOR])
    return PackageFiles(files, _dictionary(tables, made.counts, listed, made.version))


def _file(path: str, data: bytes) -> DataFile:
    """A file without what the data page calls it."""
    return DataFile(path, "", len(data), _digest(data))


def csv_file(table: DataTable, rows: Sequence[Row]) -> bytes:
    """A table as CSV: UTF-8 with a byte order mark (for spreadsheets), lines end in CR LF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    columns = [(column.name, TO_CSV[column.kind]) for column in table.columns]
    writer.writerows(
        ["" if (value := row[name]) is None else cell(value) for name, cell in columns]
        for row in rows
    )
    return _BOM + stream.getvalue().encode()


def json_file(table: DataTable, rows: Sequence[Row]) -> bytes:
    """A table as JSON: a list of objects, one a line."""
    columns = [(f'"{c.name}": ', c.name, TO_JSON[c.kind]) for c in table.columns]
    lines = (
        ", ".join([
            f"{named}null" if (value := row[name]) is None else named + cell(value)
            for named, name, cell in columns
        ])
        for row in rows
    )  # fmt: skip
    return ("[\n" + ",\n".join(f"{{{line}}}" for line in lines) + "\n]\n").encode()


def _json(value: object) -> bytes:
    return encoder.format(encoder.encode(value), indent=1) + b"\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(casebook: Casebook, files: Mapping[str, bytes]) -> str:
    """The date of the data and eight digits of a hash of all rows."""
    digests = "".join(_digest(data) for _, data in sorted(files.items()))
    day = casebook.as_of.isoformat().replace("-", ".") if casebook.as_of else "0"
    return f"{day}+{_digest(digests.encode())[:8]}"


def _descriptor(
    casebook: Casebook, tables: Sequence[DataTable], files: Mapping[str, DataFile], version: str
) -> dict[str, Any]:
    made = {"created": f"{casebook.as_of.isoformat()}T00:00:00Z"} if casebook.as_of else {}
    return {
        "$schema": _PROFILE,
        "name": "casebook",
        "title": casebook.registry.title,
        "description": "根据公开报道整理的营商环境改革案例：事实、举措、比较和来源，均附原句。",
        "version": version,
        **made,
        "licenses": [_LICENCE],
        "sources": [_source(s.article.title, s.article.url) for s in casebook.sources],
        "resources": [
            *(_resource(table, files) for table in tables),
            *(_other(file) for path, file in sorted(files.items()) if _is_other(path)),
        ],
    }


def _source(title: str, url: str | None) -> dict[str, str]:
    web = url is not None and url.startswith(("http://", "https://"))
    return {"title": title} | ({"path": url} if web and url else {})


def _resource(table: DataTable, files: Mapping[str, DataFile]) -> dict[str, Any]:
    path = f"{table.name}.csv"
    file = files[path]
    return {
        "name": table.name,
        "title": table.title,
        "description": table.about,
        "type": "table",
        "path": path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": table_schema(table),
    }


def _is_other(path: str) -> bool:
    return not path.endswith(".csv")


def _other(file: DataFile) -> dict[str, Any]:
    """A file that is no table of the package, or one in another form."""
    return {
        "name": file.path.replace("/", "-").replace(".", "-"),
        "path": file.path,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _dictionary(
    tables: Sequence[DataTable],
    counts: Mapping[str, int],
    files: Mapping[str, DataFile],
    version: str,
) -> DataDictionary:
    known = {table.name: table for table in tables}
    listed = []
    for path, file in sorted(files.items(), key=lambda item: (item[0] not in _TITLES, item[0])):
        table = known.get(path.rpartition("/")[2].partition(".")[0])
        schema = path.startswith("schemas/")
        title = _TITLES.get(path) or (
            f"{table.title}{'（模式）' if schema else ''}" if table else path
        )
        rows = counts[table.name] if table and not schema else None
        listed.append(replace(file, title=title, rows=rows))
    return DataDictionary(
        version,
        tuple(listed),
        tuple((t.name, t.title, t.about, _columns(t)) for t in tables),
    )


def _columns(table: DataTable) -> tuple[DataColumn, ...]:
    return tuple(
        DataColumn(c.name, c.title, c.kind.value, c.about, tuple(c.values.items()))
        for c in table.columns
    )
