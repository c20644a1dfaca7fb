"""The same corpus on several Pythons: ``python -m tests.same_bytes 3.12 3.13``.

Each may also be the path of a Python. Makes an environment for each version from the locked, hashed requirements (with ``uv``), builds
pages, site, PDF and export with it, and compares the digests of all files. Exit status 1 if any
differ.
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
STEPS = (
    ("build", "--docs-dir", "docs", "--site-dir", "site", "-q"),
    ("pdf", "-o", "book.pdf", "-q"),
    ("export", "data", "--docx"),
)


def main() -> None:
    versions = sys.argv[1:] or ["3.12", "3.13"]
    with tempfile.TemporaryDirectory(prefix="casebook-same-") as name:
        folder = Path(name)
        made = {"here": _digests(folder / "here", Path(sys.executable))}
        for version in versions:
            made[version] = _digests(
                folder / f"run-{len(made)}", _python(folder / f"venv-{len(made)}", version)
            )
    first = made["here"]
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


def _digests(place: Path, python: Path) -> dict[str, str]:
    place.mkdir()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CASEBOOK_CACHE": "off"}
    for step in STEPS:
        words = [str(python), "-W", "ignore", "-c", RUN, *step, "--corpus", str(ROOT / "corpus")]
        subprocess.run(words, cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    main()
