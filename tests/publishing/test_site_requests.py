"""What a page may not load, run or lead to: every kind put into a page of both editions is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.publishing.policy import FROM_DISK, PREVIEW, SERVED
from generator.publishing.site import build_site
from generator.publishing.site_pages import SiteFault, SitePages
from generator.publishing.site_requests import request_faults
from tests.publishing.conftest import SAMPLE

POLICY = '<meta http-equiv="Content-Security-Policy" content="'

# what is put before the heading of a page → words of the message
PLANTED = {
    '<img src="//evil.example/a.png">': "从外部网站加载",
    '<img srcset="https://evil.example/a.png 2x">': "从外部网站加载",
    '<img src="\\\\evil.example/a.png">': "从外部网站加载",
    '<link rel="stylesheet" href="https://evil.example/a.css">': "从外部网站加载",
    '<form action="https://evil.example/"></form>': "从外部网站加载",
    '<button formaction="https://evil.example/">x</button>': "从外部网站加载",
    '<a href="parks/" ping="https://evil.example/">x</a>': "从外部网站加载",
    '<iframe src="index.html"></iframe>': "页面中有元素 <iframe>",
    '<object data="a.swf"></object>': "页面中有元素 <object>",
    '<embed src="a.swf">': "页面中有元素 <embed>",
    '<base href="/x/">': "页面中有元素 <base>",
    '<i srcdoc="x">x</i>': "页面中有元素 <i>",
    '<meta http-equiv="REFRESH" content="0;url=https://evil.example/">': "转到别处",
    "<b onclick=alert(1)>x</b>": "事件属性",
    "<svg onload=alert(1)></svg>": "事件属性",
    '<a href=" JavaScript:alert(1)">x</a>': "协议",
    '<a href="java\tscript:alert(1)">x</a>': "协议",
    '<a href="data:text/html,x">x</a>': "协议",
    '<a href="vbscript:x">x</a>': "协议",
    '<img src="javascript:alert(1)">': "协议",
    '<form action="javascript:alert(1)"></form>': "协议",
    "<script>alert(1)</script>": "内联脚本",
    '<script type="module">alert(1)</script>': "内联脚本",
    '<a href="https://evil.example/">x</a>': "来源以外",
    '<a href="HTTPS://evil.example/">x</a>': "来源以外",
    '<a href="//evil.example/">x</a>': "来源以外",
    '<a href="https://evilcreativecommons.org/">x</a>': "来源以外",
}
# what becomes of the policy → words of the message
WIDER = {
    "": "缺少 default-src",
    "default-src 'self'": "缺少 object-src",
    f"{SERVED}; script-src 'self' 'unsafe-inline'": "script-src 'unsafe-inline'",
    f"{SERVED}; script-src 'unsafe-eval'": "script-src 'unsafe-eval'",
    SERVED.replace("img-src 'self'", "img-src *"): "img-src *",
    SERVED.replace("default-src", "DEFAULT-SRC https:; default-src"): "default-src https:",
    SERVED.replace("form-action 'self'", "form-action evil.example"): "form-action evil.example",
    SERVED.replace("img-src 'self' data:", "script-src data:"): "script-src data:",
    PREVIEW: "script-src 'unsafe-inline'",
}


@pytest.fixture(scope="module")
def sample_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("disk") / "site"
    build_site(SAMPLE, site, title="样本集", offline=True)
    return site


@pytest.fixture(params=["served", "from disk"])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """One page of a site, the rest of it left behind (but for what tells of its kind)."""
    disk = request.param == "from disk"
    site = request.getfixturevalue("sample_on_disk" if disk else "sample_site")
    shutil.copy(site / "index.html", tmp_path)
    if disk:
        shutil.copy(site / "facts.html", tmp_path)
    return tmp_path / "index.html"


def told(folder: Path) -> list[str]:
    faults = list(request_faults(SitePages.of(folder)))
    assert {fault.kind for fault in faults} <= {SiteFault.REQUEST}
    return [f"{fault.where} {fault.message}" for fault in faults]


def put(page: Path, old: str, new: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")


def policy(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return text.split(POLICY)[1].partition('"')[0]


def test_every_page_has_the_policy_of_its_edition(sample_site: Path, sample_on_disk: Path) -> None:
    for site, wanted in ((sample_site, SERVED), (sample_on_disk, FROM_DISK)):
        pages = list(site.rglob("*.html"))
        assert len(pages) > 10
        assert {policy(path) for path in pages} == {wanted}
        assert told(site) == []


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_told(page: Path, planted: str) -> None:
    put(page, "<h1", f"{planted}<h1")
    assert any(PLANTED[planted] in line for line in told(page.parent)), told(page.parent)


@pytest.mark.parametrize("wider", WIDER)
def test_a_policy_that_is_missing_or_wider_is_told(page: Path, wider: str) -> None:
    put(page, policy(page), wider)
    assert any(WIDER[wider] in line for line in told(page.parent)), told(page.parent)


def test_no_policy_is_told(page: Path) -> None:
    put(page, "Content-Security-Policy", "x")
    assert told(page.parent) == ["index.html 缺少内容安全策略"]


def test_a_policy_for_files_is_too_wide_for_a_server(sample_site: Path, tmp_path: Path) -> None:
    shutil.copy(sample_site / "index.html", tmp_path)
    put(tmp_path / "index.html", SERVED, FROM_DISK)
    assert any("default-src file:" in line for line in told(tmp_path))


def test_a_policy_after_a_script_covers_too_little(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    meta = f'{POLICY}{policy(page)}">'
    page.write_text(text.replace(meta, "").replace("</title>", f"</title>{meta}"), encoding="utf-8")
    assert any("之前" in line for line in told(page.parent))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.css", "@import url(https://evil.example/a.css);"),
        ("a.css", "b { background: url( '//evil.example/a.png') }"),
        ("a.svg", "<svg><script>alert(1)</script></svg>"),
        ("a.svg", "<svg ONLOAD='alert(1)'></svg>"),
        ("a.svg", '<svg><a xlink:href="javascript:alert(1)">x</a></svg>'),
        ("a.svg", '<svg><image href="https://evil.example/a.png"/></svg>'),
        ("a.svg", "<svg><foreignObject><p>x</p></foreignObject></svg>"),
    ],
)
def test_style_sheets_and_pictures_are_read_too(page: Path, name: str, text: str) -> None:
    (page.parent / name).write_text(text, encoding="utf-8")
    assert [line.partition(" ")[0] for line in told(page.parent)] == [name]
