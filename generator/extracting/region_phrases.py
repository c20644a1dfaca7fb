"""The words around a region's name that tell what it is there: actor, field, yardstick, place."""

from __future__ import annotations

import re

from generator.extracting.scanning import Ending

# What a city does, as against what it is or has: done for its park, it is the park's.
RE_ACTION = re.compile(
    r"出台|印发|推出|制定|给予|奖励|奖补|补贴|补助|支持|下放|授权|赋权|批准|批复|设立|规划|接待|整合|招商|考察|派出|选派|安排|兑现|划拨|达成"
)
# A figure of a division as a whole: its people, ground, parts, place, accounts.
RE_WHOLE = re.compile(
    r"人口|万人|辖|距|位于|地处|海岸线|生产总值|GDP|财政(?:总?收入|支出|收支)|预算收入|户籍|常住|行政村|县区|区县|经营主体|市场主体|个体工商户|居民|"
    r"全县|全市|全区|全省|全国|全镇"
)
EARLY = 2
"""In its first sentences a paragraph says whose story it tells."""
NEAR_HEAD = 6  # 总投资|9亿元的…: the figure opens the clause, what it describes is the topic
# The items of an enumeration that 等 sums up: 惠科、蓝思等|12个项目.
# 要等|5天 is a verb.
_SUMMED_ENDS = "等批个家近超约逾过"
RE_SUMMED = Ending(
    re.compile(r"(?<![要需再还苦久干])等(?:一批|多个|多家|近|超|约|逾|超过)?$"), _SUMMED_ENDS
)
# 长沙市|现有…: a verb behind a region makes it the topic.
RE_PREDICATE = re.compile(
    r"(?:现|共|总|拥|已|还|也)?有|是|平均[\u4e00-\u9fff]{2,12}?(?:是|为|达到?|需要?|要)\d|位于|出台|印发|推出|累计|全年|将|已|,|"
    r"完成|实现|新增|新设|新登记|新引进|引进|兑现|受理|发放|投放|承办|占|贡献|拿下"
)
# 县里的“助企贷”已给|园区32户…: whom a division serves
RE_SERVING = Ending(re.compile(r"(?:已?为|已?给|向|对|帮|帮助|惠及)$"), "为给向对帮助及")
SERVING = 3
"""Characters of what ``RE_SERVING`` matches, at most, with a line's end."""
# 举办招聘会35场: what a report's sentences begin with
RE_DOES = re.compile(
    r"(?:同时|此外)?,?(?:举办|推行|开展|组织|推进|实施|建立|出台|落实|深化|加强|强化|持续|全面|深入|积极|大力|推动|完善|优化|健全|构建|打造|坚持|聚焦|探索)"
)
# 占全市|42%, 高出全市|5个百分点: only a yardstick
RE_MEASURED = re.compile(
    r"(?:占|居|列|位居|位列|高于|高出|低于|快于|比|较|超过?|领先|排名?|达到?|于|是|为)$"
)
# 推广到全市|七成|的工业园区, 全县|18个|乡镇
RE_PARTS = re.compile(
    r"(?:的|以上的)?(?:乡镇|镇|街道|县|区|园区|开发区|工业园区|行政村|村|社区|村居)"
)
# 分别为3家和5家: one figure for each of the regions.
RE_EACH = re.compile(r"分别|各自")

WE_STARTS = frozenset(",“我咱")
"""What ``says_we`` may hold of begins with."""

# 我们|排第4位, 咱|新增…: a region's people speak of it
_RE_WE = re.compile(
    r"[,“]?(?:我们|咱们)(?!公司|企业|厂|集团|院|这家)(?:也|还|已|共|在|去年|今年)?(?:排|列|居|位列|新|累计|一共|设|建|推|办|引|签|有\d|走访|组建|兑现|出台)"
)

# 全市|12个|考核单位中, 居|九个|县区之首: the field of a rank, counted.
_RE_FIELD_SIZE = re.compile(
    r"[\u4e00-\u9fff()、]{1,12}?(?:当?中|之首|里|第|排名)(?![心国小学型期等央部])"
)
_FIELD_ENDS = "在居列市省县国"
_RE_IN_FIELD = Ending(re.compile(r"(?:在|居|列)(?:全[市省县国])?$"), _FIELD_ENDS)
TELLING_ENDS = frozenset(f"{_FIELD_ENDS}{_SUMMED_ENDS}\n")
"""What stands before a figure of which ``counts_field`` or ``RE_SUMMED`` may hold."""


def counts_field(before: str, after: str) -> bool:
    """Whether a figure counts those among whom somebody ranks: 在全市|12个|考核单位中."""
    return (
        _RE_IN_FIELD.ends_with(before[-1:])
        and _RE_IN_FIELD.search(before[-4:]) is not None
        and _RE_FIELD_SIZE.match(after) is not None
    )


def says_we(words: str) -> bool:
    """Whether a clause begins with the people of a region speaking of it: 我们|新增…."""
    return words[:1] in WE_STARTS and _RE_WE.match(words) is not None
