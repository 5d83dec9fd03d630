"""The corpus in other formats.

A format is one function `(records, stream) -> count` and one entry in EXPORTERS; a feed (Atom, RFC 4287, with
ids that never change) also takes a title. In references names stay whole: which part of one is the family
name, or whether it is a person at all, no page says. Archived pages are taken out as evidence: only whole
records count; what does not fit its digest is missing, and is told to be.
"""

from __future__ import annotations

import csv
import heapq
import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO
from xml.sax.saxutils import escape, quoteattr

from pipelines.characters import plain, plain_url
from pipelines.items import Fetch
from pipelines.moments import day_of
from pipelines.read.query import RECORD

if TYPE_CHECKING:
    from pipelines.archive import ArchivedPage, WarcArchive
    from pipelines.store import Corpus

Record = Mapping[str, Any]
Records = Iterable[Record]

CSV_COLUMNS = (*RECORD[:3], "author", "tags", *RECORD[3:])
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: Atom wants a time, and the same file must give the same feed."""
_SUMMARY = 300
"""Characters of a text that stand for a teaser that no list showed."""
ENTRIES = 50
"""As many as feed readers expect; the corpus itself is for all the rest."""
_LATEX = {
    **{mark: "\\" + mark for mark in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_csv(records: Records, stream: TextIO) -> int:
    """Write a table with a header; authors and tags joined with "; "."""
    writer = csv.DictWriter(stream, CSV_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    count = 0
    for record in records:
        count += 1
        joined = {"author": "; ".join(record["authors"]), "tags": "; ".join(record["tags"])}
        writer.writerow({**record, **joined})
    return count


def to_json_lines(records: Records, stream: TextIO) -> int:
    """Write one JSON object a line; authors and tags are lists."""
    count = 0
    for record in records:
        count += 1
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return count


def to_atom(
    records: Records, stream: TextIO, *, title: str = "All articles", home: str = "urn:readmore:all"
) -> int:
    """Write a feed of the articles that came last."""
    entries = newest(records)
    stream.writelines(f"{line}\n" for line in atom(title, home, entries))
    return len(entries)


def newest(records: Records) -> list[Record]:
    """Return the articles that came last, the newest first."""
    return heapq.nlargest(
        ENTRIES, records, key=lambda record: (record["first_seen"], record["published"] or "")
    )


def atom(title: str, home: str, entries: Records) -> Iterator[str]:
    """Yield the lines of a feed of these articles; `home` is the address of what it is about, or a URN."""
    entries = list(entries)
    updated = max((entry["changed_at"] for entry in entries), default=NEVER)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom">'
    yield f"  <title>{_text(title)}</title>"
    yield f"  <id>{stable_id(home)}</id>"
    yield f"  <updated>{updated}</updated>"
    yield "  <generator>readmore</generator>"
    yield (
        f"  <link href={_attribute(home)}/>"
        if home.startswith("http")
        else "  <author><name>readmore</name></author>"
    )
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>"


def stable_id(url: str) -> str:
    """Return an id made from an address: the same in every run and in every file."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, plain_url(url))}"


def _entry(article: Record) -> Iterator[str]:
    language = f" xml:lang={_attribute(article['language'])}" if article["language"] else ""
    yield f"  <entry{language}>"
    yield f"    <title>{_text(article['title'] or article['url'])}</title>"
    yield f"    <id>{stable_id(article['url'])}</id>"
    yield f"    <link href={_attribute(article['url'])}/>"
    yield f"    <updated>{article['changed_at']}</updated>"
    if published := _moment(article["published"]):
        yield f"    <published>{published}</published>"
    for name in article["authors"] or ["unknown"]:
        yield f"    <author><name>{_text(name)}</name></author>"
    yield f"    <summary>{_text(article['teaser'] or (article['body'] or '')[:_SUMMARY])}</summary>"
    yield f'    <content type="text">{_text(article["body"] or "")}</content>'
    yield "  </entry>"


def _moment(published: str | None) -> str | None:
    """Atom wants a time; a day alone is told as its first moment, UTC."""
    if not published:
        return None
    return published if "T" in published else f"{published}T00:00:00Z"


def _text(value: str) -> str:
    """Return the text escaped, without the characters that XML forbids."""
    return escape(plain(value))


def _attribute(url: str) -> str:
    return quoteattr(plain_url(url))


def to_csl_json(records: Records, stream: TextIO) -> int:
    """Write one JSON array of CSL items."""
    count = 0
    stream.write("[")
    for record in records:
        stream.write(",\n" if count else "\n")
        stream.write(json.dumps(csl_item(record), ensure_ascii=False))
        count += 1
    stream.write("\n]\n")
    return count


def to_bibtex(records: Records, stream: TextIO) -> int:
    """Write one @misc entry an article, in UTF-8."""
    count = 0
    for record in records:
        stream.write(bibtex_entry(record))
        count += 1
    return count


def to_ris(records: Records, stream: TextIO) -> int:
    """Write one ELEC reference an article."""
    count = 0
    for record in records:
        lines = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in ris_fields(record))
        stream.write("".join(lines) + "ER  - \r\n\r\n")
        count += 1
    return count


def csl_item(record: Record) -> dict[str, Any]:
    """Return an article as a CSL item; what is not known is left out."""
    item = {
        "id": citation_key(record),
        "type": "webpage",
        "title": record["title"],
        "author": [{"literal": name} for name in record["authors"]],
        "issued": _date_parts(record["published"]),
        "accessed": _date_parts(record["last_seen"]),
        "URL": record["url"],
        "container-title": record["site"],
        "language": record["language"],
        "abstract": record["teaser"],
    }
    return {name: value for name, value in item.items() if value}


def bibtex_entry(record: Record) -> str:
    """Return an article as a BibTeX entry; braces keep capitals and the names of organisations whole."""
    year, month, day = _day(record["published"])
    fields = {
        "title": f"{{{_latex(record['title'])}}}" if record["title"] else None,
        "author": " and ".join(f"{{{_latex(name)}}}" for name in record["authors"]),
        "year": year,
        "month": month and str(int(month)),
        "date": "-".join(filter(None, (year, month, day))),
        "howpublished": _latex(record["site"]),
        "url": record["url"],
        "urldate": day_of(record["last_seen"]),
        "language": record["language"],
    }
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{citation_key(record)}{lines}\n}}\n\n"


def ris_fields(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the tags and values of an article's RIS reference, in order."""
    yield "TY", "ELEC"
    year, month, day = _day(record["published"])
    dates = "/".join((year, month, day)) if year else None
    yield from (("AU", name) for name in record["authors"])
    values = (("TI", "title"), ("T2", "site"), ("UR", "url"), ("LA", "language"), ("AB", "teaser"))
    yield from ((tag, record[name]) for tag, name in values if record[name])
    if dates:
        yield "PY", year
        yield "DA", dates
    yield "Y2", day_of(record["last_seen"]).replace("-", "/")


def citation_key(record: Record) -> str:
    """Return a name for a reference that stays the same as long as the file does."""
    return f"{re.sub(r'[^a-z0-9]+', '-', record['site'].lower()).strip('-')}-{record['id']}"


def _day(published: str | None) -> tuple[str, str, str]:
    """Year, month and day as text, empty where not known."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published or "")
    return (found[1], found[2] or "", found[3] or "") if found else ("", "", "")


def _date_parts(published: str | None) -> dict[str, Any] | None:
    parts = [int(part) for part in _day(published) if part]
    return {"date-parts": [parts]} if parts else None


def _latex(text: str) -> str:
    return "".join(_LATEX.get(mark, mark) for mark in " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Exported:
    """How many pages were copied, and how many should have been and are not in the archive whole."""

    pages: int
    missing: int


def archived_page(corpus: Corpus, archive: WarcArchive, article_id: int) -> ArchivedPage | None:
    """Return the page that an article was read from last, None when it is not in the archive whole."""
    return next(filter(None, map(archive.read, corpus.archived(article_id))), None)


def to_warc(
    corpus: Corpus, archive: WarcArchive, article_ids: Iterable[int], stream: BinaryIO, name: str
) -> Exported:
    """Write the pages of articles, in all their states, as a WARC file; each record as it was archived."""
    from pipelines.archive import info_member

    stream.write(info_member(name))
    pages, missing = 0, 0
    for article_id in article_ids:
        fetches = corpus.states_of_page(article_id)
        records = [record for fetch in fetches if (record := _record(archive, fetch))]
        for record in records:
            stream.write(record)
        pages += len(records)
        missing += max(len(fetches), 1) - len(records)
    return Exported(pages, missing)


def _record(archive: WarcArchive, fetch: Fetch) -> bytes | None:
    """Return the record of a page as it lies in its file, packed; None when it is not there whole."""
    if fetch.warc_file is None or fetch.warc_offset is None or archive.read(fetch) is None:
        return None
    from pipelines.archive import read_packed

    return read_packed(archive.folder / fetch.warc_file, fetch.warc_offset)


EXPORTERS: dict[str, Callable[..., int]] = {
    "atom": to_atom,
    "csv": to_csv,
    "jsonl": to_json_lines,
    "csl": to_csl_json,
    "bibtex": to_bibtex,
    "ris": to_ris,
}
