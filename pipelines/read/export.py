"""The corpus in other formats.

A format is one function `(records, stream) -> count` and one entry in EXPORTERS; a feed also takes a title.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

from pipelines.read.atom import atom, newest
from pipelines.read.citations import to_bibtex, to_csl_json, to_ris
from pipelines.read.query import RECORD

Records = Iterable[Mapping[str, Any]]

CSV_COLUMNS = (*RECORD[:3], "author", "tags", *RECORD[3:])


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


EXPORTERS: dict[str, Callable[..., int]] = {
    "atom": to_atom,
    "csv": to_csv,
    "jsonl": to_json_lines,
    "csl": to_csl_json,
    "bibtex": to_bibtex,
    "ris": to_ris,
}
