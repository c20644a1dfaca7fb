"""The grammar of Chinese time expressions as regular expressions, built small to big.

Words that differ from text to text (今年, 上线, 出台) come from ``lexicons/periods.yml``; here are
only the forms that the language fixes. Every pattern is linear: no quantifier stands on a
group that itself repeats without a bound.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.scanning import (
    DIGITS,
    WHITE,
    Beginning,
    Ending,
    Opening,
    second_characters,
)
from generator.extracting.wordlist import literal

if TYPE_CHECKING:
    from collections.abc import Iterable

_TO = r"\s?(?:至|到|[-—~–―]{1,2})\s?"
_YEAR_NUMBER = r"(?:(?:19|20)\d{2}|(?:一九|二[〇零○0])[〇零○0一二三四五六七八九]{2})"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_PART = r"(?:[上中下]旬|初(?![步期级始创心衷审次])|底|末)"

# 2024年, 2021—2023年, 二〇二四年, 07年, 2021年度; 789年 only after 在
_YEAR = (
    rf"(?<!\d)(?:(?P<year_low>{_YEAR_NUMBER})(?:年度?)?{_TO})?(?P<year>{_YEAR_NUMBER})\s?年(?:度|全年)?"
    r"|(?<![\d.])(?P<year_short>0\d)\s?年|(?<=在)(?P<year_early>[1-9]\d{2})年(?!来|内|以|间|的|历史)"
)

# 5月, 1至5月, 1-8月份, 5月12日, 3月1日至15日, 5月中旬, 8月底
_MONTHS = (
    rf"(?:(?P<month_low>{_MONTH_NUMBER})\s?(?:月份?)?{_TO})?(?P<month>{_MONTH_NUMBER})\s?月(?![饼球亮均])份?"
    rf"(?:的?(?P<weekday>最后一个星期[一二三四五六日天])|(?P<part>{_PART})"
    rf"|(?:(?P<day_low>{_DAY_NUMBER})\s?[日号]?{_TO})?(?P<day>{_DAY_NUMBER})\s?[日号])?"
)

# 一季度, 一至三季度, 前三季度, 首季度, 上半年, 前8个月
_QUARTERS = (
    rf"第?(?:(?P<quarter_low>[一二三1-3])(?:季度)?(?:{_TO}|、))?第?(?P<quarter>[一二三四1-4])\s?季度"
    r"|(?<!提)[前头](?P<first_quarters>[一二两三123])个?季度?|(?P<first_quarter>首季度?)"
)
_HALF = r"(?P<half>[上下])半年"
_FIRST_MONTHS = rf"(?<!提)[前头](?P<first_months>{_NUMBER})个?月"

# 2023年底, 年底, 今年年初, 年内
_EDGE = (
    r"(?:(?<=年)|(?<![\d一二两三四五六七八九十几多每周余半百千个数])年)(?P<edge>初(?![步期级始创心衷审次])|底(?![线色板层部座气蕴])|末(?!端)|终(?![端究于])"
    r"|内(?![资需部容外陆蒙])|中(?=[,、。]))"
)

# “十四五”以来, 十四五期间; the bare name (“十四五”规划) is no time
_PLAN = r"“?十(?P<plan>[一二三四五六])五”?(?P<plan_tail>时期|期间|以来|末)"

# 2024-05-01, 2024.5.1, 2024/5/1
_ISO = (
    r"(?<![\d.-])(?P<iso_year>(?:19|20)\d{2})(?P<iso_mark>[-./])(?P<iso_month>0?[1-9]|1[0-2])(?P=iso_mark)"
    r"(?P<iso_day>3[01]|[12]\d|0?[1-9])(?![\d.-])"
)

# 近三年, 过去十年, 最近6个月; 近5年时间 is a length
_RECENT = (
    rf"(?:最?近|过去)\s?(?P<recent>{_NUMBER})\s?(?P<recent_unit>年|个月|周|天)(?:以来|来|间)?"
    r"(?!的?时间|之久|后|前|的?历史|工期|新[高低]|[最历同])"
)
_YEARS_LONG = r"(?P<years_long>\d{1,3}|[一二两三四五六七八九十百]{1,4})[多余]?年多?(?:以?来|下来)"
# 九个月下来, 半年多来 behind a dated beginning
_MONTHS_LONG = (
    r"(?P<months_long>\d{1,2}|[一二两三四五六七八九十]{1,3})个多?月(?:以来|来|下来)"
    r"|(?P<half_year_long>半年)多?(?:以来|来|下来)"
)

# 每月, 每周五, 每季度, 每半年, 每年3月
_RECURRING = r"(?P<recurring>每(?:个?工作日|个?季度?|半年|年|[一两二三]?个?月|[隔逢]?周[一二三四五六日末]?|个?星期[一二三四五六日天]?|天|日|晚))"

# 15日上午, 5日在: a day without a month
_LONE_DAY = rf"(?<![\d第近约续达共超逾满后前个每月.十二三])(?P<lone_day>{_DAY_NUMBER})日(?=上午|下午|早上|晚|凌晨|中午|在|电|讯)"

# 2016 in “从2016到2018”: years without 年 only as the two ends of a range after 从
_BARE_YEARS = (
    r"(?<=从)(?P<bare_low>(?:19|20)\d{2})[至到](?P<bare_high>(?:19|20)\d{2})(?![\d年个家件项])"
)

# What begins a part of a year, or joins it to the year
_BELOW = r"前头第首上下年初底末终内中\d一二三四五六七八九十元的\s"

# Where 上年, 后年 are words of their own
_CAREFUL = r"(?:(?<![\u4e00-\u9fff])|(?<=[比较与和于是及从自至到在将对由]))"


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first."""
    return "|".join(literal(word) for word in sorted(words, key=len, reverse=True))


def moment_pattern(groups: dict[str, Iterable[str]]) -> Opening:
    """The pattern that finds every time node of a text.

    Args:
        groups: For each of the lexicon's groups ``relative_years``, ``careful_years``, ``following_years``,
            ``following_months``, ``calendar_months``, ``following_days``, ``calendar_days``,
            ``weeks``, ``then``, ``until_now``, ``seasons`` its words.
    """
    word = {name: alternatives(words) for name, words in groups.items()}
    year = (
        rf"{_YEAR}|(?P<relative_years>(?<!文)(?:{word['relative_years']})|{_CAREFUL}(?:{word['careful_years']}))度?(?:全年)?"
        rf"|(?P<following_years>{word['following_years']})(?![龄级无不休365])"
    )
    below = (
        rf"{_FIRST_MONTHS}|{_QUARTERS}|(?<![每第个十百千\d.]){_MONTHS}|{_HALF}|{_EDGE}"
        rf"|(?<=年)(?P<seasons>{word['seasons']})"
    )
    month = rf"(?P<following_months>{word['following_months']})|(?P<calendar_months>{word['calendar_months']})"
    calendar = (
        rf"(?:{month})(?:(?P<month_part>{_PART})|(?P<month_day>{_DAY_NUMBER})[日号])?"
        rf"|(?P<following_days>{word['following_days']})"
        rf"|(?P<calendar_days>{word['calendar_days']})(?=[上下]午|,|早|晚)"
        rf"|(?P<weeks>{word['weeks']})(?P<week_day>[一二三四五六日天](?![期个批季]))?"
        rf"|(?P<then>{word['then']})|(?P<until_now>{word['until_now']}|到目前(?=[,已共累全]))"
    )
    first = "".join(sorted({w[0] for words in groups.values() for w in words} - set(_NUMERIC)))
    first = f"前头首上下年近最过每半{first}"
    seasons = "".join(sorted({season[0] for season in groups["seasons"]}))
    pattern = re.compile(
        rf"(?=[{first}]|{_DATED})"
        # What begins with a number and what begins with a word are asked for apart.
        rf"(?:(?=[{DIGITS}一二两三四五六七八九十百半])(?:{_ISO}|{_BARE_YEARS}|{_YEARS_LONG}|{_MONTHS_LONG}|{_LONE_DAY})"
        rf"|(?![{DIGITS}])(?:{_PLAN}|{_RECENT}|{_RECURRING}|{calendar})"
        # Most years end here: behind them stands nothing that goes on below the year.
        rf"|(?:{year})?(?:(?=[{_BELOW}{seasons}])(?:(?<=[年度])[的\s]{{1,2}})?(?:{below}))?)"
    )
    named = [w for name, words in groups.items() if name != "seasons" for w in words]
    # Behind a digit nothing of words is asked for, nor the other way.
    numbered = f"(?<=[{_DIGITAL}])(?:{_NUMBERED})|(?<![{_DIGITAL}])(?:{_WORDED})"
    ahead = f"{numbered}|(?<=年[{seasons}])|{second_characters(named)}"
    return Opening(pattern, first + _NUMERIC, ahead)


# A number begins a time only where a word of time follows it; most numbers of a text end here
_NUMERIC = "“\\d一二两三四五六七八九十元第"
_DIGITAL = _NUMERIC.replace(r"\d", DIGITS)
_DATED = (
    rf"[{_NUMERIC}][\d一二两三四五六七八九十〇零○百元第多余\s至到—–~、.\-]{{0,16}}[年月日号季]"
    r"|[\d一二两三四五六七八九十]{1,3}个多?月[以下]?来|半年多?[以下]?来"
    r"|“?十[一二三四五六]|(?:19|20)\d{2}[-./至到]\d"
)

# The same where the first character has been passed
_NUMBERED = (
    rf"(?=[{DIGITS}一二两三四五六七八九十〇零○百元第多余{WHITE}至到—–~、.\-年月日号季个])(?:"
    rf"[{DIGITS}一二两三四五六七八九十〇零○百元第多余{WHITE}至到—–~、.\-]{{0,16}}+[年月日号季]"
    rf"|[{DIGITS}一二两三四五六七八九十]{{0,2}}个多?月[以下]?来|(?<=“)十[一二三四五六]|(?<=十)[一二三四五六]"
    r"|(?<=[12])[09]\d\d[-./至到]\d)"
)
# 前三季度, 首季, 上半年, 近三年, 过去十年, 每周, 半年来, 年底
_WORDED = (
    rf"(?=[{DIGITS}一二两三四五六七八九十{WHITE}季半年近去个工月隔逢周星天日晚初底末终内中])(?:"
    r"(?<=[前头])[\d一二两三四五六七八九十]{1,3}个?[月季]|(?<=首)季|(?<=[上下])半年|(?<=半)年多?[以下来]"
    r"|(?<=最)近|(?<=近)\s?[\d一二两三四五六七八九十]|(?<=过)去\s?[\d一二两三四五六七八九十]"
    r"|(?<=每)[个工季半年一两二三月隔逢周星天日晚]|(?<=年)[初底末终内中])"
)

# What joins two moments to a stretch: 2023年5月至2024年6月
RE_JOIN = re.compile(rf"{_TO}|起至|[与和](?=.{{2,12}}间)")

# What stands before a moment: 自, 从, 截至; 到 and 至 only where a clause or a plan begins with it
RE_BEFORE = Ending(
    re.compile(
        r"(?:(?P<since>自从?|始于)|(?P<from_>从)|(?P<until>截至到?|截止到?|截止至|直至|直到|不晚于|(?:^|[,;:。!?、将争划计保])[至到]))\s?$"
    ),
    f"自从于至到止{WHITE}",
)

# What stands behind a moment: 以来, 起, 后; 前, 底前; 期间; 同期
RE_AFTER = Beginning(
    re.compile(
        r"\s?(?:(?P<since>以来|至今|到现在|到目前|到如今|以后|之后|起至今|起(?![步草点来到飞诉立])|后(?![续备勤期来半]))"
        r"|(?P<begin>开始)|(?P<until>之前|以前|前(?![期三往列沿景后来述端置不])|为止|止(?=,))"
        r"|(?P<during>期间|时期|间(?=[,，]|$))|(?P<same>同期|同月))"
    ),
    f"以至到起后开之前为止期时间同{WHITE}",
)

# An event after 自 + moment, up to the mark that closes it: 审批章启用以来
RE_EVENT_SINCE = re.compile(r"[^,;:。!?《》\n]{1,30}?(?:以来|至今|(?:之?后|起)(?=,))")
