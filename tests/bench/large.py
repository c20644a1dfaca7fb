"""Time and memory of a large corpus: ``python -m tests.bench.large 100 1000 10000``.

Each size is a process of its own, so that its peak of memory is its own. The corpora are invented
(``synthetic``), with ten articles of each park. A line of JSON for each size goes to standard
output: seconds of reading, extracting and comparing, the time that processors were busy (which
other work on the machine hardly changes), and the peak of memory of this process and of the
largest of its helpers.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator.build import assemble_articles
from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.reading.corpus import read_corpus
from tests.bench.synthetic import write_corpus

ARTICLES_A_PARK = 10


def measure(folder: Path, jobs: int) -> dict[str, float]:
    """Read, extract and compare a corpus without kept results."""
    work = Work(jobs, Cache(None, ""))
    start = time.perf_counter()
    corpus = read_corpus(folder, work.read)
    read = time.perf_counter()
    casebook = assemble_articles(corpus.articles, corpus.registry, corpus.findings, (), work)
    end = time.perf_counter()
    megabytes = 1024 if sys.platform == "linux" else 1024 * 1024
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own, helpers = (usage.ru_maxrss / megabytes for usage in used)
    busy = sum(usage.ru_utime + usage.ru_stime for usage in used)
    return {
        "articles": len(corpus.articles),
        "characters": sum(len(article.text) for article in corpus.articles),
        "facts": len(casebook.facts),
        "jobs": work.processes,
        "reading": round(read - start, 2),
        "extracting_comparing": round(end - read, 2),
        "seconds": round(end - start, 2),
        "processor_seconds": round(busy, 2),
        "processor_milliseconds_an_article": round(1000 * busy / len(corpus.articles), 2),
        "megabytes": round(own),
        "megabytes_helper": round(helpers),
    }


def run(articles: int, jobs: int = 0) -> dict[str, float]:
    """Measure an invented corpus of this size in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder), articles, max(2, articles // ARTICLES_A_PARK))
        command = [sys.executable, "-m", "tests.bench.large", "--one", folder, str(jobs)]
        made = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(made.stdout))


def main() -> None:
    """Measure every size that is named."""
    if sys.argv[1] == "--one":
        sys.stdout.write(json.dumps(measure(Path(sys.argv[2]), int(sys.argv[3]))))
        return
    for size in map(int, sys.argv[1:]):
        sys.stdout.write(json.dumps(run(size)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
