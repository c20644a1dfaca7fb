"""Figures that nothing beside them changes: 新增|1280家|, 投资|35.6亿元|; they are half of all figures.

Whatever could make more of a number than its digits and its unit (a bound, a range, a sign, a filler,
a unit with readings of its own) shows in the few characters beside it. Where none of them stands
the general reader has nothing to find, and the figure is made at once. What comes out is the same:
``tests/extracting/test_plain_figures.py`` holds both readers against each other.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.bounds import LOOK_BACK, WHOLES, BoundReader, before_whole
from generator.extracting.intervals import interval, vague_quantity
from generator.extracting.mention import Mention
from generator.extracting.numerals import SINGLE, simple_numeral
from generator.extracting.readings import Reading
from generator.extracting.spoken_readings import SPOKEN
from generator.extracting.tails import BEHIND, SCALED, TailReader
from generator.model.evidence import Span, spanned
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from generator.extracting.numeral_lexicon import NumeralLexicon

_EXACT = Bound.EXACT

# A sign, 每, 未满, a space, a line end; and two characters that change the number behind them.
_BEFORE = frozenset("-−负每满 \n")
_PAIRS_BEFORE = frozenset({"零下", "了快", "连续"})

# A range, a bracket, a denominator, 3天内, 100元起, and the fillers and levels of ``tails``.
_MORE_BEHIND = frozenset("-—–~至到(/每") | BEHIND
_BEHIND = _MORE_BEHIND | frozenset("内起")

_SIGNS = frozenset("-−负")
_FILLERS = frozenset("余多来")

# Units whose reading depends on the words around them.
_OWN_READING = frozenset({"个点", "个多点", "块", "级", "位"})

# 成 and 折 are tenths, 大 a group, a space joins; the rest are scales, fillers and spoken units.
_NO_FIRST = (SCALED | frozenset(SPOKEN) | frozenset("成折大 ")) - frozenset("个元")
_DIGITS = frozenset("0123456789一二两三四五六七八九十")

_NOTHING = Quantity(Decimal(1), "")


def _uncounted(start: int) -> Reading:
    """A digit that counts nothing: in a name, as an ordinal."""
    return Reading(spanned((start, start + 1)), _NOTHING, "", "", explicit=False)


class PlainReader(Struct, frozen=True, dict=True):
    """Makes plain figures with one lexicon."""

    lexicon: NumeralLexicon

    @cached_property
    def _tails(self) -> TailReader:
        return TailReader(self.lexicon)

    @cached_property
    def _begin(self) -> frozenset[str]:
        """What a unit, a scale, a noun that gives a unit or any other tail of a number begins with."""
        firsts = {form[0] for form in (*self.lexicon.units, *self.lexicon.nouns_behind)}
        return self._behind | firsts | SCALED | frozenset(SPOKEN) | frozenset("成折大 ")

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The canonical units of the spellings that read the same everywhere."""
        return {
            form: unit.name
            for form, unit in self.lexicon.units.items()
            if form not in _OWN_READING
            and form[0] not in _NO_FIRST
            and not any(character in form for character in "多半级")
        }

    @cached_property
    def _before(self) -> frozenset[str]:
        """Single characters before the digits, and pairs of them, that the general reader reads."""
        words = {word for own in self.lexicon.before for word in own.words}
        return _BEFORE | _PAIRS_BEFORE | {word[-2:] for word in words}

    @cached_property
    def bounds(self) -> BoundReader:
        """Reads the words that limit a number."""
        return BoundReader(self.lexicon)

    @cached_property
    def _behind(self) -> frozenset[str]:
        return _BEHIND | self.bounds.behind_firsts

    def read(self, text: str, found: re.Match[str], ceiling: int) -> Mention | None:
        """The figure of an Arabic numeral, None where the general reader must look.

        Args:
            text: The article's text.
            found: The ``arabic`` match of ``patterns.NUMERAL``.
            ceiling: Where the next claimed mention starts.
        """
        start, end = found.span()
        form = self._unit(text, start, end, ceiling)
        if not form:
            return None
        value = simple_numeral(text[start:end])
        if value is None:
            return None
        stop = end + len(form)
        quantity = Quantity(value, self._names[form], _EXACT, value, value)
        return Mention(spanned((start, stop)), text[start:stop], quantity)

    def reading(self, text: str, found: re.Match[str], ceiling: int) -> Reading | None:
        """What a numeral says that words of bounds alone may change, None for all others.

        It may be none of a figure all the same (一批, 10亿元以上项目); the arguments are as in ``read``.
        """
        if found.lastgroup == "arabic":
            return self._limited(text, found)
        value = SINGLE.get(found.group())
        return None if value is None else self._digit(text, found.start(), value, ceiling)

    def _limited(self, text: str, found: re.Match[str]) -> Reading | None:
        """超|35亿元, 93%|以上, 70|余次: Arabic digits with a unit, perhaps a filler between."""
        start, end = found.span()
        before = text[start - 1] if start else ""
        if before in _SIGNS or before.isdigit() or text[max(0, start - 2) : start] == "零下":
            return None
        vague = text[end : end + 1] in _FILLERS
        at = end + vague
        form = self._tails.unit_at(text, at)
        name = self._names.get(form)
        stop = at + len(form)
        if name is None or text[stop : stop + 1] in _MORE_BEHIND:
            return None
        value = None if _is_spoken(text, at, form, stop) else simple_numeral(text[start:end])
        if value is None:
            return None
        bound, first, last = self.bounds.read(text, start, stop, name)
        if vague:
            quantity = vague_quantity(text[start:end], value, name, bound, text[end])
        else:
            quantity = Quantity(value, name, bound, *interval(value, bound))
        kind = self.lexicon.units[form].kind
        return Reading(Span(first, last), quantity, kind, form, explicit=True)

    def _digit(self, text: str, start: int, value: Decimal, ceiling: int) -> Reading | None:
        """五|项, 一|批: a single Chinese digit; without a unit where none can stand."""
        end = start + 1
        if text[end : end + 1] not in self._begin:
            limited = self._is_changed(text, start) or any(
                _is_limited(text, start, whole) for whole in WHOLES
            )
            return None if limited else _uncounted(start)
        form = self._unit(text, start, end, ceiling)
        if not form:
            return None
        unit = self.lexicon.units[form]
        quantity = Quantity(value, unit.name, _EXACT, value, value)
        return Reading(spanned((start, end + len(form))), quantity, unit.kind, form, explicit=True)

    @cached_property
    def _unit(self) -> Callable[[str, int, int, int], str]:
        """The printed unit of the digits at ``[start, end)`` if nothing beside changes the figure.

        Asked for every figure, so that its tables are at hand and its steps stand in one place.
        """
        before, behind, names = self._before, self._behind, self._names
        sizes, guards = self.lexicon.unit_sizes, self.lexicon.guards
        # Of the units of one character what may not stand behind them.
        single = {form: behind | guards[form] for form in names if len(form) == 1}

        def unit(text: str, start: int, end: int, ceiling: int) -> str:
            last = text[start - 1] if start else ""
            if last in before or text[start - 2 : start] in before or last.isdigit():
                return ""
            follows = text[end : end + 2]
            if follows not in sizes:
                form, stop = follows[:1], end + 1
                refused = single.get(form)
                if refused is None or stop > ceiling or follows[1:] in refused:
                    return ""
            else:
                for size in sizes[follows]:  # as TailReader.unit_at
                    stop = end + size
                    form = text[end:stop]
                    guard = guards.get(form)
                    if guard is not None and (after := text[stop : stop + 1]) not in guard:
                        break
                else:
                    return ""
                stop = end + len(form)  # a text may end before
                if form not in names or stop > ceiling or after in behind:
                    return ""
            if form[0] in _OFTEN_SPOKEN and _is_spoken(text, end, form, stop):
                return ""
            return "" if _is_limited(text, start, names[form]) else form

        return unit

    def _is_changed(self, text: str, start: int) -> bool:
        """Whether one of the two characters before the digits at ``start`` changes their figure."""
        before = text[start - 1] if start else ""
        known = self._before
        return before in known or text[start - 2 : start] in known or before.isdigit()


def _is_spoken(text: str, end: int, form: str, stop: int) -> bool:
    """Whether 3元5角 or 3个县 may stand there."""
    if text[end] == "个":
        return text[end + 1 : end + 2] in _SPOKEN or text[end + 1 : end + 2] in _MYRIADS
    return form == "元" and text[stop : stop + 1] in _DIGITS


_OFTEN_SPOKEN = frozenset("个元")
_SPOKEN, _MYRIADS = frozenset(SPOKEN), frozenset("万亿")


def _is_limited(text: str, start: int, name: str) -> bool:
    """Whether 至少, 最多, 起码 or the whole of a share may stand before."""
    if name in WHOLES and before_whole(text, start, name):
        return True
    window = text[start - LOOK_BACK : start] if start > LOOK_BACK else text[:start]
    if "至" in window or "最" in window:
        return "至少" in window or "最多" in window or "至多" in window or "起码" in window
    return "起码" in window
