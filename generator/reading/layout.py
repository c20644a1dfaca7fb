"""Which lines of a file are the headline, the text, headings, captions, metadata, boilerplate.

A line is judged by its own form first, then by where it stands: above the first and below the
last line of running text other things are likely than between them.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.article import ParagraphKind
from generator.reading.boilerplate import Boilerplate, Noise
from generator.reading.labels import Labels
from generator.reading.source import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.reading.tracing import Traced


class Form(Enum):
    """What a line looks like by itself."""

    EMPTY = auto()
    PROSE = auto()
    SHORT = auto()
    """No end mark: headline, heading, link, name of a section."""
    LABEL = auto()
    BYLINE = auto()
    CAPTION = auto()
    TABLE = auto()
    NOISE = auto()


class Line(Struct, frozen=True):
    """A line with its form."""

    traced: Traced
    mark: Mark
    form: Form
    noise: Noise | None = None

    @property
    def text(self) -> str:
        """The line's words."""
        return self.traced.text


class Layout(Struct, frozen=True):
    """A file's lines sorted out.

    Attributes:
        title: The headline's words, empty when none stands there.
        body: The article's paragraphs.
        labels: Lines of metadata, top to bottom.
        bylines: Lines that name the authors.
        asides: Captions and rows of tables, kept apart from the running text.
        left_out: Boilerplate.
        above: Lines above the headline (names of sites and columns).
        accounts: Short lines right above a bare date: the account's name in posts.
        signatures: Short lines between headline and text, or below the text.
    """

    title: str
    body: tuple[tuple[Traced, ParagraphKind], ...]
    labels: tuple[str, ...]
    bylines: tuple[str, ...]
    asides: tuple[tuple[Traced, ParagraphKind], ...]
    left_out: tuple[Traced, ...]
    above: tuple[str, ...]
    accounts: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()


_LONGEST_HEADING = 40
_LONGEST_HEADLINE = 70
_SHORTEST_HEADLINE = 5
_SHORT_HEADLINE = 8
_LONGEST_KICKER = 24
_TOP = 30
_LONGEST_LINK = 40
_LONGEST_CAPTION = 90

# The marks at which running text stops, with the quotation marks and brackets behind them.
_RE_END = re.compile(r"(?:[。;:,…]|[!?]|\.\.\.)[”’」』)]*$")

# 一、  (二)  第三章  3.  ——: how headings begin
_RE_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章节部])"
)

# 第6期(总第118期)   05-20 发布于河北   共3页: the number of an issue, the foot of a post
_RE_ISSUE = re.compile(r"总?第\s?\d{1,4}\s?期|发布于|第\s?\d{1,3}\s?[页版]|^\d{1,2}-\d{1,2}\s")

# Tags and counts under a post: #园区# #服务#, and 1286 402 转发 58.
_RE_TAGS = re.compile(
    r"(?:#[^#\s]{1,20}#?\s*)+|(?:(?:转发|点赞|评论|收藏|赞)?\s?\d{1,7}+\s*+){2,}+"
)

# 登录 注册 手机版: entries of a menu, side by side
_RE_MENU = re.compile(r"(?:[^\s]{1,7}(?:\s|$)){3,}")


def arrange(lines: Sequence[tuple[Traced, Mark]], title: str = "") -> Layout:
    """Sort out the lines of a file; ``title`` is the headline if the format declares it."""
    labels, boilerplate = Labels.load(), Boilerplate.load()
    formed = [_formed(traced, mark, labels, boilerplate) for traced, mark in lines]
    return _Arranger(formed, title or _labelled_headline(formed, labels)).layout()


def _labelled_headline(lines: Sequence[Line], labels: Labels) -> str:
    """The headline that a label states: 名 称:某区2024年工作总结 on pages of governments."""
    stated = (
        field.value
        for line in lines[:_TOP]
        if line.form is Form.LABEL
        for field in labels.read(line.text)[0]
        if field.name == "headline" and len(field.value) >= _SHORTEST_HEADLINE
    )
    return next(stated, "")


def _formed(traced: Traced, mark: Mark, labels: Labels, boilerplate: Boilerplate) -> Line:
    text = traced.text
    if not text:
        return Line(traced, mark, Form.EMPTY)
    if mark is Mark.TABLE:
        return Line(traced, mark, Form.TABLE)
    if mark is Mark.CAPTION:
        return Line(traced, mark, Form.CAPTION)
    if _RE_TAGS.fullmatch(text):
        return Line(traced, mark, Form.NOISE, Noise.LINE)
    noise = boilerplate.noise(text)
    if noise and not (noise is Noise.LINE and labels.is_label_line(text)):
        return Line(traced, mark, Form.NOISE, noise)
    return Line(traced, mark, _form_of(text, mark, labels))


def _form_of(text: str, mark: Mark, labels: Labels) -> Form:
    if labels.is_label_line(text):
        return Form.LABEL
    if len(text) <= _LONGEST_CAPTION and labels.caption.match(text) and text.count("。") <= 1:
        return Form.CAPTION
    prose = bool(_RE_END.search(text)) or "。" in text
    if not prose and labels.byline_of(text):
        return Form.BYLINE
    if mark is Mark.HEADING and len(text) <= _LONGEST_HEADLINE:
        return Form.SHORT
    if prose:
        return Form.PROSE
    return Form.SHORT if len(text) <= _LONGEST_HEADLINE else Form.PROSE


class _Arranger:
    """One pass over the lines of one file."""

    def __init__(self, lines: list[Line], title: str) -> None:
        self.lines = self._cut(lines)
        self.cut = lines[len(self.lines) :]
        prose = [i for i, line in enumerate(self.lines) if line.form is Form.PROSE]
        self.title_at = self._title_at(prose, title)
        rest = [i for i in prose if i != self.title_at]
        self.first = rest[0] if rest else len(self.lines)
        self.last = rest[-1] if rest else -1
        self.furniture = self._last_of((Form.LABEL, Form.BYLINE, Form.NOISE), self.first)
        self.title = title or (self._headline() if self.title_at is not None else "")

    @staticmethod
    def _cut(lines: list[Line]) -> list[Line]:
        """The lines above the legal notice."""
        prose = False
        for index, line in enumerate(lines):
            if line.noise is Noise.CLOSING and prose:
                return lines[:index]
            prose = prose or line.form is Form.PROSE
        return lines

    def _title_at(self, prose: list[int], title: str) -> int | None:
        """Index of the headline's line."""
        top = prose[0] if prose else len(self.lines)
        if title:
            same = (
                i for i in range(min(top + 1, len(self.lines))) if _alike(self.lines[i].text, title)
            )
            return next(same, None)
        loud = next((i for i in prose[:1] if self._is_loud(i, prose)), None)
        end = top if loud is None else loud + 1
        candidates = [i for i in range(end) if i == loud or self._may_be_headline(i)]
        label = self._last_of((Form.LABEL,), end)
        return max(candidates, key=lambda i: self._headline_score(i, label), default=None)

    def _is_loud(self, index: int, prose: list[int]) -> bool:
        """Whether the first prose line is a headline that ends in a question or exclamation."""
        line = self.lines[index]
        marked = line.text.endswith(("!", "?", "!”", "?”", "......")) and "。" not in line.text
        return len(prose) > 1 and marked and len(line.text) <= _LONGEST_HEADING

    def _may_be_headline(self, index: int) -> bool:
        line = self.lines[index]
        return line.form is Form.SHORT and len(line.text) >= _SHORTEST_HEADLINE

    def _last_of(self, forms: tuple[Form, ...], end: int) -> int:
        """Index of the last line above ``end`` of one of these forms; -1 for none."""
        return next((i for i in range(end - 1, -1, -1) if self.lines[i].form in forms), -1)

    def _headline_score(self, index: int, label: int) -> tuple[int, int]:
        """Greater is likelier; among equals the upper line."""
        text = self.lines[index].text
        score = min(len(text), 16)
        score += 20 * (self.lines[index].mark is Mark.HEADING)
        score -= 12 * text.startswith(("—", "-", "("))
        score -= 12 * bool(_RE_NUMBERED.match(text))
        score -= 20 * bool(_RE_ISSUE.search(text))
        score -= 20 * bool(_RE_MENU.fullmatch(text))
        if len(text) >= _SHORT_HEADLINE:  # a name alone on the byline is an account's
            score += 6 * (index < label) + 12 * self._stands_above_label(index)
        words = text.split()
        score -= 8 * (len(words) == 1 and len(text) <= 10 and _names_media(words))  # noqa: PLR2004
        score -= 20 * (len(words) > 1 and len(set(words)) == 1)  # an account's name, said twice
        return score, -index

    def _stands_above_label(self, index: int) -> bool:
        """Whether metadata follows a line, or its subtitle: the headline stands on the byline."""
        below = (
            line
            for line in self.lines[index + 1 : index + 4]
            if line.form is not Form.EMPTY and not line.text.startswith("—")
        )
        following = next(below, None)
        return following is not None and following.form in (Form.LABEL, Form.BYLINE)

    def _headline(self) -> str:
        """The headline with the second line that begins with a dash."""
        assert self.title_at is not None  # noqa: S101 - asked only when there is one
        title = self._kicker() + self.lines[self.title_at].text
        below = self.lines[self.title_at + 1 : self.title_at + 2]
        if below and below[0].form is Form.SHORT and below[0].text.startswith("—"):
            title = f"{title}——{below[0].text.lstrip('—- ')}"
        return title

    def _kicker(self) -> str:
        """The first line of a headline of two, right above the second: 政策找人、资金找项目."""
        at = self.title_at or 0
        above = self.lines[at - 1] if at else None
        if above is None or above.form is not Form.SHORT or above.mark is not self.lines[at].mark:
            return ""
        alone = at == 1 or self.lines[at - 2].form is Form.EMPTY
        fits = _SHORT_HEADLINE <= len(above.text) <= _LONGEST_KICKER and "、" in above.text
        return f"{above.text} " if alone and fits and self._stands_above_label(at) else ""

    def layout(self) -> Layout:
        """The sorted lines."""
        body: list[tuple[Traced, ParagraphKind]] = []
        asides: list[tuple[Traced, ParagraphKind]] = []
        left_out = [line.traced for line in self.cut if line.text]
        kinds = list(self._kinds())
        for line, kind in kinds:
            if kind is None:
                left_out.append(line.traced)
            elif line.form is Form.TABLE or (line.form is Form.CAPTION):
                asides.append((line.traced, kind))
            else:
                body.append((line.traced, kind))
        texts = [line for line, _ in kinds] + self.cut
        title = self.title_at if self.title_at is not None else 0
        return Layout(
            self.title,
            tuple(body),
            tuple(line.text for line in self.lines if line.form is Form.LABEL),
            tuple(line.text for line in self.lines if line.form is Form.BYLINE),
            tuple(asides),
            tuple(sorted(left_out, key=lambda t: t.raw_start())) if texts else (),
            tuple(line.text for line in self.lines[:title] if line.text),
            tuple(self._accounts()),
            tuple(line.text for line in self._signatures(title)),
        )

    def _accounts(self) -> Iterator[str]:
        """The lines on a bare date, blanks left aside: 某某发布 above 2024-05-20 发布于河北."""
        shown = [i for i, line in enumerate(self.lines[: self.first]) if line.text]
        for above, below in pairwise(shown):
            name, stamp = self.lines[above], self.lines[below]
            bare = stamp.form is Form.LABEL and not Labels.load().read(stamp.text)[0]
            if bare and name.form is Form.SHORT and above != self.title_at:
                yield name.text

    def _signatures(self, title: int) -> Iterator[Line]:
        """Short lines under the headline and under the text."""
        between = self.lines[title + 1 : self.first]
        below = self.lines[self.last + 1 :]
        return (line for line in (*between, *below) if line.form is Form.SHORT)

    def _kinds(self) -> Iterator[tuple[Line, ParagraphKind | None]]:
        """Every line but headline, metadata and empty ones with its kind; None: left out."""
        related = False
        picture = False
        for index, line in enumerate(self.lines):
            if line.form is Form.EMPTY:
                continue
            related = related or (line.noise is Noise.RELATED and index > self.first)
            if index != self.title_at and line.form not in (Form.LABEL, Form.BYLINE):
                yield line, self._kind(index, line, related=related, picture=picture)
            picture = line.form is Form.NOISE and "." in line.text

    def _kind(
        self, index: int, line: Line, *, related: bool, picture: bool
    ) -> ParagraphKind | None:
        if line.form is Form.TABLE:
            return ParagraphKind.TABLE
        if line.form is Form.CAPTION:
            return ParagraphKind.CAPTION
        if line.form is Form.NOISE or (
            self.title and index <= self.first and _alike(line.text, self.title)
        ):
            return None
        if line.form is Form.PROSE:
            if related and len(line.text) <= _LONGEST_LINK and "。" not in line.text:
                return None
            short = picture and len(line.text) <= _LONGEST_HEADING
            return ParagraphKind.CAPTION if short else ParagraphKind.BODY
        return self._kind_of_short(index, line, related=related)

    def _kind_of_short(self, index: int, line: Line, *, related: bool) -> ParagraphKind | None:
        if index > self.last or related:
            return None
        if index < self.first and not (self._heads_text(index) and not self._repeats(index)):
            return None
        return ParagraphKind.HEADING if len(line.text) <= _LONGEST_HEADING else ParagraphKind.BODY

    def _repeats(self, index: int) -> bool:
        """Whether a line is part of the headline, set again above the text on several lines."""
        bare = _bare(self.lines[index].text)
        return len(bare) > _SHORTEST_HEADLINE and bare in _bare(self.title)

    def _heads_text(self, index: int) -> bool:
        """Whether a short line above the text is the heading of its first part."""
        top = -1 if self.title and self.title_at is None else self.title_at
        if top is None or index < top or self.lines[index].text.startswith("—"):
            return False
        return index > self.furniture


def _names_media(words: Sequence[str]) -> bool:
    return all(map(Labels.load().is_media, words))


def _alike(line: str, title: str) -> bool:
    """Whether a line is the declared title, site names and column names left aside."""
    bare, wanted = _bare(line), _bare(title)
    return bool(bare) and (
        bare == wanted
        or (len(bare) >= _SHORTEST_HEADLINE and len(bare) * 2 > len(wanted) and bare in wanted)
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
