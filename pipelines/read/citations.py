"""Articles as references, for Zotero, LaTeX and the rest.

Names stay whole: which part of one is the family name, or whether it is a person at all, no page says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

Record = Mapping[str, Any]

_LATEX = {
    **{mark: "\\" + mark for mark in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_csl_json(records: Iterable[Record], stream: TextIO) -> int:
    """Write one JSON array of CSL items."""
    count = 0
    stream.write("[")
    for record in records:
        stream.write(",\n" if count else "\n")
        stream.write(json.dumps(csl_item(record), ensure_ascii=False))
        count += 1
    stream.write("\n]\n")
    return count


def to_bibtex(records: Iterable[Record], stream: TextIO) -> int:
    """Write one @misc entry an article, in UTF-8."""
    count = 0
    for record in records:
        stream.write(bibtex_entry(record))
        count += 1
    return count


def to_ris(records: Iterable[Record], stream: TextIO) -> int:
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
        "urldate": record["last_seen"][:10],
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
    yield "Y2", record["last_seen"][:10].replace("-", "/")


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
