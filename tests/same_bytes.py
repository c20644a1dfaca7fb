"""The same corpus everywhere: ``python -m tests.same_bytes 3.12 3.13``.

This Python builds pages, sites, archive, PDF and export under every condition (time zone, locale,
hash seed, number of processes, clock); each version named, or each Python at a path, does so under
one of them, in an environment of its own made from the locked, hashed requirements (with ``uv``).
All files must have the same digests. Exit status 1 if any differ.

With ``FAKETIME_LIBRARY=/path/of/libfaketime.so.1`` one run lives in the year 2001.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = "from generator.cli import main; main()"
CONDITIONS: dict[str, tuple[str, dict[str, str]]] = {
    "plain": ("1", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}),
    "east": ("2", {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    "west": ("4", {"TZ": "America/Adak", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "4242"}),
    "bare": (
        "0",
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "1"},
    ),
}
"""The number of processes, and what else differs."""
if library := os.environ.get("FAKETIME_LIBRARY"):
    CONDITIONS["2001"] = ("1", {"LD_PRELOAD": library, "FAKETIME": "@2001-02-03 04:05:06"})
STEPS = (
    ("build", "--docs-dir", "docs", "--site-dir", "site", "-q"),
    ("build", "--docs-dir", "docs", "--site-dir", "disk", "--offline", "-q"),
    ("pdf", "-o", "book.pdf", "-q"),
    ("export", "data", "--docx"),
)


def main() -> None:
    versions = sys.argv[1:] or ["3.12", "3.13"]
    with tempfile.TemporaryDirectory(prefix="casebook-same-") as name:
        folder = Path(name)
        here = Path(sys.executable)
        made = {c: _digests(folder / c, here, c) for c in CONDITIONS}
        for number, version in enumerate(versions, 1):
            condition = list(CONDITIONS)[number % len(CONDITIONS)]
            python = _python(folder / f"venv-{number}", version)
            made[f"{version}, {condition}"] = _digests(folder / f"run-{number}", python, condition)
    first = made["plain"]
    different = {
        version: sorted(n for n in first.keys() | found.keys() if first.get(n) != found.get(n))
        for version, found in made.items()
    }
    sys.stdout.write(json.dumps({"files": len(first), "different": different}, indent=1) + "\n")
    sys.exit(any(different.values()))


def _python(folder: Path, version: str) -> Path:
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "--python", version, str(folder)], check=True)
    python = folder / "bin" / "python"
    lock = str(ROOT / "requirements.lock")
    install = ["pip", "install", "-q", "--require-hashes", "-r", lock, "--python", str(python)]
    subprocess.run([*uv, *install], check=True)
    return python


def _digests(place: Path, python: Path, condition: str) -> dict[str, str]:
    place.mkdir()
    jobs, differences = CONDITIONS[condition]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CASEBOOK_CACHE": "off"} | differences
    for step in STEPS:
        words = [str(python), "-W", "ignore", "-c", RUN, *step, "--corpus", str(ROOT / "corpus")]
        if step[0] == "build":
            words += ["--jobs", jobs]
        subprocess.run(words, cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    main()
