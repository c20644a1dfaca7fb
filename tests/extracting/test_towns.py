"""A town of the headline is the article's subject; one in passing is not."""

from __future__ import annotations

import pytest
from msgspec import structs

from generator.extracting.extract import extract
from generator.extracting.lexicon import Lexicon
from tests.factory import article

LEXICON = Lexicon.load()
TEXT = "广州市黄埔区云桂街道今年走访企业300家。\n云桂的企业服务专员有28名。\n街道还设立了3个驿站。"


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        ("企业为什么爱往云桂扎堆", TEXT, "云桂街道"),
        ("昆山经开区走进云桂街道", TEXT + "昆山经开区派出5个小组。", "昆山经开区"),
        ("企业为什么爱往这里扎堆", TEXT, "黄埔区"),
    ],
    ids=["in the headline", "beside a park", "in passing"],
)
def test_subjects(title: str, text: str, subject: str) -> None:
    source = structs.replace(article(text), title=title)
    assert subject in (extract(source, LEXICON).article.subject or "")


def test_its_figures_are_its_own() -> None:
    source = structs.replace(article(TEXT), title="企业为什么爱往云桂扎堆")
    assert {fact.park for fact in extract(source, LEXICON).facts} == {"云桂街道"}
