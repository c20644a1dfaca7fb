"""Harmonising the names of parks: every name resolves to one park of the registry, or says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.model.finding import Finding, FindingKind, Severity
from generator.model.subject import Park, Registry
from generator.spelling import sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.extraction import Extraction


def harmonise(
    registry: Registry, discovered: Sequence[Park], extractions: Sequence[Extraction]
) -> tuple[Registry, tuple[Finding, ...]]:
    """The registry with every park that facts or measures speak of.

    Complains in both directions: parks of the text that parks.yml does not list are added, and
    parks of parks.yml that no article speaks of are kept; each makes a finding.
    """
    used = _names(extractions)
    known = {name: park for park in registry.parks for name in park.names}
    found = {name: park for park in discovered for name in park.names if name not in known}
    added = tuple(dict.fromkeys(found[name] for name in used if name in found))
    by_name = known | {name: park for park in added for name in park.names}
    strangers = tuple(_stranger(name) for name in used if name not in by_name)
    findings = [_unknown(park) for park in (*added, *strangers) if registry.parks]
    findings += [_unused(park) for park in registry.parks if not used.keys() & set(park.names)]
    parks = (*registry.parks, *added, *strangers)
    return replace(registry, parks=_unique_ids(parks)), tuple(findings)


def _names(extractions: Iterable[Extraction]) -> dict[str, None]:
    names: dict[str, None] = {}
    for extraction in extractions:
        owners = [fact.parks for fact in extraction.facts]
        owners += [measure.parks for measure in extraction.measures]
        names.update(dict.fromkeys(name for parks in owners for name in parks if name))
    return names


def _stranger(name: str) -> Park:
    return Park(id="-".join(sounds(name, others="ignore")) or "park", name=name, discovered=True)


def _unique_ids(parks: Iterable[Park]) -> tuple[Park, ...]:
    taken: dict[str, int] = {}
    unique = []
    for park in parks:
        taken[park.id] = taken.get(park.id, 0) + 1
        number = taken[park.id]
        unique.append(park if number == 1 else replace(park, id=f"{park.id}-{number}"))
    return tuple(unique)


def _unknown(park: Park) -> Finding:
    message = (
        f"文章中的“{park.name}”不在 parks.yml 中，已按原文名称单列；如是别名，请补入 aliases。"
    )
    return Finding(FindingKind.UNKNOWN_PARK, Severity.WARNING, "parks.yml", message)


def _unused(park: Park) -> Finding:
    message = f"parks.yml 中的“{park.name}”没有任何事实或举措；请检查名称与别名。"
    return Finding(FindingKind.UNUSED_PARK, Severity.WARNING, "parks.yml", message)
