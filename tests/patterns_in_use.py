"""Prints the regular expressions that the product compiles, with the place that does: a program.

It runs in a process of its own, because what is compiled once is never compiled again.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_compile = _compiler.compile
_found: dict[tuple[str, int], tuple[str, int]] = {}


def _recorded(pattern: Any, flags: int = 0) -> Any:
    made = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] in {"re", "functools"}:
        frame = frame.f_back
    module = frame.f_globals.get("__name__", "")
    if module.startswith("generator.") and isinstance(made.pattern, str):
        _found.setdefault((made.pattern, made.flags), (module, frame.f_lineno))
    return made


def _everything() -> None:
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        importlib.import_module(module.name)
    from generator.build import _package, assemble
    from generator.reading.formats import article_from_bytes
    from generator.rendering.pages import render
    from generator.resources import templates_dir

    for name, text in (
        ("a.html", "<html><p>營商環境2024年5月6日辦件3件。</p></html>"),
        ("a.md", "---\ntitle: 甲\n---\n# 题\n| a | b |\n办件3件,增长5%。"),
        ("a.txt", '{"title": "某区改革", "body": "<p>今年办件3件。</p><p>增长5%。</p>"}'),
    ):
        article_from_bytes(name, text.encode())
    casebook = assemble(ROOT / "corpus")
    _package(casebook)
    render(casebook, templates=templates_dir())


if __name__ == "__main__":
    _compiler.compile = _recorded
    _everything()
    rows = sorted((module, line, *key) for key, (module, line) in _found.items())
    print(json.dumps([(source, flags, module, line) for module, line, source, flags in rows]))
