"""decisions.yml: what people decided about facts, validated with the line of every mistake."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from pydantic import BeforeValidator

from generator.errors import BadRegistry
from generator.model.decision import Action, Amendment, Decision
from generator.model.evidence import Quote, Span
from generator.model.fact import Basis, Direction, Fact, Role, Statistic, Status
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Bound, Quantity, allowed
from generator.reading.article import normal
from generator.reading.fields import Names, Shown
from generator.reading.registries import DECISIONS
from generator.reading.rows import Name, Row, StrictEntry, checked, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.model.article import Article
    from generator.model.subject import Registry

_RE_ID = re.compile(r"f-[0-9a-f]{10}\Z")

_ENDS = 2
_LARGEST = 30  # digits before the point: no figure of an article has more


def _number(value: object) -> object:
    """A YAML number as it was written: 33.3 is not 33.299999."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise ValueError("not a number")  # noqa: TRY004 - pydantic turns ValueErrors into messages
    if isinstance(value, int) and abs(value) >= 10**_LARGEST:
        raise ValueError("too large")
    number = Decimal(str(value).strip().replace(",", "")[: 2 * _LARGEST])
    if not number.is_finite() or abs(number) >= Decimal(10) ** _LARGEST:
        raise ValueError("not a number")
    return number


def _ends(value: object) -> object:
    if value is None:
        return None
    if not isinstance(value, (list, tuple)) or len(value) != _ENDS:
        raise ValueError("a period is [start, end]")
    return tuple(value)


def _checked_number(value: object) -> object:
    try:
        return _number(value)
    except ArithmeticError as error:  # Decimal's own error is no ValueError
        raise ValueError("not a number") from error


Number = Annotated[Decimal, BeforeValidator(_checked_number)]
Days = Annotated[tuple[dt.date | None, dt.date | None] | None, BeforeValidator(_ends)]


class Fields(StrictEntry):
    """The fields of a fact that a person may set; those that are left out stay as they are."""

    value: Number | None = None
    unit: Name | None = None
    bound: Bound | None = None
    low: Number | None = None
    high: Number | None = None
    role: Role | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    statistic: Statistic | None = None
    entity: Name | None = None
    parks: Names | None = None
    indicator: Name | None = None
    theme: Name | None = None
    measure: Name | None = None
    period: Days = None
    speaker: Name | None = None
    key: bool | None = None


NULLABLE = frozenset({"low", "high", "direction", "measure", "period", "speaker"})
"""Fields that may be set to nothing."""


class DecisionEntry(StrictEntry):
    """One entry of decisions.yml."""

    action: Action
    who: Name
    when: dt.date
    why: Shown = ""
    fact: str = ""
    article: str = ""
    quote: str = ""
    surface: str = ""
    change: Fields | None = None
    reading: Fields | None = None


def load_decisions(
    corpus_dir: Path,
    articles: Sequence[Article],
    registry: Registry,
    text: str | None = None,
) -> tuple[Decision, ...]:
    """The decisions of a corpus in the order of the file; none without the file.

    Args:
        corpus_dir: The folder that may hold ``decisions.yml``.
        articles: The articles that were read: the words of an addition must occur in its one.
        registry: The themes that a correction or addition may name.
        text: What the file would hold, to be checked before it is written.

    Raises:
        BadRegistry: The file is not valid, or the quote of an addition is not in its article.
    """
    path = corpus_dir / DECISIONS
    if text is None and not path.is_file():
        return ()
    reader = _Reader(path, {a.id: a for a in articles}, registry)
    return tuple(reader.decision(row) for row in read_rows(path, "decisions", text)[1])


class _Reader:
    """Turns rows of one file into decisions."""

    def __init__(self, path: Path, articles: Mapping[str, Article], registry: Registry) -> None:
        self._path, self._articles, self._registry = path, articles, registry

    def decision(self, row: Row) -> Decision:
        entry = checked(DecisionEntry, row, self._path)
        addition = entry.action is Action.ADD
        self._check_parts(entry, row)
        fields = entry.reading if addition else entry.change
        amendments = self._amendments(fields, row, "reading" if addition else "change")
        return Decision(
            action=entry.action,
            who=entry.who,
            when=entry.when,
            why=entry.why.strip(),
            fact=entry.fact,
            article=entry.article,
            surface=entry.surface,
            amendments=() if addition else amendments,
            addition=self._addition(entry, row) if addition else None,
            line=row.line,
        )

    def _check_parts(self, entry: DecisionEntry, row: Row) -> None:
        """Each action has parts that it needs and parts that it cannot have."""
        addition, correction = entry.action is Action.ADD, entry.action is Action.CORRECT
        if not addition and not _RE_ID.match(entry.fact):
            shown = entry.fact or "（空）"
            self._fail(row, "fact", f"事实编号“{shown}”无效", "请写成 f- 加十位的形式，见事实表")
        if addition and entry.fact:
            self._fail(row, "fact", "补充的事实不写编号", "请删去 fact")
        if entry.action is not Action.CONFIRM and not entry.why.strip():
            self._fail(row, "why", "缺少理由", "请在 why 中写明为什么")
        if (entry.change is not None) != correction:
            remedy = "请写 change: {字段: 新值}" if correction else "请删去 change"
            self._fail(row, "change", f"{entry.action.value} 与 change 不符", remedy)
        if (entry.reading is not None) != addition:
            remedy = "请写 reading: {字段: 值}" if addition else "请删去 reading"
            self._fail(row, "reading", f"{entry.action.value} 与 reading 不符", remedy)

    def _amendments(self, fields: Fields | None, row: Row, part: str) -> tuple[Amendment, ...]:
        if fields is None:
            return ()
        found = []
        for name in Fields.model_fields:
            if name not in fields.model_fields_set:
                continue
            value = getattr(fields, name)
            if value is None and name not in NULLABLE:
                self._fail(row, part, f"字段“{name}”不能为空", "请写入值，或删去这个字段")
            found.append(Amendment(name, value))
        if not found:
            self._fail(row, part, f"{part} 中没有字段", "请写入至少一个字段")
        if fields.theme and self._registry.theme(fields.theme) is None:
            known = "、".join(theme.id for theme in self._registry.themes)
            self._fail(row, part, f"主题“{fields.theme}”不存在", f"可用的主题：{known}")
        if fields.period and None not in fields.period and fields.period[0] > fields.period[1]:  # type: ignore[operator]
            self._fail(row, part, "期间的起止颠倒", "请写成 [开始, 结束]")
        return tuple(found)

    def _addition(self, entry: DecisionEntry, row: Row) -> Fact | None:
        for name in ("article", "quote", "surface"):
            if not getattr(entry, name).strip():
                self._fail(row, name, f"缺少字段“{name}”", "补充事实要写明文章、原句和数字")
        fields: Any = entry.reading
        for name in ("value", "unit", "role", "parks", "indicator", "theme"):
            if not getattr(fields, name) and getattr(fields, name) != 0:
                self._fail(row, "reading", f"reading 缺少字段“{name}”", "请补上这个字段")
        article = self._articles.get(entry.article)
        if article is None:
            return None
        quote = self._located(entry.quote, article.text, row, "quote", article.id)
        inner = self._located(entry.surface, quote.of(article.text), row, "surface", "这一句")
        surface = Span(quote.start + inner.start, quote.start + inner.end)
        return _fact(fields, article.quote(surface), article.quote(quote))

    def _located(self, words: str, text: str, row: Row, field: str, where: str) -> Span:
        """Where ``words`` stand in ``text``; as typed, or else cleaned as the text was."""
        sought = next((w for w in (words.strip(), normal(words)) if w and w in text), None)
        if sought is None:
            problem = f"“{words.strip()[:30]}”不在{where}的正文中"
            self._fail(row, field, problem, "请逐字照抄原文（可从页面或文件复制）")
        start = text.find(sought)
        if text.find(sought, start + 1) >= 0:
            problem = f"“{sought[:30]}”在{where}中不止一处"
            self._fail(row, field, problem, "请改用只出现一次的原句或数字")
        return Span(start, start + len(sought))

    def _fail(self, row: Row, field: str, problem: str, remedy: str) -> NoReturn:
        raise BadRegistry(self._path, problem, remedy, row.lines.get(field, row.line))


def _fact(fields: Fields, surface: Quote, quote: Quote) -> Fact:
    bound = fields.bound or Bound.EXACT
    value = fields.value or Decimal(0)
    low, high = allowed(value, bound)
    set_ = fields.model_fields_set
    period = fields.period
    return Fact(
        surface=surface,
        quote=quote,
        quantity=Quantity(
            value,
            fields.unit or "",
            bound,
            fields.low if "low" in set_ else low,
            fields.high if "high" in set_ else high,
        ),
        role=fields.role or Role.LEVEL,
        entity=fields.entity or (fields.parks or ("",))[0],
        parks=fields.parks or (),
        indicator=fields.indicator or "",
        theme=fields.theme or "",
        direction=fields.direction,
        measure=fields.measure,
        period=Period(*period, PeriodKind.SPAN, quote.span) if period else None,
        speaker=fields.speaker,
        basis=fields.basis or Basis.UNSTATED,
        statistic=fields.statistic or Statistic.UNSTATED,
        key=bool(fields.key),
        status=Status.ADDED,
    )
