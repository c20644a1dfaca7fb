"""Score extraction against gold: ``python -m tests.score [--errors] [SET…]`` (``make score``).

With ``--decisions=FILE`` every set is scored twice: as the machine read it, and after the decisions
of the file (``make score DECISIONS=FILE``).

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

from msgspec.structs import replace

from generator.build import extract_articles, read_paths, registry_of
from generator.comparing.decisions import apply_decisions
from generator.model.extraction import Extraction
from generator.model.fact import Status
from generator.publishing.records import extraction_records
from generator.reading.decisions import load_decisions
from tests.gold import SHARED

OWN = Path(__file__).parent / "gold"

SETS: dict[str, tuple[Path, Path, str]] = {
    "seeds": (SHARED / "gold", SHARED / "seeds", "*.txt"),
    "more": (SHARED / "gold-more", SHARED / "gold-more", "*.raw.txt"),
    "tuned": (OWN / "tuned", OWN / "tuned", "*.raw.*"),
    "tuned2": (OWN / "tuned2", OWN / "tuned2", "*.raw.*"),
    "tuned3": (OWN / "tuned3", OWN / "tuned3", "*.raw.*"),
    "blind": (OWN / "blind", OWN / "blind", "*.raw.*"),
    "blind2": (OWN / "blind2", OWN / "blind2", "*.raw.*"),
}
"""For each set: the folder of gold, the folder of raw articles, and their names.

Rules are made with the errors of all sets but the blind ones, of which only the scores are looked at.
"""


def available() -> list[str]:
    """The sets whose files are here."""
    return [name for name, (gold, _, _) in SETS.items() if gold.is_dir() and SHARED.is_dir()]


def predict(name: str, decisions: Path | None = None) -> list[dict[str, Any]]:
    """The machine output for every raw article of a set, after the decisions of a file if given."""
    _, folder, pattern = SETS[name]
    articles, findings = read_paths(sorted(folder.glob(pattern)))
    for finding in findings:
        print(finding.message, file=sys.stderr)
    extractions = tuple(extract_articles(articles))
    if decisions:
        text = decisions.read_text(encoding="utf-8-sig")
        made = load_decisions(decisions.parent, articles, registry_of([]), text)
        extractions = tuple(_standing(e) for e in apply_decisions(extractions, made).extractions)
    return [record for e in extractions for record in extraction_records(e)]


def _standing(extraction: Extraction) -> Extraction:
    facts = tuple(f for f in extraction.facts if f.status is not Status.WITHDRAWN)
    return replace(extraction, facts=facts)


def score(name: str, *flags: str, decisions: Path | None = None) -> str:
    """What the scoring script prints for a set."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        lines = [json.dumps(record, ensure_ascii=False) for record in predict(name, decisions)]
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
    files = [Path(f.partition("=")[2]) for f in flags if f.startswith("--decisions=")]
    flags = [flag for flag in flags if not flag.startswith("--decisions")]
    for name in names:
        print(f"== {name}\n{score(name, *flags)}")
        for file in files:
            print(f"== {name}, after {file}\n{score(name, *flags, decisions=file)}")


if __name__ == "__main__":
    main()
