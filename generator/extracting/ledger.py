"""The ledger of an article's numerals: each is one figure or one nonfact with a reason.

Nonfacts are recognised first (dates, names, ordinals, idioms, words), then what is left is read as
a quantity; a numeral that gives none is a nonfact too. So every numeral is accounted for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.extracting.conditions import is_condition
from generator.extracting.fixed_readings import fixed_reading
from generator.extracting.indefinite import is_indefinite
from generator.extracting.mention import Mention
from generator.extracting.nonfacts import NonFactReader
from generator.extracting.numerals import parse_numeral
from generator.extracting.patterns import LONGEST, NUMERAL
from generator.extracting.quantities import QuantityReader
from generator.extracting.scanning import DIGITS
from generator.extracting.spoken_readings import spoken_reading
from generator.model.evidence import Span
from generator.model.fact import NonFactReason, Role
from generator.model.quantity import Bound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.extracting.numeral_lexicon import NumeralLexicon
    from generator.extracting.readings import Reading
    from generator.extracting.segmentation import Document


# Members at hand: each look-up of one costs as much as a short pattern.
_EXACT = Bound.EXACT
_IDIOM, _NAME, _OTHER = NonFactReason.IDIOM, NonFactReason.NAME, NonFactReason.OTHER
_TARGET = Role.TARGET


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
    numerals = list(NUMERAL.finditer(text))
    claims = _nonfact_reader(lexicon).claims(text, numerals)
    found, overrun = _merged(text, numerals, claims, _quantity_reader(lexicon))
    if overrun:  # seldom
        found = _without_overlaps(found)
    return tuple([mention for mention in found if mention.quantity or mention.reason])


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Mentions from left to right, of those that overlap the first."""
    kept: list[Mention] = []
    end = 0
    for mention in mentions:
        if mention.span.start >= end:
            end = mention.span.end
            kept.append(mention)
    return kept


_SIGHT = 3
"""How far behind its end a numeral looks at most."""


@cache
def _nonfact_reader(lexicon: NumeralLexicon) -> NonFactReader:
    return NonFactReader(lexicon)


@cache
def _quantity_reader(lexicon: NumeralLexicon) -> QuantityReader:
    return QuantityReader(lexicon)


def _merged(
    text: str, numerals: list[re.Match[str]], claims: list[Mention], reader: QuantityReader
) -> tuple[list[Mention], bool]:
    """Claims and, in the gaps between them, what the reader makes of the rest.

    Args:
        text: The text.
        numerals: Its numerals.
        claims: Mentions in order, without overlaps.
        reader: Reads quantities.

    Returns:
        The mentions in order, and whether one of them ends behind its gap.
    """
    size, plain, found = len(text), reader.plain.read, []
    # One beyond the text, so that there is always a next one.
    starts, ends = [*map(_START, numerals), size], [*map(_END, numerals), size + 1]
    overrun, at, start = False, 0, 0
    for claim in [*claims, None]:
        end = claim.span.start if claim else size
        clear = end - _SIGHT if claim else end
        while start < end:
            while ends[at] <= start:
                at += 1
            following = starts[at]
            if start <= following and ends[at] <= clear:
                numeral = numerals[at]
            # Cut by a claim it may be another one; before 瓦 a 千 is none, unless a claim is there.
            elif (following < end or text[end - 1] == "千") and (
                cut := NUMERAL.search(text, start, end)
            ):
                numeral = cut
            else:
                break
            mention = plain(text, numeral, end) if numeral.lastgroup == "arabic" else None
            if mention is None:
                mention = _judged(text, numeral, start, end, reader)
            start = numeral.end()
            if mention is not None:
                found.append(mention)
                if (stop := mention.span.end) > start:
                    start = stop
        overrun = overrun or start > end
        if claim:
            found.append(claim)
            start = claim.span.end
    return found, overrun


_START, _END = re.Match.start, re.Match.end


def _judged(
    text: str, found: re.Match[str], floor: int, ceiling: int, reader: QuantityReader
) -> Mention | None:
    """A figure, a nonfact, or None for a character that is no numeral here (首, 双, 几)."""
    if found.lastgroup in {"special", "half"}:
        return fixed_reading(text, found, floor, ceiling, reader.lexicon)
    reading = reader.plain.reading(text, found, ceiling)
    if reading is None:
        start = found.start()
        if start and text[start - 1].isdigit() and _is_end_of_long(text, start):
            return _leftover(text, found, ceiling)
        if spoken := spoken_reading(text, found, ceiling, reader):
            return spoken
        reading = reader.read(text, start, found.end())
    if reading is None or reading.span.end > ceiling:
        return _leftover(text, found, ceiling)
    return _told(text, found, floor, ceiling, reading, reader.lexicon)


def _told(
    text: str,
    found: re.Match[str],
    floor: int,
    ceiling: int,
    reading: Reading,
    lexicon: NumeralLexicon,
) -> Mention:
    """What a number with its unit and bounds is: a figure, or a nonfact."""
    span = reading.span
    if span.start < floor:
        span = Span(floor, span.end)
    if not _is_figure(text, found, reading, lexicon):
        return _nonfact(text, found, ceiling, span, reading)
    surface = text[span.start : span.end]
    # 千亿级, 500亿元级: the scale to reach.
    role = _TARGET if surface[-1:] == "级" and reading.kind == "money" else None
    return Mention(span, surface, reading.quantity, None, role)


def _is_end_of_long(text: str, start: int) -> bool:
    """Whether the digits at ``start`` end a row of more digits than a numeral can have."""
    before = text[max(0, start - LONGEST) : start]
    return len(before) == LONGEST and before.isdigit()


def _is_figure(text: str, found: re.Match[str], reading: Reading, lexicon: NumeralLexicon) -> bool:
    if not reading.quantity.unit or text[max(0, reading.span.start - 1)] == "每":
        return False
    if found.lastgroup == "chinese" and not _counts(number := found.group(), reading, lexicon):
        return _is_turn(text, number, reading) or _is_round_sum(text, reading)
    return not (is_indefinite(text, found, reading) or is_condition(text, reading))


_SECOND = frozenset({"套", "期", "楼", "线", "次", "级", "类", "号"})


def _counts(number: str, reading: Reading, lexicon: NumeralLexicon) -> bool:
    """Whether a Chinese numeral is a count: 三家, 二十级, 百余企业; not 三级, 几百, 三."""
    if number.startswith("几") or not reading.explicit:
        return False
    if number == "二" and reading.unit_form in _SECOND:  # 二套房贷: the second, for two is 两
        return False
    if _RE_SCALES_ONLY.fullmatch(number) and reading.quantity.bound is _EXACT:
        return reading.unit_form == "级"
    unit = lexicon.units.get(reading.unit_form)
    return not (unit and unit.arabic and len(number) == 1)


# 退回来|两回|, but not 两回事.
_RE_TURNED = re.compile(r"[了来去过跑]$")
_RE_STOP = re.compile(r"[,。;、!?”)\n]|$")


def _is_turn(text: str, number: str, reading: Reading) -> bool:
    """Whether 两回, 三道 count turns behind a verb; most often such words are no counts."""
    start, end = reading.span.start, reading.span.end
    turns = reading.unit_form in {"回", "道", "单"} and number in "两三四五六七八九"
    return turns and bool(
        _RE_TURNED.search(text, max(0, start - 1), start) and _RE_STOP.match(text, end)
    )


# 向着|百亿元|迈进, 实现产值|百亿元: a round sum that is reached or aimed at; 百亿元产业 is a class.
_RE_SUM_BEFORE = re.compile(
    r"(?:[向朝]着?|冲刺|迈向|冲击|挺进|瞄准|进军|剑指|锁定|实现|达到?|迈上|跃上|站上|跨过|跨越|突破|接近|逼近|产值|税收|投资|营收|收入|规模|总量|GDP)$"
)
_RE_SUM_BEHIND = re.compile(
    r"(?:的)?(?:迈进|进军|冲刺|目标|大关|门槛|关口|挺进|进发|台阶|[,。;、!?)”\n]|$)"
)


def _is_round_sum(text: str, reading: Reading) -> bool:
    """Whether a scale with 元 alone (百亿元) is an amount: where it ends a phrase of reaching."""
    start, end = reading.span.start, reading.span.end
    if reading.quantity.unit != "元" or not _RE_SCALES_ONLY.match(text, start):
        return False
    before = text[max(0, start - 4) : start]
    return bool(_RE_SUM_BEFORE.search(before) and _RE_SUM_BEHIND.match(text, end))


# 万名干部, 百家企业: a scale alone is a figure only with a bound (上千家) or a level (千亿级).
_RE_SCALES_ONLY = re.compile(r"[百千万亿]+")


def _nonfact(
    text: str, found: re.Match[str], ceiling: int, span: Span, reading: Reading
) -> Mention:
    """一个, 10亿元以上 and the like are indefinite or a threshold; a bare numeral is a name."""
    if reading.unit_form:
        return Mention(span, span.of(text), None, _OTHER)
    return _leftover(text, found, ceiling)


def _leftover(text: str, found: re.Match[str], ceiling: int) -> Mention:
    """A numeral without quantity: in a name (四川, 万畅) it takes the next character along."""
    end = found.end()
    if found.group() == "零" and _RE_NONE_OF.match(text, end, ceiling):  # 零积压, 零证明
        span = Span(found.start(), end + 2)
        return Mention(span, span.of(text), None, _IDIOM)
    if found.lastgroup == "arabic":
        return Mention(Span(*found.span()), found.group(), None, _OTHER)
    if end < ceiling and _RE_HAN.match(text, end):
        end += 1
    span = Span(found.start(), end)
    return Mention(span, span.of(text), None, _NAME)


_RE_NONE_OF = re.compile(r"[\u4e00-\u9fff]{2}")
_RE_HAN = re.compile(r"[\u4e00-\u9fff]")

# Digits, and Chinese numerals that only a number can be: a digit with a scale (三十, 两千四). The set
# at its head lets the engine skip ahead; what may stand there is looked at from behind it.
_RE_SURE = re.compile(
    rf"[{DIGITS}一二两三四五六七八九十](?:(?<=\d)[\d.,]*|(?<=十)[一二三四五六七八九]"
    r"|(?<=[一二两三四五六七八九])(?<![一二两三四五六七八九].)[一二两三四五六七八九]*+[十百千万亿][零一二两三四五六七八九十百千万亿]*)"
)


def uncovered(text: str, mentions: Iterable[Mention]) -> tuple[Span, ...]:
    """Numerals of the text that no mention holds: Arabic digits and unmistakable Chinese numbers.

    Independent of how mentions are found, so that it can be asserted for every article.
    """
    held = sorted([mention.span for mention in mentions])
    # Nearly always nothing is left. The words between the mentions tell it by themselves, for what
    # stands alone there is a number the sooner.
    between, at = [], 0
    for start, end in held:
        between.append(text[at:start])
        at = end
    between.append(text[at:])
    if not _RE_SURE.search("\0".join(between)):
        return ()
    # One beyond the text, so that there is always a next one.
    held.append(Span(len(text) + 1, len(text) + 1))
    left, following = [], iter(held)
    first, last = next(following)
    for found in _RE_SURE.finditer(text):
        start, end = found.span()
        while last <= start:
            first, last = next(following)
        if first >= end and _is_number(found.group()):
            left.append(Span(start, end))
    return tuple(left)


def _is_number(words: str) -> bool:
    return parse_numeral(words.rstrip(".,")) is not None
