"""Which places name the same measure: one term of the lexicon, one name, or a name and its parts."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.extracting.measure_candidates import Candidate

_SHORTEST_BASE, _CLASS_NOUN = 4, 3
_SHORTEST = _SHORTEST_BASE - 1
"""A name that another one ends with may be shorter by one than one that it begins with."""
_DOCUMENT_ENDS = ("方案", "办法", "措施", "意见", "条例")
_SPAN = attrgetter("span")
_MARKS = '“”‘’"'


def grouped_names(candidates: Iterable[Candidate], text: str) -> list[list[Candidate]]:
    """The places of each measure, in the order of their first mention.

    Args:
        candidates: Every place where a measure is named.
        text: The article's text.
    """
    by_term: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_term[candidate.term.name if candidate.term else candidate.name].append(candidate)
    groups: list[list[Candidate]] = []
    for members in by_term.values():
        if len(members) == 1:
            groups.append(members)
        else:
            groups += _told_apart(members, text)
    return _merged(groups)


def _told_apart(members: list[Candidate], text: str) -> list[list[Candidate]]:
    """Names of one term that the text sets apart by quotation marks: “科技贷”“人才贷” are two."""
    quoted = dict.fromkeys(member.name for member in members if _is_marked(member, text))
    names = [name for name in quoted if not any(o != name and o in name for o in quoted)]
    if len(names) <= 1:
        return [members]
    parts: dict[str, list[Candidate]] = {name: [] for name in names}
    for member in members:
        parts[next((name for name in names if name in member.name), names[0])].append(member)
    return list(parts.values())


def _is_marked(member: Candidate, text: str) -> bool:
    """Whether a quotation mark stands at either end of the name; a pair shares its two marks."""
    around = text[max(0, member.span.start - 1) : member.span.end + 1]
    return around[0] in _MARKS or around[-1] in _MARKS


def _merged(groups: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """Names that lengthen another one join it (快调中心 to 快调), and parts join the sum."""
    names = [members[0].name for members in groups]
    parts = _parts_of_sums(names) if "+" in "".join(names) else {}
    if not parts and _tell_apart(names):
        return [_in_order(members) for members in groups]  # no two begin or end alike
    targets = list(range(len(groups)))
    known: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        known.setdefault(name, []).append(index)
    heads = _counted([name[:_SHORTEST] for name in known])
    tails = _counted([name[-_SHORTEST:] for name in known])
    sizes = sorted({len(name) for name in known if len(name) >= _SHORTEST})
    for index, name in enumerate(names):
        sums: list[int] = []
        if parts:
            term = groups[index][0].term
            sums = parts.get(name, sums) + (parts.get(term.name, sums) if term else [])
        if not sums and heads[name[:_SHORTEST]] == 1 == tails[name[-_SHORTEST:]]:
            continue  # most names begin and end like no other
        for other in _alike(name, known, sizes, sums):
            base = names[other]
            if other == index or targets[other] != other:
                continue
            if other in sums or _lengthens(name, base):
                targets[index] = other
                break
    return _joined(groups, targets)


def _tell_apart(names: Sequence[str]) -> bool:
    """Whether no two names begin alike and none end alike."""
    heads, tails = {name[:_SHORTEST] for name in names}, {name[-_SHORTEST:] for name in names}
    return len(heads) == len(tails) == len(names)


def _counted(words: Iterable[str]) -> dict[str, int]:
    """How often each word stands in a short list: a ``Counter`` takes longer to be made."""
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def _joined(groups: Sequence[list[Candidate]], targets: Sequence[int]) -> list[list[Candidate]]:
    """The groups, each added to the one that it joins."""
    merged: dict[int, list[Candidate]] = {}
    for target, members in zip(targets, groups, strict=True):
        if target in merged:
            merged[target] += members
        else:
            merged[target] = [*members]
    return [_in_order(members) for members in merged.values()]


def _in_order(members: list[Candidate]) -> list[Candidate]:
    """The places of one measure in text order."""
    return sorted(members, key=_SPAN) if len(members) > 1 else members


def _parts_of_sums(names: Sequence[str]) -> dict[str, list[int]]:
    """From each part of a sum to the sum's index: 标准地 is a part of 标准地+承诺制."""
    parts: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        if "+" in name:
            for part in name.split("+"):
                parts.setdefault(part, []).append(index)
    return parts


def _alike(
    name: str, known: Mapping[str, Sequence[int]], sizes: Sequence[int], sums: Sequence[int]
) -> list[int]:
    """The groups, in order, whose names begin or end this one, and some sums of names."""
    found = [*sums]
    for size in sizes:
        if size >= len(name):
            break
        if (head := name[:size]) in known:
            found += known[head]
        if (tail := name[-size:]) in known:
            found += known[tail]
    return sorted(set(found)) if len(found) > 1 else found


def _lengthens(name: str, base: str) -> bool:
    shortest = _SHORTEST_BASE - name.endswith(base)
    if len(base) < shortest or len(name) <= len(base) or any(mark in name for mark in "“、,"):
        return False
    if name.endswith(base):
        return not name.endswith(_DOCUMENT_ENDS)
    return name.startswith(base) and len(name) - len(base) <= _CLASS_NOUN
