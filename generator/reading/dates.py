"""The day an article appeared: label before address before dateline before the text itself."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from generator.model.article import Published

_FIRST_YEAR, _LAST_YEAR = 1978, 2100

# 2024-05-01   2024年5月1日   2024/05/01   2024.5.1   2024 05/01, with or without a clock time
# behind it
RE_DATE = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d{2})(?:\s?(?:[-/.]|年)\s?|\s(?=\d\d/\d\d\b))(?P<m>\d{1,2})\s?(?:[-/.]|月)\s?(?P<d>\d{1,2})(?!\d)日?"
)

# 24-5-1 09:12, as on posts: a year of two digits, told by the clock behind it
_RE_POST = re.compile(
    r"(?<![\d.-])(?P<y>[12]\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?=\s\d{1,2}:\d{2}(?!\d))"
)

# 20240501 standing alone, as in file names
_RE_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)")

# /2024/0501/   /2024-05/01/   /202405/t20240501_12.html   /2024/05/01/
_RE_URL_DATE = re.compile(
    r"[/_t](?P<y>20\d{2})[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.?-]|c|\Z)"
)

# 新华社某市8月17日电   某某网10月10日消息   (day without year)
RE_DATELINE_DAY = re.compile(
    r"(?:(?P<y>20\d{2})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:\s?\([^()]{0,30}\))?(?=电|讯|消息|报道)"
)

# 9月20日, at the head of the first sentences
_RE_DAY = re.compile(r"(?:(?P<y>20\d{2})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日")

# A year that is told of: 2024年, 2024年度; not 到2025年, 至2030年, 2025年底前
_RE_YEAR = re.compile(r"(?<![到至前\d])(?P<y>20\d{2})年(?!底前|前|末前)")

_LEAD = 240
"""So many characters of the text may hold the day of the news itself."""


def day(year: str | int, month: str | int, number: str | int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        found = dt.date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def first_date(text: str) -> Published | None:
    """The first complete date in ``text``."""
    for pattern in (RE_DATE, _RE_COMPACT):
        for match in pattern.finditer(text):
            found = day(match["y"], match["m"], match["d"])
            if found:
                return Published(found, evidence=match.group().strip())
    post = _RE_POST.search(text)
    found = day(f"20{post['y']}", post["m"], post["d"]) if post else None
    return Published(found, evidence=post.group()) if post and found else None


def url_date(url: str | None) -> Published | None:
    """The date in the path of an address."""
    for match in _RE_URL_DATE.finditer(url or ""):
        found = day(match["y"], match["m"], match["d"])
        if found:
            return Published(found, evidence=url or "")
    return None


def text_date(text: str) -> Published | None:
    """A date inferred from the text: dateline, else the day that the lead tells of.

    A day without year takes the year that the text speaks of most (the later of equals).
    """
    head = text[:_LEAD]
    year = _year(text)
    dateline = RE_DATELINE_DAY.search(head)
    if dateline and (found := _resolved(dateline, year)):
        return Published(found, inferred=not dateline["y"], evidence=dateline.group())
    for pattern, stretch in ((_RE_DAY, head), (_RE_DAY, text)):
        days = [(d, m.group()) for m in pattern.finditer(stretch) if (d := _resolved(m, year))]
        told = [pair for pair in days if year is None or pair[0].year == int(year)]
        if told:
            latest = max(told)
            return Published(latest[0], inferred=True, evidence=latest[1])
    return None


def _resolved(match: re.Match[str], year: str | None) -> dt.date | None:
    known = match["y"] or year
    return day(known, match["m"], match["d"]) if known else None


def _year(text: str) -> str | None:
    counts = Counter(match["y"] for match in _RE_YEAR.finditer(text))
    return max(counts, key=lambda y: (counts[y], y)) if counts else None
