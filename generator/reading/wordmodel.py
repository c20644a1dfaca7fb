"""How likely a stretch of simplified Chinese is: a unigram model over jieba's word counts."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct, field

_LONGEST_WORD = 6

# Natural logarithms, rough counts from running Chinese news: marks and pairs of marks.
_MARKS = {
    ",": -3.0, "、": -3.9, "。": -3.9, "“": -4.8, "”": -4.8, ":": -5.8, ";": -6.2, "!": -6.9, "?": -6.9,
    "(": -6.2, ")": -6.2, ".": -6.9, " ": -5.3, "《": -6.2, "》": -6.2, "·": -7.6,
}  # fmt: skip
_PAIRS = {
    "。”": -5.5, ",“": -5.8, "。“": -6.2, "”,": -6.2, ":“": -5.8, "”。": -6.2, "、“": -6.9, "!”": -6.9,
    "?”": -7.6, "。(": -8.1, "),": -7.1, ")。": -7.6, "。《": -8.1, ",《": -7.6, "》,": -7.6,
}  # fmt: skip

# A mark that cannot follow another one: ,? 、! (。
_RE_CLASH = re.compile(r"(?<=[,、;:.(“《])[!?,.;:]")
_CLASH = -12.0

# Natural logarithm of the sum of all counts, 60,101,967 in jieba 0.42.1's dict.txt. A newer
# list may differ a little; likelihoods are only ever compared with each other.
_LOG_TOTAL = math.log(60_101_967)

_DIGIT, _ASCII, _UNKNOWN_HAN, _PRIVATE, _OTHER = -5.0, -8.0, -20.0, -40.0, -30.0


class WordModel(Struct, frozen=True):
    """Log likelihoods of words; ``score`` takes the best segmentation."""

    words: dict[str, float]
    """What was asked for so far."""
    counts: dict[str, str]
    boosted: dict[str, float] = field(default_factory=dict)

    @classmethod
    @cache
    def load(cls) -> WordModel:
        """The model of jieba's dictionary (an eighth of a second, once).

        Few of its 349,046 words are ever asked for, so counts become likelihoods when they are.
        """
        fields = _dictionary().read_text(encoding="utf-8").split()
        return cls(_MARKS | _PAIRS, dict(zip(fields[0::3], fields[1::3], strict=True)))

    def with_words(self, words: set[str]) -> WordModel:
        """The model of a document in which ``words`` are common."""
        usual = self.likelihood("项目") or 0.0
        boosted = {word: max(self.likelihood(word) or usual, usual) for word in words}
        return WordModel(self.words, self.counts, boosted)

    def likelihood(self, word: str) -> float | None:
        """Log likelihood of a word or mark; None for one that the dictionary does not have."""
        known = self.words.get(word)
        if known is None and word in self.counts:
            known = self.words[word] = math.log(int(self.counts[word]) or 1) - _LOG_TOTAL
        return known

    def knows(self, char: str) -> bool:
        """Whether a character occurs in Chinese as the dictionary has it."""
        return char in self.counts or char in self.words or char < "\x80"

    def score(self, text: str) -> float:
        """Log likelihood (nats) of the best segmentation of ``text``."""
        return self._best(text)[0] + _CLASH * len(_RE_CLASH.findall(text))

    def segmented(self, text: str) -> list[str]:
        """The best segmentation."""
        back = self._best(text)[1]
        found: list[str] = []
        at = len(text)
        while at:
            found.append(text[back[at] : at])
            at = back[at]
        return found[::-1]

    def _best(self, text: str) -> tuple[float, list[int]]:
        size = len(text)
        best = [0.0] + [-1e9] * size
        back = [0] * (size + 1)
        words, counts, boosted = self.words, self.counts, self.boosted
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + _LONGEST_WORD) + 1):
                word = text[start:end]
                value = boosted.get(word) if boosted else None
                if value is None:
                    value = words.get(word)
                if value is None and word in counts:
                    value = self.likelihood(word)
                if value is None:
                    if end > start + 1:
                        continue
                    value = _strange(word)
                if base + value > best[end]:
                    best[end], back[end] = base + value, start
        return best[size], back


def _dictionary() -> Path:
    """Where jieba's word list lies; jieba itself is not imported, which would cost as much again."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


def _strange(char: str) -> float:
    """The likelihood of a character that the dictionary does not have."""
    if char.isdigit():
        return _DIGIT
    if char < "\x80":
        return _ASCII
    if "\ue000" <= char <= "\uf8ff":
        return _PRIVATE
    return _UNKNOWN_HAN if "\u4e00" <= char <= "\u9fff" else _OTHER
