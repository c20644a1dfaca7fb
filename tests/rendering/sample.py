"""An invented casebook of three parks and a city, with all kinds of facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from generator.model.article import (
    Article,
    Paragraph,
    ParagraphKind,
    Published,
    Repair,
    RepairKind,
    Rights,
)
from generator.model.casebook import Casebook, Coverage, FactRecord, MeasureRecord, Source
from generator.model.comparison import Cell, Comparison, Indicator, Reason, ReasonKind, Verdict
from generator.model.evidence import Quote, Span
from generator.model.fact import (
    Basis,
    Direction,
    Fact,
    NonFact,
    NonFactReason,
    Role,
    Statistic,
    Voice,
    fact_id,
)
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.measure import Measure, MeasureTerm, Stage
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Bound, Quantity
from generator.model.subject import Mapping, Park, Registry, Theme

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

TEXT_YUNXI = """云溪经开区:把时间还给企业
“原来盖章要跑半个月,现在一上午就办完了。”云溪帆远机械有限公司总经理林默说。
2024年以来,云溪经开区推行一窗通办,审批时限由法定的45个工作日压缩至12个工作日以内,累计办理政务事项4.78万件,需要的印章由23枚减为1枚。
园区全面实施拿地即开工,已有16个项目受益,平均提前约6个月开工。
截至2024年8月底,12345热线按时办结率99.6%,群众满意率为95%以上。
云溪市去年新签约项目28个。预计到2026年,园区产值将突破300亿元。"""

TEXT_HAITANG = """海棠高新区开工“快人一步”
今年以来,海棠高新区在全省首创拿地即开工并联审批,5个项目拿地当天领到施工许可,平均提前2个月开工,最快的一个项目提前3至5个月。
专班收集企业问题120余个,解决96个,热线按时办结率达100%。
企业开办由3天缩短到4小时,容缺审批惠及近20家企业。"""

TEXT_QINGPING = """青屏工业园晒出营商环境成绩单
2023年,青屏工业园竣工验收用时由承诺的20个工作日缩短为10个工作日,拿地即开工项目平均提前约4个月。
热线按时办结率不低于98%,较上年同期提高2.5个百分点。招聘会引进员工1500余人次。"""


@dataclass
class _Reader:
    """Builds facts of one article by their words; every value is stated by the caller."""

    article: Article
    facts: list[Fact] = field(default_factory=list)
    nonfacts: list[NonFact] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)

    def quote(self, words: str, inside: Span | None = None) -> Quote:
        start = self.article.text.index(words, inside.start if inside else 0)
        return self.article.quote(Span(start, start + len(words)))

    def fact(self, clause: str, surface: str, value: str, unit: str, **kw: Any) -> Fact:
        quote = self.quote(clause)
        bound = kw.pop("bound", Bound.EXACT)
        quantity = Quantity(Decimal(value), unit, bound, *_interval(Decimal(value), bound, kw))
        period = kw.pop("period", None)
        made = Fact(
            surface=self.quote(surface, quote.span),
            quote=quote,
            quantity=quantity,
            role=kw.pop("role", Role.LEVEL),
            entity=kw.pop("entity", kw["parks"][0]),
            key=kw.pop("key", True),
            period=self.period(*period) if period else None,
            **kw,
        )
        self.facts.append(made)
        return made

    def period(self, words: str, start: str | None, end: str | None, kind: PeriodKind) -> Period:
        days = [dt.date.fromisoformat(d) if d else None for d in (start, end)]
        return Period(days[0], days[1], kind, self.quote(words).span)

    def nonfact(self, clause: str, surface: str, reason: NonFactReason) -> None:
        quote = self.quote(clause)
        self.nonfacts.append(NonFact(self.quote(surface, quote.span), quote, reason))

    def measure(self, name: str, clause: str, **kw: Any) -> None:
        quote = self.quote(clause)
        mention = self.quote(name, quote.span)
        self.measures.append(
            Measure(name, kw.pop("canonical", name), mention=mention, quote=quote, **kw)
        )


def _interval(
    value: Decimal, bound: Bound, kw: dict[str, Any]
) -> tuple[Decimal | None, Decimal | None]:
    low = kw.pop("low", None)
    if low is not None:
        return Decimal(low), value
    return {
        Bound.EXACT: (value, value),
        Bound.ABOUT: (None, None),
        Bound.MORE: (value, None),
        Bound.AT_LEAST: (value, None),
        Bound.LESS: (None, value),
        Bound.AT_MOST: (None, value),
    }[bound]


def article(id_: str, text: str, **kw: Any) -> Article:
    paragraphs, at = [], 0
    for number, row in enumerate(text.split("\n")):
        kind = ParagraphKind.BODY if number else ParagraphKind.HEADING
        paragraphs.append(Paragraph(Span(at, at + len(row)), row, kind))
        at += len(row) + 1
    title = kw.pop("title", text.split("\n", maxsplit=1)[0])
    return Article(id_, title, text, tuple(paragraphs), path=f"articles/{id_}.md", **kw)


def _yunxi() -> _Reader:
    read = _Reader(
        article(
            "yunxi-2024",
            TEXT_YUNXI,
            publisher="云溪日报",
            carrier="川南在线",
            authors=("陈一帆", "周禾", "吴越", "郑重"),
            published=Published(dt.date(2024, 9, 20)),
            url="https://example.org/news/1.html?a=1&b=(2)",
            accessed=dt.date(2026, 1, 10),
            rights=Rights.OWN_DIGEST,
            repairs=(Repair(RepairKind.PINYIN, 10, "帆远(fān yuǎn)", "帆远"),),
        )
    )
    yunxi: dict[str, Any] = {"parks": ("云溪经开区",)}
    since = ("2024年以来", "2024-01-01", "2024-09-20", PeriodKind.SINCE)
    until = ("截至2024年8月底", None, "2024-08-31", PeriodKind.UNTIL)
    cut = "审批时限由法定的45个工作日压缩至12个工作日以内"
    pair: dict[str, Any] = yunxi | {
        "indicator": "审批时限",
        "theme": "approval",
        "direction": Direction.DOWN,
    }
    read.fact(
        "原来盖章要跑半个月",
        "半个月",
        "0.5",
        "月",
        indicator="盖章所需时间",
        theme="approval",
        speaker="林默",
        key=False,
        **yunxi,
    )
    read.fact(
        cut,
        "45个工作日",
        "45",
        "工作日",
        role=Role.BEFORE,
        basis=Basis.STATUTORY,
        pair="a",
        period=since,
        **pair,
    )
    read.fact(
        cut,
        "12个工作日以内",
        "12",
        "工作日",
        role=Role.AFTER,
        bound=Bound.AT_MOST,
        pair="a",
        basis=Basis.STATUTORY,
        period=since,
        **pair,
    )
    read.fact(
        "累计办理政务事项4.78万件",
        "4.78万件",
        "47800",
        "件",
        indicator="政务服务办件量",
        theme="approval",
        measure="一窗通办",
        statistic=Statistic.CUMULATIVE,
        period=since,
        **yunxi,
    )
    seals = yunxi | {
        "indicator": "审批印章数",
        "theme": "approval",
        "direction": Direction.DOWN,
        "pair": "b",
    }
    read.fact(
        "需要的印章由23枚减为1枚", "23枚", "23", "枚", role=Role.BEFORE, basis=Basis.FORMER, **seals
    )
    read.fact(
        "需要的印章由23枚减为1枚", "1枚", "1", "枚", role=Role.AFTER, basis=Basis.FORMER, **seals
    )
    read.fact(
        "已有16个项目受益",
        "16个",
        "16",
        "个",
        indicator="拿地即开工项目数",
        theme="construction",
        measure="拿地即开工",
        **yunxi,
    )
    read.fact(
        "平均提前约6个月开工",
        "约6个月",
        "6",
        "月",
        bound=Bound.ABOUT,
        role=Role.CHANGE,
        direction=Direction.DOWN,
        indicator="平均提前开工时间",
        theme="construction",
        statistic=Statistic.AVERAGE,
        measure="拿地即开工",
        **yunxi,
    )
    read.fact(
        "12345热线按时办结率99.6%",
        "99.6%",
        "99.6",
        "%",
        indicator="热线按时办结率",
        theme="responsiveness",
        period=until,
        **yunxi,
    )
    read.fact(
        "群众满意率为95%以上",
        "95%以上",
        "95",
        "%",
        bound=Bound.AT_LEAST,
        indicator="群众满意率",
        theme="responsiveness",
        period=until,
        **yunxi,
    )
    read.fact(
        "云溪市去年新签约项目28个",
        "28个",
        "28",
        "个",
        indicator="新签约项目数",
        theme="construction",
        parks=("云溪市",),
        period=("去年", "2023-01-01", "2023-12-31", PeriodKind.SPAN),
    )
    read.fact(
        "园区产值将突破300亿元",
        "突破300亿元",
        "30000000000",
        "元",
        bound=Bound.MORE,
        role=Role.TARGET,
        indicator="园区产值",
        theme="construction",
        **yunxi,
    )
    read.nonfact("2024年以来", "2024年", NonFactReason.DATE)
    read.nonfact("现在一上午就办完了", "一上午", NonFactReason.OTHER)
    read.nonfact("推行一窗通办", "一窗通办", NonFactReason.NAME)
    read.nonfact("12345热线按时办结率99.6%", "12345", NonFactReason.NAME)
    read.measure(
        "一窗通办",
        "云溪经开区推行一窗通办",
        parks=("云溪经开区",),
        theme="approval",
        since=dt.date(2024, 1, 1),
        since_end=dt.date(2024, 12, 31),
        known=True,
    )
    read.measure(
        "拿地即开工",
        "园区全面实施拿地即开工",
        parks=("云溪经开区",),
        theme="construction",
        known=True,
    )
    words = read.quote("原来盖章要跑半个月,现在一上午就办完了。")
    whole = read.quote("“原来盖章要跑半个月,现在一上午就办完了。”云溪帆远机械有限公司总经理林默说")
    read.voices.append(Voice(words, "林默", "总经理", "云溪帆远机械有限公司", whole.span))
    return read


def _haitang() -> _Reader:
    read = _Reader(
        article(
            "海棠 2024",
            TEXT_HAITANG,
            publisher="江北新闻网",
            published=Published(dt.date(2024, 6, 3), inferred=True, evidence="今年以来"),
        )
    )
    ours: dict[str, Any] = {"parks": ("海棠高新区",)}
    since = ("今年以来", "2024-01-01", "2024-06-03", PeriodKind.SINCE)
    land: dict[str, Any] = ours | {
        "theme": "construction",
        "measure": "拿地即开工",
        "period": since,
    }
    read.fact("5个项目拿地当天领到施工许可", "5个", "5", "个", indicator="拿地即开工项目数", **land)
    read.fact(
        "平均提前2个月开工",
        "2个月",
        "2",
        "月",
        role=Role.CHANGE,
        direction=Direction.DOWN,
        statistic=Statistic.AVERAGE,
        indicator="平均提前开工时间",
        **land,
    )
    read.fact(
        "最快的一个项目提前3至5个月",
        "3至5个月",
        "5",
        "月",
        low="3",
        bound=Bound.AT_MOST,
        role=Role.CHANGE,
        statistic=Statistic.BEST,
        indicator="最快提前开工时间",
        **land,
    )
    read.fact(
        "专班收集企业问题120余个",
        "120余个",
        "120",
        "个",
        bound=Bound.MORE,
        indicator="收集企业问题数",
        theme="responsiveness",
        **ours,
    )
    read.fact(
        "解决96个", "96个", "96", "个", indicator="解决企业问题数", theme="responsiveness", **ours
    )
    read.fact(
        "热线按时办结率达100%",
        "100%",
        "100",
        "%",
        indicator="热线按时办结率",
        theme="responsiveness",
        **ours,
    )
    open_: dict[str, Any] = ours | {"theme": "approval", "direction": Direction.DOWN, "pair": "c"}
    read.fact(
        "企业开办由3天缩短到4小时",
        "3天",
        "3",
        "天",
        role=Role.BEFORE,
        indicator="企业开办时间",
        **open_,
    )
    read.fact(
        "企业开办由3天缩短到4小时",
        "4小时",
        "4",
        "小时",
        role=Role.AFTER,
        indicator="企业开办时间",
        **open_,
    )
    read.fact(
        "容缺审批惠及近20家企业",
        "近20家",
        "20",
        "家",
        bound=Bound.LESS,
        indicator="容缺审批惠及企业数",
        theme="approval",
        measure="容缺审批",
        **ours,
    )
    read.measure(
        "拿地即开工",
        "海棠高新区在全省首创拿地即开工并联审批",
        parks=("海棠高新区",),
        theme="construction",
        first="全省首创",
        since=dt.date(2024, 1, 1),
        since_end=dt.date(2024, 12, 31),
        known=True,
    )
    read.measure(
        "容缺审批",
        "容缺审批惠及近20家企业",
        parks=("海棠高新区",),
        theme="approval",
        known=True,
        stage=Stage.PILOT,
    )
    return read


def _qingping() -> _Reader:
    read = _Reader(
        article("qingping-2023", TEXT_QINGPING, rights=Rights.OPEN, url="javascript:alert(1)")
    )
    ours: dict[str, Any] = {"parks": ("青屏工业园",)}
    year = ("2023年", "2023-01-01", "2023-12-31", PeriodKind.SPAN)
    cut = "竣工验收用时由承诺的20个工作日缩短为10个工作日"
    pair: dict[str, Any] = ours | {
        "theme": "construction",
        "direction": Direction.DOWN,
        "pair": "d",
        "indicator": "竣工验收用时",
        "basis": Basis.PROMISED,
        "period": year,
    }
    read.fact(cut, "20个工作日", "20", "工作日", role=Role.BEFORE, **pair)
    read.fact(cut, "10个工作日", "10", "工作日", role=Role.AFTER, **pair)
    read.fact(
        "拿地即开工项目平均提前约4个月",
        "约4个月",
        "4",
        "月",
        bound=Bound.ABOUT,
        role=Role.CHANGE,
        direction=Direction.DOWN,
        statistic=Statistic.AVERAGE,
        indicator="平均提前开工时间",
        theme="construction",
        measure="拿地即开工",
        **ours,
    )
    read.fact(
        "热线按时办结率不低于98%",
        "不低于98%",
        "98",
        "%",
        bound=Bound.AT_LEAST,
        indicator="热线按时办结率",
        theme="responsiveness",
        **ours,
    )
    read.fact(
        "较上年同期提高2.5个百分点",
        "2.5个百分点",
        "2.5",
        "百分点",
        role=Role.CHANGE,
        direction=Direction.UP,
        basis=Basis.LAST_YEAR,
        indicator="热线按时办结率",
        theme="responsiveness",
        **ours,
    )
    read.fact(
        "招聘会引进员工1500余人次",
        "1500余人次",
        "1500",
        "人次",
        bound=Bound.MORE,
        indicator="招聘会引进员工数",
        theme="talent",
        **ours,
    )
    read.measure(
        "拿地即开工",
        "拿地即开工项目平均提前约4个月",
        parks=("青屏工业园",),
        theme="construction",
        known=True,
    )
    read.measure("招聘会", "招聘会引进员工1500余人次", parks=("青屏工业园",), theme="talent")
    return read


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


def _records(readers: list[_Reader], registry: Registry) -> tuple[FactRecord, ...]:
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


def casebook(*extra: _Reader) -> Casebook:
    registry = Registry((YUNXI, HAITANG, QINGPING, CITY), THEMES)
    readers = [_qingping(), _haitang(), _yunxi(), *extra]
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


def _measures(readers: list[_Reader], facts: tuple[FactRecord, ...]) -> tuple[MeasureRecord, ...]:
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
    registry: Registry, readers: list[_Reader], facts: tuple[FactRecord, ...]
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

HOSTILE = '<script>alert(1)</script> **粗** _斜_ `码` [链](javascript:alert(2)) ![图](x.svg) {{ 7*7 }} {% raw %} --8<-- "秘.md" | ~~删~~ ^上^ ==亮== :smile: [^1] *[缩]: </title> &lt;b&gt; $x$ # 题 {: #id .x } ++ctrl++ https://evil.example'


def hostile() -> _Reader:
    """An article whose every word tries to be something else than text."""
    clause = f"{HOSTILE}办件30件"
    read = _Reader(
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


def condition() -> _Reader:
    """An article that says when others could do the same."""
    text = "海棠高新区谈经验\n容缺办理适用于备案类项目,已有3个项目办理。另一流程适用于外地。"
    read = _Reader(article("haitang-conditions", text))
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
