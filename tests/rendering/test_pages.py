from __future__ import annotations

import posixpath
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml
from msgspec import structs

from generator.errors import MissingTemplate
from generator.model.casebook import Casebook
from generator.model.fact import Status
from generator.model.subject import Registry
from generator.rendering.addresses import reference_file
from generator.rendering.pages import render
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.built import page, rendering, seen

if TYPE_CHECKING:
    from pathlib import Path

PATHS = [p.path for p in rendering().pages]


def target(here: str, link: str) -> tuple[str, str]:
    path, _, anchor = link.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    return whole, anchor


@pytest.mark.parametrize("path", PATHS)
def test_ids_are_unique_on_a_page(path: str) -> None:
    found = Counter(seen(path).ids)
    assert not [id_ for id_, times in found.items() if times > 1]


@pytest.mark.parametrize("path", PATHS)
def test_every_link_has_a_target(path: str) -> None:
    inner = [link for link in seen(path).links if "://" not in link]
    exports = {
        reference_file(source.article, ending)
        for source in sample.casebook().sources
        for ending in ("bib", "ris", "csl.json")
    }
    for link in inner:
        page_path, anchor = target(path, link)
        if page_path in exports:
            continue
        assert page_path in PATHS
        assert not anchor or anchor in seen(page_path).ids, link


@pytest.mark.parametrize("path", PATHS)
def test_every_image_is_a_chart_with_words(path: str) -> None:
    charts = {c.path: c for c in rendering().charts}
    for image in seen(path).images:
        chart_path, variant = target(path, str(image["src"]))
        assert variant == f"only-{charts[chart_path].variant}"
        assert image["alt"] == charts[chart_path].alt


@pytest.mark.parametrize("path", PATHS)
def test_every_page_has_a_title_and_a_description(path: str) -> None:
    head = yaml.safe_load(page(path).split("---\n")[1])
    assert head["title"]
    assert head["description"]


@pytest.mark.parametrize("path", PATHS)
def test_no_half_width_comma_between_han(path: str) -> None:
    import re

    assert not re.search(r"[一-鿿][,;!?][一-鿿]", seen(path).text)


def test_only_the_list_of_facts_is_left_out_of_the_search() -> None:
    assert [path for path in PATHS if "search:\n  exclude: true" in page(path)] == ["facts.md"]


def test_two_renderings_are_equal() -> None:
    assert rendering() == render(sample.casebook(), templates=templates_dir())


def test_every_fact_has_its_line_in_the_ledger_of_its_source() -> None:
    for source in sample.casebook().sources:
        path = next(
            p for p in PATHS if p.startswith("sources/") and source.facts[0].id in seen(p).ids
        )
        assert {r.id for r in source.facts} <= set(seen(path).ids)
        places = [id_ for id_ in seen(path).ids if id_.startswith(("f-", "n-"))]
        assert len(places) == len(source.facts) + len(source.nonfacts)


def test_the_ledger_is_in_text_order() -> None:
    casebook = sample.casebook()
    yunxi = casebook.sources[2]
    order = sorted(yunxi.facts, key=lambda r: r.fact.surface.span)
    ids = [id_ for id_ in seen("sources/yunxi-2024.md").ids if id_.startswith("f-")]
    assert ids == [r.id for r in order]


def test_every_figure_of_a_park_leads_to_its_words() -> None:
    links = set(seen("parks/yunxi.md").links)
    for record in sample.casebook().facts:
        if sample.YUNXI in record.parks:
            assert f"../sources/yunxi-2024.md#{record.id}" in links


def test_nonfacts_say_why() -> None:
    text = seen("sources/yunxi-2024.md").text
    assert "不是事实：日期或时间" in text
    assert "不是事实：名称或固定用语" in text


def test_missing_is_said_and_is_no_zero() -> None:
    assert "未见报道" in seen("index.md").text
    assert "未见报道" in seen("parks/qingping.md").text
    assert "0条" not in seen("index.md").text


def test_bounds_are_kept_in_comparisons() -> None:
    text = seen("themes/responsiveness.md").text
    assert "不低于98%" in text
    assert "可比" in text
    assert "界限：青屏工业园为下限值。" in text.replace("</strong>", "")


def test_a_derived_value_says_so_and_shows_its_inputs() -> None:
    text = seen("indicators/reduction.md").text
    assert "不少于73.33%（推算自45个工作日、不超过12个工作日）" in text


def test_a_percentage_is_computed_from_exact_ends_only() -> None:
    assert "由前后值推算减少95.65%" in seen("parks/yunxi.md").text
    assert seen("parks/yunxi.md").text.count("由前后值推算") == 1


def test_full_text_follows_the_rights() -> None:
    haitang = next(p for p in PATHS if p.startswith("sources/x-"))
    assert "text" in seen("sources/yunxi-2024.md").ids
    assert "text" not in seen(haitang).ids
    assert "text" in seen(haitang, full_text=True).ids


def test_a_web_address_of_another_kind_is_no_link() -> None:
    assert not [link for link in seen("sources/qingping-2023.md").links if "javascript" in link]


def test_withdrawn_facts_are_only_in_the_ledger() -> None:
    casebook = sample.casebook()
    first = casebook.facts[0]
    withdrawn = structs.replace(first, fact=structs.replace(first.fact, status=Status.WITHDRAWN))
    facts = (withdrawn, *casebook.facts[1:])
    sources = (
        structs.replace(casebook.sources[0], facts=(withdrawn, *casebook.sources[0].facts[1:])),
        *casebook.sources[1:],
    )
    made = render(
        structs.replace(casebook, facts=facts, sources=sources), templates=templates_dir()
    )
    pages = {p.path: p.text for p in made.pages}
    assert first.id not in pages["facts.md"]
    assert "已撤回" in pages["sources/qingping-2023.md"]


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    for path in templates_dir().glob("*.md.j2"):
        shutil.copy(path, tmp_path)
    (tmp_path / "theme.md.j2").unlink()
    with pytest.raises(MissingTemplate, match=r"theme\.md\.j2"):
        render(sample.casebook(), templates=tmp_path)


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    for path in templates_dir().glob("[!_]*.md.j2"):
        shutil.copy(path, tmp_path)
    with pytest.raises(MissingTemplate, match=r"_parts\.md\.j2"):
        render(sample.casebook(), templates=tmp_path)


def test_an_empty_casebook_renders() -> None:
    empty = Casebook(Registry((), ()), (), (), (), (), (), (), (), None)
    made = render(empty, templates=templates_dir())
    assert not made.charts
    assert "数据截至不详" in next(p.text for p in made.pages if p.path == "index.md")


@pytest.mark.parametrize("words", ["排名", "得分", "第一名", "优于", "领先"])
def test_no_page_ranks_parks(words: str) -> None:
    allowed = ("不给园区打分，不排名", "也不排名", "不是得分项")
    for path in PATHS:
        text = seen(path).text
        for phrase in allowed:
            text = text.replace(phrase, "")
        assert words not in text, path
