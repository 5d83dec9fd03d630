"""The health of a file as Prometheus reads it from a text file: one family of figures after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pipelines.characters import plain
from pipelines.status import Status, TagStatus

_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def lines(status: Status) -> Iterator[str]:
    """Yield the lines of the file; a time that is not known has none."""
    tags = status.tags
    good = [(tag, _seconds(tag.good_at)) for tag in tags if tag.good_at]
    due = [(tag, _seconds(tag.next_due)) for tag in tags if tag.next_due]
    yield from _family("tag_last_good_run_seconds", "When the last run began that read the tag well.", good)
    yield from _family("tag_next_due_seconds", "When the followed tag is due next.", due)
    yield from _family(
        "tag_new_articles", "Articles of the last seven days.", [(tag, tag.new_this_week) for tag in tags]
    )
    yield from _family(
        "tag_failing_pages", "Pages that cannot be had or read.", [(tag, tag.failing) for tag in tags]
    )
    open_ = [trouble for trouble in status.troubles if trouble.is_grave]
    accepted = [trouble for trouble in status.troubles if trouble.accepted_at]
    yield from _single("alarms_open", "Open alarms and lists not read well, unless accepted.", len(open_))
    yield from _single("accepted", "What is wrong and accepted as a known limit.", len(accepted))
    yield from _single("file_bytes", "Size of the database.", status.file_bytes)
    yield from _single("archive_bytes", "Size of the archive of pages.", status.archive_bytes)
    yield from _single("status_seconds", "When this was written.", _seconds(status.at))


def _family(name: str, meaning: str, figures: Sequence[tuple[TagStatus, int]]) -> Iterator[str]:
    yield from _head(name, meaning)
    for tag, figure in figures:
        yield f'readmore_{name}{{tag="{plain(tag.url).translate(_ESCAPES)}"}} {figure}'


def _single(name: str, meaning: str, figure: int) -> Iterator[str]:
    yield from _head(name, meaning)
    yield f"readmore_{name} {figure}"


def _head(name: str, meaning: str) -> Iterator[str]:
    yield f"# HELP readmore_{name} {meaning}"
    yield f"# TYPE readmore_{name} gauge"


def _seconds(moment: str | None) -> int:
    return int(datetime.fromisoformat(moment).timestamp()) if moment else 0
