from __future__ import annotations

from msgspec.structs import replace

from generator.model.comparison import PairVerdict, Reason, ReasonKind, Verdict
from generator.model.evidence import Span
from generator.model.fact import Basis
from generator.rendering.addresses import Place
from generator.rendering.book import Book, changes
from generator.rendering.evidence import evidence, passage, sentence
from generator.rendering.views.cases import case_view
from generator.rendering.views.compare import compare_view
from generator.rendering.views.home import coverage_table, strongest
from generator.rendering.views.indicators import indicator_view
from generator.rendering.views.lists import quality_view
from generator.rendering.views.parks import backing, park_view
from generator.rendering.views.themes import theme_view
from tests.rendering import sample
from tests.rendering.hostile import condition
from tests.rendering.stated import article
from tests.rendering.table_rows import rows_of

CASEBOOK = sample.casebook()
BOOK = Book.open(CASEBOOK)
APPROVAL, CONSTRUCTION, RESPONSIVENESS, TALENT, LIVABILITY = sample.THEMES


def test_the_strongest_comparisons_are_sound_ones() -> None:
    found = strongest(CASEBOOK.comparisons)
    assert found[0].verdict is Verdict.COMPARABLE
    assert all(c.verdict is not Verdict.NOT_COMPARABLE for c in found)


def test_the_longer_side_of_the_coverage_runs_down_the_page() -> None:
    tall = coverage_table(BOOK, Place("index.md"))
    assert tall
    assert tall.columns[0] == "主题"
    parks = tuple(replace(sample.YUNXI, id=f"p{n}", name=f"园{n}") for n in range(7))
    many = replace(CASEBOOK, registry=replace(CASEBOOK.registry, parks=parks), coverage=())
    wide = coverage_table(Book.open(many), Place("index.md"))
    assert wide
    assert wide.columns[0] == "园区或地区"
    assert len(rows_of(wide)) == 7


def test_figures_of_one_sentence_stand_under_one_quotation() -> None:
    records = BOOK.case(sample.HAITANG, CONSTRUCTION)
    found = evidence(Place("parks/haitang.md"), BOOK, records)
    assert len(records) == 3
    assert len(found) == 1
    assert found.members[0].quote.count("<mark>") == 3


def test_a_sentence_ends_at_its_stop_or_its_paragraph() -> None:
    text = "甲。乙说:“丙。”\n丁"
    assert sentence(text, 0).of(text) == "甲。"
    assert sentence(text, 3).of(text) == "乙说:“丙。”"
    assert sentence(text, len(text) - 1).of(text) == "丁"


def test_a_long_sentence_is_not_quoted_whole() -> None:
    text = article("a", "甲" * 200 + "16个" + "乙" * 200 + "。")
    quote = text.quote(Span(200, 203))
    assert passage(text, [quote]) == quote


def test_a_change_told_twice_is_one_row() -> None:
    ends = [r for r in CASEBOOK.facts if r.fact.pair == "b"]
    other = [
        replace(
            r, id=f"{r.id}x", partner=f"{r.partner}x", fact=replace(r.fact, basis=Basis.UNSTATED)
        )
        for r in ends
    ]
    by_id = {r.id: r for r in (*ends, *other)}
    for order in ([*ends, *other], [*other, *ends]):
        (change,) = changes(order, by_id)
        assert change.before.fact.basis is Basis.FORMER


def test_hints_come_from_other_parks_and_have_figures() -> None:
    hints = park_view(BOOK, sample.YUNXI, ()).hints
    assert hints
    assert ["容缺审批" in row[0].text for row in rows_of(hints)] == [True]
    assert "不是评分" in hints.caption


def test_hints_are_ordered_by_what_backs_them() -> None:
    by_name = {m.name: m for m in CASEBOOK.measures}
    exact, bounded = by_name["拿地即开工"], by_name["容缺审批"]
    assert backing(BOOK, exact) < backing(BOOK, bounded)
    assert backing(BOOK, exact)[0] == 1, "exact figures, no change told with both ends"


def test_every_two_of_three_values_have_their_verdict_on_the_indicators_page() -> None:
    comparison = CASEBOOK.comparisons[0]
    names = [cell.park for cell in comparison.cells]
    reasons = (Reason(ReasonKind.PERIOD, "期间不同：甲为2023年"),)
    pairs = (PairVerdict((names[0], names[1]), Verdict.WITH_CARE, reasons),)
    casebook = replace(CASEBOOK, comparisons=(replace(comparison, pairs=pairs),))
    view = indicator_view(Book.open(casebook), comparison.indicator, ())
    table = view.comparisons[0].pairs
    assert table
    assert "慎比" in rows_of(table)[0][1].text
    assert rows_of(table)[0][2].text == "期间不同"
    theme = theme_view(Book.open(casebook), RESPONSIVENESS, ())
    assert not theme.comparisons[0].pairs


def test_a_finding_shows_its_file_linked_where_it_is_an_article() -> None:
    rows = [row for _, _, made in quality_view(BOOK).groups for row in rows_of(made)]
    files = [row[1].text for row in rows]
    assert files[0] == "articles&#47;broken&#46;md"
    assert "sources/qingping-2023.md" in files[1]


def test_a_case_names_the_parts_that_are_missing() -> None:
    view = case_view(BOOK, sample.HAITANG, CONSTRUCTION)
    assert not view.conditions
    assert not view.voices


def test_conditions_name_a_measure_or_figure_of_the_case() -> None:
    reader = condition()
    view = case_view(Book.open(sample.casebook(reader)), sample.HAITANG, CONSTRUCTION)
    assert ["适用于" in passage.quote for passage in view.conditions] == [True]


def test_a_park_lists_what_began_when() -> None:
    timeline = park_view(BOOK, sample.YUNXI, ()).timeline
    assert timeline
    assert [row[0].text for row in rows_of(timeline)] == ["2024年起"]


def test_a_theme_without_reports_says_so() -> None:
    view = theme_view(BOOK, LIVABILITY, ())
    assert view.finding == "4个园区和地区都未见这一主题的报道。"
    assert not view.matrix


def test_the_finding_of_a_theme_is_counted() -> None:
    finding = theme_view(BOOK, CONSTRUCTION, ()).finding
    assert "4个有这一主题的报道，共10条事实" in finding
    assert "“拿地即开工”（3处）" in finding
    assert "可比1组、慎比1组" in finding


def test_mappings_mark_what_is_unsure_and_what_has_no_counterpart() -> None:
    sure = theme_view(BOOK, APPROVAL, ()).mappings
    none = theme_view(BOOK, RESPONSIVENESS, ()).mappings
    assert sure
    assert none
    assert "经营场所<abbr" in rows_of(sure)[0][1].text
    assert rows_of(none)[0][1].text == "无直接对应"


def test_the_matrix_tells_figures_from_mentions() -> None:
    matrix = theme_view(BOOK, CONSTRUCTION, ()).matrix
    assert matrix
    marks = {cell.label: cell.text[:2] for cell in rows_of(matrix)[0][1:]}
    assert marks["云溪经开区"] == "[●"
    assert "未见报道" in rows_of(matrix)[0][-1].text


def test_a_case_sorts_words_into_its_parts() -> None:
    view = case_view(BOOK, sample.HAITANG, CONSTRUCTION)
    assert [name for name, _ in view.practice] == ["拿地即开工"]
    assert "全省首创" in view.novelties[0].quote
    assert view.results
    assert not view.background


def test_voices_stand_with_the_park_whose_figures_are_near() -> None:
    assert [v.speaker for _, v in BOOK.voices(sample.YUNXI)] == ["林默"]
    assert not BOOK.voices(sample.CITY)


def test_side_by_side_has_a_column_for_each_park_and_no_empty_theme() -> None:
    view = compare_view(BOOK)
    assert [anchor for anchor, _, _ in view.themes] == [
        "t-approval",
        "t-construction",
        "t-responsiveness",
        "t-talent",
    ]
    values = view.themes[0][2]
    assert values
    assert values.columns == ("项目", *(p.name for p in CASEBOOK.parks))


def test_many_parks_are_listed_and_not_set_in_columns() -> None:
    parks = tuple(replace(sample.YUNXI, id=f"p{n}", name=f"园{n}", aliases=()) for n in range(13))
    coverage = tuple(replace(c, park=p.id) for p in parks for c in CASEBOOK.coverage[:5])
    many = replace(CASEBOOK, registry=replace(CASEBOOK.registry, parks=parks), coverage=coverage)
    matrix = theme_view(Book.open(many), CONSTRUCTION, ()).matrix
    assert matrix
    assert matrix.columns == ("举措", "见于", "有关数字")
