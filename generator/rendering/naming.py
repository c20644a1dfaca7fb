"""How figures, measures and places are named in a sentence or a row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.fact import Role
from generator.rendering import wording
from generator.rendering.labels import PLACE
from generator.rendering.typography import chinese

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord
    from generator.model.fact import Fact

_LISTING = frozenset("、，,；;")
_INNER = str.maketrans("“”", "‘’")
# Words of an indicator that already say which way a change goes: "开工提前时间", "减少材料数"
_TOLD = (*"增减升降", "提前", "压缩", "缩短", "提高", "提速", "精简", "节省")
_MOST_NAMES = 12
_MOST_IN_CELL = 40
_ORDINAL = "次序"


def owner(record: FactRecord) -> str:
    """Whose figure it is, where that is not the park itself: the name of an enterprise."""
    fact = record.fact
    if not fact.entity or fact.entity == fact.park:
        return ""
    own = {*fact.parks, fact.park, *(name for park in record.parks for name in park.names)}
    return "" if fact.entity in own else fact.entity


def indicator(record: FactRecord) -> str:
    """What is measured, with the enterprise it belongs to: ``六和电子：营运成本``."""
    named, whose = record.fact.indicator, owner(record)
    return chinese(f"{whose}：{named}" if whose and whose not in named else named)


def measured(record: FactRecord) -> str:
    """The same for a line without a column that says what kind of figure it is.

    A change says which way it goes, a plan that it is one: ``六和电子：营运成本（下降）``.
    """
    named, fact = indicator(record), record.fact
    if fact.role is Role.RANK:
        return named.removesuffix(_ORDINAL)
    return named + _kind(fact)


def _kind(fact: Fact) -> str:
    if fact.role is Role.TARGET:
        return "（目标或计划）"
    direction = wording.sign(fact)
    told = not direction or any(word in fact.indicator for word in _TOLD)
    return "" if told else f"（{direction}）"


def listed(names: Iterable[str]) -> str:
    """Names in a row; one that itself holds a 、 is put in quotation marks."""
    shown = [chinese(name) for name in names]
    return "、".join(n if _LISTING.isdisjoint(n) else quoted(n) for n in shown)


def listed_first(names: Sequence[str], most: int = _MOST_IN_CELL) -> str:
    """Names in a row; of very many the first ones, and how many there are."""
    if len(names) <= most:
        return listed(names)
    return f"{listed(names[:most])}等{len(names):,}处"


def quoted(name: str) -> str:
    """A name in quotation marks; those inside it become single ones."""
    return f"“{chinese(name).translate(_INNER)}”"


def some(names: Sequence[str]) -> str:
    """The names, or how many they are where there are too many to read."""
    return listed(names) if len(names) <= _MOST_NAMES else f"其余{len(names)}个{PLACE}"
