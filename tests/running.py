"""Runs of the command line in processes of their own, and what they left on the disk."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RUN = "from generator.cli import main; main()"


def casebook(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line, until it ends."""
    return subprocess.run(
        command(*words),
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def command(*words: str | Path) -> list[str]:
    """The words that start the command line with this Python."""
    return [sys.executable, "-W", "ignore", "-c", RUN, *map(str, words)]


def digest(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def forking(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test in which this process is copied, whatever threads other tests have left."""
    for mark in (
        pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies processes safely"),
        pytest.mark.usefixtures("copied"),
        pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning"),
    ):
        test = mark(test)
    return test
