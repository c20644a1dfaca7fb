"""Invented sentences as documents, with a mention for every figure in Arabic digits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.extracting.mention import Mention
from generator.model.evidence import Span
from generator.model.quantity import Quantity
from tests.extracting.marked import document

if TYPE_CHECKING:
    from generator.extracting.segmentation import Document

# 214件, 2.6亿元, 45个工作日, 41%, 第一, 一半; neither 2024年 nor 4月
_RE_FIGURE = re.compile(
    r"(?![0-9]{4}年|[0-9]+[月日])([0-9][0-9.]*)[万亿]*[余多]?"
    r"(个?工作日|个月|平方公里|公里|平方米|人次|小时|场次|美元|元|%|名|[一-龥])|第一|一半"
)
_CANON = {"个工作日": "工作日", "个月": "月", "名": "人", "第一": "名", "一半": "%"}


def figures(text: str) -> tuple[Document, list[Mention]]:
    found = []
    for match in _RE_FIGURE.finditer(text):
        unit = match[2] or match.group()
        quantity = Quantity(Decimal(match[1] or 1), _CANON.get(unit, unit))
        found.append(Mention(Span(match.start(), match.end()), match.group(), quantity))
    return document(text), found
