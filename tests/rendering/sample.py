"""An invented casebook of three parks and a city, with all kinds of facts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from msgspec.structs import replace

from generator.model.casebook import Casebook, Coverage, FactRecord, MeasureRecord, Source
from generator.model.comparison import Cell, Comparison, Indicator, Reason, ReasonKind, Verdict
from generator.model.fact import (
    Role,
    fact_id,
)
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.measure import Measure, MeasureTerm
from generator.model.quantity import Bound, Quantity
from generator.model.subject import Mapping, Park, Registry, Theme
from tests.rendering.sample_others import haitang, qingping
from tests.rendering.sample_yunxi import yunxi
from tests.rendering.stated import Stated

YUNXI = Park(
    "yunxi", "云溪经开区", ("云溪经济技术开发区",), "国家级经开区", "川南省云溪市", "yunxi-shi"
)
HAITANG = Park("haitang", "海棠高新区", (), "国家级高新区", "江北省海棠市")
QINGPING = Park("qingping", "青屏工业园", (), "省级园区", "山右省青屏县", discovered=True)
CITY = Park("yunxi-shi", "云溪市", (), "地级市", "川南省")

THEMES = (
    Theme(
        "approval",
        "审批服务",
        "办事要跑几次、等几天？",
        ("行政许可", "证照办理"),
        (
            Mapping("世界银行 B-READY", ("企业准入",), ("经营场所",)),
            Mapping("国家18项指标", ("开办企业", "政务服务"), ()),
            Mapping("《优化营商环境条例》", ("第19条", "第20条"), ()),
        ),
    ),
    Theme("construction", "项目建设", "从拿地到投产要多久？", ("拿地即开工", "联合验收")),
    Theme(
        "responsiveness",
        "诉求响应",
        "企业的事有没有人管？",
        ("12345热线",),
        (Mapping("世界银行 B-READY", ()),),
    ),
    Theme("talent", "人才用工", "招不招得到人？"),
    Theme("livability", "城市配套", "住得好不好？"),
)


HOTLINE = Indicator(
    "hotline-on-time", "热线按时办结率", "按期办结的热线工单占比。", "%", "responsiveness"
)
EARLIER = Indicator(
    "earlier-start",
    "拿地即开工平均提前时间",
    "比常规流程提前开工的平均时间。",
    "月",
    "construction",
)
PROJECTS = Indicator(
    "projects", "拿地即开工项目数", "享受拿地即开工的项目个数。", "个", "construction"
)
SATISFACTION = Indicator("satisfaction", "满意率", "受访者表示满意的比例。", "%", None)

TERMS = {
    "拿地即开工": MeasureTerm(
        "拿地即开工", "construction", "签下土地合同即可领到施工许可。", ("交地即开工",)
    ),
    "容缺审批": MeasureTerm("容缺审批", "approval", "次要材料可以后补，先行受理审批。"),
}
IDS = {
    "拿地即开工": "nadi-ji-kaigong",
    "容缺审批": "rongque-shenpi",
    "一窗通办": "yichuang-tongban",
    "招聘会": "zhaopinhui",
}


def _records(readers: list[Stated], registry: Registry) -> tuple[FactRecord, ...]:
    indicators = {i.name: i for i in (HOTLINE, PROJECTS)} | {
        "平均提前开工时间": EARLIER,
        "群众满意率": SATISFACTION,
    }
    found: list[FactRecord] = []
    for read in readers:
        pairs: dict[str, list[str]] = {}
        mine: list[FactRecord] = []
        for fact in read.facts:
            id_ = fact_id(read.article.id, fact.surface.text, fact.quote.text)
            if fact.pair:
                pairs.setdefault(fact.pair, []).append(id_)
            parks = tuple(p for name in fact.parks if (p := registry.park_named(name)))
            mine.append(
                FactRecord(
                    id_,
                    len(found) + len(mine) + 1,
                    fact,
                    read.article,
                    parks,
                    indicators.get(fact.indicator) if fact.quantity.unit != "百分点" else None,
                )
            )
        partner = {a: b for ends in pairs.values() for a, b in (ends, reversed(ends))}
        found += [replace(r, partner=partner.get(r.id)) for r in mine]
    return tuple(found)


def casebook(*extra: Stated) -> Casebook:
    registry = Registry((YUNXI, HAITANG, QINGPING, CITY), THEMES)
    readers = [qingping(), haitang(), yunxi(), *extra]
    facts = _records(readers, registry)
    sources = tuple(
        Source(
            read.article,
            number,
            tuple(r for r in facts if r.article is read.article),
            tuple(read.nonfacts),
            tuple(read.measures),
            tuple(read.voices),
        )
        for number, read in enumerate(readers, 1)
    )
    return Casebook(
        registry=registry,
        sources=sources,
        facts=facts,
        measures=_measures(readers, facts),
        indicators=(HOTLINE, EARLIER, PROJECTS, SATISFACTION),
        comparisons=_comparisons(facts),
        coverage=_coverage(registry, readers, facts),
        findings=FINDINGS,
        as_of=dt.date(2024, 9, 20),
    )


def _measures(readers: list[Stated], facts: tuple[FactRecord, ...]) -> tuple[MeasureRecord, ...]:
    mentions: dict[str, list[Measure]] = {}
    for read in readers:
        for measure in read.measures:
            mentions.setdefault(measure.canonical, []).append(measure)
    return tuple(
        MeasureRecord(
            IDS.get(name, "m-" + name.encode().hex()[:10]),
            name,
            TERMS.get(name),
            group[0].theme,
            tuple(group),
            tuple(r.id for r in facts if r.fact.measure == name),
        )
        for name, group in mentions.items()
    )


def _cells(facts: tuple[FactRecord, ...], indicator: Indicator) -> tuple[Cell, ...]:
    return tuple(
        Cell(r.fact.parks[0], r.fact.quantity, (r.id,))
        for r in facts
        if r.indicator is indicator and r.parks
    )


def _comparisons(facts: tuple[FactRecord, ...]) -> tuple[Comparison, ...]:
    derived = tuple(
        Cell(
            r.fact.parks[0],
            Quantity(Decimal("73.33"), "%", Bound.AT_LEAST, Decimal("73.33")),
            (r.id, r.partner),
            ("45工作日", "12工作日"),
            "审批时限",
        )
        for r in facts
        if r.fact.pair == "a" and r.fact.role is Role.BEFORE and r.partner
    )
    reduction = Indicator(
        "reduction", "审批用时压缩幅度", "审批用时比原来减少的比例。", "%", "approval"
    )
    return (
        Comparison(
            HOTLINE,
            _cells(facts, HOTLINE),
            Verdict.COMPARABLE,
            (
                Reason(ReasonKind.BOUND, "青屏工业园为下限值。"),
                Reason(ReasonKind.PERIOD, "期间不同（均为比率）。"),
            ),
        ),
        Comparison(
            EARLIER,
            _cells(facts, EARLIER),
            Verdict.COMPARABLE,
            (Reason(ReasonKind.BOUND, "有约数。"),),
        ),
        Comparison(
            PROJECTS,
            _cells(facts, PROJECTS),
            Verdict.WITH_CARE,
            (Reason(ReasonKind.PERIOD, "期间不同：云溪经开区未说明。"),),
        ),
        Comparison(
            SATISFACTION,
            (
                *_cells(facts, SATISFACTION),
                *(replace(c, scope="热线") for c in _cells(facts, HOTLINE)[1:2]),
            ),
            Verdict.NOT_COMPARABLE,
            (Reason(ReasonKind.OBJECT, "对象不同：群众与热线。"),),
        ),
        Comparison(
            reduction, derived, Verdict.WITH_CARE, (Reason(ReasonKind.DERIVED, "由前后值推算。"),)
        ),
    )


def _coverage(
    registry: Registry, readers: list[Stated], facts: tuple[FactRecord, ...]
) -> tuple[Coverage, ...]:
    def one(park: Park, theme: Theme) -> Coverage:
        mine = [r for r in facts if park in r.parks and r.fact.theme == theme.id]
        measures = [
            m
            for read in readers
            for m in read.measures
            if park.name in m.parks and m.theme == theme.id
        ]
        articles = {r.article.id for r in mine} | {m.quote.article for m in measures}
        return Coverage(
            park.id,
            theme.id,
            len(mine),
            sum(r.fact.key for r in mine),
            len(measures),
            len(articles),
        )

    return tuple(one(park, theme) for park in registry.parks for theme in registry.themes)


FINDINGS = (
    Finding(
        FindingKind.UNREADABLE,
        Severity.ERROR,
        "articles/broken.md",
        "无法识别编码；请另存为 UTF-8。",
    ),
    Finding(
        FindingKind.NO_DATE,
        Severity.WARNING,
        "qingping-2023",
        "没有发布日期；请在文件头部补上 date。",
    ),
    Finding(FindingKind.INFERRED_DATE, Severity.NOTE, "海棠 2024", "发布日期由正文推断；请核对。"),
)
