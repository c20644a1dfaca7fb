"""The content security policy of pages: what they are given, and whether a built page has one that holds.

Only the site itself may be loaded, run or sent to; scripts come from files, so that no attribute
(``onclick``) and no script in the text of a page ever runs. Inline styles are set by the theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVED = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
)

# Pages opened from a disk have no origin that 'self' could mean everywhere: files are named by their
# scheme. The same pages may be put on a server, where 'self' holds.
FROM_DISK = SERVED.replace("'self'", "'self' file:")

# The live preview writes a script into each page, which changes with each build; attributes stay forbidden.
PREVIEW = f"{SERVED}; script-src 'self' 'unsafe-inline'; script-src-attr 'none'"

_ANYWHERE = frozenset({"'self'", "'none'"})
_ALSO = {"img-src": frozenset({"data:"}), "style-src": frozenset({"'unsafe-inline'"})}
_NEEDED = ("default-src", "object-src", "base-uri", "form-action")
"""``default-src`` covers whatever is loaded; the last two are not loaded (CSP 3, 6.1 and 6.3)."""

# What a policy does not cover when it stands before it (HTML, 4.2.5.3).
_AT_WORK = "self::script or self::style or self::link or self::img or self::base or self::iframe"
_META = "//head/meta[translate(@http-equiv, 'CSP', 'csp')='content-security-policy']"


def policy_faults(root: Any, *, from_disk: bool) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    """What is wrong with the policy of a built page, in Chinese; nothing where it holds.

    Args:
        root: The page, parsed with lxml.
        from_disk: Whether the page is made to be opened from a disk.
    """
    policies = root.xpath(_META)
    if not policies:
        yield "缺少内容安全策略"
        return
    if policies[0].xpath(f"preceding::*[{_AT_WORK}]"):
        yield "内容安全策略之前已有脚本、样式或链接"
    sources = _directives(policies[0].get("content") or "")
    if missing := [name for name in _NEEDED if name not in sources]:
        yield f"内容安全策略缺少 {'、'.join(missing)}"
    for name, allowed in sources.items():
        known = _ANYWHERE | _ALSO.get(name, frozenset()) | ({"file:"} if from_disk else set())
        if wider := sorted(set(allowed) - known):
            yield f"内容安全策略被放宽：{name} {' '.join(wider)[:80]}"


def _directives(policy: str) -> dict[str, tuple[str, ...]]:
    """Sources by directive; the first of two directives of one name counts (CSP 3, 2.2.1)."""
    found: dict[str, tuple[str, ...]] = {}
    for part in policy.split(";"):
        name, *allowed = part.split() or [""]
        if name:
            found.setdefault(name.lower(), tuple(allowed))
    return found
