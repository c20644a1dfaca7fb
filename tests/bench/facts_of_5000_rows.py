"""How soon the facts explorer answers: ``python -m tests.bench.facts_of_5000_rows [rows]``.

A casebook of invented facts is rendered, built and opened in Debian's chromium. Printed are the
page's size, the time from the request until the filters are there, and of one filter, one sort
and one typed word until the page is laid out again; half a second is the aim for each.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.publishing.site import build_site
from tests.browser.invented import many_facts, write_facts
from tests.browser.server import served

AIM = 500.0

ACT = """(act) => {
    const start = performance.now();
    (0, eval)(act);
    document.body.offsetHeight;
    return performance.now() - start;
}"""
# The filters are there when facts.js says so, on the page's root
SCRIPTED = """new MutationObserver(() => {
    if (document.documentElement?.dataset.facts) window.casebookUsable ??= performance.now();
}).observe(document, {attributes: true, subtree: true, attributeFilter: ['data-facts']});"""
FILTER = """(() => {
    const s = document.querySelector('.cb-filter select[name=主题]');
    s.selectedIndex = 1;
    s.dispatchEvent(new Event('input', {bubbles: true}));
})()"""
TYPED = """(() => {
    const q = document.querySelector('.cb-filter input[name=q]');
    q.value = '工作日';
    q.dispatchEvent(new Event('input', {bubbles: true}));
})()"""
SORT = "document.querySelectorAll('table.cb-facts thead button')[4].click()"


def main() -> int:
    """Print the times; leave with 1 when one is above the aim."""
    times = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    for label, time in times.items():
        sys.stdout.write(f"{label}: {time:.0f} ms\n")
    return int(max(times.values()) > AIM)


def measure(rows: int) -> dict[str, float]:
    """Milliseconds of each act on a page of this many rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_facts(folder / "docs", many_facts(rows))
        build_site(folder / "docs", folder / "site", title="案例集", strict=False)
        data = (folder / "site/facts/index.html").read_bytes()
        sys.stderr.write(f"page: {len(data):,} bytes, {len(gzip.compress(data)):,} gzipped\n")
        with served(folder / "site") as address:
            return _measure(address)


def _measure(address: str) -> dict[str, float]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(SCRIPTED)
        page.goto(f"{address}facts/")
        ready = page.evaluate("() => window.casebookUsable")
        times = {"from the request to usable": float(ready)}
        for label, act in (("filter", FILTER), ("typed", TYPED), ("sort", SORT)):
            times[label] = float(page.evaluate(ACT, act))
            page.evaluate("document.querySelector('.cb-filter button').click()")
        browser.close()
    return times


if __name__ == "__main__":
    sys.exit(main())
