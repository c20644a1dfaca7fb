"""What an article tells of its regions and organisations: read once, asked for each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.extracting.regions import find_regions
from generator.extracting.territory import Territory, outside_titles
from generator.extracting.topics import Topics
from generator.extracting.turns import section_regions, turn_regions

if TYPE_CHECKING:
    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.known_parks import KnownParks
    from generator.extracting.segmentation import Document


class Scene:
    """The names of one article and how they lie in one another.

    Attributes:
        document: The article.
        topics: What each clause is about.
        territory: How the regions lie in one another; ``territory.subjects`` are the subjects.
        sections: Headings that open with a park: their paragraph's number and the park.
        turns: For the first paragraph of each speaker's turn the region of who speaks.
    """

    __slots__ = ("document", "sections", "territory", "topics", "turns")

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        known: KnownParks,
        subjects: tuple[str, ...],
    ) -> None:
        regions = outside_titles(document.text, find_regions(document, gazetteer, known))
        self.document = document
        self.topics = Topics(document.text, regions, gazetteer.organisations, gazetteer)
        self.territory = Territory(regions, gazetteer, known, subjects)
        self.sections = section_regions(document, regions)
        self.turns = dict(turn_regions(document, regions))
