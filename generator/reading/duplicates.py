"""The same article twice: reprints, copies with small edits, copies in the other script."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
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

_LIKELY = 0.35
"""The share of telling shingles that makes a comparison in full worth while; twins have 0.64."""
_COMMON = 50
"""A shingle of more articles than this is a set phrase and tells nothing."""
_FEW = 640
"""Characters below which a text is looked up by all of its shingles."""


def without_duplicates(articles: Sequence[Article]) -> tuple[list[Article], list[Finding]]:
    """Each article once, the better copy of two; and a finding for every copy left out.

    Better is: front matter or a stated date before none, then more text, then the earlier path.
    """
    twins, findings = _Twins(articles), list[Finding]()
    for index in range(len(articles)):
        twin = twins.of(index)
        better, worse = index, twin
        if twin is not None:
            better, worse = sorted((twin, index), key=lambda i: _worth(articles[i]), reverse=True)
            findings.append(_finding(articles[better], articles[worse]))
        if better == index:
            twins.keep(index, instead_of=twin)
    return [articles[k] for k in sorted(twins.kept)], findings


class _Twins:
    """The articles kept so far, found again by some of their shingles.

    Comparing each article with every other one would take hours for a national corpus. Texts that
    share four fifths of their shingles share enough of the chosen ones to meet here; only those
    that do are compared in full.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._places: dict[str, list[int]] = {}
        self.kept: dict[int, int] = {}
        """From the number of a kept article to its place in the order of first copies."""

    def of(self, index: int) -> int | None:
        """The first kept article that is the same as this one."""
        text = self._articles[index].text
        postings = [self._places.get(shingle, ()) for shingle in _chosen(text)[0]]
        telling = [found for found in postings if len(found) < _COMMON] or postings
        met = Counter(chain.from_iterable(telling))
        wanted = _LIKELY * len(telling)
        likely = [n for n, shared in met.items() if shared >= wanted and n in self.kept]
        if not likely:
            return None
        own = _shingles(text)
        likely.sort(key=self.kept.__getitem__)
        return next((k for k in likely if _same(_shingles(self._articles[k].text), own)), None)

    def keep(self, index: int, instead_of: int | None) -> None:
        """Add an article, in the place of a worse copy if there is one."""
        self.kept[index] = index if instead_of is None else self.kept.pop(instead_of)
        for shingle in _chosen(self._articles[index].text)[1]:
            found = self._places.setdefault(shingle, [])
            if len(found) < _COMMON:
                found.append(index)


@lru_cache(maxsize=2048)  # a server asks for the same texts after every edit
def _chosen(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The shingles that a text is looked up by, and those that it is found by."""
    bare = _bare(text)
    # Every one of a short text, else a sixteenth. A twin has at least four fifths of the text's
    # length, so its shingles are filed likewise.
    whole = _all(bare) if len(bare) * _SAME < _FEW else frozenset()
    if len(bare) < _FEW:
        return whole, whole
    anchored = _anchored(bare) or whole or _all(bare)
    return anchored, whole or anchored


def _all(bare: str) -> frozenset[str]:
    return frozenset([bare[i : i + _SHINGLE] for i in range(max(1, len(bare) - _SHINGLE + 1))])


def _anchored(bare: str) -> frozenset[str]:
    """Those that begin with certain characters: the same ones wherever the words stand."""
    return frozenset([bare[i : i + _SHINGLE] for i, c in enumerate(bare) if not ord(c) % 16])


def _worth(article: Article) -> tuple[bool, bool, bool, int]:
    dated = article.published is not None
    stated = dated and not (article.published and article.published.inferred)
    return stated, article.publisher is not None, dated, len(article.text)


def _bare(text: str) -> str:
    return _RE_MARKS.sub("", text)


def _shingles(text: str) -> frozenset[str]:
    return frozenset(_all(_bare(text)))


def _same(a: frozenset[str], b: frozenset[str]) -> bool:
    small, large = sorted((len(a), len(b)))
    if small < _SHORTEST or small < _SAME * large:
        return a == b
    return len(a & b) >= _SAME * small


def _finding(kept: Article, left_out: Article) -> Finding:
    message = f"与“{kept.path or kept.id}”是同一篇文章，只计一次；请删去其中一份。"
    where = left_out.path or left_out.id
    return Finding(FindingKind.DUPLICATE_ARTICLE, Severity.WARNING, where, message)
