"""Reading a data package back: the rows, and from them the nouns of the model."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from generator.errors import CorpusError
from generator.model.comparison import (
    Cell,
    Comparison,
    Indicator,
    PairVerdict,
    Reason,
    ReasonKind,
    Verdict,
)
from generator.model.decision import Action, Change, Decided
from generator.model.evidence import Quote, Span
from generator.model.fact import (
    Basis,
    Direction,
    Fact,
    NonFact,
    NonFactReason,
    Role,
    Statistic,
    Status,
)
from generator.model.measure import Measure, Stage
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Quantity
from generator.model.subject import Mapping, Park, Theme
from generator.publishing.cells import csv_stream, from_csv, from_json
from generator.publishing.dataset import BOUNDS
from generator.publishing.datatables import data_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.publishing.dataset import Row
    from generator.publishing.datatables import DataTable

_BOUND_OF = {name: bound for bound, name in BOUNDS.items()}


class Package(Struct, frozen=True):
    """What a data package holds, as nouns of the model.

    Attributes:
        facts: Fact by id, in the order of the casebook.
        decided: What people decided, by fact id.
        nonfacts: All nonfacts.
        measures: All mentions of measures.
        comparisons: With their verdicts.
        parks: In reading order.
        themes: In reading order, the listed ones.
        indicators: Those that have values.
        rows: Every table as it stands in the files.
    """

    facts: dict[str, Fact]
    decided: dict[str, Decided]
    nonfacts: tuple[NonFact, ...]
    measures: tuple[Measure, ...]
    comparisons: tuple[Comparison, ...]
    parks: tuple[Park, ...]
    themes: tuple[Theme, ...]
    indicators: tuple[Indicator, ...]
    rows: dict[str, tuple[Row, ...]]


def read_package(folder: Path, form: Literal["csv", "json"] = "csv") -> Package:
    """Read the package in ``folder`` from its CSV or from its JSON files.

    Raises:
        CorpusError: A file is missing or is not what its schema says.
    """
    rows = {table.name: _read(folder, table, form) for table in data_tables()}
    indicators = {row["id"]: _indicator(row) for row in rows["indicators"]}
    return Package(
        facts={row["id"]: _fact(row) for row in rows["facts"]},
        decided={row["id"]: _decided(row) for row in rows["facts"] if row["action"]},
        nonfacts=tuple(_nonfact(row) for row in rows["nonfacts"]),
        measures=tuple(_measure(row) for row in rows["measures"]),
        comparisons=_comparisons(rows["comparisons"], rows["pairs"], indicators),
        parks=tuple(_park(row) for row in rows["parks"]),
        themes=_themes(rows["themes"], rows["mappings"]),
        indicators=tuple(indicators.values()),
        rows=rows,
    )


def _read(folder: Path, table: DataTable, form: Literal["csv", "json"]) -> tuple[Row, ...]:
    path = folder / f"{table.name}.{form}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return _csv_rows(text, table) if form == "csv" else _json_rows(text, table)
    except OSError as error:
        raise CorpusError(path, f"无法打开（{error.strerror}）", "请重新导出") from error
    except (ValueError, ArithmeticError, LookupError, TypeError, csv.Error) as error:
        raise CorpusError(path, f"内容与模式不符（{error}）", "请重新导出") from error


def _csv_rows(text: str, table: DataTable) -> tuple[Row, ...]:
    reader = csv.DictReader(csv_stream(text), strict=True)
    return tuple({c.name: from_csv(row[c.name], c) for c in table.columns} for row in reader)


def _json_rows(text: str, table: DataTable) -> tuple[Row, ...]:
    rows: list[dict[str, Any]] = json.loads(text, parse_int=Decimal, parse_float=Decimal)
    return tuple({c.name: from_json(row[c.name], c) for c in table.columns} for row in rows)


def _quote(row: Row) -> Quote:
    return Quote(row["source"], Span(row["quote_start"], row["quote_end"]), row["quote"])


def _surface(row: Row) -> Quote:
    return Quote(row["source"], Span(row["start"], row["end"]), row["surface"])


def _quantity(row: Row) -> Quantity:
    bound = _BOUND_OF[row["bound"]]
    return Quantity(row["value"], row["unit"] or "", bound, row["low"], row["high"])


def _fact(row: Row) -> Fact:
    return Fact(
        surface=_surface(row),
        quote=_quote(row),
        quantity=_quantity(row),
        role=Role(row["role"]),
        entity=row["entity"] or "",
        parks=tuple(row["parks"]),
        indicator=row["indicator"] or "",
        theme=row["theme"],
        direction=Direction(row["direction"]) if row["direction"] else None,
        pair=row["pair"],
        measure=row["measure"],
        period=_period(row),
        speaker=row["speaker"],
        basis=Basis(row["basis"]),
        statistic=Statistic(row["statistic"]),
        key=row["key"],
        margin=None if row["margin"] is None else float(row["margin"]),
        status=Status(row["status"]),
    )


def _period(row: Row) -> Period | None:
    if not row["period_kind"]:
        return None
    return Period(
        row["period_start"],
        row["period_end"],
        PeriodKind(row["period_kind"]),
        Span(row["period_words_start"], row["period_words_end"]),
        row["period_inferred"],
    )


def _decided(row: Row) -> Decided:
    changes = zip(
        row["changed_fields"], row["machine_values"], row["corrected_values"], strict=True
    )
    return Decided(
        Action(row["action"]),
        row["decided_by"],
        row["decided_on"],
        row["why"] or "",
        tuple(Change(f, *("" if v == "—" else v for v in ends)) for f, *ends in changes),
    )


def _nonfact(row: Row) -> NonFact:
    return NonFact(_surface(row), _quote(row), NonFactReason(row["reason"]))


def _measure(row: Row) -> Measure:
    return Measure(
        name=row["named"],
        canonical=row["name"],
        parks=tuple(row["parks"]),
        theme=row["theme"],
        mention=_surface(row),
        quote=_quote(row),
        since=row["since"],
        first=row["first"],
        stage=Stage(row["stage"]),
        known=row["known"],
        since_end=row["since_end"],
    )


def _comparisons(
    rows: Sequence[Row], pairs: Sequence[Row], indicators: dict[str, Indicator]
) -> tuple[Comparison, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["indicator"], []).append(row)
    return tuple(
        Comparison(
            indicators[id_],
            tuple(_cell(row) for row in group),
            Verdict(group[0]["verdict"]),
            _reasons(group[0]),
            tuple(_pair(row) for row in pairs if row["indicator"] == id_),
        )
        for id_, group in groups.items()
    )


def _pair(row: Row) -> PairVerdict:
    return PairVerdict((row["park"], row["other"]), Verdict(row["verdict"]), _reasons(row))


def _reasons(row: Row) -> tuple[Reason, ...]:
    kinds = zip(row["reason_kinds"], row["reasons"], strict=True)
    return tuple(Reason(ReasonKind(kind), text) for kind, text in kinds)


def _cell(row: Row) -> Cell:
    return Cell(
        row["park"],
        _quantity(row),
        tuple(row["facts"]),
        tuple(row["derived_from"]),
        row["scope"] or "",
    )


def _park(row: Row) -> Park:
    return Park(
        row["id"],
        row["name"],
        tuple(row["aliases"]),
        row["level"] or "",
        row["place"] or "",
        row["parent"],
        row["discovered"],
    )


def _themes(rows: Sequence[Row], mappings: Sequence[Row]) -> tuple[Theme, ...]:
    return tuple(
        Theme(
            row["id"],
            row["name"],
            row["question"] or "",
            tuple(row["covers"]),
            _mappings([m for m in mappings if m["theme"] == row["id"]]),
        )
        for row in rows
        if row["listed"]
    )


def _mappings(rows: Sequence[Row]) -> tuple[Mapping, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["framework"], []).append(row)
    return tuple(
        Mapping(
            framework,
            tuple(m["item"] for m in group if m["item"] and not m["unsure"]),
            tuple(m["item"] for m in group if m["item"] and m["unsure"]),
        )
        for framework, group in groups.items()
    )


def _indicator(row: Row) -> Indicator:
    return Indicator(
        row["id"],
        row["name"],
        row["definition"] or "",
        row["unit"] or "",
        row["theme"],
        row["scope"] or "",
    )
