"""The verdict: may these values stand side by side, and what must be said beside them.

The rules are those of the gold annotation (comparisons): *comparable* means the same object,
unit and statistic, for counts also the same stated period; bounds, and the periods of rates and
averages, are caveats only. *With care* means the same kind of thing, but scope, basis, level or a
count's period differ or a value is derived. *Not comparable* means the objects differ, or a best
case would stand beside an average.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from generator.model.comparison import PairVerdict, Reason, ReasonKind, Verdict
from generator.model.fact import Basis, Statistic
from generator.model.quantity import Bound

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from generator.comparing.candidates import Candidate
    from generator.model.casebook import FactRecord
    from generator.model.period import Period
    from generator.model.quantity import Quantity

_PARK_ENDS = (
    *("园区", "新区", "发区", "税区", "保区", "贸区", "管区", "管理区", "范区", "作区", "投资区"),
    *(
        "试验区",
        "片区",
        "经开区",
        "高新区",
        "港区",
        "创区",
        "城区管委会",
        "集聚区",
        "产业区",
        "工业区",
    ),
)
_LEVELS = {
    "省": ("省", "自治区", "直辖市"),
    "市、县、区": ("市", "县", "州", "盟", "旗", "区"),
    "街道、乡镇": ("街道", "镇", "乡"),
}

# A rule finds nothing, or a reason and the best verdict that it leaves possible.
_Finding = tuple[Verdict, Reason] | None

_ORDER = (Verdict.COMPARABLE, Verdict.WITH_CARE, Verdict.NOT_COMPARABLE)

_BOUND_WORDS = {"≈": "约数", ">": "下限值", ">=": "下限值", "<": "上限值", "<=": "上限值"}

_INPUT_BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "约",
    Bound.MORE: "超过",
    Bound.AT_LEAST: "不少于",
    Bound.LESS: "不到",
    Bound.AT_MOST: "不超过",
}

_BASIS_WORDS = {
    Basis.STATUTORY: "较法定时限",
    Basis.PROMISED: "较承诺时限",
    Basis.FORMER: "较改革前",
    Basis.LAST_YEAR: "较上年同期",
    Basis.PREVIOUS: "较上一期",
    Basis.PLAN: "较原计划",
    Basis.ELSEWHERE: "较外地",
    Basis.UNSTATED: "未说明基准",
}

_STATISTIC_WORDS = {
    Statistic.AVERAGE: "平均值",
    Statistic.BEST: "最优个案",
    Statistic.CUMULATIVE: "累计值",
    Statistic.AT_DATE: "时点值",
    Statistic.UNSTATED: "未说明统计方式",
}


def judge(candidates: Sequence[Candidate]) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict over all values of one indicator, and its reasons.

    Args:
        candidates: One value a park, two or more, of the same indicator.
    """
    found = [finding for rule in _RULES if (finding := rule(candidates)) is not None]
    verdict = max((weight for weight, _ in found), key=_ORDER.index, default=Verdict.COMPARABLE)
    return verdict, tuple(reason for _, reason in found)


def pairwise(candidates: Sequence[Candidate]) -> tuple[PairVerdict, ...]:
    """The verdict of every two values with its reasons, in the order given."""
    return tuple(
        PairVerdict((one.park.name, other.park.name), *judge((one, other)))
        for one, other in combinations(candidates, 2)
    )


def _object(candidates: Sequence[Candidate]) -> _Finding:
    if not candidates[0].rule.refuse_unlike or not _differ(candidates, lambda c: c.scope):
        return None
    text = "对象不同：" + _each(candidates, lambda c: c.scope or "未说明对象")
    return Verdict.NOT_COMPARABLE, Reason(ReasonKind.OBJECT, text)


def _scope(candidates: Sequence[Candidate]) -> _Finding:
    if candidates[0].rule.refuse_unlike or not _differ(candidates, lambda c: c.scope):
        return None
    text = "口径不同：" + _each(candidates, lambda c: c.scope or "未限定范围")
    return Verdict.WITH_CARE, Reason(ReasonKind.SCOPE, text)


def _unit(candidates: Sequence[Candidate]) -> _Finding:
    if not _differ(candidates, lambda c: c.quantity.unit):
        return None
    text = "单位不同：" + _each(candidates, lambda c: c.quantity.unit)
    return Verdict.WITH_CARE, Reason(ReasonKind.UNIT, text)


def _statistic(candidates: Sequence[Candidate]) -> _Finding:
    kinds = {c.statistic for c in candidates}
    if Statistic.BEST not in kinds or len(kinds) == 1:
        return None
    text = "最优个案不能与其他统计量并列：" + _each(
        candidates, lambda c: _STATISTIC_WORDS[c.statistic]
    )
    return Verdict.NOT_COMPARABLE, Reason(ReasonKind.STATISTIC, text)


def _basis(candidates: Sequence[Candidate]) -> _Finding:
    if candidates[0].rule.kind.value != "reduction" or not _differ(candidates, _basis_of):
        return None
    text = "基准不同：" + _each(candidates, lambda c: _BASIS_WORDS[_basis_of(c)])
    return Verdict.WITH_CARE, Reason(ReasonKind.BASIS, text)


def _basis_of(candidate: Candidate) -> Basis:
    return candidate.records[0].fact.basis


def _level(candidates: Sequence[Candidate]) -> _Finding:
    if not _differ(candidates, lambda c: level(c.park.name)):
        return None
    text = "层级不同：" + _each(candidates, lambda c: level(c.park.name))
    return Verdict.WITH_CARE, Reason(ReasonKind.LEVEL, text)


def level(name: str) -> str:
    """What kind of place a name is of: 省, 市、县、区, 街道、乡镇, or a park.

    管理区, 开发区, 保税区 and 新区 are parks, though they end like a district.
    """
    if name.endswith(_PARK_ENDS):
        return "园区"
    ends = (kind for kind, words in _LEVELS.items() if name.endswith(words))
    return next(ends, "园区")


def _period(candidates: Sequence[Candidate]) -> _Finding:
    kind = candidates[0].rule.kind
    if _differ(candidates, lambda c: c.days):
        text = "期间不同：" + _each(candidates, lambda c: period_words(c.record.fact.period))
        weight = Verdict.WITH_CARE if kind.accumulates else Verdict.COMPARABLE
        return weight, Reason(ReasonKind.PERIOD, text)
    if candidates[0].days is None and kind.accumulates:
        return Verdict.WITH_CARE, Reason(ReasonKind.PERIOD, "期间均未说明")
    return None


def _bound(candidates: Sequence[Candidate]) -> _Finding:
    inexact = [c for c in candidates if not c.quantity.exact]
    if not inexact:
        return None
    text = "非精确值：" + _each(inexact, lambda c: _BOUND_WORDS[c.quantity.bound.value])
    return Verdict.COMPARABLE, Reason(ReasonKind.BOUND, text)


def _derived(candidates: Sequence[Candidate]) -> _Finding:
    derived = [c for c in candidates if c.derived_from]
    if not derived:
        return None
    text = "推算值：" + _each(derived, lambda c: f"由{'与'.join(map(_input, c.records))}算得")
    return Verdict.WITH_CARE, Reason(ReasonKind.DERIVED, text)


def _input(record: FactRecord) -> str:
    """An input with the bound that it has: ``不少于19个工作日``."""
    quantity = record.fact.quantity
    counted = "个" if quantity.unit in {"月", "工作日"} else ""
    return f"{_INPUT_BOUNDS[quantity.bound]}{quantity.value.normalize():f}{counted}{quantity.unit}"


# The order in which readers see the reasons: what the things are, then how they were measured.
_RULES: tuple[Callable[[Sequence[Candidate]], _Finding], ...] = (
    _object,
    _scope,
    _unit,
    _statistic,
    _basis,
    _level,
    _period,
    _bound,
    _derived,
)


def period_words(period: Period | None) -> str:
    """A period in a reader's words, for reasons; 未说明期间 when there is none."""
    if period is None or (period.start is None and period.end is None):
        return "未说明期间"
    if period.start is None:
        return f"截至{_day(period.end)}"
    if period.end is None:
        return f"{_day(period.start)}以来"
    if period.start == period.end:
        return _day(period.start)
    return f"{_day(period.start)}至{_day(period.end)}"


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _differ(candidates: Sequence[Candidate], of: Callable[[Candidate], object]) -> bool:
    return len({of(candidate) for candidate in candidates}) > 1


def _each(candidates: Sequence[Candidate], of: Callable[[Candidate], str]) -> str:
    """What holds for each park, those of which the same holds together.

    未… and 由… need no 为 before them; where parks share a reading, their names stand behind it.
    """
    groups: dict[str, list[str]] = {}
    for candidate in candidates:
        groups.setdefault(of(candidate), []).append(candidate.park.name)
    if len(groups) == len(candidates):
        told = ((names[0], said) for said, names in groups.items())
        return "，".join(f"{name}{'' if said[0] in '未由' else '为'}{said}" for name, said in told)
    return "，".join(f"{said}（{'、'.join(names)}）" for said, names in groups.items())


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same thing."""
    return (one.value, one.unit, one.bound) == (other.value, other.unit, other.bound)
