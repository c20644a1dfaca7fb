"""The long run: ``python -m tests.fuzz --inputs 1000000 --seed 1 --report FILE``.

Every target gets its share; a failure is written down with its input and the run goes on with
the next batch, so that one run tells of all.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from pathlib import Path

from tests.fuzz.campaign import Tally, batch
from tests.fuzz.targets import TARGETS

_EXAMPLES = 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="one target by name")
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    chosen = [t for t in TARGETS if options.only in (None, t.name)]
    shares = sum(target.share for target in chosen)
    tallies = {target.name: Tally() for target in chosen}
    for target in chosen:
        tally, number = tallies[target.name], options.seed * 1_000_000
        while tally.inputs < options.inputs * target.share / shares:
            number += 1
            try:
                batch(target, number, _EXAMPLES, tally, shrink=False)
            except Exception as error:  # noqa: BLE001 - whatever an input makes it raise
                _note(target.name, number, error, tally)
        _say(
            f"{target.name}: {tally.inputs} inputs, slowest {tally.slowest:.3f} s, {len(tally.failures)} failures"
        )
        if options.report:
            options.report.parent.mkdir(parents=True, exist_ok=True)
            options.report.write_text(_report(options.seed, tallies), encoding="utf-8")
    sys.exit(any(tally.failures for tally in tallies.values()))


def _note(name: str, number: int, error: Exception, tally: Tally) -> None:
    notes = next(iter(getattr(error, "__notes__", ())), "")
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/generator/" in f.filename]
    where = (frames or traceback.extract_tb(error.__traceback__))[-1]
    line = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno} {error!s:.200} {notes}"
    tally.failures.append(line)
    _say(f"FAILED {name} batch {number}: {line}")


def _report(seed: int, tallies: dict[str, Tally]) -> str:
    rows = {
        name: {"inputs": t.inputs, "slowest_seconds": round(t.slowest, 3), "failures": t.failures}
        for name, t in tallies.items()
    }
    total = sum(t.inputs for t in tallies.values())
    return (
        json.dumps({"seed": seed, "inputs": total, "targets": rows}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _say(text: str) -> None:
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
