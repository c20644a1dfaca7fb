"""Who published an article, where no label names the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.reading.labels import Labels

# A site's name is no longer than this; an account's, an office's.
_LONGEST_SITE = 12
_LONGEST_ACCOUNT = 16
_LONGEST_OFFICE = 30
_SHORTEST, _SHORTEST_BODY = 2, 4

# 今日某区 数字报   某某日报电子版: what a paper calls its edition on the web
_RE_EDITION = re.compile(
    r"[\s·|-]{0,6}(?:数字报(?:刊|纸)?|电子报(?:刊|纸)?|电子版|数字版|网络版|手机版|官方网站|官网|多媒体数字报)$"
)

# 某某发布 ✅   @某某发布   某某发布 +关注: what stands around an account's name
_RE_BADGE = re.compile(r"[^\w·&]+|\b(?:关注|已关注|作者|官方账号|认证)\b")

# 某市优化营商环境工作领导小组办公室: the offices that sign summaries and briefs
_RE_OFFICE = re.compile(
    r"[\u4e00-\u9fff、()]{4,}(?:办公室|管委会|管理委员会|委员会|人民政府|政府|局|专班|领导小组|服务中心|研究院|研究室|政府办|党工委|编辑部|课题组)"
)

# 某市营商办公室编   某区管委会主办: what stands behind an office on the head of a brief
_RE_EDITED = re.compile(r"(?:编印|编辑|主办|主编|编制|印发|编)$")

# 第27期   总第118期: an issue, not an account
_RE_ISSUE = re.compile(r"\(?总?第\s?[\d一二三四五六七八九十百]{1,5}\s?期|\d{4}年")


def account_name(lines: Iterable[str]) -> str:
    """The account of a post among the lines that stand right above its date."""
    for line in lines:
        words = dict.fromkeys(_RE_BADGE.sub(" ", line).split())
        name = _RE_EDITION.sub("", " ".join(words))
        telling = _SHORTEST <= len(name) <= _LONGEST_ACCOUNT and not name.isdigit()
        if telling and not _RE_ISSUE.match(name):
            return name
    return ""


def masthead(above: Iterable[str]) -> str:
    """The paper whose edition a page says to be: 今日某区 数字报."""
    for line in above:
        name = _RE_EDITION.sub("", line)
        if name != line and _SHORTEST <= len(name) <= _LONGEST_SITE and " " not in name:
            return name
    return ""


def signature(lines: Iterable[str]) -> str:
    """The office that signs: a line that holds its name and nothing else."""
    for line in lines:
        name = _RE_EDITED.sub("", "".join(line.split()))
        if len(name) <= _LONGEST_OFFICE and _RE_OFFICE.fullmatch(name):
            return name
    return ""


def site_name(above: Iterable[str], labels: Labels) -> str:
    """The site named above the headline: 人民网>>湖南频道, 首页 > 中新网."""
    words = (word for line in above for word in re.split(r"[\s>»›|:]+", line))
    words = (word for word in words if not _RE_EDITION.fullmatch(word))
    ends = ("网", "社", "报", "在线", "政府网站", "门户网站", "发布")
    sites = (w for w in words if w.endswith(ends) and len(w) <= _LONGEST_SITE)
    return next((site for site in sites if site not in labels.nobody), "")


def bare_source(words: Sequence[str], labels: Labels) -> str:
    """红网 2024-05-01 10:20 作者:…: a source that stands before the labels, unlabelled.

    On the head of a brief it is the body that edits it: 某区研究会编 2024年5月1日.
    """
    for word in words:
        name = _RE_EDITED.sub("", word)
        if name != word and _SHORTEST_BODY <= len(name) <= _LONGEST_OFFICE:
            return name
    named = (
        word
        for word in words
        if labels.is_media(word) and word not in labels.nobody and not word.endswith("官方账号")
    )
    return next(named, "")


def dateline_publisher(paragraphs: Sequence[str], labels: Labels) -> str:
    """The agency or paper of a dateline: 新华社某市8月17日电."""
    for text in paragraphs[:2]:
        match = labels.dateline.match(text)
        if match and match["who"] and match["who"] not in labels.nobody:
            return match["who"]
    return ""
