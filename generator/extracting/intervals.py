"""The closed interval that a printed number with its qualifiers allows."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.extracting.numerals import parse_numeral
from generator.model.quantity import Bound, Quantity

# Members at hand: each look-up of one costs as much as a short pattern.
_ABOUT, _AT_LEAST, _AT_MOST, _EXACT, _LESS, _MORE = (
    Bound.ABOUT,
    Bound.AT_LEAST,
    Bound.AT_MOST,
    Bound.EXACT,
    Bound.LESS,
    Bound.MORE,
)

_FILLERS = "余多几来数"

_RE_FILLER = re.compile(f"[{_FILLERS}]")
_RE_SCALE = re.compile(r"[十百千万亿]")
_RE_LARGE = re.compile(r"[万亿]+")
_RE_JOINT = re.compile(r"[-—–~至到]")

_SHARED_SCALE_RATIO = 1000
"""500至1000万 shares its 万; 500至1万 does not: ends of a range are within three decades."""


def has_filler(number: str) -> bool:
    """Whether 余, 多, 几 or 数 stands inside the digits (二十余万, 十几)."""
    return _RE_FILLER.search(number) is not None


def interval(value: Decimal, bound: Bound) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest number that ``bound`` allows, None where it leaves the end open."""
    if bound is _EXACT:
        return value, value
    if bound is _MORE or bound is _AT_LEAST:
        return value, None
    return (None, value) if bound is _LESS or bound is _AT_MOST else (None, None)


def filler_step(number: str, scale: str) -> Decimal:
    """How much a vague filler may add: one of the last place that the digits name.

    40余亿 is below 50亿, 280余次 below 290, 4万多本 below 5万.

    Args:
        number: The digits with fillers and scales inside.
        scale: A scale behind them, or the empty string.
    """
    if not scale and number.isascii():  # 280余次: the digits alone, which mostly need no grammar
        return _last_place(number)
    digits, _, behind = _RE_FILLER.sub("+", number.lstrip("几数")).partition("+")
    factor = parse_numeral(behind + scale) or Decimal(1)
    named = _RE_SCALE.findall(digits)
    last = (parse_numeral(named[-1]) or Decimal(1)) * factor if named else factor
    plain = _RE_SCALE.split(digits)[0].replace(",", "")
    if "." in plain:
        return _last_place(plain) * last
    return last if named else _last_place(plain) * factor


def _last_place(digits: str) -> Decimal:
    """One of the last place that digits name: 10 of 280, 0.1 of 4.7."""
    plain = digits.replace(",", "")
    if "." in plain:
        return Decimal(1).scaleb(-len(plain.partition(".")[2]))
    return Decimal("1" + "0" * (len(plain) - len(plain.rstrip("0"))))


def vague_quantity(
    number: str,
    value: Decimal,
    unit: str,
    bound: Bound,
    words: str,
    scale: str = "",
    factor: int = 1,
) -> Quantity:
    """A number with a filler: 70余次, 六十来家, 二十余万.

    Args:
        number: The digits.
        value: Their value in the base unit.
        unit: Canonical unit.
        bound: What words beside the number say.
        words: The number's words, among which 来 makes it an approximation.
        scale: A scale behind the digits.
        factor: What one of the number's own unit is in ``unit``: 成 is 10 of %.
    """
    if "来" in words:  # sixty, a few more or less
        return Quantity(value, unit, _ABOUT, *interval(value, _ABOUT))
    printed = bound if bound is _ABOUT or bound is _AT_MOST else _MORE
    return Quantity(value, unit, printed, value, value + filler_step(number, scale) * factor)


def lower_end(low: Decimal, high: Decimal, words: str) -> Decimal:
    """The lower end of a range: in 500至1000万元 it shares the upper end's 万."""
    first = _RE_JOINT.split(words, maxsplit=1)[0]
    shared = _RE_LARGE.search(words, len(first))
    if shared and not _RE_LARGE.search(first) and low * _SHARED_SCALE_RATIO < high:
        return low * (parse_numeral(shared.group()) or 1)
    return low
