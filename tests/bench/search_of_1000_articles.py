"""How soon search answers: ``python -m tests.bench.search_of_1000_articles SITE``.

SITE is a built site, for example of ``python -m tests.bench.synthetic CORPUS --articles 1000``. Printed
are the bytes of the index as a server sends it, and the time from the focus of the box until the
first result of the first query is on the screen; the aims are 3 MB and one second.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.searching import BOX, RESULT
from tests.browser.server import served

AIM_BYTES, AIM_SECONDS = 3_000_000, 1.0
QUERIES = ("拿地即开工", "12345热线", "審批時限", "工作日", "亿元")


def main() -> int:
    """Print the figures; leave with 1 when one is above its aim."""
    sent, times = measure(Path(sys.argv[1]))
    sys.stdout.write(f"index: {sent:,} bytes gzipped\n")
    for query, seconds in zip(QUERIES, times, strict=True):
        sys.stdout.write(f"{query}: {seconds:.2f} s after the focus\n")
    return int(sent > AIM_BYTES or max(times) > AIM_SECONDS)


def measure(site: Path) -> tuple[int, list[float]]:
    """Bytes of the index as a server sends them, and seconds from the focus to the first result."""
    files = sorted(p for p in (site / "search").iterdir() if p.suffix == ".json")
    sent = sum(len(gzip.compress(p.read_bytes())) for p in files)
    with served(site) as address:
        return sent, _first_answers(address)


def _first_answers(address: str) -> list[float]:
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for query in QUERIES:
            page = browser.new_page()
            page.goto(address, wait_until="networkidle")
            start = time.perf_counter()
            page.locator(BOX).focus()
            page.keyboard.insert_text(query)
            page.locator(RESULT).first.wait_for()
            times.append(time.perf_counter() - start)
            page.close()
        browser.close()
    return times


if __name__ == "__main__":
    sys.exit(main())
