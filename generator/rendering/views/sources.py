"""The list of sources, and a page for each with the ledger of all its numerals."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.model.article import ParagraphKind
from generator.model.casebook import FactRecord
from generator.model.fact import Status
from generator.rendering import addresses, linked_data, wording
from generator.rendering.addresses import Place, link, source_page
from generator.rendering.citations import Standard, cite
from generator.rendering.escaping import inert, joined, raw, web_address
from generator.rendering.evidence import published
from generator.rendering.labels import REPAIRS, RIGHTS, UNSTATED
from generator.rendering.printing import Derived, told
from generator.rendering.tables import Table, row, table
from generator.rendering.typography import chinese, full_width, shortened, unbroken
from generator.rendering.views.head import Head
from generator.rendering.views.ledger import Links, fact_row, ledger, text_anchor
from generator.rendering.views.references import Reference, references
from generator.rendering.views.shelf import head_of
from generator.rendering.volumes import Volume, leaves, way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from generator.model.article import Article, Paragraph
    from generator.model.casebook import Source
    from generator.rendering.book import Book
    from generator.rendering.volumes import Leaf

NO_ARTICLE_PAGES = (
    "本站没有收入各篇来源单独的页面（生成时用了 --no-article-pages）："
    "原句按来源的次序集中在“原句”各页，全文和非事实数字不在站上，在数据页的文件中；"
    "不带这个选项重新生成，就有这些页面。"
)
_SEARCHED = 1000
"""Articles whose text the search holds without doubt (tests/bench/search_of_1000_articles.py)."""
_SEARCH_LIMIT = (
    "来源很多，搜索索引有上限：放不下时，先是各篇来源，再是原句、案例等页只收标题，不收正文；"
    "要查全部文字，请用数据页的文件。"
)
_SOURCES = 300
"""Articles of one page of the list of sources."""
_EXPORTS = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "csl.json"}
_REPAIR_WORDS = 40


class ParagraphView(Struct, frozen=True):
    """A paragraph of the full text, its figures linked to their lines in the ledger."""

    text: Markup
    css: str


class SourceView(Struct, frozen=True):
    """Context of ``source.md.j2``."""

    head: Head
    title: str
    facts: tuple[tuple[str, object], ...]
    citation: Markup
    older_citation: Markup
    summary: str
    ledger: Table | None
    text: tuple[ParagraphView, ...]
    repairs: Table | None
    exports: tuple[Markup, ...]
    linked_data: Markup | None


class SourceInputs(Struct, frozen=True):
    """All that the page of an article is made of: little of it changes with other articles.

    Attributes:
        source: The article with its facts, whose numbers in the casebook are left out, since they
            change with every fact before them; without what stands on other pages.
        full_text: Whether the full text may be shown whatever the article's rights.
        themes: Ids of themes, each with the link to it.
        measures: Ids of facts, each with the link to its measure.
        standing: Ids of the facts that were not withdrawn.
    """

    source: Source
    full_text: bool
    themes: tuple[tuple[str, Markup], ...]
    measures: tuple[tuple[str, Markup], ...]
    standing: tuple[str, ...]

    @property
    def told(self) -> bytes | None:
        """All of it, the article once; None where a fact belongs to another article."""
        article = self.source.article
        if any(record.article is not article for record in self.source.facts):
            return None
        facts = [[getattr(record, name) for name in _OF_A_FACT] for record in self.source.facts]
        rest = (self.full_text, self.themes, self.measures, self.standing)
        return told((article, self.source.number, self.source.nonfacts, facts, rest))


_OF_A_FACT = tuple(
    name for name in FactRecord.__struct_fields__ if name not in {"article", "number"}
)


class SourcesView(Struct, frozen=True):
    """Context of ``sources.md.j2``."""

    head: Head
    notice: str
    """What the site leaves out: pages of articles, their text in the search; mostly empty."""
    sources: Table | None
    references: tuple[Reference, ...]


class QuotesView(Struct, frozen=True):
    """Context of ``quotes.md.j2``."""

    head: Head
    notice: str
    articles: tuple[tuple[str, Markup, Markup, Table | None], ...]
    """Anchor, title, citation and facts of each article."""
    way: Markup
    """To the other pages of quotations."""


def title_of(article: Article) -> str:
    """The article's title; its id when it has none."""
    return chinese(article.title) or article.id


def sources_view(book: Book) -> SourcesView:
    """The list of sources, and their citations."""
    first, *rest = leaves(book.place(addresses.SOURCES), "", book.casebook.sources, _SOURCES)
    volumes = tuple(
        Volume(leaf.place.path, "sources.md.j2", partial(_sources, book, leaf, ())) for leaf in rest
    )
    return _sources(book, first, volumes)


def _sources(book: Book, leaf: Leaf[Source], volumes: tuple[Volume, ...]) -> SourcesView:
    place = leaf.place
    columns = ("来源", "发布单位", "日期", "事实", "非事实数字")
    rows = [
        row(
            link(f"[{s.number}] {title_of(s.article)}", place.article(s.article)),
            s.article.publisher or UNSTATED,
            published(s.article),
            f"{len(s.facts)}条",
            f"{len(s.nonfacts)}个",
        )
        for s in leaf.members
    ]
    made = table("sources", "来源一览，按发布日期排列", columns, rows)
    return SourcesView(
        head_of(leaf, "来源", "案例集所依据的公开报道及其著录。", volumes),
        _notice(book),
        replace(made, more=leaf.note) if made and leaf.pages > 1 else made,
        references(place, leaf.members),
    )


def _notice(book: Book) -> str:
    """What the site of a large casebook leaves out."""
    notices = [NO_ARTICLE_PAGES] if book.quotes is not None else []
    if len(book.casebook.sources) > _SEARCHED:
        notices.append(_SEARCH_LIMIT)
    return "".join(notices)


def quotes_views(book: Book) -> Iterator[tuple[str, QuotesView]]:
    """The pages of quotations with their addresses, where articles have no pages of their own."""
    pages = book.quotes or {}
    paths = list(dict.fromkeys(pages.values()))
    for number, (path, run) in enumerate(
        groupby(book.casebook.sources, key=lambda s: pages.get(s.article.id, "")), 1
    ):
        if path:
            yield path, _quotes(book, list(run), paths, number)


def _quotes(book: Book, sources: Sequence[Source], paths: Sequence[str], number: int) -> QuotesView:
    place = book.place(paths[number - 1])
    title = f"原句（第{number}页，共{len(paths)}页）"
    about = f"来源[{sources[0].number}]至[{sources[-1].number}]的全部事实和原句。"
    articles = tuple(_quoted(book, place, source) for source in sources)
    return QuotesView(Head(title, about), NO_ARTICLE_PAGES, articles, way(place, paths, number))


def _quoted(book: Book, place: Place, source: Source) -> tuple[str, Markup, Markup, Table | None]:
    article = source.article
    anchor = addresses.article_anchor(article)
    title = inert(f"[{source.number}] {title_of(article)}")
    shown: list[object] = [cite(article, Standard.GBT_2025)]
    if address := web_address(article.url):
        shown.append(link("打开原网页", address))
    columns = ("数字", "原句", "读作", "归属")
    named = Links.of(book, place, source.facts)
    rows = [fact_row(place, named, r, in_text=False) for r in source.facts]
    id_, caption = f"l-{addresses.slug(article.id)}", f"来源[{source.number}]的事实"
    return (
        anchor,
        title,
        joined(*shown, separator=" "),
        table(id_, caption, columns, rows, "cb-ledger"),
    )


def article_page(book: Book, source: Source) -> Derived:
    """One article's page, by what it is made of."""
    inputs = source_inputs(book, source)
    return Derived(inputs.told, partial(source_view, inputs))


def source_inputs(book: Book, source: Source) -> SourceInputs:
    """What the page of an article is made of."""
    named = Links.of(book, book.place(source_page(source.article)), source.facts)
    return SourceInputs(
        source=replace(
            source,
            facts=tuple([replace(record, number=0) for record in source.facts]),
            measures=(),
            voices=(),
        ),
        full_text=book.full_text,
        themes=tuple(named.themes.items()),
        measures=tuple(named.measures.items()),
        standing=tuple([record.id for record in source.facts if record.id in book.by_id]),
    )


def source_view(inputs: SourceInputs) -> SourceView:
    """One article's page; a function of its inputs alone."""
    source = inputs.source
    article = source.article
    place = Place(source_page(article))
    shown = article.rights.full_text or inputs.full_text
    linked = _linked(source) if shown else []
    named = Links(dict(inputs.themes), dict(inputs.measures))
    return SourceView(
        head=Head(title_of(article), f"来源[{source.number}]：著录信息、全部数字台账和原句。"),
        title=title_of(article),
        facts=_metadata(article),
        citation=unbroken(cite(article, Standard.GBT_2025)),
        older_citation=unbroken(cite(article, Standard.GBT_2015)),
        summary=_summary(source),
        ledger=ledger(place, named, source, {record.id for record in linked}),
        text=_paragraphs(article, linked) if shown else (),
        repairs=_repairs(article),
        exports=tuple(
            link(name, place.to(addresses.reference_file(article, ending)))
            for name, ending in _EXPORTS.items()
        ),
        linked_data=linked_data.claims(source, frozenset(inputs.standing)),
    )


def _summary(source: Source) -> str:
    standing = sum(r.fact.status is not Status.WITHDRAWN for r in source.facts)
    withdrawn = len(source.facts) - standing
    return (
        f"全文共有{len(source.facts) + len(source.nonfacts)}处数字：{standing}处读作事实，"
        f"{len(source.nonfacts)}处不是事实，各有理由"
        + (f"；另有{withdrawn}处读作事实后由人工撤回。" if withdrawn else "。")
    )


def _metadata(article: Article) -> tuple[tuple[str, object], ...]:
    lines: list[tuple[str, object]] = [
        ("发布单位", article.publisher or UNSTATED),
        ("发布日期", published(article)),
    ]
    if article.authors:
        lines.append(("作者", "、".join(article.authors)))
    if article.editors:
        lines.append(("编辑", "、".join(article.editors)))
    if article.carrier:
        lines.append(("转载于", article.carrier))
    if article.origin:
        lines.append(("摘编自", chinese("，".join(article.origin))))
    address = web_address(article.url)
    if address:
        lines.append(("原文", link("打开原网页", address)))
    if article.accessed:
        lines.append(("查阅日期", wording.day(article.accessed)))
    if article.path:
        lines.append(("文件", article.path))
    lines.append(("使用方式", RIGHTS[article.rights]))
    return tuple(lines)


def _linked(source: Source) -> list[FactRecord]:
    """The facts whose figures can be linked in the text: of two that overlap, the first."""
    kept: list[FactRecord] = []
    for record in sorted(source.facts, key=lambda r: r.fact.surface.span):
        span = record.fact.surface.span
        whole = any(span in paragraph.span for paragraph in source.article.paragraphs)
        if whole and (not kept or span.start >= kept[-1].fact.surface.span.end):
            kept.append(record)
    return kept


def _paragraphs(article: Article, linked: Iterable[FactRecord]) -> tuple[ParagraphView, ...]:
    return tuple(
        _paragraph(p, [r for r in linked if r.fact.surface.span in p.span])
        for p in article.paragraphs
    )


def _paragraph(paragraph: Paragraph, records: list[FactRecord]) -> ParagraphView:
    """A paragraph with each figure linked to its line; punctuation made full-width."""
    offset, wide = paragraph.span.start, full_width(paragraph.text)
    pieces: list[object] = []
    at = 0
    for record in records:
        span = record.fact.surface.span
        start, end = span.start - offset, span.end - offset
        mark = joined(raw("<mark>"), chinese(wide[start:end]), raw("</mark>"))
        figure = link(mark, f"#{record.id}", css="cb-figure", anchor=text_anchor(record))
        pieces += [chinese(wide[at:start]), figure]
        at = end
    pieces.append(chinese(wide[at:]))
    css = "cb-heading" if paragraph.kind is ParagraphKind.HEADING else "cb-paragraph"
    return ParagraphView(joined(*pieces), css)


def _repairs(article: Article) -> Table | None:
    columns = ("处理", "原样", "改为")
    rows = (
        row(
            REPAIRS[r.kind],
            shortened(r.before, _REPAIR_WORDS),
            inert(shortened(r.after, _REPAIR_WORDS) or "（略去）"),
        )
        for r in article.repairs
    )
    return table("repairs", "读入时对原文的处理", columns, rows)
