"""The words of ``lexicons/periods.yml`` as typed tables and the patterns made of them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.extracting.scanning import Ending, Opening, second_characters
from generator.extracting.time_patterns import alternatives, moment_pattern
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_IN_MOMENTS = (
    "relative_years",
    "careful_years",
    "following_years",
    "following_months",
    "calendar_months",
    "following_days",
    "calendar_days",
    "weeks",
    "then",
    "until_now",
    "seasons",
)


class PeriodLexicon(Struct, frozen=True, eq=False):
    """What is true of Chinese words of time.

    Attributes:
        offsets: For each word that counts from another time (今年, 次月, 昨天) the distance, by group.
        anaphor: 当天, 次月, 当年: words that count from the time named last.
        moment: Finds every time node.
        founded: A word of beginning right before 以来 or 后: 设立后.
        founding: A word of beginning anywhere.
        cumulative: 已, 累计.
        shifts: Words that end the hold of a time (``breaks``).
        former: Words of the former practice.
        formerly: The same words, also where they compare (比以前).
        turn: Words that turn from it to the new one.
        attributive: Such a word at the end of a string.
        history: 成立于 at the end of a string.
        compared_before: 比, 较 at the end of a string.
        future: 将, 计划.
        press: 新闻发布会.
        gathering: 会议.
    """

    offsets: Mapping[str, Mapping[str, int]]
    anaphor: re.Pattern[str]
    moment: Opening
    founded: Opening
    founding: re.Pattern[str]
    cumulative: re.Pattern[str]
    shifts: Opening
    former: Opening
    formerly: re.Pattern[str]
    turn: re.Pattern[str]
    attributive: Ending
    history: re.Pattern[str]
    compared_before: Ending
    future: re.Pattern[str]
    press: re.Pattern[str]
    gathering: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> PeriodLexicon:
        """The lexicon that ships with the product."""
        data: dict[str, Any] = lexicon_data("periods")
        word = {name: alternatives(group["words"]) for name, group in data.items()}
        return cls(
            offsets={
                name: dict(group["words"])
                for name, group in data.items()
                if isinstance(group["words"], dict)
            },
            anaphor=re.compile(
                rf"(?P<day>{word['following_days']})|{word['following_months']}|(?!全年)(?:{word['following_years']})"
            ),
            moment=moment_pattern({name: list(data[name]["words"]) for name in _IN_MOMENTS}),
            founded=Opening(
                re.compile(
                    rf"(?P<verb>{word['foundings']})(?:以来|之后|以后|后(?=[,已共累先])|至今|之日起|[\d一二两三四五六七八九十]{{1,3}}(?:周年|年|个月)[多半]?(?:以来|来))"
                ),
                "".join(sorted({verb[0] for verb in data["foundings"]["words"]})),
                second_characters(data["foundings"]["words"]),
            ),
            founding=re.compile(word["foundings"]),
            cumulative=re.compile(word["cumulative"]),
            shifts=Opening(
                re.compile(
                    rf"(?<!截至)(?<!截止)(?:{word['breaks']})|(?<!\d)\d++个?[月年天周]后|[一二两三四五六七八九十半]个?[月年天周]后"
                ),
                r"\d一二两三四五六七八九十半"
                + "".join(sorted({phrase[0] for phrase in data["breaks"]["words"]})),
                r"(?<=\d)\d*+个?[月年天周]后|(?<=[一二两三四五六七八九十半])个?[月年天周]后|"
                + second_characters(data["breaks"]["words"]),
            ),
            former=Opening(
                re.compile(rf"(?<![比较于同])(?:{word['former']})"),
                "".join(sorted({former[0] for former in data["former"]["words"]})),
            ),
            formerly=re.compile(word["former"]),
            turn=re.compile(word["turns"]),
            attributive=Ending(
                re.compile(rf"(?:{word['attributive']}|《)了?(?:第?[一二三四五六七八九十\d]+批)?$"),
                {"《", "了", "批", *(phrase[-1] for phrase in data["attributive"]["words"])},
            ),
            history=re.compile(rf"(?:{word['foundings']}|始建|创建|兴建|建)于$"),
            compared_before=Ending(
                re.compile(rf"(?:{word['compared']})$"),
                {phrase[-1] for phrase in data["compared"]["words"]},
            ),
            future=re.compile(word["future"]),
            press=re.compile(word["press"]),
            gathering=re.compile(word["gatherings"]),
        )
