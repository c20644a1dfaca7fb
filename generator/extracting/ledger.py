"""The ledger of an article's numerals: each is one figure or one nonfact with a reason.

Nonfacts are recognised first (dates, names, ordinals, idioms, words), then what is left is read as
a quantity; a numeral that gives none is a nonfact too. So every numeral is accounted for.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from generator.extracting.indefinite import is_indefinite, is_threshold
from generator.extracting.mention import Mention
from generator.extracting.nonfacts import NonFactReader
from generator.extracting.numerals import parse_numeral
from generator.extracting.patterns import NUMERAL
from generator.extracting.quantities import QuantityReader
from generator.model.evidence import Span
from generator.model.fact import NonFactReason, Role
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.extracting.numeral_lexicon import NumeralLexicon
    from generator.extracting.quantities import Reading
    from generator.extracting.segmentation import Document


def find_mentions(document: Document, lexicon: NumeralLexicon) -> tuple[Mention, ...]:
    """Every numeral mention of an article.

    Args:
        document: The article, segmented.
        lexicon: Units, bounds, fixed terms.

    Returns:
        Mentions in text order that do not overlap, each with a quantity or a reason;
        ``document.text`` at a mention's span is its surface.
    """
    return mentions_of(document.text, lexicon)


def mentions_of(text: str, lexicon: NumeralLexicon) -> tuple[Mention, ...]:
    """``find_mentions`` for a bare text."""
    claims = _nonfact_reader(lexicon).claims(text)
    found: list[Mention] = []
    end = 0
    for mention in _merged(text, claims, _quantity_reader(lexicon)):
        if mention.span.start >= end:
            found.append(mention)
            end = mention.span.end
    return tuple(m for m in found if m.quantity or m.reason)


@cache
def _nonfact_reader(lexicon: NumeralLexicon) -> NonFactReader:
    return NonFactReader(lexicon)


@cache
def _quantity_reader(lexicon: NumeralLexicon) -> QuantityReader:
    return QuantityReader(lexicon)


def _merged(text: str, claims: list[Mention], reader: QuantityReader) -> Iterator[Mention]:
    """Claims and, in the gaps between them, what the reader makes of the rest."""
    at = 0
    for claim in (*claims, None):
        gap = len(text) if claim is None else claim.span.start
        yield from _gap(text, at, gap, reader)
        if claim is not None:
            yield claim
            at = claim.span.end


def _gap(text: str, start: int, end: int, reader: QuantityReader) -> Iterator[Mention]:
    while start < end:
        found = NUMERAL.search(text, start, end)
        if found is None:
            return
        mention = _judged(text, found, start, end, reader)
        if mention is not None:
            yield mention
        start = max(found.end(), mention.span.end if mention else 0)


def _judged(
    text: str, found: re.Match[str], floor: int, ceiling: int, reader: QuantityReader
) -> Mention | None:
    """A figure, a nonfact, or None for a character that is no numeral here (首, 双, 几)."""
    if found["special"] or found["half"]:
        return _special(text, found, ceiling, reader)
    areas = _RE_AREAS.match(text, found.start())
    if areas and _RE_AREAS_BEFORE.search(text[max(0, found.start() - 10) : found.start()]):
        number = parse_numeral(found.group())
        return (
            Mention(
                Span(*areas.span()),
                areas.group(),
                Quantity(number, "个", Bound.EXACT, number, number),
            )
            if number
            else None
        )
    reading = reader.read(text, *found.span())
    if reading is None or reading.span.end > ceiling:
        return _leftover(text, found, ceiling)
    start = max(reading.span.start, floor)
    span = Span(start, reading.span.end)
    if not _is_figure(text, found, reading, reader):
        return _nonfact(text, found, span, reading)
    role = Role.TARGET if text[span.end - 1] == "级" and reading.kind == "money" else None
    return Mention(span, span.of(text), reading.quantity, None, role)


def _is_figure(text: str, found: re.Match[str], reading: Reading, reader: QuantityReader) -> bool:
    if not reading.quantity.unit:
        return False
    form = reading.unit_form
    if found["chinese"]:
        if found.group().startswith("几"):
            return False
        if not form and not reading.explicit:
            return False
        unit = reader.lexicon.units.get(form)
        if unit and unit.arabic and len(found["chinese"]) == 1:
            return False
    if text[max(0, reading.span.start - 1) : reading.span.start] == "每":
        return False
    if is_indefinite(text, found, reading) or is_threshold(text, reading):
        return False
    return reading.kind != "context" or found["arabic"] is not None or reading.explicit


def _nonfact(text: str, found: re.Match[str], span: Span, reading: Reading) -> Mention:
    """一个, 10亿元以上 and the like are indefinite or a threshold; a bare numeral is a name."""
    if reading.unit_form:
        return Mention(span, span.of(text), None, NonFactReason.OTHER)
    return _leftover(text, found, len(text))


def _leftover(text: str, found: re.Match[str], ceiling: int) -> Mention:
    """A numeral without quantity: in a name (四川, 万畅) it takes the next character along."""
    end = found.end()
    if found["arabic"]:
        return Mention(Span(*found.span()), found.group(), None, NonFactReason.OTHER)
    if end < ceiling and _RE_HAN.match(text, end):
        end += 1
    span = Span(found.start(), end)
    return Mention(span, span.of(text), None, NonFactReason.NAME)


# 辖四镇两街: how many areas a region governs; 四省通衢 counts none.
_RE_AREAS = re.compile(
    r"(?:\d{1,3}|[一两二三四五六七八九十]{1,3})(?:街道|镇|街|乡|村|县|区|市|州|办)"
)
_RE_AREAS_BEFORE = re.compile(
    r"(?:辖|托|管辖|代管)[有个]?(?:(?:\d{1,3}|[一两二三四五六七八九十]{1,3})(?:街道|镇|街|乡|村|县|区|市|州|办)[、和]?){0,3}$"
)

_RE_HAN = re.compile(r"[\u4e00-\u9fff]")

# 半小时, 半个月, 半年; 过半, 半数以上; 几个, 几千公里; 一半 is a run of two and comes here by 半.
_RE_HALF_TIME = re.compile(
    r"半(?P<unit>个?小时|个?月|年|天|日|个?工作日|周|个?学期)(?P<inside>内(?!部|容))?(?P<more>多)?"
)
_RE_HALF = re.compile(
    r"(?P<over>过|超过|超)?(?P<near>近|将近|接近|约)?(?P<half>一半|半数)(?P<above>以上|左右)?|过半(?!百)"
)
_RE_FEW = re.compile(
    r"几(?P<rest>大|百?千?万?(?:个|家|次|年|天|名|位|项|种|类|条|件|公里|倍|分钟|小时|代|场|张|块|句|步|座|套|台|本|遍|点|秒|元|米|亩|人|趟|份|笔|轮))"
)


def _special(
    text: str, found: re.Match[str], ceiling: int, reader: QuantityReader
) -> Mention | None:
    """半, 几; 首 and 双 outside of known words are no numerals."""
    if found.group() == "两位数":
        ten = Quantity(Decimal(10), "%", Bound.AT_LEAST, Decimal(10), None)
        return Mention(Span(*found.span()), found.group(), ten)
    if found.group() == "几":
        few = _RE_FEW.match(text, found.start(), ceiling)
        return Mention(Span(*few.span()), few.group(), None, NonFactReason.OTHER) if few else None
    if found.group().startswith("翻"):
        times = parse_numeral(found["times"]) or Decimal(1)
        grown = Decimal(100) * (Decimal(2) ** times - 1)
        return Mention(
            Span(*found.span()), found.group(), Quantity(grown, "%", Bound.EXACT, grown, grown)
        )
    if found.group() == "半成":
        five = Decimal(5)
        return Mention(
            Span(*found.span()), found.group(), Quantity(five, "%", Bound.EXACT, five, five)
        )
    if "半" not in found.group():
        return None
    time = _RE_HALF_TIME.match(text, found.start(), ceiling)
    if time:
        return _half_time(text, time, reader)
    return _half(text, found.start(), ceiling)


def _half_time(text: str, time: re.Match[str], reader: QuantityReader) -> Mention:
    unit = reader.lexicon.units.get(time["unit"])
    value = Decimal("0.5")
    bound = Bound.AT_MOST if time["inside"] else Bound.MORE if time["more"] else Bound.EXACT
    span = Span(*time.span())
    name = unit.name if unit else time["unit"].lstrip("个")
    return Mention(span, span.of(text), Quantity(value, name, bound, value, value))


def _half(text: str, start: int, ceiling: int) -> Mention | None:
    """一半以上, 过半, 半数: 50 %."""
    for begin in range(max(0, start - 4), start + 1):
        half = _RE_HALF.match(text, begin, ceiling)
        if half and half.start() <= start < half.end():
            span = Span(*half.span())
            bound = _half_bound(half)
            fifty = Decimal(50)
            return Mention(
                span,
                span.of(text),
                Quantity(
                    fifty,
                    "%",
                    bound,
                    fifty if bound is not Bound.LESS else None,
                    None if bound is not Bound.EXACT else fifty,
                ),
            )
    return None


def _half_bound(half: re.Match[str]) -> Bound:
    if half["above"]:
        return Bound.AT_LEAST if half["above"] == "以上" else Bound.ABOUT
    if half["near"]:
        return Bound.ABOUT if half["near"] == "约" else Bound.LESS
    return Bound.MORE if half["over"] or half.group() == "过半" else Bound.EXACT


# Digits, and Chinese numerals that only a number can be: a digit with a scale (三十, 两千四).
_RE_SURE = re.compile(
    r"\d[\d.,]*|[一二两三四五六七八九]+[十百千万亿]+[零一二两三四五六七八九十百千万亿]*|十[一二三四五六七八九]"
)


def uncovered(text: str, mentions: Iterable[Mention]) -> tuple[Span, ...]:
    """Numerals of the text that no mention holds: Arabic digits and unmistakable Chinese numbers.

    Independent of how mentions are found, so that it can be asserted for every article.
    """
    taken = bytearray(len(text))
    for mention in mentions:
        taken[mention.span.start : mention.span.end] = b"\1" * len(mention.span)
    return tuple(
        Span(*found.span())
        for found in _RE_SURE.finditer(text)
        if not any(taken[found.start() : found.end()])
        and parse_numeral(found.group().rstrip(".,")) is not None
    )
