"""Templates loop, test for emptiness and include; everything else is Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from generator.rendering.environment import environment
from generator.rendering.views import (
    cases,
    compare,
    corrections,
    data,
    facts,
    home,
    indicators,
    lists,
    measures,
    news,
    parks,
    sources,
    themes,
)
from generator.resources import templates_dir

TEMPLATES = sorted(templates_dir().glob("*.md.j2"))
PAGES = [path for path in TEMPLATES if not path.name.startswith("_")]
FORBIDDEN = (
    nodes.Assign,
    nodes.AssignBlock,
    nodes.BinExpr,
    nodes.Compare,
    nodes.Concat,
    nodes.CondExpr,
    nodes.Getitem,
    nodes.ScopedEvalContextModifier,
)
# Context: page (views.parks.ParkView).
_RE_CONTEXT = re.compile(r"Context: page \(views\.(\w+)\.(\w+)\)\. -#\}")
MODULES = {
    m.__name__.rpartition(".")[2]: m
    for m in (
        cases,
        compare,
        corrections,
        data,
        facts,
        home,
        indicators,
        lists,
        measures,
        news,
        parks,
        sources,
        themes,
    )
}


def tree(path: Path) -> nodes.Template:
    return environment(templates_dir()).parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_logic(path: Path) -> None:
    found = [type(node).__name__ for node in tree(path).find_all(FORBIDDEN)]
    assert not found


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_conditions_only_test_for_emptiness(path: Path) -> None:
    tests = [node.test for node in tree(path).find_all(nodes.If)]
    assert all(isinstance(test, nodes.Name | nodes.Getattr) for test in tests)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_the_header_names_the_view_and_only_its_fields_are_used(path: Path) -> None:
    header = _RE_CONTEXT.search(path.read_text("utf-8"))
    assert header, "the first lines must say: Context: page (views.<module>.<View>). -#}"
    view = getattr(MODULES[header.group(1)], header.group(2))
    used = {
        node.attr
        for node in tree(path).find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }
    assert used == set(view.__struct_fields__)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_its_only_variable(path: Path) -> None:
    assert find_undeclared_variables(tree(path)) == {"page"}


def test_the_check_finds_logic() -> None:
    parsed = Environment(autoescape=True).parse(
        "{% set a = 1 %}{{ a + 1 }}{% if a > 1 %}{% endif %}"
    )
    assert {type(node).__name__ for node in parsed.find_all(FORBIDDEN)} == {
        "Assign",
        "Add",
        "Compare",
    }
