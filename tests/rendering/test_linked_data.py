"""JSON-LD that programs can read and that no word of an article can break."""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec.structs import replace

from generator.model.datafile import DataDictionary, DataFile
from generator.rendering.linked_data import block
from generator.rendering.pages import render
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.built import page
from tests.rendering.hostile import hostile

_RE_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def found(text: str) -> dict[str, Any]:
    blocks = _RE_BLOCK.findall(text)
    assert len(blocks) == 1
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    return dict(data)


def test_every_fact_is_a_claim_with_its_appearance() -> None:
    text = page("sources/yunxi-2024.md")
    claims = found(text)["@graph"]
    source = next(s for s in sample.casebook().sources if s.article.id == "yunxi-2024")
    assert [claim["identifier"] for claim in claims] == [r.id for r in source.facts]
    for claim, record in zip(claims, source.facts, strict=True):
        assert claim["@type"] == "Claim"
        assert f'id="{claim["@id"].removeprefix("#")}"' in text
        assert len(claim["text"]) <= 120
        assert claim["appearance"]["@type"] == "NewsArticle"
        assert claim["appearance"]["datePublished"] == "2024-09-20"
        assert claim["author"]["name"] == record.fact.speaker if "author" in claim else True


def test_the_glossary_is_a_set_of_terms() -> None:
    data = found(page("glossary.md"))
    assert data["@type"] == "DefinedTermSet"
    named = {m.name for m in sample.casebook().measures if m.term}
    assert {term["name"] for term in data["hasDefinedTerm"]} == named
    assert all(term["@type"] == "DefinedTerm" for term in data["hasDefinedTerm"])
    assert all(term["description"] for term in data["hasDefinedTerm"])


def test_the_home_page_is_of_a_dataset_with_its_files() -> None:
    dictionary = DataDictionary(
        "1", (DataFile("facts.csv", "事实", 12, "ab" * 32, 3),), (("facts", "事实", "", ()),)
    )
    made = render(sample.casebook(), templates=templates_dir(), dictionary=dictionary)
    data = found(next(p.text for p in made.pages if p.path == "index.md"))
    assert (data["@type"], data["version"]) == ("Dataset", "1")
    assert data["distribution"][0]["contentUrl"] == "data/facts.csv"
    assert data["distribution"][0]["encodingFormat"] == "text/csv"


def test_no_word_ends_the_script() -> None:
    words = "</script><script>alert(1)</script><!-- & \u2028 \u202e ]]>"
    text = str(block({"name": words}))
    assert text.count("<") == 2
    assert text.count(">") == 2
    assert "\u2028" not in text
    assert "\u202e" not in text
    assert found(text)["name"] == words


def test_hostile_articles_stay_inside() -> None:
    reader = hostile()
    casebook = sample.casebook(reader)
    articles = [
        replace(s, article=replace(s.article, title="</script><img src=x onerror=alert(1)>"))
        for s in casebook.sources
    ]
    made = render(replace(casebook, sources=tuple(articles)), templates=templates_dir())
    for made_page in made.pages:
        if made_page.path.startswith("sources/") and made_page.path != "sources/index.md":
            assert len(re.findall(r"</?script", made_page.text)) in {0, 2}
            assert "<img src=x" not in made_page.text
