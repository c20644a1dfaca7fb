"""Repair of byte-damaged GBK runs: by evidence and margin, never by guess.

A run is replaced only when it reads as nonsense, one other reading is better by ``GAIN`` nats,
and that reading beats the next one by ``MARGIN``. Rivals that differ only in the characters
whose bytes were lost leave ``□`` there. Everything else stays and is reported.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.article import Repair, RepairKind
from generator.reading.cleaning import simplified, width_of
from generator.reading.damage import RE_ANCHOR, RE_GLOSS, Run, runs_at
from generator.reading.tracing import Edit, Traced
from generator.reading.wordmodel import WordModel

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "□"
GAIN = 12.0
SECOND_GAIN = 6.0
"""Enough in a document that is known to be damaged, whose repaired words are known."""
MARGIN = 2.5
_NONSENSE = -8.5
"""Nats a character below which the text behind an anchor reads as nonsense; news has about -5."""

_CONTEXT = 4
_LOOK = 6
_MANY = 14
"""So many of the likeliest characters are tried at either end of a run."""
_SHORT_BODY = 3
_MIN_AGREED = 3

# Signs that no undamaged Chinese line shows behind a mark: private-use characters, enclosed
# numbers, Roman numerals, full-width letters inside a word.
_RE_SIGN = re.compile(r"[\ue000-\uf8ff\u2460-\u24ff\u2160-\u217f\uff10-\uff5e]")

# The characters in which damage shows
_RE_WORDS = re.compile(rf"[^\x00-\x7f]{{0,{_LOOK}}}")

# A mark right behind a mark that cannot be followed by one: ,?  、!
_RE_AFTER_MARK = re.compile(r"[,、;:.(“《][!?,.;:]")


class _Reading(Struct, frozen=True):
    gain: float
    run: Run
    text: str


class Verdict(Struct, frozen=True):
    """What is known of one damaged place; ``after`` is empty when it was left as it is."""

    start: int
    end: int
    after: str
    words: tuple[str, ...] = ()


def repair_damage(traced: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """The text with its damaged runs read right, and what was done or left.

    A text without hard signs of damage is returned at once.
    """
    if not _shows_damage(traced.text):
        return traced, ()
    model = WordModel.load()
    verdicts = _scan(traced.text, model, GAIN, GAIN, ())
    fixed = [v for v in verdicts if v.after]
    if len(fixed) > 1:
        known = model.with_words({w for v in fixed for w in v.words if len(w) > 1})
        more = _scan(traced.text, known, SECOND_GAIN, 0.0, fixed)
        verdicts = _without_echoes(sorted([*fixed, *more], key=lambda v: v.start))
    edits = [Edit(v.start, v.end, v.after) for v in verdicts if v.after]
    return traced.edited(edits), tuple(_note(traced, v) for v in verdicts)


def _note(traced: Traced, verdict: Verdict) -> Repair:
    before = traced.text[verdict.start : verdict.end]
    kind = RepairKind.GBK_DAMAGE if verdict.after else RepairKind.GBK_SUSPECT
    return Repair(kind, traced.origin[verdict.start], before, verdict.after or before)


def _without_echoes(verdicts: list[Verdict]) -> list[Verdict]:
    """The verdicts without doubts about a mark that merely stands beside a repaired run."""
    fixed = [v for v in verdicts if v.after]
    return [
        v
        for v in verdicts
        if v.after or not any(f.start <= v.end and v.start <= f.end for f in fixed)
    ]


def _shows_damage(text: str) -> bool:
    """Whether any anchor is followed by what undamaged text does not have; needs no model."""
    for match in RE_ANCHOR.finditer(text):
        if len(match.group()) > 1:
            return True
        window = text[match.end() : match.end() + _LOOK].split("\n", 1)[0]
        if _RE_SIGN.search(window[1:]) or any(_is_foreign(char) for char in window):
            return True
        if (
            _RE_AFTER_MARK.match(text, max(0, match.start() - 1))
            and "\u4e00" <= window[:1] <= "\u9fff"
        ):
            return True
    return False


def _is_foreign(char: str) -> bool:
    """Whether a Han character is in none of the everyday sets, simplified or traditional."""
    if not "\u3400" <= char <= "\u9fff":
        return False
    try:
        simplified(char).encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _scan(
    text: str, model: WordModel, gain: float, doubt: float, fixed: Sequence[Verdict]
) -> list[Verdict]:
    """The damaged places outside of ``fixed``: repaired from ``gain`` on, reported from ``doubt`` on."""
    verdicts: list[Verdict] = []
    at = 0
    for match in RE_ANCHOR.finditer(text):
        start = match.start()
        if start < at or any(v.start <= start < v.end for v in fixed):
            continue
        if not _is_suspicious(text, match, model):
            continue
        verdict = _judge(text, match, model, gain, doubt)
        if verdict and not any(v.start <= verdict.end and verdict.start <= v.end for v in fixed):
            verdicts.append(verdict)
            at = verdict.end
    return verdicts


def _is_suspicious(text: str, anchor: re.Match[str], model: WordModel) -> bool:
    if len(anchor.group()) > 1 or _RE_AFTER_MARK.match(text, max(0, anchor.start() - 1)):
        return True
    window = _RE_WORDS.match(text, anchor.end())
    words = window.group() if window else ""
    if not words:
        return text[anchor.end() : anchor.end() + 1] in ("!", "?", ",")
    if _RE_SIGN.search(words):
        return True
    return model.score(_plain(words)) < _NONSENSE * len(words)


@cache
def _plain(text: str) -> str:
    """Text as the model knows it: simplified, half-width, without glosses."""
    return "".join(width_of(char) for char in simplified(RE_GLOSS.sub("", text)))


def _judge(
    text: str, anchor: re.Match[str], model: WordModel, gain: float, doubt: float
) -> Verdict | None:
    start = anchor.start()
    if len(anchor.group()) > 1 and not "\u3400" <= text[start - 1 : start] <= "\u9fff":
        return None
    readings = _readings(text, anchor, model)
    if not readings or readings[0].gain < doubt:
        return None
    top = readings[0]
    if top.gain < gain:
        return Verdict(start, top.run.end, "")
    rivals = [r for r in readings[1:] if r.text != top.text and r.gain > top.gain - MARGIN]
    after = top.text if not rivals else _agreed(top, rivals)
    words = () if rivals else tuple(model.segmented(_plain(top.text)))
    return Verdict(start, top.run.end, after, words)


def _agreed(top: _Reading, rivals: list[_Reading]) -> str:
    """What all rivals share, ``□`` elsewhere; empty when that is too little."""
    same = [r.text for r in rivals if r.run.end == top.run.end and len(r.text) == len(top.text)]
    if len(same) < len(rivals):
        return ""
    shared = "".join(c if all(r[i] == c for r in same) else GAP for i, c in enumerate(top.text))
    gaps = shared.count(GAP)
    kept = len(shared) - gaps
    return shared if kept >= _MIN_AGREED and kept >= 2 * gaps else ""


def _readings(text: str, anchor: re.Match[str], model: WordModel) -> list[_Reading]:
    """Every likely reading of the run at an anchor, best first."""
    start = anchor.start()
    left = _plain(text[max(0, start - 6 * _CONTEXT) : start].rsplit("\n", 1)[-1])[-_CONTEXT:]
    found: list[_Reading] = []
    for run in runs_at(text, start, anchor.group()):
        right = _plain(text[run.end : run.end + 6 * _CONTEXT].split("\n", 1)[0])[:_CONTEXT]
        stands = model.score(left + _plain(text[start : run.end]) + right)
        for reading, plain in _spelt(run, left, right, model):
            found.append(_Reading(model.score(left + plain + right) - stands, run, reading))
    return sorted(found, key=lambda r: (-r.gain, r.text))


def _spelt(run: Run, left: str, right: str, model: WordModel) -> list[tuple[str, str]]:
    """The likely spellings of a run, as they were and as the model knows them.

    Good first with good last characters, and the words that reach across a short body.
    """
    body = _plain(run.body)
    firsts = {c: p for c in run.firsts if model.knows(p := _plain(c))}
    lasts = {c: p for c in run.lasts if not (p := _plain(c)) or model.knows(p)}
    if not firsts or not lasts or not all(map(model.knows, body)):
        return []
    near, far = body[:_CONTEXT], body[-_CONTEXT:]
    good_firsts = sorted(firsts, key=lambda c: -model.score(left + firsts[c] + near))[:_MANY]
    good_lasts = sorted(lasts, key=lambda c: -model.score(far + lasts[c] + right))[:_MANY]
    pairs = {(f, t) for f in good_firsts for t in good_lasts}
    if len(body) <= _SHORT_BODY:
        pairs |= {
            (f, t)
            for f, p in firsts.items()
            for t, q in lasts.items()
            if p + body + q in model.counts
        }
    return [(f + run.body + t, firsts[f] + body + lasts[t]) for f, t in sorted(pairs)]
