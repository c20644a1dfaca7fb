"""The day an article appeared and the year that it speaks in, where only its text tells."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.period_lexicon import PeriodLexicon
from generator.model.article import Published

if TYPE_CHECKING:
    from generator.model.article import Article

_HEAD = 300

# 新华社云河4月1日电, 本报10月10日讯, 2024年4月1日电
_RE_DATELINE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:电|讯|消息)"
)

# 9月20日,…2024年…新闻发布会…召开, within one sentence
_RE_MEETING = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日"
    r"(?:[上下]午)?[^。!?\n]{0,80}"
)

# (2024年3月5日) alone on its line
_RE_DATE_LINE = re.compile(
    r"^[( \t]{0,8}(?:(?:发布)?(?:时间|日期):)?[ \t]{0,8}(?P<year>(?:19|20)\d{2})[年.-](?P<month>1[0-2]|0?[1-9])[月.-]"
    r"(?P<day>3[01]|[12]\d|0?[1-9])日?[) \t]{0,8}$",
    re.MULTILINE,
)

# A year that the article speaks from: 2024年, at a clause's head; 截至2024年; 2024年以来
_RE_CURRENT = re.compile(
    r"(?:(?:^|[。\n;]|[讯电息)] ?)(?P<leading>20\d{2})年,|截[至止](?P<until>20\d{2})年|(?P<since>20\d{2})年以来)",
    re.MULTILINE,
)
_RE_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!度)")

# 2024年优化营商环境工作会议: a year with the clause behind it
_RE_OCCASION = re.compile(r"(?<!\d)(20\d{2})年(?!度)(?P<occasion>[^。,\n]{0,30})")

# Years of another matter: “2023—2025年行动方案”, 2021-2023年
_RE_ASIDE = re.compile(r"[“《][^”》\n]{0,60}[”》]|20\d{2}年?[-—~至到]{1,2}20\d{2}年")

# Up to March an article may well look back on the year before.
_LOOKS_BACK_UNTIL = 3


class Reference(Struct, frozen=True):
    """What relative times count from: a day, or only a year, or nothing."""

    date: dt.date | None
    year: int | None
    inferred: bool


def reference(article: Article, lexicon: PeriodLexicon) -> Reference:
    """The publication date, as stated or as the text tells, or the year the text speaks in."""
    published = article.published or infer_published(article.text, article.title, lexicon)
    if published:
        return Reference(published.date, published.date.year, published.inferred)
    return Reference(None, current_year(article.text, article.title, lexicon), inferred=True)


def infer_published(
    text: str, title: str, lexicon: PeriodLexicon | None = None
) -> Published | None:
    """The day of publication from a dateline or from the words of the text, only when safe.

    Safe are: a line that is nothing but a date; a dateline (X月X日电), or an opening sentence on
    a press conference, whose year the same words, the title or the text name without doubt.

    Args:
        text: The article's clean text.
        title: Its title.
        lexicon: The words of time; the product's own if None.

    Returns:
        The day, marked inferred, with the words it was read from; None where in doubt.
    """
    lexicon = lexicon or PeriodLexicon.load()
    head = text[:_HEAD]
    lines = list(_RE_DATE_LINE.finditer(text))
    if len(lines) == 1:
        return _published(lines[0], int(lines[0]["year"]), lines[0].group().strip())
    if dateline := _RE_DATELINE.search(head):
        return _published(dateline, _year_of(dateline, text, title, lexicon), dateline.group())
    for meeting in _RE_MEETING.finditer(head):
        if lexicon.press.search(meeting.group()):
            year = _RE_YEAR.search(_RE_ASIDE.sub("", meeting.group()))
            number = int(year[1]) if year else _year_of(meeting, text, title, lexicon)
            return _published(meeting, number, meeting.group())
    return None


def current_year(text: str, title: str, lexicon: PeriodLexicon) -> int | None:
    """The year that a text without a date speaks in, None where in doubt.

    It must be named twice as the present (“2024年,…”, 截至2024年, 2024年…会议, in the title), and no
    other year may be named so later than it.
    """
    votes = [int(m["leading"] or m["until"] or m["since"]) for m in _RE_CURRENT.finditer(text)]
    votes += [int(year) for year in re.findall(r"(20\d{2})年?", title)]
    votes += [
        int(m[1]) for m in _RE_OCCASION.finditer(text) if lexicon.gathering.search(m["occasion"])
    ]
    latest = max(votes, default=0)
    return latest if votes.count(latest) > 1 else None


def _year_of(match: re.Match[str], text: str, title: str, lexicon: PeriodLexicon) -> int | None:
    if match["year"]:
        return int(match["year"])
    return current_year(text, title, lexicon) if int(match["month"]) > _LOOKS_BACK_UNTIL else None


def _published(match: re.Match[str], year: int | None, evidence: str) -> Published | None:
    if year is None:
        return None
    try:
        return Published(
            dt.date(year, int(match["month"]), int(match["day"])), inferred=True, evidence=evidence
        )
    except ValueError:
        return None
