"""What the kinds of the model are called on a page."""

from __future__ import annotations

from generator.model.article import RepairKind, Rights
from generator.model.changes import ChangeKind
from generator.model.comparison import ReasonKind, Verdict
from generator.model.decision import Action
from generator.model.fact import Basis, Direction, NonFactReason, Role, Statistic, Status
from generator.model.finding import FindingKind, Severity
from generator.model.measure import Stage
from generator.model.quantity import Bound

MISSING = "未见报道"
PLACE = "园区或地区"  # what reports are about: most are parks, some are cities and counties
UNSTATED = "未说明"
NO_COUNTERPART = "无直接对应"
DISCLAIMER = "报道覆盖度（不代表工作成效）"

VERDICTS = {
    Verdict.COMPARABLE: "可比",
    Verdict.WITH_CARE: "慎比",
    Verdict.NOT_COMPARABLE: "不可比",
}
VERDICT_NOTES = {
    Verdict.COMPARABLE: "对象、单位和统计方式相同，可以并列比较。",
    Verdict.WITH_CARE: "同类事项，但口径、期间或层级有差别，只宜参考。",
    Verdict.NOT_COMPARABLE: "名目相近而对象不同，不应放在一起比较。",
}
REASONS = {
    ReasonKind.UNIT: "单位",
    ReasonKind.SCOPE: "口径",
    ReasonKind.PERIOD: "期间",
    ReasonKind.BOUND: "界限",
    ReasonKind.ROLE: "性质",
    ReasonKind.BASIS: "基准",
    ReasonKind.STATISTIC: "统计方式",
    ReasonKind.LEVEL: "层级",
    ReasonKind.DERIVED: "推算值",
    ReasonKind.OBJECT: "对象",
}
ROLES = {
    Role.LEVEL: "现状",
    Role.BEFORE: "变化前",
    Role.AFTER: "变化后",
    Role.CHANGE: "变化",
    Role.RANK: "位次",
    Role.TARGET: "目标或计划",
    Role.SHARE: "占比",
}
BASES = {
    Basis.STATUTORY: "法定时限",
    Basis.PROMISED: "承诺时限",
    Basis.FORMER: "改革前做法",
    Basis.LAST_YEAR: "上年同期",
    Basis.PREVIOUS: "上一期",
    Basis.PLAN: "原计划",
    Basis.ELSEWHERE: "其他地区",
    Basis.UNSTATED: UNSTATED,
}
STATISTICS = {
    Statistic.UNSTATED: "",
    Statistic.AVERAGE: "平均值",
    Statistic.BEST: "最优个案",
    Statistic.CUMULATIVE: "累计数",
    Statistic.AT_DATE: "时点数",
}
STATUSES = {
    Status.UNREVIEWED: "未核",
    Status.CONFIRMED: "已核",
    Status.CORRECTED: "已更正",
    Status.WITHDRAWN: "已撤回",
    Status.ADDED: "人工补充",
}
DIRECTIONS = {Direction.UP: "上升", Direction.DOWN: "下降"}
ACTIONS = {
    Action.CONFIRM: "确认",
    Action.CORRECT: "更正",
    Action.WITHDRAW: "撤回",
    Action.ADD: "补充",
}
FIELDS = {
    "value": "数值",
    "unit": "单位",
    "bound": "界限",
    "low": "下限",
    "high": "上限",
    "role": "性质",
    "direction": "方向",
    "basis": "基准",
    "statistic": "统计方式",
    "entity": "主体",
    "parks": "园区",
    "indicator": "指标",
    "theme": "主题",
    "measure": "举措",
    "period": "期间",
    "speaker": "说话人",
    "key": "重点",
}
BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "约",
    Bound.MORE: "超过",
    Bound.AT_LEAST: "不少于",
    Bound.LESS: "不到",
    Bound.AT_MOST: "不超过",
}
EXACT, RANGE = "准确值", "区间"
BOUND_MARKS = {
    Bound.EXACT: "●",
    Bound.ABOUT: "○",
    Bound.MORE: "─►",
    Bound.AT_LEAST: "─►",
    Bound.LESS: "◄─",
    Bound.AT_MOST: "◄─",
}
NONFACTS = {
    NonFactReason.DATE: "日期或时间",
    NonFactReason.NAME: "名称或固定用语",
    NonFactReason.ORDINAL: "次序",
    NonFactReason.IDIOM: "习语",
    NonFactReason.OTHER: "泛指或限定条件",
}
STAGES = {Stage.PLANNED: "拟推行", Stage.PILOT: "试点", Stage.ADOPTED: "已推行"}
RIGHTS = {
    Rights.OWN_DIGEST: "本案例集摘编，可显示全文",
    Rights.OPEN: "权利人允许显示全文",
    Rights.QUOTE_ONLY: "仅作适当引用，每条不超过120字",
}
REPAIRS = {
    RepairKind.GBK_DAMAGE: "修复乱码",
    RepairKind.GBK_SUSPECT: "疑似乱码，保留原样",
    RepairKind.PINYIN: "删去注音",
    RepairKind.SCRIPT: "繁体转简体",
    RepairKind.BOILERPLATE: "略去非正文",
    RepairKind.WIDTH: "统一全角半角",
    RepairKind.MARKS: "删去叠加符号",
}
CHANGES = {ChangeKind.ADDED: "新增", ChangeKind.CHANGED: "变动", ChangeKind.WITHDRAWN: "撤下"}
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "待核", Severity.NOTE: "备注"}
FINDINGS = {
    FindingKind.UNREADABLE: "文件无法读取",
    FindingKind.EMPTY_TEXT: "清理后没有正文",
    FindingKind.BAD_FRONT_MATTER: "文件头部信息有误",
    FindingKind.BAD_REGISTRY: "登记表有误",
    FindingKind.UNKNOWN_THEME: "主题未登记",
    FindingKind.UNKNOWN_PARK: "园区未登记",
    FindingKind.UNUSED_PARK: "登记的园区没有报道",
    FindingKind.NO_DATE: "没有发布日期",
    FindingKind.INFERRED_DATE: "发布日期系推断",
    FindingKind.NO_PUBLISHER: "没有发布单位",
    FindingKind.REPAIRED: "原文有损，已修复",
    FindingKind.SUSPECT_TEXT: "原文可疑，未改动",
    FindingKind.DUPLICATE_ARTICLE: "文章重复",
    FindingKind.AMBIGUOUS_FIGURE: "数字有两种读法",
    FindingKind.UNKNOWN_UNIT: "单位未收录",
    FindingKind.CONFLICT: "同一指标数值不一",
    FindingKind.UNMAPPED_INDICATOR: "常见说法尚无指标",
    FindingKind.HAND_WRITTEN: "人工页面未覆盖",
    FindingKind.LARGE_CORPUS: "文章很多",
    FindingKind.LOST_DECISION: "复核记录找不到对应事实",
}
