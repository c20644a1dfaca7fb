"""Whole builds of real corpora: the same bytes twice, nothing of the clone's own is touched."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT
from tests.running import casebook, digest

THEMES = 10


def test_two_builds_are_equal_byte_for_byte(own_site: Path, tmp_path: Path) -> None:
    done = casebook(
        "build",
        "--corpus",
        ROOT / "corpus",
        "--site-dir",
        tmp_path / "site",
        cwd=tmp_path,
        PYTHONHASHSEED="7",
        TZ="Asia/Shanghai",
        LC_ALL="C.UTF-8",
    )
    assert done.returncode == 0, done.stderr
    assert digest(tmp_path / "site") == digest(own_site)


def test_every_park_theme_and_source_has_a_page(own_site: Path) -> None:
    assert len(list((own_site / "themes").glob("*/index.html"))) == THEMES
    parks = {path.parent.name for path in (own_site / "parks").glob("*/index.html")}
    assert {"liuyang", "liuyang-jingkaiqu", "yichun-jingkaiqu"} <= parks
    articles = list((ROOT / "corpus" / "articles").rglob("*.md"))
    assert len(list((own_site / "sources").glob("*/index.html"))) == len(articles)


def test_pages_name_no_other_host(own_site: Path) -> None:
    import re

    loads = re.compile(
        r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]+", re.IGNORECASE
    )
    for page in own_site.rglob("*.html"):
        assert not loads.search(page.read_text(encoding="utf-8")), page


def test_the_reference_articles_make_five_regions_and_ten_themes(
    shared: Path, tmp_path: Path
) -> None:
    before = digest(ROOT / "docs")
    done = casebook(
        "build", "--corpus", shared / "seeds", "--site-dir", tmp_path / "site", cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert digest(ROOT / "docs") == before
    parks = {path.parent.name for path in (tmp_path / "site" / "parks").glob("*/index.html")}
    assert len(parks) == 5
    assert len(list((tmp_path / "site" / "themes").glob("*/index.html"))) == THEMES
    facts = (tmp_path / "site" / "facts" / "index.html").read_text(encoding="utf-8")
    for residue in ("0人参与", "_副本", "责编", "相关链接", "小字号", "62938795"):
        assert residue not in facts


def test_a_foreign_corpus_needs_a_site_folder_of_its_own_inside_a_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "corpus").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    done = casebook("build", "--corpus", ROOT / "corpus", cwd=project)
    assert done.returncode == 2
    assert "--site-dir" in done.stderr
    assert not (project / "site").exists()


def test_a_failed_build_keeps_the_last_good_site(own_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("last good", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    done = casebook("build", "--corpus", tmp_path / "corpus", "--site-dir", site, cwd=tmp_path)
    assert done.returncode == 1
    assert digest(site).keys() == {"index.html"}
    assert own_site.is_dir()


def test_the_wheel_works_outside_of_the_clone(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (name,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path / "dist"), versions=["standard"])
    with zipfile.ZipFile(name) as wheel:
        names = wheel.namelist()
        wheel.extractall(tmp_path / "installed")
    assert not [n for n in names if n.endswith((".pyc", ".pyi")) or n.startswith(("tests", "docs"))]
    assert "generator/_templates/mkdocs.base.yml" in names
    done = casebook(
        "build",
        "--corpus",
        ROOT / "corpus",
        "--site-dir",
        "out",
        cwd=tmp_path,
        PYTHONPATH=str(tmp_path / "installed"),
        PYTHONSAFEPATH="1",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "index.html").is_file()


def test_help_is_quick_because_heavy_imports_are_lazy() -> None:
    heavy = "{'matplotlib', 'mkdocs', 'jinja2', 'trafilatura', 'pydantic', 'jieba'}"
    code = (
        "import sys; sys.argv=['casebook', '--help']\n"
        "from generator.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_a_project_builds_an_offline_site_with_its_search(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "generator").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copy(ROOT / "generator" / "mkdocs_hook.py", project / "generator")
    for folder in ("templates", "corpus"):
        shutil.copytree(ROOT / folder, project / folder)
    done = casebook("build", "--offline", cwd=project, PYTHONPATH=str(ROOT), PYTHONSAFEPATH="1")
    assert done.returncode == 0, done.stderr
    script = (project / "site" / "search" / "search_index.js").read_text(encoding="utf-8")
    assert "拿地即开工" in script
    assert (project / "site" / "facts.html").is_file()
