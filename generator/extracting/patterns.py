"""The grammar of numerals in running text: numbers, dates, times, codes, ordinals.

Text is simplified Chinese in NFKC. Every pattern is linear: no quantifier stands inside another
unbounded one. Words live in the lexicons; here stand digits and the few characters of grammar.
"""

from __future__ import annotations

import re

from generator.extracting.scanning import DIGITS, Opening

LONGEST = 20
"""Digits of a numeral at most; a longer row of them states no figure that could be read."""

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}(?![\d,])(?:\.\d{1,9})?|\d{1,20}(?:\.\d{1,9})?)"
"""``3,500``, ``4.78``; at most twenty digits, so that a row of digits is read in linear time."""

HAN_DIGIT = "零〇一二两三四五六七八九"
_SCALE = "(?:[十百万亿]|千(?![瓦伏克米卡]))"
_FINANCIAL = (
    "[贰叁柒捌玖佰仟]|[壹肆伍陆](?=[拾佰仟百千万亿])|(?<=[拾佰仟十百千万亿点零之])[壹肆伍陆]"
    "|拾(?=[壹贰叁肆伍陆柒捌玖万亿元])|(?<=[壹贰叁肆伍陆柒捌玖])拾"
)
"""Financial digits; 队伍, 大陆, 收拾, 放肆 hold none."""

HAN_NUMBER = f"(?:[{HAN_DIGIT}十百万亿廿卅]|千(?![瓦伏克米卡])|{_FINANCIAL})"

_SCALED = rf"(?: (?=[万亿](?![科达华豪])))?(?:[余多几]?{_SCALE}{{1,2}}(?:\d{{1,4}}(?!\d|\.\d)[百千万]?){{0,2}})?"
MIXED = ARABIC + _SCALED
"""``3万4000``, ``40余亿``, ``1.2亿``, ``2.6 万``."""

_FINE = (
    rf"(?:点[{HAN_DIGIT}壹贰叁肆伍陆柒捌玖]{{1,6}}[百千万亿]{{0,2}})?"
    rf"(?:(?<=[十百千万亿])[几余多来](?=[十百千万亿])[百千万亿]{{1,2}}|(?<=[十廿卅])几(?![何率乎])[百千万亿]{{0,2}})?"
)
CHINESE = rf"(?:(?:[几数](?=[十百千万亿]))?{HAN_NUMBER}{{1,16}}{_FINE})"
"""``二十余万``, ``十几``, ``十点二三``, ``几百``."""

NUMERIC = re.compile(
    f"[{DIGITS}{HAN_DIGIT}十百千万亿廿卅首双半几数翻减俩仨壹贰叁肆伍陆柒捌玖拾佰仟]"
)
"""A character that a numeral can begin with."""

_PARTED = rf"[\d{HAN_DIGIT}十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]{{0,5}}+[又分]"
"""How a fraction goes on: most numbers are none, and this refuses them in one step."""

# What follows stands behind the first character of a numeral, which a set at the head of ``NUMERAL``
# has passed: the engine skips ahead to it. What that character is, is looked at from behind.
_NO_MORE = r"(?![\d,. 余多几十百千万亿])"
_PLAIN_ARABIC = rf"(?<=[0-9])[0-9]{{0,19}}+{_NO_MORE}"
"""``1280`` where nothing behind it belongs to the number: most need no longer look."""

_MIXED = (
    r"(?<=\d)(?:\d{0,2}(?:,\d{3}){1,4}(?![\d,])(?:\.\d{1,9})?|\d{0,19}(?:\.\d{1,9})?)"
    rf"{_SCALED}"
)

_PLAIN_CHINESE = f"(?<=[{HAN_DIGIT}])(?![{HAN_DIGIT}十百千万亿廿卅点壹贰叁肆伍陆柒捌玖拾佰仟])"
"""``三`` where nothing behind it belongs to the number."""

_HAN_BEFORE = (
    f"(?:(?<=[{HAN_DIGIT}十百万亿廿卅])|(?<=千)(?![瓦伏克米卡])|(?<=[贰叁柒捌玖佰仟])"
    "|(?<=[壹肆伍陆])(?=[拾佰仟百千万亿])|(?<=[拾佰仟十百千万亿点零之][壹肆伍陆])"
    "|(?<=拾)(?=[壹贰叁肆伍陆柒捌玖万亿元])|(?<=[壹贰叁肆伍陆柒捌玖]拾))"
)
"""Whether the character is a ``HAN_NUMBER``."""

_CHINESE = (
    rf"(?:(?<=[几数])(?=[十百千万亿]){HAN_NUMBER}{{1,16}}|{_HAN_BEFORE}{HAN_NUMBER}{{0,15}}){_FINE}"
)
_WHOLE = rf"(?:(?<=\d)\d{{0,3}}|{_HAN_BEFORE}{HAN_NUMBER}{{0,5}})"

# `三分之一`, `百分之12.5`, `3万4000`, `二十余万`; 首, 双, 半 and 几 are decided by what follows. The
# groups tell what a match is (``lastgroup``); all but ``times`` lack its first character.
NUMERAL = re.compile(
    rf"{NUMERIC.pattern}(?:"
    r"(?P<half>(?<=[一半减俩仨两翻])(?:(?<=一)半|(?<=半)成(?!品)|(?<=减)半(?!导)|(?<=[俩仨])(?:钟头|小时|月|周|人)"
    r"|(?<=两)位数|(?<=翻)了?(?P<times>[一二两三四五六]|\d)番))"
    rf"|(?P<fraction>(?={_PARTED})(?:{_WHOLE}又(?:\d{{1,4}}|{HAN_NUMBER}{{1,6}})|{_WHOLE})分之(?:{MIXED}|{CHINESE}))"
    rf"|(?P<slash>(?<=[1-9])/(?<![\d/.A-Za-z]..)\d{{1,2}}(?![\d/.A-Za-z年月日]))|(?P<arabic>{_PLAIN_ARABIC}|{_MIXED})"
    rf"|(?P<chinese>{_PLAIN_CHINESE}|{_CHINESE})"
    r"|(?P<special>(?<=[首双半几])))"
)

_NUMBER = rf"(?:{MIXED}|{CHINESE})"
_SMALL = r"(?:\d{1,3}|[一二两三四五六七八九十百几]{1,4})"
_TO = r"[-—–~至到]{1,2}"

YEAR = rf"(?:(?:19|20)\d{{2}}|[一二][{HAN_DIGIT}]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|正)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿?[一二三四五六七八九])"
_PART = r"(?:上午|下午|中午|晚间|晚上|凌晨|清晨|早上|傍晚|早|晚)?"
_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[时点]\d{1,2}分?|\d{1,2}[时点](?:半|钟|许|整)?)"
_QUARTER = rf"(?:第?[一二三四1-4](?:{_TO}[一二三四1-4])?季度|前[一二两三123]个?季度|[Qq][1-4](?![A-Za-z0-9]))"
_MONTH_TAIL = r"(?:[份底初末]|中旬|上旬|下旬|中下旬|上中旬)?"
_MONTH_DAY = (
    rf"(?:{_MONTH} ?月 ?{_DAY}(?:(?:{_TO}|、){_DAY})? ?[日号](?:{_TO}(?:{_MONTH}月)?{_DAY}[日号])?{_PART}(?:{_CLOCK})?"
    rf"|{_MONTH}(?:月{_MONTH_TAIL})?(?:{_TO}|、){_MONTH}月{_MONTH_TAIL}"
    rf"|{_MONTH} ?月{_MONTH_TAIL}(?![均度薪租子饼台嫂]))"
)
_WITHIN_YEAR = rf"(?:{_MONTH_DAY}|[上下]半年|{_QUARTER}|(?<!提)前{_MONTH}个?月|[年]?[底初末中])"
_NAMED_YEAR = r"(?:今年|去年|前年|明年|后年|上年|当年|次年|同年|翌年|本年|每年|历年)"

_FIRST_DIGITS = f"{DIGITS}{HAN_DIGIT}十百千万亿廿卅几数壹贰叁肆伍陆柒捌玖拾佰仟"
"""What a number begins with."""

_RUN = rf"[{_FIRST_DIGITS}余多来点.,~–—\-至到、和 ]{{0,60}}+"
"""All that stands between the first digit of a time and its word of time."""

_LENGTH = rf"的?[{_FIRST_DIGITS}]{_RUN}[年个月季周天星]"

_COUNTING = f"{DIGITS}{HAN_DIGIT}十百千万廿几数"

# What stands behind the first character of a date: `12家` and `上级` end here, most of them at the
# set of all second characters; behind a digit words of time are not asked for, nor the other way.
_DATED = (
    rf"(?=[{DIGITS}{HAN_DIGIT}十百千万亿廿卅几数壹贰叁肆伍陆柒捌玖拾佰仟余多来点.,~–—\-至到、和 年月日季时世分半钟许整正:周天个星"
    r"上下第前Qq底初末中的午晨晚近去后期拜])(?:"
    rf"(?<=[{_COUNTING}])(?:{_RUN}(?:[年月日季时世分半钟许整正]|:\d|周|天多?[以来前之]|个多?月|个?星期)"
    r"|(?<=[12])[09]\d\d[-/.]\d)"
    rf"|(?<![{_COUNTING}])(?:"
    r"(?<=[今去明后当次同翌本历])年[\d一二三四五六七八九十正上下第前Qq年底初末中]"
    rf"|(?<=前)(?:年|[一1][年季]|{_LENGTH})|(?<=上)(?:[一1][年季]|年|半[年月]|午)|(?<=下)(?:半[年月]|午)"
    rf"|(?<=[近这头]){_LENGTH}|(?<=每)[年周]|(?<=第)[一二三四1-4]|(?<=[中凌早晚])[午晨上\d一二两三四五六七八九十]"
    rf"|(?<=[最过未今往此随])[近去来后]{_LENGTH}|(?<=接)下来|(?<=[周星礼])[期拜一二三四五六]|(?<=[Qq])[1-4]|(?<=正)[ 月\-—–~至到、]))"
)

# Calendar dates and times of an event, the longest form first:
# `2021—2023年`, `2024年1至8月`, `去年5月12日上午`, `9:00-17:00`, `二季度`, `近三年来`, `十年前`.
DATE = Opening(
    re.compile(
        rf"(?=[\d{HAN_DIGIT}十百千万正今去前明后上当次同翌本每历下第中早晚凌周星礼最过未往近这头此随接廿几数Qq])(?:"
        r"[上前](?:一|1)(?:年度?|季度)(?![级期])|"
        rf"{YEAR}年?(?:{_TO}|、|和){YEAR}年度?"
        rf"|{YEAR} ?年 ?(?:{_WITHIN_YEAR}|度)?(?<! )"
        rf"|(?:{_NAMED_YEAR}{_WITHIN_YEAR})"
        r"|(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9])(?!\d)(?: ?\d{1,2}:\d{2}(?::\d{2})?)?"
        rf"|(?<![\d.]){_MONTH_DAY}"
        rf"|(?<![\d:])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:{_TO}\d{{1,2}}:\d{{2}})?(?!\d)"
        rf"|{_QUARTER}|[上下][半]年|[上下]半月"
        r"|\d{1,2}世纪(?:\d{2}年代)?|[一二]?十[一二三四五六七八九]?世纪|\d{2}年代|[五六七八九]十年代"
        r"|(?<![\d.至到为需用仅近共满约定诺限短长])(?:[12]\d|3[01]|[1-9])(?:[-—~至][123]?\d)?日(?![内均报常压缩减降游达]|之内|以内|前办|办[结理]|提速|变为|调整|回访|响应|答复|反馈|到账|出证|拿证|取证|交付)"
        r"|(?<!\d)(?:1\d|2[0-4]|[1-9])时(?:\d{1,2}分)?[许整]?(?![间段期长代常而候效速]|不我)"
        r"|(?:上午|下午|中午|晚上|早上|凌晨|[早晚])(?:[两一二三四五六七八九十]{1,2}|\d{1,2})点(?:半|钟|许|整|多)?(?:[到至-](?:[两一二三四五六七八九十]{1,2}|\d{1,2})点)?"
        r"|(?<!\d)\d{1,2}点(?:\d{1,2}分|半|钟|许|整)(?!之)"
        r"|(?:每?周|星期|礼拜)[一二三四五六](?:至(?:周|星期)?[一二三四五六日天])?(?![次个场期趟轮项件例回家份条])"
        rf"|(?:最近|(?<![从由较比将])过去|未来|今后|往后|(?<![将接靠附临邻最就])近|这|(?<![提之以目此空])前|(?<![龙街源带])头|此后|随后|接下来)(?:的)?{_NUMBER}[余多]?(?:年|个多?月|个?季度|周|天|个?星期)(?:多?来|间)?"
        rf"|{_NUMBER}[余多]?年多?(?:以来|来(?![自到访源临])|间|前(?![进移行列沿往])|后|之[前后])"
        rf"|{_NUMBER}[余多]?(?:个多?月|个?星期|周|天)多?(?:以来|来(?![自到访源临])|前|之前))"
    ),
    rf"\d{HAN_DIGIT}十百千万正今去前明后上当次同翌本每历下第中早晚凌周星礼最过未往近这头此随接廿几数Qq",
    _DATED,
)

# Durations that look like adverbials: a verb of lasting before, or a word of time behind.
LASTING_BEFORE = re.compile(
    r"(?:历时|用了|用时|耗时|经过|长达|历经|坚守|从业|深耕|扎根|工作|经营|连续|至少|花了|花费|时隔|短短|提前|延长|缩短|运营|等了|拖了|节省|节约|时间|用工|只需|仅需|压缩|缩短了|延误|多花|共|累计|满|需要?|要等?|长|足足|逾|达)了?$"
    r"|(?<![为除到])了(?:将|整整|足足)?$"
)
LASTING_BEHIND = re.compile(r"(?:的?时间|的?历史|光景|之久|的?经验|的?工龄)")

# `2〔2024〕3号`, `0576-88886666`, `13800001111`, `www.a.cn/1`, `a1@b.cn`, `GB/T 50326`, `ISO9001`,
# `A4`, `5G`, `PM2.5`, `COVID-19`, `3.0版`, `1+3+N`, `7×24小时`, `1:3`: codes, never amounts.
_CODED = (
    rf"(?<=[A-Za-z_])|(?=[{DIGITS}A-Za-z×*+:@_.\-平热专个])(?:"
    r"(?<=\d)(?:\d{0,4}+(?:[\dA-Za-z×*+:@_\-平热专]|\.(?:\d?[A-Za-z]|[A-Za-z0-9._-]{0,38}@))|\d?\.(?:0|\d+[版时→])"
    r"|(?<=[019])(?:(?<=0)(?<!\d0)\d|(?<=1)(?:2\d{3}|00\d\d|1[0249])|(?<=9)[56]\d{3}))"
    r"|(?<=[一二两三四五六七八九十〔\[【(])(?:\+|(?<=[两二三四五])个\d|(?<=[〔\[【(])(?:19|20)\d))"
)
CODE = Opening(
    re.compile(
        rf"(?=[\dA-Za-z{HAN_DIGIT}十百〔\[【(_])(?:"
        r"(?:https?://|www\.)[\w./?=&%#:~-]+"
        r"|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,40}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9]{1,10}){1,4}"
        r"|[〔\[【(](?:19|20)\d{2}[〕\]】)]\s?第?\d{1,4}号"
        r"|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4}(?!\d)|(?<!\d)0\d{9,11}(?!\d)"
        r"|(?<!\d)\d{7,8}-\d{1,4}(?!\d)"
        r"|(?<!\d)\d{1,2}[×xX*]\d{1,3}(?:小时)?(?:服务)?"
        r"|(?:\d{1,3}|[一二两三四五六七八九十]|[NXn])(?:\+(?:\d{1,3}(?!\d|[家个项亿万元])|[NXn](?![A-Za-z])|[一二三四五六七八九十百]|[\u4e00-\u9fff]{1,6}(?=\+)))+"
        r"|(?<![\d.])\d{4,5}(?=平台|热线|专线)"
        r"|[两二三四五]个\d{1,3}%(?!的?[\u4e00-\u9fff]{0,4}[增降提])"
        r"|[A-Za-z]{1,12}[-·]?\d+(?:\.\d+)?(?:[-/.]\d+)*(?![\d%])"
        r"|(?<![\d.])\d{1,4}(?:\.\d)?(?!MW|GW|KW|kW|km|kg|KV|kV|MPa|TB|GB|PB|TEU|mm|cm|nm|um|ms|BP|bp|h\b|m\d|M\b|P\b|g\b|min)[A-Za-z]{1,3}(?![a-z])"
        r"|\d{1,2}\.\d+版?(?=版|时代|→)|\d{1,2}\.0(?![\d%万亿])"
        r"|(?<![\d.:])\d{1,3}:\d{1,3}(?![\d:])"
        r"|(?<![\d.])0\d+(?![\d.])"
        r"|(?<!\d)(?:12\d{3}|9[56]\d{3,4}|11[0249]|100\d{2})(?=[\u4e00-\u9fff]{0,4}(?:热线|平台|电话|便民|专线|工单|诉求|投诉|来电|市长))"
        r"|(?<!\d)(?:12345|12315|12348|12366|12333|12306|12329|12388|12385|12309|12336|12328|12301)(?![\d.万亿家个件项次人元%]))"
    ),
    rf"\dA-Za-z{HAN_DIGIT}十百〔\[【(_",
    _CODED,
)

# `第三届`, `第12次`, `第1至3号`: ordinals; whether one is a rank is decided from its clause.
ORDINAL = re.compile(
    rf"第 ?(?:{_NUMBER})(?:(?:{_TO}|、)第?{_SMALL})? ?(?P<noun>[名位]|[批次期届轮个家条章节款张座年季代台套站场课步天号页版集棒枪例单任块件项只辆列架艘问访会]|产业)?"
)

# 租金|头两年|全免, |前三年|免租: how long a favour lasts.
FREE_BEHIND = re.compile(
    r"(?:内|的|里)?(?:租金|房租|场租|物业费|费用|税收)?[^,。;、\d]{0,3}?(?:全免|免租|免费|免收|免缴|免征|免息|全额|减半|零租金|不收|不交|不付|享受)"
)

# A list's numbers: `1.`, `(一)`, `2、`, `③` at the start of a line; `(2)`, `一是`, `二要` anywhere.
ENUMERATION = Opening(
    re.compile(
        r"(?m)(?=[ \t((【\d一二三四五六七八九十①-⑳❶-❿])(?:^[ \t]*[((【]?(?P<line>\d{1,2}(?!\d|[.:]\d|[%年月日个家项件万亿多余])|[一二三四五六七八九十]{1,3})(?=[)).、..:】\ufe0f\u20e3]|\s)[)).、】]?"
        r"|(?<=[。;:!?])(?P<inner>\d{1,2})(?=[.、)])(?!\.\d)"
        r"|[((](?P<bracket>\d{1,2}|[一二三四五六七八九十]{1,3})[))]"
        r"|(?<![\u4e00-\u9fff\d第其])(?P<words>[一二三四五六七八九十])(?=[是要则来](?!个|源))"
        r"|(?P<enclosed>[①-⑳❶-❿])|(?P<keycap>\d)\ufe0f?\u20e3)"
    ),
    r" \t((【\d一二三四五六七八九十①-⑳❶-❿",
    rf"(?<=^.)|(?<=[①-⑳❶-❿])|(?=[{DIGITS}一二三四五六七八九十.、)\ufe0f\u20e3是要则来])(?:"
    r"(?<=\d)\d?[.、)\ufe0f\u20e3]|(?<=[((])[\d一二三四五六七八九十]"
    r"|(?<=[一二三四五六七八九十])[是要则来])",
)

# `《…》`; a quotation short enough for a name; both without line ends.
TITLE = re.compile(r"《[^《》\n]{1,60}》")
QUOTED = re.compile(r"[“‘「『]([^“”‘’「」『』\n,。;!?]{1,18})[”’」』]")
