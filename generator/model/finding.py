"""Findings: everything doubtful or left out, shown on the quality page and by ``casebook check``."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Something was left out of the casebook."""
    WARNING = "warning"
    """A person should look."""
    NOTE = "note"
    """Good to know."""


class FindingKind(StrEnum):
    """What was found; the value is shown in brackets behind the message, to search for."""

    UNREADABLE = "unreadable"
    """A file could not be read."""
    EMPTY_TEXT = "empty-text"
    """Nothing was left of a file after cleaning."""
    BAD_FRONT_MATTER = "bad-front-matter"
    BAD_REGISTRY = "bad-registry"
    UNKNOWN_THEME = "unknown-theme"
    UNKNOWN_PARK = "unknown-park"
    """A park of the text is not in parks.yml."""
    UNUSED_PARK = "unused-park"
    """A park of parks.yml occurs in no article."""
    NO_DATE = "no-date"
    INFERRED_DATE = "inferred-date"
    NO_PUBLISHER = "no-publisher"
    REPAIRED = "repaired"
    """Damaged text was repaired."""
    SUSPECT_TEXT = "suspect-text"
    """Text looks damaged and was left as it is."""
    DUPLICATE_ARTICLE = "duplicate-article"
    AMBIGUOUS_FIGURE = "ambiguous-figure"
    """Two readings remain; none was chosen."""
    UNKNOWN_UNIT = "unknown-unit"
    CONFLICT = "conflict"
    """The same indicator of the same park has different values."""
    UNMAPPED_INDICATOR = "unmapped-indicator"
    """A frequent phrase fits no indicator."""
    HAND_WRITTEN = "hand-written"
    """A generated page was not written because a person's page stands there."""
    LARGE_CORPUS = "large-corpus"
    """There are so many articles that a page of each makes the site slow."""
    LOST_DECISION = "lost-decision"


class Finding(Struct, frozen=True):
    """One finding.

    Attributes:
        kind: What was found.
        severity: How much it matters.
        where: File, article id or place, for people.
        message: A sentence in Chinese that says what and what to do.
    """

    kind: FindingKind
    severity: Severity
    where: str
    message: str
