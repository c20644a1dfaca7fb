"""Fit what evidence for a theme weighs: ``python -m tests.fit_themes [--loo] [--write]``.

A linear chain over the figures of an article (conditional random field): every place of evidence and
every tie to the figure before has one weight that is not negative, the same for all themes.
``--loo`` fits as many times as there are articles, each time without one of them, and reports how
often that one's themes are right: a figure that the weights have not seen. ``--without-own-words``
also takes away, for each article, the words that no other article has, as if nobody had ever read
it: a lower bound for the lexicon. ``--write`` writes ``generator/lexicons/theme_weights.yml``.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from generator.extracting.ledger import find_mentions
from generator.extracting.lexicon import Lexicon
from generator.extracting.measures import find_measures, measure_of
from generator.extracting.periods import find_periods
from generator.extracting.roles import read_roles
from generator.extracting.segmentation import segment
from generator.extracting.surroundings import surroundings
from generator.extracting.theme_evidence import EvidenceReader
from generator.extracting.theme_map import ThemeMap
from generator.extracting.themes import FALLBACK
from tests.gold import GoldLine, article, gold_lines, ids
from tests.score import SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.theme_lexicon import ThemeLexicon

TRAINING = ("seeds", "more", "tuned", "tuned2", "tuned3")
WEIGHTS = Path(__file__).parents[1] / "generator" / "lexicons" / "theme_weights.yml"
HEAD = """\
# What evidence for a theme weighs by the place where it stands, and what ties a figure to the theme
# of the one before it. Fitted on annotated articles, never set by hand: python -m tests.fit_themes
"""
_ROUNDS, _RATE, _SHRINK = 250, 0.08, 3.0


@dataclass(frozen=True)
class Chain:
    """The figures of one article that gold knows: evidence, ties and the right themes."""

    name: str
    evidence: np.ndarray[Any, np.dtype[np.float64]]
    """Figures, themes, places."""
    ties: np.ndarray[Any, np.dtype[np.float64]]
    right: np.ndarray[Any, np.dtype[np.int64]]


def chains(lexicon: Lexicon, drop: dict[str, set[str]]) -> list[Chain]:
    """The articles as numbers."""
    made = []
    for name in TRAINING:
        folder = SETS[name][0]
        for id_ in ids(folder):
            own = _without(lexicon, drop.get(id_, set()))
            if len((chain := _chain(f"{name}/{id_}", folder, id_, own)).right):
                made.append(chain)
    return made


def _without(lexicon: Lexicon, words: set[str]) -> Lexicon:
    themes = lexicon.themes.without(words)
    return replace(lexicon, themes=themes, measures=replace(lexicon.measures, themes=themes))


def _chain(name: str, folder: Path, id_: str, lexicon: Lexicon) -> Chain:
    text = article(folder, id_)
    document = segment(text)
    words = ThemeMap(document, lexicon.themes)
    mentions = find_mentions(document, lexicon.numerals)
    periods = find_periods(document, lexicon.periods)
    found = find_measures(document, lexicon.measures, periods, words)
    places = surroundings(document, mentions)
    owners = measure_of(document, places, found, lexicon.measures, words)
    roles = {s: r.role for s, r in read_roles(document, places, lexicon.roles).items()}
    lines = [g for g in gold_lines(folder, id_, text.text) if g.span and g.data["type"] == "fact"]
    gold = [_gold(lines, place.mention) for place in places]
    kept = [at for at, line in enumerate(gold) if line]
    themes = lexicon.themes.themes

    def read(weights: ThemeLexicon) -> tuple[Any, Any]:
        reader = EvidenceReader(document, words, weights, found)
        rows, ties = reader.read(places, owners, roles)
        return np.array(rows).reshape(len(rows), len(themes))[kept], np.array(ties)[kept]

    # What is read is linear in the weights: with one weight alone it is that one's evidence.
    evidence = [read(alone)[0] for alone in _alone(lexicon.themes, "places")]
    tied = [read(alone)[1] for alone in _alone(lexicon.themes, "ties")]
    silent = np.broadcast_to(lexicon.themes.silent, evidence[0].shape)
    right = [themes.index(line.data["theme"]) for line in gold if line]
    return Chain(
        name,
        np.stack([*evidence, silent], axis=-1),
        np.stack(tied, axis=-1),
        np.array(right, dtype=np.int64),
    )


def _alone(lexicon: ThemeLexicon, field: str) -> Iterator[ThemeLexicon]:
    """The lexicon with each weight of a field alone, where nothing else speaks for any theme."""
    names = sorted(getattr(lexicon, field))
    silent = replace(
        lexicon,
        silent=(0.0,) * len(lexicon.themes),
        places=dict.fromkeys(lexicon.places, 0.0),
        ties=dict.fromkeys(lexicon.ties, 0.0),
    )
    for name in names:
        yield replace(silent, **{field: {**getattr(silent, field), name: 1.0}})


def _gold(lines: Sequence[GoldLine], mention: Mention) -> GoldLine | None:
    return next((g for g in lines if g.span and g.span.overlaps(mention.span)), None)


def gradient(weights: Any, chain: Chain) -> Any:
    """Gradient of the log-likelihood of one article's themes."""
    size = chain.evidence.shape[2]
    own, stay = chain.evidence @ weights[:size], chain.ties @ weights[size:]
    count = len(chain.right)
    forward, backward = own.copy(), np.zeros_like(own)
    for at in range(1, count):
        forward[at] = own[at] + _step(forward[at - 1], stay[at])
    for at in range(count - 2, -1, -1):
        backward[at] = _step(backward[at + 1] + own[at + 1], stay[at + 1])
    top = forward[-1].max()
    whole = top + np.log(np.exp(forward[-1] - top).sum())
    likely = np.exp(forward + backward - whole)
    likely[np.arange(count), chain.right] -= 1
    places = -np.einsum("nk,nkf->f", likely, chain.evidence)
    same = np.exp(forward[:-1] + stay[1:, None] + own[1:] + backward[1:] - whole).sum(axis=1)
    ties = (chain.right[1:] == chain.right[:-1]) - same
    return np.concatenate([places, ties @ chain.ties[1:]])


def _step(sums: Any, stay: float) -> Any:
    top = sums.max()
    return top + np.log(np.exp(sums - top).sum() + np.exp(sums - top) * (np.exp(stay) - 1))


def fit(made: Sequence[Chain], start: Any = None, rounds: int = _ROUNDS) -> Any:
    """Weights that make the gold themes most likely (Adam; large weights are shrunk)."""
    size = made[0].evidence.shape[2] + made[0].ties.shape[1]
    weights = np.full(size, 0.3) if start is None else start.copy()
    fixed = made[0].evidence.shape[2] - 1
    mean, square = np.zeros(size), np.zeros(size)
    for turn in range(1, rounds + 1):
        slope = sum(gradient(weights, chain) for chain in made) - _SHRINK * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
        weights = np.maximum(0, weights + _RATE * (1 - turn / (rounds + 1)) * step)
        weights[fixed] = 1
    return weights


def best_row(weights: Any, chain: Chain) -> list[int]:
    """The most likely row of themes."""
    size = chain.evidence.shape[2]
    own, stay = chain.evidence @ weights[:size], chain.ties @ weights[size:]
    sums, steps = own[0], []
    for at in range(1, len(own)):
        leader = int(sums.argmax())
        stays = sums + stay[at] >= sums[leader]
        steps.append(np.where(stays, np.arange(len(sums)), leader))
        sums = own[at] + np.maximum(sums + stay[at], sums[leader])
    row = [int(sums.argmax())]
    for step in reversed(steps):
        row.append(int(step[row[-1]]))
    return row[::-1]


def report(title: str, made: Sequence[Chain], rows: Sequence[list[int]]) -> None:
    """Print the share of right themes for each set and for all."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for chain, row in zip(made, rows, strict=True):
        for key in (chain.name.split("/")[0], "all"):
            right[key] += int((np.array(row) == chain.right).sum())
            whole[key] += len(row)
    print(title, {key: round(right[key] / whole[key], 4) for key in whole}, whole["all"])


def own_words(lexicon: Lexicon) -> dict[str, set[str]]:
    """For each article the lexicon's words that stand in no other article."""
    texts = {
        id_: article(SETS[name][0], id_).text for name in TRAINING for id_ in ids(SETS[name][0])
    }
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for id_, text in texts.items():
        for word in lexicon.themes.weights:
            if word in text:
                seen[word].add(id_)
    return {id_: {word for word, where in seen.items() if where == {id_}} for id_ in texts}


def left_out(made: Sequence[Chain], start: Any) -> list[list[int]]:
    """Each article's themes by weights that were fitted without it."""
    return [
        best_row(fit([c for c in made if c is not chain], start, _ROUNDS // 4), chain)
        for chain in made
    ]


def main() -> None:
    """Fit, report and, when asked, write."""
    lexicon = Lexicon.load()
    made, places, ties = (
        chains(lexicon, {}),
        *map(sorted, (lexicon.themes.places, lexicon.themes.ties)),
    )
    weights = fit(made)
    report("all articles together:", made, [best_row(weights, chain) for chain in made])
    if "--loo" in sys.argv:
        report("each article left out:", made, left_out(made, weights))
    if "--without-own-words" in sys.argv:
        poorer = chains(lexicon, own_words(lexicon))
        report("left out, own words too:", poorer, left_out(poorer, weights))
    named = dict(zip([*places, FALLBACK, *ties], weights.round(2).tolist(), strict=True))
    lines = [f"  {name}: {named[name]:.2f}" for name in places]
    tied = [f"  {name}: {named[name]:.2f}" for name in ties]
    text = "\n".join([f"{HEAD}places:", *lines, "ties:", *tied]) + "\n"
    if "--write" in sys.argv:
        WEIGHTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
