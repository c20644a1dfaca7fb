"""Articles that try to be something else, or say something rare."""

from __future__ import annotations

from generator.model.article import (
    Repair,
    RepairKind,
    Rights,
)
from generator.model.fact import (
    Voice,
)
from tests.rendering.stated import Stated, article

HOSTILE = '<script>alert(1)</script> **粗** _斜_ `码` [链](javascript:alert(2)) ![图](x.svg) {{ 7*7 }} {% raw %} --8<-- "秘.md" | ~~删~~ ^上^ ==亮== :smile: [^1] *[缩]: </title> &lt;b&gt; $x$ # 题 {: #id .x } ++ctrl++ https://evil.example'


def hostile() -> Stated:
    """An article whose every word tries to be something else than text."""
    clause = f"{HOSTILE}办件30件"
    read = Stated(
        article(
            "hostile",
            f"{HOSTILE}\n1. {clause},\x02wzxhzdk:0\x03完\n# {HOSTILE}\n    code {HOSTILE}",
            publisher=HOSTILE,
            authors=(HOSTILE,),
            title=HOSTILE,
            rights=Rights.OPEN,
            url='https://example.org/"><script>alert(3)</script>)[x](y)',
            repairs=(Repair(RepairKind.BOILERPLATE, 0, HOSTILE, ""),),
        )
    )
    read.fact(
        clause,
        "30件",
        "30",
        "件",
        indicator=HOSTILE,
        theme="approval",
        parks=("云溪经开区",),
        measure=HOSTILE,
        speaker=HOSTILE,
        entity=HOSTILE,
    )
    read.measure(
        "办件30件",
        "办件30件",
        canonical=HOSTILE,
        parks=("云溪经开区",),
        theme="approval",
        first=HOSTILE,
    )
    quote = read.quote(HOSTILE)
    read.voices.append(Voice(quote, HOSTILE, HOSTILE, HOSTILE, quote.span))
    return read


def condition() -> Stated:
    """An article that says when others could do the same."""
    text = "海棠高新区谈经验\n容缺办理适用于备案类项目,已有3个项目办理。另一流程适用于外地。"
    read = Stated(article("haitang-conditions", text))
    read.fact(
        "已有3个项目办理",
        "3个",
        "3",
        "个",
        indicator="容缺办理项目数",
        theme="construction",
        parks=("海棠高新区",),
    )
    return read
