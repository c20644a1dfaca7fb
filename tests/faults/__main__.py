"""Kill the commands at random points: ``python -m tests.faults --points 200 --seed 1``.

The points are shared among build, add, review, export and pdf. Exit status 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.faults.killing import HAND_WRITTEN, HEAD, PAGE, SCENARIOS, campaign


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    _load()
    outcomes = {}
    with tempfile.TemporaryDirectory(prefix="casebook-faults-") as folder:
        for scenario in SCENARIOS:
            points = -(-options.points // len(SCENARIOS))
            outcome = campaign(Path(folder), scenario, points, options.seed)
            outcomes[scenario.name] = asdict(outcome)
            sys.stdout.write(
                f"{scenario.name}: {json.dumps(asdict(outcome), ensure_ascii=False)}\n"
            )
            sys.stdout.flush()
            if options.report:
                found = {"seed": options.seed, "commands": outcomes}
                text = json.dumps(found, ensure_ascii=False, indent=1)
                options.report.write_text(text + "\n", encoding="utf-8")
    sys.exit(any(o["failures"] or o["killed"] < 1 for o in outcomes.values()))


def _load() -> None:
    """Do everything once, so that every child begins with its work and not with imports."""
    import warnings

    warnings.simplefilter("ignore")
    os.environ["CASEBOOK_CACHE"] = "off"
    import generator.commands.casebook  # noqa: F401
    from generator.build import build, export, read_paths
    from generator.reviewing import open_review

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in HAND_WRITTEN.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        for n, park in ((5, "柳江经开区"), (7, "绍兴经开区")):
            text = HEAD.format(park=park, n=n)
            (folder / "corpus" / f"{n}.md").write_text(text, encoding="utf-8")
        (folder / "a.html").write_text(PAGE.format(park="绍兴经开区", n=2), encoding="utf-8")
        build(folder / "corpus", folder / "docs", folder / "site")
        export(folder / "corpus", folder / "data", docx=True)
        read_paths([folder / "a.html"])
        open_review(folder / "corpus")


if __name__ == "__main__":
    main()
