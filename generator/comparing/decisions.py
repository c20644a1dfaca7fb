"""People's decisions carried out on what the machine read; nothing is dropped silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from generator.comparing.identity import fact_ids
from generator.model.decision import Action, Change, Decided
from generator.model.fact import Fact, Status
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.period import Period, PeriodKind
from generator.model.quantity import allowed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model.decision import Amendment, Decision
    from generator.model.extraction import Extraction

_WHERE = "decisions.yml"

_STATUSES = {
    Action.CONFIRM: Status.CONFIRMED,
    Action.CORRECT: Status.CORRECTED,
    Action.WITHDRAW: Status.WITHDRAWN,
    Action.ADD: Status.ADDED,
}

_QUANTITY = ("value", "unit", "bound", "low", "high")


class Reviewed(Struct, frozen=True):
    """Extractions after review.

    Attributes:
        extractions: In the order given; facts carry their status, withdrawn ones are still there.
        decided: What was decided, by fact id.
        findings: Decisions whose fact vanished, additions that the machine finds by now.
    """

    extractions: tuple[Extraction, ...]
    decided: Mapping[str, Decided]
    findings: tuple[Finding, ...]


def apply_decisions(extractions: Sequence[Extraction], decisions: Sequence[Decision]) -> Reviewed:
    """Carry out decisions; of several on one fact the last one counts."""
    if not decisions:
        return Reviewed(tuple(extractions), {}, ())
    wanted = {d.fact: d for d in decisions if d.action is not Action.ADD}
    decided: dict[str, Decided] = {}
    findings: list[Finding] = []
    made = []
    for extraction in extractions:
        reviewed = _decide(extraction, wanted, decided)
        made.append(_with_additions(reviewed, decisions, decided, findings))
    lost = [d for d in wanted.values() if d.fact not in decided]
    lost += [d for d in decisions if d.action is Action.ADD and d.addition is None]
    findings += [_lost(decision, made) for decision in sorted(lost, key=lambda d: d.line)]
    return Reviewed(tuple(made), decided, tuple(findings))


def _decide(
    extraction: Extraction, wanted: Mapping[str, Decision], decided: dict[str, Decided]
) -> Extraction:
    ids = fact_ids(extraction.facts)
    if wanted.keys().isdisjoint(ids):
        return extraction
    facts = list(extraction.facts)
    for n, id_ in enumerate(ids):
        if decision := wanted.get(id_):
            before = facts[n]
            facts[n] = replace(
                _amended(before, decision.amendments), status=_STATUSES[decision.action]
            )
            decided[id_] = _record(decision, _changes(before, facts[n], decision.amendments))
    return replace(extraction, facts=tuple(facts))


def _record(decision: Decision, changes: tuple[Change, ...] = ()) -> Decided:
    return Decided(decision.action, decision.who, decision.when, decision.why, changes)


def _amended(fact: Fact, amendments: Sequence[Amendment]) -> Fact:
    """The fact with other values; a new value or bound makes a new interval."""
    fields: dict[str, Any] = {a.field: a.value for a in amendments}
    numbers = {name: fields.pop(name) for name in _QUANTITY if name in fields}
    if "value" in numbers or "bound" in numbers:
        value = numbers.get("value", fact.quantity.value)
        low, high = allowed(value, numbers.get("bound", fact.quantity.bound))
        numbers = {"low": low, "high": high} | numbers
    if fields.get("period"):
        start, end = fields["period"]
        span = fact.period.span if fact.period else fact.quote.span
        fields["period"] = Period(start, end, PeriodKind.SPAN, span)
    return replace(fact, quantity=replace(fact.quantity, **numbers), **fields)


def _changes(before: Fact, after: Fact, amendments: Sequence[Amendment]) -> tuple[Change, ...]:
    """The fields that were amended, each as the machine read it and as it is now."""
    return tuple(Change(a.field, shown(before, a.field), shown(after, a.field)) for a in amendments)


def shown(fact: Fact, field: str) -> str:
    """A field of a fact as plain text; empty when it is not set."""
    value: Any = getattr(fact.quantity if field in _QUANTITY else fact, field)
    if isinstance(value, Period):
        return "/".join(day.isoformat() if day else ".." for day in (value.start, value.end))
    if isinstance(value, tuple):
        return "、".join(value)
    if value is None:
        return ""
    return f"{value.normalize():f}" if field in ("value", "low", "high") else str(value)


def _with_additions(
    extraction: Extraction,
    decisions: Sequence[Decision],
    decided: dict[str, Decided],
    findings: list[Finding],
) -> Extraction:
    """The extraction with the facts that people added; a numeral has one line in the ledger."""
    new = {
        d.addition.surface.span: d
        for d in decisions
        if d.addition and d.addition.article == extraction.article.id
    }
    if not new:
        return extraction
    added = [d.addition for d in new.values() if d.addition]
    doubled = [f for f in extraction.facts if _overlaps(f, added)]
    findings += [_doubled(fact) for fact in doubled]
    facts = [f for f in extraction.facts if not _overlaps(f, added)] + added
    facts.sort(key=lambda f: f.surface.span)
    by_span = {d.addition.surface.span: d for d in new.values() if d.addition}
    for fact, id_ in zip(facts, fact_ids(facts), strict=True):
        if fact.status is Status.ADDED:
            decided[id_] = _record(by_span[fact.surface.span])
    rest = tuple(n for n in extraction.nonfacts if not _overlaps(n, added))
    return replace(extraction, facts=tuple(facts), nonfacts=rest)


def _overlaps(numeral: Any, added: Sequence[Fact]) -> bool:  # noqa: ANN401 - Fact or NonFact
    return any(numeral.surface.span.overlaps(f.surface.span) for f in added)


def _doubled(fact: Fact) -> Finding:
    message = (
        f"“{fact.surface.text}”有人工补充的事实，程序现在也读出了它；"
        "以人工补充为准，核对后可删去这条补充。"
    )
    return Finding(FindingKind.AMBIGUOUS_FIGURE, Severity.NOTE, fact.article, message)


def _lost(decision: Decision, extractions: Sequence[Extraction]) -> Finding:
    """What became of a decision that no fact answers to, with facts of the same number."""
    name = decision.fact or decision.article
    words = f"“{decision.surface}”" if decision.surface else ""
    similar = [
        id_
        for extraction in extractions
        if extraction.article.id == decision.article and decision.surface
        for fact, id_ in zip(extraction.facts, fact_ids(extraction.facts), strict=True)
        if fact.surface.text == decision.surface
    ]
    hint = f"数字相同的事实：{'、'.join(similar[:3])}。" if similar else ""
    message = (
        f"对{words}（{name}）的复核决定（{decision.action.value}，{decision.who}）"
        f"找不到对应的事实：原句或文章已改动；请重新核对后改写编号，或删去这条。{hint}"
    )
    severity = Severity.ERROR if decision.action is Action.ADD else Severity.WARNING
    return Finding(FindingKind.LOST_DECISION, severity, f"{_WHERE}:{decision.line}", message)
