"""The policy of pages, enforced by a real browser: what somebody planted neither runs nor loads.

Planted are the things that a mistake in a template would let through; nothing but the policy stands
against them here. That the site itself works under its policy, all other tests show: ``visit`` fails
on any complaint of the console, and a violation is one.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.publishing.policy import PREVIEW, SERVED
from generator.publishing.site import build_site
from tests.browser.conftest import SAMPLE
from tests.browser.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PLANTED = """
<b id="planted" onclick="window.ran = 'attribute'">x</b>
<a id="link" href="javascript:window.ran = 'link'">x</a>
<script>window.ran = 'inline'</script>
<script src="http://evil.example/a.js"></script>
<script src="data:text/javascript,window.ran='data'"></script>
<img src="x" onerror="window.ran = 'error'"><img src="http://evil.example/a.png">
<link rel="stylesheet" href="http://evil.example/a.css">
<p style="background: url(http://evil.example/b.png)">x</p>
<iframe src="http://evil.example/"></iframe><iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
<object data="http://evil.example/a.swf"></object><base href="http://evil.example/">
<form id="form" action="http://evil.example/"><button>x</button></form>
"""
FIRST = """
window.refused = [];
addEventListener("securitypolicyviolation", (e) => refused.push(e.effectiveDirective));
"""
ASKED = """async () => {
    const asked = [];
    document.getElementById("planted").click();
    document.getElementById("link").click();
    document.getElementById("form").requestSubmit();
    for (const ask of [() => fetch("http://evil.example/"), () => import("http://evil.example/a.mjs")])
      try { await ask(); asked.push(String(ask)); } catch { /* refused */ }
    setTimeout(() => eval("window.ran = 'eval'"));
    setTimeout(() => new Function("window.ran = 'function'")());
    await new Promise((done) => setTimeout(done, 300));
    return asked;
}"""
REFUSED = {
    "script-src-attr",
    "script-src-elem",
    "img-src",
    "style-src-elem",
    "frame-src",
    "object-src",
    "base-uri",
    "form-action",
    "connect-src",
    "script-src",
}


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample for a server and for a disk, the home page of each with the same things planted."""
    folder = tmp_path_factory.mktemp("planted")
    for name in ("served", "disk"):
        build_site(SAMPLE, folder / name, title="样本集", offline=name == "disk")
        page = folder / name / "index.html"
        text = page.read_text(encoding="utf-8").replace("<h1", f"{PLANTED}<h1", 1)
        page.write_text(text, encoding="utf-8")
    shutil.copytree(folder / "served", folder / "preview")
    page = folder / "preview/index.html"
    text = page.read_text(encoding="utf-8").replace(SERVED, PREVIEW)
    text = text.replace("window.ran = 'inline'", "window.reload = 1").replace(
        "parent.ran", "parent.in"
    )
    page.write_text(
        text, encoding="utf-8"
    )  # inline scripts of pages and frames are the preview's own
    return folder


@pytest.fixture(params=["served", "disk", "preview"])
def address(request: pytest.FixtureRequest, planted_site: Path) -> Iterator[str]:
    if request.param == "disk":
        yield f"{(planted_site / 'disk').as_uri()}/index.html"
    else:
        with served(planted_site / request.param) as host:
            yield host


def test_nothing_planted_runs_or_loads(address: str, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(FIRST)
    answered: list[str] = []
    context.route(
        "http://evil.example/**", lambda route: (answered.append(route.request.url), route.abort())
    )
    page = context.new_page()
    dialogs: list[Any] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    page.goto(address)
    assert page.evaluate(ASKED) == []
    assert page.evaluate("window.ran ?? null") is None
    assert page.evaluate("window.reload ?? null") == (
        1 if "window.reload" in page.content() else None
    )
    assert (answered, dialogs, page.url) == ([], [], address)
    refused = set(page.evaluate("refused"))
    context.close()
    assert refused >= REFUSED


def test_without_the_policy_they_would(planted_site: Path, browser: Browser) -> None:
    """The test above sees what it looks for: the same page without its policy runs and asks."""
    (planted_site / "bare").mkdir()
    text = (planted_site / "served/index.html").read_text(encoding="utf-8")
    (planted_site / "bare/index.html").write_text(text.replace("Content-Security-Policy", "x"))
    context = browser.new_context()
    asked: list[str] = []
    context.route(
        "http://evil.example/**", lambda route: (asked.append(route.request.url), route.abort())
    )
    page = context.new_page()
    with served(planted_site / "bare") as host:
        page.goto(host)
        page.locator("#planted").dispatch_event("click")
        assert page.evaluate("window.ran") == "attribute"
    context.close()
    assert {url.rpartition("/")[2] for url in asked} >= {"a.js", "a.png", "a.css", "b.png"}
