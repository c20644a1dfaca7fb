"""The invariants that no input may break, one function for each reader."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from generator.comparing.identity import fact_ids
from generator.errors import BadFrontMatter, BadRegistry, UnreadableFile
from generator.extracting.extract import extract
from generator.extracting.ledger import mentions_of, uncovered
from generator.extracting.lexicon import Lexicon
from generator.extracting.numerals import parse_numeral
from generator.extracting.periods import find_periods, resolve_periods
from generator.extracting.segmentation import segment
from generator.extracting.surroundings import surroundings
from generator.model.article import Article
from generator.model.decision import Action
from generator.model.extraction import Extraction
from generator.model.quantity import Quantity
from generator.model.subject import Park, Registry, Theme
from generator.publishing.cells import csv_cell, from_csv, from_json, json_cell
from generator.publishing.datatables import data_tables
from generator.publishing.records import extraction_records
from generator.reading.cleaning import clean_characters, visible
from generator.reading.decisions import load_decisions
from generator.reading.formats import article_from_bytes
from generator.reading.frontmatter import split_front_matter
from generator.reading.repair import repair_damage
from generator.reading.tracing import MADE, Traced
from tests.extracting.spelling import spelled
from tests.factory import article
from tests.fuzz import pieces

# More marks upon one character than three; what turns the writing around or is not seen
_RE_PILE = re.compile("[\u0300-\u036f\u0483-\u0489]{4}")
_RE_UNSEEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\n\t\U000e0000-\U000e01ef\U000f0000-\U0010ffff]"
)

PARKS = (Park("yunxi", "云溪经开区", level="国家级经开区"), Park("haitang", "海棠高新区"))
REGISTRY = Registry(PARKS, (Theme("approval", "审批服务", "？"), Theme("talent", "人才", "？")))
DECIDED_ON = article("柳江经开区新设驿站6个,办件约1.2万件。\n驿站全年办件1.2万件。", "liujiang")
NUMBER = next(c for t in data_tables() if t.name == "facts" for c in t.columns if c.name == "value")


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


# ---- numerals ---------------------------------------------------------------------------------


def numeral(text: str) -> None:
    """A numeral has a finite value that survives being written and read, or none."""
    value = parse_numeral(text)
    if value is None:
        return
    assert value.is_finite()
    assert parse_numeral(f"{value:f}") == value
    _round_trip(value)


def spelling(number: int) -> None:
    """Every way of writing a number gives exactly that number."""
    assert parse_numeral(spelled(number)) == number
    assert parse_numeral(f"{number:,}") == number
    assert parse_numeral(f"{number}.5") == number + Decimal("0.5")
    (mention,) = mentions_of(f"{number}家", lexicon().numerals)
    assert mention.quantity is None or mention.quantity.value == number


def _round_trip(value: Decimal) -> None:
    assert from_csv(csv_cell(value, NUMBER), NUMBER) == value
    read = json.loads(json_cell(value, NUMBER), parse_int=Decimal, parse_float=Decimal)
    assert from_json(read, NUMBER) == value


# ---- quantities and the ledger ------------------------------------------------------------------


def ledger(text: str) -> None:
    """Every numeral is one mention, in order, with its own words and a sane quantity."""
    mentions = mentions_of(text, lexicon().numerals)
    assert uncovered(text, mentions) == ()
    end = 0
    for mention in mentions:
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.surface != ""
        assert (mention.quantity is None) != (mention.reason is None)
        if mention.quantity:
            _sane(mention.quantity)
        end = mention.span.end


def _sane(quantity: Quantity) -> None:
    low, high = quantity.low, quantity.high
    for number in (quantity.value, low, high):
        assert number is None or number.is_finite()
        if number is not None:
            _round_trip(number)
    assert low is None or high is None or low <= high
    assert quantity.unit


# ---- periods ----------------------------------------------------------------------------------


def periods(given: tuple[str, str | None]) -> None:
    """Periods stand in the text in order, do not overlap, and begin before they end."""
    text, day = given
    document = segment(article(text, date=day))
    end = 0
    for period in find_periods(document, lexicon().periods):
        assert end <= period.span.start < period.span.end <= len(text)
        assert period.start is None or period.end is None or period.start <= period.end
        end = period.span.end
    mentions = mentions_of(text, lexicon().numerals)
    resolved = resolve_periods(document, surroundings(document, mentions), lexicon().periods)
    assert resolved.keys() == {m.span for m in mentions if m.quantity}


# ---- reading ----------------------------------------------------------------------------------


def cleaning(raw: str) -> None:
    """Offsets lead back to the raw text, lines stay lines, and no ASCII digit is lost or made."""
    state = clean_characters(Traced.of(raw))
    _traced(state.traced, raw)
    assert state.text.count("\n") == raw.count("\n")
    assert _digits(state.text) == _digits(raw)
    assert not _RE_PILE.search(state.text)
    assert not _RE_UNSEEN.search(visible(raw))


def repair(text: str) -> None:
    """What was not damaged stays, and what changed is told."""
    raw = pieces.damaged(text)
    fixed, repairs = repair_damage(Traced.of(raw))
    _traced(fixed, raw)
    assert fixed.text.count("\n") == raw.count("\n")
    assert (fixed.text == raw) or repairs
    if not repairs:
        assert fixed == Traced.of(raw)


def _traced(traced: Traced, raw: str) -> None:
    assert len(traced.text) == len(traced.origin)
    kept = [at for at in traced.origin if at != MADE]
    assert kept == sorted(set(kept))
    assert not kept or kept[-1] < len(raw)


def _digits(text: str) -> str:
    """Digits without those of enclosed numbers, keycaps and signs."""
    return "".join(char for char in text if char in "0123456789")


def reading(given: tuple[str, bytes]) -> None:
    """A file is an article whose places are right, or is refused in one line."""
    name, data = given
    try:
        found = article_from_bytes(name, data)
    except (UnreadableFile, BadFrontMatter) as error:
        _one_line(error)
        return
    _whole(found)


def _whole(found: Article) -> None:
    at = 0
    for paragraph in found.paragraphs:
        assert paragraph.span.start == at
        assert paragraph.span.of(found.text) == paragraph.text
        at = paragraph.span.end + 1
    assert not found.paragraphs or at == len(found.text) + 1
    end = start = 0
    for run in found.offsets:
        assert run.clean >= end
        assert run.raw >= start
        assert run.length > 0
        end, start = run.clean + run.length, run.raw + run.length
    assert end <= len(found.text)


def _one_line(error: Exception) -> None:
    assert "\n" not in str(error)
    assert len(str(error)) < 2_000


def front_matter(text: str) -> None:
    """A head is read, refused in one line with a line number, or none."""
    try:
        front, start = split_front_matter(text, "a.md")
    except BadFrontMatter as error:
        _one_line(error)
        assert error.line is not None
        assert 1 <= error.line <= text.count("\n") + 2
        return
    assert 0 <= start <= len(text)
    assert (front is None) == (start == 0)


def decisions(text: str) -> None:
    """A file of decisions is read as written, or refused in one line."""
    try:
        found = load_decisions(Path("corpus"), [DECIDED_ON], REGISTRY, text)
    except BadRegistry as error:
        _one_line(error)
        return
    for decision in found:
        assert decision.who
        if decision.addition is not None:
            fact = decision.addition
            assert decision.action is Action.ADD
            assert fact.surface.span.of(DECIDED_ON.text) == fact.surface.text
            assert fact.quote.span.of(DECIDED_ON.text) == fact.quote.text


# ---- extraction -------------------------------------------------------------------------------


def extraction(given: tuple[str, str | None]) -> None:
    """Facts and nonfacts hold every numeral once, each inside of its own quote."""
    text, day = given
    readable = "".join(char for char in text if char >= " " or char == "\n")
    source = article_from_bytes("a.txt", readable.encode("utf-8", errors="ignore"))
    if day:
        published = article("x", date=day).published
        source = _with(source, published=published)
    _extracted(source)


def recombined(given: dict[str, Any]) -> None:
    """The same of clauses that people wrote, whatever the title and whoever the subjects."""
    source = article_from_bytes("a.txt", given["text"].encode())
    _extracted(_with(source, title=given["title"], subject=given["subject"]))


def _extracted(source: Article) -> None:
    found = extract(source, lexicon(), PARKS)
    _accounted(found)
    for record in extraction_records(found):
        assert json.loads(json.dumps(record, ensure_ascii=False, allow_nan=False)) == record


def _with(source: Article, **fields: Any) -> Article:
    from msgspec.structs import replace

    return replace(source, **fields)


def _accounted(found: Extraction) -> None:
    text = found.article.text
    taken = bytearray(len(text))
    for item in (*found.facts, *found.nonfacts):
        for quote in (item.surface, item.quote):
            assert quote.span.of(text) == quote.text
        assert item.surface.span in item.quote.span
        assert not any(taken[item.surface.span.start : item.surface.span.end])
        taken[item.surface.span.start : item.surface.span.end] = b"\1" * len(item.surface.span)
    assert all(taken[at] for at, char in enumerate(text) if char in "0123456789")
    for fact in found.facts:
        _sane(fact.quantity)
        assert fact.parks is not None
        period = fact.period
        assert not (period and period.start and period.end) or period.start <= period.end
    for measure in found.measures:
        assert measure.mention.span.of(text) == measure.mention.text
        assert measure.quote.span.of(text) == measure.quote.text
    ids = fact_ids(found.facts)
    assert len(set(ids)) == len(ids)
