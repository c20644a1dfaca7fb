"""JSON-LD after schema.org: the dataset, the claims that articles make, the set of terms.

Programs that read pages find here what people read in the tables. Addresses are relative to the
page, as everywhere: the site may lie at any place. Claims quote no more than the pages do.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.rendering import addresses, wording
from generator.rendering.escaping import legible, raw, web_address
from generator.rendering.typography import EXCERPT, chinese

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from markupsafe import Markup

    from generator.model.article import Article
    from generator.model.casebook import FactRecord, MeasureRecord, Source
    from generator.model.datafile import DataDictionary, DataFile
    from generator.rendering.book import Book

_CONTEXT = {"@context": "https://schema.org", "inLanguage": "zh-Hans"}
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}

# Inside a script element "</script>" and "<!--" would end or change it; overrides of the direction
# and other characters that nobody sees would mislead who reads it. JSON allows the escapes.
_RE_ARMED = re.compile(
    "[<>&\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb]"
)


def block(data: Mapping[str, Any]) -> Markup:
    """A script element that holds ``data`` and that no word in it can end."""
    text = json.dumps({**_CONTEXT, **data}, ensure_ascii=False, separators=(",", ":"))
    return raw(f'<script type="application/ld+json">{_RE_ARMED.sub(_escape, text)}</script>')


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def dataset(book: Book, dictionary: DataDictionary) -> Markup:
    """The casebook as a ``Dataset`` with its files."""
    casebook = book.casebook
    made = {"dateModified": casebook.as_of.isoformat()} if casebook.as_of else {}
    return block(
        {
            "@type": "Dataset",
            "name": legible(casebook.registry.title),
            "description": "根据公开报道整理的园区营商环境改革事实、举措、比较和来源，每个数字都附原句。",
            "version": dictionary.version,
            "license": _LICENCE,
            "isAccessibleForFree": True,
            "keywords": [theme.name for theme in casebook.themes],
            "spatialCoverage": [park.name for park in casebook.parks],
            **made,
            "distribution": [_download(file) for file in dictionary.files],
        }
    )


def _download(file: DataFile) -> dict[str, Any]:
    # As seen from the home page, the only one with the same address on a server and on a disk.
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": f"{addresses.DATA_FOLDER}/{file.path}",
        "encodingFormat": _FORMATS.get(file.path.rpartition(".")[2], "application/octet-stream"),
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def claims(source: Source, standing: Collection[str]) -> Markup | None:
    """The facts of an article as ``Claim``s, each with its ``appearance``; None without facts.

    Args:
        source: The article.
        standing: Ids of the facts that were not withdrawn.
    """
    shown = [record for record in source.facts if record.id in standing]
    if not shown:
        return None
    appearance = _appearance(source.article)
    return block({"@graph": [_claim(record, appearance) for record in shown]})


def _claim(record: FactRecord, appearance: dict[str, Any]) -> dict[str, Any]:
    fact = record.fact
    quote = chinese(fact.quote.text)
    claim: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"#{record.id}",
        "identifier": record.id,
        "name": f"{fact.park}{fact.indicator}：{wording.printed(fact)}",
        "text": quote if len(quote) <= EXCERPT else quote[: EXCERPT - 2] + "……",
        "about": [*fact.parks, fact.indicator],
        "appearance": appearance,
    }
    if fact.speaker:
        claim["author"] = {"@type": "Person", "name": fact.speaker}
    if fact.period and fact.period.start and fact.period.end:
        claim["temporal"] = f"{fact.period.start.isoformat()}/{fact.period.end.isoformat()}"
    return claim


def _appearance(article: Article) -> dict[str, Any]:
    """The article in which a claim appears."""
    found: dict[str, Any] = {"@type": "NewsArticle", "headline": chinese(article.title)}
    if article.publisher:
        found["publisher"] = {"@type": "Organization", "name": article.publisher}
    if article.authors:
        found["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    if article.published:
        found["datePublished"] = article.published.date.isoformat()
    if address := web_address(article.url):
        found["url"] = address
    return found


def term_set(book: Book) -> Markup:
    """The glossary as a ``DefinedTermSet``."""
    terms = sorted((m for m in book.casebook.measures if m.term), key=lambda m: m.id)
    return block(
        {
            "@type": "DefinedTermSet",
            "@id": "#top",
            "name": f"{legible(book.casebook.registry.title)}：术语",
            "hasDefinedTerm": [_term(measure) for measure in terms],
        }
    )


def _term(measure: MeasureRecord) -> dict[str, Any]:
    term = measure.term
    names = [legible(alias) for alias in term.aliases] if term else []
    return {
        "@type": "DefinedTerm",
        "name": measure.name,
        "termCode": measure.id,
        "description": term.gloss if term else "",
        **({"alternateName": names} if names else {}),
        "inDefinedTermSet": "#top",
    }
