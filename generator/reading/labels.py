"""Labels of metadata: 来源:, 作者:, 责编:, and the names behind them."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest

from msgspec import Struct

from generator.reading.dates import RE_DATE
from generator.resources import lexicon_data

NONE = "none"
"""Field of labels that announce nothing of interest (浏览次数)."""

_LONGEST_LINE = 200
_SPREAD = 3
_LONGEST_REST = 24

# 2024-05-01 10:20 某某网   原创 某某发布 2024年5月1日 10:20 某省: a date with names around it
_RE_STAMP = re.compile(
    r"(?:[^\s,。:;!?]{1,12}\s){0,3}[(\[]?"
    r"(?:(?:19|20)\d{2}(?:\s?(?:[-/.]|年)\s?|\s(?=\d\d/))\d{1,2}\s?(?:[-/.]|月)\s?\d{1,2}日?"
    r"(?:\s?\d{1,2}:\d{2}(?::\d{2})?(?:[^\s,。:;!?\d]{2,16}账号)?)?|[12]\d-\d{1,2}-\d{1,2}\s\d{1,2}:\d{2})[)\]]?(?:\s?星期[一二三四五六日天])?"
    r"(?:\s?第\s?[\dA-Z]{1,3}\s?版[:\s]?[^\s,。:;!?]{0,12})?(?:\s(?:<<|>>|[|丨])?\s?[^\s,。:;!?]{1,12}){0,5}(?:\s?>>)?"
)

# Marks around a value.
_TRIM = " |;,、·【】[]()<>《》“”\"'-—_"

# 审核人, 首席记者 and the like between names; marks between names
_RE_BETWEEN = re.compile(r"[\s、,;/&|+:()]+")

# 评论(17)   点赞 3   阅读 10.3万+: counts between labels
_RE_COUNT = re.compile(
    r"(?:评论|跟帖|点赞|收藏|转发|分享|留言|阅读|浏览|点击|热度|人气)量?数?\s?"
    r"(?:\(\d{0,9}\)|\d{1,9}(?:\.\d{1,3})?[万w]?\+?)"
)

# 艾山江·买买提, unlike 王小明·李红: one name in parts, none of which a family name begins
_RE_POINTED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{2,6}){1,2}")

# 阿茵   小满: what stands alone behind a label
_RE_PEN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")

# How long a name with a family name is at most.
_LONGEST_NAME = 3


class Field(Struct, frozen=True):
    """One labelled value of a line."""

    name: str
    """publisher, carrier, authors, editors, date, url, headline, title or none."""
    value: str


class Labels(Struct, frozen=True):
    """The lexicon of labels (``lexicons/labels.yml``)."""

    pattern: re.Pattern[str]
    fields: dict[str, str]
    roles: re.Pattern[str]
    byline: re.Pattern[str]
    closing: re.Pattern[str]
    person: re.Pattern[str]
    media: tuple[str, ...]
    offices: tuple[str, ...]
    groups: tuple[str, ...]
    nobody: frozenset[str]
    dateline: re.Pattern[str]
    caption: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> Labels:
        """The shipped lexicon."""
        data = lexicon_data("labels")
        fields = {word: name for name, words in data["labels"].items() for word in words}
        roles = _any(data["roles"])
        surname = (
            f"(?:{_any(data['two_character_surnames'])}|[{''.join(data['surnames'].split())}])"
        )
        starts, ends = _any(data["captions"]["starts"]), _any(data["captions"]["ends"])
        return cls(
            # 来源:某某网   |来源: 某某网   (责编:某某)   文/某某
            pattern=re.compile(
                rf"(?:^|(?<=[\s|;,(【\[\d日]))(?P<label>{_spaced(fields)})\s?(?P<sep>[:|/丨])\s?"
            ),
            fields=fields,
            roles=re.compile(f"(?:{roles})"),
            # 某某网记者 王小明 李红 某市报道; nothing but this on the line
            byline=re.compile(
                rf"[(【]?(?:[^\s,。:;!?]{{0,14}}?)\s?(?:{roles})[\s:/|](?P<names>[^,。;!?]{{2,50}}?)[)】]?"
            ),
            # (王小明 李红) or (记者 王小明 通讯员 李红) at the end of the text
            closing=re.compile(
                rf"[(【](?P<names>(?:[^()。,;:]{{0,14}}(?:{roles})[\s:]?)?[^()。,;:]{{2,50}})[)】]\s*$"
            ),
            person=re.compile(rf"{surname}[\u4e00-\u9fff·]{{1,3}}"),
            media=tuple(data["media"]),
            offices=tuple(data["offices"]),
            groups=tuple(data["groups"]),
            nobody=frozenset(data["nobody"]),
            # 新华社某市2024年8月17日电 (王小明 李红)
            dateline=re.compile(
                r"(?P<who>[^\s,。:;()\d]{0,10}?(?:网|社|报|台|在线|客户端|频道|新闻(?!网)|融媒体))?(?P<place>[^\s,。:;()\d]{0,8}?)\s?"
                r"(?:\d{4}年)?(?:\d{1,2}月\d{1,2}日)?"
                rf"(?:{_any(data['dateline'])})[:\s]?(?:[(【](?P<names>[^()【】]{{2,50}})[)】])?"
            ),
            caption=re.compile(rf"(?:{starts})|.{{0,400}}(?:{ends})[)】]?$"),
        )

    def read(self, line: str) -> tuple[tuple[Field, ...], str]:
        """The labelled values of a line and the words before the first label."""
        line = _RE_COUNT.sub(" ", line)
        found = list(self.pattern.finditer(line))
        if not found:
            return (), line
        ends = [match.start() for match in found[1:]] + [len(line)]
        values = tuple(
            Field(self.fields[_unspaced(match["label"])], line[match.end() : end].strip(_TRIM))
            for match, end in zip(found, ends, strict=True)
        )
        return values, line[: found[0].start()].strip(_TRIM)

    def is_label_line(self, line: str) -> bool:
        """Whether a line holds metadata and nothing else."""
        if len(line) > _LONGEST_LINE or "。" in line:
            return False
        values, rest = self.read(line)
        if not values:
            return bool(_RE_STAMP.fullmatch(line))
        rest = RE_DATE.sub("", rest)
        sound = all(
            len(v.value) <= _LONGEST_REST * 2 or v.name in ("url", "title", "headline")
            for v in values
        )
        return (
            sound
            and len(rest) <= _LONGEST_REST
            and not re.search("[,!?;]", rest)
            and self._fits(values)
        )

    def _fits(self, values: tuple[Field, ...]) -> bool:
        """Whether the values are such as stand behind their labels (“时间:三年” is no date)."""
        for value in values:
            if (
                value.name == "date"
                and value.value
                and not re.search(r"\d{4}|\d{1,2}[-月/:]", value.value)
            ):
                return False
            if value.name in ("authors", "editors") and not self._may_name_people(value.value):
                return False
        return True

    def _may_name_people(self, text: str) -> bool:
        """Whether a value may stand behind 作者: (“记者:请问…?” is a question in a transcript)."""
        if re.search(r"\d", text):
            return False
        return bool(self.only_people(text)) or (
            len(text) <= _LONGEST_REST and not re.search("[,!?;]", text)
        )

    def people(self, text: str) -> tuple[str, ...]:
        """The persons named in a byline; words that are no names are passed over."""
        names: list[str] = []
        bare = self.roles.sub(" ", text.replace("报道", "报道 "))
        parts = [part for p in _RE_BETWEEN.split(bare) for part in self._at_points(p) if part]
        for part, after in zip_longest(parts, parts[1:], fillvalue=""):
            whole = part + after if len(part) == len(after) == 1 else part  # 李 明
            if (self.person.fullmatch(whole) or _RE_POINTED.fullmatch(whole)) and (
                whole not in names
            ):
                names.append(whole)
        return tuple(names)

    def _at_points(self, text: str) -> list[str]:
        """The names between points; a name that has points in itself stays whole."""
        parts = text.split("·")
        plain = all(len(p) <= _LONGEST_NAME and self.person.fullmatch(p) for p in parts if p)
        return parts if plain or not _RE_POINTED.fullmatch(text) else [text]

    def named(self, text: str) -> tuple[str, ...]:
        """Who stands behind a label: persons, else a pen name or a group that writes."""
        if people := self.people(text):
            return people
        name = self.roles.sub(" ", text).strip(_TRIM)
        telling = _RE_PEN_NAME.fullmatch(name) or name.endswith(self.groups)
        return (name,) if telling and name not in self.nobody and len(name) <= _LONGEST_REST else ()

    def only_people(self, text: str) -> tuple[str, ...]:
        """The persons, if ``text`` names nothing else."""
        bare = _RE_BETWEEN.sub("", self.roles.sub(" ", text)).replace("·", "")
        names = self.people(text)
        return names if names and "".join(names).replace("·", "") == bare else ()

    def byline_of(self, line: str) -> tuple[str, ...]:
        """The authors that a line on its own names: 某某网记者 王小明 李红 某市报道."""
        match = self.byline.fullmatch(line)
        if match:
            return self.people(match["names"])
        inner = self.closing.fullmatch(line)
        return self.only_people(inner["names"]) if inner else ()

    def is_press(self, text: str) -> bool:
        """Whether ``text`` is the name of a paper, site or station, and not of an office."""
        return self.is_media(text) and not text.endswith(self.offices)

    def is_media(self, text: str) -> bool:
        """Whether ``text`` looks like the name of a site, paper or publishing body."""
        return 2 <= len(text) <= 20 and text.endswith(self.media)  # noqa: PLR2004 - a name's length


def _any(words: object) -> str:
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(map(re.escape, listed))


def _spaced(words: object) -> str:
    """An alternation in which a short label may be spread with spaces: 名 称, 索 引 号."""
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(
        r"\s?".join(map(re.escape, word)) if len(word) <= _SPREAD else re.escape(word)
        for word in listed
    )


def _unspaced(label: str) -> str:
    return "".join(label.split())
