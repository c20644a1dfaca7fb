"""What the product is made of: licences, calls that it never makes, links and archives it never follows."""

from __future__ import annotations

import ast
import os
import re
import tomllib
import zipfile
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

FREE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|OFL|Open Font|Zlib|CC0|CNRI|ISC|HPND",
    re.IGNORECASE,
)
"""Licences that ask for a notice alone."""
FILE_LEVEL = {
    "certifi": "MPL-2.0: a list of certificates, used unchanged",
    "pathspec": "MPL-2.0: used unchanged",
    "tld": "MPL-1.1, chosen among three: used unchanged",
}
"""Weak copyleft of single files, which a user of a library meets by leaving them as they are."""
CALLS = {"eval", "exec", "__import__", "compile"}
MODULES = {"pickle", "marshal", "shelve", "dill", "joblib", "tarfile"}


@cache
def runtime() -> dict[str, str]:
    """Every distribution that an installation brings along, with its licence."""
    found: dict[str, str] = {}
    todo = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    waiting = [Requirement(line).name for line in todo]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            known = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform
        found[name] = _licence(known)
        needs = [Requirement(line) for line in known.requires or ()]
        waiting += [r.name for r in needs if not r.marker or r.marker.evaluate({"extra": ""})]
    return found


def _licence(known: metadata.Distribution) -> str:
    data = known.metadata
    kinds = [c.split(" :: ")[-1] for c in data.get_all("Classifier", []) if c.startswith("License")]
    stated = data.get("License-Expression") or " / ".join(kinds) or data.get("License") or ""
    return stated.strip().splitlines()[0] if stated.strip() else ""


def licence_rows() -> str:
    return "".join(
        f"| {name} | {licence} | {FILE_LEVEL.get(name, '')} |\n"
        for name, licence in sorted(runtime().items())
    )


def test_no_copyleft_surprise() -> None:
    assert len(runtime()) > 40
    surprises = {
        n: kind for n, kind in runtime().items() if not FREE.search(kind) and n not in FILE_LEVEL
    }
    assert surprises == {}
    assert not [n for n, kind in runtime().items() if re.search(r"\bA?GPL", kind) and n != "tld"]


def test_the_page_lists_every_licence() -> None:
    page = (ROOT / "docs/guide/licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([^|]*?) \|", page, re.MULTILINE))
    missing = {name: licence for name, licence in runtime().items() if listed.get(name) != licence}
    assert missing == {}, "see docs/guide/licences.md"


def test_every_requirement_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.\[\]-]*==.*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert len(pins) > 60
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("path", sorted((ROOT / "generator").rglob("*.py")), ids=lambda p: p.stem)
def test_no_module_runs_what_it_reads(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in CALLS, f"{path}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            _check_method(node, path)
        if isinstance(node, ast.Import):
            assert not MODULES & {alias.name.partition(".")[0] for alias in node.names}, path
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] not in MODULES, path


def _check_method(node: ast.Call, path: Path) -> None:
    name = ast.unparse(node.func)
    place = f"{path}:{node.lineno}"
    assert name not in {"os.system", "os.popen", "yaml.unsafe_load", "yaml.full_load"}, place
    assert not name.endswith(".extractall"), place
    if name in {"yaml.load", "yaml.compose", "yaml.parse"}:
        loader = next((ast.unparse(k.value) for k in node.keywords if k.arg == "Loader"), "")
        assert loader.rpartition(".")[2].lower().strip("_") == "loader", place
        safe = r"\"CSafeLoader\", yaml\.SafeLoader|safeyaml|class Loader\(yaml\.SafeLoader\):"
        assert re.search(safe, path.read_text("utf-8")), place
    if name.startswith("subprocess."):
        assert not any(k.arg == "shell" for k in node.keywords), place


def test_loaders_make_plain_values_only() -> None:
    import yaml

    from generator.reading import safeyaml

    with pytest.raises(yaml.YAMLError):
        yaml.load("!!python/object/apply:os.getcwd []", Loader=safeyaml.LOADER)  # noqa: S506


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_out_of_a_corpus_are_not_followed(tmp_path: Path) -> None:
    from generator.reading.corpus import article_files

    corpus, outside = tmp_path / "corpus", tmp_path / "outside"
    corpus.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("今年办件3件。", encoding="utf-8")
    (corpus / "file.md").symlink_to(outside / "secret.md")
    (corpus / "folder").symlink_to(outside)
    (corpus / "loop").symlink_to(corpus)
    (corpus / "real.md").write_text("今年办件3件。", encoding="utf-8")
    assert [path.name for path in article_files(corpus)] == ["real.md"]


def test_an_archive_in_a_document_is_not_unpacked(tmp_path: Path) -> None:
    from generator.errors import UnreadableFile
    from generator.reading.corpus import read_article

    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../outside.xml", "x")
        archive.writestr("word/document.xml", "<w:t>" + " " * 40_000_000)
    with pytest.raises(UnreadableFile):
        read_article(bomb)
    assert not (tmp_path.parent / "outside.xml").exists()


def test_the_wheel_holds_the_product_and_nothing_else(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (name,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(name) as wheel:
        names = {n for n in wheel.namelist() if ".dist-info/" not in n}
    code = {p.relative_to(ROOT).as_posix() for p in _shipped(ROOT / "generator")}
    pages = {
        f"generator/_templates/{p.relative_to(ROOT / 'templates').as_posix()}"
        for p in _shipped(ROOT / "templates")
    }
    assert names == code | pages


def _shipped(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
