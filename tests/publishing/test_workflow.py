"""The workflow that publishes on GitHub Pages, judged by the linters for such files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github/workflows"
WORKFLOW = FOLDER / "pages.yml"


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return dict(yaml.safe_load(WORKFLOW.read_text(encoding="utf-8")))


def test_zizmor_finds_nothing() -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--persona=pedantic"]
    environment = {k: v for k, v in os.environ.items() if k not in {"GH_TOKEN", "GITHUB_TOKEN"}}
    done = subprocess.run(
        [*command, str(FOLDER)], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_sees_a_fault(tmp_path: Path) -> None:
    loose = re.sub(r"@[0-9a-f]{40}[^\n]*", "@v4", WORKFLOW.read_text(encoding="utf-8"))
    (tmp_path / "loose.yml").write_text(loose, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_the_form_is_the_schemas() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*command, "vendor.github-workflows", str(WORKFLOW)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_action_is_pinned_by_commit(workflow: dict[Any, Any]) -> None:
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) >= 5
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in used)


def test_a_job_may_do_no_more_than_it_needs(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["needs"] == "build"


def test_checks_tests_and_links_come_before_publishing(workflow: dict[Any, Any]) -> None:
    runs = [step.get("run", "") for step in workflow["jobs"]["build"]["steps"]]
    wanted = ["make check", "make test", "casebook build", "casebook check --site", "--offline"]
    places = [next(i for i, run in enumerate(runs) if words in run) for words in wanted]
    assert places == sorted(places)
    uses = [step.get("uses", "") for step in workflow["jobs"]["build"]["steps"]]
    attached = next(i for i, action in enumerate(uses) if "upload-artifact" in action)
    assert attached > places[-1]
    paths = workflow["jobs"]["build"]["steps"][attached]["with"]["path"]
    assert {"dist/casebook.pdf", "dist/casebook.zip"} == set(paths.split())


def test_its_commands_and_options_are_there(workflow: dict[Any, Any]) -> None:
    from generator.cli import main

    runs = "\n".join(step.get("run", "") for step in workflow["jobs"]["build"]["steps"])
    for name, options in re.findall(r"bin/casebook (\w+)([^\n]*)", runs):
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", options)) <= known, name
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"make (\w+)", runs)) <= set(targets)
