"""The end of a report: sources, method and data quality, glossary, index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.fact import NonFactReason
from generator.model.finding import Severity
from generator.rendering.citations import cite
from generator.rendering.escaping import web_address
from generator.rendering.labels import (
    BOUNDS,
    FINDINGS,
    NONFACTS,
    SEVERITIES,
)
from generator.rendering.naming import listed
from generator.rendering.reporting.content import (
    Heading,
    Index,
    Items,
    Look,
    Paragraph,
    Reference,
    References,
    Run,
    Table,
    runs_of,
)
from generator.rendering.reporting.phrases import source_id
from generator.rendering.typography import chinese
from generator.rendering.views.lists import quality_summary
from generator.spelling import sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import Source
    from generator.rendering.book import Book
    from generator.rendering.reporting.content import Block

_MOST_FINDINGS = 40
_MOST_ALIASES = 6
_MARKED = {
    "约": "约6个月",
    "超过": "超280件",
    "不少于": "95%以上",
    "不到": "近20家",
    "不超过": "12天以内",
}


def cited(book: Book, blocks: Iterable[Block]) -> list[Source]:
    """The sources that the blocks cite, by number."""
    ids = {run.to for block in blocks for run in runs_of(block) if isinstance(run, Run)}
    return [s for s in book.casebook.sources if f"#{source_id(s)}" in ids]


def sources(found: Iterable[Source]) -> list[Block]:
    """The list of sources in GB/T 7714-2025, under the numbers that the text cites."""
    entries = tuple(
        Reference(s.number, _entry(s), web_address(s.article.url) or "", source_id(s))
        for s in found
    )
    note = "著录格式依照 GB/T 7714—2025，编号与正文引用一致。"
    return [Heading("来源"), Paragraph((note,), "note"), References(entries)]


def _entry(source: Source) -> str:
    """The citation without its address, which is printed as a link behind it."""
    words, url = cite(source.article), source.article.url
    return words.removesuffix(f"{url}.").rstrip() if url and web_address(url) else words


def method(book: Book) -> list[Block]:
    """How the report was made, and what is doubtful in it."""
    return [
        Heading("方法与数据质量"),
        Heading("从报道到数字", 2),
        Paragraph(
            (
                (
                    "本书由程序从公开报道整理，不改动原文的数字，也不补写原文没有的内容。"
                    "每篇报道先清理成正文，再逐个数字登记：或者读作事实，连同单位、界限、期间、园区和原句一并记下；"
                    "或者写明它为什么不是事实。"
                ),
            )
        ),
        Paragraph((_nonfacts(book),)),
        Heading("界限", 2),
        Paragraph((_bounds(),)),
        Heading("能不能比", 2),
        Paragraph(
            (
                (
                    "两个数字放在一起之前，先看对象、单位、统计方式、口径、期间、基准和层级是否一致，并写明理由。"
                    "人与人次、工作日与自然日、平均与最快、法定时限与改革前做法，都不当作同一回事。"
                    "由前后值推算的百分比注明“推算”，并列出所用的数字。"
                ),
            )
        ),
        Heading("不做什么", 2),
        Items(
            (
                ("不给园区打分，不排名，不作综合指数。报道不是普查，多报少报都不说明优劣。",),
                ("“首创”“率先”是报道的说法，照录而不作认定。",),
                ("报道多由当地媒体发布，数字未经当事单位核实，使用前请核对原文。",),
                ("每条事实引用原文不超过120字，注明题名、发布单位和日期。",),
            )
        ),
        Heading("数据质量", 2),
        Paragraph((quality_summary(book),)),
        *_findings(book),
    ]


def _nonfacts(book: Book) -> str:
    found = [n.reason for s in book.casebook.sources for n in s.nonfacts]
    told = "、".join(f"{NONFACTS[r]}{found.count(r)}处" for r in NonFactReason if r in found)
    words = f"目前登记数字{book.casebook.extractions:,}处，读作事实的{len(book.casebook.facts):,}处"
    return f"{words}；不是事实的{len(found):,}处，其中{told}。" if told else f"{words}。"


def _bounds() -> str:
    told = "、".join(f"“{_MARKED[name]}”读作{name}" for name in BOUNDS.values() if name)
    return f"原文的限定词改变数字的意思，表、图和数据都保留：{told}。"


def _findings(book: Book) -> list[Block]:
    """The doubts, the gravest first; those that are too many are only counted."""
    found = sorted(
        book.casebook.findings,
        key=lambda f: (list(Severity).index(f.severity), f.kind.value, f.where),
    )
    if not found:
        return []
    rows = tuple(
        ((SEVERITIES[f.severity],), (FINDINGS[f.kind],), (chinese(f.message),))
        for f in found[:_MOST_FINDINGS]
    )
    blocks: list[Block] = [Table("存疑之处", ("程度", "类别", "说明"), (0.8, 2.2, 6), rows)]
    if len(found) > _MOST_FINDINGS:
        rest = f"另有{len(found) - _MOST_FINDINGS}处，见网站的数据质量页。"
        blocks.append(Paragraph((rest,), "note"))
    return blocks


def glossary(book: Book) -> list[Block]:
    """The measures that the lexicon explains, in the order of pinyin."""
    known = [(m, m.term) for m in book.casebook.measures if m.term]
    if not known:
        return []
    items = tuple(
        (
            Run(m.name, Look.STRONG),
            f"　{chinese(term.gloss)}",
            Run(f"也称：{_also(term.aliases)}。", Look.MUTED) if term.aliases else "",
        )
        for m, term in sorted(known, key=lambda pair: pinyin(pair[0].name))
    )
    return [Heading("术语"), Items(items, "terms")]


def _also(names: Sequence[str]) -> str:
    """Other names of a measure; of many the first few."""
    told = listed(names[:_MOST_ALIASES])
    return f"{told}等" if len(names) > _MOST_ALIASES else told


def index(book: Book, blocks: Iterable[Block]) -> list[Block]:
    """The measures that the blocks name, with the pages that do."""
    named = {run.index for b in blocks for run in runs_of(b) if isinstance(run, Run)}
    found = [m for m in book.casebook.measures if m.id in named]
    if not found:
        return []
    found.sort(key=lambda m: pinyin(m.name))
    return [Heading("举措索引"), Index(tuple((m.id, chinese(m.name)) for m in found))]


def pinyin(name: str) -> tuple[list[str], str]:
    """Sort key: syllables of what is not a mark first, then the characters."""
    return sounds("".join(c for c in name if c.isalnum())), name
