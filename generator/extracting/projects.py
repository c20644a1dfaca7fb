"""Names of projects, of investors, and of firms in a row of examples."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.organisation_names import OrganisationNames
    from generator.extracting.region_names import RegionMention

# 瑞达背板|二期|项目: a stage marks a project with a name.
_RE_STAGE = re.compile(r"[\w·\u4e00-\u9fff]{2,14}?[一二三四]期(?:项目|工程)?")
# 启动政务服务中心|二期, 甲公司和乙公司|二期: works or several names, not a project's name.
_RE_NO_NAME = re.compile(
    r"^(?:启动|推进|建设|加快|完成|实施|规划|新建|续建|开工|谋划|打造)|[\d等的在为由年月第和与及]|中心|厂房|大厅|工程"
)
_RE_BEFORE_IN = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:计划|拟|已|将)?在")
_RE_BUILDS = re.compile(r"(?:总|累计|追加)?(?:投资|投建|建设|新建|设立|布局|落户|建厂|注册|成立)")
_RE_MANY = re.compile(r"[各类些批]|重点|重大|产业项目|工业项目|产业化|制造业项目|建设项目")
_RE_BROKEN = re.compile(r"\d|[等的在为由是]")
# What no part of such a name holds.
_RE_NO_PART = re.compile(r"[\d等的在为由是]|[^\w·\u4e00-\u9fff]")
_RE_EXAMPLES = re.compile(r"比如|例如|譬如|其中|如,")
_OWN_NAME = 4
_IN_REACH = 10
_MARK = 2
"""Characters of what a project's name ends with: 项目, 基地, 工程, 二期."""
_SHORTEST = 2
"""Characters of a project's name before its mark, at least."""
_REACH = 30
"""Characters of a project's name at most, with the words before it."""


class ProjectNames:
    """Finds, at a place of one text, a name that no registered name vouches for.

    Args:
        names: The text's organisations.
        regions: The text's regions by their first offsets.
        marks: Where 项目, 基地, 工程 and 二期 stand in the text, in order.
    """

    def __init__(
        self,
        names: OrganisationNames,
        regions: Mapping[int, RegionMention],
        marks: Sequence[int],
    ) -> None:
        self.text, self.names, self.lexicon = names.text, names, names.lexicon
        self.regions, self.marks = regions, marks

    def project_at(self, at: int, end: int, *, sure: bool = False) -> str:
        """A project with a name of its own: 华远光电项目, not 重点产业项目.

        ``sure``: the words before it tell of one project (总投资9亿元的…, 8月投产的…).
        """
        if not self.marked(at, min(end, at + _REACH)):
            return ""
        staged = self._staged_at(at, end)
        return staged or (self._named_at(at, end, sure=sure) if self._holds_name(at, end) else "")

    def _holds_name(self, at: int, end: int) -> bool:
        """Whether all words up to the first mark, as far as a name goes at least, can be its part."""
        index = bisect_left(self.marks, at + _SHORTEST)
        if index == len(self.marks) or (mark := self.marks[index]) > min(end, at + _REACH):
            return False
        return _RE_NO_PART.search(self.text, at, mark) is None

    def marked(self, start: int, end: int) -> bool:
        """Whether 项目 or the like stands between two places."""
        index = bisect_left(self.marks, start)
        return index < len(self.marks) and self.marks[index] + _MARK <= end

    def _staged_at(self, at: int, end: int) -> str:
        stop = min(end, at + 20)
        if self.text.find("期", at, stop) < 0:
            return ""
        staged = _RE_STAGE.match(self.text, at, stop)
        return staged.group() if staged and not self.opens_generically(staged.group()) else ""

    def _named_at(self, at: int, end: int, *, sure: bool) -> str:
        match = self.lexicon.project.match(self.text, at, min(end, at + _REACH))
        if match is None or _RE_BROKEN.search(match.group()):
            return ""
        if self.text.startswith(("之外", "以外", "外,"), match.end()):
            return ""
        name = match.group()
        if self.lexicon.generic_projects.match(name) or self.lexicon.generic_fronts.match(name):
            return ""
        stem = name.removesuffix("项目")
        if sure and len(stem) >= _OWN_NAME and not _RE_MANY.search(name):
            return name
        plain = len(stem) <= 8 and not self.lexicon.generic_projects.search(stem)  # noqa: PLR2004
        inside = range(at + 2, at + len(name))
        if plain or not self.names.places.keys().isdisjoint(inside):
            return name
        firm = self.lexicon.firm.match(name)
        return name if firm and self.names.is_short(firm.group()) else ""

    def opens_generically(self, name: str) -> bool:
        """Whether a project's name opens with words that name none: 重点, 该."""
        return bool(
            self.lexicon.generic_projects.match(name)
            or self.lexicon.generic_fronts.match(name)
            or self.lexicon.references.match(name)
            or _RE_NO_NAME.search(name)
        )

    def investor_at(self, at: int, end: int) -> str:
        """A bare name that builds somewhere: 隆鑫在|新区|投资…."""
        # 乙公司计划|在: ten characters at most stand before it
        near = self.text.find("在", at, min(end, at + _IN_REACH)) >= 0
        match = _RE_BEFORE_IN.match(self.text, at, end) if near else None
        region = self.regions.get(match.end()) if match else None
        if match is None or region is None or not _RE_BUILDS.match(self.text, region.span.end):
            return ""
        return "" if self.lexicon.generic_fronts.match(match.group(1)) else match.group(1)

    def example_at(self, at: int, end: int) -> str:
        """A bare name in a row of examples: ,成本下降两成;|瑞达|通过改造…."""
        if at == 0 or self.text[at - 1] not in ";；" or not self._example_row(at):
            return ""
        match = self.lexicon.example.match(self.text, at, end)
        if match is None or self.lexicon.generic_fronts.match(match.group(1)):
            return ""
        return match.group(1)

    def _example_row(self, at: int) -> bool:
        sentence = self.text[self.text.rfind("。", 0, at) + 1 : at]
        return _RE_EXAMPLES.search(sentence) is not None
