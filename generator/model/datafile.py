"""Files of the data package, as the data page lists them."""

from __future__ import annotations

from msgspec import Struct


class DataFile(Struct, frozen=True):
    """A file that readers can download.

    Attributes:
        path: Relative to the folder of the package.
        title: What it is, in Chinese.
        size: Bytes.
        sha256: Of its bytes, hexadecimal.
        rows: Rows of its table; None when it is no table.
    """

    path: str
    title: str
    size: int
    sha256: str
    rows: int | None = None


class DataColumn(Struct, frozen=True):
    """A column of a table: its name in the files, its title, kind, meaning and codes."""

    name: str
    title: str
    kind: str
    about: str
    values: tuple[tuple[str, str], ...] = ()


class DataDictionary(Struct, frozen=True):
    """What the data page shows of a package.

    Attributes:
        version: The version of the data: its date and the beginning of a hash of its rows.
        files: All files.
        tables: Name, title, description and columns of each table.
    """

    version: str
    files: tuple[DataFile, ...]
    tables: tuple[tuple[str, str, str, tuple[DataColumn, ...]], ...]
