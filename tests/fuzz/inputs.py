"""The strategies that make inputs: texts, files, heads, decisions, numbers."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from generator.reading.decisions import DecisionEntry, Fields
from tests.fuzz import pieces

DAYS = (None, "2024-05-06", "2000-02-29", "1900-01-01", "2199-12-31")


def many(inputs: st.SearchStrategy[Any], most: int = 40) -> st.SearchStrategy[list[Any]]:
    return st.lists(inputs, min_size=most // 2, max_size=most)


def _head(lines: list[str]) -> str:
    return "---\n" + "\n".join(lines) + "\n---\n正文3个。\n"


ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-be", "utf-32")
NAMES = ("a.txt", "a.md", "a.html", "a.htm", "a.markdown", "a.docx", "a.pdf", "CON.txt", "..md")


@cache
def _word() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("某区改革")
    document.add_paragraph("今年办件3件,压缩40%。")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _respelt(given: tuple[str, str, int, bytes]) -> bytes:
    """A text in an encoding, with bytes put into it."""
    text, encoding, at, noise = given
    data = text.encode(encoding, errors="ignore")
    at %= len(data) + 1
    return data[:at] + noise + data[at:]


def _broken_word(given: tuple[int, bytes]) -> bytes:
    at, noise = given
    data = _word()
    at %= len(data)
    return data[:at] + noise + data[at + len(noise) :]


def _archive(text: str) -> bytes:
    """A .docx whose document is any text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", text.encode("utf-8", errors="ignore"))
        archive.writestr("word/document.xml", text.encode("utf-8", errors="ignore"))
    return stream.getvalue()


NOISE = st.binary(max_size=6)
TEXTS = st.tuples(
    pieces.any_text, st.sampled_from(ENCODINGS), st.integers(0, 400), NOISE | st.just(b"")
).map(_respelt)
PAGES = (
    st.lists(
        st.sampled_from(pieces.PAGE_PIECES) | st.sampled_from(pieces.WORDS) | pieces.any_text,
        max_size=16,
    )
    .map("".join)
    .map(lambda text: text.encode("utf-8", errors="ignore"))
)
FILES = st.one_of(
    st.tuples(st.sampled_from(NAMES[:5]), TEXTS),
    st.tuples(st.sampled_from(NAMES[2:4]), PAGES),
    st.tuples(st.sampled_from(NAMES), st.binary(max_size=60)),
    st.tuples(st.just("a.docx"), st.tuples(st.integers(0, 40_000), NOISE).map(_broken_word)),
    st.tuples(st.just("a.docx"), pieces.any_text.map(_archive)),
    st.tuples(st.just("a.pdf"), st.binary(max_size=80).map(lambda data: b"%PDF-1.7\n" + data)),
)
HEADS = st.one_of(
    st.lists(st.sampled_from(pieces.HEAD_LINES) | pieces.words, max_size=7).map(_head),
    st.lists(st.sampled_from(pieces.HEAD_LINES) | pieces.any_text, max_size=5).map("\n".join),
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.text(max_size=5)
    | st.sampled_from(["add", "correct", "confirm", "withdraw", "liujiang", "f-0123456789", "6个"])
    | st.sampled_from(["驿站6个", "审批", "approval", "level", dt.date(2024, 5, 6), "1e400", "万"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from([*Fields.model_fields]), inner, max_size=3)
    ),
    max_leaves=4,
)
ENTRIES = st.lists(
    st.dictionaries(st.sampled_from([*DecisionEntry.model_fields, "x"]), VALUES, max_size=8),
    max_size=2,
).map(lambda rows: yaml.safe_dump(rows, allow_unicode=True))
HAND_WRITTEN = st.lists(
    st.sampled_from(pieces.HEAD_LINES)
    | st.sampled_from(
        ["- fact: f-0123456789", "  action: confirm", "  who: 李核", "  when: 2024-10-08"]
    )
    | st.sampled_from(
        ["  why: 误", "  change: {value: 1}", "- action: add", "decisions:", "  quote: 驿站6个"]
    ),
    max_size=8,
).map("\n".join)
NUMBERS = (
    st.integers(0, 10**12 - 1)
    | st.integers(0, 99_999)
    | st.integers(0, 12).map(lambda n: 10**n - 1)
)
