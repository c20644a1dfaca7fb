"""Long lists over several pages, and casebooks whose articles have no pages of their own."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import markdown
import pytest
from msgspec.structs import replace

from generator.rendering import volumes
from generator.rendering.addresses import Place, article_anchor
from generator.rendering.book import quotes_pages
from generator.rendering.pages import Rendering, render
from generator.rendering.views import compare, facts, lists, shelf, sources
from generator.rendering.views.sources import NO_ARTICLE_PAGES
from generator.rendering.volumes import leaves
from generator.resources import templates_dir
from tests.rendering import sample
from tests.rendering.built import EXTENSIONS, Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

# <tr id="f-0123456789" …>
_RE_FACT = re.compile(r'<tr id="(f-[^"]+)"')


@pytest.mark.parametrize(("members", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (9, 3), (10, 4)])
def test_every_member_stands_on_one_page(members: int, pages: int) -> None:
    made = leaves(Place("themes/approval.md"), "rows", range(members), 3)
    assert len(made) == pages
    assert [m for leaf in made for m in leaf.members] == list(range(members))


def test_a_short_list_says_nothing_of_pages() -> None:
    (only,) = leaves(Place("a.md"), "rows", range(3), 3)
    assert (only.note, only.way, only.span) == ("", "", "")


def test_the_pages_of_a_list_lead_to_one_another() -> None:
    first, *_, last = leaves(Place("themes/approval.md"), "rows", range(100), 3)
    assert last.place.path == "themes/approval/rows-34.md"
    assert "(approval/rows-2.md)" in first.way
    assert "(approval/rows-34.md)" in first.way
    assert "(../approval.md)" in last.way
    assert "(rows-33.md)" in last.way
    assert first.way.count("](") < 8  # and not to all thirty-four
    assert first.span == "第1—3条，共100条"


@pytest.fixture(scope="module")
def split() -> Rendering:
    """The sample with so little room on a page that everything goes on on further pages."""

    def narrow(place: Place, key: str, members: Sequence[Any], most: int) -> Any:
        return volumes.leaves(place, key, members, min(most, 2))

    with pytest.MonkeyPatch.context() as patch:
        for module in (shelf, facts, sources, lists, compare):
            patch.setattr(module, "leaves", narrow)
        return render(sample.casebook(), templates=templates_dir())


@pytest.fixture(scope="module")
def whole() -> Rendering:
    return render(sample.casebook(), templates=templates_dir())


@pytest.fixture(scope="module")
def without_articles() -> Rendering:
    return render(sample.casebook(), templates=templates_dir(), article_pages=False)


def seen(rendering: Rendering) -> dict[str, Seen]:
    found = {}
    for page in rendering.pages:
        found[page.path] = Seen()
        body = page.text.split("\n---\n", maxsplit=1)[1]
        found[page.path].feed(markdown.markdown(body, extensions=EXTENSIONS))
    return found


def broken(pages: dict[str, Seen]) -> list[tuple[str, str]]:
    faults = []
    for path, page in pages.items():
        for link in page.links:
            name, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            target = target if name else path
            known = "://" in link or target.endswith((".bib", ".ris", ".csl.json"))
            if not known and (target not in pages or (anchor and anchor not in pages[target].ids)):
                faults.append((path, link))
    return faults


def test_split_pages_have_sound_links_and_unique_ids(split: Rendering) -> None:
    pages = seen(split)
    assert not broken(pages)
    for path, page in pages.items():
        assert not [id_ for id_, times in Counter(page.ids).items() if times > 1], path


@pytest.mark.parametrize(
    ("folder", "css"),
    [("facts", 'class="cb-fact"'), ("parks", "cb-quote--voice"), ("sources/index", "<tr ")],
)
def test_nothing_is_left_out_of_split_pages(
    split: Rendering, whole: Rendering, folder: str, css: str
) -> None:
    def count(rendering: Rendering) -> int:
        return sum(p.text.count(css) for p in rendering.pages if p.path.startswith(folder))

    pages = {name: sum(p.path.startswith(folder) for p in r.pages) for name, r in
             (("split", split), ("whole", whole))}  # fmt: skip
    assert pages["split"] > pages["whole"]
    heads = pages["split"] - pages["whole"] if css == "<tr " else 0  # a head on every page
    assert count(split) == count(whole) + heads


def test_a_page_after_the_first_is_not_searched(split: Rendering, whole: Rendering) -> None:
    paths = {page.path for page in whole.pages}
    further = [page for page in split.pages if page.path not in paths]
    assert further
    assert all("search:\n  exclude: true" in page.text for page in further)


def test_without_article_pages_every_fact_still_has_its_words(without_articles: Rendering) -> None:
    pages = {page.path: page.text for page in without_articles.pages}
    assert [p for p in pages if p.startswith("sources/")] == ["sources/index.md"]
    quoted = [
        id_
        for path, text in pages.items()
        if path.startswith("quotes/")
        for id_ in _RE_FACT.findall(text)
    ]
    assert sorted(quoted) == sorted(record.id for record in sample.casebook().facts)
    assert not broken(seen(without_articles))
    for source in sample.casebook().sources:
        assert f"## &#91;{source.number}&#93;" in pages["quotes/1.md"]
        assert f"{{: #{article_anchor(source.article)} }}" in pages["quotes/1.md"]


def test_without_article_pages_the_site_says_so(
    without_articles: Rendering, whole: Rendering
) -> None:
    for path in ("index.md", "sources/index.md", "quotes/1.md"):
        page = next(p.text for p in without_articles.pages if p.path == path)
        assert "--no-article-pages" in page.replace("&#45;", "-")
    assert not [p.path for p in whole.pages if "no-article-pages" in p.text]
    assert "重新生成" in NO_ARTICLE_PAGES


def test_pages_of_quotations_hold_some_articles_each() -> None:
    source = max(sample.casebook().sources, key=lambda s: len(s.facts))
    many = [
        replace(source, article=replace(source.article, id=f"a-{number}")) for number in range(300)
    ]
    pages = quotes_pages(many)
    assert set(pages) == {source.article.id for source in many}
    held = Counter(pages.values())
    assert min(held) == "quotes/1.md"
    assert max(held.values()) * len(source.facts) <= 400
    assert sum(held.values()) == len(many)
