"""Invented sentences whose figures are marked 【】, as documents with mentions."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from generator.extracting.mention import Mention
from generator.extracting.segmentation import Document, segment
from generator.model.article import Article, Paragraph, Published
from generator.model.evidence import Span
from generator.model.fact import Role
from generator.model.quantity import Quantity

_RE_MARK = re.compile(r"【([^】]*)】")
_RE_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_RE_RANK = re.compile(r"^(?:第.位?|前\d+名|首[位家个]|榜首|.{1,3}首[创个家])$")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "百": 100, "半": 50}
_UNITS = [
    "个工作日",
    "工作日",
    "平方米",
    "个百分点",
    "人次",
    "小时",
    "分钟",
    "个月",
    "%",
    "天",
    "年",
    "亩",
    "级",
]
_CANON = {"个工作日": "工作日", "个月": "月", "个百分点": "百分点"}


def marked(text: str) -> tuple[Document, list[Mention]]:
    """The document of a text (lines are paragraphs) and the mentions of its marked figures."""
    plain, mentions, at = [], [], 0
    for index, piece in enumerate(_RE_MARK.split(text)):
        if index % 2:
            span = Span(at, at + len(piece))
            mentions.append(_mention(span, piece))
        plain.append(piece)
        at += len(piece)
    return document("".join(plain)), mentions


def document(text: str) -> Document:
    """A document published on 1 October 2024."""
    paragraphs, at = [], 0
    for row in text.split("\n"):
        paragraphs.append(Paragraph(Span(at, at + len(row)), row))
        at += len(row) + 1
    published = Published(dt.date(2024, 10, 1))
    return segment(Article("case", "", text, tuple(paragraphs), published=published))


def _mention(span: Span, surface: str) -> Mention:
    rank = Role.RANK if _RE_RANK.match(surface) else None
    return Mention(span, surface, Quantity(_value(surface), _unit(surface)), role=rank)


def _value(surface: str) -> Decimal:
    digits = _RE_NUMBER.search(surface)
    if digits:
        scale = 100_000_000 if "亿" in surface else 10_000 if "万" in surface else 1
        return Decimal(digits.group()) * scale
    return Decimal(next((_DIGITS[c] for c in surface if c in _DIGITS), 1))


def _unit(surface: str) -> str:
    if surface.endswith(("位", "名")) and _RE_RANK.match(surface):
        return "名"
    if "成" in surface or "分之" in surface or "半" in surface:
        return "%"
    if "元" in surface:
        return "元"
    found = next((unit for unit in _UNITS if unit in surface), None)
    return _CANON.get(found, found) if found else surface[-1]
