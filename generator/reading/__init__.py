"""From files to articles and registries: encodings, layout, script, damage, metadata."""

from generator.reading.corpus import ReadCorpus, article_files, read_article, read_corpus
from generator.reading.formats import SUPPORTED, article_from_bytes
from generator.reading.registries import load_registry

__all__ = [
    "SUPPORTED",
    "ReadCorpus",
    "article_files",
    "article_from_bytes",
    "load_registry",
    "read_article",
    "read_corpus",
]
