"""Later rows of the facts page wait outside of the page's tree; none is lost."""

from __future__ import annotations

import re

import pytest

from generator.publishing.facts_page import AT_ONCE, with_rows_apart

PAGE = (
    '<article><div class="cb-table"><table class="cb-grid" id="facts"><thead><tr><th>甲</th></tr>'
    "</thead>\n<tbody>{rows}\n</tbody></table></div><h2>出处</h2></article>"
)


def page(count: int) -> str:
    rows = "".join(f"\n<tr><td>第{n}行</td></tr>" for n in range(count))
    return PAGE.format(rows=rows)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE])
def test_a_short_page_stays_as_it_is(count: int) -> None:
    assert with_rows_apart(page(count)) == page(count)


@pytest.mark.parametrize("count", [AT_ONCE + 1, AT_ONCE * 3])
def test_later_rows_follow_in_a_table_of_their_own(count: int) -> None:
    made = with_rows_apart(page(count))
    table, _, later = made.partition("<noscript")
    assert len(re.findall("第[0-9]+行", table)) == AT_ONCE
    assert re.findall("第([0-9]+)行", made) == [str(n) for n in range(count)]
    assert later.count("<th>甲</th>") == 1
    assert later.endswith("</noscript>\n<h2>出处</h2></article>")


def test_a_second_call_changes_nothing() -> None:
    once = with_rows_apart(page(AT_ONCE + 5))
    assert with_rows_apart(once) == once


def test_other_pages_stay_as_they_are() -> None:
    assert with_rows_apart("<article><table><tbody></tbody></table></article>") == (
        "<article><table><tbody></tbody></table></article>"
    )
