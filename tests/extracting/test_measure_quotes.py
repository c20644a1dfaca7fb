"""Names of measures in quotation marks."""

from __future__ import annotations

import time

from generator.extracting.lexicon import Lexicon
from generator.extracting.measure_quotes import quoted_names

LEXICON = Lexicon.load().measures
_HAN = [chr(0x4E00 + number) for number in range(1000)]


def test_time_grows_with_the_number_of_names_only() -> None:
    """Twelve times the names, none like another, take about twelve times as long."""
    _seconds(10)
    short, long = (min(_seconds(count) for _ in range(2)) for count in (1000, 12_000))
    assert long < 30 * short


def _seconds(names: int) -> float:
    """Processor time of one reading of so many quoted names that are no measures."""
    text = "".join(
        f"路边有“{_HAN[number % 1000]}{_HAN[number // 1000]}花”。" for number in range(names)
    )
    marks = LEXICON.marks(text)
    start = time.process_time()
    quoted_names(text, marks, LEXICON)
    return time.process_time() - start
