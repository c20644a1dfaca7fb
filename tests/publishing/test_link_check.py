"""The link checker finds what leads nowhere, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publishing.link_check import BrokenLink, LinkFault, broken_links

PAGE = "<html><body><h1 id='eins'>甲</h1>{links}</body></html>"
FILES = ("parks/a/index.html", "parks/index.html", "data/表 一.csv", "assets/x.css")


def site(folder: Path, *links: str, page: str = "parks/b/index.html") -> Path:
    """A small site whose ``page`` has the links."""
    for name in (*FILES, "index.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(links=""), encoding="utf-8")
    path = folder / page
    path.parent.mkdir(parents=True, exist_ok=True)
    made = "".join(f'<a href="{link}">x</a>' for link in links)
    path.write_text(PAGE.format(links=made), encoding="utf-8")
    return folder


SOUND = (
    "../a/",
    "../a/index.html#eins",
    "../a",
    "../../",
    "../..",
    "#eins",
    "#",
    "#top",
    "",
    "?q=1#eins",
    "../../data/%E8%A1%A8%20%E4%B8%80.csv",
    "https://example.org/nowhere",
    "//example.org/x",
    "mailto:a@example.org",
    "data:,x",
    "http://[broken",
)


@pytest.mark.parametrize("link", SOUND)
def test_sound_links_pass(tmp_path: Path, link: str) -> None:
    assert broken_links(site(tmp_path, link)) == ()


BROKEN = {
    "../c/": LinkFault.NO_PAGE,
    "../A/": LinkFault.NO_PAGE,
    "x.html": LinkFault.NO_PAGE,
    "../../data/": LinkFault.NO_PAGE,
    "../a/#zwei": LinkFault.NO_ANCHOR,
    "#zwei": LinkFault.NO_ANCHOR,
    "#Eins": LinkFault.NO_ANCHOR,
    "/parks/a/": LinkFault.OUTSIDE,
    "../../../parks/a/": LinkFault.OUTSIDE,
}


@pytest.mark.parametrize(("link", "fault"), BROKEN.items())
def test_broken_links_are_found(tmp_path: Path, link: str, fault: LinkFault) -> None:
    assert broken_links(site(tmp_path, link)) == (BrokenLink("parks/b/index.html", link, fault),)


@pytest.mark.parametrize(
    "tag",
    ['<img src="no.svg">', '<script src="no.js"></script>', '<img srcset="no.svg 2x">'],
)
def test_images_and_scripts_are_followed_too(tmp_path: Path, tag: str) -> None:
    folder = site(tmp_path)
    (folder / "index.html").write_text(PAGE.format(links=tag), encoding="utf-8")
    assert [found.fault for found in broken_links(folder)] == [LinkFault.NO_PAGE]


def test_a_folder_shows_no_page_when_opened_from_disk(tmp_path: Path) -> None:
    folder = site(tmp_path, "../a/", "../a/index.html")
    assert [found.link for found in broken_links(folder, from_disk=True)] == ["../a/"]


def test_the_page_for_missing_addresses_may_begin_at_the_sites_root(tmp_path: Path) -> None:
    folder = site(tmp_path, "/parks/a/", "/parks/c/", page="404.html")
    assert [found.link for found in broken_links(folder)] == ["/parks/c/"]


def test_the_page_for_missing_addresses_knows_its_sub_path(tmp_path: Path) -> None:
    folder = site(tmp_path, "/book/parks/a/", "/parks/a/", page="404.html")
    page = folder / "404.html"
    config = '<script id="__config" type="application/json">{"base": "/book"}</script></body>'
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", config), encoding="utf-8")
    assert [found.link for found in broken_links(folder)] == ["/parks/a/"]


def test_what_is_broken_says_where_and_why(tmp_path: Path) -> None:
    assert broken_links(site(tmp_path, "../c/"))[0].message == (
        "parks/b/index.html：没有这个页面或文件：../c/"
    )


def test_the_sample_site_has_none(sample_site: Path) -> None:
    assert broken_links(sample_site) == ()
