"""The shared raw articles against their clean texts and metadata."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.reading import read_article, read_corpus
from tests.gold import SHARED

if TYPE_CHECKING:
    from generator.model.article import Article

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the shared seeds are not on this machine"
)


def _norm(text: str) -> str:
    return re.sub(
        r"[\s\"'“”‘’「」『』,，、。.;；:：()（）《》·-]", "", unicodedata.normalize("NFKC", text)
    )


def _dice(a: str, b: str) -> float:
    """Likeness of two texts by their pairs of characters, as the reference scorer has it."""
    x, y = (Counter(itertools.pairwise(t)) for t in (_norm(a), _norm(b)))
    return 2 * sum((x & y).values()) / (x.total() + y.total())


def _gold(folder: str) -> dict[str, Any]:
    path = SHARED / folder / "articles.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _check(article: Article, folder: str, id_: str, floor: float) -> None:
    clean = (SHARED / folder / f"{id_}.clean.txt").read_text(encoding="utf-8")
    assert _dice(clean, article.text) >= floor
    gold = _gold(folder)[id_]
    for field in ("title", "publisher", "url"):
        if gold.get(field):
            assert _norm(str(getattr(article, field))) == _norm(gold[field]), field
    if gold.get("date"):
        assert article.published is not None
        assert article.published.date.isoformat() == gold["date"]
    for field in ("authors", "editors"):
        if field in gold:
            assert list(getattr(article, field)) == gold[field]


@pytest.mark.parametrize("id_", sorted(_gold("gold")))
def test_seeds(id_: str) -> None:
    file = next(Path(SHARED / "seeds").glob(f"{id_}_*.txt"))
    article = read_article(file)
    _check(article, "gold", id_, 0.99)
    assert article.script == ("hant" if "hant" in _gold("gold")[id_]["script"] else "hans")


@pytest.mark.parametrize("id_", sorted(_gold("gold-more")))
def test_more_articles(id_: str) -> None:
    _check(read_article(SHARED / "gold-more" / f"{id_}.raw.txt"), "gold-more", id_, 0.99)


def test_the_folder_is_a_corpus() -> None:
    assert len(read_corpus(SHARED / "seeds").articles) == 5
