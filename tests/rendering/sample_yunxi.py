"""The invented article of 云溪经开区: all kinds of facts, a voice, a repair, a figure of a city."""

from __future__ import annotations

import datetime as dt
from typing import Any

from generator.model.article import (
    Published,
    Repair,
    RepairKind,
    Rights,
)
from generator.model.fact import (
    Basis,
    Direction,
    NonFactReason,
    Role,
    Statistic,
    Voice,
)
from generator.model.period import PeriodKind
from generator.model.quantity import Bound
from tests.rendering.stated import Stated, article

TEXT_YUNXI = """云溪经开区:把时间还给企业
“原来盖章要跑半个月,现在一上午就办完了。”云溪帆远机械有限公司总经理林默说。
2024年以来,云溪经开区推行一窗通办,审批时限由法定的45个工作日压缩至12个工作日以内,累计办理政务事项4.78万件,需要的印章由23枚减为1枚。
园区全面实施拿地即开工,已有16个项目受益,平均提前约6个月开工。
截至2024年8月底,12345热线按时办结率99.6%,群众满意率为95%以上。
云溪市去年新签约项目28个。预计到2026年,园区产值将突破300亿元。"""


def yunxi() -> Stated:
    read = Stated(
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
