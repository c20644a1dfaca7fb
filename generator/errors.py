"""What can go wrong, one class per cause.

```
CasebookError
├── CorpusError        a file of the corpus cannot be used
│   ├── UnreadableFile
│   ├── BadFrontMatter
│   └── BadRegistry    parks.yml, themes.yml, decisions.yml
├── EmptyCorpus        there is nothing to build from
├── MissingTemplate    a template of the product is not there
├── UngroundedFact     a fact whose words are not in its article (a bug, never data)
├── HandWritten        a generated page would overwrite a page that a person wrote
├── SiteFailed         MkDocs reported an error
├── PdfFailed          Typst reported an error or a warning
├── MissingSite        there is no built site to check
├── UnknownSubject     a person named a park or theme that the casebook does not have
└── Busy               another run holds the lock of the output folder
```

Every message is one line: the file, the place, what is wrong, what to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class CasebookError(Exception):
    """The root of all errors that the command line shows as one line."""


class CorpusError(CasebookError):
    """A file of the corpus cannot be used; other files can.

    Args:
        path: The file.
        problem: What is wrong with it, in Chinese, without a full stop.
        remedy: What the reader can do, in Chinese, without a full stop.
        line: The line (from 1) if known.
    """

    def __init__(
        self, path: Path | str, problem: str, remedy: str, line: int | None = None
    ) -> None:
        self.path, self.problem, self.remedy, self.line = Path(path), problem, remedy, line
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}：{problem}；{remedy}。")


class UnreadableFile(CorpusError):
    """The file's bytes cannot be turned into text."""


class BadFrontMatter(CorpusError):
    """The YAML block at the head of an article is not valid."""


class BadRegistry(CorpusError):
    """parks.yml, themes.yml or decisions.yml is not valid."""


class EmptyCorpus(CasebookError):
    """The corpus folder holds no article that could be read."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"{path}：没有可读的文章；请放入 .md、.txt、.html、.docx 或 .pdf 文件后重试。"
        )


class MissingTemplate(CasebookError):
    """A template is not where the product looks for it."""

    def __init__(self, name: str, folder: Path | str) -> None:
        super().__init__(f"{folder}：缺少模板 {name}；请重新安装，或补上这个文件。")


class UngroundedFact(CasebookError):
    """A fact was about to be made whose quote is not in its article."""

    def __init__(self, surface: str, start: int, end: int, found: str) -> None:
        super().__init__(
            f"事实“{surface}”与原文 {start}–{end} 处的“{found}”不符；这是程序错误，请报告。"
        )


class HandWritten(CasebookError):
    """A page written by hand stands where a generated page should go."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path}：此文件不是本工具生成的，未覆盖；请改名或移走后重试。")


class SiteFailed(CasebookError):
    """MkDocs stopped with an error."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"站点未能生成，已保留上一次的结果；原因：{reason}。")


class PdfFailed(CasebookError):
    """Typst stopped with an error, or set the report with a warning."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"PDF 未能生成，已保留上一次的文件；原因：{reason}。")


class MissingSite(CasebookError):
    """A folder holds no built site."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path}：这里没有建成的站点；请先运行 casebook build。")


class ClusterFailed(CasebookError):
    """A cluster could not be used."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}。")


class UnknownSubject(CasebookError):
    """A park or theme was named that the casebook does not have."""

    def __init__(self, kind: str, name: str, known: Sequence[str], wanted: str = "") -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        problem = f"“{name}”应是{wanted}{kind}" if wanted else f"没有{kind}“{name}”"
        super().__init__(f"{problem}；可选：{'、'.join(self.known)}。")


class Busy(CasebookError):
    """Another run is writing to the same folder."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"{path}：另一次生成正在进行；请等它结束后重试。")
