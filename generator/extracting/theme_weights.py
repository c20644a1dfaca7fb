"""What evidence for a theme weighs, and what ties a figure to the theme of the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

Near = Literal["paragraph", "sentence", "part"]
"""What two figures stand in together; those of two parts stand in one sentence."""
Between = Literal["nothing", "word", "clear word"]
"""What lies between two figures: no word that tells a theme, one that does, one that does clearly."""
Gap = tuple[Near, Between, bool, bool, bool, bool]
"""Two figures of a paragraph: how near they are and what lies between them; whether they are of one
measure, the ends of a change, whether the second is a share, in per cent."""


class PlaceWeights(Struct, frozen=True):
    """What a word, or all words of a place (those of a share), weigh by where they stand."""

    beside: float
    between: float
    clear: float
    share_of_between: float
    behind: float
    after: float
    share_of_item: float
    unit: float
    settled: float
    settled_before: float
    measure: float
    share_of_clause: float
    share_of_part: float
    share_of_sentence: float
    sentence_above: float
    share_of_paragraph: float
    share_of_what_is_above: float
    share_of_heading: float
    named_above: float

    @classmethod
    def of(cls, places: Mapping[str, float], sure: float) -> Self:
        """The fitted weights; amounts of evidence are told in sure words.

        Args:
            places: What each place weighs (``theme_weights.yml``).
            sure: What a sure word weighs.
        """
        return cls(
            places["beside"] / sure,
            places["between"] / sure,
            places["last clear"] / sure,
            places["share of between"],
            places["behind"] / sure,
            places["after"] / sure,
            places["share of item"],
            places["unit"] / sure,
            places["settled"],
            places["settled before"],
            places["measure"],
            places["share of clause"],
            places["share of part"],
            places["share of sentence"],
            places["sentence above"] / sure,
            places["share of paragraph"],
            places["share of what is above"],
            places["share of heading"],
            places["named above"],
        )


class Gains(dict[Gap, float]):
    """What a figure gains when it has the theme of the one before, by what lies between them.

    Each is added up once: most figures are tied in one of three ways.

    Args:
        ties: What each tie weighs (``theme_weights.yml``).
    """

    def __init__(self, ties: Mapping[str, float]) -> None:
        super().__init__()
        self._ties = ties

    def __missing__(self, gap: Gap) -> float:
        gain = self[gap] = sum(self._ties[tie] for tie in sorted(_named(gap)))
        return gain


def _named(gap: Gap) -> set[str]:
    """The ties; a clear word between the two may open a new matter, so that less ties them."""
    near, between, same, change, share, per_cent = gap
    ties, clear = {"same paragraph"}, between == "clear word"
    if between == "nothing":
        ties.add("no word between")
    if same:
        ties.add("same measure")
    if near == "paragraph":
        return ties
    ties.add(f"same {near}, new word between" if clear else f"same {near}")
    if change:
        ties.add("both ends of a change")
    if not clear and share:
        ties.add("share")
    if not clear and per_cent:
        ties.add("per cent")
    return ties
