"""The built page of facts made quick: rows behind the first ones wait outside of the page's tree.

Thousands of rows take a browser seconds to build and to lay out, before any script can help. With
scripts, what stands in ``noscript`` is text that costs nothing; ``facts.js`` reads the rows out of it
and makes those that are asked for. Without scripts it is a second table, so the page stays whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AT_ONCE = 100
"""Rows that stay in the page; ``facts.js`` shows as many at first."""

# <table class="cb-grid cb-facts" id="facts">
_RE_TABLE = re.compile(r'<table [^<>]*\bid="facts"[^<>]*>')
_ROW_END = "</tr>"
_MORE = """<noscript id="more-facts"><div class="cb-table cb-facts"><table class="cb-grid cb-facts">
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
    first = _ROW_END.join(rows[:AT_ONCE]) + _ROW_END
    later = _ROW_END.join(rows[AT_ONCE:])
    head = text[text.index("<thead", at) : text.index("</thead>", at) + len("</thead>")]
    close = text.index("</div>", end) + len("</div>")
    more = _MORE.format(head=head, rows=later)
    return f"{text[:start]}{first}\n{text[end:close]}\n{more}{text[close:]}"
