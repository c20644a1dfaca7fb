from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from generator.extracting.ledger import find_mentions
from generator.extracting.mention import Mention
from generator.extracting.numeral_lexicon import NumeralLexicon
from generator.extracting.periods import (
    PeriodLexicon,
    find_periods,
    infer_published,
    resolve_periods,
)
from generator.extracting.publication import current_year
from generator.extracting.segmentation import Document, segment
from generator.extracting.surroundings import surroundings
from generator.model.article import ParagraphKind, Published
from generator.model.evidence import Span
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Quantity
from generator.resources import lexicon_data
from tests.extracting.marked import marked
from tests.extracting.reading import PUBLISHED, document, fact
from tests.gold import SHARED, article, gold_lines, ids

LEXICON = PeriodLexicon.load()
CASES = Path(__file__).parent / "cases"
RESOLVED = yaml.safe_load((CASES / "periods.yml").read_text(encoding="utf-8"))
TIMES = yaml.safe_load((CASES / "times.yml").read_text(encoding="utf-8"))
GROUPS: dict[str, Any] = lexicon_data("periods")


def days(period: Period | None) -> list[dt.date | None] | None:
    return [period.start, period.end] if period else None


def periods_of(frame: Document, mentions: list[Mention]) -> dict[Span, Period | None]:
    return resolve_periods(frame, surroundings(frame, mentions), LEXICON)


def resolved(
    text: str, surface: str, published: dt.date | None = PUBLISHED
) -> list[dt.date | None] | None:
    mention = fact(text, surface)
    return days(periods_of(document(text, published), [mention])[mention.span])


@pytest.mark.parametrize("case", RESOLVED, ids=[case["text"][:24] for case in RESOLVED])
def test_figures_take_the_time_that_holds_for_them(case: dict[str, Any]) -> None:
    text, published = case["text"], case.get("published", PUBLISHED)
    mentions = [fact(text, surface) for surface in case["facts"]]
    found = periods_of(document(text, published), mentions)
    assert {m.surface: days(found[m.span]) for m in mentions} == case["facts"]


@pytest.mark.parametrize("case", TIMES, ids=[case[0] for case in TIMES])
def test_time_expressions_are_found_and_resolved(case: list[Any]) -> None:
    text, words, *reading = case
    found = [
        (p.span.of(text), p.kind.value, p.start, p.end)
        for p in find_periods(document(text), LEXICON)
    ]
    assert found == ([(words, *reading)] if words else [])


WORDS = [(group, word) for group, entry in GROUPS.items() for word in entry["words"]]
YEAR = [dt.date(2023, 1, 1), dt.date(2023, 12, 31)]
COUNTED = {name for name, entry in GROUPS.items() if isinstance(entry["words"], dict)}


FIGURES: dict[str, dict[str, Any]] = {
    "foundings": {"500件": [dt.date(2023, 6, 1), PUBLISHED]},
    "cumulative": {"500件": [dt.date(2023, 6, 1), PUBLISHED]},
    "breaks": {"7个": YEAR, "300人": None},
    "former": {"20个": None, "3个": YEAR},
    "turns": {"20个": None, "5个": YEAR},
    "attributive": {"20项": None},
    "compared": {"7个": None},
    "future": {"7个": [dt.date(2024, 12, 1), dt.date(2024, 12, 31)]},
}
FOUND = COUNTED | {"then", "until_now", "seasons"}


def test_every_group_of_the_lexicon_is_tested() -> None:
    assert set(GROUPS) == FOUND | set(FIGURES) | {"press", "gatherings"}


@pytest.mark.parametrize(("group", "word"), [(g, w) for g, w in WORDS if g in FOUND])
def test_every_word_of_time_is_found(group: str, word: str) -> None:
    text = GROUPS[group]["examples"].replace("{}", word)
    (found,) = [p for p in find_periods(document(text), LEXICON) if word in p.span.of(text)]
    if group == "seasons":
        assert days(found) == [None, None]
    elif group in COUNTED:
        assert found.start is not None
    else:
        assert (found.kind, found.start, found.end is None) == (PeriodKind.UNTIL, None, False)


@pytest.mark.parametrize(("group", "word"), [(g, w) for g, w in WORDS if g in FIGURES])
def test_every_word_of_scope_does_its_work(group: str, word: str) -> None:
    text = GROUPS[group]["examples"].replace("{}", word)
    assert {surface: resolved(text, surface) for surface in FIGURES[group]} == FIGURES[group]


@pytest.mark.parametrize("word", GROUPS["press"]["words"])
def test_every_word_for_a_press_conference_dates_an_article(word: str) -> None:
    published = infer_published(GROUPS["press"]["examples"].replace("{}", word), "")
    assert published is not None
    assert published.date == dt.date(2023, 6, 18)


@pytest.mark.parametrize("word", GROUPS["gatherings"]["words"])
def test_every_word_for_a_gathering_tells_the_present_year(word: str) -> None:
    text = GROUPS["gatherings"]["examples"].replace("{}", word)
    assert current_year(text + "\n2024年,园区办件7件。", "", LEXICON) == PUBLISHED.year
    assert current_year(text, "", LEXICON) is None


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("云河日报2024年4月1日电 园区办件多。", "", dt.date(2024, 4, 1)),
        ("云河新闻网10月10日消息:园区办件多。", "", None),
        (
            "云河新闻网10月10日讯 2024年,园区办件多。\n截至2024年9月,办件7件。",
            "",
            dt.date(2024, 10, 10),
        ),
        # In January an article about 2023 may well be of 2024.
        ("云河新闻网1月10日讯 2023年,园区办件多。\n截至2023年12月,办件7件。", "", None),
        ("6月18日,云河县举行“2023—2025年行动方案”新闻发布会。", "", None),
        ("6月18日,云河县2024年“惠企直达”新闻发布会举行。", "", dt.date(2024, 6, 18)),
        ("园区办件多。\n2024年3月5日", "", dt.date(2024, 3, 5)),
        ("2023年3月5日\n签约。\n2024年3月5日\n投产。", "", None),
        ("3月19日,张工程师拿到执照。", "", None),
        ("园区2月30日电", "2024年", None),
    ],
)
def test_the_day_of_publication_is_inferred_only_when_safe(
    text: str, title: str, expected: dt.date | None
) -> None:
    published = infer_published(text, title)
    assert (published.date if published else None) == expected
    assert published is None or published.inferred


def test_relative_times_of_an_undated_text_count_from_the_year_it_speaks_in() -> None:
    text = "2024年,云河经开区推进改革。\n自去年5月起,办件70件。\n园区召开2024年营商环境会议。"
    assert resolved(text, "70件", None) == [dt.date(2023, 5, 1), None]
    assert resolved("自去年5月起,办件70件。", "70件", None) is None


def test_a_year_from_the_context_is_marked() -> None:
    period, *_ = find_periods(document("5月,办件7件。"), LEXICON)
    stated, *_ = find_periods(document("2024年5月,办件7件。"), LEXICON)
    assert (period.inferred, stated.inferred) == (True, False)


@pytest.mark.parametrize("folder", ["gold", "gold-more"])
def test_gold_periods(folder: str) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the gold articles are not in this checkout")
    right, total = 0, 0
    for id_ in ids(SHARED / folder):
        doc = segment(article(SHARED / folder, id_))
        facts = [
            g
            for g in gold_lines(SHARED / folder, id_, doc.text)
            if g.data["type"] == "fact" and g.span
        ]
        mentions = [
            Mention(g.span, g.data["surface"], Quantity(Decimal(1), "")) for g in facts if g.span
        ]
        found = periods_of(doc, mentions)
        for gold, mention in zip(facts, mentions, strict=True):
            got = days(found[mention.span])
            right += ([d and d.isoformat() for d in got] if got else None) == gold.data["period"]
            total += 1
    assert right / total >= 0.97


def test_a_report_is_of_the_year_in_its_title_and_its_plans_of_the_year_in_their_heading() -> None:
    text = (
        "全年新增企业【310户】。\n三、2025年工作打算\n力争新增企业【500户】,全年引进项目【40个】。"
    )
    plain, mentions = marked(text)
    heading = replace(plain.article.paragraphs[1], kind=ParagraphKind.HEADING)
    first, _, last = plain.article.paragraphs
    published = Published(dt.date(2025, 1, 10), inferred=False, evidence="")
    report = replace(
        plain.article,
        title="松岭高新区2024年优化营商环境工作总结",
        published=published,
        paragraphs=(first, heading, last),
    )
    found = periods_of(segment(report), mentions)
    years = [period.start.year if period and period.start else None for period in found.values()]
    assert years == [2024, 2025, 2025]


def test_an_age_is_of_no_time() -> None:
    plain = document("今年八十三岁的村民在家门口办事。")
    mentions = find_mentions(plain, NumeralLexicon.load())
    assert list(periods_of(plain, mentions).values()) == [None]
