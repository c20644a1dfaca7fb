from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import BadRegistry
from generator.model.decision import Action, Amendment
from generator.model.fact import Role, Status
from generator.model.quantity import Bound
from generator.model.subject import Registry, Theme
from generator.reading.decisions import DecisionEntry, Fields, load_decisions
from tests.factory import article

REGISTRY = Registry((), (Theme("approval", "审批服务", "？"), Theme("talent", "人才", "？")))
TEXT = "柳江经开区新设驿站6个,办件约1.2万件。\n驿站全年办件1.2万件。"

HEAD = "# 复核记录\n\n- fact: f-0123456789\n  who: 李核\n  when: 2024-10-08\n"
ADD = """\
- action: add
  article: liujiang
  quote: 柳江经开区新设驿站6个，办件约1.2万件
  surface: 约1.2万件
  reading: {value: 12000, unit: 件, bound: "≈", role: level, parks: [柳江经开区], indicator: 办件量, theme: approval}
  why: 程序漏读
  who: 李核
  when: 2024-10-08
"""


def load(tmp_path: Path, text: str) -> Any:
    (tmp_path / "decisions.yml").write_text(text, encoding="utf-8")
    return load_decisions(tmp_path, [article(TEXT, "liujiang")], REGISTRY)


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(tmp_path, [], REGISTRY) == ()


def test_an_empty_file_is_no_decision(tmp_path: Path) -> None:
    assert load(tmp_path, "# 待核\n") == ()


def test_a_confirmation(tmp_path: Path) -> None:
    (decision,) = load(tmp_path, HEAD + "  action: confirm\n")
    assert (decision.action, decision.fact, decision.who, decision.when, decision.line) == (
        Action.CONFIRM,
        "f-0123456789",
        "李核",
        dt.date(2024, 10, 8),
        3,
    )


def test_a_correction_has_typed_values(tmp_path: Path) -> None:
    text = HEAD + (
        "  action: correct\n  why: 单位误读\n"
        "  change: {value: 33.3, bound: '>=', role: after, parks: 甲区、乙区, "
        "period: [2024-01-01, null], measure: null}\n"
    )
    (decision,) = load(tmp_path, text)
    assert decision.amendments == (
        Amendment("value", Decimal("33.3")),
        Amendment("bound", Bound.AT_LEAST),
        Amendment("role", Role.AFTER),
        Amendment("parks", ("甲区", "乙区")),
        Amendment("measure", None),
        Amendment("period", (dt.date(2024, 1, 1), None)),
    )


def test_an_addition_is_grounded_though_its_quote_was_typed_full_width(tmp_path: Path) -> None:
    (decision,) = load(tmp_path, ADD)
    fact = decision.addition
    assert fact.status is Status.ADDED
    assert fact.quote.text == "柳江经开区新设驿站6个,办件约1.2万件"
    assert TEXT[fact.surface.span.start : fact.surface.span.end] == "约1.2万件"
    assert (fact.quantity.value, fact.quantity.bound) == (Decimal(12000), Bound.ABOUT)
    assert (fact.quantity.low, fact.quantity.high) == (None, None)
    assert fact.entity == "柳江经开区"


def test_an_addition_to_an_article_that_is_not_there_is_kept_as_lost(tmp_path: Path) -> None:
    (decision,) = load(tmp_path, ADD.replace("liujiang", "vanished"))
    assert decision.addition is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEAD + "  action: agree\n", 6, "action"),
        (HEAD + "  action: confirm\n  note: 好\n", 7, "note"),
        (HEAD.replace("2024-10-08", "昨天") + "  action: confirm\n", 5, "昨天"),
        (HEAD.replace("f-0123456789", "f-12") + "  action: confirm\n", 3, "f-12"),
        (HEAD + "  action: withdraw\n", 3, "理由"),
        (HEAD + "  action: correct\n  why: 误\n", 3, "change"),
        (HEAD + "  action: correct\n  why: 误\n  change: {}\n", 8, "没有字段"),
        (HEAD + "  action: correct\n  why: 误\n  change: {value: 多}\n", 8, "多"),
        (HEAD + "  action: correct\n  why: 误\n  change: {value: null}\n", 8, "value"),
        (HEAD + "  action: correct\n  why: 误\n  change: {value: 1e99}\n", 8, "1e99"),
        (HEAD + "  action: correct\n  why: 误\n  change: {colour: 红}\n", 8, "colour"),
        (HEAD + "  action: correct\n  why: 误\n  change: {theme: water}\n", 8, "water"),
        (HEAD + "  action: correct\n  why: 误\n  change: {period: 2024}\n", 8, "change"),
        (
            HEAD + "  action: correct\n  why: 误\n  change: {period: [2024-02-01, 2024-01-01]}\n",
            8,
            "颠倒",
        ),
        (HEAD + "  action: withdraw\n  why: 误\n  change: {value: 1}\n", 8, "change"),
        (ADD.replace("新设驿站6个", "新设驿站9个"), 3, "不在"),
        (ADD.replace("surface: 约1.2万件", "surface: 13万件"), 4, "不在"),
        (ADD.replace("柳江经开区新设驿站6个，办件约1.2万件", "办件约"), 4, "不在"),
        (ADD.replace("quote: 柳江经开区新设驿站6个，办件约1.2万件", "quote: 驿站"), 3, "不止一处"),
        (ADD.replace("unit: 件, ", ""), 5, "unit"),
        (ADD.replace("  quote: 柳江经开区新设驿站6个，办件约1.2万件\n", ""), 1, "quote"),
        ("- 3\n", 1, "字段: 值"),
        ("decided: []\n", None, "decided"),
        ("- {action: confirm\n", 2, "YAML"),
        ("- when: 2024-13-45\n", 1, "日期"),
        ("- {a: &a [1, 2], b: *a}\n", 1, "引用"),
        ("[" * 300_000 + "]" * 300_000, 1, "过深"),
        ("- {? [a, b] : 1}\n", 1, "YAML"),
        ("- fact: [f-0123456789]\n  action: {}\n", 2, "action"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    with pytest.raises(BadRegistry) as caught:
        load(tmp_path, text)
    assert caught.value.line == line
    assert words in str(caught.value)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([*DecisionEntry.model_fields, "x"]),
            st.recursive(
                st.none()
                | st.booleans()
                | st.integers()
                | st.floats()
                | st.dates()
                | st.text()
                | st.sampled_from(["add", "correct", "confirm", "liujiang", "f-0123456789", "6个"]),
                lambda inner: (
                    st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from([*Fields.model_fields]), inner, max_size=4)
                ),
                max_leaves=6,
            ),
        ),
        max_size=3,
    )
)
def test_whatever_stands_in_the_file_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    text = yaml.safe_dump(rows, allow_unicode=True)
    with contextlib.suppress(BadRegistry):
        load_decisions(folder, [article(TEXT, "liujiang")], REGISTRY, text)
