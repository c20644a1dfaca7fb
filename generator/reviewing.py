"""The composition of a review: what to look at, and a decision into the file if it is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.build import assemble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.comparing.review import ReviewItem
    from generator.model.article import Article
    from generator.model.casebook import Casebook


class Review(Struct, frozen=True):
    """A corpus opened for review.

    Attributes:
        corpus_dir: The corpus.
        casebook: The casebook as decided so far.
        items: What needs a look, the most doubtful first.
        articles: What was read, to check the words of additions.
    """

    corpus_dir: Path
    casebook: Casebook
    items: tuple[ReviewItem, ...]
    articles: tuple[Article, ...]

    @property
    def path(self) -> Path:
        """The file of decisions."""
        from generator.publishing.deciding import DECISIONS

        return self.corpus_dir / DECISIONS

    def decide(self, entry: Mapping[str, Any]) -> None:
        """Add a decision to the file, if it is valid.

        Raises:
            BadRegistry: It is not; nothing was written.
            Busy: Another run is adding one.
        """
        from generator.publishing.deciding import append_decision
        from generator.reading.decisions import load_decisions

        registry = self.casebook.registry
        append_decision(
            self.corpus_dir,
            entry,
            lambda text: load_decisions(self.corpus_dir, self.articles, registry, text),
        )

    def close(self) -> None:
        """Remember which facts were there, so that next time the new ones are known."""
        from generator.publishing.deciding import write_seen

        write_seen(self.corpus_dir, [record.id for record in self.casebook.facts])


def open_review(corpus_dir: Path) -> Review:
    """Read a corpus and line up what people should look at.

    Raises:
        CasebookError: As in ``assemble``.
    """
    from generator.comparing.review import review_queue
    from generator.publishing.deciding import read_seen

    casebook = assemble(corpus_dir)
    articles = tuple(source.article for source in casebook.sources)
    return Review(corpus_dir, casebook, review_queue(casebook, read_seen(corpus_dir)), articles)
