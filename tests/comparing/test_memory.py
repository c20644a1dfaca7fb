"""Comparing again after an edit: the same casebook, and only what changed is read anew."""

from __future__ import annotations

from msgspec.structs import replace

from generator.comparing.casebook import compare
from generator.comparing.indicators import IndicatorRules
from generator.comparing.memory import Memory
from generator.model.article import Article
from generator.model.extraction import Extraction
from generator.model.fact import Fact
from generator.model.subject import Park, Registry, Theme
from tests.factory import article, extraction, fact

REGISTRY = Registry(
    parks=(Park("jiayi", "甲乙经开区"), Park("bingding", "丙丁高新区")),
    themes=(Theme("construction", "项目建设", "？"),),
)


def told(number: int, count: int, park: str) -> Extraction:
    source = article(f"{park}今年帮助企业解决问题{count}个。", f"a{number}")
    return extraction(source, fact(source, f"{count}个", str(count), "个", park=park))


def corpus() -> list[Extraction]:
    return [told(n, 20 + n, ("甲乙经开区", "丙丁高新区")[n % 2]) for n in range(6)]


def test_a_comparison_with_a_memory_is_the_one_without() -> None:
    memory, extractions = Memory(), corpus()
    assert compare(extractions, REGISTRY, memory=memory) == compare(extractions, REGISTRY)
    assert compare(extractions, REGISTRY).comparisons, "something is compared"
    extractions[2] = told(2, 77, "丙丁高新区")
    for edited in (extractions, extractions[1:], extractions[::-1], corpus()):
        assert compare(edited, REGISTRY, memory=memory) == compare(edited, REGISTRY)


def test_a_registry_that_changed_counts_at_once() -> None:
    memory, extractions = Memory(), corpus()
    compare(extractions, REGISTRY, memory=memory)
    renamed = replace(REGISTRY, parks=(Park("jy", "甲乙经开区"), REGISTRY.parks[1]))
    assert compare(extractions, renamed, memory=memory) == compare(extractions, renamed)


def test_only_facts_of_the_edited_article_are_read_again() -> None:
    asked: list[Fact] = []

    class Counting(IndicatorRules):
        def read(self, fact: Fact, article: Article):  # type: ignore[no-untyped-def]  # noqa: ANN202
            asked.append(fact)
            return super().read(fact, article)

    memory, extractions = Memory(Counting(IndicatorRules.load().rules)), corpus()
    compare(extractions, REGISTRY, memory=memory)
    assert len(asked) == len(extractions)
    extractions[3] = told(3, 99, "丙丁高新区")
    compare(extractions, REGISTRY, memory=memory)
    assert asked[len(extractions) :] == list(extractions[3].facts)
