"""Score extraction against gold: ``python -m tests.score [--errors] [SET…]`` (``make score``).

The script that scores is the reference one beside the project; the sets are the reference
articles and our own in ``tests/gold``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from generator.build import extract_articles, read_paths
from generator.publishing.records import extraction_records
from tests.gold import SHARED

OWN = Path(__file__).parent / "goldsets"

SETS: dict[str, tuple[Path, Path, str]] = {
    "seeds": (SHARED / "gold", SHARED / "seeds", "*.txt"),
    "more": (SHARED / "gold-more", SHARED / "gold-more", "*.raw.txt"),
    "tuned": (OWN / "tuned", OWN / "tuned", "*.raw.*"),
    "tuned2": (OWN / "tuned2", OWN / "tuned2", "*.raw.*"),
    "blind": (OWN / "blind", OWN / "blind", "*.raw.*"),
}
"""For each set: the folder of gold, the folder of raw articles, and their names."""


def available() -> list[str]:
    """The sets whose files are here."""
    return [name for name, (gold, _, _) in SETS.items() if gold.is_dir() and SHARED.is_dir()]


def predict(name: str) -> list[dict[str, Any]]:
    """The machine output for every raw article of a set."""
    _, folder, pattern = SETS[name]
    articles, findings = read_paths(sorted(folder.glob(pattern)))
    for finding in findings:
        print(finding.message, file=sys.stderr)
    return [record for e in extract_articles(articles) for record in extraction_records(e)]


def score(name: str, *flags: str) -> str:
    """What the scoring script prints for a set."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        lines = [json.dumps(record, ensure_ascii=False) for record in predict(name)]
        predicted.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [
            sys.executable,
            str(SHARED / "eval" / "score.py"),
            str(SETS[name][0]),
            str(predicted),
        ]
        done = subprocess.run([*command, *flags], capture_output=True, text=True, check=True)
    return done.stdout


def figures(name: str) -> dict[str, Any]:
    """The score of a set as a dictionary."""
    result: dict[str, Any] = json.loads(score(name, "--json"))
    return result


def main() -> None:
    """Print every set's score."""
    flags = [word for word in sys.argv[1:] if word.startswith("-")]
    names = [word for word in sys.argv[1:] if not word.startswith("-")] or available()
    for name in names:
        print(f"== {name}\n{score(name, *flags)}")


if __name__ == "__main__":
    main()
