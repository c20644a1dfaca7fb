"""Themes that facts speak of but the registry lacks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.finding import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.extraction import Extraction
    from generator.model.subject import Registry


def unknown_themes(extractions: Sequence[Extraction], registry: Registry) -> tuple[Finding, ...]:
    """One finding for every theme id that facts or measures have and themes.yml has not."""
    used = Counter(fact.theme for e in extractions for fact in e.facts)
    used.update(measure.theme for e in extractions for measure in e.measures)
    known = {theme.id for theme in registry.themes}
    return tuple(_unknown(id_, count) for id_, count in sorted(used.items()) if id_ not in known)


def _unknown(theme: str, count: int) -> Finding:
    message = f"没有 id 为 {theme} 的主题，{count} 条事实和举措未列入主题页；请补上这个主题，或删去 themes.yml 以使用内置主题。"
    return Finding(FindingKind.UNKNOWN_THEME, Severity.ERROR, "themes.yml", message)
