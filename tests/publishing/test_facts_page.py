"""Later rows of the facts page wait outside of the page's tree; none is lost."""

from __future__ import annotations

import json
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
    made = re.sub(r'<script type="application/json".*?</script>', "", with_rows_apart(page(count)))
    table, _, later = made.partition("<noscript")
    assert len(re.findall("第[0-9]+行", table)) == AT_ONCE
    assert re.findall("第([0-9]+)行", made) == [str(n) for n in range(count)]
    assert later.count("<th>甲</th>") == 1
    assert later.endswith("</noscript>\n<h2>出处</h2></article>")


SCRIPTED = page(AT_ONCE * 2).replace(
    "</article>",
    '</article><script src="../assets/facts-rows.js"></script><script src="x"></script>',
)


def test_the_scripts_come_before_the_later_rows_and_once() -> None:
    made = with_rows_apart(SCRIPTED)
    assert made.count("facts-rows.js") == 1
    assert made.index("facts-rows.js") < made.index("<noscript")
    assert made.endswith('</article><script src="x"></script>')


def test_what_columns_can_be_chosen_by_is_counted() -> None:
    rows = "".join(
        f'<tr><td>第{n}行</td><td data-choices="2023年|{n % 2}">二者</td><td><b>a&amp;b</b> c</td></tr>'
        for n in range(AT_ONCE * 2)
    )
    text = PAGE.format(rows=rows).replace("<th>甲</th>", "<th>甲</th><th>乙</th><th>丙</th>")
    found = re.search('id="facts-choices">(.*?)</script>', with_rows_apart(text))
    assert found
    assert json.loads(found.group(1)) == {
        "total": AT_ONCE * 2,
        "columns": {
            "甲": None,
            "乙": {"2023年": AT_ONCE * 2, "0": AT_ONCE, "1": AT_ONCE},
            "丙": {"a&b c": AT_ONCE * 2},
        },
    }
    assert "</script" not in found.group(1)


def test_a_second_call_changes_nothing() -> None:
    once = with_rows_apart(page(AT_ONCE + 5))
    assert with_rows_apart(once) == once


def test_other_pages_stay_as_they_are() -> None:
    assert with_rows_apart("<article><table><tbody></tbody></table></article>") == (
        "<article><table><tbody></tbody></table></article>"
    )
