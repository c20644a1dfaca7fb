"""Facts and nonfacts: the two ways in which a numeral of an article is accounted for."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.errors import UngroundedFact

if TYPE_CHECKING:
    from generator.model.evidence import Quote, Span
    from generator.model.period import Period
    from generator.model.quantity import Quantity


class Role(StrEnum):
    """What a figure is in its sentence."""

    LEVEL = "level"
    """A quantity that stands."""
    BEFORE = "before"
    """The first end of a change."""
    AFTER = "after"
    """The second end of a change."""
    CHANGE = "change"
    """An increase or decrease by this much."""
    RANK = "rank"
    """第一, 首位, 首创."""
    TARGET = "target"
    """Planned, expected, capacity to come."""
    SHARE = "share"
    """A part of a whole."""


class Direction(StrEnum):
    """Which way a change goes."""

    UP = "up"
    DOWN = "down"


class Basis(StrEnum):
    """What a ``before`` or a change is measured against."""

    STATUTORY = "statutory"
    """法定时限."""
    PROMISED = "promised"
    """承诺时限."""
    FORMER = "former"
    """Former practice: 原来, 改革前, 以往."""
    LAST_YEAR = "last-year"
    """同比, 上年同期."""
    PREVIOUS = "previous"
    """环比, 上月, 上季度."""
    PLAN = "plan"
    """较原计划."""
    ELSEWHERE = "elsewhere"
    """Another place: 外地, 全省平均."""
    UNSTATED = "unstated"


class Statistic(StrEnum):
    """Which statistic of many cases a figure gives."""

    UNSTATED = "unstated"
    AVERAGE = "average"
    """平均, 月均."""
    BEST = "best"
    """最快, 最短, 最高: one best case, never a typical one."""
    CUMULATIVE = "cumulative"
    """累计, 共, 先后."""
    AT_DATE = "at-date"
    """A stock at a day: 现有, 目前, 余额."""


class Status(StrEnum):
    """What people have decided about a fact that a machine proposed."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    ADDED = "added"


class NonFactReason(StrEnum):
    """Why a numeral is not a fact (gold GUIDELINES, nonfact line)."""

    DATE = "date"
    """A calendar date, or the time of an event or of a fact."""
    NAME = "name"
    """Inside a proper name, slogan or fixed term: 12345, 1+3+N, 小巨人."""
    ORDINAL = "ordinal"
    """第一次, 一期, 首个 when it ranks nothing."""
    IDIOM = "idiom"
    """接二连三, 零距离."""
    OTHER = "other"
    """Indefinite 一个, thresholds, and whatever is none of the above."""


class NonFact(Struct, frozen=True, gc=False):
    """A numeral mention that states no figure, with the reason."""

    surface: Quote
    quote: Quote
    reason: NonFactReason


class Fact(Struct, frozen=True, gc=False):
    """A figure of an article, tied to the words it came from.

    Attributes:
        surface: The number with qualifier and unit, verbatim.
        quote: The shortest clause from which a reader can understand it; contains ``surface``.
        pair: The same label on the ``before`` and the ``after`` of one change.
        entity: Whose figure it is, by full name.
        parks: Names of the parks or regions in whose casebook it belongs (nearly always one).
        indicator: Short noun phrase naming what is measured, without the number.
        theme: Id of the theme.
        measure: The named reform that it belongs to, as the text names it.
        speaker: Who says it, when quoted or reported.
        margin: How far the theme that was chosen stands ahead of the next, 0 (a toss-up) to 1 (no
            doubt); None where a person gave the fact.
        key: Whether a reader who compares parks would want it in a table.

    Raises:
        UngroundedFact: ``surface`` does not lie inside ``quote``.
    """

    surface: Quote
    quote: Quote
    quantity: Quantity
    role: Role
    entity: str
    parks: tuple[str, ...]
    indicator: str
    theme: str
    direction: Direction | None = None
    pair: str | None = None
    measure: str | None = None
    period: Period | None = None
    speaker: str | None = None
    basis: Basis = Basis.UNSTATED
    statistic: Statistic = Statistic.UNSTATED
    key: bool = False
    margin: float | None = None
    status: Status = Status.UNREVIEWED

    def __post_init__(self) -> None:
        surface, quote = self.surface, self.quote
        span, words, first = surface.span, surface.text, quote.span.start
        at, end = span.start - first, span.end
        if not words or at < 0 or end > quote.span.end or quote.text[at : end - first] != words:
            raise UngroundedFact(words, span.start, end, quote.text[max(at, 0) : end - first])

    @property
    def park(self) -> str:
        """The parks' names joined by 、 (the form of the machine output)."""
        return "、".join(self.parks)

    @property
    def article(self) -> str:
        """The id of the article that states it."""
        return self.quote.article


def fact_id(article: str, surface: str, quote: str, nth: int = 0) -> str:
    """A name for a fact that survives rebuilds and edits elsewhere in the article.

    Args:
        article: The article's id.
        surface: The number's words.
        quote: The clause's words.
        nth: How many facts with the same words stand before it in the article.

    Returns:
        ``f-`` and ten hexadecimal digits.
    """
    key = "\x1f".join((article, surface, quote, str(nth) if nth else ""))
    return "f-" + hashlib.sha256(key.encode()).hexdigest()[:10]


class Voice(Struct, frozen=True, gc=False):
    """Words that a named or described person is quoted with."""

    quote: Quote
    speaker: str
    title: str | None
    """职务, as the text gives it."""
    organisation: str | None
    span: Span
    """The attribution (…说) and the words together."""
