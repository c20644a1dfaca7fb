"""How to read the report, and the overview: what a reader sees in the first minute."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.comparison import Verdict
from generator.rendering import addresses, wording
from generator.rendering.labels import DISCLAIMER, VERDICT_NOTES, VERDICTS
from generator.rendering.reporting import comparisons, listing
from generator.rendering.reporting.content import Heading, Items, Look, Paragraph, Run
from generator.rendering.reporting.phrases import badge
from generator.rendering.views.home import strongest

if TYPE_CHECKING:
    from generator.rendering.book import Book
    from generator.rendering.reporting.content import Block
    from generator.rendering.reporting.drawings import Gallery

_COVERAGE = "条数多少只说明报道多少，不代表工作成效。“未见报道”不等于没有做。"
CAUTION = "根据公开报道整理，未经当事单位核实"


def front_lines(book: Book, sources: int) -> tuple[str, ...]:
    """The lines under the title: date of the data, number of sources, and the caution."""
    as_of = book.casebook.as_of
    date = f"数据截至{wording.day(as_of)}" if as_of else "数据日期不详"
    return (date, f"依据公开报道{sources}篇", CAUTION)


def how_to_read() -> list[Block]:
    """The marks of the report in a few lines."""
    verdicts = tuple((badge(v), f"　{VERDICT_NOTES[v]}") for v in Verdict)
    return [
        Heading("怎样读"),
        Paragraph(
            ("数字照报道原样印出，括号里是换算后的读法。“约”“超”“近”“以内”都保留，不当作准确值。",)
        ),
        Paragraph(
            (
                "数字右上方的方括号是来源编号，书末“来源”一章按此编号列出题名、发布单位、日期和网址；在屏幕上点编号可以直接到达。",
            )
        ),
        Paragraph(("放在一起的数字先给结论，再给理由。结论有三种：",)),
        Items(verdicts),
        Paragraph(
            (
                Run("未见报道", Look.MISSING),
                "表示所收报道没有提到，既不是零，也不是没有做。“首创”“率先”是报道的说法，照录而不作认定。本书不给园区打分，也不排名。",
            )
        ),
    ]


def overview(book: Book, gallery: Gallery, style: str) -> list[Block]:
    """Counts, the strongest comparisons, and how much is reported of whom."""
    best = strongest(book.casebook.comparisons)
    charts = gallery.on(addresses.HOME, DISCLAIMER) if style == "charts" else []
    if charts:
        words = f"{counts(book)}{_COVERAGE}"
        table = comparisons.summary(book, "先看这几组对比", best)
        return [Heading("总览"), Paragraph((words,)), *charts, *table]
    blocks: list[Block] = [Heading("总览"), Paragraph((counts(book),))]
    if best:
        blocks.append(Heading("先看这几组对比", 2))
        blocks.append(Items(tuple(comparisons.line(book, c) for c in best)))
    blocks += [Heading("报道覆盖度", 2), Paragraph((_COVERAGE,))]
    return [*blocks, *listing.coverage(book)]


def counts(book: Book) -> str:
    """What the casebook holds, and what of it can be compared."""
    casebook = book.casebook
    verdicts = Counter(c.verdict for c in casebook.comparisons)
    words = (
        f"所收{len(casebook.sources)}篇公开报道涉及{len(casebook.parks)}个园区和地区、"
        f"{len(casebook.themes)}个主题，整理出事实{len(book.facts):,}条、举措{len(casebook.measures):,}项。"
    )
    if not verdicts:
        return f"{words}还没有两个园区或地区报道同一指标。"
    told = "、".join(f"{VERDICTS[v]}{verdicts[v]}组" for v in Verdict if verdicts[v])
    return f"{words}名目相同、可以对照的数字有{verdicts.total()}组：{told}。"
