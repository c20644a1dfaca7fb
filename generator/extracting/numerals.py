"""The value of a numeral: Arabic, Chinese, financial, traditional and mixed forms.

Only the number itself is read here; units, bounds and what the number is for are read elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# Every spelling of a digit or scale, as the plain simplified character.
_PLAIN = str.maketrans(
    "壹贰貳弍叁參叄肆伍陆陸柒捌玖拾佰仟萬億兩負點幾數餘〇○廿",
    "一二二二三三三四五六六七八九十百千万亿两负点几数余零零念",
)

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}

# 一个, 两年: most Chinese numerals of a text are one digit.
SINGLE = {character: Decimal(value) for character, value in _DIGITS.items() if value}
"""The values of Chinese digits but 零."""

_ALONE = SINGLE | {character: Decimal(value) for character, value in (_SCALES | _MYRIADS).items()}
"""The values of the numerals of one character: digits, and scales, which stand for one of them."""

_HUNDRED = Decimal(100)

# `3万4000余` -> `3`, `万`, `4000`, `余`: a number, a scale, a filler, a digit of a Chinese numeral.
_RE_TOKEN = re.compile(
    r"\d+(?:\.\d+)?|\.\d+|[零一二两三四五六七八九]|[十百千万亿兆]|[余多几数来念]"
)

# `1,100万` -> the comma groups thousands.
_RE_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

# `4 6/3` -> `4`, `6`, `3`; `1/2` -> nothing, `1`, `2`.
_RE_SLASH = re.compile(r"(?:(\d{1,30})\s{1,3})?(\d{1,30})\s{0,3}/\s{0,3}(\d{1,30})")

# `35`, `4.78`, `1.2亿`: most numerals need no grammar.
_RE_SIMPLE = re.compile(r"([1-9][0-9]{0,14}(?:\.[0-9]{1,6})?|0\.[0-9]{0,5}[1-9])([万亿]?)")
_LONGEST_SIMPLE = 15

# `40余亿`, `1.2多万`: the filler counts nothing.
_RE_OPEN = re.compile(r"([1-9][0-9]{0,14}(?:\.[0-9]{1,6})?)[余多]([万亿])")
_FACTORS = {"万": Decimal(10**4), "亿": Decimal(10**8)}


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral that fills ``text``.

    余, 多, 来 and a trailing 几 do not count (十几 is 10, 五百余万 is 5,000,000); 几 and 数 before a
    scale stand for its smallest multiple (几百 and 数百 are 100). 百分之五 is 0.05, 八成 0.8, 半 0.5.

    Args:
        text: A numeral without unit; spaces, full-width and traditional forms are allowed.

    Returns:
        The value, or None when ``text`` is not one numeral (also 二三十, which names two).
    """
    simple = _ALONE.get(text) or simple_numeral(text)
    if simple is not None or not text:
        return simple
    if opened := _RE_OPEN.fullmatch(text):
        return Decimal(opened[1]) * _FACTORS[opened[2]]
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).strip()
    slash = _RE_SLASH.fullmatch(plain.lstrip("负-"))
    if slash:
        whole, above, below = (Decimal(part or 0) for part in slash.groups())
        return _signed(plain, whole + above / below) if below else None
    return _expression(_RE_GROUPED.sub("", "".join(plain.split())))


def simple_numeral(text: str) -> Decimal | None:
    """The value of ``35``, ``4.78`` or ``1.2亿``; None for what needs more grammar."""
    if text.isdecimal():
        if text.isascii() and text[0] != "0" and len(text) <= _LONGEST_SIMPLE:
            return Decimal(text)
        return None
    found = _RE_SIMPLE.fullmatch(text)
    if found is None:
        return None
    digits, scale = found.groups()
    return Decimal(digits) * _FACTORS[scale] if scale else Decimal(digits)


def _expression(text: str) -> Decimal | None:
    """Sign, mixed fractions, fractions, tenths, halves; then the plain number."""
    if text[:1] in {"负", "-", "+"}:
        value = _expression(text[1:])
        return None if value is None else _signed(text, value)
    if "又" in text:
        whole, _, rest = text.partition("又")
        return _sum(_expression(whole), _expression(rest))
    if "分之" in text:
        below, _, above = text.partition("分之")
        return _ratio(_expression(above), _denominator(below))
    if text.endswith(("成", "成多")):
        tenths = _expression(text.rstrip("多")[:-1].rstrip("余多"))
        return None if tenths is None else tenths / 10
    if text.endswith("半"):
        whole = "零" if text in {"半", "一半"} else text[:-1]
        return _sum(_expression(whole), Decimal("0.5"))
    return _ALONE.get(text) or _decimal(text)


def _signed(text: str, value: Decimal) -> Decimal:
    return -value if text[:1] in {"负", "-"} else value


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second


def _ratio(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return None if above is None or not below else above / below


def _denominator(text: str) -> Decimal | None:
    """百, 千, 万 alone are whole denominators: 百分之五, 万分之三."""
    return _expression(f"一{text}" if text[:1] in {"百", "千", "万", "亿"} else text)


def _decimal(text: str) -> Decimal | None:
    """十点二三三, 四百亿点零五, 二点三万: digits behind 点, a scale behind them counts for all."""
    whole, point, rest = text.partition("点")
    if not point:
        return _scaled(text)
    digits = rest.rstrip("十百千万亿兆")
    if not digits or any(c not in _DIGITS and not c.isdigit() for c in digits):
        return None
    fraction = Decimal("0." + "".join(str(_DIGITS.get(c, c)) for c in digits))
    scale = Decimal(1)
    for character in rest[len(digits) :]:
        scale *= _SCALES.get(character) or _MYRIADS[character]
    value = _sum(_scaled(whole), fraction)
    return None if value is None else value * scale


def _scaled(text: str) -> Decimal | None:
    """一千两百三十四万, 3万4000, 四万万, 两千四百五: sections of thousands under 万 and 亿."""
    parts = _RE_TOKEN.findall(text)
    if not parts or "".join(parts) != text or not _vague_in_place(parts):
        return None
    return _Sections().read(parts)


def _vague_in_place(parts: list[str]) -> bool:
    """At least one part must be a number or a scale; 几 or 数 alone is none."""
    return any(part not in "余多几数来" for part in parts)


class _Sections:
    """Adds up the parts of one numeral.

    ``total`` holds finished sections (…亿, …万), ``section`` the running one below 10,000 and
    ``digits`` the digits that wait for their scale.
    """

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.digits = ""
        self.large = 0
        self.unit = 0
        self.chinese = False

    def read(self, parts: list[str]) -> Decimal | None:
        """The value of the parts; None when their order makes no number."""
        for part in parts:
            if part not in "余多来几数" and not self._take(part):
                return None
        # 二十三四 names two numbers.
        twofold = self.chinese and self.unit and len(self.digits.lstrip("0")) > 1
        return None if twofold else self.total + self.section + self._last()

    def _take(self, part: str) -> bool:
        if part == "念":  # 廿
            part, self.digits = "十", "2"
        if part in _SCALES:
            return self._scale(_SCALES[part])
        if part in _MYRIADS:
            return self._myriad(_MYRIADS[part])
        if part in _DIGITS:
            # 二〇二四: Chinese digits in a row are places.
            self.digits += str(_DIGITS[part])
            self.chinese = True
            return True
        self.chinese = False
        self.digits, empty = part, not self.digits.strip("0")
        return empty

    def _scale(self, unit: int) -> bool:
        number = self.digits.lstrip("0") if self.digits.isdigit() else self.digits
        # 二三十 and 二三百 name two numbers; 一百零十 has a 零 that counts nothing.
        twofold = self.chinese and len(number) > 1
        self.section += Decimal(number or 1) * unit
        self.digits, self.unit = "", unit
        return not twofold

    def _myriad(self, unit: int) -> bool:
        if self.chinese and len(self.digits.lstrip("0")) > 1:
            return False
        section = self.section + self._last()
        if self.large and unit >= self.large:
            self.total = (self.total + section) * unit
        elif self.large and not section:
            return False
        else:
            self.total += (section or Decimal(1)) * unit
        self.section, self.digits = Decimal(0), ""
        self.large = self.unit = unit
        return True

    def _last(self) -> Decimal:
        """A last digit right behind a scale counts tenths of it: 两千四百五 is 2450."""
        number = Decimal(self.digits or 0)
        short = self.chinese or self.unit >= _MYRIADS["万"]  # also 7万5
        if len(self.digits) == 1 and self.unit >= _HUNDRED and short:
            return number * self.unit / 10
        return number
