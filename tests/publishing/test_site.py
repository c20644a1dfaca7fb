"""MkDocs in this process: strict, reproducible, and never half a site."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml

from generator.errors import Busy, MissingTemplate, SiteFailed
from generator.publishing.link_check import broken_links
from generator.publishing.lock import exclusive
from generator.publishing.site import build_site, existing_entries
from generator.resources import templates_dir
from tests.publishing.conftest import SAMPLE

ROOT = Path(__file__).resolve().parents[2]


def tree_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE, tmp_path / "docs")


def test_builds_every_page(sample_site: Path) -> None:
    pages = {p.relative_to(SAMPLE).with_suffix("") for p in SAMPLE.rglob("*.md")}
    expected = {(p.parent if p.name == "index" else p) / "index.html" for p in pages}
    built = {p.relative_to(sample_site) for p in sample_site.rglob("index.html")}
    assert built == expected


def test_two_builds_are_equal(sample_site: Path, docs: Path, tmp_path: Path) -> None:
    for path in docs.rglob("*.md"):
        os.utime(path)
    build_site(docs, tmp_path / "again", title="样本集")
    assert tree_of(tmp_path / "again") == tree_of(sample_site)


def test_the_site_map_has_the_date_of_the_data(docs: Path, tmp_path: Path) -> None:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    build_site(docs, tmp_path / "site", title="样本集", as_of=dt.date(2024, 5, 6))
    stamp = int.from_bytes((tmp_path / "site/sitemap.xml.gz").read_bytes()[4:8], "little")
    assert dt.datetime.fromtimestamp(stamp, dt.UTC).date() == dt.date(2024, 5, 6)
    assert gzip.decompress((tmp_path / "site/sitemap.xml.gz").read_bytes())
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


def test_replaces_the_last_site(docs: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old", encoding="utf-8")
    build_site(docs, site, title="样本集")
    assert not (site / "old.html").exists()
    assert (site / "index.html").is_file()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["docs", "site"]


BROKEN = {
    "a broken link": "[甲](nowhere.md)",
    "a broken anchor": "[甲](parks/yunxi.md#nothing)",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_keeps_the_last_site_when_mkdocs_fails(docs: Path, tmp_path: Path, text: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("last good", encoding="utf-8")
    (docs / "index.md").write_text(f"# 首页\n\n{text}\n", encoding="utf-8")
    with pytest.raises(SiteFailed, match=r"index\.md") as failure:
        build_site(docs, site, title="样本集")
    assert "\n" not in str(failure.value)
    assert tree_of(site) == {"index.html": b"last good"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["docs", "site"]


def test_broken_links_pass_where_strictness_is_not_asked(docs: Path, tmp_path: Path) -> None:
    (docs / "index.md").write_text("# 首页\n\n[甲](nowhere.md)\n", encoding="utf-8")
    build_site(docs, tmp_path / "site", title="样本集", strict=False)
    assert (tmp_path / "site/index.html").is_file()


def test_a_bad_configuration_is_one_line(docs: Path, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\ntheme: nosuchtheme\n", encoding="utf-8")
    with pytest.raises(SiteFailed, match="nosuchtheme"):
        build_site(docs, tmp_path / "site", config, title="样本集")


def test_a_missing_configuration_says_so(docs: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingTemplate, match=r"mine\.yml"):
        build_site(docs, tmp_path / "site", tmp_path / "mine.yml", title="样本集")


def test_two_builds_of_one_site_do_not_interleave(docs: Path, tmp_path: Path) -> None:
    with exclusive(tmp_path / ".site.casebook"), pytest.raises(Busy):
        build_site(docs, tmp_path / "site", title="样本集")


def test_is_silent(docs: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    build_site(docs, tmp_path / "site", title="样本集")
    assert capfd.readouterr() == ("", "")


def test_leaves_no_cache_in_the_temporary_folder(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    build_site(docs, tmp_path / "site", title="样本集")
    assert not list(temporary.iterdir())


def test_pages_name_no_other_host(sample_site: Path) -> None:
    urls = re.compile(r"""(?:src|href|content|action)=["']?(?:https?:)?//[^"'\s>]+""")
    for path in sample_site.rglob("*.html"):
        assert urls.findall(path.read_text(encoding="utf-8")) == []


def test_pages_have_no_inline_script(sample_site: Path) -> None:
    for path in sample_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        inline = [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag]
        assert [tag for tag in inline if 'type="application/' not in tag] == []


def test_the_offline_site_links_to_files(docs: Path, tmp_path: Path) -> None:
    build_site(docs, tmp_path / "site", title="样本集", offline=True)
    text = (tmp_path / "site/parks/yunxi.html").read_text(encoding="utf-8")
    assert 'href="../index.html"' in text
    assert (tmp_path / "site/search/search_index.js").is_file()


def test_the_page_for_missing_addresses_knows_where_the_site_lies(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/book/")
    build_site(docs, tmp_path / "site", title="样本集")
    text = (tmp_path / "site/404.html").read_text(encoding="utf-8")
    assert 'src="/book/assets/settings.js"' in text
    assert broken_links(tmp_path / "site") == ()


def test_the_search_worker_is_ours(sample_site: Path) -> None:
    text = (sample_site / "index.html").read_text(encoding="utf-8")
    assert '"search": "assets/search-worker.js"' in text, "Material changed the name of its worker"
    assert (sample_site / "assets/search-worker.js").is_file()


def load(path: Path) -> dict[str, object]:
    text = re.sub(r"!!python\S*|!ENV", "", path.read_text(encoding="utf-8"))
    return dict(yaml.safe_load(text))


def test_pages_that_are_not_there_leave_the_navigation(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    nav = [
        {"甲": "a.md"},
        {"乙": "b.md"},
        {"丙": [{"丁": "a.md"}, "b.md"]},
        {"戊": ["b.md"]},
        "a.md",
    ]
    assert existing_entries(nav, tmp_path) == [{"甲": "a.md"}, {"丙": [{"丁": "a.md"}]}, "a.md"]


def test_the_project_repeats_nothing_else() -> None:
    shipped, own = load(templates_dir() / "mkdocs.base.yml"), load(ROOT / "mkdocs.yml")
    assert set(own) & set(shipped) == {"theme"}
    assert own["theme"] == {"custom_dir": "templates/theme"}
