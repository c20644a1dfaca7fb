"""The built page of facts made quick: rows behind the first ones wait outside of the page's tree.

Thousands of rows take a browser seconds to build and to lay out, before any script can help. With
scripts, what stands in ``noscript`` is text that costs nothing; ``facts.js`` reads the rows out of it
and makes those that are asked for. Without scripts it is a second table, so the page stays whole.

What each column can be chosen by is counted here, and the script runs before the later rows: so the
filters are there before a browser has read the page to its end.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AT_ONCE = 50
"""Rows that stay in the page; ``facts.js`` shows as many at first."""

MOST_OPTIONS = 60
"""Choices of a list; a column with more gets a field to type into. The same in ``facts.js``."""

# <table class="cb-grid cb-facts" id="facts">
_RE_TABLE = re.compile(r'<table [^<>]*\bid="facts"[^<>]*>')
# <script src="../assets/facts-rows.js"></script>
_RE_SCRIPT = re.compile(r'<script src="[^<>"]*assets/facts(?:-rows)?\.js"></script>')
# <th data-label="指标" scope="row">企业开办用时</th>: what is in the tag, and in the cell
_RE_CELL = re.compile(r"<t[dh]\b([^<>]*)>((?:[^<]|<(?!/?t[dhr]\b))*)")
# data-choices="2023年|2024年"
_RE_CHOICES = re.compile(r'\bdata-choices="([^"]*)"')
_RE_TAG = re.compile(r"<[^<>]*>")
_ROW_END = "</tr>"
_MORE = """<script type="application/json" id="facts-choices">{choices}</script>
{scripts}
<noscript id="more-facts"><div class="cb-table cb-facts"><table class="cb-grid cb-facts">
<caption>全部事实（续）</caption>
{head}
<tbody>{rows}</tbody>
</table></div></noscript>
"""


def finish_facts(site_dir: Path) -> None:
    """Set the later rows of the facts page of a built site apart; a second call changes nothing."""
    further = (site_dir / "facts").rglob("*.html")  # index.html, and where a long table goes on
    for path in sorted({site_dir / "facts.html", *further}):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(with_rows_apart(text), encoding="utf-8", newline="\n")


def with_rows_apart(text: str) -> str:
    """The page with the rows behind the first ``AT_ONCE`` in a ``noscript`` below the table.

    Our own template made the table, so that its rows end in ``</tr>`` and hold no other tables.
    """
    table = _RE_TABLE.search(text)
    at = table.end() if table else len(text)
    start, end = text.find("<tbody>", at) + len("<tbody>"), text.find("</tbody>", at)
    rows = text[start:end].split(_ROW_END) if at < start < end else []
    if len(rows) <= AT_ONCE + 1:  # what follows the last row is the last piece
        return text
    head = text[text.index("<thead", at) : text.index("</thead>", at) + len("</thead>")]
    close = text.index("</div>", end) + len("</div>")
    more = _MORE.format(
        choices=_written(_choices(head, rows[:-1])),
        scripts="\n".join(_RE_SCRIPT.findall(text, close)),
        head=head,
        rows=_ROW_END.join(rows[AT_ONCE:]),
    )
    first = _ROW_END.join(rows[:AT_ONCE]) + _ROW_END
    return f"{text[:start]}{first}\n{text[end:close]}\n{more}{_RE_SCRIPT.sub('', text[close:])}"


def _choices(head: str, rows: list[str]) -> dict[str, object]:
    """How many rows there are, and for each column how often each choice occurs.

    A column with more choices than a list may have says null.
    """
    names = [_words(inside) for _, inside in _RE_CELL.findall(head)]
    counts: list[Counter[str]] = [Counter() for _ in names]
    for row in rows:
        for count, (attributes, inside) in zip(counts, _RE_CELL.findall(row), strict=True):
            given = _RE_CHOICES.search(attributes)
            words = unescape(given.group(1)) if given else _words(inside)
            count.update(choice for choice in words.split("|") if choice)
    columns = {
        name: dict(sorted(count.items())) if len(count) <= MOST_OPTIONS else None
        for name, count in zip(names, counts, strict=True)
    }
    return {"total": len(rows), "columns": columns}


def _words(inside: str) -> str:
    """What a reader sees of a cell."""
    return " ".join(unescape(_RE_TAG.sub("", inside)).split())


def _written(data: dict[str, object]) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
