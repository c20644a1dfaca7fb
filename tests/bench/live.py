"""Seconds from saving an article until the preview shows it: ``python -m tests.bench.live 1000``.

``casebook serve`` runs in a process of its own on an invented corpus. An article is saved with one
figure more, and its page is asked for until the figure is there. A line of JSON goes to standard
output: the seconds of the first build, those of each edit, and those until the whole site
followed the last one.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.bench.synthetic import write_corpus

ARTICLES_A_PARK = 10
RESTS = (20.0, 5.0, 10.0, 20.0, 40.0, 80.0)
"""Seconds before each edit: the rest of the site follows the edit before it, and is at another thing
each time (writing pages, building their HTML, the search index)."""


def run(articles: int) -> dict[str, object]:
    """Measure an invented corpus of this size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "corpus", articles, max(2, articles // ARTICLES_A_PARK))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        code = "from generator.cli import main; main()"
        words = ["serve", "--corpus", "corpus", "--address", address]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", code, *words],
                cwd=folder, stdout=log, stderr=log, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
            )  # fmt: skip
        try:
            return _measure(folder, f"http://{address}/", server)
        finally:
            server.terminate()
            server.wait()


def _measure(folder: Path, address: str, server: subprocess.Popen[bytes]) -> dict[str, object]:
    first = _until(lambda: _page(address) != "", server)
    path = min((folder / "corpus").rglob("*.md"))
    shown = []
    for number, rest in enumerate(RESTS):
        time.sleep(rest)
        figure = f"{number + 2}7373"
        before = len(_told(folder))
        path.write_text(path.read_text("utf-8") + f"\n今年新增企业{figure}家。\n", "utf-8")
        place = f"{address}sources/{path.stem}/"
        shown.append(_until(lambda place=place, figure=figure: figure in _page(place), server))
    whole = _until(lambda: "All pages are up to date" in _told(folder)[before:], server)
    articles = len(list((folder / "corpus").rglob("*.md")))
    return {"articles": articles, "first": first, "shown": shown, "whole": whole}


def _told(folder: Path) -> str:
    """What the server has said until now."""
    return (folder / "log").read_text("utf-8")


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())
    except OSError:
        return ""


def _until(holds: Callable[[], bool], server: subprocess.Popen[bytes]) -> float:
    start = time.monotonic()
    while not holds():
        if server.poll() is not None:
            raise RuntimeError("the server ended")
        time.sleep(0.05)
    return round(time.monotonic() - start, 2)


def main() -> None:
    """Measure every size that is named."""
    for size in map(int, sys.argv[1:]):
        sys.stdout.write(json.dumps(run(size)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
