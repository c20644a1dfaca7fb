from __future__ import annotations

import html
import re

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.escaping import inert, joined, legible, metadata, raw, web_address
from tests.rendering.built import EXTENSIONS, seen
from tests.rendering.hostile import HOSTILE

# More than the site's own extensions: a reader may build the pages with others.
ARMED = [
    *EXTENSIONS,
    "sane_lists",
    "smarty",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tilde",
]
_RE_TAG = re.compile(r"<[^>]*>")


def shown(text: str) -> str:
    """What a browser would show of Markdown."""
    made = markdown.markdown(text, extensions=ARMED)
    return html.unescape(_RE_TAG.sub("", made)).strip()


def tags(text: str) -> set[str]:
    made = markdown.markdown(text, extensions=ARMED)
    return set(re.findall(r"<(\w+)", made))


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "# 题",
        "1. 项",
        "- 项",
        "> 引",
        "===",
        "    code",
        "!!! note",
        "[^1]: 注",
        "[x]: y",
        "*[缩]: 写",
        "| a | b |\n|---|---|",
        "```\ncode\n```",
        "{: #id }",
        "\x02wzxhzdk:0\x03",
        '--8<-- "a.md"',
        "https://evil.example www.evil.example a@evil.example",
        "a\u202eb",
    ],
)
def test_words_of_others_show_as_they_are(text: str) -> None:
    made = str(inert(text))
    assert shown(made) == legible(text).strip()
    assert tags(made) <= {"p"}


@given(
    st.text(alphabet=st.sampled_from("*_`~^=+-#>|[](){}<>!&\"'\\:;.,$@/%1a中 \n\t"), max_size=40)
)
def test_any_mixture_of_marks_is_inert(text: str) -> None:
    made = f"前{inert(text)}后"
    assert shown(made) == re.sub(r"\s+", " ", f"前{text}后")
    assert tags(made) == {"p"}


@given(st.text(alphabet=st.sampled_from("*_`[](){}<>!&\"'\\|#中a1 "), max_size=30))
def test_a_link_holds_any_words(text: str) -> None:
    made = f'[{inert(text)}甲](a.md){{ title="{inert(text)}乙" }}'
    assert tags(made) == {"p", "a"}
    assert shown(made) == re.sub(r"\s+", " ", f"{text}甲").strip()


def test_markup_passes_and_nothing_shows_nothing() -> None:
    assert inert(raw("**a**")) == "**a**"
    assert inert(None) == ""


def test_joined_makes_every_piece_inert() -> None:
    assert joined("*", raw("*"), separator=raw("-")) == "&#42;-*"


def test_metadata_is_one_line_of_yaml_without_tags() -> None:
    line = metadata(HOSTILE + "\n第二行")
    value = yaml.safe_load(line)
    assert "\n" not in line
    assert not set('<>&"{}') & set(value)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x", "x", "", None, "http://["]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_cannot_leave_its_link() -> None:
    made = web_address('https://a.cn/甲?b=(1)"><script>[x]')
    assert made is not None
    assert not set("()<>\"'[] ") & set(made)


@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "parks/yunxi.md",
        "themes/approval.md",
        "sources/hostile.md",
        "facts.md",
        "voices.md",
        "cases/yunxi-approval.md",
        "measures/index.md",
    ],
)
def test_a_hostile_article_is_shown_as_text_on_every_page(path: str) -> None:
    found = seen(path, hostile=True, full_text=True)
    assert found.scripts == [{"type": "application/ld+json"}] * len(found.scripts)
    assert not found.tags & {"b", "del", "sup", "em", "code", "input", "iframe"}
    assert not any(name.startswith("on") for name in found.attributes)
    assert not any(link.startswith(("javascript", "data")) for link in found.links)
    assert "49" not in found.text


@pytest.mark.parametrize("path", ["sources/hostile.md", "facts.md", "sources/index.md"])
def test_a_hostile_title_reads_as_written(path: str) -> None:
    text = seen(path, hostile=True).text
    assert "<script>alert(1)</script> **粗** _斜_ `码`" in text
    assert "{{ 7*7 }}" in text
