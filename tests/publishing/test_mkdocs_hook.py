"""Plain ``mkdocs build`` and ``mkdocs serve``: generate first, once, and watch the right folders."""

from __future__ import annotations

import importlib
import sys
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from generator import mkdocs_hook
from generator.errors import EmptyCorpus
from generator.model.options import Options
from generator.publishing.policy import PREVIEW, SERVED
from generator.publishing.site import GENERATED
from generator.publishing.tree import write_tree
from generator.resources import lexicons_dir, templates_dir

CONFIG = """\
INHERIT: {templates}/mkdocs.base.yml
theme:
  custom_dir: {templates}/theme
hooks:
  - {hook}
"""


@dataclass
class Generation:
    """Stands for the whole pipeline: writes one page and counts."""

    calls: list[tuple[Path, Path]] = field(default_factory=list)

    def __call__(self, corpus_dir: Path, docs_dir: Path, options: Options) -> SimpleNamespace:
        assert options == Options()
        self.calls.append((corpus_dir, docs_dir))
        write_tree(docs_dir, {"index.md": "# 首页\n".encode(), "facts.md": "# 事实\n".encode()})
        return SimpleNamespace(casebook=SimpleNamespace(as_of=None))


@pytest.fixture
def generation(monkeypatch: pytest.MonkeyPatch) -> Generation:
    module, made = ModuleType("generator.build"), Generation()
    module.generate = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "generator.build", module)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return made


@pytest.fixture(autouse=True)
def _jieba_was_compiled() -> None:
    """Python warns of jieba's source when it compiles it; that is no matter of these tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module("material.plugins.search.plugin")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "corpus").mkdir()
    text = CONFIG.format(templates=templates_dir(), hook=mkdocs_hook.__file__)
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    return tmp_path


def built(project: Path) -> Any:
    config = load_config(str(project / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return config


def test_a_plain_build_generates_first(project: Path, generation: Generation) -> None:
    built(project)
    assert generation.calls == [(project / "corpus", project / "docs")]
    page = (project / "site/index.html").read_text(encoding="utf-8")
    assert "首页" in page
    assert page.count("事实") > 1, "new pages are in the navigation"
    assert SERVED.split(";")[0] in page.replace("&#39;", "'")
    assert (project / "site/search/pages.json").is_file()


def test_nothing_is_generated_twice(
    project: Path, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(GENERATED, "1")
    (project / "docs/index.md").write_text("# 甲\n", encoding="utf-8")
    load_config(str(project / "mkdocs.yml"), strict=False)
    config = SimpleNamespace(site_url=None)
    assert mkdocs_hook.on_config(config) is config
    assert generation.calls == []


def test_the_policy_of_a_preview_lets_it_reload_and_no_attribute_run(
    project: Path, generation: Generation
) -> None:
    config = load_config(str(project / "mkdocs.yml"))
    config.site_url = f"http://{config.dev_addr}/"
    mkdocs_hook.on_config(config)
    assert config.extra["content_security_policy"] == PREVIEW
    assert len(generation.calls) == 1


def test_a_corpus_that_cannot_be_used_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(corpus_dir: Path, docs_dir: Path, options: Options) -> None:
        del docs_dir, options
        raise EmptyCorpus(corpus_dir)

    module = ModuleType("generator.build")
    module.generate = fails  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "generator.build", module)
    with pytest.raises(PluginError, match="没有可读的文章") as failure:
        mkdocs_hook.on_config(load_config(str(project / "mkdocs.yml")))
    assert "\n" not in str(failure.value)


@dataclass
class Server:
    """What a live server is asked to watch."""

    watched: list[str]

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def unwatch(self, path: str) -> None:
        self.watched.remove(path)


def test_watches_what_pages_are_made_from_and_not_what_was_generated(project: Path) -> None:
    docs = project / "docs"
    write_tree(docs, {"index.md": b"", "parks/a.md": b""})
    (docs / "guide").mkdir()
    (docs / "by-hand.md").touch()
    server = Server([str(docs)])
    config = load_config(str(project / "mkdocs.yml"))
    assert mkdocs_hook.on_serve(server, config, None) is server
    expected = {
        project / "corpus",
        templates_dir(),
        lexicons_dir(),
        docs / "guide",
        docs / "by-hand.md",
    }
    assert {Path(path) for path in server.watched} == {path for path in expected if path.exists()}
