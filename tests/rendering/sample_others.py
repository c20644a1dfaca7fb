"""The invented articles of 海棠高新区 (an inferred date) and 青屏工业园 (no date, an open licence)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.model.article import (
    Published,
    Rights,
)
from generator.model.fact import (
    Basis,
    Direction,
    Role,
    Statistic,
)
from generator.model.measure import Stage
from generator.model.period import PeriodKind
from generator.model.quantity import Bound
from tests.rendering.stated import Stated, article

TEXT_HAITANG = """海棠高新区开工“快人一步”
今年以来,海棠高新区在全省首创拿地即开工并联审批,5个项目拿地当天领到施工许可,平均提前2个月开工,最快的一个项目提前3至5个月。
专班收集企业问题120余个,解决96个,热线按时办结率达100%。
企业开办由3天缩短到4小时,容缺审批惠及近20家企业。"""


TEXT_QINGPING = """青屏工业园晒出营商环境成绩单
2023年,青屏工业园竣工验收用时由承诺的20个工作日缩短为10个工作日,拿地即开工项目平均提前约4个月。
热线按时办结率不低于98%,较上年同期提高2.5个百分点。招聘会引进员工1500余人次。"""


def haitang() -> Stated:
    read = Stated(
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


def qingping() -> Stated:
    read = Stated(
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
