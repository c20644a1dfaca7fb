"""Prints the regular expressions that the product compiles, with the place that does: a program.

It runs in a process of its own, because what is compiled once is never compiled again.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_compile = re._compile  # type: ignore[attr-defined]
_found: set[tuple[str, int, str, int]] = set()


def _recorded(pattern: Any, flags: int = 0) -> Any:
    made = _compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] in {
        "re",
        "functools",
    }:
        frame = frame.f_back
    module = frame.f_globals.get("__name__", "")
    if module.startswith("generator.") and isinstance(made.pattern, str):
        _found.add((module, frame.f_lineno, made.pattern, made.flags))
    return made


def _everything() -> None:
    import generator

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        importlib.import_module(module.name)
    from generator.build import assemble
    from generator.packing import package
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
    package(casebook)
    render(casebook, templates=templates_dir())


if __name__ == "__main__":
    re._compile = _recorded  # type: ignore[attr-defined]
    _everything()
    rows = [(source, flags, module, line) for module, line, source, flags in sorted(_found)]
    print(json.dumps(rows))
