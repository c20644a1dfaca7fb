"""The steps that clean characters; each is a function from a traced text to a traced text.

They run in the order of ``CHARACTER_STEPS``: glosses before script (a gloss follows its
traditional character), script before width (conversion looks at whole words).
Every step keeps line breaks, so that lines can be counted before and after.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.answers import answered
from generator.model.article import Repair, RepairKind
from generator.reading.tracing import Edit, Traced
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import opencc

    Step = Callable[["Cleaned"], "Cleaned"]


class Cleaned(Struct, frozen=True):
    """A text on its way, with what was done to it and the script it was found in."""

    traced: Traced
    repairs: tuple[Repair, ...] = ()
    script: str = "hans"

    @property
    def text(self) -> str:
        """The text as it stands."""
        return self.traced.text

    def after(self, traced: Traced, *repairs: Repair, script: str | None = None) -> Cleaned:
        """The next state."""
        return Cleaned(traced, self.repairs + repairs, script or self.script)


_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ"

# 務(wù) 们（men）: one syllable in brackets behind the character that it tells the sound of; the
# character may be a private-use sign that stands for a rare one.
_RE_GLOSS = re.compile(rf"(?<=[\u3400-\u9fff\ue000-\uf8ff])[(（]([a-zü{_TONED}]{{1,6}})[)）]")
_RE_TONED = re.compile(f"[{_TONED}]")

# From this many toned glosses on, a bracket without a tone is a neutral syllable, not English.
_GLOSSED_PAGE = 10


def without_glosses(state: Cleaned) -> Cleaned:
    """Pinyin glosses removed: ``服務(wù)`` → ``服務``."""
    found = list(_RE_GLOSS.finditer(state.text))
    toned = [match for match in found if _RE_TONED.search(match[1])]
    gone = found if len(toned) >= _GLOSSED_PAGE else toned
    edits = [Edit(match.start(), match.end()) for match in gone]
    origin = state.traced.origin
    repairs = (Repair(RepairKind.PINYIN, origin[m.start()], m.group(), "") for m in gone)
    return state.after(state.traced.edited(edits), *repairs)


# Zero-width and direction marks, soft hyphens, controls, private-use signs, lone surrogates:
# nothing a reader sees. &nbsp; is residue where a page was unescaped once too little.
_RE_RESIDUE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\ufffd\ufff9-\ufffc\u061c\u180b-\u180f\u034f"
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufe00-\ufe0f\ud800-\udfff\U000f0000-\U0010ffff"
    r"\u115f\u1160\u3164\uffa0\u2800\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
    r"|(?P<space>&(?:nbsp|ensp|emsp|thinsp);?|[\t\u00a0\u2000-\u200a\u202f\u205f\u1680])"
)


# Where more than three combining marks may stand in a row: not between Latin letters, Chinese
# characters and marks, Hangul or pictographs.
_RE_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff"
    r"\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U000101fd-\U0001efff]{4,}"
)
_MOST_MARKS = 3
"""On one character: Vietnamese and the phonetic alphabet set two, Tibetan three."""


def without_floods(state: Cleaned) -> Cleaned:
    """Of marks piled upon one character the first three: a pile covers the lines around it."""
    edits = [edit for run in _RE_MARKS.finditer(state.text) for edit in _surplus(run)]
    if not edits:
        return state
    count, first = sum(edit.end - edit.start for edit in edits), edits[0].start
    words = (
        f"U+{ord(state.text[first]):04X} 等 {count} 个"  # the marks themselves would cover the list
    )
    note = Repair(RepairKind.MARKS, state.traced.origin[first], words, "")
    return state.after(state.traced.edited(edits), note)


def _surplus(run: re.Match[str]) -> Iterator[Edit]:
    """The marks of a run that stand behind the third one on their character."""
    piled = 0
    for at, char in enumerate((*run.group(), " "), run.start()):
        if unicodedata.category(char) in _MARKS:
            piled += 1
        else:
            if piled > _MOST_MARKS:
                yield Edit(at - piled + _MOST_MARKS, at)
            piled = 0


_MARKS = frozenset({"Mn", "Me"})

# Pictographs of posts: ornament, never words. Enclosed numbers, ©, ® and arrows are kept.
_RE_PICTOGRAPH = re.compile(
    r"[\U0001f000-\U0001f0ff\U0001f170-\U0001f1ff\U0001f200-\U0001f2ff\U0001f300-\U0001faff"
    r"\u2600-\u26ff\u2705\u2708-\u270d\u2728\u2733\u2734\u2744\u274c\u274e\u2753-\u2757\u2763-\u2767"
    r"\u2795-\u2797\u27a1\u27b0\u2b50\u2b55\u2b1b\u2b1c\u231a\u231b\u23e9-\u23fa\u203c\u2049\u20e3"
    r"\U000e0020-\U000e007f]\s?"
)


# 1️⃣ and 🔟 number a list: they become ① and ⑩, so that the number never runs into what follows.
_RE_KEYCAP = re.compile("([1-9])\ufe0f?\u20e3|\U0001f51f")


def with_circled_keycaps(state: Cleaned) -> Cleaned:
    """Keycap numbers of posts as enclosed numbers."""
    edits = [
        Edit(m.start(), m.end(), chr(0x2460 + int(m[1] or 10) - 1))
        for m in _RE_KEYCAP.finditer(state.text)
    ]
    return state.after(state.traced.edited(edits)) if edits else state


def without_pictographs(state: Cleaned) -> Cleaned:
    """Emoji out, with a blank that sets them off."""
    edits = [
        Edit(match.start(), match.start() + len(match.group().rstrip("\n")))
        for match in _RE_PICTOGRAPH.finditer(state.text)
    ]
    return state.after(state.traced.edited(edits)) if edits else state


def without_residues(state: Cleaned) -> Cleaned:
    """Invisible characters out; every kind of space becomes a space."""
    edits = [
        Edit(match.start(), match.end(), " " if match["space"] else "")
        for match in _RE_RESIDUE.finditer(state.text)
    ]
    return state.after(state.traced.edited(edits))


@cache
def _converter() -> opencc.OpenCC:
    import opencc  # its tables load as long as an article is read, and few articles need them

    return opencc.OpenCC("t2s")


@cache
def _zhu() -> re.Pattern[str]:
    """著 outside of the words that keep it."""
    words = "|".join(map(re.escape, lexicon_data("script")["zhu"]))
    return re.compile(f"(?:{words})|(?P<zhe>著)")


_HAN = range(0x3400, 0xA000)
_RE_HAN = re.compile(r"[\u3400-\u9fff]")

# Share of characters that t2s changes from which on a text counts as Traditional. A simplified
# text has a handful of variants in names; a traditional one has a quarter.
_TRADITIONAL_SHARE = 0.03


def simplified(text: str) -> str:
    """``text`` in simplified characters, one for one."""
    converted = _converter().convert(text)
    if len(converted) != len(text):  # t2s keeps lengths; should a table ever not, go by character
        converted = "".join(
            c if len(c := _converter().convert(char)) == 1 else char for char in text
        )
    return _zhu().sub(lambda m: "着" if m["zhe"] else m.group(), converted)


@cache
def _changing() -> frozenset[str]:
    """The characters that are simplified wherever they stand."""
    return frozenset(answered("characters that are simplified", _changed))


def _changed() -> str:
    characters = "\n".join(map(chr, _HAN))
    converted = _converter().convert(characters)
    return "".join(a for a, b in zip(characters, converted, strict=True) if a != b)


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional characters."""
    if _changing().isdisjoint(text):
        return False
    han = "".join(_RE_HAN.findall(text))
    changed: int = sum(a != b for a, b in zip(han, _converter().convert(han), strict=False))
    return changed > _TRADITIONAL_SHARE * len(han)


def in_simplified_script(state: Cleaned) -> Cleaned:
    """Traditional Chinese in simplified characters; a simplified text is not touched."""
    if not is_traditional(state.text):
        return state
    text = simplified(state.text)
    pairs = enumerate(zip(state.text, text, strict=True))
    at = next((i for i, (before, after) in pairs if before != after), None)
    if at is None:  # every sign would have become two, and is kept as it is
        return state
    note = Repair(RepairKind.SCRIPT, state.traced.origin[at], state.text[at], text[at])
    return state.after(state.traced.respelt(text), note, script="hant")


# Numbers that NFKC would make of signs that are none: ① → 1, m² → m2, ½ → 1⁄2, ⒈ → 1., ㈠ → (一).
_NO_DIGITS = ("<circle>", "<super>", "<sub>", "<fraction>", "<square>")

# 「」 are the quotation marks of Traditional Chinese; the later stages know “”.
_QUOTES = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "｢": "“",
    "｣": "”",
    "﹁": "“",
    "﹂": "”",
    "﹃": "‘",
    "﹄": "’",
}


@cache
def width_of(char: str) -> str:
    """One character (with its combining marks) in NFKC, unless that would invent a number."""
    if char in _QUOTES:
        return _QUOTES[char]
    normal = unicodedata.normalize("NFKC", char)
    if normal == char or (normal.startswith(" ") and len(normal) > 1):
        return char
    invented = any(unicodedata.numeric(c, None) is not None for c in normal)
    tagged = unicodedata.decomposition(char[0]).startswith(_NO_DIGITS)
    return char if invented and (tagged or len(normal) > 1) else normal


# Everything that NFKC may change: not ASCII and not a plain Chinese character or mark.
_RE_WIDE = re.compile("[^\\x00-\\x7f\u4e00-\u9fff。、“”‘’《》—·][\u0300-\u036f]*")


def in_one_width(state: Cleaned) -> Cleaned:
    """Full-width digits, letters and punctuation in NFKC: ``１２％，`` → ``12%,``."""
    edits = [
        Edit(m.start(), m.end(), width)
        for m in _RE_WIDE.finditer(state.text)
        if (width := width_of(m.group())) != m.group()
    ]
    if not edits:
        return state
    first = edits[0]
    before = state.text[first.start : first.end]
    note = Repair(RepairKind.WIDTH, state.traced.origin[first.start], before, first.text)
    return state.after(state.traced.edited(edits), note)


CHARACTER_STEPS: tuple[Step, ...] = (
    without_glosses,
    with_circled_keycaps,
    without_residues,
    without_floods,
    without_pictographs,
    in_simplified_script,
    in_one_width,
)


def clean_characters(traced: Traced, repairs: tuple[Repair, ...] = ()) -> Cleaned:
    """All character steps, in order."""
    state = Cleaned(traced, repairs)
    for step in CHARACTER_STEPS:
        state = step(state)
    return state


def visible(text: str) -> str:
    """What people declare (a name, a reason) on one line, without what no reader sees."""
    if text.isprintable() and not _RE_RESIDUE.search(text) and not _RE_MARKS.search(text):
        return text.strip()
    shown = without_floods(without_residues(Cleaned(Traced.of(text))))
    return " ".join(shown.text.split())


# The ends at which a line of running text is complete.
_RE_ENDED = re.compile(r"[。!?;:,…](?:[”’」』)])*\s*$|^\s*$")
_WRAPPED = range(32, 128)
_FULL, _MIN_LINES, _WRAPPED_SHARE = 0.85, 6, 0.4


def _columns(row: str) -> int:
    """Columns on a screen: two for a Han character or mark, one for digits, letters, spaces."""
    return sum(1 if char == " " or (char.isascii() and char.isalnum()) else 2 for char in row)


def unwrapped(traced: Traced) -> Traced:
    """A text broken into lines of one width, put together to paragraphs; others as they are.

    Text copied from e-papers and terminals has a line break wherever a line was full.
    """
    rows = traced.text.split("\n")
    widths = [_columns(row.rstrip()) for row in rows]
    width = max(widths, default=0)
    full = [
        w >= _FULL * width and not _RE_ENDED.search(row)
        for w, row in zip(widths, rows, strict=True)
    ]
    filled = sum(1 for w in widths if w)
    if width not in _WRAPPED or filled < _MIN_LINES or sum(full) < _WRAPPED_SHARE * filled:
        return traced
    edits: list[Edit] = []
    at = 0
    for row, below, is_full in zip(rows, [*rows[1:], ""], full, strict=True):
        end = at + len(row)
        if is_full and below.strip() and not below.startswith(("  ", "\u3000")):
            edits.append(Edit(end, end + 1))
        at = end + 1
    return traced.edited(edits)


_RE_SPACES = re.compile(" {2,}")


def lines_of(traced: Traced) -> Iterator[Traced]:
    """The lines, without spaces at their ends, inner runs of spaces as one space."""
    at = 0
    for row in traced.text.split("\n"):
        end = at + len(row)
        left = len(row) - len(row.lstrip())
        right = max(left, len(row.rstrip()))
        line = traced.part(at + left, at + right)
        yield line.edited(Edit(m.start(), m.end(), " ") for m in _RE_SPACES.finditer(line.text))
        at = end + 1
