"""The words around a clause's topic: what stands before a name, behind a region, in its place."""

from __future__ import annotations

import re

from generator.extracting.scanning import Beginning, Ending

# 长沙|重点企业的|华庭科技
RE_KEPT_PLACE = re.compile(
    r"(?:境内|辖区内?|区内|企业|重点企业|龙头企业|骨干企业|规上企业|高新技术企业|上市公司|本土企业|一家|当地|本地|入园企业|入驻企业|落户企业|园区企业|内)?的?"
)
# 落户|浏阳经开区: where an organisation settles.
RE_HOME = Ending(
    re.compile(r"(?:落户|入驻|进驻|落子|落地|扎根|坐落于?|位于|签约)(?:在|于)?$"),
    "户驻子地根落于约在",
)
# 年产200吨|的|…项目 and 总投资8亿元|的|…: the figure belongs to what follows.
OF = ("的", "以上的", "左右的")
OF_STARTS = frozenset(word[0] for word in OF)
# 全省首个, 全市领先: a region as a yardstick
RE_FIRST = Beginning(re.compile(r"首[个家例批次座]|唯一|最[大早快高先好佳]"), "首唯最")
_FIELD_STARTS = "首第率领唯最排前各范上平同通推复标示先"
RE_FIELD = Beginning(
    re.compile(
        r"首创|首个|首家|首批|首次|首例|第[一二三四五]|率先|领先|唯一|最|排名|前列|前茅|各|范围|上下|平均|同类|同期|同行|范围内|通办|推广|复制|标杆|示范|先进"
    ),
    _FIELD_STARTS,
)
# 全市|平均办结时间是4.5天: its own figure, not a measure for another.
RE_STATISTIC = Beginning(
    re.compile(r"(?:平均|同类|同期|同行)[\u4e00-\u9fff]{0,12}?(?:是|为|达到?|需要?|要|有|仅)\d"),
    "平同",
)
# 建设局副局长|陆明介绍, 区营商办负责人|说
RE_OFFICIAL = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:局|委|办|办公室|中心|管委会|党工委|政府|法院|街道|纪委|分局|部门)"
    r"(?:有关|相关|党组|党委|常务|副|一级|二级|四级)*(?:局长|主任|书记|区长|县长|市长|镇长|科长|处长|股长|院长|委员|调研员|负责人|负责同志|工作人员)"
)
COMRADE = "负责同志"
"""The one office of ``RE_OFFICE`` that is no title of those who speak."""
# What every such person's office ends with.
RE_OFFICE = re.compile(
    "局长|主任|书记|区长|县长|市长|镇长|处长|科长|股长|院长|委员|调研员|负责人|负责同志|工作人员"
)
# 8月投产的|, 其中最快的|: one project is told of
RE_SINGLE = re.compile(
    r"(?:其中)?(?:[^,。;:“”的\d]{0,6}(?:投产|签约|开工|竣工|投用|落户|落地|引进)的|最[快短早大长新]的)"
)
LONGEST_SINGLE = 11
"""Characters of what ``RE_SINGLE`` matches, at most."""
# 重点项目, 一批项目: more than one
RE_MANY = re.compile(r"[各类些批]|重点|重大|产业项目|工业项目|产业化|制造业项目|建设项目")
# 保定|华远半导体封测项目|就是这样: a place as the first part of a project's name
RE_PLACED = re.compile(
    r"([\u4e00-\u9fff]{4,14}?(?:项目|基地))(?=就?是|[,:]|已|今年|去年|仅|从|总投资|占地|计划|于|的|自|也)"
)
# 今年3月签约的|越南客商|, 其中最快的|, 脑机接口企业“|: what may stand before a firm's name
RE_DESCRIBED = re.compile(
    r"(?:其中)?(?:就?拿|像|[\u4e00-\u9fff]{0,8}代表、?)?(?:[^,。;:“”的]{2,14}的)?(?:[\u4e00-\u9fff]{0,8}(?:企业|客商|外商|厂商|公司|项目|大户))?“?"
)
SPEAKERS = ("我们", "我公司", "我司", "本公司", "我院", "我厂")
# ......|在……: a new beginning without a mark that ends a clause.
# Each way begins with a plain character, so that the engine skips ahead.
RE_PAUSE = re.compile(r"\.\.\.+|——+|……*")
PAUSES = ("...", "——", "…")
STRONG_BACK = (
    "该公司",
    "该企业",
    "该集团",
    "该院",
    "该医院",
    "该校",
    "该学校",
    "该行",
    "该厂",
    "该项目",
    "该基地",
    "该机构",
    "这家企业",
    "这家公司",
    "这一项目",
    "公司",
)
# 、乙公司等|…, 、乙学院4所: the list is counted, it owns nothing.
RE_LISTED = re.compile(r"等|[\u4e00-\u9fff]\d+(?:家|所|个|项)")
LIST_MARKS = "、和与及"
ROW_MARKS = frozenset(";；")
# 企业数, 项目建设: no firm or project of which was spoken
GENERAL = frozenset("和与及、建审开办数总名群投招签")
JOINTS = ("、", "和", "与", "及")
KINDS = ("市", "县", "区", "省", "州", "旗", "盟")
KEPT_STARTS = frozenset("境辖区企重龙骨规高上本一当入落园内的")
"""What ``RE_KEPT_PLACE`` begins with, where it is not empty."""
BEHIND_REGION = KEPT_STARTS | frozenset(f"{_FIELD_STARTS}{''.join(JOINTS)}")
"""What behind a region may begin something that matters: a firm, 首个, 的, another region."""
LONGEST_HOME = 5
"""Characters of what ``RE_HOME`` matches, at most."""
