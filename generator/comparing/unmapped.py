"""Phrases that many parks measure and no indicator covers: a suggestion for a new indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model.finding import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.casebook import FactRecord

_PARKS = 2
"""A phrase becomes a suggestion when so many parks have it: from then on it could be compared."""

# What a phrase begins with without changing what is measured.
_RE_LEAD = re.compile(r"^(?:累计|共|已|先后|全年|今年|新|平均)+")


def unmapped(records: Iterable[FactRecord]) -> tuple[Finding, ...]:
    """One finding for every phrase and unit that two parks or more share without an indicator."""
    parks: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for record in records:
        if record.indicator is None and record.fact.key:
            phrase = _RE_LEAD.sub("", record.fact.indicator)
            for park in record.parks:
                parks[phrase, record.fact.quantity.unit].setdefault(park.id, park.name)
    frequent = {key: names for key, names in parks.items() if key[0] and len(names) >= _PARKS}
    return tuple(_finding(*key, tuple(names.values())) for key, names in frequent.items())


def _finding(phrase: str, unit: str, parks: tuple[str, ...]) -> Finding:
    message = f"“{phrase}”（{unit}）在{'、'.join(parks)}都有数值，尚无对应的指标；可在 indicators.yml 中补上一条，以便比较。"
    return Finding(FindingKind.UNMAPPED_INDICATOR, Severity.NOTE, "indicators.yml", message)
