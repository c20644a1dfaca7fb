"""How soon a preview shows an edit: ``python -m tests.bench.serving [articles]``.

``casebook serve`` runs on an invented corpus as a person would run it; an article gets one more
sentence, and the clock runs until the server's page of the article has it.
"""

from __future__ import annotations

import contextlib
import http
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.synthetic import write_corpus

AIM = 2.0
_PATIENCE = 3600.0
_SENTENCE = "截至目前，园区已有{}家企业办成这件事。"


def measure(articles: int, edits: int = 3) -> tuple[float, list[float]]:
    """Seconds until the first page is served, and those after each edit."""
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "corpus"
        write_corpus(corpus, articles, max(2, articles // 10))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        start = time.perf_counter()
        with _served(corpus, address, Path(name)):
            page = f"http://{address}/sources/a000000/"
            _wait(page, "<article")
            started = time.perf_counter() - start
            return started, [_edit(corpus, page, 101 + n) for n in range(edits)]


def _edit(corpus: Path, page: str, number: int) -> float:
    article = min((corpus / "articles").rglob("*.md"))
    text = article.read_text(encoding="utf-8")
    start = time.perf_counter()
    article.write_text(f"{text}\n{_SENTENCE.format(number)}\n", encoding="utf-8")
    _wait(page, f"{number}家")
    return time.perf_counter() - start


@contextlib.contextmanager
def _served(corpus: Path, address: str, folder: Path):  # type: ignore[no-untyped-def] # noqa: ANN202
    command = [sys.executable, "-c", "from generator.cli import main; main()", "serve"]
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "CASEBOOK_CACHE": str(folder / "cache"),
    }
    server = subprocess.Popen(
        [*command, "--corpus", str(corpus), "--address", address],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, words: str) -> None:
    """Until the page is served and has the words.

    Raises:
        TimeoutError: It took too long.
    """
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        if words in _page(address):
            return
        time.sleep(0.05)
    raise TimeoutError(address)


def _page(address: str) -> str:
    """What is served; nothing while it is not."""
    host, _, path = address.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == http.HTTPStatus.OK else ""
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def main() -> int:
    """Print the seconds; leave with 1 when an edit takes longer than the aim."""
    started, edits = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    sys.stdout.write(f"first page after {started:.1f} s; edits {[round(e, 2) for e in edits]}\n")
    return int(min(edits) > AIM)


if __name__ == "__main__":
    sys.exit(main())
