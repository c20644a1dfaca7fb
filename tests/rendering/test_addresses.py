from __future__ import annotations

import posixpath

import pytest

from generator.model.filename import DEVICES
from generator.rendering.addresses import Place, link, plain, slug


@pytest.mark.parametrize("name", ["yunxi", "a-001", "yichun_2024"])
def test_a_safe_name_is_its_own_address(name: str) -> None:
    assert slug(name) == name


@pytest.mark.parametrize(
    "name",
    ["index", "readme", "甲", "a b", "../x", "A", "", "a.b", "con:", "x" * 65, *sorted(DEVICES)],
)
def test_any_other_name_becomes_a_safe_one(name: str) -> None:
    assert slug(name).startswith("x-")
    assert slug(slug(name)) == slug(name)


def test_names_that_differ_have_different_addresses() -> None:
    assert slug("A") != slug("a")
    assert slug("甲") != slug("乙")


@pytest.mark.parametrize(
    ("here", "there", "anchor", "href"),
    [
        ("index.md", "parks/a.md", "", "parks/a.md"),
        ("parks/a.md", "index.md", "", "../index.md"),
        ("parks/a.md", "parks/b.md", "x", "b.md#x"),
        ("parks/a.md", "parks/a.md", "x", "#x"),
        ("parks/a.md", "sources/b.md", "f-1", "../sources/b.md#f-1"),
    ],
)
def test_links_are_relative(here: str, there: str, anchor: str, href: str) -> None:
    assert Place(here).to(there, anchor) == href


@pytest.mark.parametrize("here", ["a.md", "a/b.md", "a/b/c.md", "b/b.md", "a/c/b.md"])
@pytest.mark.parametrize("there", ["b.md", "a/c.md", "a/b/d.md", "c/b/c.md"])
def test_the_way_is_that_of_the_library(here: str, there: str) -> None:
    assert Place(here).to(there) == posixpath.relpath(there, posixpath.dirname(here) or ".")


def test_a_link_with_class_and_title() -> None:
    assert (
        link("[1]", "a.md", css="cb-source", title='"')
        == '[&#91;1&#93;](a.md){ .cb-source title="&#34;" }'
    )


def test_only_our_own_ids_stand_in_tags() -> None:
    assert plain("cb-table cb-matrix") == "cb-table cb-matrix"
    with pytest.raises(ValueError, match="not an id"):
        plain('"><script>')
