"""What is fuzzed: for every reader a strategy of inputs and the invariants that none may break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.fuzz import checks, inputs, pieces, recombined


@dataclass(frozen=True)
class Target:
    """One reader under test.

    Attributes:
        name: Shown in the report.
        inputs: Many small inputs at a time: drawing them one by one would cost more than they do.
        check: Raises when an invariant is broken.
        share: How many of a million inputs it gets, in thousands.
    """

    name: str
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    share: int


TARGETS = (
    Target("numerals", inputs.many(pieces.numerals), checks.numeral, 320),
    Target("spellings", inputs.many(inputs.NUMBERS), checks.spelling, 100),
    Target("quantities", inputs.many(pieces.words | pieces.numerals), checks.ledger, 220),
    Target(
        "periods",
        inputs.many(st.tuples(pieces.times, st.sampled_from(inputs.DAYS)), 20),
        checks.periods,
        100,
    ),
    Target("cleaning", inputs.many(pieces.any_text, 20), checks.cleaning, 100),
    Target("repair", inputs.many(pieces.words | pieces.any_text, 20), checks.repair, 60),
    Target("front matter", inputs.many(inputs.HEADS, 10), checks.front_matter, 50),
    Target("decisions", inputs.many(inputs.ENTRIES | inputs.HAND_WRITTEN, 6), checks.decisions, 30),
    Target("reading", inputs.many(inputs.FILES, 10), checks.reading, 40),
    Target(
        "extraction",
        inputs.many(st.tuples(pieces.any_text, st.sampled_from(inputs.DAYS)), 6),
        checks.extraction,
        20,
    ),
    Target("recombined", inputs.many(recombined.ARTICLES, 6), checks.recombined, 20),
)
