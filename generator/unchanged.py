"""What the command line's ``generate`` and ``build`` do: the work, unless it was done already.

As make does, but by content and without a clock: a run leaves a note in the cache that says "from
these inputs comes this site", where both are named by their bytes (``publishing.fingerprint``). A
later run that finds the same inputs, and on the disk the very site that the note names, has
nothing to do. A note is true whenever it is read, so that notes may be lost, copied or shared.
Where anything is in doubt, all is done.
"""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.errors import Busy
from generator.model.finding import Finding, FindingKind, Severity
from generator.publishing.fingerprint import (
    Unsure,
    configuration_digest,
    file_digest,
    folder_digest,
    installed_digest,
)
from generator.publishing.folder import pages_folder
from generator.publishing.lock import exclusive
from generator.resources import BASE_CONFIG, templates_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.build import GenerateReport
    from generator.extractions import Work
    from generator.model.options import Options

_DOUBTS = (Unsure, OSError, Busy)


class Counts(Struct, frozen=True):
    """How many of each the casebook has."""

    sources: int
    parks: int
    facts: int
    nonfacts: int
    measures: int
    comparisons: int


class Files(Struct, frozen=True):
    """What became of the generated files."""

    written: int
    unchanged: int
    removed: int


class Outcome(Struct, frozen=True):
    """What a run did, or found done.

    Attributes:
        counts: Of the casebook.
        findings: The casebook's and those of writing.
        files: Of the folder of pages.
        new: Whether it was done now; else all was there already.
    """

    counts: Counts
    findings: tuple[Finding, ...]
    files: Files
    new: bool = True


def generate(corpus_dir: Path, docs_dir: Path, options: Options, work: Work) -> Outcome:
    """Compute and write all pages, unless they are there and made from the same.

    Raises:
        CasebookError: Nothing was written; the message says what to do.
    """
    from generator.drawing import painter

    def run() -> GenerateReport:
        from generator.build import generate as run_all

        return run_all(corpus_dir, docs_dir, options, work, beside)

    # What draws takes longest to load, and is begun with before it is known whether it is needed.
    with painter(work) as beside:
        return _Run(corpus_dir, docs_dir, None, None, options, work).outcome(run)


def build(
    corpus_dir: Path,
    docs_dir: Path | None,
    site_dir: Path,
    config_file: Path | None,
    options: Options,
    work: Work,
) -> Outcome:
    """Generate the pages and build the site, unless it is there and made from the same.

    Args:
        corpus_dir: The corpus.
        docs_dir: Where pages are written; None where nobody wants them but the site.
        site_dir: Where the site is built.
        config_file: The project's mkdocs.yml; None for the shipped configuration.
        options: What a person chose.
        work: How many processes work, and where results are kept.

    Raises:
        CasebookError: The last good site stays; the message says what to do.
    """
    with pages_folder(docs_dir) as docs:

        def run() -> GenerateReport:
            from generator.build import build as run_all

            return run_all(corpus_dir, docs, site_dir, config_file, options, work)

        return _Run(corpus_dir, docs_dir, site_dir, config_file, options, work).outcome(run)


class _Run(Struct, frozen=True):
    """One run: what it is made from and where it goes."""

    corpus_dir: Path
    docs_dir: Path | None
    site_dir: Path | None
    config_file: Path | None
    options: Options
    work: Work

    def outcome(self, run: Callable[[], GenerateReport]) -> Outcome:
        """What was found done, or what ``run`` did."""
        if not self.work.cache.keeps:
            return _outcome(run())
        before = self._inputs()
        if before and (found := self._found(before)):
            return found
        report = run()
        if before and not report.tree.kept_by_hand and before == self._inputs():
            self._note(before, report)
        return _outcome(report)

    def _inputs(self) -> str | None:
        """A name for everything that the run depends on but the pages that are there."""
        try:
            parts = [
                asdict(self.options),
                self.site_dir is not None,
                str(Path.cwd()),
                str(self.corpus_dir),
                folder_digest(self.corpus_dir),
                folder_digest(templates_dir()),
                sys.version,
            ]
            if (
                self.site_dir
            ):  # what makes pages is in the name of the cache; what makes sites is not
                configuration = self.config_file or templates_dir() / BASE_CONFIG
                parts += [self.site_dir.name, configuration_digest(configuration)]
                parts += [installed_digest()]
        except _DOUBTS:
            return None
        return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def _mark(self, inputs: str) -> str:
        """Name of what says that there are notes of these inputs.

        Without it nobody has to read the folder of pages to know that there is none.
        """
        return f"inputs\0{inputs}"

    def _key(self, inputs: str, known: Mapping[str, str]) -> str:
        """The note's name: all inputs, and the folder of pages as it is now but for known files."""
        pages = folder_digest(self.docs_dir, known=known) if self.docs_dir else ""
        return f"run\0{inputs}\0{pages}"

    def _found(self, inputs: str) -> Outcome | None:
        """What the last run told, if its result is there to the last byte."""
        if self.work.cache.get(self._mark(inputs)) is None:
            return None
        try:
            with ExitStack() as held:
                self._hold(held)
                note = self.work.cache.get(self._key(inputs, {}))
                told = json.loads(note) if note else None
                if told is None or told["site"] != self._results():
                    return None
        except (*_DOUBTS, ValueError, LookupError, TypeError):
            return None
        return _told(told)

    def _hold(self, held: ExitStack) -> None:
        """Keep others from changing what is being looked at; a run that goes on is in doubt."""
        if self.docs_dir and self.docs_dir.is_dir():
            held.enter_context(exclusive(self.docs_dir))
        if self.site_dir and (self.site_dir.parent / f".{self.site_dir.name}.casebook").exists():
            raise Unsure(self.site_dir.name)

    def _results(self) -> list[str]:
        """Names of the site's and the archive's bytes as they are on the disk."""
        from generator.publishing.archive import archive_path

        if self.site_dir is None:
            return []
        archive = file_digest(archive_path(self.site_dir)) if self.options.offline else ""
        return [folder_digest(self.site_dir), archive]

    def _note(self, inputs: str, report: GenerateReport) -> None:
        """Leave the note for the next run, which finds the folder of pages as this one left it."""
        from generator.publishing.tree import owned_digests

        outcome = _outcome(report)
        try:
            told = {
                "site": self._results(),
                "counts": list(asdict(outcome.counts).values()),
                "files": outcome.files.written + outcome.files.unchanged,
                "findings": [list(asdict(finding).values()) for finding in outcome.findings],
            }
            written = owned_digests(self.docs_dir) if self.docs_dir else {}
            self.work.cache.put(self._key(inputs, written), json.dumps(told).encode())
            self.work.cache.put(self._mark(inputs), b"")
        except _DOUBTS:
            return


def _outcome(report: GenerateReport) -> Outcome:
    casebook, tree = report.casebook, report.tree
    counts = Counts(
        sources=len(casebook.sources),
        parks=len(casebook.parks),
        facts=len(casebook.facts),
        nonfacts=sum(len(source.nonfacts) for source in casebook.sources),
        measures=len(casebook.measures),
        comparisons=len(casebook.comparisons),
    )
    files = Files(len(tree.written), len(tree.unchanged), len(tree.removed))
    return Outcome(counts, report.findings, files)


def _told(told: Any) -> Outcome:  # noqa: ANN401 - JSON
    findings = tuple(
        Finding(FindingKind(kind), Severity(severity), where, message)
        for kind, severity, where, message in told["findings"]
    )
    return Outcome(Counts(*told["counts"]), findings, Files(0, told["files"], 0), new=False)
