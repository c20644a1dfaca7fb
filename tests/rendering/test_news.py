"""The page of what is new."""

from __future__ import annotations

from msgspec.structs import replace

from generator.comparing.changes import changes
from generator.model.changes import History
from generator.rendering.book import Book
from generator.rendering.views.news import NewsView, news_view
from tests.rendering import sample
from tests.rendering.table_rows import rows_of

CASEBOOK = sample.casebook()


def view(history: History | None) -> NewsView:
    return news_view(Book.open(CASEBOOK), history)


def later() -> History:
    """The sample, after an edition that had one fact less, one more and one read otherwise."""
    first, second, *rest = CASEBOOK.facts
    other = replace(second, fact=replace(second.fact, indicator="验收时间"))
    gone = replace(rest[-1], id="f-0", fact=replace(rest[-1].fact, indicator="旧事"))
    before = replace(CASEBOOK, facts=(other, *rest, gone))
    assert first.fact.indicator != "验收时间"
    return changes(changes(None, before), CASEBOOK)


def test_without_a_log_the_page_says_so() -> None:
    found = view(None)
    assert found.summary == "还没有版本记录。"
    assert not found.groups
    assert not found.editions


def test_a_first_edition_is_not_all_new() -> None:
    found = view(changes(None, CASEBOOK))
    assert "这是第一版" in found.summary
    assert not found.groups
    assert found.editions


def test_each_kind_of_change_has_its_table() -> None:
    found = view(later())
    assert [name for _, name, _ in found.groups] == ["新增的事实", "变动的事实", "撤下的事实"]
    assert "新增1条、变动1条、撤下1条" in found.summary


def test_a_change_tells_what_is_otherwise() -> None:
    changed = next(made for id_, _, made in view(later()).groups if id_ == "news-changed")
    assert changed
    before, now = (cell.text for cell in rows_of(changed)[0][2:4])
    assert "指标：验收时间" in before
    assert "指标：竣工验收用时" in now
    assert "主题" not in now


def test_a_withdrawn_fact_has_no_link_to_its_words() -> None:
    gone = next(made for id_, _, made in view(later()).groups if id_ == "news-withdrawn")
    assert gone
    assert "](" not in rows_of(gone)[0][2].text
