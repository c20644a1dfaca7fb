"""The fields that the head of an article may hold, checked; pydantic takes long to load."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from generator.errors import BadFrontMatter
from generator.model.article import Published, Rights
from generator.reading import safeyaml
from generator.reading.cleaning import visible
from generator.reading.frontmatter import FRONT_MATTER, FrontMatter

if TYPE_CHECKING:
    from pathlib import Path


def _listed(value: object) -> object:
    """One name may stand without a list; names in one string are separated by 、 or commas."""
    if isinstance(value, str):
        value = re.split(r"[、,，;；]", value)
    if isinstance(value, (list, tuple)):
        shown = (_shown(name) for name in value)
        return tuple(name for name in shown if name != "")
    return () if value is None else value


def _shown(value: object) -> object:
    return visible(value) if isinstance(value, str) else value


def _dated(value: object) -> object:
    return {"date": value} if isinstance(value, (str, dt.date)) else value


def _thinkable(day: dt.date) -> dt.date:
    """No article of the press is older or comes from so far ahead."""
    if day.year not in _YEARS:
        raise PydanticCustomError("date_of_no_article", "out of range")
    return day


_YEARS = range(1900, 2200)

Shown = Annotated[str, BeforeValidator(_shown)]
"""Words on one line, without what no reader sees."""

Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PublishedField(_Strict):
    """``published: 2024-05-01`` or ``published: {date: 2024-05-01, inferred: true}``."""

    date: Annotated[dt.date, AfterValidator(_thinkable)]
    inferred: bool = False


class FrontMatterFields(_Strict):
    """The fields that an article's head may hold; unknown ones are errors, not silence."""

    title: Shown | None = None
    publisher: Shown | None = None
    carrier: Shown | None = None
    authors: Names = ()
    editors: Names = ()
    published: Annotated[PublishedField | None, BeforeValidator(_dated)] = None
    url: Shown | None = None
    accessed: dt.date | None = None
    rights: Rights = Rights.QUOTE_ONLY
    subject: Shown | None = None
    origin: Names = ()

    def front_matter(self) -> FrontMatter:
        """The fields as plain values."""
        day = self.published
        published = Published(day.date, day.inferred, FRONT_MATTER) if day else None
        return FrontMatter(**{name: getattr(self, name) for name in _SAME}, published=published)


_SAME = tuple(name for name in FrontMatterFields.model_fields if name != "published")


def front_matter_of(block: str, path: Path | str, first: int) -> FrontMatter:
    """The front matter in a block of YAML.

    Args:
        block: The text between the marks.
        path: The file it stands in.
        first: The line of the file that the block begins in.

    Raises:
        BadFrontMatter: The block is no YAML, or has unknown or wrong fields.
    """
    _, data = safeyaml.load(block, path, BadFrontMatter, first)
    if data is None:
        return FrontMatter()
    if not isinstance(data, dict):
        raise BadFrontMatter(path, "元数据应为“字段: 值”的形式", "请参照文档改写", first)
    try:
        return FrontMatterFields.model_validate(data).front_matter()
    except ValidationError as error:
        raise _field_error(error, block, path, first) from error


def _field_error(
    error: ValidationError, block: str, path: Path | str, first: int
) -> BadFrontMatter:
    detail = error.errors()[0]
    name = str(detail["loc"][0]) if detail["loc"] else ""
    rows = block.splitlines()
    line = next((n for n, row in enumerate(rows) if row.strip().strip("\"'").startswith(name)), 0)
    return BadFrontMatter(path, *field_problem(name, detail, FrontMatterFields), first + line)


def field_problem(name: str, detail: Any, model: type[BaseModel]) -> tuple[str, str]:  # noqa: ANN401 - pydantic's ErrorDetails
    """What is wrong with a field and what to do, in Chinese, from a pydantic error."""
    if detail["type"] == "extra_forbidden":
        known = "、".join(model.model_fields)
        return f"未知的字段“{detail['loc'][-1]}”", f"可用的字段：{known}"
    if detail["type"] == "missing":
        return f"缺少字段“{detail['loc'][-1]}”", "请补上这个字段"
    shown = str(detail.get("input"))[:40]
    if "date" in detail["type"]:
        return f"字段“{name}”的值“{shown}”不是日期", "请写成 2024-05-01 的形式"
    if detail["type"] == "enum":
        return (
            f"字段“{name}”的值“{shown}”无效",
            f"可用的值：{detail['ctx']['expected'].replace(' or ', ', ')}",
        )
    return f"字段“{name}”的值“{shown}”无效", f"请改正（{detail['msg']}）"
