"""The text of the book, or of one case, for editing in a word processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import UnknownSubject
from generator.rendering.book import Book
from generator.rendering.report import report
from generator.rendering.reporting import closing, subjects
from generator.rendering.reporting.content import Front, ReportContent
from generator.rendering.views.cases import reported_cases

if TYPE_CHECKING:
    from generator.model.casebook import Casebook
    from generator.model.subject import Park, Theme

_STYLE = "gongwen"


def manuscript(casebook: Casebook, case: str | None = None) -> ReportContent:
    """The report that a text document is made of.

    Args:
        casebook: What it is made from.
        case: ``park/theme`` by ids or names, for one case in the form of background, practice,
            results and novelties; None for the whole book.

    Raises:
        UnknownSubject: There is no such case; the message names those there are.
    """
    if case is None:
        return report(casebook, charts=False, index=False)  # a document has no page numbers yet
    book = Book.open(casebook)
    park, theme = _case(book, case)
    blocks = subjects.case(book, park, theme, 1, _STYLE, complete=True)[1:]
    cited = closing.cited(book, blocks)
    blocks += closing.sources(cited)
    title = f"{park.name}·{theme.name}"
    return ReportContent(
        front=Front(
            title,
            f"摘自《{casebook.registry.title}》",
            (f"来源 {len(cited)} 篇。根据公开报道整理，未经当事单位核实。",),
        ),
        blocks=tuple(blocks),
        charts={},
        style=_STYLE,
        book=False,
        date=casebook.as_of,
        running=title,
    )


def _case(book: Book, wanted: str) -> tuple[Park, Theme]:
    park, _, theme = (part.strip() for part in wanted.replace("·", "/").partition("/"))
    cases = reported_cases(book)
    for p, t in cases:
        if park in (p.id, *p.names) and theme in (t.id, t.name):
            return p, t
    raise UnknownSubject("案例", wanted, [f"{p.id}/{t.id}" for p, t in cases])
