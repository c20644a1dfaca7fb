"""The same article twice: reprints, copies with small edits, copies in the other script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.finding import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.article import Article

_RE_MARKS = re.compile(r"[\W_]+")

# Characters in a shingle, and the share of shingles from which on two texts are one. News on the
# same event by two hands share far less; a reprint with a new head and tail shares more.
_SHINGLE = 8
_SAME = 0.8
_SHORTEST = 40


def without_duplicates(articles: Sequence[Article]) -> tuple[list[Article], list[Finding]]:
    """Each article once, the better copy of two; and a finding for every copy left out.

    Better is: front matter or a stated date before none, then more text, then the earlier path.
    """
    shingles = [_shingles(article.text) for article in articles]
    kept: list[int] = []
    findings: list[Finding] = []
    for index in range(len(articles)):
        twin = next((k for k in kept if _same(shingles[k], shingles[index])), None)
        if twin is None:
            kept.append(index)
            continue
        better, worse = sorted((twin, index), key=lambda i: _worth(articles[i]), reverse=True)
        kept[kept.index(twin)] = better
        findings.append(_finding(articles[better], articles[worse]))
    return [articles[k] for k in sorted(kept)], findings


def _worth(article: Article) -> tuple[bool, bool, bool, int]:
    dated = article.published is not None
    stated = dated and not (article.published and article.published.inferred)
    return stated, article.publisher is not None, dated, len(article.text)


def _shingles(text: str) -> frozenset[int]:
    bare = _RE_MARKS.sub("", text)
    return frozenset(hash(bare[i : i + _SHINGLE]) for i in range(max(1, len(bare) - _SHINGLE + 1)))


def _same(a: frozenset[int], b: frozenset[int]) -> bool:
    small, large = sorted((len(a), len(b)))
    if small < _SHORTEST or small < _SAME * large:
        return a == b
    return len(a & b) >= _SAME * small


def _finding(kept: Article, left_out: Article) -> Finding:
    message = f"与“{kept.path or kept.id}”是同一篇文章，只计一次；请删去其中一份。"
    where = left_out.path or left_out.id
    return Finding(FindingKind.DUPLICATE_ARTICLE, Severity.WARNING, where, message)
